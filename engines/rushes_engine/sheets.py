"""A contact sheet: frames spread evenly over the range, each with its timecode."""

from pathlib import Path

import numpy
import OpenImageIO as oiio

from . import colour, framing, pictures, timecode
from .report import Report

_GAP = 8
_TEXT = 14


def spread(first: int, end: int, wanted: int) -> list[int]:
    """The middles of `wanted` equal parts of the range; all its frames where it has no more."""
    count = end - first
    return sorted({first + int((index + 0.5) * count / wanted) for index in range(wanted)}) if count > wanted else list(range(first, end))


def make(job: dict, output: dict, report: Report, decoded) -> None:
    first, end = job["range"]["in"], job["range"]["out"]
    frames = spread(first, end, output["columns"] * output["rows"])
    pipeline = colour.of_job(job)
    report.note(pipeline.notes)
    processor = pipeline.processor(output["colour"])
    labels = timecode.of_job(job)
    sheet: numpy.ndarray | None = None
    texts: list[tuple[int, int, str]] = []
    for index, frame in enumerate(frames):
        with report.timed("decode"):
            _, pixels = next(iter(decoded({**job, "range": {"in": frame, "out": frame + 1}}, report)))
        geometry = framing.fitted(framing.of_job(job, pixels.shape[1], pixels.shape[0]), {"width": output["tileWidth"]})
        tile = colour.apply(processor, framing.resize(pixels, geometry))
        high, wide = tile.shape[:2]
        cell = (high + _TEXT + 2 * _GAP, wide + _GAP)
        if sheet is None:
            rows = -(-len(frames) // output["columns"])
            sheet = numpy.zeros((cell[0] * rows + _GAP, cell[1] * min(output["columns"], len(frames)) + _GAP, 3), numpy.float32)
        top, left = _GAP + index // output["columns"] * cell[0], _GAP + index % output["columns"] * cell[1]
        sheet[top : top + high, left : left + wide] = tile
        texts.append((left, top + high + _TEXT, labels.text(frame) if labels else f"frame {frame}"))
        report.progress(index + 1, len(frames))
    assert sheet is not None
    buffer = oiio.ImageBuf(numpy.ascontiguousarray(sheet))
    for x, y, text in texts:
        oiio.ImageBufAlgo.render_text(buffer, x, y, text, _TEXT, "DroidSansMono", (0.8, 0.8, 0.8, 1.0))
    path = Path(job["workFolder"]) / output["path"]
    pictures.write(path, numpy.asarray(buffer.get_pixels(oiio.FLOAT)), job, {**output, "format": "jpeg"}, first, None)
    report.add(path, "sheet", first)
