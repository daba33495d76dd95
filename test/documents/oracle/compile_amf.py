"""What the product makes of AMFs: one line of JSON for each of the paths on standard input.

usage: compile_amf.py ENGINE_FOLDER OUTPUT_FOLDER
Each line in: {"name", "path", "files": {name: path}, "target", "pixels"}; `pixels` is a file of 32-bit RGB floats. Pixels that went through the
product's processor and its CTF are written beside one another.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])

import numpy  # noqa: E402

from rushes_engine import colour  # noqa: E402
from rushes_engine.errors import EngineError  # noqa: E402

output = Path(sys.argv[2])
for line in sys.stdin:
    told = json.loads(line)
    job = {
        "source": {"format": "movie"},
        "outputs": [{"colour": told["target"]}],
        "workFolder": str(output),
        "colour": {
            "amf": {"name": told["name"], "text": Path(told["path"]).read_text(encoding="utf-8")},
            "files": [{"name": name, "path": path} for name, path in told["files"].items()],
            "input": "ACES2065-1",
        },
    }
    try:
        made = colour.of_job(job)
        pixels = colour.apply(made.processor(told["target"]), numpy.fromfile(told["pixels"], "<f4").reshape(1, -1, 3))
        pixels.tofile(output / f"{told['name']}.raw")
        (output / f"{told['name']}.ctf").write_text(made.ctf(told["target"]), encoding="utf-8")
        print(json.dumps({"config": made.pipeline.config, "notes": made.notes}))
    except EngineError as error:
        print(json.dumps({"code": error.code, "message": str(error)}))
