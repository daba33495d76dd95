/** The composition of an AAF as the mob-chain walker sees it: plain data, before it becomes a Timeline. */
export type AafDocument = {
  readonly name?: string;
  readonly rate?: string;
  readonly events: readonly AafEvent[];
  readonly problems: readonly { readonly severity: 'ERROR' | 'WARN' | 'INFO'; readonly code: string; readonly message: string }[];
};

export type AafTimecode = { readonly start: number; readonly base: number; readonly dropFrame: boolean };

/** Frames are integers in `sourceRate` or `recordRate` (exact fractions as text, `24000/1001`). */
export type AafEvent = {
  readonly number: number;
  readonly track: string;
  readonly media: 'PICTURE' | 'SOUND' | 'OTHER';
  readonly kind: 'CUT' | 'DISSOLVE' | 'WIPE' | 'FREEZE' | 'GENERATOR';
  /** Absent for the clips of a bin. */
  readonly recordStart?: number;
  readonly recordFrames?: number;
  readonly recordRate: string;
  readonly recordTimecode?: AafTimecode;
  /** Frame of the tape's or file's timecode track, offsets of the whole mob chain summed; absent where the chain has none. */
  readonly sourceStart?: number;
  readonly sourceFrames?: number;
  readonly sourceRate?: string;
  readonly sourceTimecode?: AafTimecode;
  /** Frames from the start of the media file; independent of timecode. */
  readonly mediaStart?: number;
  readonly speed?: string;
  readonly variableSpeed?: boolean;
  readonly transitionFrames?: number;
  readonly names: readonly { readonly kind: string; readonly value: string }[];
  readonly markers?: readonly { readonly frame?: number; readonly color?: string; readonly text: string }[];
  readonly extra?: Readonly<Record<string, string>>;
};

/** Reads AAF files in a process apart: a broken compound file may exhaust memory or time, and must take nobody with it. */
export type AafReader = {
  /** Throws Unavailable when the engine is not installed, Unreadable when the file is no AAF, LimitExceeded past its time or memory. */
  readonly read: (bytes: Uint8Array, fileName: string) => Promise<AafDocument>;
};
