import type { ClipTimecode } from '../clip.ts';
import type { FrameRate } from '../frameRate.ts';

export type MatchState =
  'MATCHED' | 'MATCHED_PARTIAL' | 'AMBIGUOUS' | 'NAME_ONLY' | 'TC_ONLY' | 'OFFLINE_KNOWN' | 'GENERATED' | 'NON_CAMERA' | 'UNMATCHED';

/** 1 identity, 2 exact stem, 3 normalised name, 4 structured name, 5 truncated, 6 reel, 7 timecode only. */
export type Tier = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A machine code and a plain sentence. */
export type Reason = { readonly code: string; readonly message: string };

/** A clip as the matcher sees it. */
export type MatchClip = {
  readonly id: string;
  readonly name: string;
  readonly names: readonly { readonly kind: string; readonly value: string }[];
  readonly reel?: string;
  readonly rollId?: string;
  readonly roll?: string;
  readonly shootDate?: string;
  readonly frameCount?: number;
  readonly timecode?: ClipTimecode;
  readonly playbackRate?: FrameRate;
  readonly captureRate?: FrameRate;
  /** At least one copy is there. */
  readonly present: boolean;
};

/** Where a roll's clips lie on the label clock, gaps included. */
export type RollSpan = {
  readonly rollId: string;
  readonly name: string;
  readonly labelStart: number;
  readonly labelEnd: number;
  readonly shootDate?: string;
  /** Numbers of its first and last known clips, where their names tell. */
  readonly firstClip?: number;
  readonly lastClip?: number;
  /** Label ticks between which its camera had no other roll loaded that day: as far as a clip that is missing here may lie before or behind the known ones. */
  readonly earliest?: number;
  readonly latest?: number;
  /** No clip of it is here: its number is free beside its camera's known rolls, and it would lie between them. */
  readonly isMissing?: true;
};

/** An editor's earlier choice for a name, in this production. */
export type EarlierDecision = {
  readonly nameKey: string;
  readonly sourceIn?: string;
  readonly sourceOut?: string;
  /** Undefined: it is none of ours. */
  readonly clipId?: string;
  readonly offsetFrames: number;
  readonly actor: string;
};

export type FramePart = { readonly clipFrameIn: number; readonly clipFrameOut: number };

/** Where an event lies in a clip: clip frames, zero-based, out exclusive; may reach beyond the clip. */
export type Placement = {
  readonly frameIn: number;
  readonly frameOut: number;
  readonly containment: 'FULL' | 'PARTIAL' | 'NONE';
  readonly missingHead: number;
  readonly missingTail: number;
  /** Present where the clip's timecode breaks inside the event. */
  readonly parts?: readonly FramePart[];
  /** Frames from the event's first frame to the clip, when outside; 0 inside. */
  readonly distance: number;
  readonly reasons: readonly Reason[];
  /** Found in another timecode than the clip's main one (edge code, auxiliary). */
  readonly track?: 'ALTERNATE';
  /** Where it lies by another timecode of the clip that holds it as well. */
  readonly other?: Placement;
};

/** One step of how an event was decided, in words. */
export type TraceStep = { readonly step: 'NAMES' | 'TIMECODE' | 'CANDIDATE' | 'REJECTED' | 'DECIDED' | 'FIX'; readonly message: string };

/** A shift that would bring all events of a roll into its clips: proposed, never applied unseen. */
export type OffsetProposal = {
  readonly rollId: string;
  readonly roll: string;
  /** Frames to add to the list's labels. */
  readonly offsetFrames: number;
  /** Numbers of the events that only fit so. */
  readonly events: readonly string[];
  /** Events of the roll that were looked at. */
  readonly of: number;
  readonly message: string;
};

export type MatchCandidate = {
  readonly clipId: string;
  readonly clip: string;
  readonly roll?: string;
  readonly tier: Tier;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly clipFrameIn?: number;
  readonly clipFrameOut?: number;
};

/**
 * What a fix comes to where it can be done at once: the list read again at the rate of the clip, or the event taken as this clip with
 * frames added to its labels.
 */
export type FixAction = { readonly rereadRate: FrameRate } | { readonly clipId: string; readonly offsetFrames: number };

/** The single smallest change, as a sentence, and as something that can be done. */
export type Fix = { readonly message: string; readonly action?: FixAction };

/** `match --json` of the contract, one event. */
export type EventMatch = {
  readonly number: string;
  readonly line?: number;
  readonly reel: string;
  readonly sourceIn?: string;
  readonly sourceOut?: string;
  readonly state: MatchState;
  readonly tier?: Tier;
  readonly reasons: readonly Reason[];
  /** The single smallest change that would make the event match. */
  readonly fix?: string;
  /** What `fix` says, where it can be done at once. */
  readonly fixAction?: FixAction;
  readonly clip?: string;
  readonly clipId?: string;
  readonly roll?: string;
  readonly clipFrameIn?: number;
  readonly clipFrameOut?: number;
  readonly ranges: readonly FramePart[];
  readonly missingHeadFrames: number;
  readonly missingTailFrames: number;
  readonly candidateCount: number;
  readonly candidates: readonly MatchCandidate[];
  /** How it was decided, step by step. */
  readonly trace?: readonly TraceStep[];
};
