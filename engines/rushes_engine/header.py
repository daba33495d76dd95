"""Attributes of the pictures' headers, in OpenEXR's own names where it has one."""

import OpenImageIO as oiio

from . import ENGINE_VERSION
from .job import rate_of
from .timecode import ClipTimecode

# ACES2065-1 primaries and white (ST 2065-1), ACEScg's (S-2014-004): x, y of red, green, blue and white.
_primaries = {
    "ACES2065-1": (0.7347, 0.2653, 0.0, 1.0, 0.0001, -0.077, 0.32168, 0.33767),
    "ACEScg": (0.713, 0.293, 0.165, 0.83, 0.128, 0.044, 0.32168, 0.33767),
}
_interop_ids = {"ACES2065-1": "lin_ap0_scene", "ACEScg": "lin_ap1_scene"}
_types = {"string": oiio.TypeString, "float": oiio.TypeFloat, "int": oiio.TypeInt}


def write(spec: oiio.ImageSpec, job: dict, output: dict, clip_frame: int, timecode: ClipTimecode | None) -> None:
    """Everything that a compositor or a conform asks a plate: where it is from, which frame it is, how it is coded."""
    colour = output.get("colour", {"to": "source"})
    if timecode is not None:
        spec.attribute("smpte:TimeCode", oiio.TypeDesc("timecode"), timecode.words(clip_frame))
        spec.attribute("ocf/timecode", timecode.text(clip_frame))
    num, den = rate_of(job)
    spec.attribute("framesPerSecond", oiio.TypeRational, (num, den))
    if job["clip"].get("reel"):
        spec.attribute("reelName", job["clip"]["reel"])
    space = colour.get("space") if colour["to"] == "space" else None
    if space in _primaries:
        spec.attribute("chromaticities", oiio.TypeDesc("float[8]"), _primaries[space])
    if space in _interop_ids:
        spec.attribute("oiio:ColorSpace", _interop_ids[space])
        spec.attribute("colorInteropID", _interop_ids[space])
    for name, told in job.get("header", {}).items():
        if told["type"] == "rational":
            spec.attribute(name, oiio.TypeRational, tuple(told["value"]))
        elif told["type"] == "float2":
            spec.attribute(name, oiio.TypeDesc("float[2]"), tuple(told["value"]))
        else:
            spec.attribute(name, _types[told["type"]], told["value"])
    own = {
        "ocf/clip": job["clip"]["name"],
        "ocf/clipId": job["clip"]["id"],
        "ocf/recipe": job["recipe"],
        "ocf/render": job["renderId"],
        "ocf/identity": job.get("identity", ""),
        "ocf/engine": f"open {ENGINE_VERSION}",
    }
    for name, value in own.items():
        if value:
            spec.attribute(name, value)
    spec.attribute("ocf/clipFrame", oiio.TypeInt, clip_frame)
    # A date of the moment (which OpenImageIO adds where there is none) would make two equal renders differ.
    if spec.getattribute("DateTime") is None:
        spec.attribute("DateTime", "")
    spec.attribute("Software", f"Rushes open engine {ENGINE_VERSION}")
