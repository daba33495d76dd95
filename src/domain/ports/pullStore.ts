import type { EventMatch } from '../match/result.ts';
import type { TimelineEvent } from '../timeline.ts';
import type { SqlSession } from './catalogue.ts';
import type { EarlierPlate } from '../render/plateNames.ts';
import type { PullPlanRecord } from './records.ts';

export type TimelineOfPull = { readonly id: string; readonly productionId: string; readonly name: string; readonly content: Uint8Array };
export type PullRow = {
  readonly id: string;
  readonly productionId: string;
  readonly timelineId?: string;
  readonly recipe: string;
  readonly state: string;
  readonly priority: string;
  readonly version: number;
  readonly handles: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly plan: PullPlanRecord;
  readonly packagePath?: string;
};
export type RenderOfPull = {
  readonly id: string;
  readonly clipId: string;
  readonly state: string;
  readonly outputPath: string;
  readonly report?: unknown;
  readonly outputs: readonly { readonly path: string; readonly kind: string; readonly sizeBytes: number; readonly sha256?: string }[];
};

/** Rows of pulls. */
export type PullStore = {
  readonly timeline: (id: string) => Promise<TimelineOfPull | undefined>;
  /** Events of a timeline in order, with their stored matches. */
  readonly events: (timelineId: string) => Promise<readonly { readonly event: TimelineEvent; readonly match?: EventMatch }[]>;
  /** The next version of a timeline name's pulls by a recipe; locks until the transaction ends. */
  readonly nextVersion: (productionId: string, folder: string, session: SqlSession) => Promise<number>;
  readonly create: (pull: Omit<PullRow, 'id'> & { readonly actor: string }, session: SqlSession) => Promise<PullRow>;
  /** Plates that pulls of a production asked for, the newest first. */
  readonly plates: (productionId: string) => Promise<readonly EarlierPlate[]>;
  /** A planned pull begins, or a failed one begins again under its next version; false where it is in another state. */
  readonly begin: (
    id: string,
    from: readonly string[],
    change: { readonly version?: number; readonly options?: PullRow['options']; readonly plan?: PullPlanRecord },
    session: SqlSession,
  ) => Promise<boolean>;
  readonly byId: (id: string) => Promise<PullRow | undefined>;
  /** Pulls under way that need this render. */
  readonly waitingFor: (renderId: string) => Promise<readonly string[]>;
  readonly renders: (renderIds: readonly string[]) => Promise<readonly RenderOfPull[]>;
  /** Ends a pull once; false when it was ended already. */
  readonly end: (
    id: string,
    state: 'DONE' | 'FAILED' | 'CANCELLED',
    packagePath: string | undefined,
    session?: SqlSession,
  ) => Promise<boolean>;
};
