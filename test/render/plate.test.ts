import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recipes } from '../../src/recipes/index.ts';
import {
  engines,
  exrHeader,
  jobOf,
  openEngine,
  oracle,
  proresMovie,
  rawPlanes,
  rendered,
  size,
  temporaryFolder,
  type Movie,
} from './fixture.ts';

/** A 16-bit float has 11 significant bits: rounding to it is off by 2⁻¹¹ at most; 32-bit arithmetic adds a few 10⁻⁵. */
const halfPrecision = 2 ** -11 + 3e-5;

describe.each(engines)('a plate of a real ProRes movie by the engine $name', (engine) => {
  const folder = temporaryFolder();
  let movie: Movie;
  let dropFrame: Movie;
  beforeAll(async () => {
    await openEngine();
    movie = proresMovie(folder, { frames: 12, rate: '24000/1001', start: '00:59:59:20', reel: 'A001C003_260101_R1AB' });
    dropFrame = proresMovie(folder, { frames: 6, rate: '30000/1001', start: '00:00:59;27', reel: 'A001C004_260101_R1AB' });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function plan(name: string, range: { in: number; out: number }, parameters: Record<string, unknown> = {}) {
    const recipe = recipes.find((each) => each.name === name)!;
    return recipe.plan(
      { name: 'SC010_pl01', range, clip: { name: 'A001C003', extension: 'mov', format: 'movie' } },
      recipe.parameters.parse(parameters),
    );
  }

  it('has the pixels of OpenColorIO’s own transform, frame by frame', async () => {
    const work = join(folder, 'plate');
    const made = plan('plate-aces2065-1', { in: 3, out: 7 });
    const report = await rendered(
      engine,
      jobOf({
        workFolder: work,
        source: { format: 'movie', segments: [{ path: movie.path, frameCount: 12 }] },
        range: { in: 3, out: 7 },
        timecode: { base: 24, dropFrame: false, runs: [{ frame: 0, label: 86_396 }] },
        outputs: made.outputs,
      }),
    );
    expect(report.files.map((file) => file.path)).toEqual([
      'SC010_pl01.1001.exr',
      'SC010_pl01.1002.exr',
      'SC010_pl01.1003.exr',
      'SC010_pl01.1004.exr',
    ]);
    for (const [index, frame] of [3, 6].entries()) {
      const planes = rawPlanes(movie, frame, join(folder, `planes${frame}.raw`));
      const error = oracle<{ max: number; mean: number }>('compare_plate.py', [
        ...[planes, size.width, size.height, 12, 'ARRI LogC4', 'ACES2065-1'],
        join(work, report.files[index * 3]!.path),
      ]);
      console.log(`plate-aces2065-1, frame ${frame}: max error ${(error.max * 100).toFixed(4)} %, mean ${(error.mean * 100).toFixed(4)} %`);
      expect(error.max).toBeLessThan(halfPrecision);
    }
  });

  it('carries timecode, reel, rate and colour in the header of the right frame', () => {
    const header = exrHeader(join(folder, 'plate', 'SC010_pl01.1002.exr'));
    // Frame 4 of a clip from 00:59:59:20 at base 24 is 01:00:00:00.
    expect(header['timeCode']).toMatch(/^time 01:00:00:00 drop frame 0/);
    expect(header['reelName']).toBe('"A001R1AB"');
    expect(header['framesPerSecond']).toMatch(/^24000\/1001/);
    expect(header['compression']).toMatch(/^zip/);
    expect(header['chromaticities']).toMatch(/red \(0\.7347 0\.2653\) green \(0 1\) blue \(0\.0001 -0\.077\) white \(0\.32168 0\.33767\)/);
    expect(header['acesImageContainerFlag']).toBeUndefined();
    expect(header['ocf/clipFrame']).toBe('4');
  });

  it('sets the drop-frame bit, and skips the labels that drop-frame skips', async () => {
    const work = join(folder, 'drop');
    const { outputs } = plan('plate-aces2065-1', { in: 0, out: 6 });
    await rendered(
      engine,
      jobOf({
        workFolder: work,
        rate: '30000/1001',
        source: { format: 'movie', segments: [{ path: dropFrame.path, frameCount: 6 }] },
        range: { in: 2, out: 5 },
        // 00:00:59;27 is frame 1797 of the day.
        timecode: { base: 30, dropFrame: true, runs: [{ frame: 0, label: 1797 }] },
        outputs,
      }),
    );
    expect(exrHeader(join(work, 'SC010_pl01.1001.exr'))['timeCode']).toMatch(/^time 00:00:59:29 drop frame 1/);
    expect(exrHeader(join(work, 'SC010_pl01.1002.exr'))['timeCode']).toMatch(/^time 00:01:00:02 drop frame 1/);
  });

  it('refuses frames that the file does not have, and leaves no report', async () => {
    const work = join(folder, 'short');
    const { outputs } = plan('plate-aces2065-1', { in: 0, out: 20 });
    const outcome = await engine.run(
      jobOf({
        workFolder: work,
        source: { format: 'movie', segments: [{ path: movie.path, frameCount: 20 }] },
        range: { in: 10, out: 20 },
        outputs,
      }),
    );
    expect(outcome).toMatchObject({ failure: { code: 'SOURCE_UNREADABLE', message: expect.stringContaining('gave 2 of 10 frames') } });
    expect(existsSync(join(work, 'report.json'))).toBe(false);
  });
});
