import type { EventName } from '../timeline.ts';

export type NamingRule = {
  readonly id: string;
  readonly productionId: string;
  readonly kind: 'PATTERN' | 'OFFSET';
  readonly rule: { readonly template: string } | { readonly rollId: string; readonly roll: string; readonly offsetFrames: number };
  readonly evidence: { readonly message: string; readonly timelines: readonly string[]; readonly examples: readonly string[] };
  readonly state: 'PROPOSED' | 'APPLIED' | 'REJECTED';
};

/** A decision in force, with what was written and where. */
export type CorrectedEvent = {
  readonly timelineId: string;
  readonly reel: string;
  readonly names: readonly EventName[];
  readonly clipId: string;
};

/** Rules that were learned, and what they are learned from. */
export type NamingStore = {
  readonly rules: (productionId: string) => Promise<readonly NamingRule[]>;
  readonly rule: (id: string) => Promise<NamingRule | undefined>;
  readonly corrections: (productionId: string) => Promise<readonly CorrectedEvent[]>;
  /** Nothing happens where the production has the same rule, also a rejected one: what a person refused is not asked again. */
  readonly propose: (rule: Omit<NamingRule, 'id' | 'state'>) => Promise<void>;
  readonly decide: (id: string, state: 'APPLIED' | 'REJECTED', actor: string) => Promise<void>;
};
