import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceRange } from '../../src/domain/compareTimelines.ts';
import { formatRational, parseRational } from '../../src/domain/rational.ts';
import type { Timeline, TimelineEvent } from '../../src/domain/timeline.ts';
import { readTimeline } from '../../src/timelines/index.ts';
import { timelineWriters } from '../../src/timelines/writers/index.ts';
import { timelinePorts } from '../golden/timelines/ports.ts';
import { samplesFolder } from '../samples.ts';
import { handCounts } from './handCounts.ts';
import { compareReading } from './readingSpeed.ts';

const samples = samplesFolder();
const oracles = fileURLToPath(new URL('../oracles/', import.meta.url));
const python = fileURLToPath(new URL('../../.rushes/test-oracles/venv/bin/python', import.meta.url));
const kinds = ['edl', 'ale', 'fcpxml', 'xmeml', 'otio', 'aaf'];

/** Files among the lists that are no lists. */
const notLists = new Set(['edl/GPLgithub-sg-otio/media_cutter.mov']);

/**
 * Where OpenTimelineIO reads a list otherwise, and who is right. Left out: FCPXML at rates that are no integers, which its adapter rounds down (23.976 to 23,
 * so every frame number is wrong), and what it cannot read at all.
 */
const otioDiffers: Readonly<Record<string, string>> = {
  'edl/guerilla-di-edl/REEL_IS_CLIP.txt': 'takes the channel A1234V for sound only',
  'otio/AcademySoftwareFoundation-OpenTimelineIO/nested_example.otio': 'does not trim a clip by the stack that holds it',
  'xmeml/OpenTimelineIO-otio-fcp-adapter/hiero_xml_export.xml': 'takes retimed frame numbers for media frames',
  'xmeml/OpenTimelineIO-otio-fcp-adapter/premiere_example.xml': 'lists a nested sequence once, not each time it is used',
  'aaf/OpenTimelineIO-otio-aaf-adapter/essence_group.aaf': 'lists a title twice, as fill and as key',
  'aaf/markreidvfx-pyaaf2/test_file_01.aaf': 'counts 23.976 media at 24 in places (18.018 frames)',
  'fcpxml/OpenTimelineIO-otio-fcpx-xml-adapter/fcpx_event.fcpxml': 'lists the clips of a compound clip also where they are not shown',
  'fcpxml/OpenTimelineIO-otio-fcpx-xml-adapter/fcpx_example.fcpxml': 'lists the clips of a compound clip also where they are not shown',
  'fcpxml/OpenTimelineIO-otio-fcpx-xml-adapter/fcpx_project.fcpxml': 'lists the clips of a compound clip also where they are not shown',
  'fcpxml/orchetect-swift-fcpxml/MulticamMarkers.fcpxml': 'reads no multicam clips',
  'fcpxml/reuelk-pipeline/PCBang_FromGrace_20160202.fcpxml': 'reads no multicam clips',
  'fcpxml/orchetect-swift-fcpxml/SyncClipRoles.fcpxml': 'sync clips: lists the whole clip, not the part in use',
  'fcpxml/orchetect-swift-fcpxml/25i.fcpxml': 'rounds 29.97 down to 29',
};

type OracleClip = {
  name: string;
  reel: string | null;
  kind: string;
  start: number | null;
  frames: number | null;
  rate: number | null;
  retimed: boolean;
  besideTransition: boolean;
};
type OracleAnswer = Record<string, { clips?: OracleClip[]; error?: string }>;

const askOtio = (files: readonly (readonly [string, string])[]): OracleAnswer =>
  JSON.parse(
    execFileSync(python, [join(oracles, 'timelines.py'), ...files.map(([path, rate]) => `${path}=${rate}`)], {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as OracleAnswer;

/** One of two: an oracle, or a line that says that it is missing (under CI: a failure). */
function hasOracle(): boolean {
  if (existsSync(python)) return true;
  if (process.env['CI'] === 'true') throw new Error('The oracles are not installed: run test/setup.sh.');
  console.log('left out: comparison with OpenTimelineIO (run test/setup.sh)');
  return false;
}

/** The A side of a transition is one event here and none there. */
const withoutFromSides = (events: readonly TimelineEvent[]) =>
  events.filter((event, index) => !(event.transitionFrames !== undefined && events[index + 1]?.number === event.number));

const written = ({ playedIn: _in, playedOut: _out, ...event }: TimelineEvent): TimelineEvent => event;

/** The clips of the oracle that no event answers to, and the other way round. */
function compare(timeline: Timeline, clips: readonly OracleClip[]): { readonly theirs: OracleClip[]; readonly ours: string[] } {
  const left = withoutFromSides(timeline.events).filter((event) => event.kind !== 'AUDIO');
  const theirs = clips
    .filter((clip) => clip.kind !== 'Audio')
    .filter((clip) => {
      const at = left.findIndex((event) => {
        const range = sourceRange(written(event));
        const sameRange = range?.start === clip.start && (clip.retimed || clip.besideTransition || range.end - range.start === clip.frames);
        // Its ranges leave out what a transition shows of a clip; ours have it.
        const within =
          clip.besideTransition &&
          range !== undefined &&
          clip.start !== null &&
          range.start <= clip.start &&
          clip.start + clip.frames! <= range.end;
        return (sameRange || within) && (!clip.reel || event.reel === '' || clip.reel === event.reel);
      });
      if (at !== -1) left.splice(at, 1);
      return at === -1;
    });
  return {
    theirs,
    ours: left.filter((event) => event.kind !== 'GENERATOR').map((event) => `${event.number} ${event.reel} ${event.sourceIn}`),
  };
}

describe.skipIf(samples === undefined)('every list of the samples', () => {
  const timelines = new Map<string, Timeline>();
  const failures = new Map<string, string>();
  let answers: OracleAnswer = {};
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rushes-lists-'));
    const { ports, left } = await timelinePorts('aaf');
    if (left) console.log(left);
    for (const kind of kinds) {
      for (const name of await readdir(join(samples!, kind), { recursive: true, withFileTypes: true })) {
        if (!name.isFile()) continue;
        const path = join(name.parentPath, name.name);
        const key = path.slice(samples!.length + 1);
        if (left && kind === 'aaf') continue;
        try {
          timelines.set(key, await readTimeline(await readFile(path), name.name, {}, ports));
        } catch (error) {
          failures.set(key, (error as Error).message);
        }
      }
    }
    if (hasOracle())
      answers = askOtio([...timelines].map(([key, timeline]) => [join(samples!, key), formatRational(timeline.rate)] as const));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('reads, or names its line and reason', () => {
    expect([...failures.keys()]).toEqual([...notLists]);
    expect(timelines.size).toBeGreaterThan(60);
    for (const [key, timeline] of timelines) {
      for (const { severity, line, message } of timeline.diagnostics) {
        expect(message.length, key).toBeGreaterThan(10);
        if (severity === 'ERROR' && timeline.format !== 'aaf') expect(line, `${key}: ${message}`).toBeGreaterThan(0);
      }
      expect(
        timeline.diagnostics.filter((each) => each.severity === 'ERROR'),
        key,
      ).toEqual([]);
    }
  });

  it('agrees with OpenTimelineIO in count, ranges and reels where that reads it right', () => {
    let agreed = 0;
    for (const [key, timeline] of timelines) {
      const clips = answers[join(samples!, key)]?.clips;
      // Its FCPXML adapter rounds 23.976 down to 23, and every frame number with it.
      const rounded = clips?.some((clip) => [23, 29, 59].includes(clip.rate ?? 0)) ?? false;
      if (!clips || key in otioDiffers || (timeline.format === 'fcpxml' && rounded)) continue;
      expect({ key, ...compare(timeline, clips) }).toEqual({ key, theirs: [], ours: [] });
      agreed += clips.length;
    }
    if (Object.keys(answers).length > 0) expect(agreed).toBeGreaterThan(1500);
  });

  it('agrees with what was counted by hand', () => {
    expect(handCounts.length).toBeGreaterThanOrEqual(10);
    for (const { file, rate, title, events } of handCounts) {
      const timeline = timelines.get(file);
      expect(timeline, file).toBeDefined();
      expect(formatRational(timeline!.rate), file).toBe(rate);
      if (title) expect(timeline!.title, file).toBe(title);
      const lines = timeline!.events.map(
        ({ number, reel, sourceIn, sourceOut }) => `${number} ${reel.replaceAll(' ', '~') || '-'} ${sourceIn} ${sourceOut}`,
      );
      expect({ file, lines }).toEqual({ file, lines: [...events] });
    }
  });

  it('OpenTimelineIO reads what we write', async () => {
    if (!hasOracle()) return;
    const files: [string, string][] = [];
    const expected = new Map<string, Timeline>();
    let index = 0;
    for (const [key, timeline] of timelines) {
      if (timeline.events.length === 0) continue;
      index += 1;
      const path = join(folder, `${index}.otio`);
      await writeFile(path, timelineWriters.find((writer) => writer.name === 'otio')!.write(timeline));
      files.push([path, formatRational(timeline.rate)]);
      expected.set(path, timeline);
      // Its CMX reader makes two clips of an AA/V edit and fails on transitions and reels with spaces: plain cuts show what is to be shown.
      if (
        extname(key).toLowerCase() !== '.edl' ||
        timeline.events.some(
          (event) =>
            event.kind !== 'CUT' ||
            event.extra?.['cmx3600.channels'] !== undefined ||
            /[^\w.-]/.test(event.reel) ||
            event.sourceIn === undefined,
        )
      )
        continue;
      const list = join(folder, `${index}.edl`);
      await writeFile(list, timelineWriters.find((writer) => writer.name === 'cmx3600')!.write(timeline));
      files.push([list, formatRational(timeline.rate)]);
      expected.set(list, timeline);
    }
    const read = askOtio(files);
    for (const [path, timeline] of expected) {
      const { clips, error } = read[path]!;
      expect(error, `${basename(path)} of ${timeline.title}`).toBeUndefined();
      expect(clips!.length, path).toBe(timeline.events.length);
      const starts = (values: (number | null | undefined)[]) => values.map((value) => value ?? 0).sort((a, b) => a - b);
      const wanted = timeline.events.map((event) => sourceRange(written(event))?.start ?? event.mediaFrameIn);
      expect(starts(clips!.map((clip) => clip.start)), path).toEqual(starts(wanted));
    }
    expect(files.filter(([path]) => path.endsWith('.edl')).length).toBeGreaterThan(10);
  });

  it('reads 4,000 events that OpenTimelineIO reads too, a process each: nothing is lost, and the times are printed', async () => {
    if (!hasOracle()) return;
    const { ours, theirs } = await compareReading(samples!, folder, 1);
    expect(ours.events).toBe(theirs.events);
    expect(ours.events).toBeGreaterThan(4000);
  });

  it('a rate given by hand is the rate of every event', async () => {
    const bytes = await readFile(join(samples!, 'edl/OpenTimelineIO-otio-cmx3600-adapter/cdl.edl'));
    const { events } = await readTimeline(bytes, 'cdl.edl', { rate: parseRational('24000/1001')! });
    expect(new Set(events.map((event) => formatRational(event.rate)))).toEqual(new Set(['24000/1001']));
  });
});
