import type { Role } from '../actor.ts';
import type { Fact, RawMetadata } from '../clip.ts';
import type { Problem } from '../problem.ts';
import type {
  AttachmentRecord,
  AuditRecord,
  ClipRecord,
  CopyRecord,
  CorrectionRecord,
  DecisionRecord,
  DocumentRecord,
  FindingRecord,
  FormatCardRecord,
  IngestCounts,
  IngestRecord,
  JobChange,
  JobRecord,
  NeighboursRecord,
  OutputRecord,
  ProductionRecord,
  PullCounts,
  PullRecord,
  RenderRecord,
  RenditionRecord,
  RollRecord,
  SavedSearchRecord,
  SegmentRecord,
  TimelineEventRecord,
  TimelineRecord,
  TimelineUseRecord,
  WaiverRecord,
} from './records.ts';

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
  /** ingest: why clips failed, the first twenty */
  readonly ingestFailures: Problem;
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
