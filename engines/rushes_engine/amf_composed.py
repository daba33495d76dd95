"""Transforms that OpenColorIO can build and its configurations do not list: its builtin parts, put together as its own views are put together.

Each is the rendering of one style followed by the encoding of one display, both with a D65 white, which is how the configurations' views of the same
family are made. What has no part of its own (gamma 2.2 on P3, the DCDM of ACES 1 with its D60 white) is left out: it is known, and not built."""

import re

import PyOpenColorIO as ocio

_RENDERING = "ACES-OUTPUT - ACES2065-1_to_CIE-XYZ-D65 - "
_DISPLAY = "DISPLAY - CIE-XYZ-D65_to_"

# Encoding and curve of an ACES 2 output id -> display; HDR on a display of P3 with the curve of sRGB has one of its own.
_displays = {
    ("Rec709-D65", "BT1886"): "REC.1886-REC.709",
    ("Rec709-D65", "Gamma2pt2"): "G2.2-REC.709",
    ("Rec709-D65", "sRGB-Piecewise"): "sRGB",
    ("P3-D65", "Gamma2pt6"): "G2.6-P3-D65",
    ("P3-D65", "sRGB-Piecewise"): "DisplayP3",
    ("P3-D65", "ST2084"): "ST2084-P3-D65",
    ("Rec2100-D65", "ST2084"): "REC.2100-PQ",
    ("Rec2100-D65", "HLG"): "REC.2100-HLG-1000nit",
    ("XYZ-E", "Gamma2pt6"): "DCDM-D65",
    ("XYZ-E", "ST2084"): "ST2084-DCDM-D65",
}
_styles_names = {"Rec709": "REC709", "Rec2100": "REC2020", "P3": "P3"}
_ID_2 = re.compile(r":v2\.0:(?:Inv)?Output\.Academy\.(Rec709|P3|Rec2100)-(D60|D65)_(\d+)nit_in_([A-Za-z0-9]+(?:-[A-Z0-9]+)?)_([A-Za-z0-9-]+)\.a2\.v1$")
# ACES 1: rendering and display, as the configuration for ACES 1.3 joins them for the ids beside these.
_ids_1 = {
    "ODT.Academy.P3D65_709limit_48nits.a1.1.0": ("SDR-CINEMA-REC709lim_1.1", "G2.6-P3-D65"),
    "ODT.Academy.Rec2020_100nits.a1.1.0": ("SDR-VIDEO_1.0", "REC.1886-REC.2020"),
    "ODT.Academy.Rec2020_Rec709limited_100nits.a1.1.0": ("SDR-VIDEO-REC709lim_1.1", "REC.1886-REC.2020"),
    "RRTODT.Academy.P3D65_108nits_7.2nits_ST2084.a1.1.0": ("HDR-CINEMA-108nit-7.2nit-P3lim_1.1", "ST2084-P3-D65"),
}
# Conversions to ACES2065-1 and looks, by the end of their id.
_conversions = {"ACESproxy10i": "ACESproxy10i_to_ACES2065-1"}
_looks = {"BlueLightArtifactFix": "ACES-LMT - BLUE_LIGHT_ARTIFACT_FIX"}


def _known() -> frozenset[str]:
    return frozenset(each[0] for each in ocio.BuiltinTransformRegistry().getBuiltins())


def _group(*styles: str) -> ocio.GroupTransform | None:
    if not set(styles) <= _known():
        return None
    return ocio.GroupTransform([ocio.BuiltinTransform(style=style) for style in styles])


def output(transform_id: str) -> ocio.GroupTransform | None:
    """From ACES2065-1 to the display's code values; None where the parts are not there."""
    name = re.sub(r"^urn:ampas:aces:transformId:v1\.5:(Inv)?", "", transform_id)
    if name in _ids_1:
        rendering, display = _ids_1[name]
        return _group(_RENDERING + rendering, _DISPLAY + display)
    found = _ID_2.search(transform_id)
    if found is None:
        return None
    gamut, white, nits, encoding, curve = found.groups()
    display = _displays.get((encoding, curve))
    if display is None:
        return None
    # Cinema at 48 nits is the rendering for 100 nits, seen on a screen.
    level = f"{'SDR' if int(nits) <= 100 else 'HDR'}-{'100' if nits == '48' else nits}nit"
    limit = _styles_names[gamut]
    shown = {"Rec709-D65": "REC709-D65", "P3-D65": "P3-D65", "Rec2100-D65": "REC2020-D65", "XYZ-E": "XYZ-E"}[encoding]
    rendering = f"{level}-{limit}-D60-in-{shown}_2.0" if white == "D60" else f"{level}-{limit}{'' if limit in ('REC709', 'REC2020') else '-D65'}_2.0"
    if display == "DisplayP3" and int(nits) > 100:
        display = "DisplayP3-HDR"
    return _group(_RENDERING + rendering, _DISPLAY + display)


def conversion(transform_id: str) -> ocio.Transform | None:
    """To ACES2065-1, or from it where the id says so."""
    found = re.search(r"\.(?:ACES_to_(?P<to>[^.]+)|(?P<source>[^.]+)_to_ACES)\.", transform_id)
    style = _conversions.get((found["to"] or found["source"]) if found else "")
    if found is None or style is None:
        return None
    made = ocio.BuiltinTransform(style=style)
    made.setDirection(ocio.TRANSFORM_DIR_INVERSE if found["to"] else ocio.TRANSFORM_DIR_FORWARD)
    return made


def look(transform_id: str) -> ocio.Transform | None:
    style = next((style for name, style in _looks.items() if f".{name}." in transform_id), None)
    return None if style is None else ocio.BuiltinTransform(style=style)
