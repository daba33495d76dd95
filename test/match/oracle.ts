/**
 * What a careful person would answer for an event, found by trying every clip of the catalogue, one after another, against every name of the event. Written
 * from the domain notes (2.0 and the tables behind it) and apart from src/domain/match, of which nothing is used: no keys, no index, no parser.
 */
import { dayFrames, frameAt, type Counting } from './labels.ts';
import { clipNameOf, type TrueClip, type TrueEvent, type TrueRoll } from './truthSet.ts';

export type OracleAnswer =
  { readonly clip: TrueClip; readonly in: number; readonly out: number } | { readonly open: string; readonly fitting: readonly TrueClip[] };

type Relation = 'WHOLE' | 'SHORT' | 'CARD';

/** Remembered: trying everything asks the same a million times. */
function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = work(text);
    known.set(text, made);
    return made;
  };
}

const squeeze = remembered((name) => name.toUpperCase().replace(/[^A-Z0-9]+/g, ''));

/** Without what systems hang on. */
const bare = remembered((name) =>
  name
    .replace(/(_001)?\.R3D$/i, '')
    .replace(/\.(mov|mxf)$/i, '')
    .replace(/\.new\.\d+$/i, ''),
);

const isWhole = (roll: TrueRoll): boolean => roll.vendor !== 'XDCAM';

/** The clip's names: as on disk, and as the camera would call the same recording in another codec. */
const clipNames = new WeakMap<TrueClip, readonly string[]>();
function namesOf(clip: TrueClip): readonly string[] {
  const known = clipNames.get(clip) ?? everyName(clip).map(squeeze);
  clipNames.set(clip, known);
  return known;
}

function everyName(clip: TrueClip): string[] {
  return clip.roll.vendor === 'ARRI35'
    ? ['a', 'h', 'p'].map((letter) => clip.fileName.replace(/_[ahp](\w{4})$/, `_${letter}$1`))
    : [clip.fileName];
}

function isCard(written: string, roll: TrueRoll): boolean {
  if (squeeze(written) === squeeze(roll.name)) return true;
  const found = cardOf(written);
  return found !== 'none' && found.camera === roll.camera[0] && found.number === roll.number;
}

const cardOf = remembered((written): { readonly camera: string; readonly number: number } | 'none' => {
  const found = /^([A-Z])_?(\d{3,4})$/i.exec(written);
  return found ? { camera: found[1]!.toUpperCase(), number: Number(found[2]) } : 'none';
});

function relation(written: string, clip: TrueClip): Relation | undefined {
  const name = squeeze(bare(written));
  const names = namesOf(clip);
  if (names.includes(name)) return isWhole(clip.roll) ? 'WHOLE' : 'SHORT';
  if (name.length >= 4 && /\d/.test(name) && names.some((each) => each.startsWith(name))) return 'SHORT';
  return isCard(bare(written), clip.roll) ? 'CARD' : undefined;
}

/** The event's frames in the clip by its labels, on the circle of a day; undefined where its counting is another. */
function framesIn(event: TrueEvent, clip: TrueClip, start = clip.start): { readonly in: number; readonly out: number } | undefined {
  const { base, labelIn, labelOut, held } = event.written;
  let counting: Counting = clip.counting;
  let scale = clip.perLabel;
  let first = start;
  if (base === clip.counting.base * clip.perLabel && clip.perLabel > 1) {
    counting = { base, drop: clip.counting.drop };
    scale = 1;
    first = start * clip.perLabel;
  } else if (base !== clip.counting.base) return undefined;
  const [from, to] = [frameAt(labelIn, counting), frameAt(labelOut, counting)];
  if (from === undefined || to === undefined) return undefined;
  const day = dayFrames(counting);
  const length = held ? 1 : (to - from + day) % day;
  let offset = from - first;
  if (offset < -day / 2) offset += day;
  if (offset > day / 2) offset -= day;
  return { in: offset * scale, out: (offset + length) * scale };
}

type Fit = {
  readonly clip: TrueClip;
  readonly in: number;
  readonly out: number;
  readonly full: boolean;
  readonly relation: Relation;
  readonly written: string;
  /** Its card is named too, by another name of the event. */
  readonly card?: string;
};

function fitsOf(event: TrueEvent, catalogue: readonly TrueClip[]): Fit[] {
  return catalogue.flatMap((clip): Fit[] => {
    const relations = event.written.names.flatMap((written) => {
      const found = relation(written, clip);
      return found ? [{ relation: found, written }] : [];
    });
    const best = (['WHOLE', 'SHORT', 'CARD'] as const)
      .map((kind) => relations.find((each) => each.relation === kind))
      .find((each) => each !== undefined);
    if (!best) return [];
    for (const start of [clip.start, ...(clip.edgeStart === undefined ? [] : [clip.edgeStart])]) {
      const frames = framesIn(event, clip, start);
      if (!frames || frames.out <= 0 || frames.in >= clip.frames) continue;
      const card = relations.find((each) => each.relation === 'CARD' && each.written !== best.written)?.written;
      return [{ clip, ...frames, full: frames.in >= 0 && frames.out <= clip.frames, ...best, ...(card === undefined ? {} : { card }) }];
    }
    return [];
  });
}

/** Could a clip of this roll, here or missing, be written so? Every number that a camera counts to is tried; what varies (time, random letters) counts as equal. */
function couldMean(written: string, roll: TrueRoll): boolean {
  if (isCard(bare(written), roll)) return true;
  const name = squeeze(bare(written));
  for (const possible of possibleNames(roll)) {
    const wild = roll.vendor === 'BLACKMAGIC' ? 8 : roll.vendor === 'CANON' || roll.vendor === 'ARRI35' ? 15 : possible.length;
    if (possible.slice(0, wild).startsWith(name.slice(0, wild)) || (name.length > wild && name.startsWith(possible.slice(0, wild))))
      return true;
  }
  return false;
}

const possible = new WeakMap<TrueRoll, readonly string[]>();
function possibleNames(roll: TrueRoll): readonly string[] {
  const known = possible.get(roll) ?? Array.from({ length: 999 }, (_, index) => squeeze(clipNameOf(roll, index + 1, 0, '..')));
  possible.set(roll, known);
  return known;
}

const secondsOf = (clip: TrueClip): readonly [number, number] => [
  clip.start / clip.counting.base,
  (clip.start + clip.frames / clip.perLabel) / clip.counting.base,
];

const spans = new WeakMap<TrueRoll, readonly [number, number]>();

/** The roll's clips, first to last, gaps included. A roll over midnight goes on beyond 24 hours. */
function spanOf(roll: TrueRoll, catalogue: readonly TrueClip[]): readonly [number, number] {
  const known = spans.get(roll) ?? measure(roll, catalogue);
  spans.set(roll, known);
  return known;
}

function measure(roll: TrueRoll, catalogue: readonly TrueClip[]): readonly [number, number] {
  const own = catalogue.filter((clip) => clip.roll === roll).map(secondsOf);
  const early = own.some(([start]) => start > 12 * 3600) && own.some(([start]) => start < 6 * 3600) && roll.day === 3;
  const turned = own.map(([start, end]): [number, number] => (early && start < 6 * 3600 ? [start + 86400, end + 86400] : [start, end]));
  return [Math.min(...turned.map(([start]) => start)), Math.max(...turned.map(([, end]) => end))];
}

function covered(roll: TrueRoll, catalogue: readonly TrueClip[], event: TrueEvent): boolean {
  const { names } = event.written;
  const [hours, minutes, seconds, frames] = event.written.labelIn.split(/[:;]/).map(Number) as [number, number, number, number];
  const at = hours * 3600 + minutes * 60 + seconds + frames / event.written.base;
  const [start, end] = spanOf(roll, catalogue);
  // A second to each side: where drop-frame labels and seconds part, a doubt is a doubt. A card's name alone may also mean clips that were lost at its
  // ends, of which nothing tells how many there were: three of the card's own paces are in doubt.
  const shown = catalogue.filter((clip) => clip.roll === roll).length;
  const edge = names.some((name) => cardOf(bare(name)) !== 'none' || squeeze(bare(name)) === squeeze(roll.name))
    ? (3 * (end - start)) / shown
    : 0;
  return [at - 86400, at, at + 86400].some((second) => second >= start - edge - 4 && second < end + edge + 4);
}

function wholeRoll(event: TrueEvent | undefined, catalogue: readonly TrueClip[]): TrueRoll | undefined {
  const whole = event === undefined ? [] : fitsOf(event, catalogue).filter((fit) => fit.relation === 'WHOLE');
  return whole.length === 1 ? whole[0]!.clip.roll : undefined;
}

/** The answer for one event of a list, with its neighbours. */
export function answerOf(
  events: readonly TrueEvent[],
  index: number,
  catalogue: readonly TrueClip[],
  rolls: readonly TrueRoll[],
): OracleAnswer {
  const event = events[index]!;
  const fits = fitsOf(event, catalogue);
  const fitting = fits.map((fit) => fit.clip);
  const whole = fits.filter((fit) => fit.relation === 'WHOLE');
  const [only] = whole;
  if (whole.length > 1) return { open: 'several of this name', fitting };
  if (only) return { clip: only.clip, in: Math.max(0, only.in), out: Math.min(only.clip.frames, only.out) };
  // A clip whose name and whose card are both written outweighs one that only shares one of them.
  const both = fits.filter((fit) => fit.relation === 'SHORT' && fit.card !== undefined);
  const loose = both.length > 0 ? both : fits;
  const [hit] = loose;
  if (loose.length !== 1 || !hit) return { open: fits.length === 0 ? 'nothing fits' : 'several fit', fitting };
  if (!hit.full) return { open: 'a part only, under a short name', fitting };
  const rival = rolls.some(
    (roll) =>
      roll !== hit.clip.roll &&
      (hit.card === undefined && !isWhole(hit.clip.roll) && hit.relation === 'SHORT' ? true : couldMean(hit.card ?? hit.written, roll)) &&
      covered(roll, catalogue, event),
  );
  if (rival && ![events[index - 1], events[index + 1]].some((near) => wholeRoll(near, catalogue) === hit.clip.roll)) {
    return { open: 'a missing clip could be meant', fitting };
  }
  return { clip: hit.clip, in: hit.in, out: hit.out };
}
