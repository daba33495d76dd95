"""The ffmpeg that comes with imageio-ffmpeg, and what it says about a movie."""

import re
import subprocess
from dataclasses import dataclass
from functools import lru_cache

import imageio_ffmpeg

from .errors import SourceUnreadable


def binary() -> str:
    return imageio_ffmpeg.get_ffmpeg_exe()


@lru_cache
def version() -> str:
    first = subprocess.run([binary(), "-version"], capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout.split("\n")[0]
    return first.split(" Copyright")[0].removeprefix("ffmpeg version ")


@dataclass(frozen=True)
class VideoStream:
    codec: str
    pixel_format: str
    # "tv" or "pc" where the file says so
    range: str | None
    # bt709, bt2020nc, smpte170m ... where the file says so
    matrix: str | None
    width: int
    height: int

    @property
    def is_rgb(self) -> bool:
        return self.pixel_format.startswith(("gbr", "rgb", "bgr"))


@lru_cache(maxsize=64)
def video_stream(path: str) -> VideoStream:
    """The first video stream, from ffmpeg's own description of the file."""
    told = subprocess.run([binary(), "-hide_banner", "-i", path], capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL).stderr
    line = next((each for each in told.split("\n") if re.search(r"Stream #\S+.*: Video: ", each) and "attached pic" not in each), None)
    if line is None:
        reason = next((each.split(": ", 1)[-1] for each in reversed(told.strip().split("\n")) if "Error" in each or ":" in each), "no video stream")
        raise SourceUnreadable(f"{path} cannot be decoded: {reason.strip()}.")
    body = line.split(": Video: ", 1)[1]
    size = re.search(r", (\d{2,6})x(\d{2,6})", body)
    pixel = re.search(r", ([a-z0-9]+)(?:\(([^)]*)\))?, \d{2,6}x", body)
    if size is None or pixel is None:
        raise SourceUnreadable(f"{path} cannot be decoded: ffmpeg knows no picture format for it ({body.split(',')[0]}).")
    tags = [tag.strip() for tag in (pixel[2] or "").split(",")]
    colours = next((tag.split("/")[0] for tag in tags if re.match(r"(bt|smpte|fcc|ycgco|unknown|gbr)", tag)), None)
    return VideoStream(
        codec=body.split(" ")[0].rstrip(","),
        pixel_format=pixel[1],
        range="tv" if "tv" in tags else "pc" if "pc" in tags else None,
        matrix=colours,
        width=int(size[1]),
        height=int(size[2]),
    )


def seconds(frame: int, rate: tuple[int, int]) -> str:
    """Where a frame lies, for -ss before -i: six decimals hit frame n exactly; half a frame less lands on n-1."""
    return f"{frame * rate[1] / rate[0]:.6f}"


_matrices = {"bt709": "709", "bt2020nc": "2020_ncl", "bt2020c": "2020_cl", "smpte170m": "170m", "bt470bg": "470bg", "fcc": "fcc"}


def to_rgb(stream: VideoStream, decode: dict) -> str:
    """The filter that gives planar float RGB. Always zscale: swscale is wrong by up to ten 12-bit codes."""
    if stream.is_rgb:
        return "format=gbrpf32le" if "f32" in stream.pixel_format else "zscale=range=full,format=gbrpf32le"
    matrix = decode.get("matrix") or _matrices.get(stream.matrix or "", "709")
    levels = decode.get("range") or ("full" if stream.range == "pc" else "limited")
    return f"zscale=matrixin={matrix}:rangein={levels}:matrix=gbr:range=full,format=gbrpf32le"
