"""How far two pictures differ, a pair a line: usage: compare_frames.py A B [A B ...]. Prints JSON: largest and mean relative difference over all pairs.

Below 1/64 of reference white the difference is taken against that: a resampling filter rings around black, where a ratio says nothing."""

import json
import sys

import numpy
import OpenImageIO as oiio

largest, means = 0.0, []
for left, right in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
    a, b = (oiio.ImageBuf(path).get_pixels(oiio.FLOAT)[:, :, :3].astype(numpy.float64) for path in (left, right))
    assert a.shape == b.shape, (a.shape, b.shape)
    error = numpy.abs(a - b) / numpy.maximum(numpy.abs(a), 1 / 64)
    largest, means = max(largest, float(error.max())), [*means, float(error.mean())]
print(json.dumps({"max": largest, "mean": sum(means) / len(means)}))
