import type { Actor } from '../domain/actor.ts';
import { NotFound } from '../domain/errors.ts';
import { formatFrameRate } from '../domain/frameRate.ts';
import type { Catalogue, SqlSession } from '../domain/ports/catalogue.ts';
import type { CheckStore, ClipToCheck, RollToCheck } from '../domain/ports/checkStore.ts';
import { formatTimecode } from '../domain/timecode.ts';
import type { FileRecord } from './clipTable.ts';
import { csvLine, escaped, printablePage } from './printable.ts';
import { productionFor } from './productions.ts';

export type ReportRequest = {
  readonly production: string;
  readonly kind: 'CAMERA' | 'COMPLETENESS';
  readonly format: 'HTML' | 'CSV';
  /** ISO day; absent: every day. */
  readonly day?: string;
  /** Name of a roll; absent: every roll. */
  readonly roll?: string;
};

const columns: readonly (readonly [string, string])[] = [
  ['EI', 'exposure.exposureIndex'],
  ['ISO', 'exposure.iso'],
  ['WB', 'color.whiteBalanceKelvin'],
  ['Shutter', 'exposure.shutterAngle'],
  ['Lens', 'lens.model'],
  ['Focal mm', 'lens.focalLengthMm'],
  ['T', 'lens.tStop'],
  ['ND', 'exposure.ndStops'],
  ['Look', 'color.look'],
  ['Scene', 'slate.scene'],
  ['Take', 'slate.take'],
];
const completenessCodes = /^(MHL_|ROLL_|SEGMENT_|TC_MISSING|TC_ZERO|CLIP_NAME|SOUND_|SIDECAR_|METADATA_|DROPPED_)/;
/** Findings that one report lists. */
const mostFindings = 2000;

type FindingRow = { readonly code: string; readonly severity: string; readonly message: string; readonly fix?: string };
type Group = { readonly roll: RollToCheck; readonly clips: readonly ClipToCheck[] };

/** Reports that people hand over: what each camera shot, and whether all of it is here. */
export function createReportService(catalogue: Catalogue, storeOn: (session: SqlSession) => CheckStore) {
  return {
    /** Throws NotFound where nothing was shot on that day or roll. */
    async report(actor: Actor, request: ReportRequest): Promise<FileRecord> {
      const production = await productionFor(catalogue, actor, request.production, 'VIEWER');
      const store = storeOn(catalogue.session);
      const clips = await store.clips(production.id, [...columns.map(([, field]) => field), 'slate.note']);
      const ofRoll = Map.groupBy(clips, (clip) => clip.rollId);
      const groups = (await store.rolls(production.id))
        .filter(
          (roll) =>
            (request.day === undefined || roll.shootDay === request.day) && (request.roll === undefined || roll.name === request.roll),
        )
        .map((roll): Group => ({ roll, clips: ofRoll.get(roll.id) ?? [] }))
        .sort((a, b) => `${a.roll.shootDay ?? ''} ${a.roll.name}`.localeCompare(`${b.roll.shootDay ?? ''} ${b.roll.name}`, 'en'));
      if (groups.length === 0)
        throw new NotFound('Nothing was brought in for that day or roll.', { at: request.roll === undefined ? 'day' : 'roll' });
      const about = [production.title, request.day, request.roll].filter(Boolean).join(', ');
      const stem = [production.slug, request.kind.toLowerCase(), request.day, request.roll]
        .filter(Boolean)
        .join('-')
        .replaceAll(/[^A-Za-z0-9._-]/g, '_');
      const content =
        request.kind === 'CAMERA'
          ? cameraReport(`Camera report: ${about}`, groups, request.format)
          : completenessReport(
              `Completeness: ${about}`,
              groups,
              (await store.openFindings(production.id, mostFindings)).filter(({ code }) => completenessCodes.test(code)),
              request.format,
            );
      return { fileName: `${stem}.${request.format.toLowerCase()}`, content, problems: [] };
    },
  };
}

function clipCells(clip: ClipToCheck): string[] {
  const { timecode } = clip;
  return [
    clip.name,
    timecode ? formatTimecode(timecode.start, timecode) : '',
    timecode && clip.frameCount !== undefined ? formatTimecode(timecode.start + clip.frameCount, timecode) : '',
    clip.frameCount === undefined ? '' : String(clip.frameCount),
    clip.playbackRate ? formatFrameRate(clip.playbackRate) : '',
    clip.captureRate ? formatFrameRate(clip.captureRate) : '',
    ...columns.map(([, field]) => {
      const value = clip.facts[field];
      return value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
    }),
    clip.problems
      .filter(({ severity }) => severity !== 'INFO')
      .map(({ message }) => message)
      .join(' '),
  ];
}

const clipHeads = ['Clip', 'TC in', 'TC out', 'Frames', 'Plays at', 'Shot at', ...columns.map(([name]) => name), 'Notes'];

function htmlTable(heads: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = (row: readonly unknown[], tag: string): string => row.map((value) => `<${tag}>${escaped(value)}</${tag}>`).join('');
  return `<table><thead><tr>${cells(heads, 'th')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')}</tbody></table>`;
}

function cameraReport(title: string, groups: readonly Group[], format: 'HTML' | 'CSV'): string {
  if (format === 'CSV')
    return [
      csvLine(['Day', 'Camera', 'Roll', ...clipHeads]),
      ...groups.flatMap(({ roll, clips }) =>
        clips.map((clip) => csvLine([roll.shootDay, roll.cameraIndex, roll.name, ...clipCells(clip)])),
      ),
    ].join('');
  const parts = groups.map(
    ({ roll, clips }) =>
      `<h2>${escaped([roll.shootDay ?? 'No day', `camera ${roll.cameraIndex ?? 'unknown'}`, roll.name].join(', '))}</h2>${htmlTable(clipHeads, clips.map(clipCells))}`,
  );
  return printablePage(title, parts.join('\n'));
}

function completenessReport(title: string, groups: readonly Group[], findings: readonly FindingRow[], format: 'HTML' | 'CSV'): string {
  const heads = ['Day', 'Camera', 'Roll', 'Clips', 'Frames', 'Manifest', 'Absent'];
  const rows = groups.map(({ roll, clips }) => [
    roll.shootDay ?? '',
    roll.cameraIndex ?? '',
    roll.name,
    clips.length,
    clips.reduce((sum, clip) => sum + (clip.frameCount ?? 0), 0),
    roll.mhlState.toLowerCase(),
    clips
      .filter((clip) => clip.copies.length === 0)
      .map((clip) => clip.name)
      .join(' '),
  ]);
  const said = findings.map(({ severity, code, message, fix }) => [severity, code, message, fix ?? '']);
  const findingHeads = ['How bad', 'Check', 'What', 'What would mend it'];
  if (format === 'CSV') return [heads, ...rows, [], findingHeads, ...said].map(csvLine).join('');
  return printablePage(
    title,
    `${htmlTable(heads, rows)}<h2>What is missing or does not fit</h2>${said.length === 0 ? '<p>Nothing: all checks of completeness pass.</p>' : htmlTable(findingHeads, said)}`,
  );
}
