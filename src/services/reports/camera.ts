import { labelOfEnd } from '../../domain/clipLabels.ts';
import { formatFrameRate, type FrameRate } from '../../domain/frameRate.ts';
import type { ClipToCheck } from '../../domain/ports/checkStore.ts';
import { formatTimecode } from '../../domain/timecode.ts';
import { csvLine, escaped, printablePage } from '../printable.ts';
import type { ReportContent, ReportedRoll } from './content.ts';
import { durationText, htmlTable, sizeText, sums, type Cell, type Column } from './table.ts';

const columns: readonly (readonly [string, string, Column['kind']?])[] = [
  ['EI', 'exposure.exposureIndex', 'n'],
  ['ISO', 'exposure.iso', 'n'],
  ['WB', 'color.whiteBalanceKelvin', 'n'],
  ['Tint', 'color.tint', 'n'],
  ['Shutter', 'exposure.shutterAngle', 'n'],
  ['Lens', 'lens.model'],
  ['Focal mm', 'lens.focalLengthMm', 'n'],
  ['T', 'lens.tStop', 'n'],
  ['ND', 'exposure.ndStops', 'n'],
  ['Look', 'color.look'],
  ['Scene', 'slate.scene'],
  ['Take', 'slate.take'],
];
/** Fields that a camera report reads of each clip. */
export const cameraFields: readonly string[] = [
  ...columns.map(([, field]) => field),
  'slate.note',
  'slate.circled',
  'slate.shot',
  'camera.make',
  'camera.model',
  'camera.serial',
  'image.codec',
  'image.width',
  'image.height',
  'slate.dop',
  'slate.director',
  'slate.operator',
];

function factOf(clip: ClipToCheck, field: string): string {
  const value = clip.facts[field];
  return value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const endOf = (clip: ClipToCheck): string => (clip.frameCount === undefined ? '' : (labelOfEnd(clip, clip.frameCount) ?? ''));
const startOf = ({ timecode }: ClipToCheck): string => (timecode ? formatTimecode(timecode.start, timecode) : '');
const secondsOf = ({ frameCount, playbackRate }: ClipToCheck): number =>
  frameCount === undefined || !playbackRate ? 0 : (frameCount * playbackRate.den) / playbackRate.num;
export const bytesOf = ({ copies }: ClipToCheck): number => (copies[0]?.segments ?? []).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
const total = (clips: readonly ClipToCheck[], of: (clip: ClipToCheck) => number): number => clips.reduce((sum, clip) => sum + of(clip), 0);
const frames = (clip: ClipToCheck): number => clip.frameCount ?? 0;
const sameRate = ({ playbackRate: a, captureRate: b }: ClipToCheck): boolean =>
  a !== undefined && b !== undefined && a.num * b.den === b.num * a.den;

/** What the assistant wrote, and what the file itself has wrong. */
function notesOf(clip: ClipToCheck): string {
  const own = clip.problems.filter(({ severity }) => severity === 'ERROR' || severity === 'BLOCK').map(({ message }) => message);
  return [factOf(clip, 'slate.note'), ...own].filter(Boolean).join(' ');
}

/** 23.976, 24, 47.952: as slates and reports say it. */
const spoken = ({ num, den }: FrameRate): string => `${Number((num / den).toFixed(3))} fps`;

/** A value that all clips of a roll share. */
function shared(clips: readonly ClipToCheck[], value: (clip: ClipToCheck) => string): string {
  const all = [...new Set(clips.map(value))];
  return all.length === 1 ? all[0]! : '';
}

function rollLine({ roll, clips }: ReportedRoll): string {
  const letter = roll.cameraIndex ?? shared(clips, (clip) => clip.cameraIndex ?? '');
  const camera = shared(clips, (clip) => [factOf(clip, 'camera.make'), factOf(clip, 'camera.model')].filter(Boolean).join(' '));
  const serial = shared(clips, (clip) => factOf(clip, 'camera.serial'));
  const size = shared(clips, (clip) =>
    clip.facts['image.width'] === undefined ? '' : `${factOf(clip, 'image.width')}x${factOf(clip, 'image.height')}`,
  );
  return [
    letter === '' ? '' : `Camera ${letter}`,
    camera,
    serial === '' ? '' : `no. ${serial}`,
    shared(clips, (clip) => factOf(clip, 'image.codec')),
    size,
    shared(clips, ({ playbackRate }) => (playbackRate ? spoken(playbackRate) : '')),
  ]
    .filter(Boolean)
    .join(' · ');
}

function rollTable(reported: ReportedRoll, pictures: ReadonlyMap<string, string>): string {
  const { roll, clips } = reported;
  const heads: Column[] = [
    { head: '' },
    { head: 'Clip', kind: 'name' },
    ...columns.slice(-2).map(([head]): Column => ({ head })),
    { head: 'TC in', kind: 't' },
    { head: 'TC out', kind: 't' },
    { head: 'Frames', kind: 'n' },
    { head: 'Length', kind: 'n' },
    { head: 'Shot at', kind: 'n' },
    ...columns.slice(0, -2).map(([head, , kind]): Column => ({ head, ...(kind ? { kind } : {}) })),
    { head: 'Size', kind: 'n' },
    { head: 'Notes', kind: 'note' },
  ];
  const rows = clips.map((clip): Cell[] => {
    const picture = pictures.get(clip.id);
    const circled = clip.facts['slate.circled'] === true;
    return [
      picture === undefined ? undefined : { html: `<img src="${picture}" alt="">` },
      `${clip.name}${circled ? ' ◯' : ''}`,
      [factOf(clip, 'slate.scene'), factOf(clip, 'slate.shot')].filter(Boolean).join('/'),
      factOf(clip, 'slate.take'),
      startOf(clip),
      endOf(clip),
      clip.frameCount,
      durationText(secondsOf(clip)),
      clip.captureRate && !sameRate(clip) ? spoken(clip.captureRate) : '',
      ...columns.slice(0, -2).map(([, field]) => factOf(clip, field)),
      sizeText(bytesOf(clip)),
      notesOf(clip),
    ];
  });
  const blank = columns.slice(0, -2).map(() => '');
  const sum = [
    '',
    `${clips.length} clip${clips.length === 1 ? '' : 's'}`,
    '',
    '',
    '',
    '',
    total(clips, frames),
    durationText(total(clips, secondsOf)),
    '',
    ...blank,
    sizeText(total(clips, bytesOf)),
    '',
  ];
  return `<section><h2>${escaped(roll.name)} <span>${escaped([roll.shootDay ?? 'day unknown', rollLine(reported)].filter(Boolean).join(' · '))}</span></h2>${
    clips.length === 0 ? '<p class="muted">No clip of it was brought in.</p>' : htmlTable(heads, rows, sum)
  }</section>`;
}

/** What each camera shot, roll by roll. `pictures`: clip id → an image as a data URI. */
export function cameraReport(content: ReportContent, pictures: ReadonlyMap<string, string>): string {
  const { rolls } = content;
  if (content.format === 'CSV') {
    const heads = [
      'Day',
      'Camera',
      'Roll',
      'Clip',
      'TC in',
      'TC out',
      'Frames',
      'Plays at',
      'Shot at',
      ...columns.map(([head]) => head),
      'Bytes',
      'Notes',
    ];
    const line = ({ roll }: ReportedRoll, clip: ClipToCheck): string =>
      csvLine([
        roll.shootDay,
        roll.cameraIndex,
        roll.name,
        clip.name,
        startOf(clip),
        endOf(clip),
        clip.frameCount,
        clip.playbackRate ? formatFrameRate(clip.playbackRate) : '',
        clip.captureRate ? formatFrameRate(clip.captureRate) : '',
        ...columns.map(([, field]) => factOf(clip, field)),
        bytesOf(clip),
        notesOf(clip),
      ]);
    return [csvLine(heads), ...rolls.flatMap((each) => each.clips.map((clip) => line(each, clip)))].join('');
  }
  const clips = rolls.flatMap((each) => each.clips);
  const crew = (['slate.director', 'slate.dop', 'slate.operator'] as const).flatMap((field) => {
    const name = shared(clips, (clip) => factOf(clip, field));
    return name === ''
      ? []
      : [[{ 'slate.director': 'Director', 'slate.dop': 'Photography', 'slate.operator': 'Operator' }[field], name] as const];
  });
  const figures = [
    ...crew,
    ['Rolls', rolls.length],
    ['Clips', clips.length],
    ['Running time', durationText(total(clips, secondsOf))],
    ['Data', sizeText(total(clips, bytesOf))],
  ] as const;
  const title = [content.title, content.about].filter(Boolean).join(', ');
  return printablePage(title, `${sums(figures)}${rolls.map((each) => rollTable(each, pictures)).join('\n')}`, {
    kind: 'Camera report',
    note: content.made,
  });
}
