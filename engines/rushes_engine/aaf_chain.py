"""Where a frame of an AAF comes from: what the parts of a chain of mobs say, and the chain followed to its end."""

from __future__ import annotations

from fractions import Fraction
from urllib.parse import unquote

MAX_DEPTH = 48
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
