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

from . import lifeline
from .aaf_chain import (
    MAX_DEPTH,
    attribute,
    follow,
    fraction,
    identity_of,
    kind,
    length_of,
    media_of,
    nested_slots,
    origin_of,
    text_rate,
    timecode_of,
    value_of,
)
from .aaf_motion import compose, is_wipe, motion_of, retimed

MAX_EVENTS = 250_000
NOWHERE = "urn:smpte:umid:00000000.00000000.00000000.00000000.00000000.00000000.00000000.00000000"


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
