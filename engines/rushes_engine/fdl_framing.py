"""Geometry from an ASC Framing Decision List, computed by the ASC's own library (asc-fdl).

With a canvas template the steps are those of the ASC's reference imaging tool: cut what the template preserves, resample it to the scaled bounding box,
place it by the content translation on the new canvas. Without one the picture is cut to the framing decision (or its protection). Fractions of a
pixel are cut off, as that tool does."""

import fdl

from .errors import BadFraming
from .geometry import Geometry


def _one(items, wanted: str | None, name: str):
    for item in items:
        if wanted is None or wanted in (getattr(item, "id", None), getattr(item, "label", None)):
            return item
    raise BadFraming(f'The FDL has no {name} "{wanted}".' if wanted else f"The FDL has no {name}.")


def _canvas_of(document: fdl.FDL, told: dict):
    for context in document.contexts:
        if told.get("context") in (None, context.label):
            for canvas in context.canvases:
                if told.get("canvas") in (None, canvas.id, canvas.label):
                    return context, canvas
    raise BadFraming(f"The FDL has no canvas \"{told.get('canvas')}\".")


def of_fdl(told: dict, width: int, height: int) -> Geometry:
    """The geometry of a job's FDL for decoded pictures of width × height pixels."""
    try:
        document = fdl.read_from_string(told["text"])
    except Exception as error:  # the library raises its own, pydantic's and json's errors
        raise BadFraming(f"The FDL cannot be read: {str(error).strip().splitlines()[0]}.") from error
    context, canvas = _canvas_of(document, told)
    if (canvas.dimensions.width, canvas.dimensions.height) != (width, height):
        raise BadFraming(f"The FDL's canvas is {canvas.dimensions.width}x{canvas.dimensions.height}; the decoded picture is {width}x{height}.")
    decision = _one(canvas.framing_decisions, told.get("decision"), "framing decision")
    if told.get("template"):
        return _by_template(document, context, canvas, decision, told["template"])
    size, anchor = decision.dimensions, decision.anchor_point
    if told.get("protection") and decision.protection_dimensions is not None:
        size, anchor = decision.protection_dimensions, decision.protection_anchor_point
    x, y, w, h = int(anchor.x), int(anchor.y), int(size.width), int(size.height)
    if w <= 0 or h <= 0 or x < 0 or y < 0 or x + w > width or y + h > height:
        raise BadFraming(f"The framing decision {w}x{h}+{x}+{y} leaves its canvas of {width}x{height}.")
    note = f"Cut to {decision.label or decision.id}: {w}x{h}+{x}+{y} of {width}x{height}."
    return Geometry(x, y, w, h, w, h, width, height, None, told["text"], (note,))


def _by_template(document: fdl.FDL, context, canvas, decision, template_id: str) -> Geometry:
    template = _one(document.canvas_templates, template_id, "canvas template")
    preserved = template.preserve_from_source_canvas or template.fit_source
    try:
        size = fdl.get_dimensions_from_path(canvas, decision, preserved)
        anchor = fdl.get_anchor_from_path(canvas, decision, preserved)
        result = template.apply(canvas, decision, f"{canvas.id[:26]}_plate", decision.label or "", context.label, "Rushes")
    except (ValueError, RuntimeError) as error:
        raise BadFraming(f"The canvas template {template_id} cannot be applied: {error}.") from error
    box = result.canvas.get_custom_attr(fdl.ATTR_SCALED_BOUNDING_BOX)
    moved = result.canvas.get_custom_attr(fdl.ATTR_CONTENT_TRANSLATION)
    target = result.canvas.dimensions
    kept = result.canvas.framing_decisions[0].dimensions
    if kept.width <= 0 or kept.height <= 0:
        raise BadFraming(
            f"With the canvas template {template.label or template_id} nothing of the framing decision {decision.label or decision.id} is left on"
            f" {target.width:g}x{target.height:g}: its alignment and maximum cut it off. Choose another template."
        )
    wide, high = int(box.width), int(box.height)
    left, top = int(moved.x), int(moved.y)
    placed = None if (wide, high, left, top) == (target.width, target.height, 0, 0) else (wide, high, left, top)
    x, y, w, h = int(anchor.x), int(anchor.y), int(size.width), int(size.height)
    note = f"Canvas template {template.label or template_id}: {w}x{h}+{x}+{y} becomes {wide}x{high} at {left},{top} on {target.width}x{target.height}."
    source = canvas.dimensions
    return Geometry(x, y, w, h, target.width, target.height, int(source.width), int(source.height), placed, result.fdl.as_json(indent=2), (note,))
