"""Labels of SMPTE ST 12-1 for the frames of a clip, and their binary form in an EXR or DPX header."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    hours: int
    minutes: int
    seconds: int
    frames: int


def label_of(frame: int, base: int, drop_frame: bool) -> Label:
    """The label of a frame count from midnight; wraps at 24 hours. Drop-frame skips round(base / 15) labels a minute, not every tenth."""
    dropped = round(base / 15) if drop_frame else 0
    frame %= 86400 * base - dropped * (1440 - 144)
    if dropped:
        tens, rest = divmod(frame, 600 * base - 9 * dropped)
        frame += 9 * dropped * tens
        if rest >= 60 * base:
            frame += dropped * (1 + (rest - 60 * base) // (60 * base - dropped))
    seconds, frames = divmod(frame, base)
    return Label(seconds // 3600, seconds // 60 % 60, seconds % 60, frames)


def text_of(label: Label, base: int, drop_frame: bool) -> str:
    width = 3 if base > 100 else 2
    return f"{label.hours:02d}:{label.minutes:02d}:{label.seconds:02d}{';' if drop_frame else ':'}{label.frames:0{width}d}"


def text_of_words(word: int, whole: str | None = None) -> str:
    """The label in the first word of a packed time code. `whole`: the label as text, which counts where it says the same second at a base above 30."""
    word &= 0xFFFFFFFF
    two = lambda shift, mask: (word >> shift & 15) + (word >> shift + 4 & mask) * 10
    packed = text_of(Label(two(24, 3), two(16, 7), two(8, 7), two(0, 3)), 30, bool(word & 0x40))
    return whole if whole is not None and whole[:8] == packed[:8] and int(whole[9:]) > 29 else packed


class ClipTimecode:
    """Labels of a clip's frames: runs of consecutive labels, frames since midnight in base and counting mode. Frames of 50p share a label of base 25."""

    def __init__(self, base: int, drop_frame: bool, runs: list[dict], frames_per_label: int = 1):
        self.frames_per_label = frames_per_label
        self.base = base
        self.drop_frame = drop_frame
        self.runs = sorted(((run["frame"], run["label"]) for run in runs), reverse=True)

    def label(self, clip_frame: int) -> Label:
        label, place = self._run(clip_frame)
        return label_of(label + place // self.frames_per_label, self.base, self.drop_frame)

    def _run(self, clip_frame: int) -> tuple[int, int]:
        """The first label of the run that a frame is in, and how far into it that is."""
        first, label = next((run for run in self.runs if clip_frame >= run[0]), self.runs[-1])
        return label, clip_frame - first

    def text(self, clip_frame: int) -> str:
        return text_of(self.label(clip_frame), self.base, self.drop_frame)

    def _pair(self, label: Label) -> tuple[int, int]:
        """The frames field has two bits of tens, so it ends at 39: above base 30 it counts frame pairs, and a bit tells the second of a pair
        (ST 12-1 clause 12)."""
        return (label.frames, 0) if self.base <= 30 else divmod(label.frames * 30 // self.base if self.base > 60 else label.frames, 2)

    def packed(self, clip_frame: int) -> Label:
        """The label as a time code of two digits of frames holds it."""
        label = self.label(clip_frame)
        return Label(label.hours, label.minutes, label.seconds, self._pair(label)[0])

    def words(self, clip_frame: int) -> tuple[int, int]:
        """The two 32-bit words of OpenEXR's TimeCode (TV60 packing): BCD fields, bit 6 drop-frame, bit 15 (field/phase) the second of a pair."""
        label = self.label(clip_frame)
        frames, second = self._pair(label)
        if self.frames_per_label == 2:
            second = self._run(clip_frame)[1] % 2
        bcd = lambda value: (value // 10 << 4) | value % 10
        word = bcd(frames) | (0x40 if self.drop_frame else 0) | bcd(label.seconds) << 8 | second << 15
        word |= bcd(label.minutes) << 16 | bcd(label.hours) << 24
        return word, 0


def of_job(job: dict) -> ClipTimecode | None:
    found = job.get("timecode")
    return ClipTimecode(found["base"], found["dropFrame"], found["runs"], found.get("framesPerLabel", 1)) if found else None
