"""Crop and size of the pictures: from a plain rectangle, or from an ASC Framing Decision List."""

from dataclasses import replace

import numpy
import OpenImageIO as oiio

from .errors import BadFraming
from .geometry import Geometry


def fitted(geometry: Geometry, size: dict | None) -> Geometry:
    """The same cut at an output's own size: {"width"}, {"height"} or both (a box that is not exceeded); even numbers, never enlarged."""
    if not size:
        return geometry
    scale = min(size.get("width", 1e9) / geometry.target_width, size.get("height", 1e9) / geometry.target_height, 1.0)
    even = lambda value: max(2, int(value / 2 + 0.5) * 2)
    width, height = even(geometry.target_width * scale), even(geometry.target_height * scale)
    placed = geometry.placed
    if placed is not None:
        across, down = width / geometry.target_width, height / geometry.target_height
        placed = (round(placed[0] * across), round(placed[1] * down), round(placed[2] * across), round(placed[3] * down))
    return replace(geometry, target_width=width, target_height=height, placed=placed)


def cut(pixels: numpy.ndarray, geometry: Geometry) -> numpy.ndarray:
    """The part that is delivered, before it is resampled: what is thrown away need not be coloured."""
    height, width = pixels.shape[:2]
    if (geometry.x, geometry.y, geometry.width, geometry.height) == (0, 0, width, height):
        return pixels
    part = pixels[geometry.y : geometry.y + geometry.height, geometry.x : geometry.x + geometry.width]
    return numpy.ascontiguousarray(part, numpy.float32)


def is_small_first(output: dict) -> bool:
    """A still is resampled before its view, as movies and sheets are: the ACES 2 view of a whole UHD picture takes five seconds."""
    return output["kind"] == "still"


def resampled(pixels: numpy.ndarray, geometry: Geometry) -> numpy.ndarray:
    """A cut in its size on the canvas, through OpenImageIO."""
    width, height = geometry.placed[:2] if geometry.placed is not None else (geometry.target_width, geometry.target_height)
    if pixels.shape[:2] == (height, width):
        return pixels
    made = oiio.ImageBufAlgo.resize(oiio.ImageBuf(pixels), "lanczos3", 0.0, oiio.ROI(0, width, 0, height, 0, 1, 0, 3))
    if made.has_error:
        raise BadFraming(f"OpenImageIO cannot resize: {made.geterror()}.")
    return numpy.asarray(made.get_pixels(oiio.FLOAT), numpy.float32)


def on_canvas(pixels: numpy.ndarray, geometry: Geometry) -> numpy.ndarray:
    """A resampled cut on its canvas; what is round it is black."""
    if geometry.placed is None:
        return pixels
    wide, high, left, top = geometry.placed
    canvas = numpy.zeros((geometry.target_height, geometry.target_width, 3), numpy.float32)
    # The resampled cut may reach beyond the canvas on either side.
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(geometry.target_width, left + wide), min(geometry.target_height, top + high)
    if x0 < x1 and y0 < y1:
        canvas[y0:y1, x0:x1] = pixels[y0 - top : y1 - top, x0 - left : x1 - left]
    return canvas


def resize(pixels: numpy.ndarray, geometry: Geometry) -> numpy.ndarray:
    return on_canvas(resampled(cut(pixels, geometry), geometry), geometry)


def of_job(job: dict, width: int, height: int) -> Geometry:
    """The geometry for decoded pictures of width × height pixels. Raises BadFraming where the document does not fit."""
    told = job["framing"]
    if told["kind"] == "full":
        return Geometry(0, 0, width, height, width, height, width, height)
    if told["kind"] == "crop":
        x, y, w, h = (int(told[key]) for key in ("x", "y", "width", "height"))
        if w <= 0 or h <= 0 or x < 0 or y < 0 or x + w > width or y + h > height:
            raise BadFraming(f"The crop {w}x{h}+{x}+{y} leaves the picture of {width}x{height} pixels.")
        return Geometry(x, y, w, h, int(told.get("targetWidth", w)), int(told.get("targetHeight", h)), width, height)
    if told["kind"] == "fdl":
        from .fdl_framing import of_fdl

        return of_fdl(told, width, height)
    raise BadFraming(f"The engine knows the framings full, crop and fdl, not \"{told['kind']}\".")
