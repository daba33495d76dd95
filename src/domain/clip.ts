import type { Problem } from './problem.ts';
import type { FrameRate } from './frameRate.ts';

/** A run of consecutive timecode: clip frame `frame` carries the label that is `label` frames after midnight in the clip's format. */
export type TimecodeRun = { readonly frame: number; readonly label: number };

/** The value of a fact over [in, out) of the clip's frames. */
export type FactRun = { readonly in: number; readonly out: number; readonly value: FactValue };

export type FactValue = string | number | boolean | readonly FactValue[] | { readonly [key: string]: FactValue | null };

/** A value with an origin. `field` is the dotted path of the inspect JSON (`color.whiteBalanceKelvin`). */
export type Fact = {
  readonly field: string;
  /** Of the first frame. Rates are `24000/1001` text. */
  readonly value: FactValue;
  readonly unit?: string;
  /** Present where the value changes within the clip. */
  readonly runs?: readonly FactRun[];
  /** 1 stated by the camera, less where it is derived. */
  readonly confidence: number;
  readonly origin: FactOrigin;
  /** The normalising rule that read `raw`. */
  readonly rule: string;
};

export type FactOrigin = {
  /** `exiftool`, `mediainfo`, `dpx`, `sidecar:NonRealTimeMeta`, `person`. */
  readonly source: string;
  readonly key: string;
  readonly raw: string;
  readonly readerVersion: string;
};

/** Raw metadata of one reading: flat `key → text` of one engine or reader; survives unchanged so that a better mapping can re-run. */
export type RawMetadata = {
  readonly source: string;
  readonly readerVersion: string;
  /** Path of the file it was read from, relative to the clip's folder where possible. */
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
  /** Per-frame tables: key → runs of text. */
  readonly runs?: Readonly<Record<string, readonly { readonly in: number; readonly out: number; readonly value: string }[]>>;
};

export type ClipSegment = { readonly path: string; readonly sizeBytes: number; readonly frameCount?: number };

/** Timecode of a clip as frames. `start` and run labels are frames since midnight in { base, dropFrame }. */
export type ClipTimecode = {
  readonly start: number;
  readonly base: number;
  readonly dropFrame: boolean;
  readonly runs: readonly TimecodeRun[];
  /** Edge code, auxiliary and other tracks. */
  readonly alternates: readonly { readonly kind: string; readonly start: number; readonly base: number; readonly dropFrame: boolean }[];
};

/** What inspection concludes about one clip: pure data, ready to be stored or printed (formatted by services/inspect). */
export type InspectedClip = {
  readonly name: string;
  readonly reel?: string;
  readonly format: string;
  readonly frameCount?: number;
  readonly timecode?: ClipTimecode;
  readonly playbackRate?: FrameRate;
  readonly captureRate?: FrameRate;
  readonly segments: readonly ClipSegment[];
  readonly facts: readonly Fact[];
  readonly raw: readonly RawMetadata[];
  readonly problems: readonly Problem[];
};

export type RenditionKind = 'ORIGINAL' | 'HDE' | 'PROXY' | 'TRIM' | 'TRANSCODE';

/** A place, the same on every machine: the media root's name and the path under it, `/`-separated. */
export type Place = { readonly root: string; readonly path: string };

/** The format of a clip that only lists and exports tell about. */
export const announced = 'announced';
