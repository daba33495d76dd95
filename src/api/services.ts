/**
 * What the API needs of the services: `src/app.ts` hands this to `createServer`. Every function takes the actor first and checks its
 * rights itself. Writers give back ids; the API reads what became of them through `browse`. Members marked optional may be absent in
 * a process that does not run them: the API then answers UNAVAILABLE in a sentence.
 */
import type { NamingRule } from '../domain/ports/namingStore.ts';
import type { Told } from '../domain/match/matchEvents.ts';
import type { EventMatch } from '../domain/match/result.ts';
import type { Actor, Role } from '../domain/actor.ts';
import type { FrameRate } from '../domain/frameRate.ts';
import type { Priority } from '../domain/ports/catalogue.ts';
import type { ApiTokenRecord, PullPlanRecord } from '../domain/ports/records.ts';
import type { WebhookRecord } from '../domain/ports/webhooks.ts';
import type { Problem, Severity } from '../domain/problem.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import type { BrowseService } from '../services/browse.ts';
import type { PullRequest } from '../services/pull/plan.ts';
import type { EngineLine } from '../services/render/engines.ts';
import type { SearchService } from '../services/search.ts';
import type { SeedStatus } from '../services/seed.ts';

type WithId = { readonly id: string };

export type Services = {
  readonly browse: BrowseService;
  readonly tokens: {
    /** The actor of a bearer token; NotAuthenticated where it is unknown, expired or revoked. */
    readonly authenticate: (secret: string) => Promise<Actor>;
    readonly list: (actor: Actor) => Promise<readonly ApiTokenRecord[]>;
    readonly create: (
      actor: Actor,
      input: { name: string; role: Role; production?: string; expiresAt?: Date },
    ) => Promise<{ readonly token: ApiTokenRecord; readonly secret: string }>;
    readonly revoke: (actor: Actor, id: string) => Promise<ApiTokenRecord>;
  };
  readonly productions: {
    readonly create: (actor: Actor, input: { slug: string; title: string; rate: FrameRate; dropFrame: boolean }) => Promise<WithId>;
    readonly update: (
      actor: Actor,
      slug: string,
      change: { title?: string; settings?: Readonly<Record<string, unknown>> },
    ) => Promise<WithId>;
  };
  readonly ingest: {
    /** Registers one path of a production and queues its inspection. */
    readonly ingest: (actor: Actor, input: { production: string; path: string }) => Promise<WithId>;
  };
  readonly clips: {
    readonly correct: (
      actor: Actor,
      input: {
        clipIds?: readonly string[];
        rollId?: string;
        fields: readonly { field: string; value: unknown }[];
        reason: string;
      },
    ) => Promise<readonly string[]>;
    readonly archive: (actor: Actor, clipIds: readonly string[], archived: boolean) => Promise<readonly string[]>;
  };
  readonly jobs: {
    readonly cancel: (actor: Actor, id: string) => Promise<WithId>;
    readonly retry: (actor: Actor, id: string) => Promise<WithId>;
    readonly prioritise: (actor: Actor, id: string, priority: Priority) => Promise<WithId>;
  };
  readonly search?: Omit<SearchService, 'engineName'>;
  readonly match?: {
    /** Results in the order of the events, which are made for the production's rate: that of source labels where nothing else says one. */
    readonly matchEvents: (
      actor: Actor,
      input: { production: string; eventsAt: (rate: FrameRate) => readonly TimelineEvent[]; told?: Told },
    ) => Promise<readonly MatchResult[]>;
  };
  readonly timelines?: {
    readonly importTimeline: (
      actor: Actor,
      input: { production: string; name: string; content: Uint8Array; rate?: FrameRate; recordRate?: FrameRate; dropFrame?: boolean },
    ) => Promise<WithId>;
    readonly rematch: (actor: Actor, timelineId: string) => Promise<WithId>;
    readonly reread: (
      actor: Actor,
      timelineId: string,
      reading: { rate?: FrameRate; recordRate?: FrameRate; dropFrame?: boolean },
    ) => Promise<WithId>;
    readonly resolveEvent: (
      actor: Actor,
      input: {
        eventId: string;
        resolution: { clipId: string } | { nonCamera: true } | { undo: true };
        offsetFrames?: number;
        reason?: string;
      },
    ) => Promise<WithId>;
    readonly compare?: (actor: Actor, olderId: string, newerId: string) => Promise<TimelineComparisonRecord>;
    readonly exportTimeline?: (actor: Actor, timelineId: string, format: string) => Promise<FileRecord>;
    readonly exportMatches?: (actor: Actor, timelineId: string) => Promise<FileRecord>;
  };
  readonly naming?: {
    readonly namingRules: (actor: Actor, production: string) => Promise<readonly NamingRule[]>;
    readonly decideNamingRule: (actor: Actor, id: string, apply: boolean) => Promise<NamingRule>;
  };
  readonly documents?: {
    readonly attach: (
      actor: Actor,
      input: {
        production: string;
        name?: string;
        content: DocumentSource;
        target: { rollId?: string; formatCardId?: string; clipId?: string };
      },
    ) => Promise<WithId>;
    readonly detach: (actor: Actor, attachmentId: string) => Promise<WithId>;
  };
  readonly checks?: {
    readonly run: (actor: Actor, production: string) => Promise<{ openCount: number; newCount: number; resolvedCount: number }>;
    readonly waive: (actor: Actor, input: { findingId: string; reason: string; until?: Date; revoke: boolean }) => Promise<WithId>;
    readonly rules: () => readonly ProductionRuleRecord[];
    readonly rulesOf: (actor: Actor, production: string) => Promise<readonly ProductionRuleRecord[]>;
    readonly configure: (
      actor: Actor,
      input: { production: string; code: string; settings: Readonly<Record<string, unknown>> },
    ) => Promise<ProductionRuleRecord>;
  };
  readonly explain?: {
    /** In the order of the ids. */
    readonly explain: (actor: Actor, clipIds: readonly string[]) => Promise<readonly ExplanationRecord[]>;
    readonly compare: (actor: Actor, clipIds: readonly string[]) => Promise<ClipComparisonRecord>;
  };
  readonly renders?: {
    /** The built-in ones, and those of a production. */
    readonly recipes: (actor: Actor, production?: string) => Promise<readonly RecipeRecord[]>;
    readonly saveRecipe: (
      actor: Actor,
      production: string,
      recipe: { name: string; base: string; title: string; description: string; parameters: Readonly<Record<string, unknown>> },
    ) => Promise<void>;
    readonly removeRecipe: (actor: Actor, production: string, name: string) => Promise<void>;
    readonly engines: (actor: Actor) => Promise<readonly EngineLine[]>;
    readonly requestRender: (
      actor: Actor,
      input: RenderRequest,
    ) => Promise<{ readonly renderId?: string; readonly jobId?: string; readonly explanation?: readonly FileRecord[] }>;
    /** What the renders were made from has changed since: render id → what, in words. */
    readonly staleness?: (renderIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  };
  readonly pulls?: {
    readonly requestPull: (actor: Actor, input: PullRequest) => Promise<{ readonly pullId?: string; readonly plan: PullPlanRecord }>;
    readonly approve: (actor: Actor, id: string) => Promise<WithId>;
    readonly retry: (actor: Actor, id: string) => Promise<WithId>;
    readonly cancel: (actor: Actor, id: string) => Promise<WithId>;
    /** Of a pull that the actor may see. */
    readonly packageFiles?: (packagePath: string) => Promise<readonly { readonly path: string; readonly sizeBytes: number }[]>;
    readonly identify?: (
      actor: Actor,
      input: { name: string; sha256?: string; header?: unknown; content?: Uint8Array },
    ) => Promise<IdentificationRecord>;
  };
  readonly searches?: {
    readonly save: (actor: Actor, input: { production: string; name: string; query: string }) => Promise<WithId>;
    readonly remove: (actor: Actor, id: string) => Promise<WithId>;
  };
  readonly rolls: {
    readonly verify: (actor: Actor, id: string) => Promise<{ readonly jobId: string }>;
  };
  /** Absent where this process makes no seed production. */
  readonly seed?: {
    readonly status: () => SeedStatus;
    readonly start: (actor: Actor) => Promise<SeedStatus>;
  };
  readonly formatCards?: {
    readonly answer: (actor: Actor, input: { id: string; inputTransform?: string }) => Promise<WithId>;
  };
  readonly reports?: {
    readonly report: (
      actor: Actor,
      input: { production: string; kind: 'CAMERA' | 'COMPLETENESS'; format: 'HTML' | 'CSV'; day?: string; roll?: string },
    ) => Promise<FileRecord>;
  };
  readonly webhooks?: {
    readonly create: (
      actor: Actor,
      input: { production: string; url: string; events: readonly string[] },
    ) => Promise<WithId & { readonly secret: string }>;
    readonly list: (actor: Actor, production: string) => Promise<readonly WebhookRecord[]>;
    readonly remove: (actor: Actor, id: string) => Promise<WithId>;
  };
  /** What this service is and what is missing on this machine. */
  readonly about: () => Promise<{
    readonly version: string;
    readonly searchEngine: string;
    readonly notices: readonly string[];
    readonly outputFolder: string;
  }>;
  /** Undefined: ready; else what is not, in a sentence. */
  readonly ready: () => Promise<string | undefined>;
  /** Where thumbnails and outputs lie. */
  readonly media?: {
    readonly folder: string;
    /** Whose a file is that no render or thumbnail is recorded for (reports, packages); undefined: nobody's. */
    readonly productionOf?: (path: string) => Promise<string | undefined>;
  };
};

/** `match --json` of CONTRACT.md, with ids. */
export type MatchResult = EventMatch;

export type FileRecord = { readonly fileName: string; readonly content: string; readonly problems: readonly Problem[] };

export type TimelineComparisonRecord = {
  readonly olderId: string;
  readonly newerId: string;
  readonly changes: readonly {
    readonly kind: 'ADDED' | 'CUT' | 'SLIPPED' | 'EXTENDED' | 'SHORTENED' | 'MOVED' | 'RETIMED' | 'UNCHANGED';
    readonly message: string;
    readonly olderNumber?: string;
    readonly newerNumber?: string;
    readonly reel?: string;
    readonly headFrames?: number;
    readonly tailFrames?: number;
    readonly needsRepull?: boolean;
  }[];
};

export type RuleRecord = {
  readonly code: string;
  readonly severity: Severity;
  readonly scope: string;
  readonly title: string;
  readonly reads: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly offByDefault?: boolean;
};

export type ProductionRuleRecord = {
  readonly rule: RuleRecord;
  readonly off: boolean;
  readonly severity?: Severity;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly changed: boolean;
};

export type ExplanationValueRecord = {
  readonly field: string;
  readonly value?: unknown;
  readonly unit?: string;
  readonly origin: string;
  readonly documentId?: string;
};

export type ExplanationRecord = {
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly summary: string;
    readonly values: readonly ExplanationValueRecord[];
    readonly warnings: readonly Problem[];
    readonly confidence: number;
  }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
};

export type DivergenceRecord = {
  readonly node: string;
  readonly field: string;
  readonly values: readonly unknown[];
  readonly message: string;
  readonly remedy?: string;
};

export type ClipComparisonRecord = {
  readonly clipIds: readonly string[];
  readonly divergences: readonly DivergenceRecord[];
  readonly summary: string;
};

export type RecipeRecord = {
  readonly name: string;
  /** Name of the built-in recipe that it is, or is made from. */
  readonly base: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: unknown;
};

export type RenderRequest = {
  readonly clipId: string;
  readonly recipe: string;
  /** Labels, out exclusive; or clip frames, out exclusive; or neither: the whole clip. */
  readonly in?: string;
  readonly out?: string;
  readonly frameIn?: number;
  readonly frameOut?: number;
  /** Used instead of what is attached; attached nowhere. */
  readonly amf?: DocumentSource;
  readonly fdl?: DocumentSource;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly decode?: Readonly<Record<string, unknown>>;
  readonly engine?: string;
  readonly framing?: { readonly canvas?: string; readonly decision?: string; readonly template?: string; readonly protection?: boolean };
  readonly priority: Priority;
  readonly output?: string;
  readonly explain: boolean;
};

/** A document that is here, or the bytes of one. */
export type DocumentSource = { readonly documentId: string } | { readonly bytes: Uint8Array };

export type IdentificationRecord = {
  readonly by?: string;
  readonly renderId?: string;
  readonly clipId?: string;
  readonly clipFrame?: number;
  readonly message: string;
};

/** The parents of the progress types: counted anew from the database by their field resolvers. */
export type IngestProgressRecord = { readonly ingestId: string };
export type PullProgressRecord = { readonly pullId: string };
