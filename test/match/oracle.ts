/**
 * What a careful person would answer for an event, found by trying every clip of the catalogue, one after another, against every name of the event. Written
 * from the domain notes (2.0 and the tables behind it) and apart from src/domain/match, of which nothing is used: no keys, no index, no parser.
 */
import { dayFrames, frameAt, type Counting } from './labels.ts';
import { clipNameOf, pad } from './truthFootage.ts';
import type { TrueClip, TrueEvent, TrueRoll } from './truthSet.ts';

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
  /** By the code that begins again on each card. */
  readonly edge: boolean;
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
      return [
        {
          clip,
          ...frames,
          full: frames.in >= 0 && frames.out <= clip.frames,
          edge: start === clip.edgeStart && start !== clip.start,
          ...best,
          ...(card === undefined ? {} : { card }),
        },
      ];
    }
    return [];
  });
}

/** Could the clip of this number of the roll, here or missing, be written so? What varies (time, random letters) counts as equal. */
function couldBe(written: string, roll: TrueRoll, number: number): boolean {
  if (isCard(bare(written), roll)) return true;
  const name = squeeze(bare(written));
  const possible = possibleNames(roll)[number - 1]!;
  const wild = roll.vendor === 'BLACKMAGIC' ? 8 : roll.vendor === 'CANON' || roll.vendor === 'ARRI35' ? 15 : possible.length;
  return possible.slice(0, wild).startsWith(name.slice(0, wild)) || (name.length > wild && name.startsWith(possible.slice(0, wild)));
}

const numbers = Array.from({ length: 999 }, (_, index) => index + 1);

/** Every number that a camera counts to is tried. */
const couldMean = (written: string, roll: TrueRoll): boolean => numbers.some((number) => couldBe(written, roll, number));

const possible = new WeakMap<TrueRoll, readonly string[]>();
function possibleNames(roll: TrueRoll): readonly string[] {
  const known = possible.get(roll) ?? numbers.map((number) => squeeze(clipNameOf(roll, number, 0, '..')));
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
  // The fourth day is a night: what is early was shot after midnight.
  const turned = own.map(([start, end]): [number, number] =>
    roll.day === 3 && start < 12 * 3600 ? [start + 86400, end + 86400] : [start, end],
  );
  return [Math.min(...turned.map(([start]) => start)), Math.max(...turned.map(([, end]) => end))];
}

/** A clip that is missing at an end of a roll: one or two numbers more, and shot while its camera had no other roll in it; on the day's last roll, until ten minutes after all cameras. */
const lostAtAnEnd = 2;
const wrapSeconds = 600;

function secondOf({ written: { labelIn, base } }: TrueEvent): number {
  const [hours, minutes, seconds, frames] = labelIn.split(/[:;]/).map(Number) as [number, number, number, number];
  return hours * 3600 + minutes * 60 + seconds + frames / base;
}

function covered(written: string, roll: TrueRoll, catalogue: readonly TrueClip[], rolls: readonly TrueRoll[], event: TrueEvent): boolean {
  const at = secondOf(event);
  const [start, end] = spanOf(roll, catalogue);
  const [free, wrap] = freeAround(roll, catalogue, rolls);
  const shown = catalogue.filter((clip) => clip.roll === roll).map((clip) => clip.number);
  const [first, last] = [Math.min(...shown), Math.max(...shown)];
  const lost = (from: number, to: number): boolean => numbers.slice(from - 1, to).some((number) => couldBe(written, roll, number));
  let [earliest, latest] = [start, end];
  if (first > 1 && lost(Math.max(1, first - lostAtAnEnd), first - 1)) {
    earliest = free;
  }
  // Also of the last one more may have been shot than is here.
  if (lost(last, last + lostAtAnEnd)) {
    latest = wrap;
  }
  return isWithin(at, earliest, latest);
}

/** A few seconds to each side: where drop-frame labels and seconds part, a doubt is a doubt. */
const isWithin = (at: number, earliest: number, latest: number): boolean =>
  [at - 86400, at, at + 86400].some((second) => second >= earliest - 4 && second < latest + 4);

const isOneCamera = (a: TrueRoll, b: TrueRoll): boolean => a.camera === b.camera && a.serial === b.serial;

/** From when until when, that day, the roll's camera had no other known roll in it. */
function freeAround(roll: TrueRoll, catalogue: readonly TrueClip[], rolls: readonly TrueRoll[]): readonly [number, number] {
  const [start, end] = spanOf(roll, catalogue);
  const day = rolls.filter((other) => other.day === roll.day).map((other) => ({ other, span: spanOf(other, catalogue) }));
  const own = day.filter(({ other }) => other !== roll && isOneCamera(other, roll));
  const before = own.map(({ span }) => span[1]).filter((second) => second <= start);
  const after = own.map(({ span }) => span[0]).filter((second) => second >= end);
  return [
    before.length > 0 ? Math.max(...before) : Math.min(...day.map(({ span }) => span[0])) - wrapSeconds,
    after.length > 0 ? Math.min(...after) : Math.max(...day.map(({ span }) => span[1])) + wrapSeconds,
  ];
}

/**
 * A card of which nothing is here, not even its name: beside each known roll of a camera, the one of the next number and the one of the number before, unless
 * the camera's own roll of that number goes with it (that day, or before the camera comes to the known one's number again).
 */
function couldBeLostRoll(written: string, event: TrueEvent, catalogue: readonly TrueClip[], rolls: readonly TrueRoll[]): boolean {
  const at = secondOf(event);
  return rolls.some((roll) =>
    [1, -1].some((step) => {
      const number = roll.number + step;
      const same = rolls.filter((other) => isOneCamera(other, roll));
      const again = same
        .filter((other) => other.number === roll.number && (other.day - roll.day) * step > 0)
        .map((other) => other.day * step);
      const until = Math.min(...again);
      const isHere = same.some((other) => other.number === number && other.day * step >= roll.day * step && other.day * step < until);
      if (number < 1 || isHere) return false;
      const digits = String(roll.number).length;
      const name = roll.name.replace(pad(roll.number, 3), pad(number, 3));
      if (digits > 3 || name === roll.name) throw new Error(`No name for the roll beside ${roll.name}.`);
      const [start, end] = spanOf(roll, catalogue);
      const [free, wrap] = freeAround(roll, catalogue, rolls);
      return (
        isWithin(at, ...(step === 1 ? ([end, wrap] as const) : ([free, start] as const))) && couldMean(written, { ...roll, name, number })
      );
    }),
  );
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
  const anyCard = hit.card === undefined && !isWhole(hit.clip.roll) && hit.relation === 'SHORT';
  const rival =
    rolls.some(
      (roll) =>
        (roll !== hit.clip.roll || hit.edge) &&
        (anyCard || couldMean(hit.card ?? hit.written, roll)) &&
        covered(hit.card ?? hit.written, roll, catalogue, rolls, event),
    ) ||
    (!anyCard && couldBeLostRoll(hit.card ?? hit.written, event, catalogue, rolls));
  if (rival && ![events[index - 1], events[index + 1]].some((near) => wholeRoll(near, catalogue) === hit.clip.roll)) {
    return { open: 'a missing clip could be meant', fitting };
  }
  return { clip: hit.clip, in: hit.in, out: hit.out };
}
