import type { ClipTimecode, Fact, RawMetadata, RenditionKind } from '../clip.ts';
import type { FrameRate } from '../frameRate.ts';
import type { Diagnostic, Problem, Severity } from '../problem.ts';
import type { Role } from '../actor.ts';
import type { TimelineEvent } from '../timeline.ts';

/**
 * Reading the catalogue for people: records by id, children by parent, pages of lists. However many requests `read` is given, and
 * however many ids they have, it is one statement: so that a level of a GraphQL query costs the same for 1 and for 100 rows.
 */
export type BrowseStore = {
  /** An answer for each request, in order. */
  readonly read: <R extends readonly ReadRequest[]>(requests: R) => Promise<{ [I in keyof R]: ReadAnswer }>;
  readonly productionsBySlug: (slugs: readonly string[]) => Promise<ProductionRecord[]>;
  /** Clips of which some name, without case, is this one; archived ones too. */
  readonly clipIdsByName: (productionId: string, name: string) => Promise<string[]>;
  /** The production that a published file or thumbnail belongs to, by its path under the output folder. */
  readonly productionOfFile: (path: string) => Promise<string | undefined>;
  /** The record kind that an id belongs to. */
  readonly kindOf: (id: string) => Promise<keyof Records | undefined>;
  /** The last changes of a production's jobs at or after this instant, oldest first. */
  readonly lastJobChanges: (productionId: string, since: Date, most: number) => Promise<JobRecord[]>;
  /** The next changes of a production's jobs behind this one, oldest first. */
  readonly nextJobChanges: (productionId: string, after: JobChange, most: number) => Promise<JobRecord[]>;
};

export type ReadRequest =
  /** Records by id; ids that do not exist are left out. */
  | { readonly read: 'records'; readonly of: keyof Records; readonly ids: readonly string[]; readonly within?: readonly string[] }
  /**
   * Children of parents, in the relation's order; of facts those of the fields in `only`, where it is given. `within`, here and above: clips of other
   * productions than these are passed over before anything of them is read, so that not even the time tells of them.
   */
  | {
      readonly read: 'children';
      readonly of: keyof Children;
      readonly ids: readonly string[];
      readonly only?: readonly string[];
      readonly within?: readonly string[];
    }
  /** A page of each parent's list, by keyset: `after` is what an earlier page gave in `keys`. The list of productions has no parent: its id is `none`. */
  | {
      readonly read: 'pages';
      readonly of: keyof Lists;
      readonly ids: readonly string[];
      readonly query: Lists[keyof Lists]['query'];
      readonly page: PageQuery;
    };

/** By record's or parent's id. For `records` one value each; for `children` several; for `pages` one PageOf each. */
export type ReadAnswer = ReadonlyMap<string, readonly unknown[]>;

export type PageQuery = { readonly first: number; readonly after?: readonly string[] };
export type PageOf<T> = {
  readonly rows: readonly { readonly record: T; readonly keys: readonly string[] }[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
};

/** What has an id and can be asked for by it. */
export type Records = {
  readonly production: ProductionRecord;
  readonly roll: RollRecord;
  readonly formatCard: FormatCardRecord;
  readonly clip: ClipRecord;
  readonly document: DocumentRecord;
  readonly timeline: TimelineRecord;
  readonly event: TimelineEventRecord;
  readonly finding: FindingRecord;
  readonly pull: PullRecord;
  readonly render: RenderRecord;
  readonly job: JobRecord;
  readonly ingest: IngestRecord;
  readonly savedSearch: SavedSearchRecord;
};

/** Relation → record of a child. The comment names the parent. */
export type Children = {
  /** clip */
  readonly clipNames: { readonly kind: string; readonly value: string };
  /** clip */
  readonly clipRoll: RollRecord;
  /** clip */
  readonly clipFacts: Fact;
  /** clip: what facts say, without where it comes from */
  readonly clipFactValues: Pick<Fact, 'field' | 'value' | 'unit'>;
  /** clip, newest reading first */
  readonly clipRaw: RawMetadata;
  /** clip */
  readonly clipRenditions: RenditionRecord;
  /** rendition */
  readonly renditionCopies: CopyRecord;
  /** copy */
  readonly copySegments: SegmentRecord;
  /** clip: one row where at least one copy is present */
  readonly clipPresent: true;
  /** clip */
  readonly clipFindings: FindingRecord;
  /** clip */
  readonly clipRenders: RenderRecord;
  /** clip */
  readonly clipCorrections: CorrectionRecord;
  /** clip: its own documents, and those of its roll, card and production */
  readonly clipDocuments: DocumentRecord & { readonly distance: number };
  /** clip: other clips whose timecode overlaps on the same day */
  readonly clipAngles: { readonly clipId: string };
  /** clip: previous and next by name on the same roll */
  readonly clipNeighbours: NeighboursRecord;
  /** clip */
  readonly clipTimelineUses: TimelineUseRecord;
  /** clip */
  readonly clipPulls: PullRecord;
  /** roll */
  readonly rollDocuments: DocumentRecord;
  /** roll */
  readonly rollClipCount: number;
  /** format card */
  readonly formatCardDocuments: DocumentRecord;
  /** production */
  readonly productionClipCount: number;
  /** production */
  readonly productionFormatCards: FormatCardRecord;
  /** production */
  readonly productionSavedSearches: SavedSearchRecord;
  /** production: tokens that see it */
  readonly productionMembers: { readonly name: string; readonly role: Role };
  /** production, newest first, at most 50 each */
  readonly productionIngests: IngestRecord;
  /** document */
  readonly documentAttachments: AttachmentRecord;
  /** timeline */
  readonly timelineEventCount: number;
  /** timeline */
  readonly timelineSummary: { readonly state: string; readonly count: number };
  /** timeline */
  readonly timelinePulls: PullRecord;
  /** event: the stored result, as domain/match made it */
  readonly eventMatch: Readonly<Record<string, unknown>>;
  /** event: the decision in force */
  readonly eventDecision: DecisionRecord;
  /** finding: the waiver in force */
  readonly findingWaiver: WaiverRecord;
  /** render */
  readonly renderOutputs: OutputRecord;
  /** pull */
  readonly pullProgress: PullCounts;
  /** ingest */
  readonly ingestProgress: IngestCounts;
};

/** List → what narrows it, beside the parent that the comment names, and the record of a row. */
export type Lists = {
  /** No parent. By slug. `visible` undefined: all. */
  readonly productions: { readonly query: { readonly visible?: readonly string[] }; readonly record: ProductionRecord };
  /** production */
  readonly rolls: { readonly query: NoQuery; readonly record: RollRecord };
  /** roll */
  readonly rollClips: { readonly query: NoQuery; readonly record: ClipRecord };
  /** production */
  readonly timelines: { readonly query: NoQuery; readonly record: TimelineRecord };
  /** timeline */
  readonly events: { readonly query: { readonly states?: readonly string[] }; readonly record: TimelineEventRecord };
  /** production */
  readonly documents: { readonly query: NoQuery; readonly record: DocumentRecord };
  /** production */
  readonly pulls: { readonly query: { readonly states?: readonly string[] }; readonly record: PullRecord };
  /** pull */
  readonly pullRenders: { readonly query: NoQuery; readonly record: RenderRecord };
  /** production */
  readonly jobs: { readonly query: JobQuery; readonly record: JobRecord };
  /** production */
  readonly findings: { readonly query: FindingQuery; readonly record: FindingRecord };
  /** production */
  readonly audit: { readonly query: { readonly subject?: string }; readonly record: AuditRecord };
};

type NoQuery = Readonly<Record<never, never>>;

export type JobQuery = {
  readonly kinds?: readonly string[];
  readonly states?: readonly string[];
  readonly clipId?: string;
};
export type FindingQuery = {
  readonly codes?: readonly string[];
  readonly severities?: readonly string[];
  readonly clipId?: string;
  readonly includeWaived: boolean;
  readonly includeResolved: boolean;
};

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

export type FormatCardRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly key: string;
  readonly cameraIndex?: string;
  readonly model?: string;
  readonly sensorMode?: string;
  readonly codec?: string;
  readonly squeeze?: string;
  readonly inputTransform?: string;
  readonly framing?: string;
  readonly answeredBy?: string;
};

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
  readonly names: readonly Children['clipNames'][];
  /** In the order of the fields. */
  readonly facts: readonly Children['clipFactValues'][];
  readonly online: boolean;
};

export type RenditionRecord = {
  readonly id: string;
  readonly clipId: string;
  readonly kind: RenditionKind;
  readonly name: string;
  readonly format?: string;
};

export type CopyRecord = {
  readonly id: string;
  readonly root: string;
  readonly path: string;
  readonly present: boolean;
  readonly mhlState: MhlState;
  readonly sizeBytes: number;
  readonly seenAt: Date;
  readonly verifiedAt?: Date;
};

export type SegmentRecord = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly frameCount?: number;
  readonly hashes: Readonly<Record<string, string>>;
};

export type CorrectionRecord = {
  readonly id: string;
  readonly field: string;
  readonly value: unknown;
  readonly reason: string;
  readonly actor: string;
  readonly createdAt: Date;
  readonly revokedAt?: Date;
};

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

export type FindingRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly code: string;
  readonly severity: Severity;
  readonly scope: string;
  readonly entityId: string;
  readonly clipId?: string;
  readonly message: string;
  readonly evidence: unknown;
  readonly fix?: string;
  readonly firstSeenAt: Date;
  readonly resolvedAt?: Date;
};

export type WaiverRecord = { readonly actor: string; readonly reason: string; readonly until?: Date; readonly createdAt: Date };

export type WorkState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
export type Priority = 'RUSH' | 'NORMAL' | 'BACKGROUND';

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

export type IngestRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly root: string;
  readonly path: string;
  readonly state: 'WALKING' | 'INSPECTING' | 'DONE' | 'FAILED';
  readonly fileCount: number;
  readonly clipCount: number;
  readonly newCount: number;
  readonly problems: readonly Problem[];
  readonly actor: string;
  readonly createdAt: Date;
  readonly finishedAt?: Date;
};

export type IngestCounts = { readonly inspectedCount: number; readonly failedCount: number; readonly totalCount: number };

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

export type ApiTokenRecord = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly productionId?: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt?: Date;
  readonly revokedAt?: Date;
};
