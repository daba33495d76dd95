import { csvLine, escaped, printablePage } from '../printable.ts';
import type { ReportContent, ReportedRoll } from './content.ts';
import { bytesOf } from './camera.ts';
import { htmlTable, sizeText, sums, type Cell, type Column } from './table.ts';

export type ReportedFinding = { readonly code: string; readonly severity: string; readonly message: string; readonly fix?: string };

/** State of a roll's manifest, as people say it. */
const manifests: Readonly<Record<string, string>> = {
  VERIFIED: 'verified',
  FAILED: 'does not agree',
  ABSENT: 'none came with it',
  UNVERIFIED: 'not verified yet',
};

const absentOf = ({ clips }: ReportedRoll): string[] => clips.filter((clip) => clip.copies.length === 0).map((clip) => clip.name);
const framesOf = ({ clips }: ReportedRoll): number => clips.reduce((sum, clip) => sum + (clip.frameCount ?? 0), 0);
const sizeOf = ({ clips }: ReportedRoll): number => clips.reduce((sum, clip) => sum + bytesOf(clip), 0);
const manifestOf = ({ roll }: ReportedRoll): string => manifests[roll.mhlState] ?? roll.mhlState.toLowerCase();

/** Whether all of it is here and intact: each roll with its manifest, and what is missing. */
export function completenessReport(content: ReportContent, findings: readonly ReportedFinding[]): string {
  const { rolls } = content;
  if (content.format === 'CSV') {
    const heads = ['Day', 'Camera', 'Roll', 'Clips', 'Frames', 'Bytes', 'Manifest', 'Absent'];
    const rows = rolls.map((each) => [
      each.roll.shootDay ?? '',
      each.roll.cameraIndex ?? '',
      each.roll.name,
      each.clips.length,
      framesOf(each),
      sizeOf(each),
      manifestOf(each),
      absentOf(each).join(' '),
    ]);
    const said = findings.map(({ severity, code, message, fix }) => [severity, code, message, fix ?? '']);
    return [heads, ...rows, [], ['Severity', 'Check', 'What', 'What would mend it'], ...said].map(csvLine).join('');
  }
  const columns: Column[] = [
    { head: 'Day', kind: 't' },
    { head: 'Camera' },
    { head: 'Roll', kind: 'name' },
    { head: 'Clips', kind: 'n' },
    { head: 'Frames', kind: 'n' },
    { head: 'Size', kind: 'n' },
    { head: 'Manifest' },
    { head: 'Not on disk', kind: 'note' },
  ];
  const rows = rolls.map((each): Cell[] => [
    each.roll.shootDay ?? '',
    each.roll.cameraIndex ?? each.clips[0]?.cameraIndex ?? '',
    each.roll.name,
    each.clips.length,
    framesOf(each),
    sizeText(sizeOf(each)),
    {
      html: `<span class="${each.roll.mhlState === 'VERIFIED' ? 'ok' : each.roll.mhlState === 'UNVERIFIED' ? 'muted' : 'bad'}">${escaped(manifestOf(each))}</span>`,
    },
    absentOf(each).join(' '),
  ]);
  const sum = (of: (each: ReportedRoll) => number): number => rolls.reduce((all, each) => all + of(each), 0);
  const serious = findings.filter(({ severity }) => severity === 'BLOCK' || severity === 'ERROR').length;
  const figures = [
    ['Rolls', rolls.length],
    ['Verified', `${rolls.filter(({ roll }) => roll.mhlState === 'VERIFIED').length} of ${rolls.length}`],
    ['Clips', sum(({ clips }) => clips.length)],
    ['Not on disk', sum((each) => absentOf(each).length)],
    ['Findings', serious === 0 ? findings.length : `${findings.length}, ${serious} serious`],
  ] as const;
  const told = findings.map(({ severity, code, message, fix }): Cell[] => [
    { html: `<span class="sev ${escaped(severity)}">${escaped(severity)}</span>` },
    message,
    fix,
    { html: `<span class="muted">${escaped(code)}</span>` },
  ]);
  const title = [content.title, content.about].filter(Boolean).join(', ');
  return printablePage(
    title,
    `${sums(figures)}${htmlTable(columns, rows, ['', '', `${rolls.length} rolls`, sum(({ clips }) => clips.length), sum(framesOf), sizeText(sum(sizeOf)), '', ''])}
<h2>What is missing or does not fit</h2>
${told.length === 0 ? '<p class="ok">Nothing: all checks of completeness pass.</p>' : htmlTable([{ head: '' }, { head: 'What' }, { head: 'What would mend it' }, { head: 'Check' }], told)}`,
    { kind: 'Completeness', note: content.made },
  );
}
