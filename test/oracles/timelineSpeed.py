"""Milliseconds that OpenTimelineIO's CMX reader takes for a list, imports and first use excluded. Arguments: path rate."""

import sys
import time

import opentimelineio as otio

otio.adapters.read_from_string("TITLE: x\n001  A V C 01:00:00:00 01:00:01:00 00:00:00:00 00:00:01:00\n", "cmx_3600", rate=24)
with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
started = time.perf_counter()
timeline = otio.adapters.read_from_string(text, "cmx_3600", rate=float(sys.argv[2]), ignore_timecode_mismatch=True)
print(len(list(timeline.find_clips())), (time.perf_counter() - started) * 1000)
