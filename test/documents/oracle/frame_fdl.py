"""What the product makes of framing jobs: one line of JSON for each line {"framing", "width", "height"} on standard input.

usage: frame_fdl.py ENGINE_FOLDER
"""

import dataclasses
import json
import sys

sys.path.insert(0, sys.argv[1])

from rushes_engine import framing  # noqa: E402
from rushes_engine.errors import EngineError  # noqa: E402

for line in sys.stdin:
    told = json.loads(line)
    try:
        print(json.dumps(dataclasses.asdict(framing.of_job({"framing": told["framing"]}, told["width"], told["height"]))))
    except EngineError as error:
        print(json.dumps({"code": error.code, "message": str(error)}))
