"""Makes Bayer DNGs of known light, and measures plates made of them.

dng.py make FOLDER FRAMES    writes frame.NNNN.dng: 24 flat patches, and from the second frame on a patch near sensor clip
dng.py compare PLATE FRAME   JSON: largest relative error over the patches' middles, against the light that was put in
"""

import json
import struct
import sys
from pathlib import Path

import numpy

WIDTH, HEIGHT, BLACK, WHITE = 480, 320, 512, 16383
# What the sensor's channels see of linear Rec.709 light; green is the most sensitive to white, so that its balance factor is 1.
SENSOR = numpy.array([[0.40, 0.08, 0.02], [0.15, 0.80, 0.05], [0.02, 0.13, 0.50]])
XYZ_TO_709 = numpy.array([[3.2404542, -1.5371385, -0.4985314], [-0.9692660, 1.8760108, 0.0415560], [0.0556434, -0.2040259, 1.0572252]])


def light(frame: int) -> numpy.ndarray:
    """24 patches of linear Rec.709 light, 4 × 6 × 3; all inside the gamut, none clips the sensor."""
    patches = numpy.random.default_rng(7).uniform(0.05, 0.6, (4, 6, 3))
    patches[3] = numpy.linspace(0.04, 0.75, 6)[:, None]
    if frame > 0:
        patches[0, 0] = 0.97
    return patches


def write(path: Path, frame: int) -> None:
    seen = light(frame) @ SENSOR.T
    full = numpy.repeat(numpy.repeat(seen, HEIGHT // 4, axis=0), WIDTH // 6, axis=1)
    bayer = numpy.empty((HEIGHT, WIDTH))
    for y, x, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        bayer[y::2, x::2] = full[y::2, x::2, channel]
    data = numpy.round(BLACK + bayer * (WHITE - BLACK)).astype("<u2").tobytes()
    neutral = SENSOR.sum(axis=1)
    rational = lambda values, form="ii": b"".join(struct.pack("<" + form, round(value * 1000000), 1000000) for value in values)
    entries = [
        (254, 4, 1, struct.pack("<I", 0)), (256, 4, 1, struct.pack("<I", WIDTH)), (257, 4, 1, struct.pack("<I", HEIGHT)),
        (258, 3, 1, struct.pack("<H", 16)), (259, 3, 1, struct.pack("<H", 1)), (262, 3, 1, struct.pack("<H", 32803)),
        (271, 2, 7, b"Rushes\0"), (272, 2, 5, b"Test\0"), (273, 4, 1, None), (274, 3, 1, struct.pack("<H", 1)), (277, 3, 1, struct.pack("<H", 1)),
        (278, 4, 1, struct.pack("<I", HEIGHT)), (279, 4, 1, struct.pack("<I", len(data))),
        (33421, 3, 2, struct.pack("<HH", 2, 2)), (33422, 1, 4, bytes([0, 1, 1, 2])),
        (50706, 1, 4, bytes([1, 4, 0, 0])), (50708, 2, 12, b"Rushes Test\0"),
        (50714, 3, 1, struct.pack("<H", BLACK)), (50717, 4, 1, struct.pack("<I", WHITE)),
        (50721, 10, 9, rational((SENSOR @ XYZ_TO_709).ravel())), (50728, 5, 3, rational(neutral, "II")), (50778, 3, 1, struct.pack("<H", 21)),
    ]
    extra_at = 8 + 2 + 12 * len(entries) + 4
    extra, table = b"", b""
    data_at = extra_at + sum(len(value) + len(value) % 2 for _, _, _, value in entries if value is not None and len(value) > 4)
    for tag, kind, count, value in entries:
        value = struct.pack("<I", data_at) if value is None else value
        if len(value) > 4:
            table += struct.pack("<HHII", tag, kind, count, extra_at + len(extra))
            extra += value + b"\0" * (len(value) % 2)
        else:
            table += struct.pack("<HHI", tag, kind, count) + value.ljust(4, b"\0")
    path.write_bytes(b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + struct.pack("<I", 0) + extra + data)


def compare(plate: str, frame: int) -> None:
    import OpenImageIO as oiio
    import PyOpenColorIO as ocio

    truth = light(frame).astype(numpy.float32)
    config = ocio.Config.CreateFromBuiltinConfig("studio-config-v4.0.0_aces-v2.0_ocio-v2.5")
    config.getProcessor("Linear Rec.709 (sRGB)", "ACES2065-1").getDefaultCPUProcessor().applyRGB(truth)
    pixels = oiio.ImageBuf(plate).get_pixels(oiio.FLOAT)
    high, wide = pixels.shape[0] / 4, pixels.shape[1] / 6
    middle = lambda row, column: pixels[int((row + 0.3) * high) : int((row + 0.7) * high), int((column + 0.3) * wide) : int((column + 0.7) * wide)].mean(axis=(0, 1))
    found = numpy.array([[middle(row, column) for column in range(6)] for row in range(4)])
    print(json.dumps({"max": float((numpy.abs(found - truth) / truth).max()), "patch": [float(value) for value in found[2, 2]]}))


if sys.argv[1] == "make":
    for number in range(int(sys.argv[3])):
        write(Path(sys.argv[2]) / f"frame.{number + 1:04d}.dng", number)
    print("{}")
else:
    compare(sys.argv[2], int(sys.argv[3]))
