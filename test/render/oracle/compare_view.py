"""Independent truth for a proxy or still: one frame's raw YUV planes of the source, OCIO's ACES 2 Rec.709 view, against the delivered frame.

usage: compare_view.py PLANES WIDTH HEIGHT BITS INPUT_SPACE DELIVERED FORMAT
DELIVERED is raw 16-bit RGB (FORMAT rgb48) of the delivered frame, or a picture file (FORMAT file). Errors are 8-bit codes, over the middles of the 24
patches (a codec rings at their edges); `whole` is the mean over every pixel, for pictures of detail.
"""

import json
import sys

import numpy
import OpenImageIO as oiio
import PyOpenColorIO as ocio

planes, width, height, bits, source, delivered, form = sys.argv[1:8]
width, height, bits = int(width), int(height), int(bits)
y, cb, cr = numpy.fromfile(planes, "<u2", 3 * width * height).reshape(3, height, width).astype(numpy.float64)
scale = 2.0 ** (bits - 8)
luma, blue, red = (y - 16 * scale) / (219 * scale), (cb - 128 * scale) / (224 * scale), (cr - 128 * scale) / (224 * scale)
r, b = luma + 2 * (1 - 0.2126) * red, luma + 2 * (1 - 0.0722) * blue
g = (luma - 0.2126 * r - 0.0722 * b) / (1 - 0.2126 - 0.0722)
truth = numpy.ascontiguousarray(numpy.stack([r, g, b], axis=-1).astype(numpy.float32))
config = ocio.Config.CreateFromBuiltinConfig("studio-config-v4.0.0_aces-v2.0_ocio-v2.5")
view = ocio.DisplayViewTransform(src=source, display="Rec.1886 Rec.709 - Display", view="ACES 2.0 - SDR 100 nits (Rec.709)")
config.getProcessor(view).getDefaultCPUProcessor().applyRGB(truth)
if form == "file":
    found = oiio.ImageBuf(delivered).get_pixels(oiio.FLOAT)[:, :, :3] * 255.0
else:
    found = numpy.fromfile(delivered, "<u2", 3 * width * height).reshape(height, width, 3) / 257.0
errors = []
for row in range(4):
    for column in range(6):
        middle = (slice(int((row + 0.35) * height / 4), int((row + 0.65) * height / 4)), slice(int((column + 0.35) * width / 6), int((column + 0.65) * width / 6)))
        errors.append(numpy.abs(found[middle].mean(axis=(0, 1)) - numpy.clip(truth[middle], 0, 1).mean(axis=(0, 1)) * 255.0))
whole = numpy.abs(found - numpy.clip(truth, 0, 1) * 255.0).mean()
print(json.dumps({"max": float(numpy.max(errors)), "mean": float(numpy.mean(errors)), "whole": float(whole)}))
