"""Movies: proxies through one ffmpeg process (look as a 65-point cube, tetrahedral), or frame by frame where the source is no single movie."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy
import OpenImageIO as oiio

from . import colour, ffmpeg, framing, lifeline, source_movie, timecode
from .errors import BadJob, OutputFailed, SourceUnreadable
from .geometry import Geometry
from .job import rate_of
from .report import Report

# Encoder arguments and the pixel format that each wants.
_codecs = {
    "prores-proxy": (["-c:v", "prores_ks", "-profile:v", "0", "-vendor", "apl0"], "yuv422p10le"),
    "prores-lt": (["-c:v", "prores_ks", "-profile:v", "1", "-vendor", "apl0"], "yuv422p10le"),
    "prores-422": (["-c:v", "prores_ks", "-profile:v", "2", "-vendor", "apl0"], "yuv422p10le"),
    "prores-hq": (["-c:v", "prores_ks", "-profile:v", "3", "-vendor", "apl0"], "yuv422p10le"),
    "h264": (["-c:v", "libx264", "-preset", "medium"], "yuv420p"),
    "dnxhr-lb": (["-c:v", "dnxhd", "-profile:v", "dnxhr_lb"], "yuv422p"),
    "dnxhr-sq": (["-c:v", "dnxhd", "-profile:v", "dnxhr_sq"], "yuv422p"),
    "dnxhr-hqx": (["-c:v", "dnxhd", "-profile:v", "dnxhr_hqx"], "yuv422p10le"),
}
_FONT = Path(oiio.__file__).parent / "share" / "fonts" / "OpenImageIO" / "DroidSansMono.ttf"
_TO_VIDEO = "zscale=matrixin=gbr:rangein=full:matrix=709:range=limited:primariesin=709:primaries=709:transferin=709:transfer=709"


def _escaped(text: str) -> str:
    """For a value inside a filter's option: two levels of escaping (ffmpeg-filters, "Notes on filtergraph escaping")."""
    inner = "".join("\\" + each if each in "\\':" else each for each in text)
    return "".join("\\" + each if each in "\\'[],;" else each for each in inner)


def burn_in(output: dict, job: dict, clip_frame: int) -> list[str]:
    """drawtext filters of the output's lines; sizes follow the picture's height."""
    told = output.get("burnIn")
    if not told:
        return []
    style = f"fontfile={_escaped(str(_FONT))}:fontsize=h/28:fontcolor=white:box=1:boxcolor=black@0.5:boxborderw=h/120"
    filters = []
    for side, x in (("left", "w/60"), ("right", "w-tw-w/60")):
        if told.get(side):
            filters.append(f"drawtext={style}:x={x}:y=h-th-h/40:expansion=none:text={_escaped(told[side])}")
    labels = timecode.of_job(job)
    if told.get("timecode") and labels is not None:
        num, den = rate_of(job)
        filters.append(f"drawtext={style}:x=(w-tw)/2:y=h/40:timecode={_escaped(labels.text(clip_frame))}:rate={num}/{den}")
    return filters


def _geometry_filters(geometry: Geometry) -> list[str]:
    filters = []
    if geometry.is_cropped:
        filters.append(f"crop={geometry.width}:{geometry.height}:{geometry.x}:{geometry.y}")
    wide, high, left, top = geometry.placed or (geometry.target_width, geometry.target_height, 0, 0)
    if (wide, high) != (geometry.width, geometry.height):
        filters.append(f"zscale=w={wide}:h={high}:filter=lanczos")
    if geometry.placed is not None:
        if left < 0 or top < 0 or left + wide > geometry.target_width or top + high > geometry.target_height:
            x, y = max(0, -left), max(0, -top)
            filters.append(f"crop={min(wide - x, geometry.target_width)}:{min(high - y, geometry.target_height)}:{x}:{y}")
        filters.append(f"pad={geometry.target_width}:{geometry.target_height}:{max(0, left)}:{max(0, top)}")
    return filters


def even(geometry: Geometry) -> Geometry:
    """4:2:0 and 4:2:2 want even sizes."""
    if geometry.target_width % 2 == 0 and geometry.target_height % 2 == 0:
        return geometry
    return framing.fitted(geometry, {"width": geometry.target_width - geometry.target_width % 2, "height": geometry.target_height - geometry.target_height % 2})


def _encoder(job: dict, output: dict, target: Path) -> list[str]:
    found = _codecs.get(output["codec"])
    if found is None:
        raise BadJob(f"The engine encodes {', '.join(_codecs)}; the job asks for \"{output['codec']}\".")
    arguments, pixels = found
    line = [*arguments, "-pix_fmt", pixels]
    if output["codec"] == "h264":
        line += ["-crf", str(output.get("quality", 18))]
    line += ["-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]
    labels = timecode.of_job(job)
    if labels is not None:
        line += ["-timecode", labels.text(job["range"]["in"])]
    reel = job["clip"].get("reel") or job["clip"]["name"]
    if target.suffix == ".mxf":
        opatom = output.get("operationalPattern") == "atom"
        line += ["-metadata", f"reel_name={reel}", "-metadata", f"material_package_name={job['clip']['name']}", "-f", "mxf_opatom" if opatom else "mxf"]
    else:
        line += ["-metadata:s:v:0", f"reel_name={reel}", "-movflags", "+faststart" if target.suffix == ".mp4" else "+write_colr"]
    return [*line, "-fflags", "+bitexact", "-flags:v", "+bitexact", "-threads", str(job.get("threads", 1)), str(target)]


def _audio(output: dict, target: Path) -> list[str]:
    if target.suffix == ".mxf":
        return [] if output.get("operationalPattern") == "atom" else ["-map", "0:a?", "-c:a", "pcm_s16le", "-ar", "48000"]
    return ["-map", "0:a?", *(["-c:a", "aac", "-b:a", "256k"] if target.suffix == ".mp4" else ["-c:a", "pcm_s16le"])]


def encoding(job: dict, output: dict, reading: list[str], target: Path) -> list[str]:
    """The command that encodes display-referred RGB frames, read by `reading`."""
    filters = [*burn_in(output, job, job["range"]["in"]), _TO_VIDEO]
    return [ffmpeg.binary(), "-v", "error", "-y", *reading, "-vf", ",".join(filters), *_encoder(job, output, target)]


# Encodes a source that is no single movie: (job, output, report, pipeline, file).
Encode = Callable[[dict, dict, Report, colour.Colour, Path], None]
# Writes the pipeline of an output as a cube: (pipeline, colour target, file, report).
Bake = Callable[[colour.Colour, dict, Path, Report], None]


def make(job: dict, output: dict, report: Report, encode: Encode, bake: Bake) -> None:
    """One movie of the job's range."""
    target = Path(job["workFolder"]) / output["path"]
    target.parent.mkdir(parents=True, exist_ok=True)
    hidden = target.with_name(f".part-{target.name}")
    pipeline = colour.of_job(job)
    report.note(pipeline.notes)
    first, end = job["range"]["in"], job["range"]["out"]
    pieces = list(source_movie.pieces(job["source"]["segments"], first, end)) if job["source"]["format"] == "movie" else []
    with report.timed("movie"):
        if len(pieces) == 1:
            _through_ffmpeg(job, output, report, pipeline, pieces[0], hidden, bake)
        else:
            encode(job, output, report, pipeline, hidden)
    hidden.replace(target)
    report.progress(1, 1)
    report.add(target, output["kind"], first)


def _through_ffmpeg(job: dict, output: dict, report: Report, pipeline: colour.Colour, piece: tuple[str, int, int], hidden: Path, bake: Bake) -> None:
    path, start, count = piece
    rate = rate_of(job)
    stream = ffmpeg.video_stream(path)
    report.picture(stream.width, stream.height)
    geometry = even(framing.fitted(framing.of_job(job, stream.width, stream.height), output.get("size")))
    filters = [ffmpeg.to_rgb(stream, job["source"].get("decode", {})), *_geometry_filters(geometry)]
    if pipeline.steps(output["colour"]):
        cube = Path(job["workFolder"]) / f".{Path(output['path']).stem}.cube"
        bake(pipeline, output["colour"], cube, report)
        filters.append(f"lut3d=file={_escaped(str(cube))}:interp=tetrahedral")
    else:
        cube = None
    filters += [*burn_in(output, job, job["range"]["in"]), _TO_VIDEO]
    line = [ffmpeg.binary(), "-nostdin", "-v", "error", "-y", "-ss", ffmpeg.seconds(start, rate), "-i", path]
    line += ["-map", "0:v:0", *_audio(output, Path(output["path"])), "-map_metadata", "-1", "-map_chapters", "-1"]
    line += ["-frames:v", str(count), "-t", ffmpeg.seconds(count, rate), "-r", f"{rate[0]}/{rate[1]}", "-vf", ",".join(filters), *_encoder(job, output, hidden)]
    report.commands.append(" ".join(line))
    _run(line, path)
    if cube is not None:
        cube.unlink()


def _run(line: list[str], path: str) -> None:
    child = lifeline.start(line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr is not None
    said = child.stderr.read().decode(errors="replace").strip()
    if lifeline.finish(child) != 0:
        last = said.split("\n")[-1] if said else "it said nothing"
        if "No space left" in said:
            raise OutputFailed("The disk is full: the movie could not be written. Free some space, then retry.")
        raise SourceUnreadable(f"ffmpeg failed on {path}: {last}.")


def frame_by_frame(decoded) -> Encode:
    """The open engine's way: frames through memory into ffmpeg."""

    def encode(job: dict, output: dict, report: Report, pipeline: colour.Colour, hidden: Path) -> None:
        processor = pipeline.processor(output["colour"])
        rate = rate_of(job)
        child = None
        for clip_frame, pixels in decoded(job, report):
            report.picture(pixels.shape[1], pixels.shape[0])
            geometry = even(framing.fitted(framing.of_job(job, pixels.shape[1], pixels.shape[0]), output.get("size")))
            made = numpy.clip(colour.apply(processor, framing.resize(pixels, geometry)), 0.0, 1.0)
            if child is None:
                reading = ["-f", "rawvideo", "-pix_fmt", "gbrpf32le", "-s", f"{made.shape[1]}x{made.shape[0]}", "-r", f"{rate[0]}/{rate[1]}", "-i", "-"]
                line = encoding(job, output, reading, hidden)
                report.commands.append(" ".join(line))
                child = lifeline.start(line, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
            assert child.stdin is not None
            child.stdin.write(numpy.ascontiguousarray(made[:, :, [1, 2, 0]].transpose(2, 0, 1), "<f4").tobytes())
            report.progress(clip_frame - job["range"]["in"] + 1, job["range"]["out"] - job["range"]["in"])
        if child is None or child.stdin is None:
            raise SourceUnreadable("The source gave no frame.")
        child.stdin.close()
        if lifeline.finish(child) != 0:
            raise OutputFailed(f"ffmpeg could not write {output['path']}.")

    return encode
