import { pageQuery, toConnection } from '../connection.ts';
import { definitely } from '../definitely.ts';
import { enumValueOf } from '../listNames.ts';
import type {
  EventMatchResolvers,
  FixActionResolvers,
  MatchCandidateResolvers,
  NamingRuleResolvers,
  TimelineComparisonResolvers,
  TimelineEventResolvers,
  TimelineResolvers,
} from '../generated/schema.ts';
import { asksOnlyFor } from '../lookAhead.ts';
import type { ClipRecord } from '../../domain/ports/records.ts';
import type { MatchParent } from '../matches.ts';
import { children, exists } from './shared.ts';

export const Timeline: TimelineResolvers = {
  format: (timeline) => enumValueOf('TimelineFormat', timeline.format) as never,
  production: async (timeline, _, context) => exists(await context.loaders.record('production').load(timeline.productionId)),
  eventCount: async (timeline, _, context) => (await context.loaders.children('timelineEventCount').load(timeline.id))[0] ?? 0,
  diagnostics: (timeline) => [...timeline.diagnostics],
  events: async (timeline, args, context) => {
    const query = definitely({ states: args.filter?.state });
    const scope = `events ${timeline.id} ${JSON.stringify(query)}`;
    const page = await context.loaders.page('events', query, pageQuery(context, scope, args)).load(timeline.id);
    return toConnection(context, scope, args, page);
  },
  summary: children('timelineSummary') as never,
  pulls: children('timelinePulls'),
};

export const TimelineEvent: TimelineEventResolvers = {
  number: ({ event }) => event.number,
  line: ({ event }) => event.line,
  reel: ({ event }) => event.reel,
  names: ({ event }) => [...event.names],
  track: ({ event }) => event.track,
  kind: ({ event }) => event.kind,
  sourceIn: ({ event }) => event.sourceIn,
  sourceOut: ({ event }) => event.sourceOut,
  recordIn: ({ event }) => event.recordIn,
  recordOut: ({ event }) => event.recordOut,
  sourceFrames: ({ event }) => event.sourceFrames,
  rate: ({ event }) => event.rate,
  dropFrame: ({ event }) => event.dropFrame,
  speed: ({ event }) => event.speed,
  reverse: ({ event }) => event.reverse,
  cdl: ({ event }) => event.cdl as never,
  markers: ({ event }) => [...event.markers],
  match: async (record, _, context) => {
    const [result] = await context.loaders.children('eventMatch').load(record.id);
    if (result === undefined) return undefined;
    const { number, line, reel, sourceIn, sourceOut } = record.event;
    return { ...definitely({ number, line, reel, sourceIn, sourceOut }), ...result, eventId: record.id } as unknown as MatchParent;
  },
};

/** What a match says of its clip without reading it: 2,000 events that ask for `clip { id }` need no statement for it. */
const named = new Set(['id', 'name', '__typename']);
const nameOf = (id: string, name: string | undefined) => ({ id, name }) as ClipRecord;

export const EventMatch: EventMatchResolvers = {
  trace: (match) => [...(match.trace ?? [])],
  clip: (match, _, context, info) =>
    match.clipId === undefined
      ? undefined
      : asksOnlyFor(info, named)
        ? nameOf(match.clipId, match.clip)
        : context.loaders.record('clip').load(match.clipId),
  decision: async (match, _, context) =>
    match.eventId === undefined ? undefined : (await context.loaders.children('eventDecision').load(match.eventId))[0],
};

export const FixAction: FixActionResolvers = {
  clip: ({ clipId }, _, context) => (clipId === undefined ? undefined : context.loaders.record('clip').load(clipId)),
};

export const MatchCandidate: MatchCandidateResolvers = {
  clip: async (candidate, _, context, info) =>
    asksOnlyFor(info, named)
      ? nameOf(candidate.clipId, candidate.clip)
      : exists(await context.loaders.record('clip').load(candidate.clipId)),
};

export const NamingRule: NamingRuleResolvers = { message: ({ evidence }) => evidence.message };

export const TimelineComparison: TimelineComparisonResolvers = {
  older: async ({ olderId }, _, context) => exists(await context.loaders.record('timeline').load(olderId)),
  newer: async ({ newerId }, _, context) => exists(await context.loaders.record('timeline').load(newerId)),
  changes: ({ changes }, { includeUnchanged }) => changes.filter((change) => includeUnchanged || change.kind !== 'UNCHANGED'),
  summary: ({ changes }) => {
    const counts = new Map<(typeof changes)[number]['kind'], number>();
    for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return [...counts].map(([kind, count]) => ({ kind, count }));
  },
};
