"""What a job did: files with hashes, durations, versions, commands, notes. Written last, in one rename: a report means a finished job."""

import json
import os
import platform
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import numpy
import OpenImageIO as oiio
import PyOpenColorIO as ocio

from . import ffmpeg
from .pictures import explain_os_error, file_sha256


class Report:
    def __init__(self, job: dict, engine: str, engine_version: str):
        self.job = job
        self.engine = {"name": engine, "version": engine_version}
        self.files: list[dict] = []
        self.commands: list[str] = []
        self.notes: list[str] = []
        self.durations: dict[str, float] = {}
        self.reused_frames = 0
        self.source_size: tuple[int, int] | None = None
        self._wanted = self._done = 0
        self.started = time.monotonic()
        self.started_cpu = time.process_time()

    @contextmanager
    def timed(self, name: str):
        begin = time.monotonic()
        try:
            yield
        finally:
            self.durations[name] = self.durations.get(name, 0.0) + time.monotonic() - begin

    def add(self, path: Path, kind: str, clip_frame: int | None = None, frame: int | None = None, header: dict | None = None) -> None:
        """A finished file below the work folder; `header`: what was read back of it."""
        entry = {
            "path": path.relative_to(self.job["workFolder"]).as_posix(),
            "kind": kind,
            "sizeBytes": path.stat().st_size,
            "sha256": file_sha256(path),
        }
        if clip_frame is not None:
            entry["clipFrame"] = clip_frame
        if frame is not None:
            entry["frame"] = frame
        if header:
            entry["header"] = header
        self.files.append(entry)

    def note(self, sentences) -> None:
        """Each sentence once, however many runs of frames say it."""
        self.notes.extend(each for each in sentences if each not in self.notes)

    def picture(self, width: int, height: int) -> None:
        """Size of the decoded pictures: what a frame costs is learned by it."""
        self.source_size = (width, height)

    def begin_frames(self, wanted: int, reused: int) -> None:
        self._wanted, self._done, self.reused_frames = wanted, reused, reused
        self.progress(reused, wanted)

    def frame_done(self) -> None:
        self._done += 1
        self.progress(self._done, self._wanted)

    def progress(self, done: int, total: int) -> None:
        """One line of JSON on standard output, for whoever started the engine."""
        print(json.dumps({"progress": round(done / max(1, total), 4)}), flush=True)

    def write(self) -> Path:
        path = Path(self.job["workFolder"]) / self.job.get("reportName", "report.json")
        document = {
            "version": 1,
            "renderId": self.job["renderId"],
            "attempt": self.job["attempt"],
            "identity": self.job.get("identity"),
            "engine": {**self.engine, "libraries": versions()},
            "frameCount": self.job["range"]["out"] - self.job["range"]["in"],
            "reusedFrames": self.reused_frames,
            **({"sourceSize": {"width": self.source_size[0], "height": self.source_size[1]}} if self.source_size else {}),
            "files": sorted(self.files, key=lambda each: each["path"]),
            "commands": self.commands,
            "notes": self.notes,
            "seconds": {**{key: round(value, 4) for key, value in self.durations.items()}, "total": round(time.monotonic() - self.started, 4)},
            "cpuSeconds": round(time.process_time() - self.started_cpu + sum(os.times()[2:4]), 4),
            "machine": platform.node(),
        }
        try:
            hidden = path.with_name(f".{path.name}.part")
            hidden.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
            os.replace(hidden, path)
        except OSError as error:
            raise explain_os_error(error, path) from error
        return path


def versions() -> dict[str, str]:
    import rawpy

    return {
        "python": sys.version.split()[0],
        "numpy": numpy.__version__,
        "OpenImageIO": oiio.VERSION_STRING if hasattr(oiio, "VERSION_STRING") else ".".join(str(oiio.openimageio_version // n % 100) for n in (10000, 100, 1)),
        "OpenColorIO": ocio.__version__,
        "LibRaw": ".".join(map(str, rawpy.libraw_version)),
        "ffmpeg": ffmpeg.version(),
    }
