import { createHash } from 'node:crypto';
import { requireRole, roleIn, type Actor } from '../domain/actor.ts';
import { InvalidInput, NotFound } from '../domain/errors.ts';
import type { Catalogue, Job, Production, SqlSession } from '../domain/ports/catalogue.ts';
import type { CheckStore, Examined, FoundCause } from '../domain/ports/checkStore.ts';
import type { Queue } from '../domain/ports/queue.ts';
import type { Severity } from '../domain/problem.ts';
import { rules, type CheckContext, type CheckedPull, type Observation, type Rule, type RuleScope } from '../rules/index.ts';
import { indexesOf, pullOf, subjectsOf, type Subjects } from './check/subjects.ts';
import type { ResolveClipIds } from './clipIds.ts';
import { clipsMeantBy } from './documentsInForce.ts';
import { requestJobs } from './jobs.ts';
import { productionFor } from './productions.ts';
import type { Worker } from './work.ts';

export type CheckService = ReturnType<typeof createCheckService>;

/** What has changed; nothing: look at everything. */
export type Change = {
  readonly clipIds?: readonly string[];
  /** Dotted paths, or `documents`, `mhl`, `copies`, `pulls`: rules that read none of them are not run. */
  readonly fields?: readonly string[];
};

export type CheckOutcome = {
  readonly openCount: number;
  readonly newCount: number;
  readonly resolvedCount: number;
  /** Codes of the rules that were run. */
  readonly ran: readonly string[];
};

/** Beyond this many clips a change is looked at as a whole production. */
const fewClips = 500;
/** Production-wide rules read every clip: fields of all rules, whatever changed. */
const pseudoFields: ReadonlySet<string> = new Set([
  'name',
  'roll',
  'timecode',
  'copies',
  'mhl',
  'card',
  'documents',
  'pulls',
  'problems',
  'rate.playback',
  'rate.capture',
]);
const factFields = [
  ...new Set([
    ...rules.flatMap((rule) => rule.reads),
    'slate.scene',
    'slate.shot',
    'slate.take',
    'slate.circled',
    'camera.position',
    'baked.look',
    'color.look',
  ]),
].filter((field) => !pseudoFields.has(field) || field.startsWith('rate.'));

type RuleSettings = Readonly<Record<string, unknown>> & { readonly off?: boolean; readonly severity?: Severity };

/** What a production says of a rule: `settings.rules.CODE` is `{ off, severity, ...thresholds }`. */
function settingsOf(production: Production, rule: Rule): RuleSettings {
  const own = (production.settings['rules'] as Record<string, RuleSettings> | undefined)?.[rule.code];
  return { ...(rule.offByDefault ? { off: true } : {}), ...rule.settings, ...own };
}

function reads(rule: Rule, change: Change): boolean {
  return change.fields === undefined || rule.reads.some((field) => change.fields!.includes(field));
}

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

/** The guardrails: run over a production or over what changed; findings come, go, and are waived. */
export function createCheckService(
  catalogue: Catalogue,
  queue: Queue,
  storeOn: (session: SqlSession) => CheckStore,
  /** The Academy's transform ids without their common beginning; undefined: not at hand. */
  registry: ReadonlySet<string> | undefined,
  clipIds: ResolveClipIds,
  /** Renders that would look different today → what has changed. */
  staleness: (renderIds: readonly string[]) => Promise<ReadonlyMap<string, string>> = async () => new Map(),
) {
  async function check(production: Production, change: Change): Promise<CheckOutcome> {
    const few = change.clipIds !== undefined && change.clipIds.length <= fewClips ? change.clipIds : undefined;
    const due = rules.filter((rule) => reads(rule, change) && settingsOf(production, rule).off !== true);
    const turnedOff = rules.filter((rule) => settingsOf(production, rule).off === true);
    return catalogue.transaction(async (tx) => {
      const store = storeOn(tx.session);
      await store.lock(production.id);
      const whole = due.filter((rule) => rule.scope === 'PRODUCTION' || rule.scope === 'PULL' || rule.scope === 'DOCUMENT');
      // A production-wide rule needs every clip; the others only what was touched.
      const everything = few === undefined || whole.length > 0;
      const rows = await store.clips(production.id, factFields, everything ? undefined : few);
      const attachments = await store.attachments(production.id);
      const meant = await clipsMeantBy(clipIds, production.id, attachments);
      const subjects = subjectsOf(rows, await store.rolls(production.id), attachments, meant);
      const context = { rate: production.rate, dropFrame: production.dropFrame, ...(registry ? { registry } : {}), ...indexesOf(subjects) };
      const found: FoundCause[] = [];
      const examined: Examined[] = [];
      const touched = few && new Set(few);
      let pulls: Promise<readonly CheckedPull[]> | undefined;
      const pullsOf = () => (pulls ??= loadPulls(store, production.id, subjects, staleness));
      for (const rule of due) {
        const settings = settingsOf(production, rule);
        const { observations, entities } = await run(rule, { ...context, settings }, subjects, touched, pullsOf);
        found.push(...merged(rule, settings, observations));
        examined.push({ codes: [rule.code], ...(entities ? { entities } : {}) });
      }
      if (change.fields === undefined && turnedOff.length > 0) examined.push({ codes: turnedOff.map((rule) => rule.code) });
      const { newCount, resolvedCount } = await store.save(production.id, found, joined(examined));
      return { openCount: await store.openCount(production.id), newCount, resolvedCount, ran: due.map((rule) => rule.code) };
    });
  }

  return {
    /** Every rule over the whole production, now. */
    async run(actor: Actor, slug: string): Promise<CheckOutcome> {
      const production = await productionFor(catalogue, actor, slug, 'EDITOR');
      return check(production, {});
    },

    /** Rules that read what changed, over what was touched, now. */
    async runFor(productionId: string, change: Change): Promise<CheckOutcome> {
      const [production] = await catalogue.productionsByIds([productionId]);
      if (!production) throw new NotFound('There is no such production.');
      return check(production, change);
    },

    /** The same, as a job of its own, in the transaction that makes the change. */
    request: (tx: Catalogue, productionId: string, change: Change) =>
      requestJobs(tx, queue, [{ productionId, kind: 'check', priority: 'BACKGROUND', payload: { change } as unknown as Job['payload'] }]),

    worker: (async (job) => {
      const [production] = await catalogue.productionsByIds([job.productionId]);
      if (!production) return 'Its production does not exist any longer.';
      const { openCount, newCount, resolvedCount, ran } = await check(production, (job.payload as { change?: Change }).change ?? {});
      return `${ran.length} of ${rules.length} rules were run; ${openCount} findings stand, ${newCount} new, ${resolvedCount} gone.`;
    }) satisfies Worker,

    /** Accepts a finding, with who, why and until when; or takes that back. It stands again as soon as its cause is another. */
    async waive(
      actor: Actor,
      input: { findingId: string; reason: string; until?: Date; revoke: boolean },
    ): Promise<{ readonly id: string }> {
      return catalogue.transaction(async (tx) => {
        const store = storeOn(tx.session);
        const finding = await store.finding(input.findingId);
        if (!finding || roleIn(actor, finding.productionId) === undefined)
          throw new NotFound('There is no such finding; its cause may have gone.', { at: 'id' });
        const serious = finding.severity === 'BLOCK' || finding.severity === 'ERROR';
        requireRole(actor, finding.productionId, serious ? 'OPERATOR' : 'EDITOR', `Waiving ${finding.code}`);
        const reason = input.reason.trim();
        if (reason === '' && !input.revoke)
          throw new InvalidInput('Say why it is accepted: whoever reads it next wants to know.', { at: 'reason' });
        if (input.until !== undefined && input.until.getTime() <= Date.now())
          throw new InvalidInput('`until` lies in the past.', { at: 'until' });
        await store.revokeWaivers(finding.id);
        if (!input.revoke)
          await store.waive({
            findingId: finding.id,
            causeHash: finding.causeHash,
            reason,
            actor: actor.name,
            ...(input.until ? { until: input.until } : {}),
          });
        await tx.audit({
          productionId: finding.productionId,
          actor: actor.name,
          action: input.revoke ? 'revokeWaiver' : 'waiveFinding',
          subject: finding.id,
          detail: { code: finding.code, reason, until: input.until?.toISOString() ?? null },
        });
        return { id: finding.id };
      });
    },

    rules: () =>
      rules.map(({ code, severity, scope, title, reads: fields }) => ({ code, severity, scope, description: title, reads: fields })),
  };
}

/** Pulls with what has changed since their plates were made. */
async function loadPulls(
  store: CheckStore,
  productionId: string,
  subjects: Subjects,
  staleness: (renderIds: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<readonly CheckedPull[]> {
  const clips = new Map(subjects.clips.map((clip) => [clip.id, clip]));
  const rows = await store.pulls(productionId);
  const stale = await staleness(rows.flatMap((pull) => pull.plates.flatMap((plate) => plate.renderId ?? [])));
  return rows.map((row) => {
    const pull = pullOf(row, clips);
    const plates = row.plates.map((plate) => {
      const changed = plate.renderId === undefined ? undefined : stale.get(plate.renderId);
      return changed === undefined ? plate : { ...plate, stale: changed };
    });
    return { ...pull, plates };
  });
}

type Ran = {
  readonly observations: readonly (Observation & { readonly entityId: string })[];
  readonly entities: readonly string[] | undefined;
};

/** Runs one rule over its subjects; `entities`: what its findings may be about, absent where it was all. */
async function run(
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
function merged(rule: Rule, settings: RuleSettings, observations: Ran['observations']): FoundCause[] {
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
function joined(examined: readonly Examined[]): Examined[] {
  return [...Map.groupBy(examined, ({ entities }) => (entities ? JSON.stringify(entities) : ''))].map(([, same]) => ({
    ...same[0]!,
    codes: same.flatMap(({ codes }) => codes),
  }));
}
