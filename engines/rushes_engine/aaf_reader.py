"""Reads the compositions of an AAF and prints them as one JSON document (see src/domain/ports/aaf.ts for its shape).

    python -m rushes_engine.aaf_reader FILE [MEMORY_MIB]

An AAF says where a frame came from in a chain: composition -> master clip -> file -> tape or import. Each link has a start, each slot an
origin and an edit rate of its own; the timecode stands at the far end. All of them are summed here, exactly. What cannot be read
is a problem of the document, never the end of it. Exit code 0, or 2 when the file is no AAF.
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from urllib.parse import unquote

from . import lifeline

MAX_DEPTH = 48
MAX_EVENTS = 250_000
NOWHERE = "urn:smpte:umid:00000000.00000000.00000000.00000000.00000000.00000000.00000000.00000000"
NAME_COMMENTS = {
    "tape": "TAPE",
    "tapename": "TAPE",
    "tape name": "TAPE",
    "tapeid": "TAPE",
    "reel": "REEL",
    "reel name": "REEL",
    "camroll": "CAMROLL",
    "labroll": "LABROLL",
    "soundroll": "SOUNDROLL",
    "source file": "SOURCE_FILE",
    "source file name": "SOURCE_FILE",
    "unc path": "PATH",
    "source path": "PATH",
}


def fraction(value) -> Fraction:
    """Edit rates come as AAFRational, as text `24000/1001`, or as 23976/1000, which everybody means as 24000/1001."""
    rate = Fraction(str(value)) if not isinstance(value, Fraction) else Fraction(value)
    for known in (24, 30, 48, 60, 120):
        exact = Fraction(known * 1000, 1001)
        if abs(rate - exact) < Fraction(1, 200) and rate != known:
            return exact
    return rate


def text_rate(rate: Fraction) -> str:
    return f"{rate.numerator}/{rate.denominator}"


def attribute(obj, name, default=None):
    try:
        value = getattr(obj, name)
    except Exception:  # noqa: BLE001 - pyaaf2 raises whatever a missing property makes it trip over
        return default
    return default if value is None else value


def value_of(obj, name, default=None):
    try:
        prop = obj.get(name)
        return default if prop is None or prop.value is None else prop.value
    except Exception:  # noqa: BLE001
        return default


def kind(component) -> str:
    return type(component).__name__


def timecode_of(mob, media_kind_slot=None):
    """The primary timecode track of a mob (PhysicalTrackNumber 1, else the first): its segment and the rate of its slot."""
    found = []
    for slot in attribute(mob, "slots", []) or []:
        segment = attribute(slot, "segment")
        if segment is None:
            continue
        parts = list(attribute(segment, "components", [])) if kind(segment) == "Sequence" else [segment]
        for part in parts:
            if kind(part) == "Timecode":
                found.append((value_of(slot, "PhysicalTrackNumber", 99), part, fraction(attribute(slot, "edit_rate", 24))))
                break
    if not found:
        return None
    found.sort(key=lambda each: each[0])
    _, timecode, rate = found[0]
    return {"start": int(timecode.start), "base": int(timecode.fps), "dropFrame": bool(value_of(timecode, "Drop", False)), "rate": rate}


class Reader:
    def __init__(self) -> None:
        self.events = []
        self.problems = []

    def problem(self, severity, code, message):
        if len(self.problems) < 1000:
            self.problems.append({"severity": severity, "code": code, "message": message})

    # ---- compositions -------------------------------------------------------------------------------------------------

    def composition(self, mob, record_timecode):
        counts = {"PICTURE": 0, "SOUND": 0}
        for slot in mob.slots:
            segment = attribute(slot, "segment")
            if segment is None or kind(segment) in ("Timecode", "Pulldown", "EdgeCode"):
                continue
            media = media_of(segment)
            if media == "OTHER" or "edit_rate" not in dir(slot):
                continue
            rate = fraction(attribute(slot, "edit_rate", 24))
            tracks = list(nested_slots(segment)) if kind(segment) == "NestedScope" else [segment]
            for track in tracks:
                counts[media] += 1
                number = counts[media]
                name = ("V" if number == 1 else f"V{number}") if media == "PICTURE" else f"A{number}"
                place = {"media": media, "track": name, "rate": rate, "record_rate": rate, "timecode": record_timecode, "record": (Fraction(1), Fraction(0))}
                self.guarded(track, Fraction(0), length_of(track), Fraction(0), place, 0)

    def guarded(self, component, start, length, record, place, depth):
        try:
            self.walk(component, start, length, record, place, depth)
        except Exception as error:  # noqa: BLE001 - one broken effect must not take the list with it
            self.problem("ERROR", "EVENT_UNREADABLE", f"Track {place['track']}, frame {int(record)}: {kind(component)} cannot be read ({error}).")

    def walk(self, component, start, length, record, place, depth):
        """Emits what [start, start + length) of a component shows, beginning at `record` (all in the slot's edit units)."""
        if depth > MAX_DEPTH:
            raise ValueError(f"it nests deeper than {MAX_DEPTH}")
        if length is None or length <= 0 or len(self.events) >= MAX_EVENTS:
            return
        name = kind(component)
        if name == "Sequence":
            self.sequence(component, start, length, record, place, depth)
        elif name == "SourceClip":
            self.source_clip(component, start, length, record, place, depth)
        elif name == "OperationGroup":
            self.operation(component, start, length, record, place, depth)
        elif name == "NestedScope":
            for inner in nested_slots(component):
                self.guarded(inner, start, length, record, place, depth + 1)
        elif name == "Selector":
            selected = component["Selected"].value
            if kind(selected) in ("Filler", "ScopeReference"):
                # A muted clip: nothing is selected, the clip waits among the alternates.
                for muted in list(value_of(component, "Alternates", []) or [])[:1]:
                    self.walk(muted, start, length, record, dict(place, muted=True), depth + 1)
                return
            self.walk(selected, start, length, record, place, depth + 1)
        elif name == "EssenceGroup":
            choices = list(component["Choices"].value)
            if choices:
                self.walk(choices[0], start, length, record, place, depth + 1)
        elif name in ("Filler", "ScopeReference", "Transition", "Timecode", "Pulldown", "EdgeCode", "CommentMarker", "DescriptiveMarker"):
            return
        else:
            self.problem("INFO", "NODE_UNSUPPORTED", f"{name} on track {place['track']} is not read.")

    def sequence(self, sequence, start, length, record, place, depth):
        position = Fraction(0)
        parts = [part for part in sequence.components if kind(part) not in ("CommentMarker", "DescriptiveMarker")]
        for index, part in enumerate(parts):
            size = Fraction(part.length or 0)
            if kind(part) == "Transition":
                # Both neighbours run through the transition, so the next one begins before this one ends.
                position -= size
                continue
            before = parts[index - 1] if index > 0 else None
            after = parts[index + 1] if index + 1 < len(parts) else None
            head = Fraction(before.length or 0) if before is not None and kind(before) == "Transition" else Fraction(0)
            tail = Fraction(after.length or 0) if after is not None and kind(after) == "Transition" else Fraction(0)
            first, last = max(position, start), min(position + size, start + length)
            if first < last:
                inner = dict(place, head=head if depth == 0 or first == position else Fraction(0), tail=tail, wipe=is_wipe(before))
                self.guarded(part, first - position, last - first, record + first - start, inner, depth + 1)
            position += size

    # ---- bins ------------------------------------------------------------------------------------------------------------

    def bin_clip(self, mob):
        """A master clip that no sequence uses, at full length; it has no place in a record. The rate of its picture."""
        slots = [slot for slot in attribute(mob, "slots", []) or [] if attribute(slot, "segment") is not None and attribute(slot, "edit_rate") is not None]
        for media in ("PICTURE", "SOUND"):
            for slot in slots:
                if media_of(slot.segment) != media or kind(slot.segment) == "Timecode":
                    continue
                rate = fraction(slot.edit_rate)
                place = {"media": media, "track": "V" if media == "PICTURE" else "A1", "rate": rate, "record_rate": rate, "timecode": None, "record": (Fraction(1), Fraction(0))}
                names = []
                self.emit(follow(mob, slot, Fraction(0), rate, names), Fraction(0), length_of(slot.segment), Fraction(0), place, names, None)
                for key in ("recordStart", "recordFrames"):
                    self.events[-1].pop(key)
                return rate if media == "PICTURE" else None
        return None

    # ---- effects ------------------------------------------------------------------------------------------------------

    def operation(self, group, start, length, record, place, depth):
        segments = list(attribute(group, "segments", []) or [])
        operation = attribute(group, "operation")
        title = (attribute(operation, "name", "") or "") if operation is not None else ""
        motion = motion_of(group, Fraction(group.length or 0))
        if motion is None:
            seen = set()
            for segment in segments:
                # Titles and mattes bring the same picture twice, as fill and as key.
                identity = identity_of(segment)
                if identity in seen:
                    continue
                seen.add(identity)
                self.guarded(segment, start, min(length, length_of(segment) - start if length_of(segment) else length), record, dict(place, effect=title), depth + 1)
            return
        for segment in segments[:1]:
            size = length_of(segment)
            speed = motion["speed"]
            first, used = Fraction(0), size
            if speed == 0:
                # One frame is held, that which the curve names.
                first, used = max(Fraction(0), min(size - 1, Fraction(int(motion["offset"])))), Fraction(1)
            elif not motion["variable"] and not (start == 0 and length == Fraction(group.length or 0)):
                used = min(size, max(Fraction(1), length * speed))
                first = min(size - used, start * speed) if not motion["reverse"] else max(Fraction(0), size - start * speed - used)
            inner = dict(place, effect=title, motion=compose(place.get("motion"), motion), record=retimed(place["record"], record, length, used, motion["reverse"]))
            self.guarded(segment, first, used, record, inner, depth + 1)

    # ---- the chain ----------------------------------------------------------------------------------------------------

    def source_clip(self, clip, start, length, record, place, depth):
        mob = attribute(clip, "mob")
        motion = place.get("motion")
        if mob is None:
            generated = str(attribute(clip, "mob_id", NOWHERE)) == NOWHERE
            if not generated:
                self.problem("WARN", "MEDIA_MISSING", f"Track {place['track']}, frame {int(record)}: the file does not describe the clip {clip.mob_id}.")
            self.emit(None, Fraction(0), length, record, place, [] if generated else [{"kind": "MOB_ID", "value": str(clip.mob_id)}], None, "GENERATOR" if generated else None)
            return
        slot = attribute(clip, "slot")
        position = Fraction(int(value_of(clip, "StartTime", 0) or 0)) + start
        rate = place["rate"]
        if kind(mob) == "CompositionMob" and slot is not None:
            # A sequence cut into a sequence: flattened.
            inner_rate = fraction(attribute(slot, "edit_rate", rate))
            ratio = inner_rate / rate
            if ratio != 1:
                self.problem("INFO", "NESTED_RATE", f"Track {place['track']}, frame {int(record)}: a nested sequence runs at {text_rate(inner_rate)}.")
            inner = dict(place, rate=inner_rate, record=retimed(place["record"], record, length, length * ratio, False))
            self.guarded(slot.segment, position * ratio + origin_of(slot), length * ratio, record, inner, depth + 1)
            return
        names = []
        chain = follow(mob, slot, position, rate, names)
        self.emit(chain, position, length, record, place, names, motion)

    def emit(self, chain, position, length, record, place, names, motion, forced=None):
        if len(self.events) >= MAX_EVENTS:
            return
        rate = place["rate"]
        scale, shift = place["record"]
        ends = sorted((record * scale + shift, (record + length) * scale + shift))
        record_start, record_end = int(ends[0] + Fraction(1, 2)), int(ends[1] + Fraction(1, 2))
        head, tail = place.get("head", Fraction(0)), place.get("tail", Fraction(0))
        event = {
            "number": len(self.events) + 1,
            "track": place["track"],
            "media": place["media"],
            "kind": forced or ("FREEZE" if motion and motion["speed"] == 0 else ("WIPE" if place.get("wipe") else "DISSOLVE") if head > 0 else "CUT"),
            "recordStart": record_start,
            "recordFrames": record_end - record_start,
            "recordRate": text_rate(place["record_rate"]),
            "names": names,
        }
        if place["timecode"]:
            event["recordTimecode"] = {key: place["timecode"][key] for key in ("start", "base", "dropFrame")}
        if head + tail > 0:
            event["transitionFrames"] = int(head or tail)
        if motion:
            event["speed"] = text_rate(motion["speed"] if not motion["reverse"] else -motion["speed"])
            event["variableSpeed"] = motion["variable"]
        extra = {**({"aaf.effect": place["effect"]} if place.get("effect") else {}), **({"aaf.enabled": "false"} if place.get("muted") else {})}
        if extra:
            event["extra"] = extra
        if chain is not None:
            frames = Fraction(1) if motion and motion["speed"] == 0 else length
            event["mediaStart"] = int(chain["media"])
            event["sourceFrames"] = max(1, int(round(frames * chain["rate"] / rate)))
            event["sourceRate"] = text_rate(chain["rate"])
            timecode = chain["timecode"]
            if timecode:
                # Frames of a 25-frame label track seen from a 24-frame slot are converted by their rates, exactly.
                event["sourceStart"] = int(round(timecode["start"] + chain["timecode_position"]))
                event["sourceTimecode"] = {key: timecode[key] for key in ("start", "base", "dropFrame")}
        elif forced != "GENERATOR":
            event["sourceFrames"] = int(length)
            event["sourceRate"] = text_rate(rate)
        self.events.append(event)


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


def origin_of(slot) -> Fraction:
    return Fraction(int(value_of(slot, "Origin", 0) or 0))


def follow(mob, slot, position, rate, names):
    """Follows a reference to the end of its chain: position is summed and converted at every hop; the deepest timecode wins."""
    chain = {"media": position, "rate": rate, "timecode": None, "timecode_position": Fraction(0)}
    add_names(mob, names)
    for _ in range(MAX_DEPTH):
        if slot is None:
            break
        slot_rate = fraction(attribute(slot, "edit_rate", rate))
        position = position * slot_rate / rate + origin_of(slot)
        rate = slot_rate
        timecode = timecode_of(mob)
        if timecode and kind(mob) != "CompositionMob":
            chain["timecode"] = timecode
            chain["timecode_position"] = position * timecode["rate"] / rate
            chain["media"] = position
            chain["rate"] = timecode["rate"] if timecode["rate"] == rate else rate
        clip, offset = clip_at(attribute(slot, "segment"), position, 0)
        if clip is None:
            break
        next_mob = attribute(clip, "mob")
        if next_mob is None:
            break
        mob, slot = next_mob, attribute(clip, "slot")
        position = Fraction(int(value_of(clip, "StartTime", 0) or 0)) + offset
        add_names(mob, names)
        if slot is not None and chain["timecode"] is None:
            chain["media"] = position * fraction(attribute(slot, "edit_rate", rate)) / rate
            chain["rate"] = fraction(attribute(slot, "edit_rate", rate))
    return chain


def clip_at(segment, position, depth):
    """The source clip of a segment at a position, and how far into it that is."""
    if segment is None or depth > MAX_DEPTH:
        return None, Fraction(0)
    name = kind(segment)
    if name == "SourceClip":
        return segment, position
    if name == "Sequence":
        at = Fraction(0)
        parts = list(segment.components)
        for part in parts:
            size = Fraction(part.length or 0)
            if kind(part) == "Transition":
                at -= size
                continue
            if position < at + size or part is parts[-1]:
                return clip_at(part, position - at, depth + 1)
            at += size
        return None, Fraction(0)
    if name == "Selector":
        return clip_at(segment["Selected"].value, position, depth + 1)
    if name == "EssenceGroup":
        choices = list(segment["Choices"].value)
        return clip_at(choices[0], position, depth + 1) if choices else (None, Fraction(0))
    if name == "OperationGroup":
        segments = list(attribute(segment, "segments", []) or [])
        return clip_at(segments[0], position, depth + 1) if segments else (None, Fraction(0))
    if name == "Pulldown":
        return clip_at(value_of(segment, "InputSegment"), position, depth + 1)
    return None, Fraction(0)


def add_names(mob, names):
    def add(kind_name, value):
        value = str(value).strip()
        entry = {"kind": kind_name, "value": value}
        if value and entry not in names:
            names.append(entry)

    descriptor = attribute(mob, "descriptor") if kind(mob) == "SourceMob" else None
    name = attribute(mob, "name", "") or ""
    if descriptor is not None and kind(descriptor) == "TapeDescriptor":
        add("TAPE", name)
    elif kind(mob) == "MasterMob":
        add("CLIP_NAME", name)
        add("MOB_ID", mob.mob_id)
    elif descriptor is not None:
        add("SOURCE_FILE", name)
        if kind(descriptor) != "ImportDescriptor":
            add("UMID", mob.mob_id)
    for locator in value_of(descriptor, "Locator", []) or [] if descriptor is not None else []:
        url = value_of(locator, "URLString") or value_of(locator, "Name")
        if url:
            add("PATH", clean_url(str(url)))
    for comment in value_of(mob, "UserComments", []) or []:
        kind_name = NAME_COMMENTS.get(str(attribute(comment, "name", "")).lower())
        if kind_name:
            add(kind_name, attribute(comment, "value", ""))


def clean_url(url: str) -> str:
    for prefix in ("file://localhost/", "file:///", "file://"):
        if url.lower().startswith(prefix):
            rest = unquote(url[len(prefix):])
            return rest if len(rest) > 1 and rest[1] == ":" else "/" + rest.lstrip("/")
    return unquote(url)


def identity_of(segment):
    clip, offset = clip_at(segment, Fraction(0), 0)
    return (str(attribute(clip, "mob_id", "")), value_of(clip, "StartTime", 0), int(offset)) if clip is not None else id(segment)


def nested_slots(scope):
    slots = attribute(scope, "slots", [])
    return list(slots.value if hasattr(slots, "value") else slots)


def length_of(component) -> Fraction:
    if kind(component) == "NestedScope" and component.length is None:
        return max((length_of(inner) for inner in nested_slots(component)), default=Fraction(0))
    return Fraction(component.length or 0)


def media_of(segment) -> str:
    name = str(attribute(segment, "media_kind", "")).lower()
    if "picture" in name:
        return "PICTURE"
    return "SOUND" if name == "sound" or name.endswith("/sound") else "OTHER"


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


def read(path: str) -> dict:
    import aaf2  # deferred, so that a missing package is one clear sentence

    reader = Reader()
    name, rate = None, None
    with aaf2.open(path, "r") as document:
        mobs = list(document.content.toplevel())
        if not mobs:
            mobs = [mob for mob in document.content.compositionmobs()]
        if len(mobs) > 1:
            reader.problem("INFO", "SEVERAL_SEQUENCES", f"The file holds {len(mobs)} compositions; their events follow one another.")
        for mob in mobs:
            name = name or attribute(mob, "name")
            timecode = timecode_of(mob)
            for slot in mob.slots:
                segment = attribute(slot, "segment")
                if rate is None and segment is not None and (media_of(segment) == "PICTURE" or kind(segment) == "Timecode"):
                    rate = fraction(attribute(slot, "edit_rate", 24))
            reader.composition(mob, timecode)
        if not mobs:
            clips = list(document.content.mastermobs())
            reader.problem("INFO", "NO_COMPOSITION", f"The file holds no sequence; its {len(clips)} master clips are listed instead.")
            for mob in clips:
                rate = reader.bin_clip(mob) or rate
    if len(reader.events) >= MAX_EVENTS:
        reader.problem("ERROR", "TOO_MANY_EVENTS", f"The file has more than {MAX_EVENTS} events; the rest was not read.")
    return {"name": name, **({"rate": text_rate(rate)} if rate else {}), "events": reader.events, "problems": reader.problems}


def limit_memory(mebibytes: int) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (mebibytes * 1_048_576, mebibytes * 1_048_576))
    except (ImportError, ValueError, OSError):
        pass  # not on this system; the time limit remains


def main(arguments) -> int:
    if len(arguments) not in (1, 2):
        print("usage: python -m rushes_engine.aaf_reader FILE [MEMORY_MIB]", file=sys.stderr)
        return 2
    if len(arguments) == 2:
        limit_memory(int(arguments[1]))
        lifeline.hold()
    try:
        document = read(arguments[0])
    except ImportError as error:
        print(json.dumps({"error": {"code": "UNAVAILABLE", "message": f"The Python package pyaaf2 is missing ({error})."}}))
        return 3
    except MemoryError:
        print(json.dumps({"error": {"code": "LIMIT_EXCEEDED", "message": "The file needs more memory than it may have."}}))
        return 2
    except Exception as error:  # noqa: BLE001 - whatever a broken compound file does to the parser
        print(json.dumps({"error": {"code": "UNREADABLE", "message": f"The file is no AAF that can be read ({type(error).__name__}: {error})."}}))
        return 2
    json.dump(document, sys.stdout)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
