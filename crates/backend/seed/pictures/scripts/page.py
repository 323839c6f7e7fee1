"""The page that covers are drawn on: faces, style sheet, and the few shapes that the templates share."""
import hashlib
import html
import json
import random
from palettes import P, DARK, RATIO

CSS = """
*{margin:0;padding:0;box-sizing:border-box}body{width:480px;background:#888}
.c{position:relative;width:480px;overflow:hidden;font-variant-numeric:lining-nums;font-family:'Inter','Noto Sans CJK SC';font-kerning:normal}
.c>*,.abs{position:absolute}
.stack b,.stack span{display:block;font-weight:inherit}.stack .h b,.stack .acc b{width:max-content;white-space:nowrap}
.stack .h,.stack .acc{display:flex;flex-direction:column}.stack .sub{text-wrap:balance}
.mid{text-align:center}.mid .h,.mid .acc{align-items:center}.mid .sub{margin-inline:auto}
.end{text-align:right}.end .h,.end .acc{align-items:flex-end}.end .sub{margin-left:auto}
.hang{font-style:normal;margin-right:-.55em}
.tate{writing-mode:vertical-rl}.tate .h b,.tate .acc b{width:auto;height:max-content}
.good{pointer-events:none}.good>*{position:absolute;left:0;top:0;width:100%;height:100%}
.good .sh{-webkit-mask-size:100% 100%;mask-size:100% 100%}
.sz{font-family:'Noto Serif CJK SC';font-weight:900;letter-spacing:.01em;line-height:1.2}
.sm{font-family:'Noto Serif CJK SC';font-weight:600;letter-spacing:.03em;line-height:1.28}
.bz{font-family:'Inter Display','Noto Sans CJK SC';font-weight:900;letter-spacing:-.01em;line-height:1.16}
.kz{font-family:'LXGW WenKai';font-weight:700;letter-spacing:.01em;line-height:1.26}
.g{font-family:'EB Garamond';font-weight:400;line-height:.95;letter-spacing:-.022em}
.gi{font-family:'EB Garamond';font-style:italic;font-weight:400;line-height:1;letter-spacing:-.015em}
.d{font-family:'Inter Display';font-weight:900;letter-spacing:-.038em;line-height:1}
.dm{font-family:'Inter Display';font-weight:600;letter-spacing:-.042em;line-height:1.02}
.bb{font-family:'Bebas Neue';font-weight:700;line-height:.9;letter-spacing:.002em;text-transform:uppercase}
.hand{font-family:'LXGW WenKai';font-weight:400;letter-spacing:-.005em;line-height:1.3}
.ns{font-family:'Inter','Noto Sans CJK SC';font-weight:500;line-height:1.36}
.ks{font-family:'LXGW WenKai';font-weight:400;line-height:1.42}
.gs{font-family:'EB Garamond';font-style:italic;line-height:1.18}
.pill{border-radius:99px;white-space:nowrap;font-weight:600;text-align:center}
.photo{object-fit:cover;display:block}
"""

# Largest headline size per face: Garamond and Bebas look smaller than they are.
MAX = {'sz': 100, 'sm': 92, 'bz': 100, 'kz': 98, 'g': 124, 'gi': 120, 'd': 92, 'dm': 90, 'bb': 150, 'hand': 84}
HALF = {
    'peach': '#2F5D62', 'rose': '#7A2542', 'cream': '#B9C9BB', 'sage': '#F1DFBC', 'forest': '#E3A94E', 'sky': '#F2D5B4',
    'ice': '#24606B', 'petrol': '#DE6E4E', 'night': '#C9573C', 'lilac': '#F3CDB2', 'mustard': '#B2452D', 'brick': '#EFC7A6',
}


class Ctx:
    """One cover while it is drawn: its spec, palette, size and dice."""

    def __init__(self, spec, shop):
        self.spec, self.shop = spec, shop
        self.lang = spec['file'].rsplit('.', 1)[0].rsplit('-', 1)[1]
        self.zh = self.lang == 'zh'
        self.p = P[spec['palette']]
        self.dark = spec['palette'] in DARK
        self.h = RATIO[spec['ratio']]
        self.rng = random.Random(hashlib.md5(spec['file'].encode()).hexdigest())
        self.half = HALF[spec['palette']]

    def pick(self, *options):
        return self.rng.choice(options)

    def face(self, latin=('g', 'd', 'bb', 'dm'), zh=('sz', 'bz', 'sm')):
        return self.pick(*(zh if self.zh else latin))

    def accent_face(self, face):
        if self.zh:
            return 'kz' if face != 'kz' else 'sz'
        return 'gi'

    def get(self, key):
        return self.spec.get(key)


def a(**kw):
    return ' '.join(f"{k.replace('_', '-')}='{html.escape(str(v), quote=True)}'" for k, v in kw.items() if v not in (None, ''))


def blk(x, y, w, h, c, r=0, extra=''):
    return f"<div style='left:{x}px;top:{y}px;width:{w}px;height:{h}px;background:{c};border-radius:{r}px;{extra}'></div>"


def lines_of(text):
    return [s.strip() for s in text.split('\n') if s.strip()]


def sub_face(c, face):
    if c.zh:
        return ('ks', 23.5) if face in ('sz', 'sm', 'kz') else ('ns', 20.5)
    return ('gs', 28) if face in ('d', 'bb', 'dm') and c.pick(0, 1) else ('ns', 20)


def stack(c, id, x, y, w, h, face, *, anchor='top', align='', color=None, pop=None, soft=None, size=None, keep=False,
          parts=('headline', 'accent', 'sub'), behind=False, k=None, tate=False, subw=None, text=None, gap=12):
    """Headline, accent and sub as one block that is fitted into w by h. y counts from the top, or from the bottom."""
    p, s = c.p, c.spec
    head = lines_of(text or s['headline'])
    size = size or MAX[face]
    k = k or (.62 if face in ('bb', 'd') else .72)
    data = dict(data_id=id, data_w=w, data_h=h, data_max=size, data_k=k, data_keep='1' if keep else None)
    pos = f'left:{x}px;width:{w}px;' if not tate else f'left:{x}px;height:{h}px;width:max-content;'
    pos += f'top:{y}px;' if anchor == 'top' else f'bottom:{y}px;' if anchor == 'bottom' else f'top:{y}px;transform:translateY(-50%);'
    col = color or p['ink']
    out = [f"<div class='stack {align} {'tate' if tate else ''}' style='{pos}' {a(**data)}>"]
    out.append(f"<div class='h tx {face}' style='color:{col}' {a(data_lines=json.dumps(head, ensure_ascii=False), data_behind='1' if behind else None)}></div>")
    if 'accent' in parts and s.get('accent'):
        af = c.accent_face(face)
        more = f'margin-top:{gap-4}px;' if not tate else f'margin-right:{gap}px;'
        out.append(f"<div class='acc tx {af}' style='color:{pop or p['pop']};{more}'><b>{html.escape(s['accent'])}</b></div>")
    if 'sub' in parts and s.get('sub'):
        sf, z = sub_face(c, face)
        out.append(f"<div class='sub tx {sf}' style='font-size:{z}px;color:{soft or p['soft']};margin-top:{gap+2}px;max-width:{subw or min(w, 400)}px'>{html.escape(s['sub'])}</div>")
    out.append('</div>')
    return ''.join(out)


def good(c, name, zone, *, ax=.5, ay=1, rot=0, id='g', shadow=True, kind='', max=None, dim=1, alt=None):
    """A cut-out that stands in a zone (left, top, right, bottom; see fit.js for '@id+8')."""
    g = c.shop.good(name, c.lang)
    path, box = g['sticker' if kind == 'sticker' else 'bare'], g['box']
    col = '#05070c' if c.dark else c.p['ink']
    data = dict(data_id=id, data_zone=','.join(str(z) for z in zone), data_box=','.join(f'{v:.4f}' for v in box), data_ax=ax, data_ay=ay, data_rot=rot, data_max=max or 500,
                data_alt=','.join(str(z) for z in alt) if alt else None)
    sh = ''
    if shadow and kind != 'sticker':
        u = g['shadow']
        sh = f"<div class='sh' style='background:{col};opacity:{.95*dim};-webkit-mask-image:url({u});mask-image:url({u})'></div>"
    extra = 'filter:drop-shadow(0 3px 5px #0004)' if kind == 'sticker' else ''
    return f"<div class='good' {a(**data)}>{sh}<img src='{path}' style='{extra}'></div>"


def text(cls, x, y, size, s, color, *, w=None, h=None, anchor='top', side='left', extra='', id=None, edge=None, behind=False, min=None):
    """A small text that shrinks until it fits w by h."""
    pos = f"{side}:{x}px;{'top' if anchor == 'top' else 'bottom'}:{y}px;"
    wide = f'max-width:{w}px;' if w else 'white-space:nowrap;'
    return (f"<div class='one tx {cls}' {a(data_w=w, data_h=h, data_id=id, data_edge=edge, data_behind='1' if behind else None, data_min=min)} "
            f"style='{pos}{wide}font-size:{size}px;color:{color};{extra}'>{html.escape(s)}</div>")


def pill(x, y, s, bg, fg, *, size=16, side='left', anchor='top', w=220, extra='', zh=False):
    pad = '6px 15px 7px' if not zh else '5px 15px 7px'
    return (f"<div class='one tx pill ns' {a(data_w=w)} style='{side}:{x}px;{anchor}:{y}px;padding:{pad};font-size:{size}px;"
            f"line-height:1.25;background:{bg};color:{fg};{extra}'>{html.escape(s)}</div>")


def disc(id, d, colour, extra='', dx=0, dy=0, cap=None):
    """A circle that follows a good."""
    return f"<div {a(data_at=id, data_d=d, data_dx=dx, data_dy=dy, data_cap=cap)} style='border-radius:50%;background:{colour};{extra}'></div>"


def floor(id, part, colour):
    """A floor from somewhere behind a good down to the bottom of the cover."""
    return f"<div {a(data_floor=id, data_part=part)} style='left:0;width:480px;background:{colour}'></div>"


def photo(c, name, x, y, w, h, r=0, pos='50% 55%', extra=''):
    return f"<img class='photo' src='{c.shop.photo(name, c.lang)}' style='left:{x}px;top:{y}px;width:{w}px;height:{h}px;object-position:{pos};border-radius:{r}px;{extra}'>"


def cover(c, bg, *parts):
    return f"<div class='c' {a(data_file=c.spec['file'])} style='height:{c.h}px;background:{bg}'>{''.join(parts)}</div>"
