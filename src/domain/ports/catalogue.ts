import type { FileDigests } from './integrity.ts';
/**
 * The catalogue: PostgreSQL behind plain functions. Every function runs in the transaction of the store it is called on; `transaction` gives a store
 * that is bound to one. Rows are read whole and typed; ids are UUID text; frame counts are safe integers.
 */
import type { Fact, InspectedClip, RawMetadata, RenditionKind } from '../clip.ts';
import type { FrameRate } from '../frameRate.ts';
import type { Problem } from '../problem.ts';
import type { Role } from '../actor.ts';

export type Production = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly rate: FrameRate;
  readonly dropFrame: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
};

export type Roll = {
  readonly id: string;
  readonly productionId: string;
  readonly name: string;
  readonly nameKey: string;
  /** ISO day. */
  readonly shootDay?: string;
  readonly cameraIndex?: string;
  readonly cameraSerial?: string;
  readonly kind: string;
  readonly mhlState: string;
  readonly mhlDetail?: unknown;
  readonly place?: { readonly root: string; readonly path: string };
};

export type ClipState = 'ANNOUNCED' | 'REGISTERED' | 'INSPECTED' | 'FAILED';

export type ClipRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly rollId?: string;
  readonly formatCardId?: string;
  readonly name: string;
  readonly identity: string;
  readonly state: ClipState;
  readonly format?: string;
  readonly kind: string;
  readonly reel?: string;
  readonly frameCount?: number;
  readonly timecode?: NonNullable<InspectedClip['timecode']>;
  readonly playbackRate?: FrameRate;
  readonly captureRate?: FrameRate;
  readonly cameraIndex?: string;
  readonly shootDate?: string;
  /** The inspect JSON document of the contract. */
  readonly summary?: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  readonly thumbnail?: string;
  readonly revision: number;
  readonly resultHash?: string;
  readonly mappingVersion?: number;
  readonly archivedAt?: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type SegmentRecord = {
  readonly index: number;
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly frameCount?: number;
  readonly sequence?: unknown;
  readonly hashes: Readonly<Record<string, string>>;
};

export type CopyRecord = {
  readonly id: string;
  readonly renditionId: string;
  readonly root: string;
  readonly path: string;
  readonly present: boolean;
  readonly mhlState: string;
  readonly sizeBytes: number;
  readonly seenAt: Date;
  readonly verifiedAt?: Date;
  readonly segments: readonly SegmentRecord[];
};

export type RenditionRecord = {
  readonly id: string;
  readonly clipId: string;
  readonly kind: RenditionKind;
  readonly name: string;
  readonly format?: string;
  readonly contentKey: string;
  readonly copies: readonly CopyRecord[];
};

export type ClipNameRecord = { readonly clipId: string; readonly kind: string; readonly value: string };

/** A row of `clip_key`; see domain/match/keys.ts. Label places in ticks of the label clock. */
export type ClipKeyRow = { readonly kind: number; readonly key: string; readonly labelStart: number; readonly labelEnd: number };

export type FormatCard = {
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

export type Correction = {
  readonly id: string;
  readonly productionId: string;
  readonly clipId?: string;
  readonly rollId?: string;
  readonly field: string;
  readonly value: unknown;
  readonly reason: string;
  readonly actor: string;
  readonly createdAt: Date;
  readonly revokedAt?: Date;
};

export type IngestState = 'WALKING' | 'INSPECTING' | 'DONE' | 'FAILED';

export type Ingest = {
  readonly id: string;
  readonly productionId: string;
  readonly root: string;
  readonly path: string;
  readonly state: IngestState;
  readonly fileCount: number;
  readonly clipCount: number;
  readonly newCount: number;
  readonly problems: readonly Problem[];
  readonly actor: string;
  readonly createdAt: Date;
  readonly finishedAt?: Date;
};

export type JobKind = 'inspect' | 'verify' | 'index' | 'check' | 'render';
export type JobState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
export type Priority = 'RUSH' | 'NORMAL' | 'BACKGROUND';

export type Job = {
  readonly id: string;
  readonly productionId: string;
  readonly ingestId?: string;
  readonly clipId?: string;
  readonly renderId?: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly priority: Priority;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly progress: number;
  readonly message?: string;
  readonly attempt: number;
  readonly createdAt: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
};

export type ApiToken = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly productionId?: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt?: Date;
  readonly revokedAt?: Date;
};

/** What an inspection writes about one clip, in one short transaction. */
export type InspectionResult = {
  /** Absent: it was read. A clip that could not be read keeps its problems and takes what people say of it. */
  readonly state?: 'FAILED';
  readonly clip: InspectedClip;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly names: readonly { readonly kind: string; readonly value: string }[];
  readonly keys: readonly ClipKeyRow[];
  readonly resultHash: string;
  readonly mappingVersion: number;
  readonly cameraIndex?: string;
  readonly shootDate?: string;
  readonly kind: string;
  readonly formatCard?: Omit<FormatCard, 'id' | 'productionId' | 'inputTransform' | 'framing' | 'answeredBy'>;
};

/** What the walk found of one clip: enough to register it before it is read. */
export type Registration = {
  readonly name: string;
  /** The name says camera, reel, clip, day and id: another clip of this name is this clip. */
  readonly isFullName: boolean;
  readonly identity: string;
  readonly kind: string;
  readonly rollId?: string;
  readonly rendition: { readonly kind: RenditionKind; readonly name: string; readonly contentKey: string };
  readonly copy: { readonly root: string; readonly path: string; readonly sizeBytes: number };
  readonly segments: readonly SegmentRecord[];
};

export type RegistrationOutcome = {
  readonly clipId: string;
  readonly isNewClip: boolean;
  /** The bytes are new or changed: inspect. */ readonly needsInspection: boolean;
};

/** A file that a verification job has read: trusted by the same job's next attempt while size and time still fit. */
export type HashedFile = { readonly path: string; readonly sizeBytes: number; readonly modified: string; readonly digests: FileDigests };

export type Catalogue = {
  readonly transaction: <T>(work: (catalogue: Catalogue) => Promise<T>) => Promise<T>;
  /** The open transaction for the queue's own statements; undefined outside one. */
  readonly session: SqlSession;

  readonly createProduction: (input: { slug: string; title: string; rate: FrameRate; dropFrame: boolean }) => Promise<Production>;
  readonly updateProduction: (id: string, change: { title?: string; settings?: Readonly<Record<string, unknown>> }) => Promise<Production>;
  /** Settings of one rule: `set` over those it has, without those of `reset`. Safe beside others who do the same. */
  readonly configureRule: (
    id: string,
    code: string,
    change: { readonly set: Readonly<Record<string, unknown>>; readonly reset: readonly string[] },
  ) => Promise<Production>;
  /** The same name again replaces its query. Gives the id. */
  readonly saveSearch: (search: { productionId: string; name: string; query: string; actor: string }) => Promise<string>;
  readonly savedSearch: (id: string) => Promise<{ readonly id: string; readonly productionId: string; readonly name: string } | undefined>;
  readonly removeSavedSearch: (id: string) => Promise<void>;
  readonly productionBySlug: (slug: string) => Promise<Production | undefined>;
  readonly productionsByIds: (ids: readonly string[]) => Promise<readonly Production[]>;

  readonly upsertRoll: (input: Omit<Roll, 'id' | 'mhlState' | 'mhlDetail'> & { identity: string }) => Promise<Roll>;
  readonly updateRoll: (
    id: string,
    change: { mhlState?: string; mhlDetail?: unknown; cameraIndex?: string; cameraSerial?: string; shootDay?: string },
  ) => Promise<void>;
  /** The roll of a clip that holds this content already. */
  readonly rollOfContent: (productionId: string, contentKey: string) => Promise<Roll | undefined>;
  readonly rollAtPlace: (productionId: string, place: { root: string; path: string }) => Promise<Roll | undefined>;
  readonly rollsByIds: (ids: readonly string[]) => Promise<readonly Roll[]>;
  readonly formatCards: (productionId: string) => Promise<readonly FormatCard[]>;
  /** Writes the answer; `inputTransform` absent takes it back. Gives the card's clips. */
  readonly answerFormatCard: (id: string, inputTransform: string | undefined, actor: string) => Promise<readonly string[]>;
  readonly formatCardsByIds: (ids: readonly string[]) => Promise<readonly FormatCard[]>;

  readonly register: (productionId: string, registration: Registration) => Promise<RegistrationOutcome>;
  /** The clip that a list names: the one of this name, or a new one whose media is not here yet. `undefined`: several have this name. */
  readonly announce: (productionId: string, name: string) => Promise<{ readonly clipId: string; readonly isNewClip: boolean } | undefined>;
  /** Marks copies under a place that this walk did not see as absent, but those below what it could not list; returns the clips touched. */
  readonly markAbsent: (
    productionId: string,
    place: { root: string; path: string },
    seenCopyPaths: readonly string[],
    unlisted: readonly string[],
  ) => Promise<readonly string[]>;
  readonly hashedFiles: (jobId: string) => Promise<readonly HashedFile[]>;
  readonly rememberHashed: (jobId: string, files: readonly HashedFile[]) => Promise<void>;
  readonly forgetHashed: (jobId: string) => Promise<void>;
  /** Whether clips wait to be read or are being read. */
  readonly isInspecting: () => Promise<boolean>;
  readonly saveInspection: (
    clipId: string,
    rendition: string | undefined,
    result: InspectionResult,
    raw: readonly RawMetadata[],
  ) => Promise<{ readonly changed: boolean }>;
  readonly failInspection: (clipId: string, problems: readonly Problem[]) => Promise<void>;
  readonly setThumbnail: (clipId: string, path: string) => Promise<void>;
  readonly setArchived: (clipIds: readonly string[], archived: boolean) => Promise<void>;
  /** Bumps the revision and leaves a row in the change feed; for writes made by other stores. */
  readonly touchClips: (clipIds: readonly string[]) => Promise<void>;
  readonly clipsByIds: (ids: readonly string[]) => Promise<readonly ClipRecord[]>;
  readonly clipIdsByName: (productionId: string, name: string) => Promise<readonly string[]>;
  readonly clipIdsOfRoll: (rollId: string) => Promise<readonly string[]>;
  readonly clipIdsOfProduction: (productionId: string) => Promise<readonly string[]>;
  readonly factsOf: (clipIds: readonly string[], fields?: readonly string[]) => Promise<ReadonlyMap<string, readonly Fact[]>>;
  readonly namesOf: (clipIds: readonly string[]) => Promise<ReadonlyMap<string, readonly ClipNameRecord[]>>;
  readonly renditionsOf: (clipIds: readonly string[]) => Promise<ReadonlyMap<string, readonly RenditionRecord[]>>;
  /** Newest reading of each rendition of a clip. */
  readonly rawOf: (clipId: string) => Promise<readonly { readonly rendition?: string; readonly raw: readonly RawMetadata[] }[]>;
  /** All raw texts of each clip's newest readings, for free-text search. */
  readonly rawValuesOf: (
    clipIds: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly { readonly key: string; readonly value: string }[]>>;
  readonly clipCount: () => Promise<number>;
  readonly onlineOf: (clipIds: readonly string[]) => Promise<ReadonlySet<string>>;

  readonly correctionsOf: (clipIds: readonly string[]) => Promise<ReadonlyMap<string, readonly Correction[]>>;
  readonly addCorrections: (corrections: readonly Omit<Correction, 'id' | 'createdAt' | 'revokedAt'>[]) => Promise<void>;
  readonly revokeCorrections: (target: { clipId?: string; rollId?: string }, field: string) => Promise<void>;

  readonly createIngest: (input: { productionId: string; root: string; path: string; actor: string }) => Promise<Ingest>;
  readonly updateIngest: (id: string, change: Partial<Pick<Ingest, 'state' | 'fileCount' | 'clipCount' | 'problems'>>) => Promise<void>;
  /** One more clip that was not known before this ingest. */
  readonly countNewClip: (ingestId: string) => Promise<void>;
  readonly ingestsByIds: (ids: readonly string[]) => Promise<readonly Ingest[]>;
  readonly ingests: (productionId: string, first: number) => Promise<readonly Ingest[]>;
  readonly ingestProgress: (id: string) => Promise<{ readonly total: number; readonly done: number; readonly failed: number }>;
  /** Nobody else changes this clip until the transaction ends. */
  readonly lockClip: (clipId: string) => Promise<void>;
  /** Ingests that were walking when their process died. */
  readonly unfinishedIngests: () => Promise<readonly Ingest[]>;
  /**
   * Sets INSPECTING ingests without open jobs to DONE; returns their ids. What was taken in is to be found when it says so: while the index has not read of it,
   * an ingest waits, three seconds at most, for it needs no index.
   */
  readonly finishIngests: () => Promise<readonly string[]>;

  readonly createJobs: (
    jobs: readonly {
      productionId: string;
      kind: JobKind;
      ingestId?: string;
      clipId?: string;
      renderId?: string;
      priority?: Priority;
      payload?: Readonly<Record<string, unknown>>;
    }[],
  ) => Promise<readonly Job[]>;
  /** A job that is still to do the very same: a clip's list and its media are read by jobs of their own. */
  readonly hasOpenJob: (job: {
    readonly clipId: string;
    readonly kind: JobKind;
    readonly payload: Readonly<Record<string, unknown>>;
  }) => Promise<boolean>;
  readonly jobsByIds: (ids: readonly string[]) => Promise<readonly Job[]>;
  readonly updateJob: (
    id: string,
    change: Partial<Pick<Job, 'state' | 'progress' | 'message' | 'priority'>> & { started?: boolean; finished?: boolean },
  ) => Promise<Job | undefined>;

  readonly createToken: (input: {
    name: string;
    hash: string;
    role: Role;
    productionId?: string;
    createdBy: string;
    expiresAt?: Date;
  }) => Promise<ApiToken>;
  readonly tokenByHash: (hash: string) => Promise<ApiToken | undefined>;
  readonly tokensByIds: (ids: readonly string[]) => Promise<readonly ApiToken[]>;
  readonly tokens: () => Promise<readonly ApiToken[]>;
  readonly revokeToken: (id: string) => Promise<ApiToken | undefined>;

  readonly audit: (entry: {
    productionId?: string;
    actor: string;
    action: string;
    subject: string;
    detail?: Readonly<Record<string, unknown>>;
  }) => Promise<void>;
};

/** One SQL statement on the open transaction or the pool: how sibling stores and the queue join it. */
export type SqlSession = {
  /** `kept`: the connection keeps its plan; for the few statements whose planning is a large part of their time. */
  readonly query: <Row>(text: string, values?: readonly unknown[], kept?: 'kept') => Promise<readonly Row[]>;
};
