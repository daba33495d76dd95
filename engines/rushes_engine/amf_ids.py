"""Which transform of which OpenColorIO configuration an ACES transform id means.

Configurations of OCIO 2.5 carry the ids as interchange attributes of colour spaces, view transforms and looks; those for ACES 1.3 write them
into descriptions. An id that only the Academy's registry knows is another error than one that nobody knows."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import PyOpenColorIO as ocio

from . import amf_composed
from .errors import TransformNotBuilt, UnknownTransform

ACES_2_CONFIG = "studio-config-v4.0.0_aces-v2.0_ocio-v2.5"
ACES_1_CONFIG = "studio-config-v2.2.0_aces-v1.3_ocio-v2.4"
REFERENCE = "ACES2065-1"
_PREFIX = "urn:ampas:aces:transformId:"


@lru_cache
def config(name: str) -> ocio.Config:
    return ocio.Config.CreateFromBuiltinConfig(name)


def config_of(transform_id: str) -> str:
    """The configuration in whose language an id is written."""
    return ACES_1_CONFIG if ":v1.5:" in transform_id else ACES_2_CONFIG


@lru_cache
def _registry() -> frozenset[str]:
    lines = (Path(__file__).parent / "academy_ids.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(_PREFIX + line for line in lines if line and not line.startswith("#"))


def _ids(item) -> list[str]:
    told = item.getInterchangeAttributes().get("amf_transform_ids", "") if hasattr(item, "getInterchangeAttributes") else ""
    return re.findall(r"urn:ampas:\S+", told + "\n" + item.getDescription())


@lru_cache
def _spaces(name: str) -> dict[str, list]:
    found: dict[str, list] = {}
    for space in config(name).getColorSpaces(ocio.SEARCH_REFERENCE_SPACE_ALL, ocio.COLORSPACE_ALL):
        for each in _ids(space):
            found.setdefault(each, []).append(space)
    return found


@lru_cache
def _views(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for view in config(name).getViewTransformNames():
        for each in _ids(config(name).getViewTransform(view)):
            found.setdefault(each, []).append(view)
    return found


@lru_cache
def _looks(name: str) -> dict[str, str]:
    return {each: look for look in config(name).getLookNames() for each in _ids(config(name).getLook(look))}


def _missing(transform_id: str, use: str):
    if transform_id in _registry():
        return TransformNotBuilt(
            f"The AMF's {use} {transform_id} is in the Academy's registry, but OpenColorIO's {config_of(transform_id)} does not build it. "
            "Attach it as a CLF or LUT file, or use a transform of that configuration."
        )
    return UnknownTransform(f"The AMF's {use} {transform_id} is in no registry. Check the spelling, or attach the transform as a CLF or LUT file.")


def conversion(transform_id: str, use: str) -> ocio.Transform:
    """A colour space conversion or input transform: to or from ACES2065-1, as its name says. Raises for an id that cannot be had."""
    name = config_of(transform_id)
    spaces = [space for space in _spaces(name).get(transform_id, []) if space.getReferenceSpaceType() == ocio.REFERENCE_SPACE_SCENE]
    if not spaces:
        if (composed := amf_composed.conversion(transform_id)) is not None and transform_id in _registry():
            return composed
        raise _missing(transform_id, use)
    space = spaces[0].getName()
    if re.search(r"\.ACES_to_", transform_id):
        return ocio.ColorSpaceTransform(src=REFERENCE, dst=space)
    return ocio.ColorSpaceTransform(src=space, dst=REFERENCE)


def look(transform_id: str) -> ocio.Transform:
    name = config_of(transform_id)
    found = _looks(name).get(transform_id)
    if found is None:
        if (composed := amf_composed.look(transform_id)) is not None and transform_id in _registry():
            return composed
        raise _missing(transform_id, "look transform")
    direction = ocio.TRANSFORM_DIR_INVERSE if ":Inv" in transform_id else ocio.TRANSFORM_DIR_FORWARD
    return ocio.LookTransform(src=REFERENCE, dst=REFERENCE, looks=("-" if direction == ocio.TRANSFORM_DIR_INVERSE else "+") + found)


@dataclass(frozen=True)
class Output:
    """An output transform from ACES2065-1, and what it is called."""

    title: str
    forward: ocio.Transform
    inverse: ocio.Transform


def display_view(display: str, view: str) -> Output:
    made = lambda direction: ocio.DisplayViewTransform(src=REFERENCE, display=display, view=view, direction=direction)
    return Output(f"{view} on {display}", made(ocio.TRANSFORM_DIR_FORWARD), made(ocio.TRANSFORM_DIR_INVERSE))


def output(transform_id: str, use: str = "output transform") -> Output:
    """The display and view that an id names, or what OpenColorIO can build of it from its parts."""
    name = config_of(transform_id)
    here = config(name)
    for space in _spaces(name).get(transform_id, []):
        if space.getReferenceSpaceType() != ocio.REFERENCE_SPACE_DISPLAY:
            continue
        for view in here.getViews(space.getName()):
            transform = here.getDisplayViewTransformName(space.getName(), view)
            if transform in _views(name).get(transform_id, []):
                return display_view(space.getName(), view)
    if transform_id in _registry() and (composed := amf_composed.output(transform_id)) is not None:
        back = ocio.GroupTransform([composed])
        back.setDirection(ocio.TRANSFORM_DIR_INVERSE)
        return Output(f"{transform_id.removeprefix(_PREFIX)}, put together from OpenColorIO's parts", composed, back)
    raise _missing(transform_id, use)
