"""Goods and photos for the covers, and the headless browser that shoots them."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
from PIL import Image
import recolour
from page import CSS, Ctx
from palettes import RATIO
import templates_a as A
import templates_b as B

DRAW = {'over': A.over, 'giant': A.giant, 'split': A.split, 'night': A.night, 'quote': A.quote, 'photo': A.photo_cover,
        'arches': B.arches, 'grid': B.grid, 'list': B.list_, 'collage': B.collage, 'compare': B.compare, 'diary': B.diary}
SCALE, BATCH = 1.5, 8
FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--allow-file-access-from-files', '--disable-quic', '--no-first-run',
         '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions', '--disable-default-apps']


class Shop:
    """Finds cut-outs ("mug-petrol", "shot:mug-plum") and photos by name and keeps them in the scratch folder."""

    def __init__(self, pack, work, shots):
        self.pack, self.work = pack, pathlib.Path(work)
        self.shots = {s['file'].split('/')[1].rsplit('.', 1)[0]: s for s in shots}
        self.made = {}
        for d in ('goods', 'big'):
            (self.work/d).mkdir(parents=True, exist_ok=True)

    def shot(self, name, lang):
        for n in (name, f'{name}-{lang}'):
            if n in self.shots:
                return self.shots[n]
        raise KeyError(f'no shot {name}')

    def good(self, name, lang):
        key = (name, lang) if name.startswith('shot:') else name
        if key in self.made:
            return self.made[key]
        if name.startswith('shot:'):
            s = self.shot(name[5:], lang)
            stem, args = s['file'].split('/')[1][:-5], (s['cut'], s.get('hue', 0), s.get('sat', 1), s.get('light', 1))
        else:
            if name not in recolour.CUTS:
                raise KeyError(f'no cut-out {name}')
            stem, args = name, (name,)
        bare, shadow = recolour.load(self.pack, *args)
        box = recolour.box(bare)
        bare, shadow = recolour.big(bare, shadow)
        paths = {k: self.work/'goods'/f'{stem}-{k}.png' for k in ('bare', 'shadow', 'sticker')}
        bare.save(paths['bare'], compress_level=1)
        mask = Image.new('LA', shadow.size)
        mask.putalpha(shadow)
        mask.save(paths['shadow'], compress_level=1)
        recolour.sticker(bare).save(paths['sticker'], compress_level=1)
        self.made[key] = {k: p.resolve().as_uri() for k, p in paths.items()} | {'box': box}
        return self.made[key]

    def photo(self, name, lang):
        name = name.removeprefix('shot:').removeprefix('products/').removesuffix('.webp')
        for n in (name, f'{name}-{lang}'):
            big = self.work/'big'/f'{n}.png'
            if big.exists():
                return big.resolve().as_uri()
            p = pathlib.Path(self.pack, 'products', n+'.webp')
            if p.exists():      # an older render: only 480 wide, so enlarge it with care
                im = Image.open(p).convert('RGB')
                im.resize((im.width*2, im.height*2), Image.LANCZOS).save(big, compress_level=1)
                return big.resolve().as_uri()
        raise KeyError(f'no product picture {name}')


def chromium(page, size, *more):
    home = tempfile.mkdtemp(prefix='covers-')
    try:
        return subprocess.run(['nice', '-n', '10', 'chromium', *FLAGS, f'--user-data-dir={home}', f'--force-device-scale-factor={SCALE}', f'--window-size={size[0]},{size[1]}',
                               '--virtual-time-budget=20000', *more, page.as_uri()], check=True, capture_output=True, text=True, timeout=300).stdout
    finally:
        shutil.rmtree(home, ignore_errors=True)


def shoot(specs, shop, out):
    """Draws the covers as 720 px wide PNGs into `out`; gives back what does not fit."""
    os.makedirs(out, exist_ok=True)
    script = (pathlib.Path(__file__).parent/'fit.js').read_text()
    todo, faults = [], []
    for s in specs:
        try:
            todo.append((s, DRAW[s['template']](Ctx(s, shop))))
        except (KeyError, IndexError, ValueError) as e:
            faults.append(f"{s['file']}: {type(e).__name__} {e}")
    # A page holds one language, so that a cover lands on the same spot whether one or all languages are drawn.
    langs = sorted({s['file'][-7:-5] for s, _ in todo})
    pages = [(f'{lang}-{k//BATCH}', p[k:k+BATCH]) for lang in langs for p in [[t for t in todo if t[0]['file'][-7:-5] == lang]] for k in range(0, len(p), BATCH)]
    for name, part in pages:
        page = pathlib.Path(shop.work, f'covers-{name}.html').resolve()
        page.write_text(f"<!doctype html><meta charset='utf-8'><style>{CSS}</style>{''.join(h for _, h in part)}<script>{script}</script>")
        height = sum(RATIO[s['ratio']] for s, _ in part)
        shot = page.with_suffix('.png')
        dom = chromium(page, (480, height), '--dump-dom')
        m = re.search(r'id="faults"[^>]*>(.*?)</script>', dom, re.S)
        faults += [x for x in (m.group(1) if m else f'{page.name}: the page did not finish').split('\n') if x]
        chromium(page, (480, height), f'--screenshot={shot}')
        Image.MAX_IMAGE_PIXELS = None
        sheet, y = Image.open(shot).convert('RGB'), 0
        for s, _ in part:
            hh = RATIO[s['ratio']]
            sheet.crop((0, round(y*SCALE), 720, round((y+hh)*SCALE))).save(os.path.join(out, os.path.basename(s['file'])[:-5]+'.png'), compress_level=1)
            y += hh
    return faults
