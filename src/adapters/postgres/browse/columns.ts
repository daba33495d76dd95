import type { Records } from '../../../domain/ports/browse.ts';

/** What a statement gives back: column name → value; `null` only here. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * A row as JSON, as a record: null is absent, instants are Dates. Only at the top: what lies in a JSON column is data of its own.
 */
export function present<T>(row: Readonly<Record<string, unknown>>): T {
  // A loop, not fromEntries: a page of clips has a thousand rows, and this is a tenth of its cost.
  const record: Record<string, unknown> = {};
  for (const name in row) {
    const value = row[name];
    if (value === null || value === undefined) continue;
    record[name] = typeof value === 'string' && isInstant(name) ? new Date(value) : value;
  }
  return record as T;
}

const isInstant = (name: string): boolean => name.endsWith('At') || name === 'until';

const fraction = (num: unknown, den: unknown) => (num === null || num === undefined ? null : { num: Number(num), den: Number(den) });

/** How a table's row becomes a record: the columns to select from alias `t`, and what to make of them. */
type Shape = { readonly table: string; readonly columns: string; readonly toRecord: (row: Row) => unknown };

const plain = (table: string, columns: string): Shape => ({
  table,
  columns: columns
    .trim()
    .split(/\s+/)
    .map((name) => `t.${snake(name)} AS "${name}"`)
    .join(', '),
  toRecord: present,
});

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function withRate(shape: Shape): Shape {
  return {
    ...shape,
    columns: `${shape.columns}, t.rate_num AS "rateNum", t.rate_den AS "rateDen"`,
    toRecord: ({ rateNum, rateDen, ...row }) => present({ ...row, rate: fraction(rateNum, rateDen) }),
  };
}

/** Events carry no production of their own: their timeline does. */
function withProduction(shape: Shape): Shape {
  return { ...shape, columns: `${shape.columns}, (SELECT l.production_id FROM timeline l WHERE l.id = t.timeline_id) AS "productionId"` };
}

const clipColumns = plain(
  'clip',
  `id productionId rollId formatCardId name reel state kind format frameCount tcStart tcBase dropFrame tcRuns tcAlternates rateNum rateDen
   captureNum captureDen cameraIndex shootDate summary problems thumbnail revision archivedAt createdAt updatedAt`,
);

function clip(row: Row): unknown {
  const { tcStart, tcBase, dropFrame, tcRuns, tcAlternates, rateNum, rateDen, captureNum, captureDen, summary, ...rest } = row;
  return present({
    ...rest,
    summary: summary ?? {},
    timecode:
      tcStart === null || tcBase === null
        ? null
        : { start: tcStart, base: tcBase, dropFrame: dropFrame === true, runs: tcRuns ?? [], alternates: tcAlternates ?? [] },
    playbackRate: fraction(rateNum, rateDen),
    captureRate: fraction(captureNum, captureDen),
  });
}

function pull(row: Row): unknown {
  const plan = (row['plan'] ?? {}) as Record<string, unknown>;
  return present({ ...row, plan: { frameCount: 0, reusedCount: 0, items: [], findings: [], ...plan } });
}

export const shapes: Readonly<Record<keyof Records, Shape>> = {
  production: withRate(plain('production', 'id slug title dropFrame settings createdAt archivedAt')),
  roll: plain('roll', 'id productionId name shootDay cameraIndex cameraSerial kind mhlState mhlDetail'),
  formatCard: plain('format_card', 'id productionId key cameraIndex model sensorMode codec squeeze inputTransform framing answeredBy'),
  clip: { ...clipColumns, toRecord: clip },
  document: plain('document', 'id productionId kind name sha256 parsed problems createdBy createdAt'),
  timeline: withRate(plain('timeline', 'id productionId name format title dropFrame rateOrigin diagnostics createdBy createdAt')),
  event: withProduction(plain('timeline_event', 'id timelineId index event')),
  finding: plain('finding', 'id productionId code severity scope entityId clipId message evidence fix firstSeenAt resolvedAt'),
  pull: {
    ...plain('pull', 'id productionId timelineId recipe state priority version handles plan packagePath actor createdAt finishedAt'),
    toRecord: pull,
  },
  render: {
    ...plain('render', 'id productionId clipId pullId recipe frameIn frameOut identity state report outputPath createdAt finishedAt'),
    toRecord: ({ frameIn, frameOut, ...row }) => present({ ...row, clipFrameIn: frameIn, clipFrameOut: frameOut }),
  },
  job: plain(
    'job',
    'id productionId clipId renderId kind state priority progress message attempt createdAt startedAt finishedAt changedAt',
  ),
  ingest: plain('ingest', 'id productionId root path state fileCount clipCount newCount problems actor createdAt finishedAt'),
  savedSearch: plain('saved_search', 'id productionId name query actor'),
};
