import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderReport } from '../../src/domain/render/job.ts';
import { recipes } from '../../src/recipes/index.ts';
import {
  detailFrames,
  engines,
  exrHeader,
  jobOf,
  openEngine,
  oracle,
  proresMovie,
  rawPlanes,
  rendered,
  run,
  size,
  temporaryFolder,
  type Movie,
} from './fixture.ts';

const halfPrecision = 2 ** -11 + 3e-5;
const reel = 'A001C003_260101_R1AB';

describe.each(engines)('recipes by the engine $name', (engine) => {
  const folder = temporaryFolder();
  let movie: Movie;
  let detail: Movie;
  beforeAll(async () => {
    await openEngine();
    detail = proresMovie(folder, { name: 'detail', frames: 12, rate: '24000/1001', start: '00:59:59:20', reel }, detailFrames(12));
    movie = proresMovie(folder, { frames: 12, rate: '24000/1001', start: '00:59:59:20', reel });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Renders frames 4 to 10: from 01:00:00:00. */
  async function make(
    name: string,
    parameters: Record<string, unknown> = {},
    source = movie,
  ): Promise<{ work: string; report: RenderReport }> {
    const recipe = recipes.find((each) => each.name === name)!;
    const work = join(folder, `${name}-${JSON.stringify(parameters).length}${source === movie ? '' : '-detail'}`);
    const plan = recipe.plan(
      {
        name: reel,
        range: { in: 4, out: 10 },
        clip: { name: reel, extension: 'mov', format: 'movie', frameCount: 12, exposureIndex: 800 },
      },
      recipe.parameters.parse(parameters),
    );
    const report = await rendered(
      engine,
      jobOf({
        workFolder: work,
        recipe: name,
        clip: { id: 'clip', name: reel, reel },
        source: { format: 'movie', segments: [{ path: source.path, frameCount: 12 }] },
        range: plan.range ?? { in: 4, out: 10 },
        timecode: { base: 24, dropFrame: false, runs: [{ frame: 0, label: 86_396 }] },
        outputs: plan.outputs,
      }),
    );
    return { work, report };
  }

  /** The first frame of a movie as ffmpeg decodes it, against OpenColorIO's view of the source's raw planes. */
  function viewed(path: string, planes: string): { readonly max: number; readonly mean: number; readonly whole: number } {
    const raw = `${path}.rgb`;
    const rgb = 'zscale=matrixin=709:rangein=limited:matrix=gbr:range=full,format=gbrp16le';
    run('ffmpeg', ['-v', 'error', '-y', '-i', path, '-frames:v', '1', '-vf', rgb, '-pix_fmt', 'rgb48le', '-f', 'rawvideo', raw]);
    return oracle('compare_view.py', [planes, size.width, size.height, 12, 'ARRI LogC4', raw, 'rgb48']);
  }

  const planesOf = (frame: number): string => rawPlanes(movie, frame, join(folder, `planes${frame}.raw`));
  const probe = (path: string): { streams: Record<string, unknown>[]; format: { tags?: Record<string, string> } } =>
    JSON.parse(run('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-count_frames', '-of', 'json', path])) as never;

  it('plate-st2065-4 is a strict ACES container with exact pixels', async () => {
    const { work, report } = await make('plate-st2065-4');
    expect(report.files).toHaveLength(6);
    const path = join(work, `${reel}.1001.exr`);
    const header = exrHeader(path);
    expect(header['acesImageContainerFlag']).toBe('1');
    expect(header['compression']).toMatch(/^none/);
    expect(header['timeCode']).toMatch(/^time 01:00:00:00/);
    expect(Object.keys(header).filter((name) => name.length > 31)).toEqual([]);
    const error = oracle<{ max: number }>('compare_plate.py', [planesOf(4), size.width, size.height, 12, 'ARRI LogC4', 'ACES2065-1', path]);
    console.log(`plate-st2065-4: max error ${(error.max * 100).toFixed(4)} %`);
    expect(error.max).toBeLessThan(halfPrecision);
  });

  it('plate-acescg has OpenColorIO’s pixels and AP1 in its header', async () => {
    const { work } = await make('plate-acescg');
    const path = join(work, `${reel}.1006.exr`);
    const error = oracle<{ max: number; mean: number }>('compare_plate.py', [
      planesOf(9),
      size.width,
      size.height,
      12,
      'ARRI LogC4',
      'ACEScg',
      path,
    ]);
    console.log(`plate-acescg: max error ${(error.max * 100).toFixed(4)} %, mean ${(error.mean * 100).toFixed(4)} %`);
    // AP1 subtracts channels: near zero the same 32-bit error is relatively larger than in AP0.
    expect(error.max).toBeLessThan(halfPrecision * 1.5);
    expect(exrHeader(path)['chromaticities']).toMatch(/red \(0\.713 0\.293\)/);
    expect(exrHeader(path)['timeCode']).toMatch(/^time 01:00:00:05/);
  });

  it('plate-log-dpx keeps the camera’s code values, with timecode', async () => {
    const { work } = await make('plate-log-dpx');
    const path = join(work, `${reel}.1001.dpx`);
    const error = oracle<{ max: number }>('compare_plate.py', [planesOf(4), size.width, size.height, 12, 'ARRI LogC4', 'ARRI LogC4', path]);
    console.log(`plate-log-dpx, 16 bits: max error ${(error.max * 100).toFixed(4)} %`);
    expect(error.max).toBeLessThan(1 / 65535 / 0.01);
    expect(run('ffprobe', ['-v', 'error', '-show_frames', '-show_entries', 'frame_side_data', path])).toContain('01:00:00:00');
  });

  it.each([
    ['proxy-prores', {}, 'mov', 'prores'],
    ['proxy-h264', {}, 'mp4', 'h264'],
    ['avid-dnxhr-mxf', { quality: 'hqx' }, 'mxf', 'dnxhd'],
  ] as const)('%s shows what OpenColorIO’s ACES 2 view shows, with timecode', async (name, parameters, extension, codec) => {
    const { work, report } = await make(name, parameters);
    const path = join(work, `${reel}.${extension}`);
    const { streams, format } = probe(path);
    const video = streams.find((stream) => stream['codec_type'] === 'video')!;
    expect(video).toMatchObject({
      codec_name: codec,
      width: size.width,
      height: size.height,
      r_frame_rate: '24000/1001',
      nb_read_frames: '6',
      color_space: 'bt709',
    });
    expect(JSON.stringify([streams, format])).toContain('"01:00:00:00"');
    if (extension !== 'mp4') expect(JSON.stringify([streams, format])).toContain(reel);
    const error = viewed(path, planesOf(4));
    console.log(
      `${name}: max ${error.max.toFixed(2)} and mean ${error.mean.toFixed(2)} 8-bit codes on flat patches, ${report.seconds['total']} s`,
    );
    expect(error.max).toBeLessThan(2);
    expect(error.mean).toBeLessThan(1);

    // And over detail, pixel by pixel: what the codec loses is part of the figure.
    const detailed = await make(name, parameters, detail);
    const over = viewed(join(detailed.work, `${reel}.${extension}`), rawPlanes(detail, 4, join(folder, 'detail4.raw')));
    console.log(`${name}: mean ${over.whole.toFixed(2)} 8-bit codes over detail`);
    expect(over.whole).toBeLessThan(1);
  });

  it('burn-ins and OP-Atom are made on request', async () => {
    const burnt = await make('proxy-h264', { burnIn: true });
    expect(burnt.report.commands.join(' ')).toContain('drawtext');
    const atom = await make('avid-dnxhr-mxf', { wrapping: 'atom' });
    const { streams, format } = probe(join(atom.work, `${reel}.mxf`));
    expect(streams).toHaveLength(1);
    expect(JSON.stringify([streams, format])).toContain(reel);
  });

  it('trim-original copies the source’s packets, with the timecode of its first frame and the reel', async () => {
    const { work } = await make('trim-original', { handles: 1 });
    const path = join(work, reel, `${reel}.mov`);
    const packets = (file: string): string[] =>
      run('ffmpeg', ['-v', 'error', '-i', file, '-map', '0:v:0', '-c', 'copy', '-f', 'framemd5', '-'])
        .split('\n')
        .filter((line) => /^\d/.test(line))
        .map((line) => line.split(',').at(-1)!.trim());
    expect(packets(path)).toEqual(packets(movie.path).slice(3, 11));
    const { streams } = probe(path);
    expect(JSON.stringify(streams)).toContain('"00:59:59:23"');
    expect(JSON.stringify(streams)).toContain(`"reel_name":"${reel}"`);
  });

  it('still is one JPEG of the middle frame through the view', async () => {
    const { work, report } = await make('still', { quality: 98 });
    expect(report.files).toHaveLength(1);
    expect(report.files[0]).toMatchObject({ kind: 'still', clipFrame: 6 });
    const error = oracle<{ max: number; mean: number }>('compare_view.py', [
      planesOf(6),
      size.width,
      size.height,
      12,
      'ARRI LogC4',
      join(work, report.files[0]!.path),
      'file',
    ]);
    console.log(`still: max ${error.max.toFixed(2)} and mean ${error.mean.toFixed(2)} 8-bit codes on flat patches`);
    expect(error.max).toBeLessThan(2);
  });

  it('contact-sheet is one JPEG', async () => {
    const { work, report } = await make('contact-sheet', { columns: 3, rows: 1, tileWidth: 160 });
    expect(readdirSync(work).filter((name) => name.endsWith('.jpg'))).toHaveLength(1);
    expect(statSync(join(work, report.files[0]!.path)).size).toBeGreaterThan(3000);
  });

  it('the same job twice gives the same bytes', async () => {
    const hashes = async (attempt: number): Promise<unknown> => {
      const work = join(folder, `again${attempt}`);
      const recipe = recipes.find((each) => each.name === 'plate-aces2065-1')!;
      const { outputs } = recipe.plan(
        { name: 'x', range: { in: 0, out: 2 }, clip: { name: 'x', extension: 'mov', format: 'movie' } },
        recipe.parameters.parse({}),
      );
      const report = await rendered(
        engine,
        jobOf({ workFolder: work, source: { format: 'movie', segments: [{ path: movie.path }] }, range: { in: 0, out: 2 }, outputs }),
      );
      return report.files.map((file) => file.sha256);
    };
    expect(await hashes(1)).toEqual(await hashes(2));
  });
});
