"""Makes input.aaf: one cut of two clips whose timecode stands at the end of a chain of four mobs. Run with pyaaf2, then gzip; kept so that the file can be understood."""

import sys

import aaf2

with aaf2.open(sys.argv[1], "w") as f:
    tape = f.create.SourceMob()
    tape.name = "A001R1AB"
    tape.descriptor = f.create.TapeDescriptor()
    tape_slot = tape.create_timeline_slot(24)
    tape_slot.segment = f.create.SourceClip(length=24 * 3600 * 24, media_kind="picture")
    timecode_slot = tape.create_timeline_slot(24)
    timecode_slot.segment = f.create.Timecode(24, drop=False)
    timecode_slot.segment.start = 10 * 3600 * 24  # 10:00:00:00
    timecode_slot.segment.length = 24 * 3600 * 24
    timecode_slot["PhysicalTrackNumber"].value = 1
    f.content.mobs.append(tape)

    media = f.create.SourceMob()
    media.name = "A001C003_230202_R1AB.mxf"
    media.descriptor = f.create.ImportDescriptor()
    media_slot = media.create_timeline_slot(24)
    media_slot.segment = tape.create_source_clip(tape_slot.slot_id, start=100, length=240)
    f.content.mobs.append(media)

    master = f.create.MasterMob("12A-3")
    master_slot = master.create_timeline_slot(24)
    master_slot.segment = media.create_source_clip(media_slot.slot_id, start=0, length=240)
    master.comments["Camroll"] = "A001"
    f.content.mobs.append(master)

    cut = f.create.CompositionMob("Golden R1")
    cut.usage = "Usage_TopLevel"
    record = cut.create_timeline_slot(24)
    record.segment = f.create.Timecode(24, drop=False)
    record.segment.start = 3600 * 24
    record.segment.length = 60
    record["PhysicalTrackNumber"].value = 1
    sequence = f.create.Sequence(media_kind="picture")
    picture = cut.create_timeline_slot(24)
    picture.segment = sequence
    sequence.components.append(master.create_source_clip(master_slot.slot_id, start=20, length=24))
    gap = f.create.Filler("picture", 12)
    sequence.components.append(gap)
    sequence.components.append(master.create_source_clip(master_slot.slot_id, start=100, length=24))
    sequence.length = 60
    f.content.mobs.append(cut)
