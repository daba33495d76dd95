import type { ClipTimecode, RawMetadata, TimecodeRun } from '../clip.ts';
import { framesPerLabel } from '../frameRate.ts';
import { rational } from '../rational.ts';
import { speaksAs } from './rule.ts';
import { fitsBase, framesPerDay, frameOf, parseTimecode, supportsDropFrame, type Label, type TimecodeFormat } from '../timecode.ts';

/** What one source says about timecode. Labels become frames once the base is known. */
export type TimecodeReading = {
  readonly kind: 'source' | 'material' | 'edge' | 'auxiliary';
  readonly source: string;
  readonly key: string;
  readonly raw: string;
  readonly readerVersion: string;
  readonly rule: string;
  readonly label?: Label;
  /** Frames from midnight, where the file counts instead of labelling. */
  readonly frames?: number;
  /** Of the track itself; else the clip's nominal rate. */
  readonly base?: number;
  readonly dropFrame?: boolean;
  readonly runs?: readonly { readonly frame: number; readonly frames?: number; readonly label?: Label }[];
};

type Source = {
  readonly source: string;
  readonly why: string;
  readonly find: (raw: RawMetadata) => readonly Omit<TimecodeReading, 'source' | 'readerVersion'>[];
};

/** Where timecode may come from, strongest first. */
export const timecodeSources: readonly Source[] = [
  { source: 'person', why: 'a person corrected it', find: corrected },
  { source: 'quicktime', why: 'the counter of the tmcd track itself, with its own base and drop bit', find: quicktimeCounters },
  { source: 'dpx', why: 'the television header holds the frame label as BCD', find: (raw) => dpxLabel(raw) },
  { source: 'exr', why: 'the standard attribute holds the label and its drop bit as BCD', find: (raw) => exrLabel(raw) },
  { source: 'mxf', why: "the tape's timecode where the file's package lies on it, which Avid's lists are cut with", find: tapeFrames },
  { source: 'mediainfo', why: 'reads the timecode tracks and the MXF packages with their drop bit', find: mediainfoTracks },
  { source: 'exiftool', why: 'reads R3D and DNG, and the MXF components that MediaInfo leaves out of an open file', find: exiftoolTags },
  { source: 'sidecar:NonRealTimeMeta', why: "Sony's own table of LTC changes", find: sonyTable },
  {
    source: 'sidecar:P2',
    why: 'the card says so',
    find: (raw) =>
      labelled(raw, 'EssenceList.Video.StartTimecode', 'source', 'label', {
        drop: booleanOf(raw.values['EssenceList.Video.FrameRate@DropFrameFlag']),
      }),
  },
  { source: 'export:sony', why: "Sony's own reader, frame by frame", find: (raw) => labelled(raw, 'Timecode', 'source', 'label', {}) },
  {
    source: 'export:arriJson',
    why: "ARRI's own reader, frame by frame",
    find: (raw) =>
      labelled(raw, 'frame.timecode', 'source', 'label', {
        drop: booleanOf(raw.values['clip.Project Rate.dropframe']),
        base: numberOf(raw.values['clip.Project Rate.timebase']),
      }),
  },
  {
    source: 'export:arriCsv',
    why: "ARRI's own reader, frame by frame",
    find: (raw) =>
      labelled(raw, 'Master TC', 'source', 'label', {
        drop: booleanOf(raw.values['Master TC Drop Frame']),
        base: numberOf(raw.values['Master TC Time Base']),
      }),
  },
  {
    source: 'export:redline',
    why: "RED's own reader",
    find: (raw) => [
      ...labelled(raw, ['Abs TC', 'frame.Timecode'], 'source', 'label', {}),
      ...labelled(raw, 'Edge TC', 'edge', 'label', {}),
    ],
  },
  {
    source: 'export:canon',
    why: "Canon's own reader",
    find: (raw) => labelled(raw, 'frame.Timecode', 'source', 'label', {}),
  },
  { source: 'list:ale', why: 'what the dailies house wrote down', find: (raw) => labelled(raw, 'Start', 'source', 'label', {}) },
  { source: 'bwf', why: 'samples since midnight, exact where a frame rate is known', find: () => [] },
];

export function readTimecodes(raws: readonly RawMetadata[]): TimecodeReading[] {
  return timecodeSources.flatMap(({ source, find }) =>
    raws
      .filter((raw) => speaksAs(raw) === source)
      .flatMap((raw) => find(raw).map((found) => ({ ...found, source: raw.source, readerVersion: raw.readerVersion }))),
  );
}

/** Frames of a reading in a base that fits it. Undefined when neither the reading nor `nominal` gives a base, or the label does not fit it. */
export function settle(reading: TimecodeReading, nominal: number | undefined): ClipTimecode | undefined {
  const base = reading.base ?? nominal;
  // Below 10 it is the edit rate of a sound track, not a base that labels count in.
  if (base === undefined || base < 10 || base > 1000) return undefined;
  // High rates label frame pairs: 50p in 25-base labels (ST 12-1 counts to 30).
  const dropFrame = reading.dropFrame === true && supportsDropFrame(base);
  const format: TimecodeFormat = { base, dropFrame };
  const framesOf = (frames: number | undefined, label: Label | undefined): number | undefined => {
    if (frames !== undefined) return ((frames % framesPerDay(format)) + framesPerDay(format)) % framesPerDay(format);
    return label && fitsBase(label, base) ? frameOf(label, format) : undefined;
  };
  const start = framesOf(reading.frames, reading.label);
  if (start === undefined) return undefined;
  const runs: TimecodeRun[] = [];
  const perLabel = framesPerLabel(nominal === undefined ? undefined : rational(nominal, 1), base);
  for (const run of reading.runs ?? []) {
    const label = framesOf(run.frames, run.label);
    if (label === undefined) continue;
    const last = runs.at(-1);
    const continues = last && label === (last.label + Math.floor((run.frame - last.frame) / perLabel)) % framesPerDay(format);
    if (!continues) runs.push({ frame: run.frame, label });
  }
  return { start, ...format, runs: runs.length > 1 ? runs : [], alternates: [] };
}

type Hints = { readonly drop?: boolean | undefined; readonly base?: number | undefined };
type Part = Omit<TimecodeReading, 'source' | 'readerVersion'>;

function labelled(
  raw: RawMetadata,
  keys: string | readonly string[],
  kind: TimecodeReading['kind'],
  rule: string,
  hints: Hints,
): readonly Part[] {
  for (const key of typeof keys === 'string' ? [keys] : keys) {
    const text = raw.values[key];
    const label = text === undefined ? undefined : parseTimecode(text);
    if (!label || text === undefined) continue;
    const dropFrame = label.dropMark || hints.drop;
    const frames = raw.runs?.[key];
    const runs = frames?.flatMap(({ in: frame, value }) => {
      const at = parseTimecode(value);
      return at ? [{ frame, label: at }] : [];
    });
    return [
      {
        kind,
        key,
        raw: text,
        rule,
        label,
        ...(hints.base === undefined ? {} : { base: hints.base }),
        ...(dropFrame === undefined ? {} : { dropFrame }),
        ...(runs && runs.length > 1 ? { runs } : {}),
      },
    ];
  }
  return [];
}

/** A correction's values are JSON. */
function corrected(raw: RawMetadata): readonly Part[] {
  const values = Object.fromEntries(Object.entries(raw.values).map(([key, text]) => [key, text.replace(/^"(.*)"$/, '$1')]));
  return labelled({ ...raw, values }, 'timecode.start', 'source', 'label', {
    drop: booleanOf(values['timecode.dropFrame']),
    base: numberOf(values['timecode.base']),
  });
}

function quicktimeCounters(raw: RawMetadata): readonly Part[] {
  return Object.keys(raw.values).flatMap((key): Part[] => {
    const track = /^(trak\d+)\.tmcd\.counter$/.exec(key)?.[1];
    if (!track) return [];
    const text = raw.values[key]!;
    const frames = Number(text);
    // Timescale over frame duration is what the counter counts in; the frames-a-second byte beside it is 29 in GoPro's 29.97 files.
    const exact = Number(raw.values[`${track}.tmcd.timescale`]) / Number(raw.values[`${track}.tmcd.frameDuration`]);
    const base = Number.isFinite(exact) && exact >= 1 ? Math.round(exact) : numberOf(raw.values[`${track}.tmcd.numberOfFrames`]);
    if (!Number.isInteger(frames) || frames < 0 || base === undefined || base === 0) return [];
    const runs = raw.runs?.[key]?.map(({ in: frame, value }) => ({ frame, frames: Number(value) }));
    return [
      {
        kind: 'source',
        key,
        raw: text,
        rule: 'tmcdCounter',
        frames,
        base,
        dropFrame: raw.values[`${track}.tmcd.dropFrame`] === 'true',
        ...(runs ? { runs } : {}),
      },
    ];
  });
}

function tapeFrames(raw: RawMetadata): readonly Part[] {
  const [text, base] = [raw.values['tape.frames'], numberOf(raw.values['tape.base'])];
  if (text === undefined || base === undefined) return [];
  const dropFrame = raw.values['tape.dropFrame'] === 'true';
  return [{ kind: 'source', key: 'tape.frames', raw: text, rule: 'placeOnTape', frames: Number(text), base, dropFrame }];
}

/** Tracks in file order, MXF: the material package first (what plays), the file package as an alternate. */
function mediainfoTracks(raw: RawMetadata): readonly Part[] {
  const found: Part[] = [];
  for (const key of Object.keys(raw.values)) {
    const track = /^(Other\d*):TimeCode_FirstFrame$/.exec(key)?.[1];
    if (!track) continue;
    const text = raw.values[key]!;
    const label = parseTimecode(text);
    if (!label) continue;
    const settings = raw.values[`${track}:TimeCode_Settings`] ?? '';
    const rateText = raw.values[`${track}:FrameRate`];
    const base = rateText === undefined ? undefined : Math.round(Number(rateText));
    found.push({
      kind: settings === 'Source Package' ? 'auxiliary' : 'source',
      key,
      raw: text,
      rule: 'label',
      label,
      dropFrame: label.dropMark || raw.values[`${track}:TimeCode_DropFrame`] === 'Yes',
      ...(base === undefined || base <= 0 ? {} : { base }),
    });
  }
  // DV writes its timecode beside the picture; a group of pictures header of other codecs is nearly always left at zero.
  const video = raw.values['Video:TimeCode_FirstFrame'];
  const stream = raw.values['Video:TimeCode_Source'] ?? '';
  if (video !== undefined && found.length === 0 && /subcode/i.test(stream) && raw.values['General:Format'] === 'DV') {
    found.push(
      ...labelled(raw, 'Video:TimeCode_FirstFrame', 'source', 'label', { drop: raw.values['Video:TimeCode_DropFrame'] === 'Yes' }),
    );
  }
  return found;
}

function exiftoolTags(raw: RawMetadata): readonly Part[] {
  const red = [...labelled(raw, 'Red:StartTimecode', 'source', 'label', {}), ...labelled(raw, 'Red:StartEdgeCode', 'edge', 'label', {})];
  const dng = Object.keys(raw.values).find((key) => /^(IFD0|ExifIFD):TimeCodes$/.test(key));
  const bytes = dng === undefined ? undefined : (raw.values[`${dng}#`] ?? raw.values[dng]);
  const mxf = Object.keys(raw.values).flatMap((key): Part[] => {
    const track = /^(Track\d*|MXF):StartTimecode$/.exec(key)?.[1];
    const secondsText = raw.values[`${key}#`] ?? raw.values[key];
    const base = numberOf(raw.values[`${track}:RoundedTimecodeTimebase`]);
    const rateText = raw.values[`${track}:EditRate#`] ?? raw.values[`${track}:EditRate`];
    if (!track || secondsText === undefined || base === undefined || rateText === undefined) return [];
    const frames = Math.round(Number(secondsText) * Number(rateText));
    return Number.isFinite(frames)
      ? [
          {
            kind: 'source',
            key,
            raw: secondsText,
            rule: 'secondsTimesEditRate',
            frames,
            base,
            dropFrame: /^(true|yes|1)$/i.test(raw.values[`${track}:DropFrame`] ?? ''),
          },
        ]
      : [];
  });
  const sony = labelled(raw, ['XML:StartTimecode', 'XMP-xmpDM:StartTimecodeTimeValue'], 'source', 'label', {});
  const avchd = raw.values['H264:TimeCode'];
  return [
    ...red,
    ...(bytes === undefined ? [] : dngBytes(dng!, bytes)),
    ...mxf,
    ...sony,
    ...(avchd === undefined ? [] : avchdBytes('H264:TimeCode', avchd)),
  ];
}

/** Eight bytes, SMPTE 331M: frames, seconds, minutes, hours as BCD, flags in the high bits; bit 6 of the frames byte is drop-frame. */
function dngBytes(key: string, text: string): readonly Part[] {
  const bytes = text
    .trim()
    .split(/[. ]/)
    .slice(0, 4)
    .map((byte) => Number.parseInt(byte, 16));
  if (bytes.length < 4 || bytes.some(Number.isNaN)) return [];
  const [frames, seconds, minutes, hours] = bytes as [number, number, number, number];
  return bcd(key, text, (hours << 24) | (minutes << 16) | (seconds << 8) | frames, 'bcdReversed');
}

/** AVCHD's copy of DV's timecode pack (IEC 61834-4, 13h): ExifTool prints its four bytes in hexadecimal, the flags of ST 12-1 still in them. */
function avchdBytes(key: string, text: string): readonly Part[] {
  return /^[0-9a-f]{2}(:[0-9a-f]{2}){3}$/i.test(text) ? bcd(key, text, Number.parseInt(text.replaceAll(':', ''), 16) | 0, 'bcd') : [];
}

/** hh mm ss ff as packed BCD with the flag bits of SMPTE ST 12-1 in the unused high bits of each byte. */
function bcd(key: string, raw: string, packed: number, rule: string): readonly Part[] {
  const digit = (shift: number, mask: number) => (packed >>> shift) & mask;
  const label: Label = {
    hours: digit(28, 3) * 10 + digit(24, 15),
    minutes: digit(20, 7) * 10 + digit(16, 15),
    seconds: digit(12, 7) * 10 + digit(8, 15),
    frames: digit(4, 3) * 10 + digit(0, 15),
  };
  const units = [24, 16, 8, 0].every((shift) => digit(shift, 15) <= 9);
  if (!units || label.hours > 23 || label.minutes > 59 || label.seconds > 59) return [];
  return [{ kind: 'source', key, raw, rule, label, dropFrame: digit(6, 1) === 1 }];
}

function dpxLabel(raw: RawMetadata): readonly Part[] {
  const text = raw.values['television.timecode'];
  // Nothing but zeros in the whole television header is a header that was never filled.
  if (text === undefined || (text === '00000000' && !(Number(raw.values['television.frameRate']) > 1))) return [];
  const base = numberOf(raw.values['television.frameRate']);
  return bcd('television.timecode', text, Number.parseInt(text, 16) | 0, 'bcd').map((part) => ({
    ...part,
    ...(base !== undefined && base > 1 ? { base: Math.round(base) } : {}),
  }));
}

function exrLabel(raw: RawMetadata): readonly Part[] {
  const text = raw.values['timeCode'];
  const packed = text === undefined ? undefined : Number(text.split(' ')[0]);
  if (text === undefined || packed === undefined || !Number.isInteger(packed)) return [];
  const base = numberOf(raw.values['timecodeRate']);
  return bcd('timeCode', text, packed | 0, 'bcd').map((part) => ({ ...part, ...(base === undefined || base <= 0 ? {} : { base }) }));
}

/** LtcChangeTable: `value` is BCD in reversed byte order, `04030201` for 01:02:03:04. */
function sonyTable(raw: RawMetadata): readonly Part[] {
  const text = raw.values['LtcChange.0.value'];
  if (text === undefined || !/^[0-9A-Fa-f]{8}$/.test(text)) return [];
  const bytes = [6, 4, 2, 0].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
  const packed = (bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!;
  const base = numberOf(raw.values['LtcChangeTable.tcFps']);
  return bcd('LtcChange.0.value', text, packed, 'bcdReversed').map((part) => ({
    ...part,
    ...(base === undefined ? {} : { base }),
  }));
}

function numberOf(text: string | undefined): number | undefined {
  const found = text === undefined ? undefined : /^\s*(\d+(?:\.\d+)?)/.exec(text)?.[1];
  const value = found === undefined ? undefined : Math.round(Number(found));
  return value !== undefined && value > 0 ? value : undefined;
}

function booleanOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  return /^(true|yes|1)$/i.test(text.trim()) ? true : /^(false|no|0)$/i.test(text.trim()) ? false : undefined;
}
