import { RushesError } from '../../domain/errors.ts';
import type { Catalogue } from '../../domain/ports/catalogue.ts';
import type { JobDraft, RenderRow, RenderStore } from '../../domain/ports/renderStore.ts';
import { identityText } from '../../domain/render/identity.ts';
import { draftRender, type DraftPorts, type DraftRequest } from './draft.ts';

type Decided = Pick<JobDraft, 'colour' | 'framing'>;

/** The database gives an object's keys back in an order of its own. */
const differ = (then: unknown, now: unknown): boolean => identityText({ value: then }) !== identityText({ value: now });

/** Where the framing is written is no part of what was decided. */
const framingOf = ({ framing }: Decided): Decided['framing'] =>
  framing.kind === 'fdl' ? (({ outputPath: _, ...decided }) => decided)(framing) : framing;

/** What was decided differently then, in words; undefined where nothing was. */
export function changedSince(then: Decided, now: Decided): string | undefined {
  const parts: string[] = [];
  const [before, after] = [then.colour.amf, now.colour.amf];
  if (before?.text !== after?.text) {
    if (!after) parts.push(`the AMF ${before!.name} was taken off`);
    else
      parts.push(
        before
          ? `the AMF ${before.name} was replaced${before.name === after.name ? '' : ` by ${after.name}`}`
          : `the AMF ${after.name} was attached`,
      );
  }
  if (differ(then.colour.looks ?? [], now.colour.looks ?? [])) parts.push('the CDL has changed');
  if (differ(then.colour.files ?? [], now.colour.files ?? [])) parts.push('a file that the AMF names has changed');
  if (then.colour.input !== now.colour.input && !after)
    parts.push(`the input transform is ${now.colour.input ?? 'unknown'} now, it was ${then.colour.input ?? 'unknown'}`);
  if (differ(framingOf(then), framingOf(now))) parts.push('the framing has changed');
  if (parts.length === 0) return undefined;
  const told = parts.join('; ');
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
}

/** The render's request, to be asked again. Bytes that came with it are no document that could change. */
function requestOf({ recipe, frameIn, frameOut, job }: RenderRow): DraftRequest {
  const { amf, fdl, parameters, framing } = job.asked ?? {};
  return {
    ...{ recipe, frameIn, frameOut },
    ...(parameters ? { parameters } : {}),
    ...(framing ? { framing } : {}),
    ...(amf === 'given'
      ? { amf: { bytes: new TextEncoder().encode(job.colour.amf!.text) } }
      : amf === undefined
        ? {}
        : { amf: { documentId: amf } }),
    ...(fdl === undefined || fdl === 'given' ? {} : { fdl: { documentId: fdl } }),
  };
}

/**
 * Renders that would look different if they were asked for today, with what has changed. Renders as recorded (trims) do not depend on documents.
 * A render whose clip cannot be drafted any longer is not called stale: nothing newer could be made.
 */
export async function stalenessOf(
  catalogue: Catalogue,
  store: RenderStore,
  drafting: DraftPorts,
  renderIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = (await store.byIds(renderIds)).filter(
    (row) => row.state === 'DONE' && row.job.outputs.some((output) => 'colour' in output && output.colour.to !== 'source'),
  );
  const clips = new Map((await catalogue.clipsByIds([...new Set(rows.map((row) => row.clipId))])).map((clip) => [clip.id, clip]));
  const stale = new Map<string, string>();
  for (const row of rows) {
    const clip = clips.get(row.clipId);
    if (!clip) continue;
    try {
      const { colour, framing } = (await draftRender(drafting, clip, requestOf(row))).jobNamed('@');
      // With bytes of somebody's the framing was decided once for all.
      const changed = changedSince(row.job, { colour, framing: row.job.asked?.fdl === 'given' ? row.job.framing : framing });
      if (changed !== undefined) stale.set(row.id, changed);
    } catch (error) {
      if (!(error instanceof RushesError)) throw error;
    }
  }
  return stale;
}
