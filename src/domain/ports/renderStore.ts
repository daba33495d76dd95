import type { RenderJob, RenderReport } from '../render/job.ts';
import type { SqlSession } from './catalogue.ts';

export type RenderState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

/** A job as it is stored: what depends on the attempt is filled in when it runs. */
export type JobDraft = Omit<RenderJob, 'attempt' | 'workFolder' | 'previousFolder' | 'threads'>;

export type RenderRow = {
  readonly id: string;
  readonly productionId: string;
  readonly clipId: string;
  readonly pullId?: string;
  readonly recipe: string;
  readonly frameIn: number;
  readonly frameOut: number;
  readonly identity: string;
  readonly job: JobDraft;
  readonly state: RenderState;
  readonly attempt: number;
  /** Folder of its outputs, under the output folder. */
  readonly outputPath: string;
  readonly createdAt: Date;
};

/** A document in force for a clip, with its bytes. */
export type AttachedDocument = {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly sha256: string;
  readonly content: Uint8Array;
};

export type NewRender = Omit<RenderRow, 'id' | 'state' | 'attempt' | 'createdAt' | 'job'> & { readonly job: Omit<JobDraft, 'renderId'> };

/** A published file, by what is known of it. */
export type FoundOutput = { readonly renderId: string; readonly clipId: string; readonly path: string; readonly clipFrame?: number };

/** Rows of renders, and of the documents that decide them. Functions run in the transaction of `session` where one is given. */
export type RenderStore = {
  readonly byIds: (ids: readonly string[]) => Promise<readonly RenderRow[]>;
  /** A render of this identity that is done or on its way. */
  readonly byIdentity: (productionId: string, identity: string, session?: SqlSession) => Promise<RenderRow | undefined>;
  readonly create: (render: NewRender, session: SqlSession) => Promise<RenderRow>;
  /** Versions of a deliverable's folder that exist, `base_v001` and so on: the highest number. Locks the base until the transaction ends. */
  readonly highestVersion: (basePath: string, session: SqlSession) => Promise<number>;
  /** Starts the next attempt: RUNNING, and its number. Undefined when it is done or cancelled already. */
  readonly begin: (id: string) => Promise<number | undefined>;
  /** Runs `publish` and writes DONE, outputs and report while the row is locked, and only if this is still the newest attempt. */
  readonly finish: (id: string, attempt: number, report: RenderReport, publish: () => Promise<void>) => Promise<boolean>;
  /** FAILED or back to QUEUED, unless a newer attempt has begun. */
  readonly fail: (
    id: string,
    attempt: number,
    state: 'FAILED' | 'QUEUED',
    problem: { readonly code: string; readonly message: string },
  ) => Promise<void>;
  readonly restart: (id: string, session?: SqlSession) => Promise<void>;
  readonly cancel: (ids: readonly string[], session?: SqlSession) => Promise<void>;
  /** Documents in force for a clip: its own before those of its roll, card and production; within these, the newest first. */
  readonly documentsOf: (clipId: string) => Promise<readonly AttachedDocument[]>;
  readonly documentsByIds: (ids: readonly string[]) => Promise<readonly (AttachedDocument & { readonly productionId: string })[]>;
  /** Open findings that block, of a clip, its roll and its production. */
  readonly blockingFindings: (clipId: string) => Promise<readonly { readonly code: string; readonly message: string }[]>;
  readonly outputsByHash: (sha256: string, productionIds: readonly string[] | undefined) => Promise<readonly FoundOutput[]>;
  readonly outputsByName: (fileName: string, productionIds: readonly string[] | undefined) => Promise<readonly FoundOutput[]>;
};
