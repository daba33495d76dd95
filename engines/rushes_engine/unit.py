"""One unit of work, whatever engine makes the pictures: from the job file to the report, and what both engines do alike."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import errors, explain, header, job as job_file, lifeline, pictures, trims
from .report import Report


@dataclass(frozen=True)
class Engine:
    """What makes an engine one of its own. `frames` writes every output that is a picture a frame, for the clip frames [low, high)."""

    name: str
    version: str
    # As `python -m MODULE` starts it.
    module: str
    frames: Callable[[dict, list[dict], int, int, Report], None]
    movie: Callable[[dict, dict, Report], None]
    sheet: Callable[[dict, dict, Report], None]


def frame_number(job: dict, output: dict, clip_frame: int) -> int:
    """A part of a job (`numberedFrom`) numbers its frames as the whole job does."""
    return output.get("firstFrame", 1001) + clip_frame - job.get("numberedFrom", job["range"]["in"])


def frame_path(job: dict, output: dict, clip_frame: int) -> Path:
    return Path(job["workFolder"]) / (output["pattern"] % frame_number(job, output, clip_frame))


def adopt(job: dict, outputs: list[dict]) -> set[int]:
    """Frames that earlier attempts finished, linked into this one. A finished file is never opened for writing again, so a link is safe."""
    taken = set()
    for earlier in job.get("previousFolders", []):
        for frame in range(job["range"]["in"], job["range"]["out"]):
            here = [frame_path(job, output, frame) for output in outputs]
            there = [Path(earlier) / path.relative_to(job["workFolder"]) for path in here]
            if frame not in taken and all(path.is_file() for path in there):
                for old, new in zip(there, here, strict=True):
                    new.parent.mkdir(parents=True, exist_ok=True)
                    os.link(old, new)
                taken.add(frame)
    return taken


def missing_runs(first: int, end: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Runs [low, high) of frames that are not taken."""
    low: int | None = None
    for frame in range(first, end + 1):
        wanted = frame < end and frame not in taken
        if wanted and low is None:
            low = frame
        elif not wanted and low is not None:
            yield low, frame
            low = None


def write_sidecar(job: dict, path: str, text: str, kind: str, report: Report) -> None:
    target = Path(job["workFolder"]) / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise pictures.explain_os_error(error, target) from error
    report.add(target, kind)


def _frames(engine: Engine, job: dict, outputs: list[dict], report: Report) -> None:
    first, end = job["range"]["in"], job["range"]["out"]
    taken = adopt(job, outputs)
    report.begin_frames(end - first, len(taken))
    for low, high in missing_runs(first, end, taken):
        engine.frames(job, outputs, low, high, report)
    with report.timed("hash"):
        for output in outputs:
            for clip_frame in range(first, end):
                path = frame_path(job, output, clip_frame)
                # The first frame of a plate tells whether its labels are the source's: whoever checks it reads what is in the file.
                told = header.read_back(path) if output["kind"] == "plate" and clip_frame == first else None
                report.add(path, output["kind"], clip_frame, frame_number(job, output, clip_frame), told)


def run(engine: Engine, job: dict) -> Report:
    """One unit of work, from job to report."""
    report = Report(job, engine.name, engine.version)
    try:
        Path(job["workFolder"]).mkdir(parents=True, exist_ok=True)
        if job["task"] == "explain":
            explain.make(job, report, engine.module, lambda path, text, kind: write_sidecar(job, path, text, kind, report))
        else:
            pictured = [output for output in job["outputs"] if "pattern" in output]
            if pictured:
                _frames(engine, job, pictured, report)
            make = {"proxy": engine.movie, "trim": trims.make, "sheet": engine.sheet}
            for output in job["outputs"]:
                if output["kind"] in make:
                    make[output["kind"]](job, output, report)
        for sidecar in job.get("sidecars", []):
            write_sidecar(job, sidecar["path"], sidecar["text"], sidecar["kind"], report)
    except OSError as error:
        raise pictures.explain_os_error(error, Path(error.filename or job["workFolder"])) from error
    shutil.rmtree(Path(job["workFolder"]) / ".files", ignore_errors=True)
    return report


def main(engine: Engine, arguments: list[str]) -> int:
    """JOB.json, or JOB.json --frames 1009-1016 --work FOLDER for a part of it; the exit code."""
    try:
        path, frames, work = _arguments(arguments)
    except ValueError:
        print(f"usage: python -m {engine.module} JOB.json [--frames FIRST-LAST] [--work FOLDER]", file=sys.stderr)
        return errors.BadJob.exit_code
    lifeline.hold()
    try:
        job = job_file.load(path)
        if work is not None:
            job["workFolder"] = str(Path(work).absolute())
        report = run(engine, job if frames is None else job_file.part(job, frames))
        print(json.dumps({"report": str(report.write())}), flush=True)
        return 0
    except errors.EngineError as error:
        print(json.dumps({"error": {"code": error.code, "message": str(error)}}), flush=True)
        print(str(error), file=sys.stderr)
        return error.exit_code


def _arguments(arguments: list[str]) -> tuple[str, str | None, str | None]:
    if len(arguments) % 2 != 1:
        raise ValueError
    options = dict(zip(arguments[1::2], arguments[2::2], strict=True))
    frames, work = options.pop("--frames", None), options.pop("--work", None)
    if options:
        raise ValueError
    return arguments[0], frames, work
