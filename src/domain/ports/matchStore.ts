import type { EventLookup } from '../match/keys.ts';
import type { EarlierDecision, EventMatch, MatchClip, RollSpan } from '../match/result.ts';
import type { Timeline, TimelineEvent } from '../timeline.ts';

/** Candidate clips of one event: the best by timecode, capped; `count` says how many there were. */
export type FoundCandidates = { readonly clipIds: readonly string[]; readonly count: number };

export type StoredTimeline = {
  readonly id: string;
  readonly productionId: string;
  readonly name: string;
  readonly format: string;
  readonly rate: Timeline['rate'];
  readonly dropFrame: boolean;
  readonly title?: string;
  readonly rateOrigin: string;
};

export type StoredEvent = { readonly id: string; readonly index: number; readonly event: TimelineEvent };

/** What matching reads and writes. */
export type MatchStore = {
  /** For all events at once: three statements (keys, prefixes, timecode only), whatever their number. */
  readonly candidates: (productionId: string, lookups: readonly EventLookup[]) => Promise<readonly FoundCandidates[]>;
  /** In no particular order; archived clips are left out. */
  readonly clips: (ids: readonly string[]) => Promise<readonly MatchClip[]>;
  readonly rolls: (productionId: string) => Promise<readonly RollSpan[]>;
  readonly decisions: (productionId: string, nameKeys: readonly string[]) => Promise<readonly EarlierDecision[]>;
  readonly rollOffsets: (productionId: string) => Promise<ReadonlyMap<string, number>>;

  readonly saveTimeline: (input: {
    productionId: string;
    name: string;
    timeline: Timeline;
    sha256: string;
    content: Uint8Array;
    actor: string;
  }) => Promise<string>;
  /** The list as it is read now, in the place of how it was read: events keep their ids by their order, so that what people decided stays with them. */
  readonly replaceTimeline: (id: string, timeline: Timeline) => Promise<void>;
  readonly timeline: (id: string) => Promise<StoredTimeline | undefined>;
  readonly timelineContent: (id: string) => Promise<Uint8Array | undefined>;
  readonly events: (timelineId: string) => Promise<readonly StoredEvent[]>;
  readonly event: (id: string) => Promise<(StoredEvent & { readonly timelineId: string }) | undefined>;
  readonly saveMatches: (matches: readonly { readonly eventId: string; readonly match: EventMatch }[]) => Promise<void>;
  readonly matches: (timelineId: string) => Promise<ReadonlyMap<string, EventMatch>>;
  readonly addDecision: (input: {
    productionId: string;
    timelineId: string;
    eventId: string;
    clipId?: string;
    nameKey: string;
    sourceIn?: string;
    sourceOut?: string;
    offsetFrames: number;
    reason?: string;
    actor: string;
  }) => Promise<void>;
  /** Takes the decision in force back; false where there is none. */
  readonly revokeDecision: (eventId: string, actor: string) => Promise<boolean>;
};
