"""Frames of CinemaDNG and DNG sequences through LibRaw, straight to linear ACES2065-1."""

from collections.abc import Iterator

import numpy
import rawpy

from . import white_balance
from .errors import BadJob, SourceUnreadable
from .source_image import frame_paths

# What this build of LibRaw carries (rawpy 0.28, no GPL packs).
_demosaic = {name: getattr(rawpy.DemosaicAlgorithm, name) for name in ("LINEAR", "VNG", "PPG", "AHD", "DCB", "DHT", "AAHD")}
_highlights = {"clip": 0, "ignore": 1, "blend": 2}
_WHITE_16_BIT = 65535.0


def read(path: str, decode: dict) -> numpy.ndarray:
    """height × width × 3 float32, scene-linear ACES2065-1.

    LibRaw makes the sensor's clip 1 after the smallest white-balance factor (highlights "clip") or the largest (the others); the latter is
    undone here, so a grey has the same value in every mode. `sceneScale` is declared, the same for every frame of a clip.
    adjust_maximum_thr=0 and no_auto_bright keep a frame's own content out of it: otherwise a sequence flickers."""
    algorithm = _demosaic.get(str(decode.get("demosaic", "AHD")).upper())
    if algorithm is None:
        raise BadJob(f"This engine has no demosaic \"{decode.get('demosaic')}\"; it has {', '.join(_demosaic)}.")
    highlights = _highlights.get(str(decode.get("highlights", "clip")))
    if highlights is None:
        raise BadJob(f"\"{decode.get('highlights')}\" is no highlight mode; use {', '.join(_highlights)}.")
    try:
        with rawpy.imread(path) as raw:
            balance = decode.get("whiteBalanceFactors") or list(raw.camera_whitebalance)
            if "whiteBalanceKelvin" in decode:
                balance = white_balance.factors(decode["whiteBalanceKelvin"], decode.get("tint", 0.0), raw.rgb_xyz_matrix)
            used = [float(factor) for factor in balance[:3] if factor > 0]
            if len(used) < 3:
                used, balance = [1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0]
            pixels = raw.postprocess(
                demosaic_algorithm=algorithm,
                user_wb=[float(factor) for factor in (list(balance) + [0.0])[:4]],
                output_color=rawpy.ColorSpace.ACES,
                output_bps=16,
                gamma=(1, 1),
                no_auto_bright=True,
                no_auto_scale=False,
                adjust_maximum_thr=0.0,
                highlight_mode=rawpy.HighlightMode(highlights),
                user_flip=0,
            )
    except rawpy.LibRawError as error:
        raise SourceUnreadable(f"{path} cannot be decoded by LibRaw: {error.args[0] if error.args else error}.") from error
    except OSError as error:
        raise SourceUnreadable(f"{path} cannot be read: {error.strerror or error}.") from error
    exposure = float(decode.get("sceneScale", 1.0)) * 2.0 ** float(decode.get("exposureStops", 0.0))
    unclipped = max(used) / min(used) if highlights else 1.0
    return pixels.astype(numpy.float32) * numpy.float32(exposure * unclipped / _WHITE_16_BIT)


def frames(job: dict) -> Iterator[tuple[int, numpy.ndarray]]:
    for frame, path in frame_paths(job):
        yield frame, read(path, job["source"].get("decode", {}))
