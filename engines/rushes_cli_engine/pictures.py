"""Pictures a frame: decoded by ffmpeg into float EXR files, then one oiiotool a frame and output for cut, colour, size, header and compression."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from rushes_engine import colour, ffmpeg, framing, header, job as job_file, source_image, source_movie, timecode
from rushes_engine.errors import BadJob, OutputFailed, SourceUnreadable
from rushes_engine.report import Report
from rushes_engine.unit import frame_path, write_sidecar

from . import ENGINE_NAME, ENGINE_VERSION, dng
from .tools import oiiotool, run

# Frames that lie decoded on disk at once: a UHD frame in float is 100 MB.
_BATCH = 4
_depths = {"exr": "half", "tiff": "uint16", "jpeg": "uint8", "png": "uint8"}
_ENGINE = f"{ENGINE_NAME} {ENGINE_VERSION}"


def decoded(job: dict, low: int, high: int, report: Report) -> Iterator[tuple[int, list[str], tuple[int, int]]]:
    """(clip frame, oiiotool's arguments that give its pixels, their size)."""
    source = job["source"]
    if source["format"] == "movie":
        yield from _movie(job, low, high, report)
        return
    if source["format"] not in ("dng", "image"):
        raise SourceUnreadable(f"This engine decodes movie, dng and image sources, not \"{source['format']}\".")
    size: tuple[int, int] | None = None
    for frame, path in source_image.frame_paths({**job, "range": {"in": low, "out": high}}):
        if size is None:
            size = source_image.size(path)
        yield frame, dng.steps(path, source.get("decode", {})) if source["format"] == "dng" else [path, "-d", "float", "--ch", "R,G,B"], size


def _movie(job: dict, low: int, high: int, report: Report) -> Iterator[tuple[int, list[str], tuple[int, int]]]:
    rate, folder = job_file.rate_of(job), Path(job["workFolder"]) / ".decoded"
    frame = low
    for path, first, count in source_movie.pieces(job["source"]["segments"], low, high):
        stream = ffmpeg.video_stream(path)
        for start in range(first, first + count, _BATCH):
            wanted = min(_BATCH, first + count - start)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            line = [ffmpeg.binary(), "-nostdin", "-v", "error", "-threads", str(job.get("threads", 1)), "-ss", ffmpeg.seconds(start, rate), "-i", path]
            line += ["-map", "0:v:0", "-frames:v", str(wanted), "-fps_mode", "passthrough", "-vf", ffmpeg.to_rgb(stream, job["source"].get("decode", {}))]
            # Float: 16-bit integers would clip what lies above reference white.
            line += ["-c:v", "exr", "-format", "float", "-compression", "none", "-start_number", "0", str(folder / "%d.exr")]
            with report.timed("decode"):
                run(line, report, SourceUnreadable, path)
            for index in range(wanted):
                file = folder / f"{index}.exr"
                if not file.is_file():
                    raise SourceUnreadable(f"{path} gave {start - first + index} of {count} frames from its frame {first}: the file ends there.")
                yield frame, [str(file)], (stream.width, stream.height)
                frame += 1
    shutil.rmtree(folder, ignore_errors=True)


def geometry_steps(geometry: framing.Geometry) -> tuple[list[str], list[str], list[str]]:
    """The cut, which comes before the colour; the size; the place on the canvas."""
    before = ["--cut", f"{geometry.width}x{geometry.height}+{geometry.x}+{geometry.y}"] if geometry.is_cropped else []
    wide, high, left, top = geometry.placed or (geometry.target_width, geometry.target_height, 0, 0)
    size = [] if (wide, high) == (geometry.width, geometry.height) else ["--resize:filter=lanczos3", f"{wide}x{high}"]
    if geometry.placed is None:
        return before, size, []
    return before, size, ["--origin", f"{left:+d}{top:+d}", "--fullsize", f"{geometry.target_width}x{geometry.target_height}+0+0", "--croptofull"]


def colour_steps(pipeline: colour.Colour, target: dict, path: Path) -> list[str]:
    """The pipeline as CTF, applied by oiiotool."""
    if not pipeline.steps(target):
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(pipeline.ctf(target), encoding="utf-8")
    return ["--ociofiletransform", str(path)]


def _header_steps(job: dict, output: dict, clip_frame: int, labels: timecode.ClipTimecode | None, geometry: framing.Geometry) -> list[str]:
    steps = ["--eraseattrib", ".*", "--nosoftwareattrib"]
    if output["format"] in ("jpeg", "png"):
        return steps
    for name, kind, value in header.attributes(job, output, clip_frame, labels, geometry, _ENGINE):
        text = "/".join(map(str, value)) if kind == "rational" else ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
        steps += [f"--attrib:type={kind}", name, text]
    if labels is not None:
        label = labels.packed(clip_frame)
        steps += ["--attrib:type=timecode", "smpte:TimeCode", f"{label.hours:02d}:{label.minutes:02d}:{label.seconds:02d}:{label.frames:02d}"]
    # A blank one: oiiotool writes the time of the moment where there is none, and takes an empty text for none.
    return [*steps, "--attrib:type=string", "DateTime", " "]


def _output_steps(output: dict, job: dict) -> list[str]:
    form = output["format"]
    if form == "dpx":
        return ["-d", f"uint{output.get('bits', 16)}", "--sattrib", "dpx:Transfer", "Logarithmic", "--sattrib", "dpx:InputDevice", job["clip"].get("reel") or job["clip"]["name"]]
    if form not in _depths:
        raise BadJob(f"The engine writes dpx, {', '.join(_depths)}; the job asks for \"{form}\".")
    steps = ["-d", _depths[form]]
    if form == "jpeg":
        return [*steps, "--compression", f"jpeg:{output.get('quality', 92)}"]
    if form == "exr":
        steps += ["--scanline", "--compression", output.get("compression", "zip")]
        space = output.get("colour", {}).get("space")
        if space in header.interop_ids:
            steps += ["--iscolorspace", header.interop_ids[space]]
        if output.get("container") == "st2065-4":
            steps += ["--attrib", "openexr:ACESContainerPolicy", "strict"]
    return steps


def frames(job: dict, outputs: list[dict], low: int, high: int, report: Report) -> None:
    pipeline = colour.of_job(job)
    report.note(pipeline.notes)
    labels = timecode.of_job(job)
    files = Path(job["workFolder"]) / ".files"
    colours = [colour_steps(pipeline, output.get("colour", {"to": "source"}), files / f"pipeline-{index}.ctf") for index, output in enumerate(outputs)]
    geometry: framing.Geometry | None = None
    for clip_frame, reading, size in decoded(job, low, high, report):
        if geometry is None:
            geometry = framing.of_job(job, *size)
            report.picture(*size)
            report.note(geometry.notes)
            if geometry.output_fdl is not None and job["framing"].get("outputPath"):
                write_sidecar(job, job["framing"]["outputPath"], geometry.output_fdl, "fdl", report)
        for output, colouring in zip(outputs, colours, strict=True):
            before, sizing, placing = geometry_steps(framing.fitted(geometry, output.get("size")))
            steps = [*sizing, *colouring] if framing.is_small_first(output) else [*colouring, *sizing]
            target = frame_path(job, output, clip_frame)
            with report.timed("picture"):
                target.parent.mkdir(parents=True, exist_ok=True)
                hidden = target.with_name(f".{target.name}.part{target.suffix}")
                line = [oiiotool(), "--threads", str(job.get("threads", 1)), *reading, *before, *steps, *placing]
                line += [*_header_steps(job, output, clip_frame, labels, geometry), *_output_steps(output, job), "-o", str(hidden)]
                run(line, report, OutputFailed, str(target))
                if labels is not None and output["format"] == "exr":
                    _mend_timecode(hidden, labels.words(clip_frame))
                hidden.replace(target)
        report.frame_done()


def _mend_timecode(path: Path, words: tuple[int, int]) -> None:
    """oiiotool cannot set the drop-frame bit (nor the second of a pair of frames): the attribute's eight bytes are written into the header."""
    with path.open("r+b") as file:
        head = file.read(1 << 20)
        name = b"timeCode\0timecode\0\x08\0\0\0"
        at = head.find(name)
        if at < 0:
            raise OutputFailed(f"{path} has no time code in its header; oiiotool did not write it.")
        file.seek(at + len(name))
        file.write(words[0].to_bytes(4, "little") + words[1].to_bytes(4, "little"))


