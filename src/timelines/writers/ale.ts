import { nominalBase } from '../../domain/frameRate.ts';
import { toNumber } from '../../domain/rational.ts';
import type { EventNameKind, Timeline, TimelineEvent } from '../../domain/timeline.ts';
import { formatSat, formatSop } from '../../syntax/cdlText.ts';
import { nameOfKind, oneLine, type TimelineWriter } from './writer.ts';

const nameColumns: readonly (readonly [string, readonly EventNameKind[]])[] = [
  ['UNC Path', ['PATH']],
  ['Source File', ['SOURCE_FILE']],
  ['Reel', ['REEL']],
  ['Camroll', ['CAMROLL']],
  ['Labroll', ['LABROLL']],
  ['Soundroll', ['SOUNDROLL']],
  ['UMID', ['UMID']],
  ['UUID', ['UUID']],
  ['Master Mob ID', ['MOB_ID']],
];

/** Avid Log Exchange: one row an event, so that bins and dailies systems can find the clips of a list. */
export const aleWriter: TimelineWriter = {
  name: 'ale',
  label: 'ALE (Avid Log Exchange)',
  extension: 'ale',
  write(timeline) {
    const used = nameColumns.filter(([, kinds]) => timeline.events.some((event) => nameOfKind(event, ...kinds) !== undefined));
    const extras = [
      ...new Set(
        timeline.events.flatMap((event) =>
          Object.keys(event.extra ?? {})
            .filter((key) => key.startsWith('ale.'))
            .map((key) => key.slice(4)),
        ),
      ),
    ];
    const own = new Set([
      'name',
      'tracks',
      'start',
      'end',
      'fps',
      'tape',
      'asc_sop',
      'asc_sat',
      ...used.map(([column]) => column.toLowerCase()),
    ]);
    const kept = extras.filter((column) => !own.has(column.toLowerCase()));
    const graded = timeline.events.some((event) => event.cdl);
    const columns = [
      'Name',
      'Tracks',
      'Start',
      'End',
      'FPS',
      'Tape',
      ...used.map(([column]) => column),
      ...(graded ? ['ASC_SOP', 'ASC_SAT'] : []),
      ...kept,
    ];
    const rows = timeline.events.map((event) =>
      [
        nameOfKind(event, 'CLIP_NAME', 'FROM_CLIP_NAME', 'TO_CLIP_NAME') ?? '',
        event.kind === 'AUDIO' ? (/^A/.test(event.track) ? event.track : 'A1') : event.track,
        event.sourceIn ?? '',
        event.sourceOut ?? '',
        rateText(event.rate),
        event.reel,
        ...used.map(([, kinds]) => nameOfKind(event, ...kinds) ?? ''),
        ...(graded ? [event.cdl ? formatSop(event.cdl) : '', event.cdl ? formatSat(event.cdl) : ''] : []),
        ...kept.map((column) => event.extra?.[`ale.${column}`] ?? ''),
      ]
        .map(oneLine)
        .join('\t'),
    );
    return [
      'Heading',
      'FIELD_DELIM\tTABS',
      `VIDEO_FORMAT\t${videoFormat(timeline)}`,
      'AUDIO_FORMAT\t48khz',
      `FPS\t${rateText(timeline.rate)}`,
      '',
      'Column',
      columns.join('\t'),
      '',
      'Data',
      ...rows,
      '',
    ].join('\n');
  },
};

/** As Avid writes it: 23.976, 29.97, 24. */
function rateText(rate: TimelineEvent['rate']): string {
  if (rate.den === 1) return String(rate.num);
  return rate.den === 1001 ? String(Math.round(toNumber(rate) * 1000) / 1000) : `${rate.num}/${rate.den}`;
}

/** Avid wants one of its formats here; the size of the pictures is not known from a list, so it says CUSTOM unless the base is broadcast's. */
function videoFormat(timeline: Timeline): string {
  return [24, 25, 30].includes(nominalBase(timeline.rate)) ? '1080' : 'CUSTOM';
}
