/**
 * The same files read by ffprobe, MediaInfo and ExifTool from their own command lines: wherever they agree on timecode, reel, frame count, rate or
 * size, so do we. Where they differ, `notes` says who is right and why; a difference without a note fails.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFrameRate, snapFrameRate } from '../../src/domain/frameRate.ts';
import { formatRational } from '../../src/domain/rational.ts';
import { openInspector } from '../../src/openInspector.ts';
import { inspectionJson, type Inspector } from '../../src/services/inspect.ts';
import { samplesFolder } from '../samples.ts';

const samples = samplesFolder();
const missing = ['ffprobe', 'mediainfo', 'exiftool'].filter((tool) => spawnSync('which', [tool]).status !== 0);
if (missing.length > 0) {
  console.log(`left out: agreement with other readers (${missing.join(', ')} not installed)`);
  if (process.env['CI'] === 'true') throw new Error(`${missing.join(', ')} not installed; test/setup.sh should have done it.`);
}

type Claims = { timecode?: string; reel?: string; frameCount?: number; rate?: string; width?: number; height?: number };
type Field = keyof Claims;

/** Who is right where two readers differ, or where they agree and are both wrong. */
const notes: Readonly<Record<string, Partial<Record<Field, string>>>> = {
  'gopro-gpmf-parser/karma.mp4': { timecode: 'mediainfo counts in the byte 29 beside the exact 90000/3003; ffprobe and we count in 30' },
  'drewnoakes-metadata-extractor-images/with-gps.mov': {
    rate: 'variable; ffprobe guesses the nearest standard rate of its time base, mediainfo and we give the nominal 30',
  },
  'drewnoakes-metadata-extractor-images/with-gps.mp4': {
    rate: 'three frames of unequal length: exiftool divides, ffprobe, mediainfo and we give 30',
  },
  'exiftool-exiftool/QuickTime.mov': { rate: 'the media are cut off: ffprobe gives its time base; 149 frames in 4.97 s are 30' },
  'exiftool-exiftool/CanonRaw.cr3': { rate: 'a still: one a second is how its container says nothing' },
  'exiftool-exiftool/DV.dv': { frameCount: 'ffprobe counts the 4400 bytes left of a frame of 144000 as a packet; nothing is whole' },
  'exiftool-exiftool/M2TS.mts': {
    frameCount: 'ffprobe counts a broken packet of a stream cut at 1344 bytes',
    rate: 'one packet without a clock: 25 is the default of ffprobe',
  },
  'exiftool-exiftool/MXF.mxf': { timecode: 'a sound track with an edit rate of 1: no label can be counted in it' },
  'mozilla-mp4parse-rust/video_colr_nclx_hdr10.mp4': {
    width: 'exiftool reads the 16.16 field of the track header',
    height: 'exiftool reads the 16.16 field of the track header',
  },
  'ebu-bmx/sample.mxf': {
    height: 'D-10 stores 32 lines above the picture: ffprobe 608, exiftool 304 a field, mediainfo and we the 576 of the picture',
  },
  'sindresorhus-file-type/fixture.mxf': {
    timecode: 'exiftool gives the file package; ffprobe, mediainfo and we the material package',
    height: 'exiftool gives the lines of a field',
  },
  'sandflow-regxmllib/class14.mxf': { timecode: 'exiftool gives the file package; mediainfo and we the material package' },
  'sandflow-regxmllib/utf8_embedded_text.mxf': { height: 'exiftool gives the 540 lines of a field' },
  'exiftool-exiftool/Red.r3d': { reel: "exiftool gives the number alone; RED's own CamReelID joins camera letter and number" },
};

function run(tool: string, ...options: readonly string[]): string {
  try {
    return execFileSync(tool, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26, timeout: 60_000 });
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? '';
  }
}
const json = <T>(text: string): T | undefined => {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
};
const rateOf = (text: string | undefined): string | undefined => {
  const exact = text === undefined ? undefined : parseFrameRate(text);
  return exact ? formatRational(snapFrameRate(exact.num / exact.den) ?? exact) : undefined;
};
const positive = (value: unknown): number | undefined => (Number(value) > 0 ? Number(value) : undefined);
const defined = (claims: Record<Field, unknown>): Claims =>
  Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined && value !== '')) as Claims;

function byFfprobe(path: string): Claims {
  type Stream = {
    codec_type?: string;
    width?: number;
    height?: number;
    r_frame_rate?: string;
    nb_read_packets?: string;
    tags?: Record<string, string>;
  };
  const found = json<{ streams?: Stream[]; format?: { tags?: Record<string, string> } }>(
    run('ffprobe', '-v', 'quiet', '-count_packets', '-show_streams', '-show_format', '-of', 'json', path),
  );
  const video = found?.streams?.find((stream) => stream.codec_type === 'video');
  // Stills and single frames have no rate: ffprobe makes up 25.
  const still = /\.(dpx|exr|cin|dng|cr3|rw2)$/i.test(path);
  const tags = [...(found?.streams ?? []).map((stream) => stream.tags), found?.format?.tags];
  return defined({
    timecode: tags.find((one) => one?.['timecode'])?.['timecode'],
    reel: tags.find((one) => one?.['reel_name'])?.['reel_name'],
    frameCount: still ? undefined : positive(video?.nb_read_packets),
    rate: still ? undefined : rateOf(video?.r_frame_rate === '0/0' ? undefined : video?.r_frame_rate),
    width: positive(video?.width),
    height: positive(video?.height),
  });
}

function byMediaInfo(path: string): Claims {
  const tracks = json<{ media?: { track?: Record<string, string>[] } }>(run('mediainfo', '--Output=JSON', path))?.media?.track ?? [];
  const video = tracks.find((track) => track['@type'] === 'Video');
  const time = tracks.find((track) => track['@type'] === 'Other' && track['TimeCode_FirstFrame']);
  return defined({
    timecode: time?.['TimeCode_FirstFrame'],
    reel: undefined,
    frameCount: positive(video?.['FrameCount']),
    rate: rateOf(video?.['FrameRate']),
    width: positive(video?.['Width']),
    height: positive(video?.['Height']),
  });
}

function byExifTool(path: string): Claims {
  const tags = json<Record<string, unknown>[]>(run('exiftool', '-j', path))?.[0] ?? {};
  const text = (name: string) => (tags[name] === undefined ? undefined : String(tags[name] as string | number));
  const [width, height] = (text('ImageSize') ?? '').split(/[x ]/).map(Number);
  const start = text('StartTimecode');
  const timecode =
    start === undefined
      ? undefined
      : /^\d\d:\d\d:\d\d[:;]\d\d$/.test(start)
        ? start
        : /^\d+:\d\d:\d\d$/.test(start)
          ? `${start.padStart(8, '0')}:00`
          : start === '0 s'
            ? '00:00:00:00'
            : undefined;
  return defined({
    timecode,
    reel: text('ReelName') ?? text('ReelNumber'),
    frameCount: undefined,
    rate: rateOf(text('VideoFrameRate')),
    width: positive(width),
    height: positive(height),
  });
}

const files =
  samples === undefined || missing.length > 0
    ? []
    : ['camera-files', 'image-frames']
        .flatMap((part) =>
          readdirSync(join(samples, part), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && !/000[2-8]\./.test(entry.name))
            .map((entry) => join(entry.parentPath, entry.name)),
        )
        .sort();

describe.skipIf(files.length === 0)('agreement with ffprobe, MediaInfo and ExifTool', () => {
  let inspector: Inspector;
  let close: () => Promise<void>;
  const tally = new Map<Field, { agreed: number; noted: number; silent: number }>();
  beforeAll(() => void ({ inspector, close } = openInspector()));
  afterAll(async () => {
    await close();
    for (const [field, { agreed, noted, silent }] of tally)
      console.log(`  ${field.padEnd(12)} ${agreed} agree, ${noted} differ with a note, ${silent} where no other reader speaks`);
  });

  it.each(files)('%s', async (path) => {
    const { clips } = await inspector.inspectFiles([path]);
    const document = inspectionJson(clips[0]!) as {
      timecode: { start: string } | null;
      reel: string | null;
      frameCount: number | null;
      rate: { playback: string | null };
      image: { width: number | null; height: number | null };
    };
    const ours: Record<Field, unknown> = {
      timecode: document.timecode?.start,
      reel: document.reel,
      frameCount: document.frameCount,
      rate: document.rate.playback,
      width: document.image.width,
      height: document.image.height,
    };
    const others = { ffprobe: byFfprobe(path), mediainfo: byMediaInfo(path), exiftool: byExifTool(path) };
    const unexplained: string[] = [];
    const note = notes[path.split('/').slice(-2).join('/')] ?? {};
    for (const field of Object.keys(ours) as Field[]) {
      const count = tally.get(field) ?? { agreed: 0, noted: 0, silent: 0 };
      tally.set(field, count);
      const claims = Object.entries(others).flatMap(([tool, found]) => (found[field] === undefined ? [] : [[tool, found[field]] as const]));
      if (claims.length === 0) count.silent += 1;
      else if (claims.every(([, value]) => value === ours[field])) count.agreed += 1;
      else if (note[field] !== undefined) count.noted += 1;
      else
        unexplained.push(
          `${field}: we say ${String(ours[field])}, ${claims.map(([tool, value]) => `${tool} ${String(value)}`).join(', ')}`,
        );
    }
    expect(unexplained).toEqual([]);
  });
});
