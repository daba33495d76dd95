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
