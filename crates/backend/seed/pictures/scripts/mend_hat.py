"""One repair: the hat's brim dipped below the shadow catcher, so its rendered cut-out lost the front of the brim.
This cuts it out of the product picture instead.  python mend_hat.py PACKDIR"""
import os
import sys
import numpy as np
from PIL import Image, ImageDraw, ImageFilter


def main(pack):
    src = Image.open(os.path.join(pack, 'products', 'hat-straw.webp')).convert('RGB')
    a = np.array(src).astype(float)/255
    straw = a[..., 0]-a[..., 2]                         # warm against the blue ground
    ribbon = ((a.max(-1) < .56) & (a.max(-1)-a.min(-1) < .12)).astype(float)
    m = np.clip((straw-.04)/.10, 0, 1)
    m[255:335, 176:384] = np.maximum(m[255:335, 176:384], ribbon[255:335, 176:384])
    m = Image.fromarray((m*255).astype('uint8')).filter(ImageFilter.MedianFilter(5))
    m = m.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.MinFilter(9)).filter(ImageFilter.GaussianBlur(.7))
    x0, y0, x1, y1 = m.point(lambda v: 255 if v > 128 else 0).getbbox()
    k = 340/(x1-x0)
    size = (round(src.width*k), round(src.height*k))
    hat = src.resize(size, Image.LANCZOS)
    hat.putalpha(m.resize(size, Image.LANCZOS))
    at = (round(60-x0*k), round(230-(y0+y1)/2*k))
    shadow = Image.new('L', (460, 460), 0)
    ImageDraw.Draw(shadow).ellipse((66, 226, 412, 330), fill=120)
    shadow = shadow.filter(ImageFilter.GaussianBlur(9))
    out = Image.new('RGBA', (460, 460), (0, 0, 0, 0))
    out.putalpha(shadow)
    layer = Image.new('RGBA', (460, 460), (0, 0, 0, 0))
    layer.paste(hat, at)
    out.alpha_composite(layer)
    out.save(os.path.join(pack, 'cutouts', 'hat-straw.webp'), quality=86, method=6)
    print(hat.size, at, (x0, y0, x1, y1))


if __name__ == '__main__':
    main(sys.argv[1])
