"""Independent truth for a plate: raw YUV planes decoded by another ffmpeg, the BT.709 matrix in numpy, OpenColorIO's Python transform.

usage: compare_plate.py PLANES WIDTH HEIGHT BITS INPUT_SPACE OUTPUT_SPACE PICTURE
PLANES holds one frame of planar 4:4:4 YUV, 16-bit little-endian words, limited range. Prints JSON: how far the picture is off.
"""

import json
import sys

import numpy
import OpenImageIO as oiio
import PyOpenColorIO as ocio

planes, width, height, bits, source, target, picture = sys.argv[1:8]
width, height, bits = int(width), int(height), int(bits)
y, cb, cr = numpy.fromfile(planes, "<u2", 3 * width * height).reshape(3, height, width).astype(numpy.float64)
scale = 2.0 ** (bits - 8)
luma, blue, red = (y - 16 * scale) / (219 * scale), (cb - 128 * scale) / (224 * scale), (cr - 128 * scale) / (224 * scale)
kr, kb = 0.2126, 0.0722  # ITU-R BT.709-6, item 3.2
r = luma + 2 * (1 - kr) * red
b = luma + 2 * (1 - kb) * blue
g = (luma - kr * r - kb * b) / (1 - kr - kb)
truth = numpy.ascontiguousarray(numpy.stack([r, g, b], axis=-1).astype(numpy.float32))
config = ocio.Config.CreateFromBuiltinConfig("studio-config-v4.0.0_aces-v2.0_ocio-v2.5")
if source != target:
    config.getProcessor(source, target).getDefaultCPUProcessor().applyRGB(truth)
if picture.endswith(".dpx"):
    truth = numpy.clip(truth, 0, 1)  # integers hold nothing else
found = oiio.ImageBuf(picture).get_pixels(oiio.FLOAT)[:, :, :3].astype(numpy.float64)
assert found.shape == truth.shape, (found.shape, truth.shape)
# Below 1/1024 a half's own steps are larger than its relative precision.
error = numpy.abs(found - truth) / numpy.maximum(numpy.abs(truth), 1 / 1024)
print(json.dumps({"max": float(error.max()), "mean": float(error.mean()), "brightest": float(truth.max())}))
