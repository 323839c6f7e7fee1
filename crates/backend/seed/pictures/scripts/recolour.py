"""Cut-outs in another colour: only the good's own hue moves; cream, white, black, wood and brass stay.

`load(pack, cut, hue, sat, light)` gives (bare, shadow): the good without its shadow as RGBA, the shadow as a grey mask."""
import os
import numpy as np
from PIL import Image, ImageChops, ImageFilter

# el: camera elevation in degrees (from catalogue.py). kind: where it stands in a shot.
# main: hue of the part that is dyed (HSV degrees); span: full weight within, none beyond; keep: boxes that stay (0..460).
# pick: 'hue' (default), 'pale' (dye the pale parts: the cat stays a cat), 'all'.
CUTS = {
    'backpack-sage': dict(el=10, kind='plinth', main=150, span=(55, 85), low=(.03, .10)),
    'candle-fig': dict(el=14, kind='floor', pick='all', keep=[(60, 60, 400, 158)]),
    'casserole-yellow': dict(el=14, kind='plinth', main=40, span=(30, 60), keep=[(205, 112, 262, 150), (219, 150, 241, 161)]),
    'catbed-cloud': dict(el=24, kind='floor', pick='pale'),
    'desklamp-terracotta': dict(el=10, kind='floor', main=8, span=(20, 34), keep=[(164, 220, 194, 247)], low=(.06, .14)),
    'dormdesk-oak': dict(el=11, kind='floor', main=30, span=(14, 26)),
    'dress-terracotta': dict(el=3, kind='hang', main=12, span=(9, 15)),
    'guitar-smart': dict(el=6, kind='floor', main=40, span=(12, 22), keep=[(212, 100, 258, 262)]),
    'handbag-brick': dict(el=11, kind='plinth', main=6, span=(18, 30)),
    'hat-straw': dict(el=20, kind='plinth', main=38, span=(30, 60)),
    'headphones-cream': dict(el=9, kind='plinth', pick='all', keep=[(352, 232, 378, 330)]),
    'jacket-camel': dict(el=3, kind='hang', main=32, span=(30, 60), keep=[(190, 40, 270, 96)]),
    'jacket-suit': dict(el=3, kind='hang', main=215, span=(50, 90)),
    'lamp-mushroom': dict(el=7, kind='plinth', main=8, span=(10, 20), keep=[(120, 254, 345, 400)], low=(.06, .14)),
    'lantern-camp': dict(el=8, kind='plinth', main=165, span=(40, 80), low=(.03, .10)),
    'lipstick-red': dict(el=12, kind='plinth', main=352, span=(16, 28)),
    'mug-petrol': dict(el=17, kind='plinth', main=180, span=(50, 80), low=(.04, .11)),
    'notebook-pen': dict(el=40, kind='floor', main=182, span=(50, 80), low=(.04, .11)),
    'pan-egg': dict(el=38, kind='floor', main=5, span=(16, 28), keep=[(120, 205, 198, 262), (262, 250, 410, 312)]),
    'plant-rubber': dict(el=8, kind='plinth', main=12, span=(16, 30), keep=[(140, 50, 320, 245)]),
    'running-kids-coral': dict(el=26, kind='floor', main=25, span=(40, 70)),
    'serum-amber': dict(el=10, kind='plinth', main=22, span=(34, 60), keep=[(186, 124, 268, 190)]),
    'serum-rose': dict(el=12, kind='plinth', main=345, span=(40, 70)),
    'shoe-loafer-black': dict(el=30, kind='floor', main=20, span=(20, 40)),
    'shoe-loafer-tan': dict(el=26, kind='floor', main=22, span=(30, 60)),
    'sneaker-wide-cream': dict(el=30, kind='floor', main=150, span=(50, 80), low=(.03, .09)),
    'sneaker-wide-navy': dict(el=26, kind='floor', main=215, span=(50, 90)),
    'soap-duo': dict(el=26, kind='floor', pick='pale'),
    'sofa-cat': dict(el=14, kind='floor', pick='pale'),
    'sunglasses-amber': dict(el=18, kind='floor', main=14, span=(24, 44)),
    'teapot-celadon': dict(el=15, kind='plinth', main=140, span=(55, 85), low=(.03, .10)),
    'tent-first': dict(el=12, kind='floor', main=35, span=(30, 60)),
    'thermos-sage': dict(el=9, kind='plinth', main=115, span=(55, 85), keep=[(150, 50, 310, 124)], low=(.03, .10)),
    'umbrella-mustard': dict(el=10, kind='floor', main=38, span=(10, 18), keep=[(180, 225, 260, 400)]),
}


def smooth(x, a, b):
    t = np.clip((x-a)/(b-a), 0, 1)
    return t*t*(3-2*t)


def to_hsv(c):
    mx, mn = c.max(-1), c.min(-1)
    d = mx-mn+1e-9
    r, g, b = c[..., 0], c[..., 1], c[..., 2]
    h = np.where(mx == r, (g-b)/d % 6, np.where(mx == g, (b-r)/d+2, (r-g)/d+4))*60
    return h, (mx-mn)/(mx+1e-9), mx


def from_hsv(h, s, v):
    k = lambda n: (n+h/60) % 6
    f = lambda n: v-v*s*np.clip(np.minimum(k(n), 4-k(n)), 0, 1)
    return np.stack([f(5), f(3), f(1)], -1)


# Chroma a pigment would have, by OKLCh hue: greens and cyans of the screen look like plastic.
CAP = ([0, 30, 60, 95, 140, 200, 250, 300, 360], [.17, .21, .19, .16, .115, .105, .135, .13, .17])
M1 = np.array([[.4122214708, .5363325363, .0514459929], [.2119034982, .6806995451, .1073969566], [.0883024619, .2817188376, .6299787005]])
M2 = np.array([[.2104542553, .7936177850, -.0040720468], [1.9779984951, -2.4285922050, .4505937099], [.0259040371, .7827717662, -.8086757660]])


def oklab(c):
    lin = np.where(c <= .04045, c/12.92, ((c+.055)/1.055)**2.4)
    return np.cbrt(lin@M1.T)@M2.T


def unlab(o):
    lin = ((o@np.linalg.inv(M2).T)**3)@np.linalg.inv(M1).T
    return np.where(lin <= .0031308, lin*12.92, 1.055*np.clip(lin, 1e-9, None)**(1/2.4)-.055)


def weights(cut, h, s, v, shape):
    """How much of the dye each pixel takes (0 to 1)."""
    c = CUTS[cut]
    pick = c.get('pick', 'hue')
    if pick == 'all':
        w = np.ones(shape)
    elif pick == 'pale':
        w = 1-smooth(s, .36, .46)
    else:
        far = np.abs((h-c['main']+180) % 360-180)
        w = (1-smooth(far, *c['span']))*smooth(s*np.sqrt(v), *c.get('low', (.10, .24)))
    k = shape[0]/460
    for x0, y0, x1, y1 in c.get('keep', []):
        w[int(y0*k):int(y1*k), int(x0*k):int(x1*k)] = 0
    w = np.array(Image.fromarray((w*255).astype('uint8')).filter(ImageFilter.GaussianBlur(.7)))/255
    return w


def dye(rgb, cut, hue, sat, light):
    h, s, v = to_hsv(rgb)
    w = weights(cut, h, s, v, h.shape)[..., None]
    base = oklab(rgb)
    turned = oklab(from_hsv((h+hue) % 360, s, v))
    # Part of the lightness of the turned hue: yellow to blue should get deeper, but not drop to ink.
    lum = base[..., :1]*.4+turned[..., :1]*.6
    lum = lum*light**2 if light <= 1 else 1-(1-lum)/light**1.6
    ab = turned[..., 1:]
    chroma = np.hypot(ab[..., :1], ab[..., 1:])+1e-6
    cap = np.interp(np.degrees(np.arctan2(ab[..., 1:], ab[..., :1])) % 360, *CAP)
    near = np.exp(-abs((hue+180) % 360-180)/22)         # a small turn keeps the render's own strength
    cap = cap+(1-cap)*near*.5
    want = np.minimum(chroma*sat, cap*(1-np.exp(-chroma*sat/cap*1.4)))
    new = np.concatenate([np.clip(lum, 0, .985), ab/chroma*want], -1)
    out = unlab(new)
    for _ in range(6):      # into gamut by giving up chroma
        bad = (out.max(-1) > 1.002) | (out.min(-1) < -.002)
        if not bad.any():
            break
        new[bad, 1:] *= .9
        out = unlab(new)
    return np.clip(rgb*(1-w)+np.clip(out, 0, 1)*w, 0, 1)


def load(pack, cut, hue=0, sat=1, light=1):
    a = np.array(Image.open(os.path.join(pack, 'cutouts', cut+'.webp')).convert('RGBA')).astype(float)/255
    rgb, al = a[..., :3], a[..., 3]
    dense = (al > .93)
    core = Image.fromarray(((dense & (rgb.max(-1) > .04))*255).astype('uint8'))     # a contact shadow is dense too, but black
    core = np.array(core.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(5))) > 0
    solid = (dense & core) | ((al > .16) & (rgb.max(-1) > .16))
    m = Image.fromarray((solid*255).astype('uint8')).filter(ImageFilter.MedianFilter(3))
    ring = np.array(m.filter(ImageFilter.MaxFilter(3)))/255
    black = (rgb.max(-1) < .06) & (np.array(m) == 0)
    bare = np.where(black, 0, np.minimum(al, ring))
    if hue or sat != 1 or light != 1:
        rgb = dye(rgb, cut, hue, sat, light)
    out = Image.fromarray((np.dstack([rgb, bare])*255).round().astype('uint8'), 'RGBA')
    n = al.shape[0]
    e = np.minimum(np.arange(n), n-1-np.arange(n))
    fade = smooth(e, 0, 96)
    sh = np.where(solid, 0, al)
    sh = np.where(ring > 0, np.maximum(sh, np.array(Image.fromarray((sh*255).astype('uint8')).filter(ImageFilter.MaxFilter(5)))/255), sh)
    sh = sh*fade[:, None]*fade[None, :]
    shadow = Image.fromarray((np.clip(sh, 0, 1)*255).round().astype('uint8'), 'L')
    return out, shadow


def big(bare, shadow, px=920):
    """Twice the size with clean edges, for pictures that show the good larger than it was rendered.

    The render has few samples: its outermost pixels are specks. They take the colour of what lies further in, and the
    outline is smoothed. Thin parts (a tent string) have no inside and keep their own colour."""
    r, g, b, a = bare.split()
    rgb = np.array(Image.merge('RGB', (r, g, b))).astype(float)
    core = a.point(lambda v: 255 if v > 235 else 0).filter(ImageFilter.MinFilter(5))
    edge = np.array(core) == 0
    fill, weight = np.zeros_like(rgb), np.zeros(edge.shape)
    base = np.where(edge[..., None], 0, rgb)
    for s in (1.2, 2.4, 5):
        m = np.array(core.filter(ImageFilter.GaussianBlur(s))).astype(float)/255
        col = np.dstack([np.array(Image.fromarray(base[..., k].astype('uint8')).filter(ImageFilter.GaussianBlur(s))) for k in range(3)]).astype(float)
        new = (weight < .02) & (m > .06)
        fill[new] = (col/np.maximum(m, 1e-3)[..., None])[new]
        weight[new] = m[new]
    near = np.array(core.filter(ImageFilter.MaxFilter(7))) > 0
    thin = np.array(a.point(lambda v: 255 if v > 60 else 0)) > 0
    take = edge & (weight > .02) & (near | ~thin)
    out = np.where(take[..., None], np.clip(fill, 0, 255), rgb)
    img = Image.fromarray(out.astype('uint8')).resize((px, px), Image.LANCZOS).filter(ImageFilter.UnsharpMask(1.8, 70, 2))
    al = a.resize((px, px), Image.BICUBIC).filter(ImageFilter.GaussianBlur(px/460*.85))
    al = al.point(lambda v: max(0, min(255, round((v-118)*2.1+128))))
    img.putalpha(al)
    return img, shadow.resize((px, px), Image.BICUBIC)


def box(bare):
    """Where the good itself is, as fractions of the picture."""
    b = bare.split()[3].point(lambda v: 255 if v > 120 else 0).getbbox()
    return [b[0]/bare.width, b[1]/bare.height, b[2]/bare.width, b[3]/bare.height]


def sticker(bare, edge=13):
    """The good with a white paper edge, as if cut out and glued in."""
    a = bare.split()[3].point(lambda v: 255 if v > 90 else 0)
    wide = a.filter(ImageFilter.GaussianBlur(edge*.8)).point(lambda v: 255 if v > 34 else 0).filter(ImageFilter.GaussianBlur(1.4))
    s = Image.new('RGBA', bare.size, '#FFFDF8')
    s.putalpha(ImageChops.lighter(wide, a))
    s.alpha_composite(bare)
    return s
