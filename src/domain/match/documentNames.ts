/** Which clip a document means by what it writes: the clip id of an AMF, the names of a CDL. The same evidence as for the events of a list. */
import type { AmfClipId } from '../amf.ts';
import type { Cdl, Correction } from '../cdl.ts';
import { fitsBase, labelTicks, parseTimecode } from '../timecode.ts';
import type { TimelineEvent } from '../timeline.ts';
import { eventLookup, labelSpans, type EventLookup } from './keys.ts';
import type { MatchClip, Tier } from './result.ts';
import { nameEvidence } from './tier.ts';

type Names = Pick<TimelineEvent, 'reel' | 'names'>;
/** Beyond this a name means a roll or a time, not a clip. */
const weakestTier: Tier = 5;

/** `A001_C012_###.exr` with its first number in place of the index characters. */
function sequenceName({ pattern, index, min }: NonNullable<AmfClipId['sequence']>): string {
  const place = new RegExp(`${index.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}+`);
  return pattern
    .replace(place, (found) => String(min).padStart(Math.max(found.length, 5), '0'))
    .replace(/[_.-]?(\d{5,8})(\.\w+)?$/, '.$1$2');
}

/** What an AMF writes, as an event would. */
function namesOf({ name, file, uuid, sequence }: AmfClipId): Names {
  return {
    reel: '',
    names: [
      ...(uuid === undefined ? [] : [{ kind: 'UUID' as const, value: uuid }]),
      ...(file === undefined ? [] : [{ kind: 'SOURCE_FILE' as const, value: decoded(file) }]),
      ...(sequence ? [{ kind: 'SOURCE_FILE' as const, value: sequenceName(sequence) }] : []),
      { kind: 'FROM_CLIP_NAME' as const, value: name },
    ],
  };
}

/** Files are URIs in an AMF. */
function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}

export function clipIdLookup(id: AmfClipId): EventLookup {
  return eventLookup(namesOf(id), undefined);
}

/** True where the clip id can mean this clip. */
export function isClipId(id: AmfClipId, clip: MatchClip): boolean {
  return (nameEvidence(namesOf(id), clip)?.tier ?? 7) <= weakestTier;
}

/**
 * The clips that a clip id means: one where it is resolved, none or several where it is not. The strongest evidence counts; among equals the one whose
 * length is that of the sequence.
 */
export function clipsMeant(id: AmfClipId, candidates: readonly MatchClip[]): readonly MatchClip[] {
  const judged = candidates.flatMap((clip) => {
    const tier = nameEvidence(namesOf(id), clip)?.tier;
    return tier !== undefined && tier <= weakestTier ? [{ clip, tier }] : [];
  });
  const best = Math.min(...judged.map(({ tier }) => tier));
  const equal = judged
    .filter(({ tier }) => tier === best)
    .map(({ clip }) => clip)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
  if (equal.length < 2 || !id.sequence) return equal;
  const frames = id.sequence.max - id.sequence.min + 1;
  const long = equal.filter((clip) => clip.frameCount === frames);
  return long.length === 1 ? long : equal;
}

export type FoundCorrection = {
  readonly correction?: Correction;
  /** Different corrections that fit: 0 or several where none is chosen. */
  readonly fitting: number;
};

const numbersOf = ({ slope, offset, power, saturation }: Cdl): string => JSON.stringify([slope, offset, power, saturation]);

/**
 * The correction that a CDL document has for a clip: the only one, where it names no other media; else the one whose id, names or reel and timecode mean
 * it. Never one of several that differ.
 */
export function correctionFor(corrections: readonly Correction[], clip: MatchClip): FoundCorrection {
  const [only] = corrections;
  if (corrections.length === 1 && only!.names === undefined) return { correction: only!, fitting: 1 };
  const fitting = corrections.filter((correction) => means(correction, clip));
  const different = new Set(fitting.map(numbersOf));
  return { fitting: different.size, ...(different.size === 1 ? { correction: fitting[0]! } : {}) };
}

function means({ id, names = [], sourceIn }: Correction, clip: MatchClip): boolean {
  const written = [...(id === undefined ? [] : [id]), ...names].map((value) => ({ kind: 'SOURCE_FILE' as const, value }));
  const evidence = nameEvidence({ reel: '', names: written }, clip);
  if (!evidence || evidence.tier > 6) return false;
  // A reel means the clip that ran then; a name means it whatever the list's labels are, but not where they say another.
  const inside = sourceIn === undefined ? undefined : holds(clip, sourceIn);
  return evidence.tier === 6 ? inside === true : inside !== false || !evidence.loose;
}

/** True where the clip was running at this label; undefined where that cannot be told. */
function holds(clip: MatchClip, text: string): boolean | undefined {
  const label = parseTimecode(text);
  if (!clip.timecode || clip.frameCount === undefined || !label || !fitsBase(label, clip.timecode.base)) return undefined;
  const tick = labelTicks(label, clip.timecode.base);
  return tick !== undefined && labelSpans(clip).some(({ start, end }) => start <= tick && tick < end);
}
