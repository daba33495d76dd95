import { Unavailable } from '../domain/errors.ts';
import { nominalBase, parseFrameRate, type FrameRate } from '../domain/frameRate.ts';
import type { AafDocument, AafEvent, AafTimecode } from '../domain/ports/aaf.ts';
import { one, parseRational, rational } from '../domain/rational.ts';
import type { EventKind, EventName, EventNameKind, Timeline, TimelineOptions } from '../domain/timeline.ts';
import { diagnosticLog } from '../syntax/diagnostics.ts';
import { eventOfUse, type MediaUse } from './frameEvent.ts';
import { eventNumber } from './labels.ts';
import type { TimelineReader } from './reader.ts';

/** Signature of a compound file, which AAF is inside (MS-CFB, section 2.2). */
const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Advanced Authoring Format (matching.md 2.8). The mob chain is walked by a Python worker; this turns its plain data into events. */
export const aaf: TimelineReader = {
  name: 'aaf',
  label: 'Advanced Authoring Format',
  extensions: ['aaf'],
  sniff: (head) => signature.every((byte, index) => head[index] === byte),
  async read(bytes, fileName, options, ports) {
    if (!ports.aaf) {
      throw new Unavailable(
        `${fileName} is an AAF, which needs the Python engine, and that is not set up here; install Python 3.11 or later, then start Rushes once.`,
        {
          at: fileName,
        },
      );
    }
    return toTimeline(await ports.aaf.read(bytes, fileName), fileName, options);
  },
};

function toTimeline(document: AafDocument, fileName: string, options: TimelineOptions): Timeline {
  const log = diagnosticLog(fileName);
  for (const { severity, code, message } of document.problems) log.add(severity, code, message);
  const rate = options.recordRate ?? rateOf(document.rate) ?? options.productionRate ?? rational(24);
  const uses = document.events.map((event) => useOf(event, rate, options));
  const silent = document.events.filter(
    (event) => event.media === 'PICTURE' && event.sourceStart === undefined && event.kind !== 'GENERATOR',
  ).length;
  if (silent > 0) {
    log.add(
      'INFO',
      'TC_MISSING',
      `${silent} picture events have no timecode anywhere in their chain; they are counted from the first frame of their media.`,
      {
        fix: 'Match them by name.',
      },
    );
  }
  return {
    format: aaf.name,
    ...(document.name ? { title: document.name } : {}),
    rate,
    rateOrigin: options.recordRate
      ? '--record-rate'
      : document.rate
        ? 'edit rate of the composition'
        : 'assumed: nothing in the file tells its rate',
    dropFrame: uses.some((use) => use.recordDropFrame),
    events: uses.map((use, index) => eventOfUse(eventNumber(index, uses.length), use)),
    diagnostics: log.all(),
  };
}

const rateOf = (text: string | undefined): FrameRate | undefined => (text === undefined ? undefined : parseFrameRate(text));

/** The rate whose labels a timecode track has: the slot's where the bases agree, else the track's own base. */
function labelRate(timecode: AafTimecode | undefined, slotRate: FrameRate): FrameRate {
  return timecode && timecode.base > 0 && timecode.base !== nominalBase(slotRate) ? rational(timecode.base) : slotRate;
}

const kindsOfNames = new Set<string>([
  'TAPE',
  'REEL',
  'CAMROLL',
  'LABROLL',
  'SOUNDROLL',
  'SOURCE_FILE',
  'PATH',
  'CLIP_NAME',
  'MOB_ID',
  'UMID',
  'UUID',
  'MASTER_CLIP',
]);

function useOf(event: AafEvent, listRate: FrameRate, options: TimelineOptions): MediaUse {
  const names: EventName[] = event.names.flatMap(({ kind, value }) =>
    kindsOfNames.has(kind) ? [{ kind: kind as EventNameKind, value: value.normalize('NFC') }] : [],
  );
  const slotRate = rateOf(event.recordRate) ?? listRate;
  const recordRate = nominalBase(slotRate) > 1000 ? listRate : labelRate(event.recordTimecode, slotRate);
  // Sound slots of some writers count samples.
  const scale = (frames: number) =>
    nominalBase(slotRate) > 1000 ? Math.round((frames * listRate.num * slotRate.den) / (listRate.den * slotRate.num)) : frames;
  const sourceSlot = rateOf(event.sourceRate) ?? slotRate;
  const rate = options.rate ?? (nominalBase(sourceSlot) > 1000 ? listRate : labelRate(event.sourceTimecode, sourceSlot));
  const inRate = (frames: number | undefined) =>
    frames === undefined || nominalBase(sourceSlot) <= 1000
      ? frames
      : Math.round((frames * rate.num * sourceSlot.den) / (rate.den * sourceSlot.num));
  const speed = parseRational(event.speed ?? '1') ?? one;
  const tape = (['TAPE', 'REEL', 'CAMROLL'] as const)
    .map((kind) => names.find((name) => name.kind === kind))
    .find((name) => name !== undefined);
  return {
    reel: tape?.value ?? '',
    names,
    track: event.track,
    kind: (event.media === 'SOUND' ? 'AUDIO' : event.kind) satisfies EventKind,
    rate,
    dropFrame: options.dropFrame ?? event.sourceTimecode?.dropFrame ?? false,
    ...(event.sourceStart === undefined ? { mediaIn: inRate(event.mediaStart) } : { mediaTimecode: 0, mediaIn: event.sourceStart }),
    sourceFrames: inRate(event.sourceFrames),
    ...(event.recordStart === undefined || event.recordFrames === undefined
      ? {}
      : { recordIn: (event.recordTimecode?.start ?? 0) + scale(event.recordStart), recordFrames: scale(event.recordFrames) }),
    recordRate,
    recordDropFrame: event.recordTimecode?.dropFrame ?? false,
    speed: { num: Math.abs(speed.num), den: speed.den },
    reverse: speed.num < 0,
    variableSpeed: event.variableSpeed ?? false,
    transitionFrames: event.transitionFrames,
    markers: (event.markers ?? []).map(({ color, text }) => ({ ...(color ? { color } : {}), text })),
    extra: event.extra ?? {},
  };
}
