import type { RenderJob, RenderReport } from '../render/job.ts';
import type { SqlSession } from './catalogue.ts';

export type RenderState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

/** A job as it is stored: what depends on the attempt is filled in when it runs. */
export type JobDraft = Omit<RenderJob, 'attempt' | 'workFolder' | 'previousFolders' | 'threads' | 'numberedFrom'>;

/** A part of a render: a queue job of its own. Clip frames, `out` exclusive. */
export type RenderChunk = { readonly index: number; readonly in: number; readonly out: number };

/** An attempt at a chunk. */
export type ChunkAttempt = { readonly index: number; readonly attempt: number };

/** What a frame of a recipe has cost on a machine: seconds a chunk takes beside its frames, and seconds and bytes of a megapixel of source. */
export type Pace = { readonly startSeconds: number; readonly secondsPerMegapixel: number; readonly bytesPerMegapixel: number };

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
  /** What the document's reader found. */
  readonly parsed: object;
};

export type NewRender = Omit<RenderRow, 'id' | 'state' | 'createdAt' | 'job'> & {
  readonly job: Omit<JobDraft, 'renderId'>;
  readonly chunks: readonly { readonly in: number; readonly out: number }[];
};

/** A published file, by what is known of it. */
export type FoundOutput = { readonly renderId: string; readonly clipId: string; readonly path: string; readonly clipFrame?: number };

/** A recipe that a production made: a built-in one with other defaults. */
export type SavedRecipe = {
  readonly name: string;
  readonly base: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
};

/** Rows of renders, and of the documents that decide them. Functions run in the transaction of `session` where one is given. */
export type RenderStore = {
  readonly byIds: (ids: readonly string[]) => Promise<readonly RenderRow[]>;
  /** A render of this identity that is done or on its way. */
  readonly byIdentity: (productionId: string, identity: string, session?: SqlSession) => Promise<RenderRow | undefined>;
  /** A render was asked for again, and not by these documents' names: from now on it follows those in force. */
  readonly unpin: (id: string, kinds: readonly ('amf' | 'fdl')[], session: SqlSession) => Promise<void>;
  readonly create: (render: NewRender, session: SqlSession) => Promise<RenderRow>;
  /** Versions of a deliverable's folder that exist, `base_v001` and so on: the highest number. Locks the base until the transaction ends. */
  readonly highestVersion: (basePath: string, session: SqlSession) => Promise<number>;
  /** Starts the next attempt at a chunk. `DONE`: it is done already, and the render may still wait for its last step. Undefined: cancelled, or gone. */
  readonly begin: (id: string, chunk: number) => Promise<(RenderChunk & { readonly attempt: number }) | 'DONE' | undefined>;
  /** Keeps the report of a chunk, if this is still its newest attempt. */
  readonly finishChunk: (id: string, chunk: ChunkAttempt, report: RenderReport) => Promise<boolean>;
  /**
   * Once every chunk is done: runs `publish` with the attempts that count and their reports, and writes DONE, outputs and report, all while the row is locked.
   * `PUBLISHED` by this call, `DONE` before it, or `WAITING` for other chunks.
   */
  readonly finish: (
    id: string,
    publish: (chunks: readonly (ChunkAttempt & { readonly report: RenderReport })[]) => Promise<RenderReport>,
  ) => Promise<'PUBLISHED' | 'DONE' | 'WAITING'>;
  /** FAILED, or back to QUEUED, unless a newer attempt has begun. */
  readonly fail: (
    id: string,
    chunk: ChunkAttempt,
    state: 'FAILED' | 'QUEUED',
    problem: { readonly code: string; readonly message: string },
  ) => Promise<void>;
  /** Learned from the last chunks of a recipe by an engine, on this machine where it has done some; undefined where nobody has. */
  readonly pace: (recipe: string, engine: string, machine: string) => Promise<Pace | undefined>;
  /** Lets failed and cancelled renders begin again; gives the chunks that are to be done. */
  readonly restart: (
    ids: readonly string[],
    session: SqlSession,
  ) => Promise<readonly { readonly renderId: string; readonly clipId: string; readonly chunk: number }[]>;
  readonly cancel: (ids: readonly string[], session?: SqlSession) => Promise<void>;
  /** Documents in force for a clip: its own before those of its roll, card and production; within these, the newest first. */
  readonly documentsOf: (clipId: string) => Promise<readonly AttachedDocument[]>;
  readonly documentsByIds: (ids: readonly string[]) => Promise<readonly (AttachedDocument & { readonly productionId: string })[]>;
  /** Open findings that block: of a clip, of its roll, and of the documents that decide its picture. */
  readonly blockingFindings: (
    clipId: string,
    documentIds: readonly string[],
  ) => Promise<readonly { readonly code: string; readonly message: string }[]>;
  readonly recipes: (productionId: string) => Promise<readonly SavedRecipe[]>;
  readonly saveRecipe: (productionId: string, recipe: SavedRecipe, actor: string, session: SqlSession) => Promise<void>;
  /** False where there is none of that name. */
  readonly removeRecipe: (productionId: string, name: string, session: SqlSession) => Promise<boolean>;
  readonly outputsByHash: (sha256: string, productionIds: readonly string[] | undefined) => Promise<readonly FoundOutput[]>;
  readonly outputsByName: (fileName: string, productionIds: readonly string[] | undefined) => Promise<readonly FoundOutput[]>;
};
