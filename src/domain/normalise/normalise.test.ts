import { describe, expect, it } from 'vitest';
import type { RawMetadata } from '../clip.ts';
import { formatCardKey } from './formatCard.ts';
import type { NormaliseInput } from './input.ts';
import { normalise } from './normalise.ts';
import { fieldRules } from './fields.ts';
import { recordOf, renormalise } from './record.ts';

const raw = (source: string, values: Record<string, string>, path = 'a.mov'): RawMetadata => ({
  source,
  readerVersion: 'test',
  path,
  values,
});
const movie = (counter: number, samples: number, more: Record<string, string> = {}): RawMetadata =>
  raw('quicktime', {
    'trak1.handler': 'vide',
    'trak1.codec': 'apch',
    'trak1.samples': String(samples),
    'trak1.rate': '24/1',
    'trak2.handler': 'tmcd',
    'trak2.tmcd.timescale': '24',
    'trak2.tmcd.frameDuration': '1',
    'trak2.tmcd.dropFrame': 'false',
    'trak2.tmcd.counter': String(counter),
    ...more,
  });
const input = (readings: readonly RawMetadata[]): NormaliseInput => ({
  name: 'A001C001',
  format: 'quicktime',
  kind: 'CAMERA',
  segments: [{ path: 'a.mov', sizeBytes: 1 }],
  raw: readings,
});

describe('normalise', () => {
  it('names every field once, each source with a reason', () => {
    expect(new Set(fieldRules.map(({ field }) => field)).size).toBe(fieldRules.length);
    expect(fieldRules.flatMap(({ sources }) => sources).every(({ why, rule }) => why.length > 4 && rule !== '')).toBe(true);
  });

  it('makes two runs of a clip that crosses midnight', () => {
    // 23:59:50:00 at 24 is frame 2 073 360; the day has 2 073 600.
    const clip = normalise(input([movie(2_073_360, 480)]));
    expect(clip.timecode).toMatchObject({
      start: 2_073_360,
      runs: [
        { frame: 0, label: 2_073_360 },
        { frame: 240, label: 0 },
      ],
    });
    expect(clip.problems).toEqual([]);
  });

  it('a spanned clip: segments that follow on are one run, others are runs, and no segment contradicts the beginning', () => {
    // Recorders write every segment with the timecode of its own first frame (ffprobe of three ProRes files cut at a second each).
    const spanned = (counters: readonly number[]): ReturnType<typeof normalise> =>
      normalise({
        ...input(
          counters.flatMap((counter, index) => [
            { ...movie(counter, 24), path: `${index}.mov` },
            raw('mediainfo', { 'Video:FrameCount': '24', 'Other:TimeCode_FirstFrame': `02:00:0${index}:00` }, `${index}.mov`),
          ]),
        ),
        segments: counters.map((_, index) => ({ path: `${index}.mov`, sizeBytes: 1, frameCount: 24 })),
      });
    // 02:00:00:00 at 24 is frame 172 800.
    expect(spanned([172_800, 172_824, 172_848])).toMatchObject({ frameCount: 72, timecode: { start: 172_800, runs: [] }, problems: [] });
    expect(spanned([172_800, 172_824, 172_900])).toMatchObject({
      timecode: {
        runs: [
          { frame: 0, label: 172_800 },
          { frame: 48, label: 172_900 },
        ],
      },
      problems: [{ code: 'TC_DISCONTINUOUS' }],
    });
    // Every segment with the clip's own start, as some cameras do: that says nothing about a break.
    expect(spanned([172_800, 172_800, 172_800])).toMatchObject({ timecode: { runs: [] }, problems: [] });
  });

  it('a date that only says "unknown" is none', () => {
    // ffmpeg writes MXF without a date, and MediaInfo prints year 0; QuickTime counts from 1904.
    const created = (text: string) =>
      normalise(input([raw('mediainfo', { 'General:Encoded_Date': text })])).facts.map(({ value }) => value);
    expect(created('0-00-00 00:00:00.000')).toEqual([]);
    expect(created('1904-01-01 00:00:00 UTC')).toEqual([]);
    expect(created('2026-02-02 10:00:00 UTC')).toContain('2026-02-02 10:00:00 UTC');
  });

  it('keeps timecode breaks as runs and says so', () => {
    const broken = {
      ...movie(86_400, 48),
      runs: {
        'trak2.tmcd.counter': [
          { in: 0, out: 24, value: '86400' },
          { in: 24, out: 48, value: '90000' },
        ],
      },
    };
    const clip = normalise(input([broken]));
    expect(clip.timecode?.runs).toEqual([
      { frame: 0, label: 86_400 },
      { frame: 24, label: 90_000 },
    ]);
    expect(clip.problems.map(({ code }) => code)).toEqual(['TC_DISCONTINUOUS']);
  });

  it('shows both values where engines differ on timecode or frame count', () => {
    const other = raw('mediainfo', { 'Video:FrameCount': '49', 'Other:TimeCode_FirstFrame': '02:00:00:00', 'Other:FrameRate': '24.000' });
    const clip = normalise(input([movie(86_400, 48), other]));
    expect(clip.problems.map(({ code }) => code)).toEqual(['INSPECTOR_DISAGREE', 'INSPECTOR_DISAGREE']);
    expect(clip.problems.map(({ message }) => message).join(' ')).toMatch(/48.*49.*01:00:00:00.*02:00:00:00/);
  });

  it('invents nothing from defaults', () => {
    const defaults = raw('exiftool', {
      'Red:RedcodeVersion': '2',
      'Red:FocusDistance#': '-0.001',
      'Red:ISO': '0',
      'Red:ColorTemperature': '0',
      'Red:FNumber': '0',
    });
    const fields = normalise(input([defaults])).facts.map(({ field }) => field);
    expect(fields).toEqual(['baked.iso', 'baked.look', 'baked.whiteBalance', 'camera.make', 'image.codec']);
  });

  it('lets a person win, and gives the same clip again from raw metadata alone', () => {
    const given = input([
      movie(86_400, 48, { 'key.com.arri.camera.SensorFps': '33333', 'key.com.arri.camera.WhiteBalanceKelvin': '5600' }),
    ]);
    const clip = normalise(given);
    expect(clip.facts.find(({ field }) => field === 'rate.capture')?.value).toBe('33333/1000');
    const stored = [...given.raw, recordOf(given)];
    expect(renormalise(stored)).toEqual({ ...clip, raw: stored });
    const corrected = renormalise(stored, [
      { field: 'color.whiteBalanceKelvin', value: 3200, actor: 'Ada', reason: 'tungsten day' },
      { field: 'timecode.start', value: '02:00:00:00', actor: 'Ada', reason: 'jammed late' },
    ]);
    expect(corrected?.facts.find(({ field }) => field === 'color.whiteBalanceKelvin')).toMatchObject({
      value: 3200,
      origin: { source: 'person', readerVersion: 'Ada: tungsten day' },
    });
    expect(corrected?.timecode?.start).toBe(172_800);
  });

  it('makes one format card of what belongs together', () => {
    const clip = normalise(
      input([
        movie(86_400, 48, {
          'key.com.arri.camera.CameraModel': 'ALEXA Mini',
          'key.com.arri.camera.CameraIndex': 'A',
          'trak1.width': '3200',
          'trak1.height': '1800',
        }),
      ]),
    );
    expect(formatCardKey(clip.facts)).toBe('A|ALEXA Mini|3200x1800|Apple ProRes 422 HQ|');
  });
});
