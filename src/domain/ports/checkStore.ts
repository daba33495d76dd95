import type { ClipTimecode, FactValue } from '../clip.ts';
import type { FrameRate } from '../frameRate.ts';
import type { EventMatch } from '../match/result.ts';
import type { Problem, Severity } from '../problem.ts';
import type { TimelineEvent } from '../timeline.ts';
import type { Production } from './catalogue.ts';
import type { DocumentInForce } from './explainStore.ts';

/** A clip with what rules read of it; documents come apart, for they are few and hold for many. */
export type ClipToCheck = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly format?: string;
  readonly rollId?: string;
  readonly rollName?: string;
  readonly rollDay?: string;
  readonly reel?: string;
  readonly frameCount?: number;
  readonly timecode?: ClipTimecode;
  readonly playbackRate?: FrameRate;
  readonly captureRate?: FrameRate;
  readonly cameraIndex?: string;
  readonly shootDate?: string;
  readonly problems: readonly Problem[];
  readonly cardId?: string;
  readonly cardKey?: string;
  readonly cardAnswered: boolean;
  /** Under the output folder. */
  readonly thumbnail?: string;
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly sources: readonly string[];
  readonly copies: readonly {
    readonly place: string;
    readonly segments: readonly { readonly path: string; readonly sizeBytes: number; readonly modifiedMs?: number }[];
  }[];
};

export type RollToCheck = {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly kind: string;
  readonly cameraIndex?: string;
  readonly shootDay?: string;
  readonly mhlState: string;
  readonly mhl: readonly Problem[];
};

/** A document and where it is attached; all targets absent: to the production. */
export type AttachmentToCheck = DocumentInForce & {
  readonly problems: readonly Problem[];
  readonly rollId?: string;
  readonly cardId?: string;
  readonly ofClip?: string;
};

export type PullToCheck = {
  readonly id: string;
  readonly name: string;
  readonly handles: number;
  readonly events: readonly { readonly event: TimelineEvent; readonly match?: EventMatch }[];
  readonly newer?: { readonly name: string; readonly events: readonly { readonly event: TimelineEvent; readonly match?: EventMatch }[] };
  readonly plates: readonly {
    readonly name: string;
    readonly clipId: string;
    readonly in: number;
    readonly out: number;
    readonly state: string;
    readonly renderId?: string;
    readonly renderedFrames?: number;
    /** Read back from its first picture, which shows this clip frame. */
    readonly header?: { readonly timecode?: string; readonly reel?: string };
    readonly headerFrame?: number;
  }[];
};

export type FoundCause = {
  readonly code: string;
  readonly severity: Severity;
  readonly scope: string;
  readonly entityId: string;
  readonly clipId?: string;
  readonly message: string;
  readonly evidence: unknown;
  readonly fix?: string;
  /** Of the evidence: a waiver holds for this cause only. */
  readonly causeHash: string;
};

/** A finding that nobody has waived. */
export type OpenFinding = Pick<FoundCause, 'code' | 'severity' | 'entityId' | 'clipId' | 'message' | 'fix'>;

/** What a run looked at: findings of these codes about these entities that were not seen again have gone. Entities absent: all. */
export type Examined = { readonly codes: readonly string[]; readonly entities?: readonly string[] };

export type CheckStore = {
  /** One check of a production at a time, until the transaction ends. */
  readonly lock: (productionId: string) => Promise<void>;
  /** Clips of the production; with `touching`, only those and the others of their rolls and setups. */
  readonly clips: (productionId: string, fields: readonly string[], touching?: readonly string[]) => Promise<readonly ClipToCheck[]>;
  readonly rolls: (productionId: string) => Promise<readonly RollToCheck[]>;
  /** The production of a slug with its rolls and its worst open findings, at most `mostFindings`; undefined where there is none. */
  readonly reported: (
    slug: string,
    mostFindings: number,
  ) => Promise<
    (Pick<Production, 'id' | 'slug' | 'title'> & { rolls: readonly RollToCheck[]; findings: readonly OpenFinding[] }) | undefined
  >;
  readonly attachments: (productionId: string) => Promise<readonly AttachmentToCheck[]>;
  readonly pulls: (productionId: string) => Promise<readonly PullToCheck[]>;
  readonly save: (
    productionId: string,
    found: readonly FoundCause[],
    examined: readonly Examined[],
  ) => Promise<{ readonly newCount: number; readonly resolvedCount: number }>;
  readonly openCount: (productionId: string) => Promise<number>;
  readonly finding: (
    id: string,
  ) => Promise<
    | { readonly id: string; readonly productionId: string; readonly code: string; readonly severity: Severity; readonly causeHash: string }
    | undefined
  >;
  readonly waive: (waiver: { findingId: string; causeHash: string; reason: string; actor: string; until?: Date }) => Promise<void>;
  readonly revokeWaivers: (findingId: string) => Promise<number>;
};
