"""Templates with several fields or lines: arches, grid, list, collage, compare, diary."""
import html
from page import blk, cover, good, lines_of, photo, pill, stack, text

W = 480


def arches(c):
    p, h, goods = c.p, c.h, c.spec['goods'][:3]
    n, labels = len(goods), c.get('labels') or []
    face = c.face(('g', 'd', 'dm'), ('sz', 'sm', 'bz'))
    align = c.pick('', 'mid')
    top = h*(.30 if h > 520 else .34)
    s = stack(c, 's', 28, 28, 424, top-34, face, align=align)
    gap, m = 14, 26
    w = (W-2*m-gap*(n-1))/n
    fields = c.rng.sample(p['fields'], n)
    step = c.pick(0, 0, 26)
    round_ = c.pick('arch', 'arch', 'pill')
    foot_h = 46
    out = []
    for k, g in enumerate(goods):
        x = m+k*(w+gap)
        y = top+8+(step*(k % 2) if n > 1 else 0)
        bottom = h-26
        r = f'{w/2}px {w/2}px 0 0' if round_ == 'arch' else f'{w/2}px'
        lab = labels[k] if k < len(labels) else None
        out.append(f"<div style='left:{x:.1f}px;top:{y:.1f}px;width:{w:.1f}px;height:{bottom-y:.1f}px;background:{fields[k]};border-radius:{r}'></div>")
        tall = bottom-y > 2.3*w
        end = bottom-(8 if tall and not lab else foot_h)-(14 if round_ == 'pill' else 4)
        out.append(good(c, g, (x-5, y+w*(.62 if tall else .22), x+w+5, end-8), id=f'g{k}', ay=.9))
        if tall:
            out.append(text('gi', x, 0, 58, str(k+1), p['on_field'], extra=f'left:{x:.1f}px;top:{y+w*.24:.1f}px;width:{w:.1f}px;text-align:center'))
        if lab:
            out.append(text('ks' if c.zh else 'gs', x, h-end, 24 if c.zh else 28, lab, p['on_field'], w=w-12, anchor='bottom',
                            extra=f'left:{x+6:.1f}px;bottom:{h-bottom+(24 if round_ == "pill" else 14)}px;width:{w-12:.1f}px;max-width:{w-12:.1f}px;text-align:center;white-space:nowrap', min=14))
        elif not tall:
            out.append(text('gi', x, 0, 38, str(k+1), p['on_field'], anchor='bottom',
                            extra=f'left:{x:.1f}px;bottom:{h-bottom+(18 if round_ == "pill" else 10)}px;width:{w:.1f}px;text-align:center'))
    return cover(c, p['bg'], s, *out)


def grid(c):
    p, h, goods = c.p, c.h, c.spec['goods'][:4]
    labels = c.get('labels') or []
    face = c.face(('g', 'd', 'dm', 'bb'), ('sz', 'bz', 'sm'))
    band = h*(.27 if h < 520 else .25)
    v = c.pick('flush', 'cards')
    s = stack(c, 's', 26, band/2+3, 428, band-34, face, anchor='mid', size=76, align=c.pick('', 'mid'), gap=4)
    gap, m = (0, 0) if v == 'flush' else (10, 20)
    fw, fh = (W-2*m-gap)/2, (h-band-m-gap)/2
    fields = c.rng.sample(p['fields'], 4)
    out = []
    for k, g in enumerate(goods):
        x, y = m+(k % 2)*(fw+gap), band+(k//2)*(fh+gap)
        out.append(blk(round(x, 1), round(y, 1), round(fw, 1), round(fh, 1), fields[k], 0 if v == 'flush' else 18))
        lab = labels[k] if k < len(labels) else ''
        tall = fh > 190
        strip = 44 if lab else 12
        out.append(good(c, g, (x+18, y+12, x+fw-18, y+fh-strip), id=f'g{k}', ay=.7 if tall else .5))
        if lab:
            out.append(text('ks' if c.zh else 'gs', 0, 0, 23 if c.zh else 27, lab, p['on_field'], w=round(fw-24, 1),
                            extra=f'left:{x+12:.1f}px;top:{y+fh-41:.1f}px;width:{fw-24:.1f}px;max-width:{fw-24:.1f}px;white-space:nowrap;line-height:1.25;text-align:center', min=14))
        elif not tall:
            out.append(text('gi', 0, 0, 34, str(k+1), p['on_field'], extra=f'left:{x+16:.1f}px;top:{y+12:.1f}px', behind=True))
    return cover(c, p['bg'], s, *out)


def list_(c):
    p, h, goods, lines = c.p, c.h, c.spec['goods'], c.get('lines') or []
    face = c.face(('g', 'd', 'bb', 'dm'), ('sz', 'bz', 'kz'))
    v = c.pick('plain', 'card', 'rules')
    low = h < 520
    if low:
        v = 'plain'
    n = len(lines)
    mark = c.pick('dot', 'box', 'num')
    ink = p['ink'] if v != 'card' else ('#2B2421' if c.dark else p['ink'])
    pop = p['pop'] if v != 'card' or not c.dark else '#B0402A'
    s = stack(c, 's', 32, 30, 416, h*(.27 if not low else .30), face, size=86, gap=6)
    cls, size = ('ks', 26) if c.zh else ('ns', 22) if face != 'g' else ('gs', 29)
    size -= (2 if n > 4 else 0)+(2.5 if low else 0)

    def row(k, line):
        if mark == 'dot':
            b = f"<i style='flex:none;width:9px;height:9px;border-radius:9px;background:{pop};margin-top:.5em'></i>"
        elif mark == 'box':
            tick = "<svg width='17' height='17' viewBox='0 0 17 17' fill='none' stroke-width='2.4' stroke-linecap='round' stroke-linejoin='round'>" \
                   f"<path d='M3 9l4 4 8-10' stroke='{pop}'/></svg>" if k < n-1 or c.rng.random() < .4 else ''
            b = f"<i style='flex:none;width:19px;height:19px;border-radius:5px;border:1.6px solid {ink};margin-top:.2em;display:grid;place-items:center'>{tick}</i>"
        else:
            b = f"<i style=\"flex:none;width:1em;font:italic 400 1.12em/1.15 'EB Garamond';color:{pop}\">{k+1}</i>"
        rule = f'border-top:1.2px solid {ink}40;' if v == 'rules' else ''
        return f"<div style='display:flex;gap:13px;padding:{'.34em' if v == 'rules' else '.2em'} 0;{rule}'>{b}<span class='tx' style='position:static'>{html.escape(line)}</span></div>"
    rows = ''.join(row(k, s_) for k, s_ in enumerate(lines))
    # One good stands below to the right, two stand side by side; wide lines keep the full width.
    y = f"<div class='one {cls}' data-id='l' data-w='{416 if v != 'card' else 372}' data-h='{h*.46:.0f}' data-min='13' " \
        f"style='left:{32 if v != 'card' else 54}px;top:TOPpx;{'width:372px' if v == 'card' else 'width:416px' if v == 'rules' else 'width:max-content;max-width:416px'};font-size:{size}px;color:{ink}'>{rows}</div>"
    # The list follows the headline: its own offset is set by fit.js through data-under.
    y = y.replace("data-id='l'", f"data-id='l' data-under='s' data-gap='{20 if v != 'card' else 44}'").replace('TOPpx', '0px')
    card = f"<div data-around='l' data-pad='22' style='background:{p['paper']};border-radius:18px;box-shadow:0 8px 26px #00000018'></div>" if v == 'card' else ''
    stage = f"<div data-rest='l' style='left:0;width:480px;background:{p['alt']}'></div>" if v == 'plain' else ''
    top = '@l+14' if v != 'card' else '@l+40'
    if len(goods) > 1:
        pair = good(c, goods[0], (28, top, 268, h-30), id='g', ax=.4) + good(c, goods[1], (262, top, 452, h-30), id='k', ax=.7)
    else:
        pair = good(c, goods[0], (50, top, 444, h-28), ax=c.pick(.5, .92), id='g',
                    alt=('>l+12', '@s+14', 456, h-26) if v == 'plain' else None)
    return cover(c, p['bg'], stage, s, card, y, pair)


def collage(c):
    p, h, names = c.p, c.h, c.spec['goods'][:3]
    face = c.face(('g', 'd', 'dm'), ('sz', 'sm', 'bz'))
    v = c.pick('cards', 'flush', 'large')
    order = c.rng.sample(names, len(names))
    tile = c.pick(p['bg'], c.half)
    same = tile == p['bg']
    lum = sum(int(tile[i:i+2], 16)*k for i, k in ((1, .3), (3, .59), (5, .11)))
    ink = p['ink'] if same else ('#FBF3E4' if lum < 140 else '#2A201A')
    soft = p['soft'] if same else ink
    pop = p['pop'] if same else ink
    if v == 'large':
        th = h*.26
        s = stack(c, 's', 28, h-th/2, 424, th-36, face, anchor='mid', size=70, color=p['ink'], gap=4)
        a = h-th
        flip = c.pick(0, 1)
        x1, x2 = (0, 286) if not flip else (194, 0)
        return cover(c, p['bg'], photo(c, order[0], x1, 0, 286, a), photo(c, order[1], x2, 0, 194, a/2), photo(c, order[2], x2, a/2, 194, a/2), s)
    m, gap, r = (16, 10, 12) if v == 'cards' else (0, 0, 0)
    cw = (W-2*m-gap)/2
    tall, short = (h-2*m-gap)*.57, (h-2*m-gap)*.43
    left_tall = c.pick(True, False)
    hl = (tall, short) if left_tall else (short, tall)
    hr = (short, tall) if left_tall else (tall, short)
    cells = [(m, m, cw, hl[0]), (m+cw+gap, m, cw, hr[0]), (m, m+hl[0]+gap, cw, hl[1]), (m+cw+gap, m+hr[0]+gap, cw, hr[1])]
    at = c.pick(*[k for k in range(4) if cells[k][3] == short]) if c.pick(0, 1) else c.pick(2, 3)
    out, k = [], 0
    for j, (x, y, w, hh) in enumerate(cells):
        if j == at:
            out.append(blk(round(x, 1), round(y, 1), round(w, 1), round(hh, 1), tile, r))
            out.append(stack(c, 's', x+18, y+hh/2, w-36, hh-44, face, anchor='mid', size=62, color=ink, soft=soft, pop=pop, gap=8))
        else:
            out.append(photo(c, order[k], round(x, 1), round(y, 1), round(w, 1), round(hh, 1), r))
            k += 1
    return cover(c, p['bg'] if not same or v == 'flush' else p['paper'], *out)


def compare(c):
    p, h, goods = c.p, c.h, c.spec['goods'][:2]
    labels = (c.get('labels') or ['', ''])[:2]
    face = c.face(('g', 'd', 'bb', 'dm'), ('sz', 'bz', 'sm'))
    v = c.pick('halves', 'cards', 'slant')
    low = h < 520
    room = h*(.32 if low else .28)
    s = stack(c, 's', 28, 28, 424, room-30, face, size=84, align='mid' if v != 'cards' else c.pick('', 'mid'), gap=4)
    top = room+14
    f1, f2 = c.rng.sample(p['fields'], 2) if c.dark else (p['alt'], c.pick(*p['fields'][:2]))
    ink = p['on_field']
    chip, chip_ink = (p['paper'], '#2B2421')
    if v == 'cards':
        panels = blk(24, top, 211, h-top-24, f1, 20)+blk(245, top, 211, h-top-24, f2, 20)
        pos = (24, 245)
    elif v == 'halves':
        panels = blk(0, top, 240, h-top, f1)+blk(240, top, 240, h-top, f2)
        pos = (14, 255)
    else:
        panels = blk(0, top, W, h-top, f1)+f"<div style='left:0;top:{top}px;width:480px;height:{h-top}px;background:{f2};clip-path:polygon(60% 0,100% 0,100% 100%,40% 100%)'></div>"
        pos = (14, 255)
    out = []
    for k, g in enumerate(goods):
        x = pos[k]
        out.append(good(c, g, (x+8, top+14, x+211-8, h-(92 if labels[k] else 40)), id=f'g{k}', ay=.75))
        if labels[k]:
            out.append(f"<div class='abs' style='left:{x}px;width:211px;bottom:38px;display:flex;justify-content:center'><div class='one tx pill ns' data-w='196' data-min='13' style='position:relative;padding:6px 16px 7px;font-size:{20 if c.zh else 19}px;line-height:1.25;background:{chip};color:{chip_ink}'>{html.escape(labels[k])}</div></div>")
    return cover(c, p['bg'], panels, s, *out)


def diary(c):
    p, h, goods, lines = c.p, c.h, c.spec['goods'], c.get('lines') or []
    low = h < 520
    tilt = c.rng.choice((-2.2, -1.5, 1.4, 2))
    ink = c.pick('#33415E', '#2B2421', '#4A2F28')
    pen = {'#33415E': '#B8432A', '#2B2421': '#B8432A', '#4A2F28': '#1F6A62'}[ink]
    paper = c.pick('ruled', 'dots', 'plain', 'ruled')
    back = p['bg'] if c.dark else c.pick(p['alt'], p['bg'])
    x, y, w, hh = 34, 36, 412, h-72
    fill = '#FFFDF6'
    deco = {'ruled': f'repeating-linear-gradient({fill} 0 33px,#c9d3e0 33px 34px)', 'dots': f'radial-gradient(circle at 12px 12px,#cfc8ba 1.3px,transparent 1.6px) 0 0/24px 24px,{fill}', 'plain': fill}[paper]
    card = f"<div style='left:{x}px;top:{y}px;width:{w}px;height:{hh}px;background:{deco};border-radius:5px;transform:rotate({tilt}deg);box-shadow:0 2px 3px #0002,0 16px 34px #0003'></div>"
    if paper == 'ruled':
        card += f"<div style='left:{x+38}px;top:{y}px;width:1.5px;height:{hh}px;background:#e7a59a;transform-origin:{w/2-38}px {hh/2}px;transform:rotate({tilt}deg)'></div>"
    tape_x = c.pick(180, 60, 300)
    tape = f"<div style='left:{tape_x}px;top:{y-17}px;width:120px;height:32px;background:{c.half};opacity:.82;transform:rotate({tilt+c.rng.uniform(-4, 4):.1f}deg)'></div>"
    left = x+(56 if paper == 'ruled' else 34)
    wide = x+w-28-left
    s = stack(c, 's', left, y+40, wide, hh*(.34 if not low else .32), 'hand', size=72, color=ink, parts=())
    out = []
    rows = lines or ([c.get('sub')] if c.get('sub') else [])
    size = (27 if c.zh else 26)-(3 if low else 0)
    body = ''.join(f"<div class='tx' style='position:static;margin-bottom:.22em'>{html.escape(r)}</div>" for r in rows)
    out.append(f"<div class='one hand' data-id='l' data-under='s' data-gap='12' data-w='{wide}' data-h='{hh*.36:.0f}' data-min='15' style='left:{left}px;top:0;width:{'max-content' if low else f'{wide}px'};max-width:{wide}px;font-size:{size}px;color:{pen}'>{body}</div>")
    big = good(c, goods[0], (140, '@l+8', 454, h-26), ax=1, ay=1, alt=('>l+4', '@s+4', 460, h-24), kind='sticker', rot=c.pick(-6, -3, 4), max=470 if not low else 360)
    return cover(c, back, card, tape, s, *out, big)
