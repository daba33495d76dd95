/** The list of guardrails. Adding one: its value in the file of its family, and a folder under test/golden/rules. */
import { counterRules } from './counters.ts';
import { framingRules } from './framing.ts';
import { integrityRules } from './integrity.ts';
import { lookRules } from './look.ts';
import { metadataRules } from './metadata.ts';
import { pullRules } from './pulls.ts';
import { rateRules } from './rates.ts';
import type { Rule } from './rule.ts';
import { setupRules } from './setups.ts';
import { timecodeRules } from './timecode.ts';

export type {
  CheckContext,
  CheckedClip,
  CheckedDocument,
  CheckedProduction,
  CheckedPull,
  CheckedRoll,
  CheckedSetup,
  Observation,
  Rule,
  RuleScope,
} from './rule.ts';

export const rules: readonly Rule[] = [
  ...integrityRules,
  ...counterRules,
  ...timecodeRules,
  ...rateRules,
  ...setupRules,
  ...lookRules,
  ...framingRules,
  ...metadataRules,
  ...pullRules,
];
