"""Thumbhash: a blurred picture in about 25 bytes. After the reference by Evan Wallace (public domain / MIT)."""
import base64
import math
import numpy as np
from PIL import Image


def _channel(c, nx, ny, w, h):
    """DC, AC terms and scale of one channel; the cosine terms in the order of the format."""
    x, y = np.arange(w)+.5, np.arange(h)+.5
    dc, ac, scale = 0.0, [], 0.0
    for cy in range(ny):
        cx = 0
        while cx*ny < nx*(ny-cy):
            f = float((np.cos(math.pi/h*cy*y)[:, None]*np.cos(math.pi/w*cx*x)[None, :]*c).sum())/(w*h)
            if cx or cy:
                ac.append(f)
                scale = max(scale, abs(f))
            else:
                dc = f
            cx += 1
    if scale:
        ac = [.5+.5/scale*f for f in ac]
    return dc, ac, scale


def _round(v):
    return math.floor(v+.5)


def thumbhash(im):
    """The hash of a picture, as base64."""
    im = im.convert('RGBA')
    im.thumbnail((100, 100), Image.LANCZOS)
    w, h = im.size
    px = np.array(im).astype(float)/255
    a = px[..., 3]
    total = a.sum()
    avg = (px[..., :3]*a[..., None]).sum((0, 1))/total if total else np.zeros(3)
    has_alpha = bool(total < w*h)
    limit = 5 if has_alpha else 7
    lx, ly = max(1, _round(limit*w/max(w, h))), max(1, _round(limit*h/max(w, h)))
    rgb = avg*(1-a[..., None])+px[..., :3]*a[..., None]
    r, g, b = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    ldc, lac, ls = _channel((r+g+b)/3, max(3, lx), max(3, ly), w, h)
    pdc, pac, ps = _channel((r+g)/2-b, 3, 3, w, h)
    qdc, qac, qs = _channel(r-g, 3, 3, w, h)
    wide = w > h
    head = _round(63*ldc) | _round(31.5+31.5*pdc) << 6 | _round(31.5+31.5*qdc) << 12 | _round(31*ls) << 18 | int(has_alpha) << 23
    tail = (ly if wide else lx) | _round(63*ps) << 3 | _round(63*qs) << 9 | int(wide) << 15
    out = [head & 255, head >> 8 & 255, head >> 16, tail & 255, tail >> 8]
    terms = [lac, pac, qac]
    if has_alpha:
        adc, aac, as_ = _channel(a, 5, 5, w, h)
        out.append(_round(15*adc) | _round(15*as_) << 4)
        terms.append(aac)
    nibbles = [_round(15*f) for ac in terms for f in ac]
    for k in range(0, len(nibbles), 2):
        out.append(nibbles[k] | (nibbles[k+1] << 4 if k+1 < len(nibbles) else 0))
    return base64.b64encode(bytes(out)).decode()
