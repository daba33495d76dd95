"""Reads a job file and says plainly what is wrong with it. The types are those of src/domain/render/job.ts."""

import json
from pathlib import Path

from . import JOB_VERSION
from .errors import BadJob

_needed = {
    "version": int,
    "task": str,
    "renderId": str,
    "attempt": int,
    "recipe": str,
    "clip": dict,
    "source": dict,
    "range": dict,
    "rate": str,
    "colour": dict,
    "framing": dict,
    "outputs": list,
    "workFolder": str,
}


def load(path: str) -> dict:
    """The job of a file. Raises BadJob naming the field."""
    try:
        job = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadJob(f"The job file {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise BadJob(f"The job file {path} is not JSON: {error}.") from error
    if not isinstance(job, dict):
        raise BadJob(f"The job file {path} is not an object.")
    for field, kind in _needed.items():
        if not isinstance(job.get(field), kind):
            raise BadJob(f'The job file {path} has no usable "{field}" ({kind.__name__}).')
    if job["version"] != JOB_VERSION:
        raise BadJob(f"The job file {path} is of version {job['version']}; this engine reads version {JOB_VERSION}.")
    first, end = job["range"].get("in"), job["range"].get("out")
    if not isinstance(first, int) or not isinstance(end, int) or not 0 <= first < end:
        raise BadJob(f"The job file {path} asks for frames {first} to {end}: in must be at least 0 and before out.")
    for output in job["outputs"]:
        for key in ("path", "pattern"):
            if key in output and (Path(output[key]).is_absolute() or ".." in Path(output[key]).parts):
                raise BadJob(f'The output "{output[key]}" leaves the work folder; write a path below it.')
    return job


def rate_of(job: dict) -> tuple[int, int]:
    num, den = job["rate"].split("/")
    return int(num), int(den)


def part(job: dict, frames: str) -> dict:
    """The job of some of its frames, by their delivered numbers: `1009-1016` or `1009`. Sidecars belong to the part with the first frame."""
    numbered = next((output for output in job["outputs"] if "pattern" in output), None)
    if numbered is None or any("pattern" not in output for output in job["outputs"]):
        raise BadJob("A job whose outputs are not all a picture a frame cannot be divided; run it whole.")
    try:
        ends = [int(each) for each in frames.split("-")]
    except ValueError as error:
        raise BadJob(f'"{frames}" is no range of frame numbers; write 1009-1016.') from error
    whole, first = job["range"], numbered.get("firstFrame", 1001)
    low, high = whole["in"] + ends[0] - first, whole["in"] + ends[-1] - first + 1
    if not whole["in"] <= low < high <= whole["out"]:
        raise BadJob(f"Frames {frames} are not in the job, which has {first} to {first + whole['out'] - whole['in'] - 1}.")
    return {
        **job,
        "range": {"in": low, "out": high},
        "numberedFrom": whole["in"],
        "reportName": f"report.{frames}.json",
        "sidecars": job.get("sidecars", []) if low == whole["in"] else [],
    }
