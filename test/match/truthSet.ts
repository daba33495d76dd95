/**
 * Productions whose every answer is known: what six makers' cameras would have shot, what of it is here, and lists as editing systems write them,
 * each event with the clip and the frames it was cut from. From matching.md 2.1 to 2.3; nothing here knows how Rushes matches.
 */
import type { Counting } from './labels.ts';

export type Vendor = 'ARRI' | 'ARRI35' | 'RED' | 'SONY' | 'CANON' | 'BLACKMAGIC' | 'XDCAM';

export type TrueRoll = {
  readonly id: string;
  readonly name: string;
  readonly vendor: Vendor;
  readonly camera: string;
  readonly number: number;
  readonly day: number;
  readonly date: string;
  readonly serial: string;
};

export type TrueClip = {
  readonly roll: TrueRoll;
  readonly number: number;
  /** The name that the camera gave. */
  readonly name: string;
  /** The name it has on disk here: another for a copy in another codec. */
  readonly fileName: string;
  readonly counting: Counting;
  /** Fraction as text, and clip frames each label stands for. */
  readonly rate: readonly [number, number];
  readonly perLabel: number;
  /** First frame, in labels of the day. */
  readonly start: number;
  /** Clip frames shot, and those of the copy that is here. */
  readonly shot: number;
  readonly frames: number;
  readonly edgeStart?: number;
  /** HERE; ANNOUNCED: known, no copy; ABSENT: never registered. */
  readonly presence: 'HERE' | 'ANNOUNCED' | 'ABSENT';
};

export type TrueEvent = {
  readonly number: string;
  /** As it stands in the list: every name, and the labels in the list's counting. */
  readonly written: {
    readonly names: readonly string[];
    readonly labelIn: string;
    readonly labelOut: string;
    readonly base: number;
    readonly held: boolean;
  };
  readonly convention: string;
  readonly clip?: TrueClip;
  /** Clip frames that the event shows, as shot. */
  readonly in: number;
  readonly out: number;
};

export type TrueList = {
  readonly name: string;
  readonly text: string;
  /** Given by hand with the list, as an assistant would. */
  readonly rate?: readonly [number, number];
  readonly events: readonly TrueEvent[];
};

export type TruthSet = {
  readonly seed: number;
  readonly rolls: readonly TrueRoll[];
  readonly clips: readonly TrueClip[];
  readonly lists: readonly TrueList[];
};

export type Random = {
  readonly next: () => number;
  readonly below: (n: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly chance: (p: number) => boolean;
};

/** Mulberry32: small, and the same everywhere for a seed. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { next, below, pick: (from) => from[below(from.length)]!, chance: (p) => next() < p };
}
