import { formatRational } from '../domain/rational.ts';
import type { ClipRecord } from '../domain/ports/catalogue.ts';
import type { PlannedPlate } from '../domain/render/pullPlan.ts';
import { formatTimecode } from '../domain/timecode.ts';
import { csvLine } from './printable.ts';

export type DeliveredPlate = {
  readonly plate: PlannedPlate;
  readonly name: string;
  readonly clip: ClipRecord;
  readonly firstFrame: number;
  readonly renderId: string;
  readonly state: string;
};

function table(rows: readonly (readonly unknown[])[]): string {
  return rows.map(csvLine).join('');
}

function field(clip: ClipRecord, path: string): unknown {
  let value: unknown = clip.summary;
  for (const part of path.split('.'))
    value = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[part] : undefined;
  return value;
}

function label(clip: ClipRecord, frame: number): string {
  return clip.timecode ? formatTimecode(clip.timecode.start + frame, clip.timecode) : String(frame);
}

/** One row a plate: what was pulled from where, for whoever receives it. */
export function shotList(plates: readonly DeliveredPlate[], version: number): string {
  const header = [
    ...[
      'plate',
      'version',
      'events',
      'reel',
      'clip',
      'srcIn',
      'srcOut',
      'cutIn',
      'cutOut',
      'headHandle',
      'tailHandle',
      'firstFrame',
      'lastFrame',
      'frames',
    ],
    ...['speed', 'reverse', 'fps', 'captureFps', 'width', 'height', 'squeeze', 'EI', 'WB', 'lens', 'focalMm', 'status', 'notes'],
  ];
  const rows = plates.map(({ plate, name, clip, firstFrame, state }) => {
    const first = plate.events[0];
    return [
      ...[name, version, plate.events.map((event) => event.number).join(' '), clip.reel, clip.name],
      ...[
        label(clip, plate.in),
        label(clip, plate.out),
        label(clip, plate.cutIn),
        label(clip, plate.cutOut),
        plate.headHandles,
        plate.tailHandles,
      ],
      ...[firstFrame, firstFrame + plate.out - plate.in - 1, plate.out - plate.in],
      ...[first ? formatRational(first.speed) : '', first?.reverse ? 'yes' : 'no'],
      ...[clip.playbackRate && formatRational(clip.playbackRate), clip.captureRate && formatRational(clip.captureRate)],
      ...[
        'image.width',
        'image.height',
        'image.anamorphicSqueeze',
        'exposure.exposureIndex',
        'color.whiteBalanceKelvin',
        'lens.model',
        'lens.focalLengthMm',
      ].map((path) => field(clip, path)),
      ...[state, plate.problems.map((problem) => problem.message).join(' ')],
    ];
  });
  return table([header, ...rows]);
}

/** Which comp frame shows which source frame, for events that are retimed; undefined where none is. */
export function countSheet(plates: readonly DeliveredPlate[]): string | undefined {
  const rows: (readonly unknown[])[] = [];
  for (const { plate, name, clip, firstFrame } of plates) {
    for (const event of plate.events) {
      if (event.speed.num === event.speed.den && !event.reverse) continue;
      const [first, end] = [event.clipFrameIn ?? plate.cutIn, event.clipFrameOut ?? plate.cutOut];
      const frames = event.speed.num === 0 ? 1 : Math.max(1, Math.floor(((end - first) * event.speed.den) / event.speed.num));
      for (let record = 0; record < frames; record += 1) {
        const offset = Math.min(end - first - 1, Math.floor((record * event.speed.num) / event.speed.den));
        const source = event.reverse ? end - 1 - offset : first + offset;
        rows.push([name, event.number, record + 1, source, label(clip, source), firstFrame + source - plate.in]);
      }
    }
  }
  return rows.length === 0 ? undefined : table([['plate', 'event', 'cutFrame', 'clipFrame', 'sourceTimecode', 'plateFrame'], ...rows]);
}
