"""Frames of QuickTime, MP4 and MXF files through ffmpeg: planar float RGB in the file's own coding, frame-exact."""

import subprocess
import tempfile
from collections.abc import Iterator

import numpy

from . import ffmpeg, lifeline
from .errors import SourceUnreadable


def pieces(segments: list[dict], first: int, end: int) -> Iterator[tuple[str, int, int]]:
    """(path, first frame within it, frames) of the clip's range [first, end) over its segments in order."""
    start = 0
    for index, segment in enumerate(segments):
        count = segment.get("frameCount")
        if count is None and index < len(segments) - 1:
            raise SourceUnreadable(f"{segment['path']} is one of several segments and its frame count is not known; inspect it again.")
        stop = end if count is None else start + count
        low, high = max(first, start), min(end, stop)
        if low < high:
            yield segment["path"], low - start, high - low
        start = stop
    if start < end:
        raise SourceUnreadable(f"{segments[-1]['path']} ends at clip frame {start}; frames to {end} were asked.")


def command(path: str, first: int, count: int, rate: tuple[int, int], picture_filter: str) -> list[str]:
    return [
        *[ffmpeg.binary(), "-nostdin", "-v", "error", "-ss", ffmpeg.seconds(first, rate), "-i", path, "-map", "0:v:0"],
        *["-frames:v", str(count), "-fps_mode", "passthrough", "-vf", picture_filter, "-f", "rawvideo", "-"],
    ]


def frames(job: dict, rate: tuple[int, int], log: list[str]) -> Iterator[tuple[int, numpy.ndarray]]:
    """(clip frame, height × width × 3 float32 RGB, code values 0 to 1). Raises SourceUnreadable when a file gives fewer frames."""
    source, at = job["source"], job["range"]["in"]
    for path, first, count in pieces(source["segments"], at, job["range"]["out"]):
        stream = ffmpeg.video_stream(path)
        line = command(path, first, count, rate, ffmpeg.to_rgb(stream, source.get("decode", {})))
        log.append(" ".join(line))
        size = stream.width * stream.height * 3 * 4
        with tempfile.TemporaryFile() as trouble:
            child = lifeline.start(line, stdout=subprocess.PIPE, stderr=trouble, bufsize=0, stdin=subprocess.DEVNULL)
            assert child.stdout is not None
            # One buffer for all frames: 100 MB of fresh memory a frame cost a fifth of a second.
            planes = numpy.empty((3, stream.height, stream.width), numpy.float32)
            view = memoryview(planes).cast("B")
            for index in range(count):
                got = 0
                while got < size:
                    read = child.stdout.readinto(view[got:])
                    if not read:
                        break
                    got += read
                if got < size:
                    lifeline.stop(child)
                    trouble.seek(0)
                    said = trouble.read().decode(errors="replace").strip().split("\n")[-1] or "the file ends there"
                    raise SourceUnreadable(f"{path} gave {index} of {count} frames from its frame {first}: {said}.")
                pixels = numpy.empty((stream.height, stream.width, 3), numpy.float32)
                # ffmpeg's planes are green, blue, red.
                for channel, plane in enumerate((2, 0, 1)):
                    pixels[:, :, channel] = planes[plane]
                yield at, pixels
                at += 1
            lifeline.stop(child)
