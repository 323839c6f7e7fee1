"""Pictures of the interface: three empty states on transparent ground, the share picture, the app icons."""
import os
import pathlib
import re
from PIL import Image
from page import Ctx, CSS, good
import shoot

ALT = {
    'empty-cart': ('An empty handbag between two sprigs', '两枝小草之间的一只空手袋', 'Eine leere Handtasche zwischen zwei Zweigen'),
    'empty-feed': ('A hat and sunglasses on an empty meadow', '空草地上的一顶草帽和一副墨镜', 'Ein Hut und eine Sonnenbrille auf einer leeren Wiese'),
    'offline': ('A cat asleep in its bed under an umbrella in the rain', '雨伞下，猫在窝里睡着了', 'Eine Katze schläft im Körbchen unter einem Schirm im Regen'),
}
SPEC = dict(file='ui/x-en.webp', palette='cream', ratio='3:4', goods=[], headline='')


def blade(x, y, w, h, turn, colour):
    """One leaf that grows from (x, y)."""
    d = f'M0 0C{-w} {-h*.3} {-w} {-h*.7} 0 {-h}C{w} {-h*.7} {w} {-h*.3} 0 0Z'
    return f"<path d='{d}' transform='translate({x} {y}) rotate({turn})' fill='{colour}'/>"


def sprig(x, y, s, colours, turns=(-34, -6, 26)):
    return ''.join(blade(x, y, 7*s, (46, 62, 44)[k]*s, t, colours[k % len(colours)]) for k, t in enumerate(turns))


def svg(w, h, body):
    return f"<svg class='abs' style='left:0;top:0' width='{w}' height='{h}' viewBox='0 0 {w} {h}'>{body}</svg>"


BLOB = 'M34 150C18 96 62 44 128 40c48-3 70 12 112 14 46 2 66 42 56 84-10 44-52 62-120 66-72 4-126-6-142-54Z'


def scenes(shop):
    c = Ctx(SPEC, shop)
    g = lambda n, zone, **k: good(c, n, zone, **k)
    green, sage, terra, sun, sky = '#7E9A7C', '#A9C0A4', '#D9593B', '#EDB545', '#86B2CF'
    ground = "<ellipse cx='160' cy='206' rx='112' ry='13' fill='#7d6a55' opacity='.13'/>"
    yield 'empty-cart', svg(320, 240, f"<path d='{BLOB}' fill='#F0BDA3' opacity='.55'/>{ground}{sprig(64, 208, 1.15, (green, sage, green))}{sprig(262, 208, .9, (sage, green, sage))}"
                            f"<circle cx='248' cy='74' r='5' fill='{sun}'/><circle cx='76' cy='84' r='4' fill='{terra}' opacity='.8'/>") \
        + g('handbag-brick', (88, 62, 232, 212), shadow=False)
    yield 'empty-feed', svg(320, 240, f"<path d='{BLOB}' transform='matrix(-1 0 0 1 322 0)' fill='#B9CBB2' opacity='.6'/><circle cx='236' cy='78' r='25' fill='{sun}' opacity='.9'/>{ground}"
                            f"{sprig(250, 206, 1.25, (green, sage, green))}{sprig(58, 206, 1, (sage, green, sage))}{sprig(98, 210, .6, (green, sage, green))}") \
        + g('hat-straw', (66, 92, 236, 196), shadow=False, id='a') + g('sunglasses-amber', (160, 168, 262, 220), shadow=False, id='b')
    rain = ''.join(f"<path d='M{x} {y}l-4 14' stroke='{sky}' stroke-width='2.6' stroke-linecap='round' opacity='.75'/>"
                   for x, y in ((52, 74), (78, 120), (110, 34), (150, 22), (196, 26), (246, 52), (274, 96), (288, 146), (44, 150), (262, 158), (70, 178), (232, 112)))
    yield 'offline', svg(320, 240, f"<path d='{BLOB}' fill='#BCD5E3' opacity='.62'/>{rain}{ground}{sprig(52, 206, .8, (sage, green, sage))}") \
        + g('umbrella-mustard', (34, 30, 224, 212), shadow=False, rot=-6, id='a') + g('catbed-cloud', (132, 134, 272, 214), shadow=False, id='b')


def page(body, w, h, bg='transparent', css=''):
    script = (pathlib.Path(__file__).parent/'fit.js').read_text()
    return (f"<!doctype html><meta charset='utf-8'><style>{CSS}{css}body{{background:transparent;width:{w}px}}.c{{width:{w}px}}</style>"
            f"<div class='c' data-file='ui' style='height:{h}px;background:{bg}'>{body}</div><script>{script}</script>")


def snap(shop, name, html, w, h, scale):
    p = pathlib.Path(shop.work, f'ui-{name}.html').resolve()
    p.write_text(html)
    old, shoot.SCALE = shoot.SCALE, scale
    try:    # windows narrower than 500 px are widened by the browser, so cut the picture to size
        shoot.chromium(p, (max(w, 500), max(h, 400)), '--default-background-color=00000000', f"--screenshot={p.with_suffix('.png')}")
    finally:
        shoot.SCALE = old
    return Image.open(p.with_suffix('.png')).convert('RGBA').crop((0, 0, round(w*scale), round(h*scale)))


def share(shop, root):
    """1200 by 630 for link previews: the name and three goods in arches."""
    c = Ctx(SPEC, shop)
    font = next(iter(pathlib.Path(root, 'public/fonts').glob('instrument-serif-latin-400-normal.woff2')), None)
    face = f"@font-face{{font-family:'Brand';src:url({font.resolve().as_uri()})}}" if font else ''
    mark = re.search(r"<path.*?/>", pathlib.Path(root, 'public/icon.svg').read_text()).group(0)
    body = f"<svg class='abs' style='left:82px;top:92px' width='76' height='76' viewBox='4 8 56 48'>{mark}</svg>"
    body += "<div style=\"left:78px;top:190px;font:400 168px/1 'Brand','EB Garamond';letter-spacing:-.035em;color:#2B2421\">Meadow</div>"
    body += "<div style=\"left:86px;top:388px;font:400 42px/1.22 'Brand','EB Garamond';color:#6B5646;width:460px\">Things worth keeping, told by people like you.</div>"
    for k, (n, bg, top) in enumerate((('thermos-sage', '#2F5D62', 120), ('plant-rubber', '#F0C2AB', 70), ('lantern-camp', '#C5D4BE', 160))):
        x = 596+k*190
        body += f"<div style='left:{x}px;top:{top}px;width:174px;height:{630-top}px;background:{bg};border-radius:87px 87px 0 0'></div>"
        body += good(c, n, (x+14, top+74, x+160, 590-(4, 22, 10)[k]), id=f'g{k}', ay=1, dim=.5)
    return page(body, 1200, 630, '#F8F1E4', face)


def icons(shop, root):
    """PNG icons from the SVG: square corners and a smaller mark, since systems cut their own shape out of them."""
    src = pathlib.Path(root, 'public/icon.svg').read_text()
    flat = re.sub(r' rx="[\d.]+"', '', src).replace('<path', "<path transform='translate(6.4 6.4) scale(.8)'")
    out = pathlib.Path(root, 'public/icons')
    out.mkdir(parents=True, exist_ok=True)
    for name, size in (('icon-192', 192), ('icon-512', 512), ('apple-touch-icon-180', 180)):
        im = snap(shop, name, f"<!doctype html><style>*{{margin:0}}svg{{display:block;width:{size}px;height:{size}px}}</style>{flat}", size, size, 1)
        im.convert('RGB').quantize(64, dither=Image.Dither.NONE).save(out/f'{name}.png', optimize=True)


def entries():
    """What pictures.json says about the pictures here."""
    out = [dict(file=f'ui/{name}.webp', kind='ui', subject=name, tags=['interface'], alt=dict(en=en, zh=zh, de=de)) for name, (en, zh, de) in ALT.items()]
    out.append(dict(file='ui/og-default.webp', kind='ui', subject='share picture', tags=['interface'],
                    alt=dict(en='Meadow: a flask, a plant and a lantern in coloured arches', zh='Meadow：彩色拱门里的保温杯、绿植和营灯',
                             de='Meadow: Thermosflasche, Pflanze und Laterne in farbigen Bögen')))
    return out


def draw(shop, pack, root):
    """Writes everything."""
    os.makedirs(os.path.join(pack, 'ui'), exist_ok=True)
    for name, body in scenes(shop):
        im = snap(shop, name, page(body, 320, 240), 320, 240, 2)
        im.save(os.path.join(pack, 'ui', name+'.webp'), quality=84, method=6, alpha_quality=90)
    im = snap(shop, 'og-default', share(shop, root), 1200, 630, 1).convert('RGB')
    im.save(os.path.join(pack, 'ui', 'og-default.webp'), quality=86, method=6)
    im.quantize(200, dither=Image.Dither.FLOYDSTEINBERG).save(os.path.join(pack, 'ui', 'og-default.png'), optimize=True)
    icons(shop, root)
