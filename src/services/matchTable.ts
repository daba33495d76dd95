import type { EventMatch } from '../domain/match/result.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { csvLine } from './printable.ts';

const columns = ['number', 'line', 'reel', 'sourceIn', 'sourceOut', 'recordIn', 'recordOut'] as const;
const resultColumns = [
  'state',
  'tier',
  'clip',
  'roll',
  'clipFrameIn',
  'clipFrameOut',
  'missingHeadFrames',
  'missingTailFrames',
  'candidateCount',
  'fix',
] as const;

/** What each event of a list was matched to, for a spreadsheet. */
export function matchTable(events: readonly { readonly event: TimelineEvent; readonly match?: EventMatch | undefined }[]): string {
  return [
    csvLine([...columns, ...resultColumns, 'reasons']),
    ...events.map(({ event, match }) =>
      csvLine([
        ...columns.map((column) => event[column]),
        ...resultColumns.map((column) => match?.[column]),
        match?.reasons.map(({ message }) => message).join(' '),
      ]),
    ),
  ].join('');
}
