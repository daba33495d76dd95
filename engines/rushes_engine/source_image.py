"""Frames of EXR, DPX, TIFF and other picture sequences through OpenImageIO: float RGB in the file's own coding."""

from collections.abc import Iterator

import numpy
import OpenImageIO as oiio

from .errors import SourceUnreadable


def read(path: str) -> numpy.ndarray:
    """height × width × 3 float32 of the display window's picture; a single channel is repeated."""
    image = oiio.ImageInput.open(path)
    if image is None:
        raise SourceUnreadable(f"{path} cannot be read: {oiio.geterror().strip() or 'no such picture format'}.")
    try:
        pixels = image.read_image(0, 0, 0, -1, oiio.FLOAT)
        if pixels is None:
            raise SourceUnreadable(f"{path} cannot be read: {image.geterror().strip() or 'it is cut short'}.")
    finally:
        image.close()
    pixels = numpy.asarray(pixels, numpy.float32)
    if pixels.shape[2] < 3:
        pixels = numpy.repeat(pixels[:, :, :1], 3, axis=2)
    return numpy.ascontiguousarray(pixels[:, :, :3])


def size(path: str) -> tuple[int, int]:
    """Width and height, from the header alone."""
    image = oiio.ImageInput.open(path)
    if image is None:
        raise SourceUnreadable(f"{path} cannot be read: {oiio.geterror().strip() or 'no such picture format'}.")
    try:
        return image.spec().width, image.spec().height
    finally:
        image.close()


def frame_paths(job: dict) -> Iterator[tuple[int, str]]:
    """(clip frame, path): one file a frame, in order."""
    files = job["source"]["files"]
    for frame in range(job["range"]["in"], job["range"]["out"]):
        if frame >= len(files):
            raise SourceUnreadable(f"The sequence has {len(files)} files; clip frame {frame} was asked.")
        yield frame, files[frame]


def frames(job: dict) -> Iterator[tuple[int, numpy.ndarray]]:
    for frame, path in frame_paths(job):
        yield frame, read(path)
