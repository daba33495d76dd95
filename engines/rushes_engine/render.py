"""python -m rushes_engine.render JOB.json: does one job and exits. Exit codes: errors.py; 0 done, 6 the lifeline closed."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy
import OpenImageIO as oiio

from . import colour, errors, explain, framing, job as job_file, lifeline, movies, pictures, sheets, source_image, source_movie, source_raw, timecode, trims
from .report import Report


def decoded(job: dict, report: Report) -> Iterator[tuple[int, numpy.ndarray]]:
    """(clip frame, pixels in the source's coding) of the job's range."""
    source = job["source"]["format"]
    if source == "movie":
        yield from source_movie.frames(job, job_file.rate_of(job), report.commands)
    elif source == "dng":
        yield from source_raw.frames(job)
    elif source == "image":
        yield from source_image.frames(job)
    else:
        raise errors.SourceUnreadable(f'This engine decodes movie, dng and image sources, not "{source}".')


def frame_number(job: dict, output: dict, clip_frame: int) -> int:
    return output.get("firstFrame", 1001) + clip_frame - job["range"]["in"]


def frame_path(job: dict, output: dict, clip_frame: int) -> Path:
    return Path(job["workFolder"]) / (output["pattern"] % frame_number(job, output, clip_frame))


def adopt(job: dict, outputs: list[dict]) -> set[int]:
    """Frames that an earlier attempt finished, linked into this one. A finished file is never opened for writing again, so a link is safe."""
    earlier = job.get("previousFolder")
    if not earlier or not Path(earlier).is_dir():
        return set()
    taken = set()
    for frame in range(job["range"]["in"], job["range"]["out"]):
        here = [frame_path(job, output, frame) for output in outputs]
        there = [Path(earlier) / path.relative_to(job["workFolder"]) for path in here]
        if here and all(path.is_file() for path in there):
            for old, new in zip(there, here, strict=True):
                new.parent.mkdir(parents=True, exist_ok=True)
                if not new.exists():
                    os.link(old, new)
            taken.add(frame)
    return taken


def render_frames(job: dict, outputs: list[dict], report: Report) -> None:
    """Every output that is a picture a frame; each source frame is decoded once."""
    first, end = job["range"]["in"], job["range"]["out"]
    pipeline = colour.of_job(job)
    report.notes.extend(pipeline.notes)
    processors = [pipeline.processor(output.get("colour", {"to": "source"})) for output in outputs]
    labels = timecode.of_job(job)
    taken = adopt(job, outputs)
    report.reused_frames = len(taken)
    geometry: framing.Geometry | None = None
    done = len(taken)
    report.progress(done, end - first)
    for low, high in missing_runs(first, end, taken):
        source = decoded({**job, "range": {"in": low, "out": high}}, report)
        for clip_frame in range(low, high):
            with report.timed("decode"):
                found, pixels = next(source)
                assert found == clip_frame
            if geometry is None:
                geometry = framing.of_job(job, pixels.shape[1], pixels.shape[0])
                report.notes.extend(geometry.notes)
                if geometry.output_fdl is not None and job["framing"].get("outputPath"):
                    write_sidecar(job, {"path": job["framing"]["outputPath"], "text": geometry.output_fdl, "kind": "fdl"}, report)
            for output, processor in zip(outputs, processors, strict=True):
                with report.timed("colour"):
                    made = colour.apply(processor, pixels)
                with report.timed("resize"):
                    made = framing.resize(made, framing.fitted(geometry, output.get("size")))
                with report.timed("write"):
                    pictures.write(frame_path(job, output, clip_frame), made, job, output, clip_frame, labels)
            done += 1
            report.progress(done, end - first)
    with report.timed("hash"):
        for output in outputs:
            for clip_frame in range(first, end):
                report.add(frame_path(job, output, clip_frame), output["kind"], clip_frame, frame_number(job, output, clip_frame))


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


def write_sidecar(job: dict, sidecar: dict, report: Report) -> None:
    path = Path(job["workFolder"]) / sidecar["path"]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sidecar["text"], encoding="utf-8")
    except OSError as error:
        raise pictures.explain_os_error(error, path) from error
    report.add(path, sidecar["kind"])


def render_outputs(job: dict, report: Report) -> None:
    frames = [output for output in job["outputs"] if "pattern" in output]
    if frames:
        render_frames(job, frames, report)
    for output in job["outputs"]:
        try:
            if output["kind"] == "proxy":
                movies.make(job, output, report, decoded)
            elif output["kind"] == "trim":
                trims.make(job, output, report)
            elif output["kind"] == "sheet":
                sheets.make(job, output, report, decoded)
        except OSError as error:
            raise pictures.explain_os_error(error, Path(job["workFolder"])) from error


def run(job: dict) -> Report:
    """One unit of work, from job to report."""
    oiio.attribute("threads", int(job.get("threads", 1)))
    report = Report(job)
    try:
        Path(job["workFolder"]).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise pictures.explain_os_error(error, Path(job["workFolder"])) from error
    if job["task"] == "explain":
        explain.make(job, report, lambda path, text, kind: write_sidecar(job, {"path": path, "text": text, "kind": kind}, report))
    else:
        render_outputs(job, report)
    for sidecar in job.get("sidecars", []):
        write_sidecar(job, sidecar, report)
    shutil.rmtree(Path(job["workFolder"]) / ".files", ignore_errors=True)
    return report


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m rushes_engine.render JOB.json", file=sys.stderr)
        return errors.BadJob.exit_code
    lifeline.hold()
    try:
        report = run(job_file.load(arguments[0]))
        print(json.dumps({"report": str(report.write())}), flush=True)
        return 0
    except errors.EngineError as error:
        print(json.dumps({"error": {"code": error.code, "message": str(error)}}), flush=True)
        print(str(error), file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
