import type { RawMetadata } from '../clip.ts';
import type { Problem } from '../problem.ts';
import { nominalBase, parseFrameRate } from '../frameRate.ts';
import { fitsBase, framesPerDay, frameOf, parseTimecode, supportsDropFrame } from '../timecode.ts';
import type { NormaliseInput } from './input.ts';
import { speaksAs } from './rule.ts';

export type FrameCountClaim = {
  readonly frames: number;
  readonly source: string;
  readonly key: string;
  readonly raw: string;
  readonly readerVersion: string;
  readonly rule: string;
  readonly confidence: number;
};

type Source = {
  readonly source: string;
  readonly why: string;
  readonly count: (raw: RawMetadata) => { frames: number; key: string } | undefined;
};

/** Formats of which each file is one image. */
const stillFormats: ReadonlySet<string> = new Set(['dpx', 'cineon', 'exr', 'dng', 'raw-still', 'arriraw']);

/** Where the number of frames of one file may come from, strongest first. */
const perFile: readonly Source[] = [
  { source: 'quicktime', why: 'samples of the picture track, counted in its tables', count: pictureSamples },
  { source: 'mediainfo', why: 'frames of the picture track', count: (raw) => wholeOf(raw, 'Video:FrameCount') },
];

/** What speaks for the whole clip where its files do not. */
const perClip: readonly Source[] = [
  { source: 'export:arriJson', why: "ARRI's own reader", count: (raw) => wholeOf(raw, 'clip.Clip Info.clipDuration') },
  { source: 'export:arriCsv', why: 'one row a frame', count: (raw) => wholeOf(raw, 'rows') },
  { source: 'export:redline', why: "RED's own reader", count: (raw) => wholeOf(raw, 'Total Frames') },
  // One row is an excerpt: the static table beside it gives another length.
  { source: 'export:canon', why: 'one row a frame', count: (raw) => (raw.values['rows'] === '1' ? undefined : wholeOf(raw, 'rows')) },
  { source: 'sidecar:NonRealTimeMeta', why: 'the card says so', count: (raw) => wholeOf(raw, 'Duration.value') },
  { source: 'sidecar:P2', why: 'the card says so', count: (raw) => wholeOf(raw, 'Duration') },
  { source: 'export:sony', why: 'one row a frame', count: (raw) => wholeOf(raw, 'rows') },
  { source: 'index:sony', why: 'the card lists it', count: (raw) => wholeOf(raw, 'Material.dur') },
  {
    source: 'list:ale',
    why: 'from Start to End, each frame with a label of its own; Duration is not trusted at other speeds',
    count: labelsOfList,
  },
];

/**
 * The clip's length in frames: of a sequence the span of its numbers, of spanned files the sum of all segments when every one of them is known.
 */
export function countFrames(input: NormaliseInput): { claim?: FrameCountClaim; problems: readonly Problem[] } {
  const { sequenceFrames, segments, raw } = input;
  if (sequenceFrames) {
    const frames = sequenceFrames.last - sequenceFrames.first + 1;
    return {
      claim: {
        frames,
        source: 'files',
        key: 'numbers',
        raw: `${sequenceFrames.first}-${sequenceFrames.last}`,
        readerVersion: '',
        rule: 'spanOfNumbers',
        confidence: 1,
      },
      problems: [],
    };
  }
  if (segments.length === 1 && (stillFormats.has(input.format) || /\.cr3$/i.test(segments[0]?.path ?? ''))) {
    return {
      claim: { frames: 1, source: 'files', key: 'files', raw: '1', readerVersion: '', rule: 'oneImageOneFrame', confidence: 1 },
      problems: [],
    };
  }
  const person = raw.find(({ source }) => source === 'person');
  const corrected = person ? wholeOf(person, 'frameCount') : undefined;
  if (person && corrected) return { claim: claimOf(person, corrected, 'whole'), problems: [] };
  const problems: Problem[] = [];
  if (segments.length > 1) {
    const sum = sumOfSegments(input);
    if (sum) return { claim: sum, problems };
  } else {
    for (const { source, count } of perFile) {
      for (const reading of raw) {
        if (reading.source !== source) continue;
        const found = count(reading);
        if (!found) continue;
        problems.push(...otherCounts(input, source, found));
        return { claim: claimOf(reading, found, 'framesOfPicture'), problems };
      }
    }
  }
  for (const { source, count } of perClip) {
    for (const reading of raw) {
      const found = speaksAs(reading) === source ? count(reading) : undefined;
      if (found) return { claim: claimOf(reading, found, source === 'list:ale' ? 'labelsOfList' : 'framesOfExport'), problems };
    }
  }
  return { problems };
}

function sumOfSegments({ segments, raw }: NormaliseInput): FrameCountClaim | undefined {
  let frames = 0;
  let first: RawMetadata | undefined;
  for (const segment of segments) {
    const own = raw.filter(({ path }) => path === segment.path);
    const found = perFile
      .flatMap(({ source, count }) =>
        own.filter((reading) => reading.source === source).map((reading) => ({ reading, counted: count(reading) })),
      )
      .find(({ counted }) => counted);
    const counted = segment.frameCount ?? found?.counted?.frames;
    if (counted === undefined) return undefined;
    first ??= found?.reading;
    frames += counted;
  }
  return {
    frames,
    source: first?.source ?? 'files',
    key: 'segments',
    raw: `${segments.length} segments`,
    readerVersion: first?.readerVersion ?? '',
    rule: 'sumOfSegments',
    confidence: 1,
  };
}

/** A second engine that counts otherwise is named. */
function otherCounts(input: NormaliseInput, taken: string, found: { frames: number; key: string }): Problem[] {
  for (const { source, count } of perFile) {
    if (source === taken) continue;
    const reading = input.raw.find((raw) => raw.source === source);
    const other = reading ? count(reading) : undefined;
    if (!other || other.frames === found.frames) continue;
    return [
      {
        severity: 'WARN',
        code: 'INSPECTOR_DISAGREE',
        message: `Frame count: ${taken} says ${found.frames} (${found.key}), ${source} says ${other.frames} (${other.key}); the first was taken.`,
        at: 'frameCount',
      },
    ];
  }
  return [];
}

function claimOf(raw: RawMetadata, found: { frames: number; key: string }, rule: string): FrameCountClaim {
  return {
    frames: found.frames,
    source: raw.source,
    key: found.key,
    raw: raw.values[found.key] ?? String(found.frames),
    readerVersion: raw.readerVersion,
    rule,
    confidence: 1,
  };
}

function wholeOf(raw: RawMetadata, key: string): { frames: number; key: string } | undefined {
  const frames = Number(raw.values[key] ?? NaN);
  return Number.isInteger(frames) && frames > 0 ? { frames, key } : undefined;
}

function pictureSamples(raw: RawMetadata): { frames: number; key: string } | undefined {
  const track = Object.keys(raw.values)
    .find((key) => /^trak\d+\.handler$/.test(key) && raw.values[key] === 'vide')
    ?.replace('.handler', '');
  return track === undefined ? undefined : wholeOf(raw, `${track}.samples`);
}

/** Labels between Start and End (exclusive), over midnight too. */
function labelsOfList({ values }: RawMetadata): { frames: number; key: string } | undefined {
  const [start, end] = [parseTimecode(values['Start'] ?? ''), parseTimecode(values['End'] ?? '')];
  const rate = parseFrameRate(values['FPS'] ?? values['heading.FPS'] ?? '');
  if (!start || !end || !rate) return undefined;
  const base = nominalBase(rate);
  const format = { base, dropFrame: start.dropMark && supportsDropFrame(base) };
  if (!fitsBase(start, base) || !fitsBase(end, base)) return undefined;
  const day = framesPerDay(format);
  const frames = (frameOf(end, format) - frameOf(start, format) + day) % day;
  return frames > 0 ? { frames, key: 'End' } : undefined;
}
