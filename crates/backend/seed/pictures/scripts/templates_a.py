"""Templates with one headline and one or two goods: over, giant, split, night, quote, photo."""
from page import blk, cover, disc, floor, good, lines_of, photo, stack, text

W = 480
TALL = ('floorlamp-linen', 'plant-rubber', 'vase-blossom', 'shelf-books', 'guitar-smart')


def foot(c, face, y=30, x=32, align='', color=None, soft=None, w=416, size=46):
    """Accent and sub together at the lower edge; returns (html, whether there is anything)."""
    s = c.spec
    if s.get('accent'):
        return stack(c, 'f', x, y, w, 130, c.accent_face(face), anchor='bottom', align=align, parts=('sub',), size=size, text=s['accent'],
                     color=color or c.p['pop'], soft=soft, gap=4), True
    if s.get('sub'):
        cls, z = ('ks', 24) if c.zh else ('gs', 28) if face in ('d', 'bb', 'dm') else ('ns', 20)
        pos = dict(extra=f'left:{x}px;width:{w}px;max-width:{w}px;' + ('text-align:center;' if align == 'mid' else ''))
        return text(cls, x, y, z, s['sub'], soft or c.p['soft'], w=w, h=70, anchor='bottom', id='f', **pos), True
    return '', False


def over(c):
    p, h, g = c.p, c.h, c.spec['goods'][0]
    face = c.face(('g', 'd', 'bb', 'dm', 'g'), ('sz', 'bz', 'sm', 'kz'))
    v = c.pick('floor', 'circle', 'rule', 'foot')
    align = c.pick('', '', 'mid')
    low = h < 520
    room = h*(.44 if not low else .50)
    if v == 'floor':
        s = stack(c, 's', 32, 32, 416, room, face, align=align)
        return cover(c, p['bg'], floor('g', .58, p['alt']), s, good(c, g, (34, '@s+16', 446, h-34), ax=c.pick(.35, .5, .65)))
    if v == 'circle':
        s = stack(c, 's', 32, 32, 416, room, face, align='mid' if align else '')
        dx = c.pick(-26, 0, 26)
        return cover(c, p['bg'], disc('g', c.pick(.98, 1.06), p['alt'], dx=dx, dy=4, cap=14), s, good(c, g, (44, '@s+34', 436, h-36), ay=.5))
    if v == 'rule':
        s = stack(c, 's', 32, 32, 416, room, face, align=align, parts=('headline', 'accent'))
        f, some = foot(c, face, y=24, align=align)
        if c.get('accent'):
            f = text('ks' if c.zh else 'ns', 32, 26, 23 if c.zh else 19, c.get('sub') or '', p['soft'], w=416, h=60, anchor='bottom', id='f',
                     extra='width:416px;' + ('text-align:center' if align else ''))
        rule = f"<div style='left:32px;width:416px;height:1.5px;bottom:{66}px;background:{p['ink']};opacity:.75'></div>" if some else ''
        return cover(c, p['bg'], s, good(c, g, (40, '@s+14', 440, h-(80 if some else 34))), rule, f)
    s = stack(c, 's', 32, 32, 416, room, face, anchor='bottom', align=align)
    band = blk(0, 0, W, h, f"linear-gradient({p['alt']},{p['bg']} 58%)")
    return cover(c, p['bg'], band, good(c, g, (44, 34, 436, '^s-26'), ay=.9), s)


def giant(c):
    p, h, g = c.p, c.h, c.spec['goods'][0]
    word = ''.join(lines_of(c.spec['headline']))
    face = c.face(('d', 'bb', 'd', 'g') if not any(x.isalpha() for x in word) else ('d', 'd', 'g', 'dm'), ('bz', 'sz', 'bz'))
    col = c.pick(p['pop'], p['pop'], p['ink'])
    f, some = foot(c, face, y=28, align='')
    end = '^f-12' if some else h-34
    if len(word) >= 4 and h > 520 and c.pick(0, 1, 1):
        # The word stands on its side and the good steps in front of it.
        left = c.pick(True, False)
        bottom = 104 if some else 30
        s = stack(c, 's', 22, 30, 250, h-30-bottom, 'bb' if not c.zh and face != 'g' and not any(x.isalpha() for x in word) else face, size=330, color=col, keep=True, parts=(), behind=True, tate=True)
        if left:
            s = s.replace("class='stack  tate' style='", "class='stack tate' style='rotate:180deg;")
            zone = ('%s.84', h*.2, 460, end)
        else:
            s = s.replace('left:22px;', 'right:22px;')
            zone = (20, h*.2, '%s.16' if not set(word) & set('gjpqy') else '%s.02', end)
        return cover(c, p['bg'], s, good(c, g, zone, ay=1), f)
    wide = len(lines_of(c.spec['headline'])) > 1
    s = stack(c, 's', 26, 26, 428, h*(.56 if not wide else .5), face, size=460, align='mid', color=col, keep=True, parts=(), behind=True)
    over_word = '~s.74' if len(word) < 4 else '~s.82'
    big = disc('g', 1.1, p['alt'], dy=0) if c.pick(0, 0, 1) else ''
    return cover(c, p['bg'], big, s, good(c, g, (56, over_word, 424, end), ax=c.pick(.4, .5, .6)), f)


def split(c):
    p, h, goods = c.p, c.h, c.spec['goods']
    face = c.face(('d', 'g', 'dm', 'bb'), ('bz', 'sz', 'sm'))
    words = [w for line in lines_of(c.spec['headline']) for w in line.split(' ')]
    slim = c.zh or max(len(w) for w in words) <= 7
    other = c.half
    if len(goods) > 1:
        s = stack(c, 's', 32, 32, 416, h*.38, face)
        two = good(c, goods[0], (26, '@s+16', 252, h-34), ax=.2, id='g') + good(c, goods[1], (262, '@s+48', 460, h-34), ax=.6, id='k')
        return cover(c, p['bg'], floor('g', .52, other), s, two)
    v = c.pick('side', 'level', 'slant') if slim and h > 520 else c.pick('level', 'slant')
    if v == 'side' and c.zh:
        x = 256
        f = c.get('sub')
        s = stack(c, 's', 28, 36, 218, h-160, face, parts=('headline', 'accent'), tate=True, size=100, keep=True, k=.5)
        sub = text('ks', 32, 30, 20, f, p['soft'], w=184, h=110, anchor='bottom', id='f', extra='width:184px') if f else ''
        return cover(c, p['bg'], blk(x, 0, W-x, h, other), s, good(c, goods[0], ('%s.86', h*.3, 462, h-46), ay=.8), sub)
    if v == 'side':
        x = 214
        s = stack(c, 's', 26, 34, 166, h*.52, face, text='\n'.join(words), keep=True, parts=('headline', 'accent'), k=.5)
        f = c.get('sub')
        sub = text('ns', 28, 32, 16.5, f, p['soft'], w=160, h=110, anchor='bottom', id='f', extra='width:160px;line-height:1.35') if f else ''
        return cover(c, p['bg'], blk(x, 0, W-x, h, other), s, good(c, goods[0], (150, '@s+6', 464, h-96), ay=.5, rot=c.pick(0, 0, -5)), sub)
    if v == 'slant':
        d = c.pick(.50, .56)
        poly = f"<div style='inset:0;background:{other};clip-path:polygon(0 {d*100+22}%,100% {d*100-14}%,100% 100%,0 100%)'></div>"
        s = stack(c, 's', 32, 32, 416, h*.40, face)
        return cover(c, p['bg'], poly, s, good(c, goods[0], (70, '@s+14', 450, h-34), ax=.9))
    s = stack(c, 's', 32, 32, 416, h*.42, face, align=c.pick('', 'mid'))
    return cover(c, p['bg'], floor('g', .45, other), s, good(c, goods[0], (40, '@s+14', 440, h-40)))


def night(c):
    p, h, g = c.p, c.h, c.spec['goods'][0]
    face = 'g' if not c.zh else c.pick('sz', 'sm', 'sm')
    cream, soft = '#F7EBD3', '#C9C6BF'
    v = c.pick('top', 'mid', 'foot')
    strong = 'lamp' in g or 'lantern' in g or 'candle' in g
    glow = p['glow']
    hi = ('cc', '66', '22') if strong else ('88', '44', '18')
    light = disc('g', c.pick(2.0, 2.3), f'radial-gradient(circle,{glow}{hi[0]} 0,{glow}{hi[1]} 26%,{glow}{hi[2]} 46%,transparent 68%)', dy=-20 if strong else 0)
    deep = f"radial-gradient(ellipse 130% 90% at 50% 70%,{p['bg'] if c.dark else p['deep']},{p['deep']} 75%)"
    stars = ''
    if c.pick(0, 1):
        for _ in range(26):
            r = c.rng.uniform(.6, 1.5)
            stars += f"<i style='left:{c.rng.uniform(6, 474):.0f}px;top:{c.rng.uniform(6, h*.6):.0f}px;width:{2*r:.1f}px;height:{2*r:.1f}px;border-radius:9px;background:{cream};opacity:{c.rng.uniform(.25, .75):.2f}'></i>"
    kw = dict(color=cream, pop=glow, soft=soft)
    if v == 'foot':
        s = stack(c, 's', 34, 34, 412, h*.42, face, anchor='bottom', align=c.pick('', 'mid'), **kw)
        return cover(c, deep, stars, light, good(c, g, (60, 40, 420, '^s-22')), s)
    s = stack(c, 's', 34, 34, 412, h*.42, face, align='mid' if v == 'mid' else '', **kw)
    return cover(c, deep, stars, light, good(c, g, (56, '@s+26', 424, h-40), ax=.5 if v == 'mid' else c.pick(.5, .85)), s)


def quote(c):
    p, h = c.p, c.h
    said = c.spec['headline'].strip('„“”"«»「」『』')
    face = c.pick('sm', 'kz', 'sz') if c.zh else c.pick('g', 'gi', 'g', 'dm')
    v = c.pick('left', 'mid', 'card')
    mark = '“'
    col = p['pop']
    small = 190 if h > 520 else 158
    f = c.get('sub')
    sub = text('ks' if c.zh else 'ns', 36, 38, 19 if c.zh else 16.5, f, p['soft'], w=200, h=80, anchor='bottom', id='f', extra='width:200px') if f else ''
    top = 150 if h > 520 else 126
    if v == 'card':
        card = blk(22, 22, W-44, h-44, p['paper'], 20)
        s = stack(c, 's', 50, top, 380, h-top-small-60, face, size=66 if not c.zh else 56, text=said, parts=())
        m = f"<div style=\"left:46px;top:{top-98}px;font:400 210px/1 'EB Garamond';color:{c.half if c.dark else col};height:92px;overflow:hidden\">{mark}</div>"
        return cover(c, p['bg'], card, m, s, good(c, c.spec['goods'][0], (220, '@s+20', 436, h-44), ax=1), sub)
    if v == 'mid':
        s = stack(c, 's', 34, top-10, 412, h-top-small-46, face, size=70 if not c.zh else 58, text=said, align='mid', parts=())
        m = f"<div style=\"left:0;width:480px;text-align:center;top:{top-102}px;font:400 200px/1 'EB Garamond';color:{col};height:86px;overflow:hidden\">{mark}</div>"
        return cover(c, p['bg'], floor('g', .66, p['alt']), m, s, good(c, c.spec['goods'][0], (110, '@s+22', 370, h-28)), sub)
    s = stack(c, 's', 36, top, 408, h-top-small-46, face, size=70 if not c.zh else 60, text=said, parts=())
    m = f"<div style=\"left:30px;top:{top-104}px;font:400 220px/1 'EB Garamond';color:{col};height:96px;overflow:hidden\">{mark}</div>"
    return cover(c, p['bg'], m, s, good(c, c.spec['goods'][0], (190, '@s+20', 450, h-32), ax=1), sub)


def photo_cover(c):
    p, h, n = c.p, c.h, c.spec['goods'][0]
    face = c.face(('g', 'd', 'bb', 'g', 'dm'), ('sz', 'sm', 'bz'))
    v = c.pick('band', 'label', 'frame', 'top')
    if h < 520 and v == 'top':
        v = 'band'
    if n in TALL:       # a band would cut off its head
        v = 'label'
    if v == 'band':
        hb = 164 if h > 520 else 136
        s = stack(c, 's', 28, h-hb+18, 424, hb-36, face, size=80, gap=6)
        return cover(c, p['bg'], photo(c, n, 0, 0, W, h-hb), blk(0, h-hb, W, hb, p['bg']), s)
    if v == 'frame':
        hb = 158 if h > 520 else 130
        s = stack(c, 's', 26, 24, 428, hb-30, face, size=80, align=c.pick('', 'mid'), gap=6)
        return cover(c, p['bg'], s, photo(c, n, 22, hb+8, W-44, h-hb-30, 14))
    if v == 'label':
        hb, wide = (146, 320) if h > 520 else (124, 290)
        side = c.pick('left', 'right')
        x = 22 if side == 'left' else W-22-wide
        card = blk(x, h-22-hb, wide, hb, p['paper'], 14, 'box-shadow:0 10px 30px #0002')
        ink = '#2B2421' if c.dark else p['ink']
        s = stack(c, 's', x+22, h-22-hb/2, wide-44, hb-30, face, anchor='mid', size=66, color=ink, pop='#A8371C' if c.dark else p['pop'], soft='#5b5048', gap=4)
        return cover(c, p['bg'], photo(c, n, 0, 0, W, h, 0, '50% 38%'), card, s)
    hb = 168
    s = stack(c, 's', 30, 28, 420, hb-44, face, size=70, gap=6)
    return cover(c, p['bg'], photo(c, n, 0, hb, W, h-hb, 0, '50% 60%'), blk(0, 0, W, hb, p['bg']), s)
