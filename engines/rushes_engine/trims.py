"""Trims: packets (or files of a sequence) as they are, with the timecode and reel of the new first frame."""

import os
import shutil
import subprocess
from pathlib import Path

from . import ffmpeg, lifeline, source_movie, timecode
from .errors import SourceUnreadable
from .job import rate_of
from .report import Report

# Codecs of which every frame stands for itself.
_intra_only = {"prores", "dnxhd", "mjpeg", "jpeg2000", "rawvideo", "v210", "r210", "cfhd", "dvvideo", "ffvhuff", "huffyuv", "prores_raw", "apv", "png", "dpx", "exr"}


def _is_intra_only(path: str) -> bool:
    stream = ffmpeg.video_stream(path)
    if stream.codec in _intra_only:
        return True
    told = subprocess.run([ffmpeg.binary(), "-hide_banner", "-i", path], capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL).stderr
    return "Intra)" in told and stream.codec in ("h264", "hevc")


def make(job: dict, output: dict, report: Report) -> None:
    """`output["path"]` is a folder; the files in it keep the source's names, so that they relink."""
    folder = Path(job["workFolder"]) / output["path"]
    folder.mkdir(parents=True, exist_ok=True)
    first, end = job["range"]["in"], job["range"]["out"]
    if job["source"]["format"] != "movie":
        for frame in range(first, end):
            source = Path(job["source"]["files"][frame])
            shutil.copyfile(source, folder / source.name)
            report.add(folder / source.name, "trim", frame)
            report.progress(frame - first + 1, end - first)
        report.note([f"{end - first} files copied as they are."])
        return
    at = first
    for path, start, count in source_movie.pieces(job["source"]["segments"], first, end):
        target = folder / Path(path).name
        if _is_intra_only(path):
            _copy_packets(job, report, path, start, count, at, target)
        elif output.get("longGop", "whole") == "refuse":
            raise SourceUnreadable(f"{path} is {ffmpeg.video_stream(path).codec}, of which a part cannot be copied frame-exactly; take the whole file or transcode it.")
        else:
            shutil.copyfile(path, target)
            report.note([f"{Path(path).name} cannot be cut without new compression ({ffmpeg.video_stream(path).codec}): the whole file is delivered; frames {start} to {start + count} of it were asked for."])
        report.add(target, "trim", at)
        at += count
        report.progress(at - first, end - first)


def _copy_packets(job: dict, report: Report, path: str, start: int, count: int, clip_frame: int, target: Path) -> None:
    rate = rate_of(job)
    hidden = target.with_name(f".part-{target.name}")
    line = [ffmpeg.binary(), "-nostdin", "-v", "error", "-y", "-ss", ffmpeg.seconds(start, rate), "-i", path]
    # The tmcd track is not copied: its label would be that of the source's first frame. ffmpeg writes a new one.
    line += ["-map", "0:v:0", "-map", "0:a?", "-c", "copy", "-frames:v", str(count), "-t", ffmpeg.seconds(count, rate), "-map_metadata", "0"]
    labels = timecode.of_job(job)
    if labels is not None:
        line += ["-timecode", labels.text(clip_frame)]
    reel = job["clip"].get("reel")
    if reel:
        line += ["-metadata", f"reel_name={reel}"] if target.suffix.lower() == ".mxf" else ["-metadata:s:v:0", f"reel_name={reel}", "-movflags", "use_metadata_tags"]
    line += ["-fflags", "+bitexact", str(hidden)]
    report.commands.append(" ".join(line))
    child = lifeline.start(line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr is not None
    said = child.stderr.read().decode(errors="replace").strip()
    if lifeline.finish(child) != 0:
        raise SourceUnreadable(f"ffmpeg could not cut {path}: {said.splitlines()[-1] if said else 'it said nothing'}.")
    os.replace(hidden, target)
