import type { Cdl } from './cdl.ts';
import type { Diagnostic } from './problem.ts';
import type { FrameRate } from './frameRate.ts';
import type { Rational } from './rational.ts';

/** Where a name in a list came from. All are evidence; which is stronger is decided by the matcher. */
export type EventNameKind =
  | 'FROM_CLIP_NAME'
  | 'TO_CLIP_NAME'
  | 'SOURCE_FILE'
  | 'FROM_FILE'
  | 'REEL'
  | 'TAPE'
  | 'CAMROLL'
  | 'LABROLL'
  | 'SOUNDROLL'
  | 'FULL_REEL'
  | 'SOURCE_TABLE'
  | 'TRUNCATED_FROM'
  | 'PATH'
  | 'CLIP_NAME'
  | 'MASTER_CLIP'
  | 'UUID'
  | 'UMID'
  | 'MOB_ID';

export type EventName = { readonly kind: EventNameKind; readonly value: string };

export type EventKind = 'CUT' | 'DISSOLVE' | 'WIPE' | 'KEY' | 'FREEZE' | 'GENERATOR' | 'AUDIO';

export type Marker = { readonly timecode?: string; readonly color?: string; readonly text: string };

/** One use of source material in a list. Timecodes are labels as written, normalised to `hh:mm:ss:ff` (`;` where drop-frame). */
export type TimelineEvent = {
  readonly number: string;
  /** 1-based line (or the element's line) in the file. */
  readonly line?: number;
  /** As written; empty text where the list names none. */
  readonly reel: string;
  readonly names: readonly EventName[];
  readonly track: string;
  readonly kind: EventKind;
  /** `in` inclusive, `out` exclusive. Undefined where the list has none (a clip without source timecode). */
  readonly sourceIn?: string;
  readonly sourceOut?: string;
  readonly recordIn?: string;
  readonly recordOut?: string;
  /** Source frames the event reads, out − in in the source's own base; for a freeze 1. */
  readonly sourceFrames?: number;
  readonly recordFrames?: number;
  /** Rate of the source labels. */
  readonly rate: FrameRate;
  readonly dropFrame: boolean;
  /** Rate and drop-frame of the record side, where they differ from the source's. */
  readonly recordRate?: FrameRate;
  readonly recordDropFrame?: boolean;
  /** Source frames per record frame, never negative; `reverse` says the direction. Freeze: 0/1. */
  readonly speed: Rational;
  readonly reverse: boolean;
  /** Set where the speed varies or cannot be stated; the source range is then the widest known. */
  readonly variableSpeed?: boolean;
  /**
   * The source range that really plays, where that is not what the list writes: Avid writes a reversed clip as the one frame it starts
   * from, and old systems repeat the record length on the source side of a retime. Plates need this range; the written one stays above.
   */
  readonly playedIn?: string;
  readonly playedOut?: string;
  readonly transitionFrames?: number;
  readonly cdl?: Cdl;
  readonly markers: readonly Marker[];
  /** Zero-based media frames, where the list counts from the file's first frame and no timecode is known. */
  readonly mediaFrameIn?: number;
  readonly mediaFrameOut?: number;
  /** What this reader saw and has no field for, namespaced (`ale.Scene`, `fcpxml.role`). */
  readonly extra?: Readonly<Record<string, string>>;
};

export type Timeline = {
  readonly format: string;
  readonly title?: string;
  readonly rate: FrameRate;
  /** Why the rate is this: `--rate`, the production, a header, or the evidence in the list. */
  readonly rateOrigin: string;
  readonly dropFrame: boolean;
  readonly events: readonly TimelineEvent[];
  readonly diagnostics: readonly Diagnostic[];
};

/** What the caller knows and the list may not say. */
export type TimelineOptions = {
  readonly rate?: FrameRate;
  readonly recordRate?: FrameRate;
  readonly dropFrame?: boolean;
  /** Used only where neither the caller nor the list says. */
  readonly productionRate?: FrameRate;
  readonly productionDropFrame?: boolean;
};
