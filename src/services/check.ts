import { requireRole, roleIn, type Actor } from '../domain/actor.ts';
import { InvalidInput, NotFound } from '../domain/errors.ts';
import type { Catalogue, Job, Production, SqlSession } from '../domain/ports/catalogue.ts';
import type { CheckStore, Examined, FoundCause, PullToCheck } from '../domain/ports/checkStore.ts';
import type { Queue } from '../domain/ports/queue.ts';
import { rules, type CheckedPull, type Rule } from '../rules/index.ts';
import { joined, merged, run } from './check/run.ts';
import { checkedSettings, configured, settingsOf, type ConfiguredRule } from './check/settings.ts';
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
  /** Only these rules. */
  readonly codes?: readonly string[];
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

function isAsked(rule: Rule, change: Change): boolean {
  if (change.codes !== undefined) return change.codes.includes(rule.code);
  return change.fields === undefined || change.fields.some((field) => rule.reads.some((read) => isRead(read, field)));
}

/** `timecode` stands for all that begins with it, and for the length that it is counted with. */
function isRead(read: string, field: string): boolean {
  return read === field || field.startsWith(`${read}.`) || (read === 'timecode' && field === 'frameCount');
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
    const asked = rules.filter((rule) => isAsked(rule, change));
    const due = asked.filter((rule) => settingsOf(production, rule).off !== true);
    const turnedOff = asked.filter((rule) => settingsOf(production, rule).off === true);
    return catalogue.transaction(async (tx) => {
      const store = storeOn(tx.session);
      await store.lock(production.id);
      const whole = due.filter((rule) => rule.scope === 'PRODUCTION' || rule.scope === 'DOCUMENT');
      // A production-wide rule needs every clip; the others only what was touched, and the clips of pulls.
      const pullRows = due.some((rule) => rule.scope === 'PULL') ? await store.pulls(production.id) : [];
      const touching = few === undefined || whole.length > 0 ? undefined : [...few, ...clipsOfPulls(pullRows)];
      const rows = await store.clips(production.id, factFields, touching);
      const attachments = await store.attachments(production.id);
      const meant = await clipsMeantBy(clipIds, production.id, attachments);
      const subjects = subjectsOf(rows, await store.rolls(production.id), attachments, meant);
      const context = { rate: production.rate, dropFrame: production.dropFrame, ...(registry ? { registry } : {}), ...indexesOf(subjects) };
      const found: FoundCause[] = [];
      const examined: Examined[] = [];
      const touched = few && new Set(few);
      let pulls: Promise<readonly CheckedPull[]> | undefined;
      const pullsOf = () => (pulls ??= withStaleness(pullRows, subjects, staleness));
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
      const outcome = await check(production, {});
      const { openCount, newCount, resolvedCount } = outcome;
      await catalogue.audit({
        productionId: production.id,
        actor: actor.name,
        action: 'runChecks',
        subject: production.id,
        detail: { openCount, newCount, resolvedCount },
      });
      return outcome;
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

    /** Every rule with its defaults. */
    rules: () => rules.map((rule) => configured({ settings: {} }, rule)),

    /** Every rule as a production has it. */
    async rulesOf(actor: Actor, slug: string): Promise<readonly ConfiguredRule[]> {
      const production = await productionFor(catalogue, actor, slug, 'VIEWER');
      return rules.map((rule) => configured(production, rule));
    },

    /**
     * What a production says of one rule: merged over what it said before, a null taking a setting back to its default. The findings of the rule are
     * looked at again. Two people who set different rules, or different settings of one, do not lose one another's.
     */
    async configure(
      actor: Actor,
      input: { production: string; code: string; settings: Readonly<Record<string, unknown>> },
    ): Promise<ConfiguredRule> {
      const production = await productionFor(catalogue, actor, input.production, 'OPERATOR');
      const rule = rules.find(({ code }) => code === input.code);
      if (!rule) throw new NotFound(`There is no rule ${input.code}.`, { at: 'code' });
      const given = Object.entries(input.settings);
      const set = checkedSettings(rule, Object.fromEntries(given.filter(([, value]) => value !== null)));
      const changed = await catalogue.transaction(async (tx) => {
        const after = await tx.configureRule(production.id, rule.code, {
          set,
          reset: given.flatMap(([name, value]) => (value === null ? [name] : [])),
        });
        await tx.audit({
          productionId: production.id,
          actor: actor.name,
          action: 'configureRule',
          subject: rule.code,
          detail: { settings: input.settings },
        });
        return after;
      });
      await check(changed, { codes: [rule.code] });
      return configured(changed, rule);
    },
  };
}

/** Clips that the events and plates of pulls are of. */
function clipsOfPulls(rows: readonly PullToCheck[]): string[] {
  const events = rows.flatMap((pull) => [...pull.events, ...(pull.newer?.events ?? [])]);
  return [
    ...new Set([
      ...events.flatMap(({ match }) => match?.clipId ?? []),
      ...rows.flatMap((pull) => pull.plates.map((plate) => plate.clipId)),
    ]),
  ];
}

/** Pulls with what has changed since their plates were made. */
async function withStaleness(
  rows: readonly PullToCheck[],
  subjects: Subjects,
  staleness: (renderIds: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<readonly CheckedPull[]> {
  const clips = new Map(subjects.clips.map((clip) => [clip.id, clip]));
  const stale = await staleness(rows.flatMap((pull) => pull.plates.flatMap((plate) => plate.renderId ?? [])));
  return rows.map((row) => {
    const pull = pullOf(row, clips);
    const plates = pull.plates.map((plate, index) => {
      const renderId = row.plates[index]!.renderId;
      const changed = renderId === undefined ? undefined : stale.get(renderId);
      return changed === undefined ? plate : { ...plate, stale: changed };
    });
    return { ...pull, plates };
  });
}
