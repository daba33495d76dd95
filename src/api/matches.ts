import type { MatchResult } from './services.ts';

/** The parent of EventMatch: a result, and the stored event it belongs to where there is one. */
export type MatchParent = MatchResult & { readonly eventId?: string };

export type CandidateParent = MatchResult['candidates'][number];
