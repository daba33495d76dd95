import { normalisedKey, stemKey } from '../clipName.ts';
import type { Fact } from '../clip.ts';
import { labelSpans } from '../match/keys.ts';
import type { ClipNameRecord, ClipRecord, Roll } from '../ports/catalogue.ts';
import { lensMoments, type LensField } from './lensMoments.ts';
import { rawKeyOf, words } from './parse.ts';

/** What the search engines hold of a clip: derived, thrown away and rebuilt at will. Raise the version when its content changes. */
export const documentVersion = 3;

/** From the first to the last, both within. */
export type Range = { readonly gte: number; readonly lte: number };
const rangeOf = ([gte, lte]: readonly [number, number]): Range => ({ gte, lte });

export type SearchDocument = {
  readonly clipId: string;
  readonly productionId: string;
  readonly revision: number;
  /** Lower-case, for exact conditions. */
  readonly keywords: Readonly<Record<string, readonly string[]>>;
  /** As written, for counts. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly numbers: Readonly<Record<string, readonly number[]>>;
  /** Each run, in ticks of the label clock. */
  readonly timecode: readonly Range[];
  /** What the lens did at its moments. */
  readonly lens: readonly Readonly<Partial<Record<LensField, Range>>>[];
  /** Vendor's key → its values, both lower-case. */
  readonly raw: Readonly<Record<string, readonly string[]>>;
  /** ISO days. */
  readonly days: Readonly<Record<string, readonly string[]>>;
  /** All words of names, facts and raw metadata, one space apart and one at both ends. */
  readonly text: string;
  readonly names: readonly string[];
  /** Never absent, so that both engines page alike. */
  readonly sort: { readonly name: string; readonly shootDate: string; readonly timecode: number; readonly createdAt: string };
  readonly archived: boolean;
};

/** Words of raw metadata that are kept; a file with a million of them is not searched better by all. */
const maxWords = 4000;
const lastDay = '9999-12-31';
const afterAllTimecodes = 1_000_000_000;

/** Characters of a raw value that can be found as a whole, and keys of a clip that are kept. */
const longestRawValue = 256;
const maxRawKeys = 1500;

export type RawValue = { readonly key: string; readonly value: string };

export type SearchSource = {
  readonly clip: ClipRecord;
  readonly roll: Roll | undefined;
  readonly names: readonly ClipNameRecord[];
  readonly facts: readonly Fact[];
  readonly raw: readonly RawValue[];
  readonly online: boolean;
};

/** Builds the search document of a clip. Pure. */
export function searchDocument({ clip, roll, names, facts, raw, online }: SearchSource): SearchDocument {
  const fact = new Map(facts.map((each) => [each.field, each]));
  const text = (field: string): string | undefined => {
    const value = fact.get(field)?.value;
    return value === undefined ? undefined : String(value);
  };
  const width = text('image.width');
  const height = text('image.height');
  const facets = compact({
    cameraIndex: clip.cameraIndex ?? text('camera.index'),
    make: text('camera.make'),
    model: text('camera.model'),
    format: clip.format,
    codec: text('image.codec'),
    resolution: width && height ? `${width}x${height}` : undefined,
    rate: clip.playbackRate ? `${clip.playbackRate.num}/${clip.playbackRate.den}` : undefined,
    reel: clip.reel,
    shootDate: clip.shootDate,
    scene: text('slate.scene'),
    exposureIndex: text('exposure.exposureIndex'),
    whiteBalance: text('color.whiteBalanceKelvin'),
    lens: text('lens.model'),
    state: clip.state,
    online: String(online),
  });
  const keywords = compact({
    name: [...new Set([clip.name, stemKey(clip.name), ...names.map((name) => name.value)])],
    reel: clip.reel,
    roll: roll?.name,
    rollId: roll?.id,
    camera: clip.cameraIndex ?? text('camera.index'),
    make: text('camera.make'),
    model: text('camera.model'),
    serial: text('camera.serial'),
    format: clip.format,
    codec: text('image.codec'),
    resolution: facets['resolution']?.[0],
    rate: facets['rate']?.[0],
    state: clip.state,
    kind: clip.kind,
    scene: text('slate.scene'),
    shot: text('slate.shot'),
    take: text('slate.take'),
    lens: text('lens.model'),
    transfer: text('color.transfer'),
    primaries: text('color.primaries'),
    look: text('color.look'),
    online: String(online),
    location: text('slate.location'),
    unit: text('slate.unit'),
    circled: text('slate.circled'),
    problem: [...new Set(clip.problems.map((problem) => problem.code))],
  });
  const searchable = [
    clip.name,
    normalisedKey(clip.name),
    ...names.flatMap((name) => [name.value, normalisedKey(name.value)]),
    roll?.name ?? '',
    ...facts.map((each) => String(each.value)),
    ...raw.map(({ value }) => value),
  ];
  return {
    clipId: clip.id,
    productionId: clip.productionId,
    revision: clip.revision,
    facets,
    keywords: Object.fromEntries(Object.entries(keywords).map(([key, values]) => [key, values.map((value) => value.toLowerCase())])),
    numbers: numbersOf(fact, clip),
    timecode: labelSpans({
      name: clip.name,
      names: [],
      ...(clip.frameCount === undefined ? {} : { frameCount: clip.frameCount }),
      ...(clip.timecode ? { timecode: clip.timecode } : {}),
    })
      .filter((span) => span.start >= 0)
      .map((span) => rangeOf([span.start, span.end - 1])),
    lens: lensMoments(fact).map((moment) => Object.fromEntries(Object.entries(moment).map(([field, values]) => [field, rangeOf(values)]))),
    raw: rawOf(raw),
    days: clip.shootDate ? { day: [clip.shootDate] } : {},
    text: ` ${searchable.flatMap(words).slice(0, maxWords).join(' ')} `,
    names: [...new Set([clip.name, ...names.map((name) => name.value)])],
    sort: {
      name: clip.name.toLowerCase(),
      shootDate: clip.shootDate ?? lastDay,
      timecode: clip.timecode
        ? (labelSpans({ name: '', names: [], timecode: clip.timecode })[0]?.start ?? afterAllTimecodes)
        : afterAllTimecodes,
      createdAt: clip.createdAt.toISOString(),
    },
    archived: clip.archivedAt !== undefined,
  };
}

function compact(values: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined || value.length === 0 ? [] : [[key, typeof value === 'string' ? [value] : value] as const],
    ),
  );
}

function numbersOf(fact: ReadonlyMap<string, Fact>, clip: ClipRecord): Record<string, readonly number[]> {
  const fields = {
    ei: 'exposure.exposureIndex',
    iso: 'exposure.iso',
    wb: 'color.whiteBalanceKelvin',
    shutter: 'exposure.shutterAngle',
    width: 'image.width',
    height: 'image.height',
    squeeze: 'image.anamorphicSqueeze',
  };
  const numbers: Record<string, readonly number[]> = {};
  for (const [name, field] of Object.entries(fields)) {
    const values = allValues(fact.get(field));
    if (values.length > 0) numbers[name] = values;
  }
  if (clip.frameCount !== undefined) numbers['frames'] = [clip.frameCount];
  return numbers;
}

/** Every value that a fact has over the clip, as numbers. */
function allValues(fact: Fact | undefined): number[] {
  if (!fact) return [];
  return [...new Set([fact.value, ...(fact.runs ?? []).map((run) => run.value)].map(Number).filter(Number.isFinite))];
}

function rawOf(values: readonly RawValue[]): Record<string, readonly string[]> {
  const raw = new Map<string, Set<string>>();
  for (const { key, value } of values) {
    const name = rawKeyOf(key);
    const text = value.trim().toLowerCase();
    if (name === '' || text === '' || text.length > longestRawValue || (raw.size >= maxRawKeys && !raw.has(name))) continue;
    raw.set(name, (raw.get(name) ?? new Set()).add(text));
  }
  return Object.fromEntries([...raw].map(([key, texts]) => [key, [...texts]]));
}
