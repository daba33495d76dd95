import type { ClipTimecode, Fact } from '../clip.ts';
import type { FrameRate } from '../frameRate.ts';
import type { Diagnostic, Problem, Severity } from '../problem.ts';
import type { TimelineEvent } from '../timeline.ts';
import type {
  CopyRecord as Copy,
  Correction,
  JobState as WorkState,
  Priority,
  RenditionRecord as Rendition,
  SegmentRecord as Segment,
} from './catalogue.ts';
import type { FoundCause } from './checkStore.ts';

/** Records as people read them: what BrowseStore gives. */

export type { ApiToken as ApiTokenRecord, FormatCard as FormatCardRecord, Ingest as IngestRecord } from './catalogue.ts';

export type ProductionRecord = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly rate: FrameRate;
  readonly dropFrame: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly archivedAt?: Date;
};

export type RollRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly name: string;
  /** `2026-02-02` */
  readonly shootDay?: string;
  readonly cameraIndex?: string;
  readonly cameraSerial?: string;
  readonly kind: string;
  readonly mhlState: MhlState;
  /** As the verification left it. */
  readonly mhlDetail?: {
    readonly verdict: string;
    readonly at: string;
    readonly findings: readonly { readonly code: string; readonly severity: Severity; readonly message: string; readonly path?: string }[];
  };
};

export type MhlState = 'UNVERIFIED' | 'VERIFIED' | 'INCOMPLETE' | 'FAILED' | 'ABSENT';

export type ClipState = 'ANNOUNCED' | 'REGISTERED' | 'INSPECTED' | 'FAILED';

export type ClipRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly rollId?: string;
  readonly formatCardId?: string;
  readonly name: string;
  readonly reel?: string;
  readonly state: ClipState;
  readonly kind: 'CAMERA' | 'SOUND';
  readonly format?: string;
  readonly frameCount?: number;
  readonly timecode?: ClipTimecode;
  readonly playbackRate?: FrameRate;
  readonly captureRate?: FrameRate;
  readonly cameraIndex?: string;
  /** `2026-02-02` */
  readonly shootDate?: string;
  /** The inspect JSON of CONTRACT.md without facts: camera, image, exposure, color, baked, lens, slate. */
  readonly summary: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  /** Path under the output folder. */
  readonly thumbnail?: string;
  readonly revision: number;
  readonly archivedAt?: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** On a card: what else it shows, so that nothing more has to be read. */
  readonly shown?: ShownOfClip;
};

/** What a page of clips mostly shows of each beside its record. */
export type ShownOfClip = {
  readonly roll?: RollRecord;
  readonly names: readonly { readonly kind: string; readonly value: string }[];
  /** In the order of the fields. */
  readonly facts: readonly Pick<Fact, 'field' | 'value' | 'unit'>[];
  readonly online: boolean;
};

export type RenditionRecord = Omit<Rendition, 'contentKey' | 'copies'>;

export type CopyRecord = Omit<Copy, 'renditionId' | 'segments' | 'mhlState'> & { readonly mhlState: MhlState };

export type SegmentRecord = Pick<Segment, 'path' | 'sizeBytes' | 'frameCount' | 'hashes'>;

export type CorrectionRecord = Omit<Correction, 'productionId' | 'clipId' | 'rollId'>;

export type NeighboursRecord = { readonly previousId?: string; readonly nextId?: string };
export type ClipUsesRecord = { readonly clipId: string };
export type TimelineUseRecord = {
  readonly timelineId: string;
  readonly eventNumber: string;
  readonly clipFrameIn?: number;
  readonly clipFrameOut?: number;
};

export type TimelineRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly name: string;
  readonly format: string;
  readonly title?: string;
  readonly rate: FrameRate;
  readonly rateOrigin: string;
  readonly dropFrame: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly createdBy: string;
  readonly createdAt: Date;
};

export type TimelineEventRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly timelineId: string;
  readonly index: number;
  readonly event: TimelineEvent;
};

export type DecisionRecord = { readonly id: string; readonly actor: string; readonly reason?: string; readonly createdAt: Date };

export type DocumentRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly kind: string;
  readonly name: string;
  readonly sha256: string;
  readonly parsed?: unknown;
  readonly problems: readonly Problem[];
  readonly createdBy: string;
  readonly createdAt: Date;
};

export type AttachmentRecord = {
  readonly id: string;
  readonly rollId?: string;
  readonly formatCardId?: string;
  readonly clipId?: string;
  readonly actor: string;
  readonly createdAt: Date;
};

export type FindingRecord = Omit<FoundCause, 'causeHash'> & {
  readonly id: string;
  readonly productionId: string;
  readonly firstSeenAt: Date;
  readonly resolvedAt?: Date;
};

export type WaiverRecord = { readonly actor: string; readonly reason: string; readonly until?: Date; readonly createdAt: Date };

export type PullRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly timelineId?: string;
  readonly recipe: string;
  readonly state: 'PLANNED' | 'APPROVED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
  readonly priority: Priority;
  readonly version: number;
  readonly handles: number;
  readonly plan: PullPlanRecord;
  readonly packagePath?: string;
  readonly actor: string;
  readonly createdAt: Date;
  readonly finishedAt?: Date;
};

export type PullPlanRecord = {
  readonly frameCount: number;
  readonly estimatedBytes?: number;
  readonly estimatedSeconds?: number;
  /** Nothing like it was rendered yet: the seconds and bytes are those of another machine. */
  readonly estimateIsGuess?: boolean;
  readonly reusedCount: number;
  readonly items: readonly PullItemRecord[];
  readonly findings: readonly Problem[];
};

export type PullItemRecord = {
  readonly name: string;
  readonly clipId?: string;
  readonly clipFrameIn: number;
  readonly clipFrameOut: number;
  readonly eventNumbers: readonly string[];
  readonly reused: boolean;
  readonly problems: readonly Problem[];
};

export type PullCounts = { readonly doneCount: number; readonly failedCount: number; readonly totalCount: number };

export type RenderRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly clipId: string;
  readonly pullId?: string;
  readonly recipe: string;
  readonly clipFrameIn: number;
  readonly clipFrameOut: number;
  readonly identity: string;
  readonly state: WorkState;
  readonly report?: unknown;
  readonly outputPath?: string;
  readonly createdAt: Date;
  readonly finishedAt?: Date;
};

export type OutputRecord = {
  readonly id: string;
  readonly path: string;
  readonly kind: string;
  readonly sizeBytes: number;
  readonly sha256?: string;
  readonly clipFrame?: number;
  readonly frame?: number;
};

export type JobRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly clipId?: string;
  readonly renderId?: string;
  readonly kind: string;
  readonly state: WorkState;
  readonly priority: Priority;
  readonly progress: number;
  readonly message?: string;
  readonly attempt: number;
  readonly createdAt: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  readonly changedAt: Date;
};

/** The place of a job among the changes of its production's jobs. */
export type JobChange = Pick<JobRecord, 'changedAt' | 'id'>;

export type IngestCounts = {
  readonly inspectedCount: number;
  readonly failedCount: number;
  readonly totalCount: number;
  readonly waitingFor?: string;
};

export type SavedSearchRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly name: string;
  readonly query: string;
  readonly actor: string;
};

export type AuditRecord = {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
  readonly createdAt: Date;
};
