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
    // ffmpeg -target pal-dv without a date: exiftool prints 2070:01:01 00:00:00.
    expect(normalise(input([raw('exiftool', { 'DV:DateTimeOriginal': '2070:01:01 00:00:00' })])).facts).toEqual([]);
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

  const fieldsOf = (format: string, ...readings: readonly RawMetadata[]): Readonly<Record<string, unknown>> =>
    Object.fromEntries(normalise({ ...input(readings), format }).facts.map(({ field, value }) => [field, value]));

  it('an average of unequal frames is no rate, unless it is one', () => {
    // TimecodeKit, VideoTrack_25_VFR_1sec.mov and a telephone's movie: mediainfo says VFR with 17.188 and 30.000.
    const variable = (average: string) =>
      fieldsOf('quicktime', raw('mediainfo', { 'Video:FrameRate': average, 'Video:FrameRate_Mode': 'VFR' }));
    expect([variable('17.188')['rate.playback'], variable('30.000')['rate.playback']]).toEqual([undefined, '30/1']);
  });

  it('stored lines are no other picture: of one field, of whole blocks', () => {
    // ffmpeg -c:v mpeg2video of 1920x1080 into MXF: mediainfo says 1080, exiftool the 1088 of the descriptor; 544 for a field.
    const height = (stored: string) =>
      normalise(input([raw('mediainfo', { 'Video:Height': '1080' }), raw('exiftool', { 'Track2:ImageHeight': stored })])).problems.filter(
        ({ code }) => code === 'INSPECTOR_DISAGREE',
      ).length;
    expect(['1080', '1088', '540', '544', '1072', '720'].map(height)).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it('software of a maker of cameras is no camera', () => {
    // What MediaInfo prints of the MXF of Netflix/photon (TestIMP/PHDR) that DaVinci Resolve wrote, and of an AVCHD clip whose maker says no model.
    const resolve = { CompanyName: 'Blackmagic Design', Name: 'DaVinci Resolve', Version: '19.0.1' };
    const general = (application: Readonly<Record<string, string>>) =>
      raw(
        'mediainfo',
        Object.fromEntries(Object.entries(application).map(([key, value]) => [`General:Encoded_Application_${key}`, value])),
      );
    expect(fieldsOf('mxf', general(resolve))).toEqual({});
    const panasonic = raw('mediainfo', {
      'General:Encoded_Application': 'Panasonic',
      'General:Encoded_Application_CompanyName': 'Panasonic',
    });
    expect(fieldsOf('avchd', panasonic)).toEqual({ 'camera.make': 'Panasonic' });
    expect(fieldsOf('mxf', general({ CompanyName: 'Canon', Name: 'EOS C300 Mark II', Version: '1.00' }))).toEqual({
      'camera.make': 'Canon',
      'camera.model': 'EOS C300 Mark II',
      'camera.firmware': '1.00',
    });
  });

  it('a package that is only called a package has no name', () => {
    // asdcplib, bmx and freeMXF write these three; the last is of a file of RP 2057.
    const named = (name: string) => fieldsOf('mxf', raw('mediainfo', { 'General:PackageName': name }))['identity.clipName'];
    expect(['Material Package', 'A Material Package', 'AS-DCP Material Package'].map(named)).toEqual([undefined, undefined, undefined]);
    expect(named('RP2057 Example / File Package')).toBe('RP2057 Example');
  });

  it('a television header full of noughts was never filled; a rate beside them makes them a label', () => {
    // Nuke's DPX without timecode (OpenImageIO-images, dpx_nuke_10bits_rgb.dpx: xxd -s 1920 shows noughts to 1983).
    const header = { 'television.timecode': '00000000', 'television.frameRate': '0' };
    expect(fieldsOf('dpx', raw('dpx', header))['timecode.start']).toBeUndefined();
    expect(fieldsOf('dpx', raw('dpx', { ...header, 'television.frameRate': '24' }))['timecode.start']).toBe('00:00:00:00');
    // After Effects writes one frame a second into the sequences of RAWcooked-RegressionTestingFiles (xxd -s 1940: 3f800000).
    expect(fieldsOf('dpx', raw('dpx', { ...header, 'television.frameRate': '1' }))).toEqual({ frameCount: 1 });
  });

  it('nought degrees both ways is no fix', () => {
    // metadata-extractor-images, ftyp3gp5.mp4: a telephone that had none; a drone's subtitles begin so too.
    const place = (latitude: string, longitude: string) =>
      fieldsOf('quicktime', raw('exiftool', { 'Composite:GPSLatitude#': latitude, 'Composite:GPSLongitude#': longitude }));
    expect(place('0', '0')).toEqual({});
    expect(place('0', '9.45')).toEqual({ 'place.latitude': 0, 'place.longitude': 9.45 });
  });

  it('reads what was read and not said: offset of OpenEXR, telemetry of GoPro, timecode of AVCHD, date of Broadcast Wave', () => {
    // OpenEXR, Standard Attributes: "utcOffset: Universal Time (UTC), in seconds: UTC == local time + utcOffset"; GoldenGate.exr, 28800, was shot in California.
    expect(fieldsOf('exr', raw('exr', { utcOffset: '28800' }))['slate.utcOffset']).toBe('-08:00');
    expect(fieldsOf('exr', raw('exr', { utcOffset: '-19800' }))['slate.utcOffset']).toBe('+05:30');
    // oiiotool Canon_40D.jpg -o c40d.exr (exif-samples): exrheader prints these, and capDate of the day when the still was edited.
    const still = { Make: 'Canon', Model: 'Canon EOS 40D', 'Exif:PhotographicSensitivity': '100', 'Exif:FocalLength': '135' };
    const dates = { 'Exif:DateTimeOriginal': '2008:05:30 15:56:01', capDate: '2008:07:31 10:38:11' };
    expect(fieldsOf('exr', raw('exr', { ...still, ...dates }))).toMatchObject({
      'camera.make': 'Canon',
      'camera.model': 'Canon EOS 40D',
      'exposure.iso': 100,
      'lens.focalLengthMm': 135,
      'slate.shootDate': '2008-05-30',
    });
    // gpmf-parser, max-heromode.mp4: exiftool -ee gives ISOSpeeds 101 ..., ExposureTimes 1/992 ..., ColorTemperatures 5004 ... of the first second.
    const telemetry = raw('gopro', { device: 'GoPro Max', SHUT: '0.001007812563329935', WBAL: '5004', ISOE: '101', ISOG: '1.41' });
    expect(fieldsOf('quicktime', telemetry)).toMatchObject({
      'exposure.iso': 101,
      'exposure.exposureTimeSeconds': 0.001007813,
      'color.whiteBalanceKelvin': 5004,
      'camera.model': 'GoPro Max',
    });
    // metadata-extractor-images, Sony ILCE-7M3 (A7M3).mts, exiftool H264:TimeCode and FNumber; below with the drop bit of ST 12-1 (40) in the frames.
    const sony = fieldsOf(
      'avchd',
      raw('exiftool', { 'H264:TimeCode': '00:00:10:13', 'H264:FNumber': '6.3' }),
      raw('mediainfo', { 'Video:FrameRate': '25' }),
    );
    expect(sony).toMatchObject({ 'timecode.start': '00:00:10:13', 'timecode.dropFrame': false, 'lens.fNumber': 6.3 });
    const dropping = fieldsOf(
      'avchd',
      raw('exiftool', { 'H264:TimeCode': '01:02:03:54' }),
      raw('mediainfo', { 'Video:FrameRate': '29.97' }),
    );
    expect(dropping).toMatchObject({ 'timecode.start': '01:02:03;14', 'timecode.dropFrame': true });
    // wavinfo, sounddevices/A101_1.WAV, and a mix of the same collection.
    expect(fieldsOf('bwf', raw('bwf', { 'bext.originator': 'Sound Dev: 702T S#GR1112089007', 'bext.date': '2018-12-31' }))).toMatchObject({
      'slate.shootDate': '2018-12-31',
    });
    expect(fieldsOf('bwf', raw('bwf', { 'bext.originator': 'Nuendo', 'bext.date': '2022-12-02' }))).toEqual({});
  });

  it('labels that count pairs of frames do not break at every pair', () => {
    // ST 12-1 counts to 30: of 50p each label of base 25 stands for two frames, and an export of every frame says each twice.
    const pairs = raw('export:arriJson', { 'frame.timecode': '23:59:59:23', 'clip.Project Rate.timebase': '25' });
    const labels = ['23:59:59:23', '23:59:59:24', '00:00:00:00'];
    const table = { ...pairs, runs: { 'frame.timecode': labels.map((value, index) => ({ in: index * 2, out: index * 2 + 2, value })) } };
    const clip = normalise(input([raw('quicktime', { 'trak1.handler': 'vide', 'trak1.samples': '6', 'trak1.rate': '50/1' }), table]));
    // 23:59:59:23 at 25 is frame 2 159 998; the day has 2 160 000.
    expect(clip.timecode).toMatchObject({
      base: 25,
      runs: [
        { frame: 0, label: 2_159_998 },
        { frame: 4, label: 0 },
      ],
    });
    expect(clip.problems).toEqual([]);
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
