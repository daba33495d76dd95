"""What OpenTimelineIO makes of lists: one JSON object from path to clips, or to the error that it raised. Arguments: path=rate ..."""

import json
import sys

import opentimelineio as otio


def reel_of(clip):
    for owner in (clip.metadata, getattr(clip.media_reference, "metadata", {}) or {}):
        reel = owner.get("cmx_3600", {}).get("reel") or owner.get("ALE", {}).get("Tape")
        if reel:
            return str(reel)
    return None


def clips_of(timeline):
    found = []
    if isinstance(timeline, otio.schema.SerializableCollection):
        clips = [clip for child in timeline for clip in (child.find_clips() if hasattr(child, "find_clips") else [child])]
    elif isinstance(timeline, otio.schema.Clip):
        clips = [timeline]
    else:
        clips = list(timeline.find_clips())
    for clip in clips:
        if not isinstance(clip, otio.schema.Clip):
            continue
        track = clip.parent()
        try:
            span = clip.trimmed_range()
        except Exception:  # noqa: BLE001 - a clip without any range
            span = None
        beside = False
        if isinstance(track, otio.schema.Track):
            head, tail = track.neighbors_of(clip)
            beside = isinstance(head, otio.schema.Transition) or isinstance(tail, otio.schema.Transition)
        found.append(
            {
                "name": clip.name,
                "reel": reel_of(clip),
                "kind": getattr(track, "kind", "Video"),
                "start": span.start_time.value if span else None,
                "frames": span.duration.value if span else None,
                "rate": span.start_time.rate if span else None,
                "retimed": any(isinstance(effect, otio.schema.TimeEffect) for effect in clip.effects),
                "besideTransition": beside,
            }
        )
    return found


def main(arguments):
    answer = {}
    for argument in arguments:
        path, _, rate = argument.rpartition("=")
        options = {}
        if path.lower().endswith((".edl", ".txt")):
            num, den = rate.split("/")
            options = {"rate": float(num) / float(den), "adapter_name": "cmx_3600", "ignore_timecode_mismatch": True}
        elif path.endswith(".json"):
            options = {"adapter_name": "otio_json"}
        elif path.endswith(".xml"):
            options = {"adapter_name": "fcp_xml"}
        elif path.endswith(".fcpxml"):
            options = {"adapter_name": "fcpx_xml"}
        try:
            answer[path] = {"clips": clips_of(otio.adapters.read_from_file(path, **options))}
        except Exception as error:  # noqa: BLE001 - its failures are part of the answer
            answer[path] = {"error": f"{type(error).__name__}: {error}"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
