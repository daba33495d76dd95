import { createHash } from 'node:crypto';
import type { Examined, FoundCause } from '../../domain/ports/checkStore.ts';
import type { CheckContext, CheckedPull, Observation, Rule, RuleScope } from '../../rules/index.ts';
import type { RuleSettings } from './settings.ts';
import type { Subjects } from './subjects.ts';

/** Evidence decides whether it is the same cause: keys in one order. */
function hashOf(value: unknown): string {
  const ordered = (each: unknown): unknown =>
    Array.isArray(each)
      ? each.map(ordered)
      : each !== null && typeof each === 'object'
        ? Object.fromEntries(
            Object.entries(each)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, inner]) => [key, ordered(inner)]),
          )
        : each;
  return createHash('sha256')
    .update(JSON.stringify(ordered(value)))
    .digest('hex');
}

type Ran = {
  readonly observations: readonly (Observation & { readonly entityId: string })[];
  readonly entities: readonly string[] | undefined;
};

/** Runs one rule over its subjects; `entities`: what its findings may be about, absent where it was all. */
export async function run(
  rule: Rule,
  context: CheckContext,
  subjects: Subjects,
  touched: ReadonlySet<string> | undefined,
  pullsOf: () => Promise<readonly CheckedPull[]>,
): Promise<Ran> {
  const over = <S extends { readonly id: string }>(all: readonly S[], observe: (subject: S) => readonly Observation[]) =>
    all.flatMap((subject) => observe(subject).map((each) => ({ ...each, entityId: each.entityId ?? subject.id })));
  const near = <S extends { readonly clips: readonly { readonly id: string }[] }>(all: readonly S[]): readonly S[] =>
    touched ? all.filter(({ clips }) => clips.some((clip) => touched.has(clip.id))) : all;
  switch (rule.scope) {
    case 'CLIP': {
      const clips = touched ? subjects.clips.filter((clip) => touched.has(clip.id)) : subjects.clips;
      return { observations: over(clips, (clip) => rule.check(clip, context)), entities: touched && [...touched] };
    }
    case 'ROLL': {
      const rolls = near(subjects.rolls);
      return {
        observations: over(rolls, (roll) => rule.check(roll, context)),
        entities: touched && rolls.flatMap((roll) => [roll.id, ...roll.clips.map((clip) => clip.id)]),
      };
    }
    case 'SETUP': {
      const setups = near(subjects.setups);
      return { observations: over(setups, (setup) => rule.check(setup, context)), entities: touched && setups.map((setup) => setup.id) };
    }
    case 'DOCUMENT':
      return { observations: over(subjects.documents, (document) => rule.check(document, context)), entities: undefined };
    case 'PRODUCTION':
      return {
        observations: over([{ ...subjects, id: 'production' }], (production) => rule.check(production, context)),
        entities: undefined,
      };
    case 'PULL': {
      const pulls = await pullsOf();
      return { observations: over(pulls, (pull) => rule.check(pull, context)), entities: undefined };
    }
    default:
      return rule satisfies never as { scope: RuleScope } as never;
  }
}

/** One finding for a code and an entity; several observations of one entity are told in one. */
export function merged(rule: Rule, settings: RuleSettings, observations: Ran['observations']): FoundCause[] {
  return [...Map.groupBy(observations, (each) => each.entityId)].map(([entityId, same]) => {
    const [first] = same;
    const evidence = same.length === 1 ? first!.evidence : { several: same.map((each) => each.evidence) };
    return {
      code: rule.code,
      severity: settings.severity ?? first!.severity ?? rule.severity,
      scope: rule.scope,
      entityId,
      message: same.map((each) => each.message).join(' '),
      evidence,
      causeHash: hashOf(evidence),
      ...(first!.clipId === undefined ? {} : { clipId: first!.clipId }),
      ...(first!.fix === undefined ? {} : { fix: first!.fix }),
    };
  });
}

/** Rules that looked at the same entities go together: fewer statements. */
export function joined(examined: readonly Examined[]): Examined[] {
  return [...Map.groupBy(examined, ({ entities }) => (entities ? JSON.stringify(entities) : ''))].map(([, same]) => ({
    ...same[0]!,
    codes: same.flatMap(({ codes }) => codes),
  }));
}
