"""The decisions of a job without its pictures: pipelines as CTF, geometry and sidecars, and the command, to be checked in other tools."""

import json
import sys
from pathlib import Path

from . import colour, ffmpeg, framing, source_image, source_raw
from .report import Report


def _size(job: dict) -> tuple[int, int]:
    source = job["source"]
    if source["format"] == "movie":
        stream = ffmpeg.video_stream(source["segments"][0]["path"])
        return stream.width, stream.height
    read = source_raw.read(source["files"][0], source.get("decode", {})) if source["format"] == "dng" else source_image.read(source["files"][0])
    return read.shape[1], read.shape[0]


def make(job: dict, report: Report, module: str, write) -> None:
    """`write(path, text, kind)` puts a text beside the report."""
    pipeline = colour.of_job(job)
    report.note(pipeline.notes)
    width, height = _size(job)
    geometry = framing.of_job(job, width, height)
    report.note(geometry.notes)
    for index, output in enumerate(job["outputs"]):
        if "colour" not in output:
            continue
        name = "pipeline" if index == 0 else f"pipeline-{index + 1}"
        write(f"{name}.ctf", pipeline.ctf(output["colour"]), "ctf")
    if geometry.output_fdl is not None:
        write("framing.fdl", geometry.output_fdl, "fdl")
    told = {
        "config": f"ocio://{pipeline.pipeline.config}",
        "input": repr(pipeline.input),
        "outputs": [{**output, "steps": [repr(step) for step in pipeline.steps(output["colour"])]} for output in job["outputs"] if "colour" in output],
        "source": {"width": width, "height": height},
        "geometry": {"cut": [geometry.width, geometry.height, geometry.x, geometry.y], "target": [geometry.target_width, geometry.target_height], "placed": geometry.placed},
        "notes": report.notes,
    }
    write("decisions.json", json.dumps(told, indent=1) + "\n", "report")
    write("render.job.json", json.dumps({**job, "task": "render", "workFolder": "out"}, indent=1) + "\n", "job")
    write("command.txt", f"PYTHONPATH={Path(__file__).parent.parent} {sys.executable} -m {module} render.job.json --work out\n", "command")
