import type { FrameRate } from '../domain/frameRate.ts';
import type { MatchResult } from './services.ts';

/** The parent of EventMatch: a result, and the stored event it belongs to where there is one. */
export type MatchParent = MatchResult & { readonly eventId?: string };

export type CandidateParent = MatchResult['candidates'][number];

/** A fix as the matcher gives it; its parts are there or not. */
export type FixActionParent = Partial<{ readonly rereadRate: FrameRate; readonly clipId: string; readonly offsetFrames: number }>;
