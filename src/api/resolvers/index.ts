import type { Resolvers } from '../generated/schema.ts';
import { scalars } from '../scalars/scalars.ts';
import { Clip, ClipConnection, ClipEdge, ClipTimecode, ClipUses, Copy, Neighbours, Rendition, Roll, TimelineUse } from './Clip.ts';
import { ClipComparison, Document, ExplanationValue, Finding } from './Document.ts';
import { Mutation } from './Mutation.ts';
import { FormatCard, Ingest, IngestProgress, Production } from './Production.ts';
import { ApiToken, Identification, Job, Output, Pull, PullItem, PullPlan, PullProgress, Render } from './Pull.ts';
import { Query } from './Query.ts';
import { Subscription } from './Subscription.ts';
import { EventMatch, FixAction, MatchCandidate, NamingRule, Timeline, TimelineComparison, TimelineEvent } from './Timeline.ts';

/** `event` is TimelineEvent; the other kinds are named as their type. */
const typeOf = (kind: string): string => (kind === 'event' ? 'TimelineEvent' : kind[0]!.toUpperCase() + kind.slice(1));

export const resolvers = {
  ...scalars,
  Node: { __resolveType: (node: unknown) => typeOf((node as { nodeKind?: string }).nodeKind ?? 'apiToken') as never },
  ...{ Query, Mutation, Subscription },
  ...{ Production, FormatCard, Ingest, IngestProgress, Roll },
  ...{ Clip, ClipConnection, ClipEdge, ClipTimecode, ClipUses, Copy, Neighbours, Rendition, TimelineUse },
  ...{ Timeline, TimelineEvent, EventMatch, FixAction, MatchCandidate, NamingRule, TimelineComparison },
  ...{ Document, Finding, ExplanationValue, ClipComparison },
  ...{ Pull, PullPlan, PullItem, PullProgress, Render, Output, Job, Identification, ApiToken },
} satisfies Resolvers | Record<string, unknown>;
