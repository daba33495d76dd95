/** Two engines, one contract: the same job files give the same pictures, and an Open Job Description template runs them in parts. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobFraming, PictureOutput, RenderJob } from '../../src/domain/render/job.ts';
import { openJobDescription } from '../../src/domain/render/openJobDescription.ts';
import { engineFolder, engines, exrHeader, jobOf, openEngine, oracle, rendered, run, temporaryFolder } from './fixture.ts';

/** What the two may differ by. */
const tolerance = 0.002;
const openjd = fileURLToPath(new URL('../../.rushes/test-oracles/venv/bin/openjd', import.meta.url));

const plate = (change: Partial<PictureOutput> = {}): PictureOutput => ({
  kind: 'plate',
  pattern: 'p.%04d.exr',
  firstFrame: 1001,
  format: 'exr',
  compression: 'zip',
  colour: { to: 'space', space: 'ACES2065-1' },
  ...change,
});

describe('the engines', () => {
  const folder = temporaryFolder();
  const movie = join(folder, 'detail.mov');
  beforeAll(async () => {
    await openEngine();
    // Moving detail, no flat patch anywhere, in the part of the log curve that scenes use: at code 1.0 LogC4 is 470 times white, beside which a resampling filter's
    // rounding is larger than any shadow.
    const coding = ['-c:v', 'prores_ks', '-profile:v', '4444', '-pix_fmt', 'yuv444p12le', '-color_range', 'tv', '-colorspace', 'bt709'];
    run('ffmpeg', [
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=640x360:rate=24,format=gbrp16,colorlevels=romin=0.12:gomin=0.12:bomin=0.12:romax=0.55:gomax=0.55:bomax=0.55',
      '-frames:v',
      '24',
      ...coding,
      movie,
    ]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const base = (name: string, change: Partial<RenderJob>): RenderJob =>
    jobOf({
      workFolder: join(folder, name),
      source: { format: 'movie', segments: [{ path: movie, frameCount: 24 }] },
      range: { in: 5, out: 11 },
      rate: '24/1',
      timecode: { base: 24, dropFrame: false, runs: [{ frame: 0, label: 86_400 }] },
      outputs: [plate()],
      ...change,
    });

  /** Renders a job by both; gives how far they are apart, and both reports. */
  async function apart(name: string, change: Partial<RenderJob>) {
    const reports = [];
    for (const engine of engines) reports.push(await rendered(engine, base(`${name}-${engine.name}`, { engine: engine.name, ...change })));
    const pictures = reports[0]!.files.filter((file) => /\.(exr|dpx)$/.test(file.path)).map((file) => file.path);
    expect(reports[1]!.files.map((file) => file.path)).toEqual(reports[0]!.files.map((file) => file.path));
    const pairs = pictures.flatMap((path) => engines.map((engine) => join(folder, `${name}-${engine.name}`, path)));
    const error = oracle<{ max: number; mean: number }>('compare_frames.py', pairs);
    console.log(
      `${name}: ${pictures.length} pictures, the engines differ by at most ${(error.max * 100).toFixed(3)} %, ${(error.mean * 100).toFixed(4)} % on average`,
    );
    return { error, reports };
  }

  it('say who they are, as the product knows them', async () => {
    const { reports } = await apart('names', { range: { in: 0, out: 1 } });
    expect(reports.map((report) => [report.engine.name, report.engine.version])).toEqual(
      engines.map((engine) => [engine.name, engine.version]),
    );
    expect(reports[1]!.commands.join('\n')).toMatch(/oiiotool .*--ociofiletransform/);
    expect(reports[0]!.commands.join('\n')).not.toMatch(/oiiotool/);
  });

  it('give the same plates of detail, cropped and resampled, with the same header', async () => {
    const framing: JobFraming = { kind: 'crop', x: 40, y: 20, width: 560, height: 320, targetWidth: 420, targetHeight: 240 };
    const { error } = await apart('crop', {
      framing,
      header: { isoSpeed: { type: 'float', value: 800 }, captureRate: { type: 'rational', value: [48, 1] } },
    });
    expect(error.max).toBeLessThan(tolerance);
    const [first, second] = engines.map((engine) => exrHeader(join(folder, `crop-${engine.name}`, 'p.1003.exr')));
    const told = [
      'timeCode',
      'reelName',
      'framesPerSecond',
      'chromaticities',
      'isoSpeed',
      'captureRate',
      'originalDataWindow',
      'ocf/clip',
      'ocf/clipFrame',
      'dataWindow',
    ];
    for (const name of told) expect(second![name], name).toBe(first![name]);
    expect(first!['originalDataWindow']).toBe('(0 0) - (639 359)');
    expect(first!['timeCode']).toMatch(/^time 01:00:00:07/);
  });

  it('give the same DPX and the same ACEScg through a look', async () => {
    const looks = [{ cdl: { slope: [1.1, 1, 0.9], offset: [0.01, 0, -0.01], power: [1, 1.05, 1], saturation: 0.8 } }] as const;
    const { error } = await apart('look', {
      colour: { input: 'ARRI LogC4', looks },
      outputs: [
        plate({ colour: { to: 'space', space: 'ACEScg', look: true } }),
        plate({ pattern: 'd.%04d.dpx', format: 'dpx', bits: 16, colour: { to: 'source' } }),
      ],
      range: { in: 0, out: 2 },
    });
    expect(error.max).toBeLessThan(tolerance);
  });

  it('give the same small still: resampled first, then the view', async () => {
    const { error, reports } = await apart('still', {
      outputs: [
        {
          ...plate({ pattern: 's.%04d.dpx', format: 'dpx', bits: 16, colour: { to: 'view', look: true } }),
          kind: 'still',
          size: { width: 320 },
        },
      ],
      range: { in: 3, out: 4 },
    });
    // Two 8-bit codes, as for proxies: at the saturated edges of this chart a filter rings out of the gamut, where the view is steep.
    expect(error.max).toBeLessThan(2 / 255);
    expect(error.mean).toBeLessThan(tolerance / 100);
    const line = reports[1]!.commands.find((each) => each.includes('--ociofiletransform'))!;
    expect(line.indexOf('--resize')).toBeLessThan(line.indexOf('--ociofiletransform'));
  });

  it('decode a DNG to the same light', async () => {
    const source = join(folder, 'dng');
    mkdirSync(source);
    oracle('dng.py', ['make', source, 2]);
    const files = readdirSync(source).map((name) => join(source, name));
    for (const engine of engines)
      await rendered(
        engine,
        base(`dng-${engine.name}`, { engine: engine.name, source: { format: 'dng', files }, range: { in: 0, out: 2 }, colour: {} }),
      );
    // Between patches two demosaics draw two edges; what they must agree on is the light of the patches.
    for (const engine of engines) {
      const found = oracle<{ max: number }>('dng.py', ['compare', join(folder, `dng-${engine.name}`, 'p.1001.exr'), 0]);
      console.log(`dng by ${engine.name}: max error ${(found.max * 100).toFixed(3)} %`);
      expect(found.max).toBeLessThan(0.01);
    }
  });

  it('run an Open Job Description template in chunks of frames, and the frames are those of the whole job', async () => {
    expect(existsSync(openjd), 'openjd-cli is installed by test/setup.sh').toBe(true);
    const engine = engines[0]!;
    const job = base('whole', { range: { in: 0, out: 24 }, sidecars: [{ path: 'p.amf', kind: 'amf', text: '<amf/>' }] });
    const whole = await rendered(engine, job);
    const at = join(folder, 'farm');
    mkdirSync(at);
    writeFileSync(join(at, 'render.job.json'), JSON.stringify({ ...job, workFolder: 'out' }));
    const template = openJobDescription(job, {
      jobFile: 'render.job.json',
      command: engine.command('').slice(0, -1),
      engineFolder,
      secondsPerFrame: 2,
      isDivisible: true,
    });
    writeFileSync(join(at, 'template.json'), JSON.stringify(template));
    execFileSync(openjd, ['check', 'template.json', '--extensions', 'TASK_CHUNKING'], { cwd: at, stdio: 'pipe' });
    const said = execFileSync(openjd, ['run', 'template.json', '--step', 'render', '--extensions', 'TASK_CHUNKING'], {
      cwd: at,
      encoding: 'utf8',
    });
    expect(said).toMatch(/Chunks run: 2|Tasks run: 2/);
    const out = join(at, 'out');
    const reports = readdirSync(out).filter((name) => name.startsWith('report.'));
    expect(reports.sort()).toEqual(['report.1001-1012.json', 'report.1013-1024.json']);
    const made = reports.flatMap(
      (name) => (JSON.parse(readFileSync(join(out, name), 'utf8')) as { files: { path: string; sha256: string }[] }).files,
    );
    const hashes = (files: readonly { path: string; sha256: string }[]) => files.map((file) => `${file.path} ${file.sha256}`).sort();
    expect(hashes(made)).toEqual(hashes(whole.files));
    expect(dirname(out)).toBe(at);
  });
});
