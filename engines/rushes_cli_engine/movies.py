"""Movies and contact sheets of the second engine: the cube baked by ociobakelut, the mosaic laid by oiiotool."""

import sys
from pathlib import Path

from rushes_engine import colour, framing, movies, timecode
from rushes_engine.errors import BadColour, OutputFailed
from rushes_engine.job import rate_of
from rushes_engine.report import Report
from rushes_engine.sheets import spread

from . import pictures
from .tools import oiiotool, run


def _bake(pipeline: colour.Colour, target: dict, path: Path, report: Report) -> None:
    ctf = path.with_suffix(".ctf")
    ctf.write_text(pipeline.ctf(target), encoding="utf-8")
    line = [str(Path(sys.executable).parent / "ociobakelut"), "--lut", str(ctf), "--cubesize", str(colour.CUBE_SIZE), "--format", "resolve_cube", str(path)]
    run(line, report, BadColour, path.name)
    ctf.unlink()


def movie(job: dict, output: dict, report: Report) -> None:
    movies.make(job, output, report, _encode_pictures, _bake)


def _encode_pictures(job: dict, output: dict, report: Report, pipeline: colour.Colour, hidden: Path) -> None:
    """Sources that are no single movie: a file a frame between oiiotool and ffmpeg."""
    folder = Path(job["workFolder"]) / ".files" / "encode"
    folder.mkdir(parents=True, exist_ok=True)
    colouring = pictures.colour_steps(pipeline, output["colour"], folder / "pipeline.ctf")
    first, end = job["range"]["in"], job["range"]["out"]
    for clip_frame, reading, size in pictures.decoded(job, first, end, report):
        report.picture(*size)
        before, sizing, placing = pictures.geometry_steps(movies.even(framing.fitted(framing.of_job(job, *size), output.get("size"))))
        line = [oiiotool(), "--threads", str(job.get("threads", 1)), *reading, *before, *sizing, *placing, *colouring, "--clamp:min=0:max=1", "-d", "float"]
        run([*line, "--compression", "none", "-o", str(folder / f"{clip_frame - first}.exr")], report, OutputFailed, output["path"])
        report.progress(clip_frame - first + 1, end - first)
    num, den = rate_of(job)
    reading = ["-r", f"{num}/{den}", "-start_number", "0", "-i", str(folder / "%d.exr")]
    run(movies.encoding(job, output, reading, hidden), report, OutputFailed, output["path"])


def sheet(job: dict, output: dict, report: Report) -> None:
    pipeline = colour.of_job(job)
    report.note(pipeline.notes)
    folder = Path(job["workFolder"]) / ".files"
    colouring = pictures.colour_steps(pipeline, output["colour"], folder / "sheet.ctf")
    labels = timecode.of_job(job)
    tiles: list[str] = []
    chosen = spread(job["range"]["in"], job["range"]["out"], output["columns"] * output["rows"])
    for clip_frame in chosen:
        for _, reading, size in pictures.decoded(job, clip_frame, clip_frame + 1, report):
            fitted = framing.fitted(framing.of_job(job, *size), {"width": output["tileWidth"]})
            before, sizing, placing = pictures.geometry_steps(fitted)
            wide, high = fitted.target_width, fitted.target_height
            text = labels.text(clip_frame) if labels else f"frame {clip_frame}"
            tiles.append(str(folder / f"tile-{clip_frame}.tif"))
            label = ["--croptofull", "--fullsize", f"{wide}x{high + 22}+0+0", "--croptofull", f"--text:x=0:y={high + 18}:size=14:color=0.8,0.8,0.8", text]
            line = [oiiotool(), *reading, *before, *sizing, *placing, *colouring, *label, "-d", "uint16", "-o", tiles[-1]]
            run(line, report, OutputFailed, output["path"])
        report.progress(len(tiles), len(chosen))
    target = Path(job["workFolder"]) / output["path"]
    across = min(output["columns"], len(tiles))
    line = [oiiotool(), *tiles, "--mosaic:pad=8", f"{across}x{-(-len(tiles) // across)}", "--eraseattrib", ".*", "--nosoftwareattrib"]
    run([*line, "-d", "uint8", "--compression", "jpeg:92", "-o", str(target)], report, OutputFailed, output["path"])
    report.add(target, "sheet", job["range"]["in"])
