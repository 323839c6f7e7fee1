"""pictures.json: one entry per picture with size, widths, thumbhash and texts; and the check of it all."""
import json
import os
from PIL import Image
import meta
from thumbhash import thumbhash

LICENCE = 'own work, CC0'
LIMIT = 14*1000*1000


def colours(im, n=3):
    q = im.convert('RGB').resize((80, 80), 1).quantize(8, Image.Quantize.MEDIANCUT)
    p = q.getpalette()
    return ['#%02X%02X%02X' % tuple(p[3*i:3*i+3]) for _, i in sorted(q.getcolors(), reverse=True)[:n]]


def small(path, width):
    return f'{path[:-5]}@{width}.webp'


def variants(pack, entry):
    """Which widths a picture comes in."""
    if entry['kind'] not in ('product', 'cover'):
        return [entry['w']]
    return [240, 480, 720] if entry['w'] == 720 else [240, entry['w']]


def write_small(pack, file, source=None):
    """The smaller files beside a picture; from `source` if the picture was just drawn larger."""
    full = os.path.join(pack, file)
    im = source or Image.open(full)
    w = Image.open(full).width
    for width in ([480, 240] if w == 720 else [240]):
        im.convert('RGB').resize((width, round(im.height*width/im.width)), Image.LANCZOS).save(small(full, width), quality=82, method=6)


def base(pack):
    """The entries that this script does not draw: renders, first covers, portraits, the live poster."""
    old = json.load(open(os.path.join(pack, 'pictures.json')))
    keep = {f'products/{n}.webp' for n in meta.P} | {f'covers/{n}.webp' for n in meta.C}
    return [e for e in old if e['file'] in keep or e['kind'] in ('avatar', 'live-poster')]


def finish(pack, e):
    im = Image.open(os.path.join(pack, e['file']))
    e['w'], e['h'] = im.size
    e['colours'] = e.get('colours') or colours(im)
    e['licence'] = LICENCE
    e['thumbhash'] = thumbhash(im)
    e['widths'] = variants(pack, e)
    order = ('file', 'w', 'h', 'widths', 'kind', 'subject', 'tags', 'colours', 'thumbhash', 'alt', 'licence')
    return {k: e[k] for k in order}


def write(pack, shots, covers, ui):
    entries = base(pack)
    for s in shots:
        entries.append(dict(file=s['file'], kind='product', subject=s['subject'], tags=s['tags'], alt=s['alt']))
    known = {e['file']: e for e in entries}
    for c in covers:
        lang = c['file'][:-5].rsplit('-', 1)[1]
        first, tags = None, []
        for g in c['goods']:
            n = g.removeprefix('shot:').removeprefix('products/').removesuffix('.webp')
            e = next((known[f] for f in (f'products/{n}.webp', f'products/{n}-{lang}.webp') if f in known), None)
            if e:
                first = first or e['subject']
                tags += [t for t in e['tags'] if t not in tags]
        entries.append(dict(file=c['file'], kind='cover', subject=first or c['headline'].replace('\n', ' '), tags=tags[:5]+[lang], alt=c['alt']))
    entries += ui
    for e in entries:
        if e['kind'] in ('product', 'cover') and not os.path.exists(os.path.join(pack, small(e['file'], 240))):
            write_small(pack, e['file'])
    done = [finish(pack, e) for e in entries]
    rank = {'product': 0, 'cover': 1, 'avatar': 2, 'live-poster': 3, 'ui': 4}
    done.sort(key=lambda e: rank[e['kind']])
    with open(os.path.join(pack, 'pictures.json'), 'w') as f:
        json.dump(done, f, ensure_ascii=False, indent=1)
        f.write('\n')
    return done


def total(pack):
    return sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(pack) for f in fs)


def stray(pack, entries):
    """Pictures that no entry names: left over from an older spec."""
    named = {e['file'] for e in entries} | {small(e['file'], w) for e in entries for w in e['widths'] if w != e['w']}
    found = {f'{d}/{f}' for d in ('products', 'covers') for f in os.listdir(os.path.join(pack, d))}
    return sorted(found-named)


def check(pack):
    """Faults of the pack, as sentences."""
    entries, out, seen = json.load(open(os.path.join(pack, 'pictures.json'))), [], set()
    for e in entries:
        f = e['file']
        if f in seen:
            out.append(f'{f}: listed twice')
        seen.add(f)
        for w in e['widths']:
            p = os.path.join(pack, f if w == e['w'] else small(f, w))
            if not os.path.exists(p):
                out.append(f'{p}: missing')
                continue
            size = Image.open(p).size
            if size != (w, round(e['h']*w/e['w'])):
                out.append(f'{os.path.basename(p)}: is {size}, should be {w} wide')
        if not all(e['alt'].get(k, '').strip() for k in ('en', 'zh', 'de')):
            out.append(f'{f}: alt text missing')
        if not e['thumbhash'] or not e['tags'] or not e['subject'] or len(e['colours']) != 3:
            out.append(f'{f}: incomplete')
    out += [f'{f}: not listed' for f in stray(pack, entries)]
    if total(pack) > LIMIT:
        out.append(f'the pack has {total(pack)} bytes, more than {LIMIT}')
    return out
