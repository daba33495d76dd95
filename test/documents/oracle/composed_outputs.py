"""Every output id of the Academy's registry: built from a configuration, put together from parts, or known and not built; and whether the first two agree.

usage: composed_outputs.py ENGINE_FOLDER < one line
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])

import numpy  # noqa: E402
import PyOpenColorIO as ocio  # noqa: E402

from rushes_engine import amf_composed, amf_ids  # noqa: E402
from rushes_engine.errors import TransformNotBuilt, UnknownTransform  # noqa: E402

sys.stdin.readline()
prefix = "urn:ampas:aces:transformId:"
lines = (Path(sys.argv[1]) / "rushes_engine" / "academy_ids.txt").read_text(encoding="utf-8").split("\n")
pixels = numpy.random.default_rng(1).random((1, 500, 3)).astype("f4")
same, worst, composed, known = 0, 0.0, [], []


def through(name: str, transform: ocio.Transform) -> numpy.ndarray:
    made = pixels.copy()
    amf_ids.config(name).getProcessor(transform).getOptimizedCPUProcessor(ocio.OPTIMIZATION_LOSSLESS).applyRGB(made)
    return made


for line in lines:
    if "Output." not in line and "ODT" not in line:
        continue
    try:
        found = amf_ids.output(prefix + line)
    except TransformNotBuilt:
        known.append(line)
        continue
    parts = amf_composed.output(prefix + line)
    if "put together" in found.title:
        composed.append(line)
    elif parts is not None:
        name = amf_ids.config_of(line)
        worst = max(worst, float(numpy.abs(through(name, found.forward) - through(name, parts)).max()))
        same += 1
try:
    amf_ids.output(prefix + "v2.0:Output.Academy.P3-D60_77nit_in_P3-D65_ST2084.a2.v1")
    unknown = ""
except UnknownTransform as error:
    unknown = error.code
print(json.dumps({"same": same, "worst": worst, "composed": composed, "known": known, "unknown": unknown}))
