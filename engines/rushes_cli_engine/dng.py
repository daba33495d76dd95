"""CinemaDNG and DNG by oiiotool alone: it reads the Bayer plane as a TIFF, and the levels, balance and matrix from the file's tags.

Only uncompressed frames and the MHC demosaic; what the job asks beyond that is refused. The matrix is the one that LibRaw makes of ColorMatrix1: camera
to linear Rec.709, each row scaled so that the camera's neutral is white, then to AP0."""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy

from rushes_engine import amf_ids, white_balance
from rushes_engine.errors import BadJob, SourceUnreadable

# Linear Rec.709 to CIE XYZ (IEC 61966-2-1).
_709_TO_XYZ = numpy.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
_kinds = {1: "B", 3: "H", 4: "I", 5: "II", 9: "i", 10: "ii"}


@dataclass(frozen=True)
class Levels:
    """Of one frame: `balance` are the factors of R, G, B; `matrix` leads from balanced camera values to AP0."""

    black: float
    white: float
    layout: str
    balance: tuple[float, float, float]
    matrix: tuple[float, ...]


def _rec709_to_ap0() -> numpy.ndarray:
    rows = numpy.eye(3, dtype=numpy.float32).reshape(1, 3, 3)
    amf_ids.config(amf_ids.ACES_2_CONFIG).getProcessor("Linear Rec.709 (sRGB)", amf_ids.REFERENCE).getDefaultCPUProcessor().applyRGB(rows)
    return rows[0].T.astype(numpy.float64)


def _tags(path: str) -> dict[int, list[float]]:
    """Numbers of the first directory (TIFF 6.0, section 2)."""
    with Path(path).open("rb") as file:
        head = file.read(8)
        order = {b"II": "<", b"MM": ">"}.get(head[:2])
        if order is None:
            raise SourceUnreadable(f"{path} is no DNG: it does not begin as a TIFF.")
        file.seek(struct.unpack(order + "I", head[4:])[0])
        (count,) = struct.unpack(order + "H", file.read(2))
        entries = [struct.unpack(order + "HHI4s", file.read(12)) for _ in range(count)]
        found = {}
        for tag, kind, length, value in entries:
            form = _kinds.get(kind)
            if form is None:
                continue
            size = struct.calcsize(order + form * length)
            if size > 4:
                file.seek(struct.unpack(order + "I", value)[0])
                value = file.read(size)
            numbers = struct.unpack(order + form * length, value[:size])
            found[tag] = [numbers[i] / (numbers[i + 1] or 1) for i in range(0, len(numbers), 2)] if len(form) == 2 else list(numbers)
        return found


def levels(path: str, decode: dict) -> Levels:
    tags = _tags(path)
    if tags.get(259, [1])[0] != 1:
        raise SourceUnreadable(f"{path} is compressed; this engine reads uncompressed DNG only. Use the open engine.")
    if decode.get("highlights", "clip") != "clip" or decode.get("demosaic", "AHD") not in ("AHD", "LINEAR"):
        raise BadJob("The command line engine has one demosaic (MHC) and clips highlights; use the open engine for others.")
    if 50721 not in tags or 50728 not in tags:
        raise SourceUnreadable(f"{path} has no ColorMatrix1 or AsShotNeutral; this engine cannot know its colours.")
    camera = numpy.array(tags[50721]).reshape(3, 3) @ _709_TO_XYZ
    matrix = _rec709_to_ap0() @ numpy.linalg.inv(camera / camera.sum(axis=1, keepdims=True))
    factors = decode.get("whiteBalanceFactors") or [1.0 / value for value in tags[50728]]
    if "whiteBalanceKelvin" in decode:
        factors = white_balance.factors(decode["whiteBalanceKelvin"], decode.get("tint", 0.0), numpy.array(tags[50721]).reshape(3, 3))
    smallest = min(factors[:3])
    exposure = float(decode.get("sceneScale", 1.0)) * 2.0 ** float(decode.get("exposureStops", 0.0))
    layout = "".join("RGB"[int(each)] for each in tags.get(33422, [0, 1, 1, 2]))
    balance = tuple(float(factor / smallest) for factor in factors[:3])
    return Levels(float(tags.get(50714, [0])[0]), float(tags.get(50717, [65535])[0]), layout, balance, tuple((matrix * exposure).ravel()))


def steps(path: str, decode: dict) -> list[str]:
    """oiiotool's arguments from a DNG file to linear ACES2065-1. Highlights clip where the first channel does, as in the open engine."""
    found = levels(path, decode)
    red, green, blue = found.balance
    matrix = ",".join(f"{value:.9g}" for value in found.matrix)
    return [
        *[path, "-d", "float", "--subc", f"{found.black / 65535:.9g}", "--mulc", f"{65535 / (found.white - found.black):.9g}"],
        # Its help says R,G1,G2,B; its code takes R,G1,B,G2, and only in manual mode.
        f"--demosaic:pattern=bayer:algorithm=MHC:layout={found.layout}:white_balance_mode=manual:white_balance={red:.9g},{green:.9g},{blue:.9g},{green:.9g}",
        *["--clamp:min=0:max=1", "--ccmatrix:transpose=1", matrix],
    ]
