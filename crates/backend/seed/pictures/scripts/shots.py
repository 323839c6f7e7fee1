"""A cut-out on a studio ground: wall, floor, plinth, window light or leaf shadows, light grain.

`draw(pack, spec)` gives the picture at twice its final size, so that covers can use it large."""
import math
import random
import numpy as np
from PIL import Image, ImageDraw, ImageFilter
import recolour
from palettes import G

S = 2
SIZE = {'3:4': (480, 640), '1:1': (560, 560)}


def rgb(h):
    return np.array([int(h[i:i+2], 16) for i in (1, 3, 5)], float)/255


def blur(a, s):
    im = Image.fromarray((np.clip(a, 0, 1)*255).astype('uint8'), 'L')
    return np.array(im.filter(ImageFilter.GaussianBlur(s))).astype(float)/255


def mix(base, colour, m):
    return base*(1-m[..., None])+colour*m[..., None]


def ellipse(X, Y, cx, cy, rx, ry, soft=1.2):
    d = np.sqrt(((X-cx)/rx)**2+((Y-cy)/ry)**2)
    return np.clip((1-d)*min(rx, ry)/soft+.5, 0, 1)


def window_mask(w, h, rng, horizon):
    """Panes of light falling aslant on the wall and, bent, on the floor."""
    im = Image.new('L', (w, h), 0)
    d = ImageDraw.Draw(im)
    lean = rng.choice((-1, 1))*rng.uniform(.22, .42)
    pw, ph, bar = w*rng.uniform(.2, .27), h*rng.uniform(.2, .27), w*.022
    x0 = w*rng.uniform(.02, .3) if lean < 0 else w*rng.uniform(-.1, .12)
    y0 = h*rng.uniform(.02, .1)
    dip = rng.uniform(.06, .16)
    for i in range(3):
        for j in range(3):
            q = [(i*(pw+bar), j*(ph+bar)), (i*(pw+bar)+pw, j*(ph+bar)), (i*(pw+bar)+pw, j*(ph+bar)+ph), (i*(pw+bar), j*(ph+bar)+ph)]
            pts = []
            for u, v in q:
                y = y0+v+u*dip
                if y > horizon:     # on the floor the patch runs away sideways and gets shorter
                    pts.append((x0+u+lean*(horizon-y0)+lean*2.4*(y-horizon), horizon+(y-horizon)*.62))
                else:
                    pts.append((x0+u+lean*(y-y0), y))
            d.polygon(pts, fill=255)
    return np.array(im.filter(ImageFilter.GaussianBlur(w*.0075))).astype(float)/255


def leaf(d, x, y, ang, length, wide):
    """One pointed leaf as a polygon."""
    pts = []
    for k in range(13):
        t = k/12
        r = math.sin(math.pi*t**.8)*wide*(1-.25*t)
        pts.append((t*length, r))
    for k in range(12, -1, -1):
        t = k/12
        pts.append((t*length, -math.sin(math.pi*t**.8)*wide*(1-.25*t)))
    c, s = math.cos(ang), math.sin(ang)
    d.polygon([(x+u*c-v*s, y+u*s+v*c) for u, v in pts], fill=255)


def leaf_mask(w, h, rng):
    """Shadows of two twigs that reach in from an upper corner, the nearer one softer."""
    out = np.zeros((h, w))
    side = rng.choice((0, 1))
    for depth in range(3):
        im = Image.new('L', (w, h), 0)
        d = ImageDraw.Draw(im)
        x, y = w*(rng.uniform(-.08, .12) if side == 0 else rng.uniform(.88, 1.08)), h*rng.uniform(-.1, .12)
        ang = (rng.uniform(.35, .95) if side == 0 else math.pi-rng.uniform(.35, .95))
        if depth == 1:
            side, y = 1-side, h*rng.uniform(.3, .5)
            ang = ang if side == 0 else math.pi-ang
            x = -w*.12 if side == 0 else w*1.12
            ang = rng.uniform(-.3, .5) if side == 0 else math.pi-rng.uniform(-.3, .5)
        step = w*rng.uniform(.10, .14)
        n = 8 if depth != 1 else 5
        for k in range(n):
            nx, ny = x+math.cos(ang)*step, y+math.sin(ang)*step
            d.line([(x, y), (nx, ny)], fill=255, width=int(w*.007))
            for sgn in (-1, 1):
                if rng.random() < .9:
                    leaf(d, nx, ny, ang+sgn*rng.uniform(.55, 1.05), w*rng.uniform(.18, .28)*(1-.05*k), w*rng.uniform(.026, .040))
            x, y, ang = nx, ny, ang+rng.uniform(-.16, .2)
        a = np.array(im.filter(ImageFilter.GaussianBlur(w*(.012, .019, .026)[depth]))).astype(float)/255
        out = np.maximum(out, a*(1, .75, .55)[depth])
    return out


def draw(pack, spec):
    rng = random.Random(spec['file'])
    w, h = (v*S for v in SIZE[spec['ratio']])
    cut = recolour.CUTS[spec['cut']]
    top, low, floor, pod, ray, deep = G[spec['ground']]
    top, low, floor, pod, ray = (rgb(c) for c in (top, low, floor, pod, ray))
    dark = low.mean() < .5
    Y, X = np.mgrid[0:h, 0:w].astype(float)
    bare, shadow = recolour.load(pack, spec['cut'], spec.get('hue', 0), spec.get('sat', 1), spec.get('light', 1))
    b = recolour.box(bare)
    hang, plinth = cut['kind'] == 'hang', cut['kind'] == 'plinth'
    # Size of the good: its box fills the frame by width or height, whichever comes first.
    bw, bh = b[2]-b[0], b[3]-b[1]
    room = (.60, .52) if plinth else (.74, .62) if hang else (.72, .60)
    k = min(room[0]*w/bw, room[1]*h/bh)*rng.uniform(.96, 1.03)
    base = h*((.80 if spec['ratio'] == '3:4' else .76) if plinth else .84 if hang else .79)
    if bh*k < h*.38:
        base = h*(.70 if plinth else .69)
    cx = w*(.5+rng.uniform(-.02, .02))
    ox, oy = cx-(b[0]+b[2])/2*k, base-b[3]*k
    el = math.radians(cut['el'])
    # Ground: a sweep whose bend lies behind the good; seen from high above there is only floor.
    horizon = base-h*(.10+.62*math.sin(el)) if not hang else h*1.2
    bend = recolour.smooth(Y, horizon-h*.07, horizon+h*.09)
    wall = top+(low-top)*recolour.smooth(Y, 0, max(h*.5, min(horizon, h)*1.05))[..., None]
    im = wall*(1-bend[..., None])+floor*bend[..., None]
    pool = np.exp(-(((X-w*.42)/(w*.62))**2+((Y-h*.5)/(h*.5))**2))
    im = im*(1+(.10 if dark else .035)*(pool[..., None]-.35))
    side = 1 if rng.random() < .5 else -1
    im = im*(1-.10*recolour.smooth((X/w-.5)*side+(.35-Y/h), .25, .9)[..., None])
    line = np.exp(-((Y-horizon)/(h*.05))**2)*.035
    im = im*(1-line[..., None])
    shade = low*(.30 if dark else .42)+np.array([.02, .0, .03])
    wpx = bw*k
    if plinth:
        rx = max(min(wpx*.5+w*.17, w*.47), w*.30)
        ry = rx*(math.sin(el)*.80+.13)
        py, ph = base-ry*.16, h*rng.uniform(.052, .07)
        fall = ellipse(X, Y, cx+w*.06, py+ph+h*.012, rx*1.06, ry*1.06)
        im = mix(im, shade, blur(fall, w*.035)*deep*.9)
        im = mix(im, shade, blur(ellipse(X, Y, cx+w*.008, py+ph+h*.006, rx*.995, ry), w*.007)*deep*1.1)
        topm, bot = ellipse(X, Y, cx, py, rx, ry), ellipse(X, Y, cx, py+ph, rx, ry)
        body = np.maximum(bot, ((np.abs(X-cx) <= rx) & (Y >= py) & (Y <= py+ph)).astype(float))
        u = (X-cx)/rx
        lam = .90-.13*recolour.smooth(u, -.2, 1)-.05*recolour.smooth(-u, .55, 1)
        lam = lam-.05*recolour.smooth(Y-py-ry*np.sqrt(np.clip(1-u*u, 0, 1)), ph*.3, ph)
        sidec = pod*lam[..., None]*(floor/floor.max())**.55
        im = im*(1-body[..., None])+sidec*body[..., None]
        t = 1.0-.05*recolour.smooth((X-cx)/rx-(Y-py)/ry*.3, -.3, 1.1)
        im = im*(1-topm[..., None])+np.clip(pod*t[..., None], 0, 1)*topm[..., None]
        # The rounded edge catches light on the left and turns into shade on the right.
        rim = blur(np.clip(topm-ellipse(X, Y, cx, py-h*.004, rx*.992, ry*.985), 0, 1), 1.6)
        im = np.clip(im+rim[..., None]*(.07*recolour.smooth(-u, -.6, .8)-.05*recolour.smooth(u, .2, 1))[..., None], 0, 1)
    # Light from outside: what is not lit gets a cool shade, what is lit a warm lift.
    lit = np.ones((h, w))
    if spec['ray'] == 'window':
        m = window_mask(w, h, rng, min(max(horizon, h*.42), h*.78))
        lit = m
        im = im*(1-(.10 if not dark else .14)*(1-m[..., None]))
        im = mix(im, np.clip(im*.80+ray*(.225 if not dark else .20), 0, 1), m*(.8 if not dark else .8))
    elif spec['ray'] == 'leaves':
        m = leaf_mask(w, h, rng)*(1-.45*recolour.smooth(Y, h*.45, h*.95))
        lit = 1-m*.8
        im = mix(im, im*(.45*shade+.36), m*(.42 if not dark else .55))
        im = mix(im, np.clip(im*.96+ray*.07, 0, 1), (1-m)*pool*.8)
    if dark:    # a soft halo, so that a dark good still stands off
        halo = np.exp(-(((X-cx)/(w*.46))**2+((Y-(base-bh*k*.5))/(h*.42))**2))
        im = np.clip(im+halo[..., None]*ray*.075, 0, 1)
    # The good with its own rendered shadow, dyed like the ground.
    n = int(round(k))
    big, sh = recolour.big(bare, shadow, n)
    full = Image.new('L', (w, h), 0)
    full.paste(sh, (round(ox), round(oy)))
    sm = np.array(full).astype(float)/255
    if plinth:
        sm = sm*np.clip(topm+.30*(1-np.maximum(topm, body)), 0, 1)
    if hang:    # hangs on the wall: no floor shadow, but one thrown on the wall behind it
        al = Image.new('L', (w, h), 0)
        al.paste(big.split()[3], (round(ox)+int(w*.028), round(oy)+int(h*.022)))
        a = np.array(al).astype(float)/255
        sm = np.clip(blur(a, w*.020)*.55+blur(a, w*.007)*.25, 0, 1)*.62
    tint = im*(.30 if dark else .34)*(1+.25*(shade-shade.mean()))
    im = mix(im, tint, np.clip(sm*(1.15 if not hang else 1), 0, 1))
    canvas = Image.new('RGBA', (w, h), (0, 0, 0, 0))
    canvas.paste(big, (round(ox), round(oy)))
    c = np.array(canvas).astype(float)/255
    g, a = c[..., :3], c[..., 3]
    amb = .93+.07*(floor/floor.mean())
    up = recolour.smooth(Y, base-bh*k*.5, base)
    g = np.clip(g*(1+(amb-1)*(.4+.6*up[..., None])), 0, 1)
    if spec['ray'] != 'plain':
        g = np.clip(g*(.90+.10*lit[..., None])+ray*.035*lit[..., None]*(spec['ray'] == 'window'), 0, 1)
    if dark:
        g = g*.965
    im = im*(1-a[..., None])+g*a[..., None]
    grain = np.random.default_rng(abs(hash_of(spec['file']))).normal(0, 1, (h//S, w//S))
    grain = np.kron(grain, np.ones((S, S)))
    im = np.clip(im+grain[..., None]*.0042, 0, 1)
    return Image.fromarray((im*255).round().astype('uint8'), 'RGB')


def hash_of(text):
    """A number from a name, the same in every run."""
    n = 7
    for ch in text:
        n = (n*131+ord(ch)) % 2147483647
    return n
