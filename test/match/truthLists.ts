/** Lists as editing systems write them of footage whose names and frames are known. */
import { labelAt, dayFrames, type Counting } from './labels.ts';
import { film, pad, pal } from './truthFootage.ts';
import type { Random, TrueClip, TrueEvent, TrueList, Vendor } from './truthSet.ts';

type Line = {
  readonly reel: string;
  readonly comments: readonly string[];
  readonly labelIn: string;
  readonly labelOut: string;
  readonly recordFrames: number;
  readonly motion?: string;
  readonly truth: Omit<TrueEvent, 'number' | 'written'>;
  /** Where the reel's column is a number of a table. */
  readonly meant?: string;
};

type Cut = { readonly in: number; readonly out: number };

const squeeze = (name: string): string => name.replace(/[^A-Za-z0-9]+/g, '');

/** A range of the clip in whole labels, at most a few seconds. */
function cutOf(clip: TrueClip, random: Random): Cut {
  const labels = Math.floor(clip.shot / clip.perLabel);
  const length = 1 + random.below(Math.min(labels, 6 * clip.counting.base));
  const start = random.below(labels - length + 1);
  return { in: start * clip.perLabel, out: (start + length) * clip.perLabel };
}

function labelsOf(clip: TrueClip, cut: Cut, mark?: string): Pick<Line, 'labelIn' | 'labelOut' | 'recordFrames'> {
  return {
    labelIn: labelAt(clip.start + cut.in / clip.perLabel, clip.counting, mark),
    labelOut: labelAt(clip.start + cut.out / clip.perLabel, clip.counting, mark),
    recordFrames: (cut.out - cut.in) / clip.perLabel,
  };
}

/** What a convention writes for a clip: the reel's column and the lines of comment. */
type Naming = (clip: TrueClip, random: Random) => { readonly reel: string; readonly comments: readonly string[] };

const sceneAndTake = (random: Random): string => `${1 + random.below(120)}${random.pick(['', 'A', 'B'])}/${1 + random.below(9)}`;

const namings: Readonly<Record<string, Naming>> = {
  'full name': (clip) => ({ reel: clip.name, comments: [] }),
  'full name, scene and take': (clip, random) => ({ reel: clip.name, comments: [`* FROM CLIP NAME: ${sceneAndTake(random)}*`] }),
  'no separators': (clip) => ({ reel: squeeze(clip.name), comments: [] }),
  'lower case': (clip) => ({ reel: clip.name.toLowerCase(), comments: [] }),
  'cut at 8': (clip) => ({ reel: squeeze(clip.name).slice(0, 8), comments: [] }),
  'cut at 8, clip name beside': (clip, random) => ({
    reel: squeeze(clip.name).slice(0, 8),
    comments: [`* FROM CLIP NAME: ${random.chance(0.5) ? `${clip.name}.new.01` : sceneAndTake(random)}`],
  }),
  'cut at 16': (clip) => ({ reel: clip.name.slice(0, 16), comments: [] }),
  'AX and file name': (clip) => ({
    reel: 'AX',
    comments: [`* FROM CLIP NAME: ${clip.name}.${clip.roll.vendor === 'RED' ? 'R3D' : 'mov'}`],
  }),
  'AX and source file': (clip, random) => ({
    reel: 'AX',
    comments: [`* FROM CLIP NAME: ${sceneAndTake(random)}`, `* SOURCE FILE: ${clip.name}${clip.roll.vendor === 'RED' ? '_001.R3D' : ''}`],
  }),
  'cut at 8 and source file': (clip) => ({ reel: squeeze(clip.name).slice(0, 8), comments: [`* SOURCE FILE: ${clip.name}`] }),
  'cut at 7, Final Cut': (clip) => ({
    reel: squeeze(clip.name).slice(0, 7),
    comments: [`FINAL CUT PRO REEL: ${squeeze(clip.name).slice(0, 7)} REPLACED BY: ${clip.name}`],
  }),
  'card in full': (clip, random) => ({ reel: clip.roll.name, comments: [`* FROM CLIP NAME: ${sceneAndTake(random)}`] }),
  'card and clip name': (clip) => ({ reel: clip.roll.name, comments: [`* FROM CLIP NAME: ${clip.name}.MXF`] }),
  'camera and reel': (clip, random) => ({
    reel: `${clip.roll.camera.replace('_', '')}${pad(clip.roll.number, 3)}`,
    comments: [`* FROM CLIP NAME: ${sceneAndTake(random)}`],
  }),
  'nothing but timecode': (_clip, random) => ({ reel: 'AX', comments: [`* FROM CLIP NAME: ${sceneAndTake(random)}`] }),
};

export function makeLists(clips: readonly TrueClip[], random: Random): TrueList[] {
  const of = (...vendors: Vendor[]): readonly TrueClip[] => clips.filter((clip) => vendors.includes(clip.roll.vendor));
  const filmClips = clips.filter((clip) => clip.counting === film);
  const named = filmClips.filter((clip) => clip.roll.vendor !== 'XDCAM');
  const lists: TrueList[] = [];
  const plain = (
    name: string,
    from: readonly TrueClip[],
    count: number,
    naming: string,
    options: { head?: string; mark?: string; rate?: readonly [number, number] } = {},
  ): void => {
    const lines = Array.from({ length: count }, (): Line => {
      const clip = random.pick(from);
      const cut = cutOf(clip, random);
      return {
        ...namings[naming]!(clip, random),
        ...labelsOf(clip, cut, options.mark),
        truth: { convention: name, clip, in: cut.in, out: cut.out },
      };
    });
    lists.push(listOf(name, lines, from[0]!.counting, options.head ?? 'FCM: NON-DROP FRAME', options.rate ?? from[0]!.rate, options.mark));
  };

  for (const naming of Object.keys(namings))
    plain(naming, naming === 'nothing but timecode' ? filmClips : named, naming === 'nothing but timecode' ? 20 : 45, naming);
  plain('recorder names, card beside', of('XDCAM'), 30, 'card and clip name');
  plain('recorder names alone', of('XDCAM'), 30, 'full name');
  for (const naming of ['full name', 'cut at 8', 'AX and file name', 'card in full']) {
    plain(`drop-frame with colons, ${naming}`, of('SONY'), 25, naming, { head: 'FCM: DROP FRAME', mark: ':' });
    plain(`drop-frame with semicolons, ${naming}`, of('SONY'), 15, naming, { head: 'FCM: DROP FRAME' });
    plain(`drop-frame, not said, ${naming}`, of('SONY'), 15, naming, { head: '', mark: ':' });
    plain(`25, ${naming}`, of('CANON'), 20, naming);
    plain(`two frames a label, ${naming}`, of('BLACKMAGIC'), 20, naming, { rate: [25, 1] });
  }
  lists.push(
    ...mixedCuts(named, random),
    ...otherBase(named, random),
    ...retimed(named, random),
    ...edgeCoded(of('RED'), random),
    ...numbered(named, random),
  );
  lists.push(
    ...frameExact50(of('BLACKMAGIC'), random),
    ...overMidnight(
      clips.filter((clip) => clip.counting === film),
      random,
    ),
    ...shiftedDailies(named, random),
  );
  lists.push(...adversarial(named, random));
  return lists;
}

/** Short names, every third event beside one of the same roll in full. */
function mixedCuts(from: readonly TrueClip[], random: Random): TrueList[] {
  const lines: Line[] = [];
  for (let index = 0; index < 25; index += 1) {
    const clip = random.pick(from);
    const other = random.pick(from.filter((each) => each.roll === clip.roll));
    for (const [each, naming] of [
      [clip, 'cut at 8'],
      [other, 'full name'],
    ] as const) {
      const cut = cutOf(each, random);
      lines.push({
        ...namings[naming]!(each, random),
        ...labelsOf(each, cut),
        truth: { convention: 'short beside full', clip: each, in: cut.in, out: cut.out },
      });
    }
  }
  return [listOf('short beside full', lines, film, 'FCM: NON-DROP FRAME', [24000, 1001])];
}

/** A list of 25 frames a second of media of 24: its labels by hour, minute, second and a fraction; or counted from midnight. */
function otherBase(from: readonly TrueClip[], random: Random): TrueList[] {
  return ['by the second', 'from midnight'].map((how) => {
    const lines = Array.from({ length: 25 }, (): Line => {
      const clip = random.pick(from);
      const cut = cutOf(clip, random);
      const convert = (frame: number): number =>
        how === 'from midnight' ? (clip.start + frame) % dayFrames(pal) : Math.round(((clip.start + frame) * 25) / 24);
      const [start, end] = [convert(cut.in), convert(cut.out)];
      return {
        ...namings['full name']!(clip, random),
        labelIn: labelAt(start, pal),
        labelOut: labelAt(end, pal),
        recordFrames: Math.max(1, end - start),
        truth: { convention: `25 for 24, ${how}`, clip, in: cut.in, out: cut.out },
      };
    });
    return listOf(`25 for 24, ${how}`, lines, pal, 'FCM: NON-DROP FRAME', [25, 1]);
  });
}

/** Speeds in whole frames, so that the source range is exact: half, double, backwards, held. */
function retimed(from: readonly TrueClip[], random: Random): TrueList[] {
  const lines = Array.from({ length: 60 }, (): Line => {
    const clip = random.pick(from);
    const kind = random.pick(['half', 'double', 'back', 'hold', 'odd'] as const);
    const room = clip.shot;
    const even = 2 * (1 + random.below(Math.min(40, Math.floor(room / 2))));
    const length = kind === 'hold' ? 1 : even;
    const start = random.below(room - length + 1);
    const cut = { in: start, out: start + length };
    const speeds = { half: 12, double: 48, back: -24, hold: 0, odd: 36 } as const;
    const record = { half: length * 2, double: length / 2, back: length, hold: 24 + random.below(40), odd: Math.round(length / 1.5) }[kind];
    const names = namings['full name']!(clip, random);
    const labels = labelsOf(clip, cut);
    const speed = speeds[kind];
    const text = `${speed < 0 ? '-' : ''}${pad(Math.abs(speed), 3)}.0`;
    return {
      ...names,
      ...labels,
      ...(kind === 'hold' ? { labelOut: labelAt(clip.start + start + record, clip.counting) } : {}),
      recordFrames: record,
      motion: `M2   ${names.reel}       ${text}                ${labels.labelIn}`,
      truth: { convention: `retime ${kind}`, clip, in: cut.in, out: cut.out },
    };
  });
  return [listOf('retimes', lines, film, 'FCM: NON-DROP FRAME', [24000, 1001])];
}

/** Cut by RED's edge code, which begins again on every card. */
function edgeCoded(from: readonly TrueClip[], random: Random): TrueList[] {
  const lines = Array.from({ length: 30 }, (): Line => {
    const clip = random.pick(from);
    const cut = cutOf(clip, random);
    return {
      ...namings['full name']!(clip, random),
      labelIn: labelAt(clip.edgeStart! + cut.in, film),
      labelOut: labelAt(clip.edgeStart! + cut.out, film),
      recordFrames: cut.out - cut.in,
      truth: { convention: 'edge code', clip, in: cut.in, out: cut.out },
    };
  });
  return [listOf('edge code', lines, film, 'FCM: NON-DROP FRAME', [24000, 1001])];
}

/** Avid's conversion to numbers, with its table at the end. */
function numbered(from: readonly TrueClip[], random: Random): TrueList[] {
  const table = new Map<string, string>();
  const lines = Array.from({ length: 30 }, (): Line => {
    const clip = random.pick(from);
    const cut = cutOf(clip, random);
    const number = table.get(clip.name) ?? pad(table.size + 1, 3);
    table.set(clip.name, number);
    return {
      reel: number,
      meant: clip.name,
      comments: [],
      ...labelsOf(clip, cut),
      truth: { convention: 'source table', clip, in: cut.in, out: cut.out },
    };
  });
  const list = listOf('source table', lines, film, 'FCM: NON-DROP FRAME', [24000, 1001]);
  const rows = [...table].map(([name, number]) => `>>> SOURCE ${number} ${name}`);
  return [{ ...list, text: `${list.text}\n>>> SOURCE TABLE\n${rows.join('\n')}\n` }];
}

/** A list of 50 frames a second, for material of 50 with labels of 25. */
function frameExact50(from: readonly TrueClip[], random: Random): TrueList[] {
  const fifty: Counting = { base: 50, drop: false };
  const lines = Array.from({ length: 20 }, (): Line => {
    const clip = random.pick(from);
    const length = 1 + random.below(Math.min(clip.shot, 200));
    const start = random.below(clip.shot - length + 1);
    return {
      ...namings['full name']!(clip, random),
      labelIn: labelAt(clip.start * 2 + start, fifty),
      labelOut: labelAt(clip.start * 2 + start + length, fifty),
      recordFrames: length,
      truth: { convention: 'list of 50', clip, in: start, out: start + length },
    };
  });
  return [listOf('list of 50', lines, fifty, 'FCM: NON-DROP FRAME', [50, 1])];
}

function overMidnight(from: readonly TrueClip[], random: Random): TrueList[] {
  const day = dayFrames(film);
  const crossing = from.filter((clip) => clip.start + clip.shot > day && clip.roll.vendor !== 'XDCAM');
  if (crossing.length === 0) return [];
  const lines = Array.from({ length: 20 }, (): Line => {
    const clip = random.pick(crossing);
    const cut = random.chance(0.5)
      ? { in: Math.max(0, day - clip.start - 5), out: Math.min(clip.shot, day - clip.start + 5) }
      : cutOf(clip, random);
    return {
      ...namings['full name']!(clip, random),
      ...labelsOf(clip, cut),
      truth: { convention: 'midnight', clip, in: cut.in, out: cut.out },
    };
  });
  return [listOf('midnight', lines, film, 'FCM: NON-DROP FRAME', [24000, 1001])];
}

/** Dailies of some rolls are a frame late: the list shows frame n under the label of n + 1. Whole clips among the cuts betray it. */
function shiftedDailies(from: readonly TrueClip[], random: Random): TrueList[] {
  const shift = random.pick([1, 1, -1, 2]);
  const here = from.filter((clip) => clip.presence !== 'ABSENT' && clip.frames === clip.shot);
  const rolls = [...new Set(here.map((clip) => clip.roll))].filter((roll) => here.filter((clip) => clip.roll === roll).length >= 4);
  const lines: Line[] = [];
  for (const roll of Array.from({ length: 3 }, () => random.pick(rolls))) {
    const own = here.filter((clip) => clip.roll === roll);
    for (const [index, clip] of own.slice(0, 8).entries()) {
      const cut = index < 3 ? { in: 0, out: clip.shot } : cutOf(clip, random);
      lines.push({
        ...namings['full name']!(clip, random),
        ...labelsOf({ ...clip, start: clip.start + shift }, cut),
        truth: { convention: 'dailies a frame off', clip, in: cut.in, out: cut.out },
      });
    }
  }
  return [listOf('dailies a frame off', lines, film, 'FCM: NON-DROP FRAME', [24000, 1001])];
}

/** The hardest there is: the clip is absent, and another of the same short name was running at that time on another day. */
function adversarial(from: readonly TrueClip[], random: Random): TrueList[] {
  const lines: Line[] = [];
  const short = (clip: TrueClip): string => squeeze(clip.name).slice(0, 8);
  for (const clip of from.filter((each) => each.presence === 'ABSENT')) {
    for (const naming of ['cut at 8', 'camera and reel', 'cut at 16']) {
      const twin = from.find(
        (each) =>
          each !== clip &&
          each.roll !== clip.roll &&
          short(each) === short(clip) &&
          each.start < clip.start + clip.shot &&
          clip.start < each.start + each.shot,
      );
      let cut = cutOf(clip, random);
      if (twin) {
        const start = Math.max(clip.start, twin.start) - clip.start;
        const end = Math.min(clip.start + clip.shot, twin.start + twin.shot) - clip.start;
        cut = { in: start, out: Math.max(start + 1, Math.min(end, start + 48)) };
      }
      lines.push({
        ...namings[naming]!(clip, random),
        ...labelsOf(clip, cut),
        truth: { convention: `absent, ${naming}`, clip, in: cut.in, out: cut.out },
      });
    }
  }
  return [listOf('absent', lines, film, 'FCM: NON-DROP FRAME', [24000, 1001])];
}

function listOf(
  name: string,
  lines: readonly Line[],
  counting: Counting,
  head: string,
  rate: readonly [number, number],
  mark?: string,
): TrueList {
  let record = frameOfHour(counting);
  const text: string[] = [`TITLE: ${name}`, ...(head === '' ? [] : [head]), ''];
  const events: TrueEvent[] = [];
  lines.forEach((line, index) => {
    const number = pad(index + 1, 3);
    const out = record + line.recordFrames;
    const labels = [line.labelIn, line.labelOut, labelAt(record, counting, mark), labelAt(out, counting, mark)];
    text.push(`${number}  ${line.reel.padEnd(8)} V     C        ${labels.join(' ')}`);
    if (line.motion !== undefined) text.push(line.motion);
    text.push(...line.comments);
    const names = [line.meant ?? line.reel, ...line.comments.map((comment) => comment.replace(/^.*(?:NAME|FILE|REPLACED BY): /, ''))];
    const held = line.motion?.includes(' 000.0 ') === true;
    events.push({ number, written: { names, labelIn: line.labelIn, labelOut: line.labelOut, base: counting.base, held }, ...line.truth });
    record = out;
  });
  return { name, text: text.join('\n'), rate, events };
}

function frameOfHour(counting: Counting): number {
  return dayFrames(counting) / 24;
}
