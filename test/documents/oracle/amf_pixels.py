"""Independent truth for AMF pipelines: OpenColorIO's own processors, with nothing of the product.

usage: amf_pixels.py PIXELS < lines of {"made": RAW, "ctf": CTF, "truth": {"ctf": PATH} | {"config", "steps": [[source, target] | [source, display, view] | {"styles": [...]}]}}
`truth.ctf` is what OpenColorIO's own AMF tool (pyocioamf) wrote. Prints for each the largest relative error above 0.001 of the raw pixels and of the CTF.
"""

import json
import sys

import numpy
import PyOpenColorIO as ocio

given = numpy.fromfile(sys.argv[1], "<f4").reshape(1, -1, 3)


def through(processor: ocio.Processor, pixels: numpy.ndarray) -> numpy.ndarray:
    made = numpy.array(pixels, numpy.float32, order="C", copy=True)
    processor.getOptimizedCPUProcessor(ocio.OPTIMIZATION_LOSSLESS).applyRGB(made)
    return made


def of_file(path: str) -> ocio.Processor:
    return ocio.Config.CreateRaw().getProcessor(ocio.FileTransform(src=path, interpolation=ocio.INTERP_TETRAHEDRAL))


def worst(found: numpy.ndarray, truth: numpy.ndarray) -> float:
    assert numpy.isfinite(truth).all() and numpy.isfinite(found).all()
    bright = numpy.abs(truth) > 0.001
    # Below it an error of the same size as there.
    scale = numpy.where(bright, numpy.abs(truth), 0.001)
    return float((numpy.abs(found.astype(numpy.float64) - truth) / scale).max())


for line in sys.stdin:
    told = json.loads(line)
    truth = given
    if "ctf" in told["truth"]:
        truth = through(of_file(told["truth"]["ctf"]), truth)
    else:
        config = ocio.Config.CreateFromBuiltinConfig(told["truth"]["config"])
        for step in told["truth"]["steps"]:
            if isinstance(step, dict):
                processor = config.getProcessor(ocio.GroupTransform([ocio.BuiltinTransform(style=style) for style in step["styles"]]))
            else:
                processor = config.getProcessor(*step, ocio.TRANSFORM_DIR_FORWARD) if len(step) == 3 else config.getProcessor(*step)
            truth = through(processor, truth)
    made = numpy.fromfile(told["made"], "<f4").reshape(1, -1, 3)
    moved = float(numpy.abs(truth - given).max())
    print(json.dumps({"pixels": worst(made, truth), "ctf": worst(through(of_file(told["ctf"]), given), truth), "moved": moved}))
