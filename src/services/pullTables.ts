import { labelOfEnd, labelOfFrame } from '../domain/clipLabels.ts';
import { formatRational } from '../domain/rational.ts';
import type { ClipRecord } from '../domain/ports/catalogue.ts';
import type { PlannedPlate } from '../domain/render/pullPlan.ts';
import { csvLine } from './printable.ts';

export type DeliveredPlate = {
  readonly plate: PlannedPlate;
  readonly name: string;
  readonly shot: string;
  /** Number of the element in its shot. */
  readonly number: number;
  /** Who gets it. */
  readonly vendor?: string;
  readonly clip: ClipRecord;
  readonly firstFrame: number;
  readonly renderId: string;
  readonly state: string;
  /** `v003`, once it is made. */
  readonly plateVersion?: string;
  readonly firstSha256?: string;
  /** What decided its colour and framing: input transform or colour space, and the documents by name. */
  readonly decided?: { readonly input?: string; readonly amf?: string; readonly fdl?: string };
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

const label = (clip: ClipRecord, frame: number): string => labelOfFrame(clip, frame) ?? String(frame);
const endLabel = (clip: ClipRecord, frame: number): string => labelOfEnd(clip, frame) ?? String(frame);

export type ShotListOptions = { readonly version: number; readonly priority: string; readonly due?: string };

/** One row a plate: what was pulled from where, for whoever receives it. */
export function shotList(plates: readonly DeliveredPlate[], { version, priority, due }: ShotListOptions): string {
  const columns: readonly (readonly [string, (plate: DeliveredPlate) => unknown])[] = [
    ['shot', (each) => each.shot],
    ['plate', (each) => each.name],
    ['version', (each) => each.plateVersion],
    ['delivery', () => version],
    ['events', ({ plate }) => plate.events.map((event) => event.number).join(' ')],
    ['reel', ({ clip }) => clip.reel],
    ['clip', ({ clip }) => clip.name],
    ['srcIn', ({ clip, plate }) => label(clip, plate.in)],
    ['srcOut', ({ clip, plate }) => endLabel(clip, plate.out)],
    ['cutIn', ({ clip, plate }) => label(clip, plate.cutIn)],
    ['cutOut', ({ clip, plate }) => endLabel(clip, plate.cutOut)],
    ['headHandle', ({ plate }) => plate.headHandles],
    ['tailHandle', ({ plate }) => plate.tailHandles],
    ['firstFrame', ({ firstFrame }) => firstFrame],
    ['lastFrame', ({ firstFrame, plate }) => firstFrame + plate.out - plate.in - 1],
    ['frames', ({ plate }) => plate.out - plate.in],
    ['speed', ({ plate }) => plate.events.map((event) => formatRational(event.speed)).join(' ')],
    ['reverse', ({ plate }) => plate.events.map((event) => (event.reverse ? 'yes' : 'no')).join(' ')],
    ['fps', ({ clip }) => clip.playbackRate && formatRational(clip.playbackRate)],
    ['captureFps', ({ clip }) => clip.captureRate && formatRational(clip.captureRate)],
    ['width', ({ clip }) => field(clip, 'image.width')],
    ['height', ({ clip }) => field(clip, 'image.height')],
    ['squeeze', ({ clip }) => field(clip, 'image.anamorphicSqueeze')],
    ['EI', ({ clip }) => field(clip, 'exposure.exposureIndex')],
    ['WB', ({ clip }) => field(clip, 'color.whiteBalanceKelvin')],
    ['lens', ({ clip }) => field(clip, 'lens.model')],
    ['focalMm', ({ clip }) => field(clip, 'lens.focalLengthMm')],
    ['inputTransform', ({ decided }) => decided?.input],
    ['amf', ({ decided }) => decided?.amf],
    ['fdl', ({ decided }) => decided?.fdl],
    ['notes', ({ plate }) => plate.problems.map((problem) => problem.message).join(' ')],
    ['status', ({ state }) => state],
    ['sha256OfFirst', ({ firstSha256 }) => firstSha256],
    ['vendor', ({ vendor }) => vendor],
    ['priority', () => priority],
    ['due', () => due],
  ];
  return table([columns.map(([name]) => name), ...plates.map((plate) => columns.map(([, value]) => value(plate)))]);
}

/** Which comp frame (1001 is the first of its head handle) shows which source frame, for events that are retimed; undefined where none is. */
export function countSheet(plates: readonly DeliveredPlate[], handles: number): string | undefined {
  const rows: (readonly unknown[])[] = [];
  for (const { plate, name, clip, firstFrame } of plates) {
    for (const event of plate.events) {
      if (event.speed.num === event.speed.den && !event.reverse) continue;
      const [first, end] = [event.clipFrameIn ?? plate.cutIn, event.clipFrameOut ?? plate.cutOut];
      const frames = event.speed.num === 0 ? 1 : Math.max(1, Math.floor(((end - first) * event.speed.den) / event.speed.num));
      for (let record = 0; record < frames; record += 1) {
        const offset = Math.min(end - first - 1, Math.floor((record * event.speed.num) / event.speed.den));
        const source = event.reverse ? end - 1 - offset : first + offset;
        rows.push([name, event.number, 1001 + handles + record, record + 1, source, label(clip, source), firstFrame + source - plate.in]);
      }
    }
  }
  return rows.length === 0
    ? undefined
    : table([['plate', 'event', 'compFrame', 'cutFrame', 'clipFrame', 'sourceTimecode', 'plateFrame'], ...rows]);
}
