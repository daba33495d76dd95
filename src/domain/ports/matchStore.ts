import type { EventLookup } from '../match/keys.ts';
import type { NamingPattern } from '../match/naming.ts';
import type { RollsMeant } from '../match/rivals.ts';
import type { EarlierDecision, EventMatch, MatchClip, RollSpan } from '../match/result.ts';
import type { Timeline, TimelineEvent } from '../timeline.ts';

/** Candidate clips of one event: the best by timecode, capped; `count` says how many there were. */
export type FoundCandidates = {
  readonly clips: readonly MatchClip[];
  readonly count: number;
  /** A whole name was found, of a clip that runs at the event: no shorter name was looked for. */
  readonly settled: boolean;
  /** `uncounted`: more clips were running than these. */
  readonly more: boolean;
};

/** What people applied: naming patterns, and offsets by roll id; `any`: there are decisions on events. */
export type Decided = {
  readonly patterns: readonly NamingPattern[];
  readonly offsets: ReadonlyMap<string, number>;
  readonly any: boolean;
};

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

export type StoredEvent = { readonly id: string; readonly timelineId: string; readonly index: number; readonly event: TimelineEvent };

export type MatchedEvent = StoredEvent & { readonly match: EventMatch | undefined };

/** Frames of a clip that were delivered, and those that an event was matched to. */
export type DeliveredFrames = {
  readonly eventId: string;
  readonly frameIn: number;
  readonly frameOut: number;
  readonly match: Required<Pick<EventMatch, 'clipFrameIn' | 'clipFrameOut'>> & Pick<EventMatch, 'missingHeadFrames' | 'missingTailFrames'>;
};

/** What matching reads and writes. */
export type MatchStore = {
  /**
   * In the order of the events, for all at once: a statement each for names as they stand, other keys, prefixes and timecode only, whatever their number. What people applied is
   * waited for only by what needs it. `uncounted`: where no name is given, a few of the clips that were running, without their number and rolls.
   */
  readonly candidates: (
    productionId: string,
    lookups: readonly EventLookup[],
    asked?: { readonly decided?: Promise<Decided>; readonly uncounted?: boolean },
  ) => Promise<readonly FoundCandidates[]>;
  /** In no particular order; archived clips are left out. `candidates` leaves out roll and day of clips that a whole name settled. */
  readonly clips: (ids: readonly string[]) => Promise<readonly MatchClip[]>;
  /** Roll and day of these clips. */
  readonly rollsOf: (
    clipIds: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly name: string | undefined; readonly day: string | undefined }>>;
  /** Camera rolls that lie on the label clock: those meant, or all. */
  readonly rolls: (productionId: string, meant: RollsMeant | undefined) => Promise<readonly RollSpan[]>;
  readonly decisions: (productionId: string, nameKeys: readonly string[]) => Promise<readonly EarlierDecision[]>;
  readonly decided: (productionId: string) => Promise<Decided>;

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
  /** In the order of the ids; undefined where there is none. */
  readonly timelines: (ids: readonly string[]) => Promise<readonly (StoredTimeline | undefined)[]>;
  readonly timelineContent: (id: string) => Promise<Uint8Array | undefined>;
  /** Of each list in its order. */
  readonly events: (timelineIds: readonly string[]) => Promise<readonly StoredEvent[]>;
  /** The events of a list, and what each was matched to. */
  readonly matched: (timelineId: string) => Promise<readonly MatchedEvent[]>;
  readonly event: (id: string) => Promise<StoredEvent | undefined>;
  readonly saveMatches: (matches: readonly { readonly eventId: string; readonly match: EventMatch }[]) => Promise<void>;
  /** What this timeline's pulls delivered of the clips that its events were matched to: renders that are done, their own and reused ones. */
  readonly delivered: (timelineId: string) => Promise<readonly DeliveredFrames[]>;
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
