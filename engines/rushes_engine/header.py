"""Attributes of the pictures' headers, in OpenEXR's own names where it has one."""

from pathlib import Path

import OpenImageIO as oiio

from . import ENGINE_VERSION
from .geometry import Geometry
from .job import rate_of
from .timecode import ClipTimecode, text_of_words

# ACES2065-1 primaries and white (ST 2065-1), ACEScg's (S-2014-004): x, y of red, green, blue and white.
_primaries = {
    "ACES2065-1": (0.7347, 0.2653, 0.0, 1.0, 0.0001, -0.077, 0.32168, 0.33767),
    "ACEScg": (0.713, 0.293, 0.165, 0.83, 0.128, 0.044, 0.32168, 0.33767),
}
# Of the Color Interop Forum; OpenImageIO knows the spaces by these names too.
interop_ids = {"ACES2065-1": "lin_ap0_scene", "ACEScg": "lin_ap1_scene"}
_types = {"string": "string", "float": "float", "int": "int", "rational": "rational", "float2": "float[2]"}

# Name, type as OpenImageIO spells it, value.
Attribute = tuple[str, str, object]


def attributes(
    job: dict, output: dict, clip_frame: int, timecode: ClipTimecode | None, geometry: Geometry | None, engine: str = f"open {ENGINE_VERSION}"
) -> list[Attribute]:
    """Everything that a compositor or a conform asks a plate: where it is from, which frame it is, how it is coded. The time code is written by each
    engine in its own way: not every writer can set its drop-frame bit."""
    colour = output.get("colour", {"to": "source"})
    made: list[Attribute] = []
    if timecode is not None:
        made.append(("ocf/timecode", "string", timecode.text(clip_frame)))
    made.append(("framesPerSecond", "rational", rate_of(job)))
    if job["clip"].get("reel"):
        made.append(("reelName", "string", job["clip"]["reel"]))
    if timecode is not None and (timecode.base > 30 or timecode.frames_per_label > 1):
        # Two frames share a time code of high frame rate; OpenEXR's imageCounter tells them apart.
        made.append(("imageCounter", "int", clip_frame))
    space = colour.get("space") if colour["to"] == "space" else None
    if space in _primaries:
        made.append(("chromaticities", "float[8]", _primaries[space]))
        made.append(("colorInteropID", "string", interop_ids[space]))
    if geometry is not None and geometry.is_cropped:
        made.append(("originalDataWindow", "box2i", (0, 0, geometry.source_width - 1, geometry.source_height - 1)))
    if geometry is not None and geometry.output_fdl is not None and output["format"] == "exr":
        made.append(("ascFramingDecisionList", "string", geometry.output_fdl))
    for name, told in job.get("header", {}).items():
        made.append((name, _types[told["type"]], tuple(told["value"]) if isinstance(told["value"], list) else told["value"]))
    own = {
        "ocf/clip": job["clip"]["name"],
        "ocf/clipId": job["clip"]["id"],
        "ocf/recipe": job["recipe"],
        "ocf/render": job["renderId"],
        "ocf/identity": job.get("identity", ""),
        "ocf/engine": engine,
    }
    made += [(name, "string", value) for name, value in own.items() if value]
    made.append(("ocf/clipFrame", "int", clip_frame))
    made.append(("Software", "string", f"Rushes {engine.replace(' ', ' engine ', 1)}"))
    return made


def read_back(path: Path) -> dict[str, str]:
    """Time code and reel as they stand in a written picture; what it cannot hold is left out."""
    file = oiio.ImageInput.open(str(path))
    if file is None:
        return {}
    spec = file.spec()
    words = spec.getattribute("smpte:TimeCode", oiio.TypeDesc("timecode"))
    told: dict[str, str] = {}
    if words is not None:
        # Above base 30 the packed code counts pairs; the text beside it has the whole label.
        whole = spec.getattribute("ocf/timecode")
        told["timecode"] = text_of_words(words[0], str(whole) if whole is not None else None)
    reel = spec.getattribute("reelName")
    if reel:
        told["reel"] = str(reel)
    file.close()
    return told
