"""Makes small AAFs for aaf.test.ts: `python makeAaf.py CASE FILE`. Every clip leads to a tape that starts at 01:00:00:00, 24 frames a second."""

import sys

import aaf2


def clip_of(f, name):
    tape = f.create.SourceMob()
    tape.name = name
    tape.descriptor = f.create.TapeDescriptor()
    picture = tape.create_timeline_slot(24)
    picture.segment = f.create.SourceClip(length=24 * 3600, media_kind="picture")
    timecode = tape.create_timeline_slot(24)
    timecode.segment = f.create.Timecode(24, drop=False)
    timecode.segment.start = 3600 * 24
    timecode.segment.length = 24 * 3600
    timecode["PhysicalTrackNumber"].value = 1
    f.content.mobs.append(tape)
    master = f.create.MasterMob(name)
    slot = master.create_timeline_slot(24)
    slot.segment = tape.create_source_clip(picture.slot_id, start=0, length=24 * 3600)
    f.content.mobs.append(master)
    return lambda start, length: master.create_source_clip(slot.slot_id, start=start, length=length)


def sequence_of(f, components):
    sequence = f.create.Sequence(media_kind="picture")
    for component in components:
        sequence.components.append(component)
    sequence.length = sum(component.length for component in components)
    return sequence


def motion(f, segment, length, parameter, points):
    """Avid's motion effect: how far into the segment each moment is."""
    effect = f.create.OperationDef("9d2ea894-0968-11d3-8a38-0050040ef7d2", "Motion Control", "")
    effect.media_kind = "picture"
    effect["NumberInputs"].value = 1
    if effect.auid not in f.dictionary["OperationDefinitions"]:
        f.dictionary.register_def(effect)
    typedef = f.dictionary.lookup_typedef("Rational")
    definition = f.create.ParameterDef(ids[parameter], parameter, "", typedef)
    if definition.auid not in f.dictionary["ParameterDefinitions"]:
        f.dictionary.register_def(definition)
    linear = f.create.InterpolationDef("5b6c85a4-0ede-11d3-80a9-006008143e6f", "LinearInterp", "")
    if linear.auid not in f.dictionary["InterpolationDefinitions"]:
        f.dictionary.register_def(linear)
    curve = f.create.VaryingValue()
    curve.parameterdef = f.dictionary.lookup_parameterdef(parameter)
    curve["Interpolation"].value = f.dictionary.lookup_interperlationdef("LinearInterp")
    for time, value in points:
        point = f.create.ControlPoint()
        point["Time"].value = time
        point.value = value
        point["EditHint"].value = "Proportional"
        curve["PointList"].append(point)
    group = f.create.OperationGroup("Motion Control", media_kind="picture", length=length)
    group.parameters.append(curve)
    group.segments.append(segment)
    return group


ids = {
    "PARAM_OFFSET_MAP_U": "8d56813d-847e-11d5-935a-50f857c10000",
    "PARAM_SPEED_OFFSET_MAP_U": "72559a80-24d7-11d3-8a50-0050040ef7d2",
}


def composition(f, name, component, rate=24, top=True):
    mob = f.create.CompositionMob(name)
    if top:
        mob.usage = "Usage_TopLevel"
    slot = mob.create_timeline_slot(rate)
    slot.segment = component
    f.content.mobs.append(mob)
    return mob, slot


def main(case, path):
    with aaf2.open(path, "w") as f:
        a, b = clip_of(f, "A001"), clip_of(f, "B001")
        if case == "fit":
            # 50 of 100 frames, then trimmed to 17 record frames that begin 63 into it; so Avid writes it (time 1 is the last frame of the 17).
            group = motion(f, a(31, 9), 17, "PARAM_OFFSET_MAP_U", [("-63/16", -31), ("36/16", 18)])
            composition(f, "cut", sequence_of(f, [group]))
        elif case == "over":
            # Double speed over two clips that follow one another.
            inside = sequence_of(f, [a(0, 24), b(100, 48)])
            composition(f, "cut", sequence_of(f, [f.create.Filler("picture", 10), motion(f, inside, 36, "PARAM_SPEED_OFFSET_MAP_U", [(0, 0), (36, 72)])]))
        elif case == "back":
            # The same backwards.
            inside = sequence_of(f, [a(0, 24), b(100, 48)])
            composition(f, "cut", sequence_of(f, [motion(f, inside, 36, "PARAM_SPEED_OFFSET_MAP_U", [(0, 71), (36, -1)])]))
        elif case == "inside":
            # A cut of half speed, used from its 12th to its 24th frame at double speed.
            slow = motion(f, a(0, 24), 48, "PARAM_SPEED_OFFSET_MAP_U", [(0, 0), (48, 24)])
            inner, slot = composition(f, "inner", sequence_of(f, [slow]), top=False)
            part = inner.create_source_clip(slot.slot_id, start=12, length=24)
            composition(f, "cut", sequence_of(f, [motion(f, part, 12, "PARAM_SPEED_OFFSET_MAP_U", [(0, 0), (12, 24)])]))
        elif case == "rate":
            # A nested cut of 24 in one of 30: one second of each clip.
            inner, slot = composition(f, "inner", sequence_of(f, [a(0, 24), b(0, 24)]), top=False)
            composition(f, "cut", sequence_of(f, [inner.create_source_clip(slot.slot_id, start=0, length=60)]), rate=30)
        elif case == "muted":
            selector = f.create.Selector()
            selector.media_kind, selector.length = "picture", 24
            selector["Selected"].value = f.create.Filler("picture", 24)
            selector["Alternates"].append(a(10, 24))
            composition(f, "cut", sequence_of(f, [selector]))
        elif case == "bin":
            # No sequence: A and B are all there is.
            pass
        elif case == "held":
            # A freeze of the sixth frame of a clip.
            composition(f, "cut", sequence_of(f, [motion(f, a(10, 24), 12, "PARAM_SPEED_OFFSET_MAP_U", [(0, 5), (12, 5)])]))


main(*sys.argv[1:])
