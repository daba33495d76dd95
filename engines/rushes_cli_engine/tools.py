"""Runs oiiotool and the other programs; a failure is said in their own last words."""

import subprocess
from pathlib import Path

import OpenImageIO

from rushes_engine import lifeline
from rushes_engine.errors import EngineError, OutputFailed
from rushes_engine.report import Report


def oiiotool() -> str:
    """The program itself: what pip puts into bin/ is a Python script that starts it (66 instead of 18 ms)."""
    return str(Path(OpenImageIO.__file__).parent / "bin" / "oiiotool")


def run(line: list[str], report: Report, failure: type[EngineError], about: str) -> None:
    report.commands.append(" ".join(line))
    child = lifeline.start(line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr is not None
    said = child.stderr.read().decode(errors="replace").strip()
    if lifeline.finish(child) == 0:
        return
    if "No space left" in said:
        raise OutputFailed(f"The disk is full: {about} could not be written. Free some space, then retry: finished frames are kept.")
    raise failure(f"{Path(line[0]).name} failed on {about}: {said.splitlines()[-1] if said else 'it said nothing'}.")
