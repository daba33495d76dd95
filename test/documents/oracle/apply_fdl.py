"""Independent truth for framing: the ASC's library in a process of its own, with nothing of the product.

usage: apply_fdl.py < lines of {"path": FDL, "canvas", "decision", "template", "newId"}
Prints the new canvas as the library writes it, or {"error"}; {"invalid"} for a result that its own validator refuses.
"""

import json
import sys
from pathlib import Path

import fdl

for line in sys.stdin:
    told = json.loads(line)
    document = fdl.read_from_string(Path(told["path"]).read_text(encoding="utf-8"))
    context, canvas = next((c, each) for c in document.contexts for each in c.canvases if each.id == told["canvas"])
    decision = next(each for each in canvas.framing_decisions if each.id == told["decision"])
    template = next(each for each in document.canvas_templates if each.id == told["template"])
    try:
        result = template.apply(canvas, decision, told["newId"], decision.label or "", context.label, "Rushes")
    except (ValueError, RuntimeError) as error:
        print(json.dumps({"error": str(error)}))
        continue
    made = json.loads(result.fdl.as_json())
    canvases = [each for c in made["contexts"] for each in c["canvases"]]
    print(json.dumps({"canvas": next(each for each in canvases if each["id"] == told["newId"])}))
