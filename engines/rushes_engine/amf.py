"""Compiles an ACES Metadata File (v1.0 or v2.0) into OpenColorIO transforms.

Everything is relative to ACES2065-1: `input` leads to it, `looks` stay in it, `output` is a display and view that leave it. A transform that the
AMF marks applied is in the pixels already and is skipped; one that it does not list is nothing to apply. An unknown id fails: a plate with a
silently missing transform would be worse than none."""

import hashlib
import xml.etree.ElementTree as tree
from dataclasses import dataclass, field
from pathlib import Path

import PyOpenColorIO as ocio

from . import amf_ids
from .errors import BadColour

_CDL = "{urn:ASC:CDL:v1.01}"
_lut_extensions = {".clf", ".ctf", ".cube", ".csp", ".3dl", ".spi1d", ".spi3d", ".spimtx", ".lut", ".cdl", ".ccc", ".cc"}


@dataclass
class Pipeline:
    """`notes` says in words what was taken and what was skipped."""

    config: str
    input: ocio.Transform | None = None
    # The pixels are ACES2065-1 already (inputTransform applied="true").
    input_applied: bool = False
    looks: list[ocio.Transform] = field(default_factory=list)
    output: amf_ids.Output | None = None
    notes: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, text: str, files: dict[str, str]):
        try:
            self.root = tree.fromstring(text)
        except tree.ParseError as error:
            raise BadColour(f"The AMF is not well-formed XML: {error}.") from error
        self.space = self.root.tag.split("}")[0] + "}"
        if not self.space.startswith("{urn:ampas:aces:amf:v"):
            raise BadColour(f"The document is no AMF: its root is {self.root.tag}.")
        # name written in the AMF -> path on this machine
        self.files = files

    def child(self, node, name: str):
        return None if node is None else node.find(self.space + name)

    def text(self, node, name: str) -> str | None:
        found = self.child(node, name)
        return found.text.strip() if found is not None and found.text else None

    def applied(self, node) -> bool:
        return node.get("applied", "false").strip() in ("true", "1")

    def file(self, node) -> ocio.Transform | None:
        """The FileTransform of a node's `file`. A hash in the node must agree."""
        name = self.text(node, "file")
        if name is None:
            return None
        path = self.files.get(name) or self.files.get(name.rsplit("/", 1)[-1])
        if path is None or not Path(path).is_file():
            raise BadColour(f'The AMF names the file "{name}", which is not attached. Attach it, then render again.')
        if Path(path).suffix.lower() not in _lut_extensions:
            raise BadColour(f'The AMF names "{name}", which is no LUT, CLF or CDL that OpenColorIO reads.')
        self.check(node, path, name)
        return ocio.FileTransform(src=path, interpolation=ocio.INTERP_TETRAHEDRAL if not path.endswith((".cdl", ".ccc", ".cc")) else ocio.INTERP_DEFAULT)

    def check(self, node, path: str, name: str) -> None:
        told = self.child(node, "hash")
        if told is None or not told.text:
            return
        algorithm = {"sha256": hashlib.sha256, "sha1": hashlib.sha1, "md5": hashlib.md5}.get(told.get("algorithm", "").rsplit("#", 1)[-1])
        if algorithm is None:
            return
        import base64

        digest = algorithm(Path(path).read_bytes())
        # The schema says base64; the Academy's own examples write hexadecimal.
        if told.text.strip() not in (base64.b64encode(digest.digest()).decode(), digest.hexdigest()):
            raise BadColour(f'The file "{name}" is not the one that the AMF means: its hash differs.')

    def input(self, node, into: Pipeline) -> None:
        if node is None:
            into.notes.append("No input transform is listed: nothing to apply before ACES2065-1.")
        elif self.applied(node):
            into.input_applied = True
            into.notes.append("The input transform is applied already: the pixels are ACES2065-1.")
        elif (found := self.file(node)) is not None:
            into.input = found
        elif (transform_id := self.text(node, "transformId")) is not None:
            into.input = amf_ids.conversion(transform_id, "input transform")
            into.notes.append(f"Input: {transform_id}.")
        elif (inverse := self.child(node, "inverseOutputTransform")) is not None:
            back = self.display(inverse)
            into.input = back.inverse
            into.notes.append(f"Input: the inverse of {back.title}.")
        elif (device := self.child(node, "inverseOutputDeviceTransform")) is not None:
            into.input = self.display(device).inverse
        else:
            raise BadColour("The AMF's input transform has neither an id nor a file that can be used.")

    def display(self, node) -> amf_ids.Output:
        transform_id = self.text(node, "transformId")
        if transform_id is None:
            raise BadColour("The AMF's output transform is given by file or uuid; this engine needs its transform id.")
        return amf_ids.output(transform_id)

    def look(self, node, into: Pipeline) -> None:
        name = self.text(node, "description") or self.text(node, "transformId") or self.text(node, "file") or "look"
        if self.applied(node):
            into.notes.append(f"Look applied already, skipped: {name}.")
            return
        slope = next((found for each in ("SOPNode", "ASC_SOP") if (found := node.find(_CDL + each)) is not None), None)
        if slope is not None or node.find(f"{_CDL}ColorCorrectionRef") is not None:
            into.looks.extend(self.cdl(node, slope))
        elif (found := self.file(node)) is not None:
            into.looks.append(found)
        elif (transform_id := self.text(node, "transformId")) is not None:
            into.looks.append(amf_ids.look(transform_id))
        else:
            raise BadColour(f'The AMF\'s look "{name}" has neither an id, a file nor a CDL that can be used.')
        into.notes.append(f"Look: {name}.")

    def cdl(self, node, sop) -> list[ocio.Transform]:
        """A CDL in its working space; to and from are each other's inverse, so one of them suffices (the schema asks only for the way back)."""
        # Version 1 spells it lookTransformWorkingSpace and the CDL ASC_SOP, ASC_SAT.
        name = "Cdl" if self.child(node, "cdlWorkingSpace") is not None else "LookTransform"
        working = self.child(node, f"{name[0].lower()}{name[1:]}WorkingSpace")
        back = self.working(self.child(working, f"from{name}WorkingSpace"))
        there = self.working(self.child(working, f"to{name}WorkingSpace"))
        if there is None and back is not None:
            there = ocio.GroupTransform([back], ocio.TRANSFORM_DIR_INVERSE)
        if sop is None:
            reference = node.find(f"{_CDL}ColorCorrectionRef")
            correction = self.file(node)
            if correction is None:
                raise BadColour("The AMF's CDL refers to a colour correction without naming its file.")
            correction.setCCCId(reference.get("ref", ""))
            grade: ocio.Transform = correction
        else:
            numbers = lambda name: [float(part) for part in sop.find(_CDL + name).text.split()]
            try:
                saturation = next((found for each in ("SatNode", "ASC_SAT") if (found := node.find(f"{_CDL}{each}/{_CDL}Saturation")) is not None), None)
                grade = ocio.CDLTransform(
                    slope=numbers("Slope"), offset=numbers("Offset"), power=numbers("Power"), sat=float(saturation.text) if saturation is not None else 1.0
                )
            except (AttributeError, ValueError, TypeError) as error:
                raise BadColour(f"The AMF's CDL cannot be read: {error}.") from error
        return [each for each in (there, grade, back) if each is not None]

    def working(self, node) -> ocio.Transform | None:
        if node is None:
            return None
        transform_id = self.text(node, "transformId")
        return self.file(node) if transform_id is None else amf_ids.conversion(transform_id, "CDL working space")

    def output(self, node, into: Pipeline) -> None:
        if node is None:
            into.notes.append("No output transform is listed.")
            return
        if self.applied(node):
            raise BadColour("The AMF says that the output transform is applied already: the pixels are display-referred, and no plate can be made of them.")
        device = self.child(node, "outputDeviceTransform")
        into.output = self.display(device if device is not None else node)
        into.notes.append(f"Output: {into.output.title}.")


def compile_text(text: str, files: dict[str, str] | None = None) -> Pipeline:
    """The active pipeline of an AMF; archived ones are history. `files` says where the files that it names lie."""
    reader = _Reader(text, files or {})
    pipeline = reader.child(reader.root, "pipeline")
    if pipeline is None:
        raise BadColour("The AMF has no pipeline.")
    version = reader.child(reader.child(pipeline, "pipelineInfo"), "systemVersion")
    major = reader.text(version, "majorVersion")
    ids = [each.text.strip() for each in pipeline.iter(reader.space + "transformId") if each.text]
    # The ids decide: an AMF may say ACES 2 and still list ids of 1.3, each of which exists in one configuration only.
    configs = {amf_ids.config_of(each) for each in ids}
    if len(configs) > 1:
        raise BadColour("The AMF mixes transform ids of ACES 1 and ACES 2; this engine applies one system at a time.")
    name = configs.pop() if configs else amf_ids.ACES_1_CONFIG if major == "1" else amf_ids.ACES_2_CONFIG
    made = Pipeline(config=name)
    reader.input(reader.child(pipeline, "inputTransform"), made)
    for node in pipeline.findall(reader.space + "lookTransform"):
        reader.look(node, made)
    reader.output(reader.child(pipeline, "outputTransform"), made)
    return made
