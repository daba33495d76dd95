import { cdlSidecars } from '../../domain/render/cdlSidecars.ts';
import { sourcesOfPlate } from '../../domain/render/conform.ts';
import type { Catalogue, ClipRecord } from '../../domain/ports/catalogue.ts';
import type { PullRow, PullStore, RenderOfPull } from '../../domain/ports/pullStore.ts';
import type { PackageEntry } from '../../domain/ports/renderOutputs.ts';
import type { RenderRow } from '../../domain/ports/renderStore.ts';
import { timelineWriters } from '../../timelines/writers/index.ts';
import { clipTable } from '../clipTable.ts';
import { deliveryHtml } from '../deliveryReport.ts';
import { csvLine } from '../printable.ts';
import { countSheet, shotList, type DeliveredPlate } from '../pullTables.ts';
import type { PullRequest } from './plan.ts';

/** What a pull keeps to make its packages from. */
export type PullOptions = {
  readonly folder: string;
  readonly request: PullRequest;
  readonly renderIds: readonly string[];
  readonly plates: readonly AskedPlate[];
};
export type AskedPlate = Pick<DeliveredPlate, 'plate' | 'name' | 'shot' | 'number' | 'vendor' | 'firstFrame' | 'renderId'> & {
  readonly clipId: string;
};

export type PackagePorts = { readonly catalogue: Catalogue; readonly pulls: PullStore };

const fileName = (text: string): string => text.replaceAll(/[^A-Za-z0-9._-]/g, '_');
const versionOf = (path: string): string | undefined => /_(v\d{3,})$/.exec(path)?.[1];

function delivered(plate: AskedPlate, clip: ClipRecord, render: RenderOfPull | undefined, row: RenderRow | undefined): DeliveredPlate {
  const version = render && versionOf(render.outputPath);
  const first = render?.outputs.find((output) => output.kind === 'plate' || output.kind === 'trim' || output.kind === 'proxy');
  const framing = row?.job.framing;
  return {
    ...plate,
    clip,
    state: render?.state ?? 'MISSING',
    ...(version === undefined ? {} : { plateVersion: version }),
    ...(first?.sha256 === undefined ? {} : { firstSha256: first.sha256 }),
    ...(row
      ? {
          decided: {
            ...(row.job.colour.input === undefined ? {} : { input: row.job.colour.input }),
            ...(row.job.colour.amf === undefined ? {} : { amf: row.job.colour.amf.name }),
            ...(framing?.kind === 'fdl' && framing.decision !== undefined ? { fdl: framing.decision } : {}),
          },
        }
      : {}),
  };
}

/** Everything that lies in one package: a folder a plate, and what says where it all comes from. `vendor` names whose it is. */
export async function packageEntries(
  { catalogue, pulls }: PackagePorts,
  pull: PullRow,
  asked: readonly AskedPlate[],
  done: ReadonlyMap<string, RenderOfPull>,
  rows: ReadonlyMap<string, RenderRow>,
  vendor: string | undefined,
): Promise<PackageEntry[]> {
  const options = pull.options as unknown as PullOptions;
  const clips = new Map((await catalogue.clipsByIds(asked.map((plate) => plate.clipId))).map((clip) => [clip.id, clip]));
  const plates = asked.flatMap((plate): DeliveredPlate[] => {
    const clip = clips.get(plate.clipId);
    return clip ? [delivered(plate, clip, done.get(plate.renderId), rows.get(plate.renderId))] : [];
  });
  const isTrim = rows.get(asked[0]?.renderId ?? '')?.job.outputs.some((output) => output.kind === 'trim') ?? false;
  const entries: PackageEntry[] = plates.flatMap((plate) => platedEntries(plate, done.get(plate.renderId), rows.get(plate.renderId)));
  const timeline = pull.timelineId === undefined ? undefined : await pulls.timeline(pull.timelineId);
  const counts = countSheet(plates, pull.handles);
  const { due } = options.request;
  entries.push({
    path: 'shot-list.csv',
    text: shotList(plates, { version: pull.version, priority: pull.priority, ...(due === undefined ? {} : { due }) }),
  });
  if (counts !== undefined) entries.push({ path: 'count-sheet.csv', text: counts });
  entries.push(...reports(pull, plates, done, timeline?.name ?? 'Pull', vendor));
  for (const { name, clip } of plates)
    if (clip.thumbnail) entries.push({ path: `thumbnails/${name}.jpg`, from: clip.thumbnail, optional: true });
  const [production] = await catalogue.productionsByIds([pull.productionId]);
  const ale = production && clipTable(plates.map((plate) => plate.clip), 'ALE', production).content; // prettier-ignore
  if (ale !== undefined) entries.push({ path: 'shot-list.ale', text: ale });
  if (timeline) {
    entries.push({ path: `list/${fileName(timeline.name)}`, text: new TextDecoder().decode(timeline.content) });
    if (isTrim && production) entries.push(...(await conformLists(pulls, timeline.id, production.rate, production.dropFrame, plates)));
  }
  return entries;
}

/** A plate's own files, its CDL, and what is known of its source. */
function platedEntries(plate: DeliveredPlate, render: RenderOfPull | undefined, row: RenderRow | undefined): PackageEntry[] {
  if (render?.state !== 'DONE') return [];
  const files = render.outputs.map((output): PackageEntry => ({
    path: `${plate.name}/${output.path}`,
    from: `${render.outputPath}/${output.path}`,
  }));
  const cdl =
    plate.plate.events.find((event) => event.cdl)?.cdl ?? row?.job.colour.looks?.flatMap((look) => ('cdl' in look ? [look.cdl] : []))[0];
  const texts = cdl === undefined ? [] : cdlSidecars(plate.name, cdl);
  const { summary, name, reel } = plate.clip;
  return [
    ...files,
    ...texts.map(({ path, text }) => ({ path: `${plate.name}/${path}`, text })),
    { path: `${plate.name}/${plate.name}.source.json`, text: `${JSON.stringify({ clip: name, reel, ...summary }, undefined, 1)}\n` },
  ];
}

function reports(
  pull: PullRow,
  plates: readonly DeliveredPlate[],
  done: ReadonlyMap<string, RenderOfPull>,
  title: string,
  vendor: string | undefined,
): PackageEntry[] {
  const report = {
    ...{ version: 1, pull: pull.id, recipe: pull.recipe, handles: pull.handles, packageVersion: pull.version, vendor, plan: pull.plan },
    plates: plates.map(({ clip, ...plate }) => ({
      ...plate,
      clip: clip.name,
      files: done.get(plate.renderId)?.outputs,
      report: done.get(plate.renderId)?.report,
    })),
  };
  const facts: [string, string][] = [
    ['Recipe', pull.recipe],
    ['Handles', String(pull.handles)],
    ['Plates', String(plates.length)],
    ['Pull', pull.id],
    ...(vendor === undefined ? [] : ([['For', vendor]] as [string, string][])),
  ];
  const rows = plates.map((plate) => {
    const render = done.get(plate.renderId);
    const notes = (render?.report as { notes?: readonly string[] } | undefined)?.notes ?? [];
    return {
      ...plate,
      fileCount: (render?.outputs ?? []).filter((file) => file.kind === 'plate' || file.kind === 'proxy' || file.kind === 'trim').length,
      problems: [...plate.plate.problems.map((problem) => problem.message), ...notes.filter((note) => /cannot be cut/.test(note))],
      ...(plate.clip.thumbnail ? { thumbnail: `thumbnails/${plate.name}.jpg` } : {}),
    };
  });
  const missing = [
    ...pull.plan.findings.map((finding) => [finding.at ?? '', finding.code, finding.message]),
    ...pull.plan.items.flatMap((item) =>
      item.problems
        .filter((problem) => problem.severity === 'BLOCK')
        .map((problem) => [item.eventNumbers.join(' '), problem.code, problem.message]),
    ),
    ...rows.flatMap((row) => row.problems.filter((text) => /cannot be cut/.test(text)).map((text) => [row.name, 'WHOLE_FILE', text])),
  ];
  return [
    { path: 'delivery-report.json', text: `${JSON.stringify(report, undefined, 1)}\n` },
    { path: 'delivery-report.html', text: deliveryHtml(`${title} v${String(pull.version).padStart(3, '0')}`, facts, rows) },
    ...(missing.length === 0
      ? []
      : [{ path: 'not-delivered.csv', text: [['event', 'code', 'message'], ...missing].map(csvLine).join('') }]),
  ];
}

/** The list again, of what was trimmed, on the trimmed media: names, reels and timecode are the originals', so that it relinks to either. */
async function conformLists(
  pulls: PullStore,
  timelineId: string,
  rate: { readonly num: number; readonly den: number },
  dropFrame: boolean,
  plates: readonly DeliveredPlate[],
): Promise<PackageEntry[]> {
  const events = sourcesOfPlate(
    (await pulls.events(timelineId)).map((row) => row.event),
    plates.flatMap(({ plate, clip, name }) => plate.events.map((event) => ({ number: event.number, clip: clip.name, folder: name }))),
  );
  const timeline = { format: 'otio', title: 'conform', rate, rateOrigin: 'the production', dropFrame, events, diagnostics: [] };
  return timelineWriters
    .filter((writer) => writer.name === 'cmx3600' || writer.name === 'otio')
    .map((writer) => ({ path: `conform.${writer.extension}`, text: writer.write(timeline) }));
}
