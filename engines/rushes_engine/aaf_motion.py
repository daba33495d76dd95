"""Effects of an AAF that change how a clip is played, or how two follow each other."""

from __future__ import annotations

from fractions import Fraction

from .aaf_chain import attribute, kind, value_of


def retimed(line, anchor, length, used, reverse):
    """Where units of a retimed or otherwise counted inside land outside: `used` of them fill `length` from `anchor`. A line is (scale, shift)."""
    scale, shift = line
    step = Fraction(length) / used if used else Fraction(1)
    inner = (-step, anchor + length + anchor * step) if reverse else (step, anchor - anchor * step)
    return (scale * inner[0], scale * inner[1] + shift)


def compose(outer, inner):
    """A motion effect inside another: speeds multiply, two reverses are none."""
    if outer is None:
        return inner
    return {
        "speed": outer["speed"] * inner["speed"],
        "reverse": outer["reverse"] != inner["reverse"],
        "variable": outer["variable"] or inner["variable"],
        "offset": inner["offset"],
    }


def is_wipe(component) -> bool:
    operation = value_of(component, "OperationGroup") if component is not None and kind(component) == "Transition" else None
    return "wipe" in str(attribute(attribute(operation, "operation"), "name", "")).lower() if operation is not None else False


def motion_of(group, length):
    """Speed of a motion effect: from the two ends of its offset curve (its SpeedRatio is often wrong), else from the ratio. None: no motion effect."""
    parameters = {}
    for parameter in attribute(group, "parameters", []) or []:
        name = attribute(parameter, "name")
        if name:
            parameters[name] = parameter
    offsets = parameters.get("PARAM_SPEED_OFFSET_MAP_U") or parameters.get("PARAM_OFFSET_MAP_U")
    ratio = parameters.get("SpeedRatio") or parameters.get("Speed Ratio")
    if offsets is None and ratio is None:
        return None
    points = []
    if offsets is not None and kind(offsets) == "VaryingValue":
        points = [(exact(point.time), exact(point.value)) for point in offsets["PointList"].value]
    motion = {"reverse": False, "variable": False, "offset": points[0][1] if points else Fraction(0)}
    if len(points) >= 2 and points[-1][0] != points[0][0]:
        span, change = points[-1][0] - points[0][0], points[-1][1] - points[0][1]
        if parameters.get("PARAM_SPEED_OFFSET_MAP_U") is offsets:
            # Times are record frames.
            slopes = {round(float((b[1] - a[1]) / (b[0] - a[0])), 6) for a, b in zip(points, points[1:]) if b[0] != a[0]}
            return {**motion, "speed": abs(change / span).limit_denominator(100_000), "reverse": change < 0, "variable": len(slopes) > 1}
        # Fit to fill: a time of 1 is the last record frame of the clip, and a trimmed clip keeps the ends of the whole. Both ends are frames that are seen.
        frames = span * (length - 1) + 1
        speed = (abs(change) + 1) / frames if change else Fraction(0)
        return {**motion, "speed": speed, "reverse": change < 0, "variable": len(points) > 2}
    if ratio is not None:
        try:
            written = Fraction(str(attribute(ratio, "value", 1)))
        except (ValueError, ZeroDivisionError):
            return {**motion, "speed": Fraction(1), "variable": True}
        if written == length and length > 1:
            return {**motion, "speed": Fraction(0)}
        speed = 1 / written if written else Fraction(0)
        return {**motion, "speed": abs(speed), "reverse": speed < 0}
    return None


def exact(value) -> Fraction:
    return Fraction(float(value)).limit_denominator(100_000)
