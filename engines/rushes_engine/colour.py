"""From the source's coding to what an output wants, as one OpenColorIO pipeline that can be applied, baked into a cube or written as CTF."""

from dataclasses import dataclass
from pathlib import Path

import numpy
import PyOpenColorIO as ocio

from . import amf, amf_ids
from .errors import BadColour

# The view of a still or proxy where no AMF says another: Rec.709 monitor, 100 nits.
_default_views = {
    amf_ids.ACES_2_CONFIG: ("Rec.1886 Rec.709 - Display", "ACES 2.0 - SDR 100 nits (Rec.709)"),
    amf_ids.ACES_1_CONFIG: ("Rec.1886 Rec.709 - Display", "ACES 1.0 - SDR Video"),
}
CUBE_SIZE = 65
_CTF = "Color Transform Format"


@dataclass
class Colour:
    """The colour decisions of one job. `notes` are sentences for the report."""

    pipeline: amf.Pipeline
    # None: the decoded pixels are ACES2065-1 already.
    input: ocio.Transform | None
    # Extra looks of the job (LUTs, CDLs) after those of the AMF, in ACES2065-1.
    looks: list[ocio.Transform]
    notes: list[str]

    @property
    def config(self) -> ocio.Config:
        return amf_ids.config(self.pipeline.config)

    def steps(self, target: dict) -> list[ocio.Transform]:
        """The transforms of an output: {"to": "source"}, {"to": "space", "space", "look"} or {"to": "view", "display"?, "view"?, "look"}."""
        if target["to"] == "source":
            return []
        found = [self.input] if self.input is not None else []
        if target.get("look"):
            found += self.looks
        if target["to"] == "space":
            if self.config.getColorSpace(target["space"]) is None:
                raise BadColour(f"\"{target['space']}\" is no colour space of {self.pipeline.config}.")
            if target["space"] != amf_ids.REFERENCE:
                found.append(ocio.ColorSpaceTransform(src=amf_ids.REFERENCE, dst=target["space"]))
            return found
        if target["to"] != "view":
            raise BadColour(f"An output asks for \"{target['to']}\"; the engine knows source, space and view.")
        return [*found, self.view(target).forward]

    def view(self, target: dict) -> amf_ids.Output:
        if target.get("display") and target.get("view"):
            return amf_ids.display_view(target["display"], target["view"])
        return self.pipeline.output or amf_ids.display_view(*_default_views[self.pipeline.config])

    def processor(self, target: dict) -> ocio.CPUProcessor | None:
        """None where nothing is to be done. Lossless optimisation: a plate is worth the exact logarithm."""
        made = self._processor(target)
        return None if made is None else made.getOptimizedCPUProcessor(ocio.OPTIMIZATION_LOSSLESS)

    def _processor(self, target: dict) -> ocio.Processor | None:
        steps = self.steps(target)
        if not steps:
            return None
        try:
            return self.config.getProcessor(ocio.GroupTransform(steps))
        except ocio.Exception as error:
            raise BadColour(f"OpenColorIO cannot build the pipeline: {error}.") from error

    def ctf(self, target: dict) -> str:
        """The pipeline as a CTF document, to be checked in any tool that reads it."""
        made = self._processor(target)
        group = ocio.GroupTransform([ocio.MatrixTransform()]) if made is None else made.createGroupTransform()
        return group.write(formatName=_CTF, config=self.config)

    def cube(self, target: dict, path: Path) -> None:
        """A 65-point cube of the pipeline, in the source's coding 0 to 1, for tetrahedral interpolation: at most 7.4 ten-bit codes off, 0.3 on average."""
        made = self.processor(target)
        grid = numpy.linspace(0, 1, CUBE_SIZE, dtype=numpy.float32)
        # Red runs fastest in a .cube file.
        blue, green, red = numpy.meshgrid(grid, grid, grid, indexing="ij")
        points = numpy.ascontiguousarray(numpy.stack([red, green, blue], axis=-1).reshape(1, -1, 3))
        if made is not None:
            made.applyRGB(points)
        with path.open("w", encoding="ascii") as file:
            file.write(f"LUT_3D_SIZE {CUBE_SIZE}\n")
            numpy.savetxt(file, points.reshape(-1, 3), fmt="%.7f")


def bake(pipeline: Colour, target: dict, path: Path, _report) -> None:
    pipeline.cube(target, path)


def apply(processor: ocio.CPUProcessor | None, pixels: numpy.ndarray, in_place: bool = False) -> numpy.ndarray:
    """Transformed pixels; a copy where the original is still needed."""
    if processor is None:
        return pixels
    made = pixels if in_place else numpy.array(pixels, numpy.float32, order="C", copy=True)
    processor.applyRGB(made)
    return made


def of_job(job: dict) -> Colour:
    """The job's colour. An AMF's input transform beats the camera's facts; decoded raw is ACES2065-1 by itself."""
    told = job["colour"]
    document = told.get("amf")
    files = {each["name"]: each.get("path") or _kept(job, each) for each in told.get("files", [])}
    pipeline = amf.compile_text(document["text"], files) if document else amf.Pipeline(config=told.get("config") or amf_ids.ACES_2_CONFIG)
    notes = list(pipeline.notes)
    config = amf_ids.config(pipeline.config)
    looks = [*pipeline.looks, *(_look(each) for each in told.get("looks", []))]
    given = told.get("input")
    if job["source"]["format"] == "dng":
        notes.append("LibRaw decodes to linear ACES2065-1: no input transform is applied.")
        return Colour(pipeline, None, looks, notes)
    if pipeline.input_applied:
        return Colour(pipeline, None, looks, notes)
    if pipeline.input is not None:
        return Colour(pipeline, pipeline.input, looks, notes)
    if given is None:
        if all(output.get("colour", {"to": "source"})["to"] == "source" for output in job["outputs"]):
            return Colour(pipeline, None, looks, notes)
        raise BadColour("Neither an AMF nor the camera's facts say how the source is coded. Attach an AMF, or correct color.transfer and color.primaries of the clip.")
    if given == amf_ids.REFERENCE:
        return Colour(pipeline, None, looks, notes)
    if config.getColorSpace(given) is None:
        raise BadColour(f'"{given}" is no colour space of {pipeline.config}.')
    notes.append(f"Input: {given}, from the camera's facts.")
    return Colour(pipeline, ocio.ColorSpaceTransform(src=given, dst=amf_ids.REFERENCE), looks, notes)


def _kept(job: dict, told: dict) -> str:
    """A file that came in the job, as OpenColorIO wants it: on disk, hidden in the work folder until the report is written."""
    path = Path(job["workFolder"]) / ".files" / Path(told["name"].replace("\\", "/")).name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told["text"], encoding="utf-8")
    return str(path)


def _look(told: dict) -> ocio.Transform:
    """A look of the job outside an AMF: a CDL or a LUT file, in the space that it was made for."""
    space = told.get("space", "ACEScct")
    if "cdl" in told:
        cdl = told["cdl"]
        made: ocio.Transform = ocio.CDLTransform(slope=cdl["slope"], offset=cdl["offset"], power=cdl["power"], sat=cdl.get("saturation", 1.0))
    elif "path" in told:
        if not Path(told["path"]).is_file():
            raise BadColour(f"The LUT {told['path']} is not there.")
        made = ocio.FileTransform(src=told["path"], interpolation=ocio.INTERP_TETRAHEDRAL)
    else:
        raise BadColour("A look of the job has neither a CDL nor a file.")
    if space == amf_ids.REFERENCE:
        return made
    there = ocio.ColorSpaceTransform(src=amf_ids.REFERENCE, dst=space)
    return ocio.GroupTransform([there, made, ocio.ColorSpaceTransform(src=space, dst=amf_ids.REFERENCE)])
