import type { ClipTimecode, Fact, FactValue, InspectedClip, RawMetadata } from '../clip.ts';
import { framesPerLabel, nominalBase, parseFrameRate, type FrameRate } from '../frameRate.ts';
import type { Problem } from '../problem.ts';
import { formatLabel, formatTimecode, framesPerDay, supportsDropFrame } from '../timecode.ts';
import { fieldRules } from './fields.ts';
import { countFrames, type FrameCountClaim } from './frameCount.ts';
import type { NormaliseInput } from './input.ts';
import { same, speaksAs, type FieldRule } from './rule.ts';
import { readingsOfBeginning, segmentRuns } from './segmentTimecode.ts';
import { readTimecodes, settle, type TimecodeReading } from './timecodes.ts';

/** Raise it when a rule changes what comes out; clips of an older version are normalised again, from their raw metadata. */
export const mappingVersion = 3;

/** What inspection concludes from raw metadata. Pure: the same raw metadata and mapping give the same clip. Never throws for bad values. */
export function normalise(input: NormaliseInput): InspectedClip {
  const problems: Problem[] = [...(input.problems ?? [])];
  const facts: Fact[] = [];
  const corrections = correctedFacts(input.raw);
  for (const rule of fieldRules) {
    const fact = corrections.find(({ field }) => field === rule.field) ?? factOf(rule, input.raw);
    if (fact) facts.push(fact);
  }
  facts.push(
    ...corrections.filter(
      ({ field }) => !facts.some((fact) => fact.field === field) && !/^timecode\.(start|base|dropFrame)$|^frameCount$/.test(field),
    ),
  );
  const rateFact = facts.find((fact) => fact.field === 'rate.playback');
  const playbackRate = rateFact && typeof rateFact.value === 'string' ? parseFrameRate(rateFact.value) : undefined;
  const captureText = facts.find((fact) => fact.field === 'rate.capture')?.value;
  const captureRate = typeof captureText === 'string' ? parseFrameRate(captureText) : undefined;

  const counted = countFrames(input);
  problems.push(...counted.problems);
  if (counted.claim) facts.push(frameCountFact(counted.claim));
  const frameCount = counted.claim?.frames;

  if (input.raw.some(({ source, values }) => source === 'mediainfo' && values['Video:FrameRate_Mode'] === 'VFR')) {
    problems.push({
      severity: 'WARN',
      code: 'VARIABLE_FRAME_RATE',
      message: `${input.name} has frames of unequal length; the rate is only nominal, and timecode drifts against time.`,
      at: 'rate.playback',
    });
  }
  const readings = readTimecodes(readingsOfBeginning(input.raw, input.segments));
  const timecode = conclude(readings, playbackRate, frameCount, input, facts, problems);
  problems.push(...disagreements(input.raw, facts));

  const reel = facts.find((fact) => fact.field === 'reel')?.value;
  const clip: InspectedClip = {
    name: input.name,
    ...(typeof reel === 'string' ? { reel } : {}),
    format: input.format,
    ...(frameCount === undefined ? {} : { frameCount }),
    ...(timecode ? { timecode } : {}),
    ...(playbackRate ? { playbackRate } : {}),
    ...(captureRate ? { captureRate } : {}),
    segments: input.segments,
    facts: facts.sort((a, b) => (a.field < b.field ? -1 : 1)),
    raw: input.raw,
    problems: unique(problems),
  };
  return clip;
}

function factOf(rule: FieldRule, raws: readonly RawMetadata[]): Fact | undefined {
  for (const source of rule.sources) {
    for (const raw of raws) {
      if (speaksAs(raw) !== source.source) continue;
      const found = source.find(raw);
      if (!found) continue;
      return {
        field: rule.field,
        value: found.value,
        ...(rule.unit === undefined ? {} : { unit: rule.unit }),
        ...(found.runs ? { runs: found.runs } : {}),
        confidence: source.confidence,
        origin: { source: raw.source, key: found.key, raw: found.raw, readerVersion: raw.readerVersion },
        rule: source.rule,
      };
    }
  }
  return undefined;
}

/** What people said: source `person`, the field's own path as key, the value as JSON, who and why in place of a reader's version. */
function correctedFacts(raws: readonly RawMetadata[]): Fact[] {
  return raws
    .filter(({ source }) => source === 'person')
    .flatMap((raw) =>
      Object.entries(raw.values).map(([field, text]): Fact => ({
        field,
        value: jsonValue(text),
        confidence: 1,
        origin: { source: 'person', key: field, raw: text, readerVersion: raw.readerVersion },
        rule: 'correction',
      })),
    );
}

function jsonValue(text: string): FactValue {
  try {
    return JSON.parse(text) as FactValue;
  } catch {
    return text;
  }
}

function frameCountFact(claim: FrameCountClaim): Fact {
  return {
    field: 'frameCount',
    value: claim.frames,
    unit: 'frames',
    confidence: claim.confidence,
    origin: { source: claim.source, key: claim.key, raw: claim.raw, readerVersion: claim.readerVersion },
    rule: claim.rule,
  };
}

/** The clip's timecode from the strongest reading, the others beside it, and a word where they differ. */
function conclude(
  readings: readonly TimecodeReading[],
  rate: FrameRate | undefined,
  frameCount: number | undefined,
  input: NormaliseInput,
  facts: Fact[],
  problems: Problem[],
): ClipTimecode | undefined {
  const nominal = rate ? nominalBase(rate) : undefined;
  const main = readings.find(({ kind }) => kind === 'source');
  if (!main) {
    if (input.kind === 'SOUND') return soundTimecode(input, rate, facts);
    const still =
      input.format === 'raw-still' ||
      (input.format === 'canon-raw' && frameCount === 1) ||
      (input.format === 'dng' && !input.sequenceFrames);
    if (input.segments.length > 0 && !still) {
      problems.push({
        severity: 'WARN',
        code: 'TC_MISSING',
        message: `${input.name} has no timecode; it can only be matched by name and frame count.`,
        at: input.segments[0]?.path ?? input.name,
      });
    }
    return undefined;
  }
  const settled = settle(main, nominal);
  const origin = { source: main.source, key: main.key, raw: main.raw, readerVersion: main.readerVersion };
  const fact = (field: string, value: FactValue): Fact => ({ field, value, confidence: 1, origin, rule: main.rule });
  if (!settled) {
    if (main.label) {
      const format = { base: main.base ?? nominal ?? 30, dropFrame: main.dropFrame === true };
      facts.push(fact('timecode.start', formatLabel(main.label, format)));
      if (main.dropFrame !== undefined) facts.push(fact('timecode.dropFrame', main.dropFrame));
    }
    const reason =
      nominal === undefined && main.base === undefined
        ? 'no frame rate is known to count it in'
        : `it does not fit ${nominal ?? main.base} frames a second`;
    problems.push({
      severity: 'WARN',
      code: 'TC_BASE_UNKNOWN',
      message: `${input.name} carries the timecode ${main.raw}, and ${reason}; set its rate.`,
      at: input.segments[0]?.path ?? input.name,
    });
    return undefined;
  }
  facts.push(
    fact('timecode.start', formatTimecode(settled.start, settled)),
    fact('timecode.base', settled.base),
    fact('timecode.dropFrame', settled.dropFrame),
  );
  if (main.dropFrame === undefined && supportsDropFrame(settled.base) && rate?.den === 1001) {
    problems.push({
      severity: 'INFO',
      code: 'TC_DROP_UNKNOWN',
      message: `${input.name} does not say whether its timecode drops frames; it was counted without.`,
      at: main.key,
    });
  }
  const alternates: { kind: string; start: number; base: number; dropFrame: boolean }[] = [];
  for (const other of readings) {
    if (other === main) continue;
    const found = settle(other, nominal);
    if (!found) continue;
    const sameStart = found.start === settled.start && found.base === settled.base && found.dropFrame === settled.dropFrame;
    if (other.kind !== 'source') {
      const kind = other.kind === 'edge' ? 'edgeCode' : other.kind === 'auxiliary' ? 'filePackage' : other.kind;
      if (!sameStart && !alternates.some((known) => known.kind === kind))
        alternates.push({ kind, start: found.start, base: found.base, dropFrame: found.dropFrame });
      continue;
    }
    // Others then print the parts that the place on the tape is the sum of.
    if (main.rule === 'placeOnTape') continue;
    const known = alternates.some((one) => one.start === found.start && one.base === found.base && one.dropFrame === found.dropFrame);
    if (sameStart || known || other.source === main.source) continue;
    problems.push({
      severity: 'WARN',
      code: 'INSPECTOR_DISAGREE',
      message: `Timecode: ${main.source} says ${formatTimecode(settled.start, settled)} (${main.key}), ${other.source} says ${formatTimecode(found.start, found)} (${other.key}); the first was taken.`,
      at: 'timecode.start',
    });
  }
  const filePackage = alternates.find(({ kind }) => kind === 'filePackage');
  if (filePackage) {
    problems.push({
      severity: 'WARN',
      code: 'TC_PACKAGES_DIFFER',
      message: `The material package starts at ${formatTimecode(settled.start, settled)}, the file package at ${formatTimecode(filePackage.start, filePackage)}; the first is what plays and was taken, the other is kept as an alternate.`,
      at: 'timecode.start',
    });
  }
  const spanned = settled.runs.length > 0 ? settled.runs : segmentRuns(input.raw, input.segments, settled, nominal);
  const perLabel = framesPerLabel(rate, settled.base);
  const { timecode, note } = withRuns({ ...settled, runs: spanned }, frameCount, perLabel, input.name);
  if (note) problems.push(note);
  const broken = note ? undefined : sequenceBreak(input, timecode, nominal, perLabel);
  if (broken) problems.push(broken);
  return { ...timecode, alternates };
}

/** A clip that crosses midnight is two runs; one whose timecode breaks has a run for each part. */
function withRuns(
  timecode: ClipTimecode,
  frameCount: number | undefined,
  perLabel: number,
  name: string,
): { timecode: ClipTimecode; note?: Problem } {
  const day = framesPerDay(timecode);
  if (timecode.runs.length > 1) {
    const breaks = timecode.runs.length - 1;
    return {
      timecode,
      note: {
        severity: 'WARN',
        code: 'TC_DISCONTINUOUS',
        message: `The timecode of ${name} breaks ${breaks} time(s), first at frame ${timecode.runs[1]?.frame}; each part is matched by itself.`,
        at: 'timecode.runs',
      },
    };
  }
  if (frameCount !== undefined && timecode.start + Math.ceil(frameCount / perLabel) > day) {
    return {
      timecode: {
        ...timecode,
        runs: [
          { frame: 0, label: timecode.start },
          { frame: (day - timecode.start) * perLabel, label: 0 },
        ],
      },
    };
  }
  return { timecode };
}

/** The label of a sequence's last frame must follow from the first; between them nobody looked. */
function sequenceBreak(input: NormaliseInput, timecode: ClipTimecode, nominal: number | undefined, perLabel: number): Problem | undefined {
  if (!input.sequenceFrames) return undefined;
  const last = input.raw
    .filter(({ source }) => source.endsWith(':last'))
    .map((raw) => ({ ...raw, source: raw.source.replace(/:last$/, '') }));
  const reading = readTimecodes(last).find(({ kind }) => kind === 'source');
  const found = reading ? settle(reading, nominal) : undefined;
  const span = input.sequenceFrames.last - input.sequenceFrames.first;
  const expected = (timecode.start + Math.floor(span / perLabel)) % framesPerDay(timecode);
  if (!found || found.base !== timecode.base || found.start === expected) return undefined;
  return {
    severity: 'WARN',
    code: 'TC_DISCONTINUOUS',
    message: `The last frame of ${input.name} carries ${formatTimecode(found.start, found)}; counted from the first it would be ${formatTimecode(expected, timecode)}. Timecode breaks somewhere, or frames are missing.`,
    at: 'timecode.runs',
  };
}

/** Samples since midnight counted in the frames of the recorder's own rate. */
function soundTimecode(input: NormaliseInput, rate: FrameRate | undefined, facts: Fact[]): ClipTimecode | undefined {
  const reference = facts.find(({ field }) => field === 'audio.samplesSinceMidnight');
  const sampleRate = facts.find(({ field }) => field === 'audio.sampleRateHz')?.value;
  if (!rate || !reference || typeof reference.value !== 'number' || typeof sampleRate !== 'number') return undefined;
  const bwf = input.raw.find(({ source }) => source === 'bwf');
  const dropFrame = /^(DF|drop)/i.test(bwf?.values['ixml.SPEED.TIMECODE_FLAG'] ?? '') && supportsDropFrame(nominalBase(rate));
  const base = nominalBase(rate);
  // frames = samples / (samples a second) * (frames a second), in integers.
  const start = Number((BigInt(reference.value) * BigInt(rate.num)) / (BigInt(sampleRate) * BigInt(rate.den)));
  const day = framesPerDay({ base, dropFrame });
  const timecode: ClipTimecode = { start: start % day, base, dropFrame, runs: [], alternates: [] };
  const fact = (field: string, value: FactValue): Fact => ({ ...reference, field, value, rule: 'samplesToFrames' });
  facts.push(
    fact('timecode.start', formatTimecode(timecode.start, timecode)),
    fact('timecode.base', base),
    fact('timecode.dropFrame', dropFrame),
  );
  return timecode;
}

/** Fields where a second opinion matters: whoever is taken, the other must be seen. */
const watched: readonly string[] = ['image.width', 'image.height', 'rate.playback'];

function disagreements(raws: readonly RawMetadata[], facts: readonly Fact[]): Problem[] {
  const problems: Problem[] = [];
  for (const rule of fieldRules) {
    if (!watched.includes(rule.field)) continue;
    const fact = facts.find(({ field }) => field === rule.field);
    if (!fact || fact.origin.source === 'person') continue;
    const told = new Set<string>([fact.origin.source]);
    for (const source of rule.sources) {
      // Exports and lists describe the clip in their own resolution and rate; only engines that read the same file are compared.
      if (told.has(source.source) || !/^(mediainfo|exiftool|quicktime)$/.test(source.source) || source.confidence < 1) continue;
      for (const raw of raws) {
        if (raw.source !== source.source || raw.path !== raws[0]?.path) continue;
        const found = source.find(raw);
        if (!found) continue;
        told.add(source.source);
        if (!same(found.value, fact.value) && !isStoredHeight(rule.field, found.value, fact.value)) {
          problems.push({
            severity: 'WARN',
            code: 'INSPECTOR_DISAGREE',
            message: `${rule.field}: ${fact.origin.source} says ${String(fact.value)} (${fact.origin.key}), ${source.source} says ${String(found.value)} (${found.key}); the first was taken.`,
            at: rule.field,
          });
        }
        break;
      }
    }
  }
  return problems;
}

/** Lines that are stored: MXF descriptors give those of one field of an interlaced picture, and codecs of blocks fill up to whole blocks of 16. */
function isStoredHeight(field: string, stored: FactValue, shown: FactValue): boolean {
  if (field !== 'image.height' || typeof stored !== 'number' || typeof shown !== 'number') return false;
  const blocks = (lines: number): number => Math.ceil(lines / 16) * 16;
  return [shown / 2, shown * 2, blocks(shown), blocks(shown / 2)].includes(stored);
}

function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.code}\0${problem.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
