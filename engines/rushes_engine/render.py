"""The open engine: python -m rushes_engine.render JOB.json does one job and exits. Exit codes: errors.py; 0 done, 6 the lifeline closed."""

import ctypes
import sys
from collections.abc import Iterator

import numpy
import OpenImageIO as oiio

from . import ENGINE_NAME, ENGINE_VERSION, colour, errors, framing, job as job_file, movies, pictures, sheets, source_image, source_movie, source_raw, timecode
from .report import Report
from .unit import Engine, frame_path, main, write_sidecar

# malloc.h
_M_TRIM_THRESHOLD, _M_MMAP_MAX = -1, -4


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


def _keep_memory() -> None:
    """Pictures of 100 MB come and go: glibc gives each back to the system and asks for it again, page by page, a quarter of all time."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.mallopt(_M_MMAP_MAX, 0)
        libc.mallopt(_M_TRIM_THRESHOLD, 2**31 - 1)


def frames(job: dict, outputs: list[dict], low: int, high: int, report: Report) -> None:
    """Every output that is a picture a frame; each source frame is decoded once."""
    oiio.attribute("threads", int(job.get("threads", 1)))
    _keep_memory()
    with report.timed("prepare"):
        pipeline = colour.of_job(job)
        processors = [pipeline.processor(output.get("colour", {"to": "source"})) for output in outputs]
    report.note(pipeline.notes)
    labels = timecode.of_job(job)
    geometry: framing.Geometry | None = None
    source = decoded({**job, "range": {"in": low, "out": high}}, report)
    for clip_frame in range(low, high):
        with report.timed("decode"):
            found, pixels = next(source)
            assert found == clip_frame
        if geometry is None:
            geometry = framing.of_job(job, pixels.shape[1], pixels.shape[0])
            report.picture(pixels.shape[1], pixels.shape[0])
            report.note(geometry.notes)
            if geometry.output_fdl is not None and job["framing"].get("outputPath"):
                write_sidecar(job, job["framing"]["outputPath"], geometry.output_fdl, "fdl", report)
        for output, processor in zip(outputs, processors, strict=True):
            fitted = framing.fitted(geometry, output.get("size"))
            with report.timed("resize"):
                made = framing.cut(pixels, geometry)
                if framing.is_small_first(output):
                    made = framing.resampled(made, fitted)
            with report.timed("colour"):
                made = colour.apply(processor, made, in_place=made is not pixels or len(outputs) == 1)
            with report.timed("resize"):
                made = framing.on_canvas(framing.resampled(made, fitted), fitted)
            with report.timed("write"):
                pictures.write(frame_path(job, output, clip_frame), made, job, output, clip_frame, labels, geometry)
        report.frame_done()


engine = Engine(
    name=ENGINE_NAME,
    version=ENGINE_VERSION,
    module="rushes_engine.render",
    frames=frames,
    movie=lambda job, output, report: movies.make(job, output, report, movies.frame_by_frame(decoded), colour.bake),
    sheet=lambda job, output, report: sheets.make(job, output, report, decoded),
)

if __name__ == "__main__":
    sys.exit(main(engine, sys.argv[1:]))
