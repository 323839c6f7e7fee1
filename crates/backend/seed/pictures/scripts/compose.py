"""Draws the shots, covers and interface pictures from the specs and writes pictures.json.

    python compose.py WORKDIR             everything (about four minutes on two cores)
    python compose.py WORKDIR --only covers|shots|ui|json
    python compose.py WORKDIR --lang zh   only that language's specs are drawn (pictures.json still lists all)
    python compose.py --check             files, sizes and alt texts; nothing is written
Needs pillow, numpy, chromium and the fonts in README.md. WORKDIR is scratch space."""
import argparse
import json
import os
import pathlib
import sys
from PIL import Image
import index
import shoot
import shots
import ui_pictures
from palettes import G, P, RATIO
from recolour import CUTS

LANGS = ('zh', 'en', 'de')
HERE = pathlib.Path(__file__).resolve().parent


def specs(pack, kind):
    out = []
    for lang in LANGS:
        p = pathlib.Path(pack, 'specs', f'{kind}-{lang}.json')
        if p.exists():
            out += json.loads(p.read_text())
    return out


def lang_of(spec):
    return spec['file'][:-5].rsplit('-', 1)[1]


def spec_faults(all_shots, all_covers):
    out, seen = [], set()
    for s in all_shots+all_covers:
        if s['file'] in seen:
            out.append(f"{s['file']}: two specs")
        seen.add(s['file'])
        if lang_of(s) not in LANGS:
            out.append(f"{s['file']}: the name must end in -zh, -en or -de")
        if set(s['alt']) != set(LANGS):
            out.append(f"{s['file']}: alt needs en, zh and de")
    for s in all_shots:
        if s['cut'] not in CUTS or s['ground'] not in G or s['ratio'] not in shots.SIZE or s['ray'] not in ('window', 'leaves', 'plain'):
            out.append(f"{s['file']}: unknown cut, ground, ratio or ray")
    for c in all_covers:
        if c['template'] not in shoot.DRAW or c['palette'] not in P or c['ratio'] not in RATIO or not c['goods']:
            out.append(f"{c['file']}: unknown template, palette or ratio, or no goods")
    return out


def draw_shots(pack, work, todo):
    os.makedirs(os.path.join(work, 'big'), exist_ok=True)
    for s in todo:
        im = shots.draw(pack, s)
        im.save(os.path.join(work, 'big', os.path.basename(s['file'])[:-5]+'.png'), compress_level=1)
        im.resize((im.width//shots.S, im.height//shots.S), Image.LANCZOS).save(os.path.join(pack, s['file']), quality=83, method=6)
        index.write_small(pack, s['file'], im)
    print(len(todo), 'shots')


def draw_covers(pack, work, shop, todo):
    drawn = os.path.join(work, 'covers')
    faults = shoot.shoot(todo, shop, drawn)
    for c in todo:
        p = os.path.join(drawn, os.path.basename(c['file'])[:-5]+'.png')
        if os.path.exists(p):
            im = Image.open(p)
            im.save(os.path.join(pack, c['file']), quality=82, method=6)
            index.write_small(pack, c['file'], im)
    print(len(todo), 'covers')
    return faults


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('work', nargs='?')
    ap.add_argument('--pack', default=HERE.parent)
    ap.add_argument('--root', default=HERE.parents[4], help='the project, for public/icon.svg')
    ap.add_argument('--only', choices=('shots', 'covers', 'ui', 'json'))
    ap.add_argument('--lang', choices=LANGS)
    ap.add_argument('--check', action='store_true')
    a = ap.parse_args()
    pack = str(a.pack)
    all_shots, all_covers = specs(pack, 'shots'), specs(pack, 'covers')
    faults = spec_faults(all_shots, all_covers)
    if a.check:
        faults += index.check(pack)
        listed = json.load(open(os.path.join(pack, 'pictures.json')))
        faults += [f"{s['file']}: drawn from a spec but not listed" for s in all_shots+all_covers if s['file'] not in {e['file'] for e in listed}]
        print(f'{len(listed)} pictures, {index.total(pack)} bytes')
    else:
        if not a.work:
            ap.error('WORKDIR is needed to draw')
        if faults:
            sys.exit('\n'.join(faults))
        mine = lambda xs: [x for x in xs if a.lang in (None, lang_of(x))]
        if a.only in (None, 'shots'):
            draw_shots(pack, a.work, mine(all_shots))
        shop = shoot.Shop(pack, a.work, all_shots)
        if a.only in (None, 'covers'):
            faults += draw_covers(pack, a.work, shop, mine(all_covers))
        if a.only in (None, 'ui'):
            ui_pictures.draw(shop, pack, str(a.root))
        for c in all_shots+all_covers:
            if not os.path.exists(os.path.join(pack, c['file'])):
                sys.exit('\n'.join(faults+[f"{c['file']}: not drawn yet"]))
        entries = index.write(pack, all_shots, all_covers, ui_pictures.entries())
        for f in index.stray(pack, entries):
            print('removed', f)
            os.remove(os.path.join(pack, f))
        print(len(entries), 'pictures listed')
    for f in faults:
        print('FAULT', f)
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
