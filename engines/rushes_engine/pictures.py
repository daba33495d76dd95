"""Writes one picture file: whole or not at all."""

import errno
import hashlib
import os
from pathlib import Path

import numpy
import OpenImageIO as oiio

from . import header
from .errors import BadJob, OutputFailed
from .geometry import Geometry
from .timecode import ClipTimecode

_pixel_types = {"exr": "half", "dpx": "uint16", "tiff": "uint16", "jpeg": "uint8", "png": "uint8"}
_DISPLAY_FORMATS = ("jpeg", "png")


def explain_os_error(error: OSError, path: Path) -> OutputFailed:
    if error.errno == errno.ENOSPC:
        return OutputFailed(f"The disk is full: {path} could not be written. Free some space, then retry: finished frames are kept.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return OutputFailed(f"{path} may not be written: {error.strerror}. Give the worker write permission, then retry.")
    return OutputFailed(f"{path} could not be written: {error.strerror or error}.")


def file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _spec(job: dict, output: dict, clip_frame: int, shape: tuple[int, ...], timecode: ClipTimecode | None, geometry: Geometry | None) -> oiio.ImageSpec:
    spec = oiio.ImageSpec(shape[1], shape[0], 3, output.get("pixelType") or _pixel_types[output["format"]])
    spec.attribute("oiio:dither", 0)
    if output["format"] in _DISPLAY_FORMATS:
        spec.attribute("Compression", f"jpeg:{output.get('quality', 92)}" if output["format"] == "jpeg" else "zip")
        return spec
    for name, kind, value in header.attributes(job, output, clip_frame, timecode, geometry):
        spec.attribute(name, oiio.TypeRational if kind == "rational" else oiio.TypeDesc(kind), value)
    if timecode is not None:
        spec.attribute("smpte:TimeCode", oiio.TypeDesc("timecode"), timecode.words(clip_frame))
    space = output.get("colour", {}).get("space")
    if space in header.interop_ids:
        spec.attribute("oiio:ColorSpace", header.interop_ids[space])
    # A date of the moment (which OpenImageIO adds where there is none) would make two equal renders differ.
    if spec.getattribute("DateTime") is None:
        spec.attribute("DateTime", "")
    if output["format"] == "exr":
        spec.attribute("compression", output.get("compression", "zip"))
        if output.get("container") == "st2065-4":
            spec.attribute("openexr:ACESContainerPolicy", "strict")
    elif output["format"] == "dpx":
        spec.attribute("oiio:BitsPerSample", int(output.get("bits", 16)))
        spec.attribute("dpx:Transfer", "Logarithmic")
        spec.attribute("dpx:InputDevice", job["clip"].get("reel") or job["clip"]["name"])
    return spec


def write(
    path: Path, pixels: numpy.ndarray, job: dict, output: dict, clip_frame: int, timecode: ClipTimecode | None, geometry: Geometry | None = None
) -> None:
    """Writes beside the target under another name, then renames. Raises OutputFailed in a sentence."""
    if output["format"] not in _pixel_types:
        raise BadJob(f"The engine writes {', '.join(_pixel_types)}; the job asks for \"{output['format']}\".")
    spec = _spec(job, output, clip_frame, pixels.shape, timecode, geometry)
    hidden = path.with_name(f".{path.name}.part{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # OpenImageIO tells no errno; asking the system first gives the plain reason.
        with hidden.open("wb") as probe:
            probe.flush()
    except OSError as error:
        raise explain_os_error(error, path) from error
    file = oiio.ImageOutput.create(str(hidden))
    if file is None:
        raise OutputFailed(f"{path} cannot be written: {oiio.geterror()}")
    told = None if file.open(str(hidden), spec) and file.write_image(numpy.ascontiguousarray(pixels, numpy.float32)) else file.geterror()
    if not file.close() and told is None:
        told = file.geterror()
    if told is not None:
        hidden.unlink(missing_ok=True)
        free = os.statvfs(path.parent)
        if free.f_bavail * free.f_frsize < pixels.size * 2:
            raise explain_os_error(OSError(errno.ENOSPC, "No space left on device"), path)
        raise OutputFailed(f"{path} could not be written: {' '.join(told.split())}")
    os.replace(hidden, path)
