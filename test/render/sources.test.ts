import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderEngine } from '../../src/domain/ports/render.ts';
import type { PictureOutput } from '../../src/domain/render/job.ts';
import { engineFolder, exrHeader, jobOf, openEngine, oracle, proresMovie, python, rendered, size, temporaryFolder } from './fixture.ts';

const plate: PictureOutput = {
  kind: 'plate',
  pattern: 'p.%04d.exr',
  firstFrame: 1001,
  format: 'exr',
  compression: 'zip',
  colour: { to: 'space', space: 'ACES2065-1' },
};

describe('sources, framing and failures of the open engine', () => {
  const folder = temporaryFolder();
  let engine: RenderEngine;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('a DNG’s patches come out within 1 %, and do not flicker when another patch changes', async () => {
    const source = join(folder, 'dng');
    mkdirSync(source);
    oracle('dng.py', ['make', source, 24]);
    const files = readdirSync(source).map((name) => join(source, name));
    const work = join(folder, 'dng-plate');
    await rendered(
      engine,
      jobOf({ workFolder: work, source: { format: 'dng', files }, range: { in: 0, out: 24 }, colour: {}, outputs: [plate] }),
    );
    const frames = Array.from({ length: 24 }, (_, frame) =>
      oracle<{ max: number; patch: number[] }>('dng.py', ['compare', join(work, `p.${1001 + frame}.exr`), frame]),
    );
    console.log(`dng: max error ${(Math.max(...frames.map((frame) => frame.max)) * 100).toFixed(3)} % over 24 patches and 24 frames`);
    expect(Math.max(...frames.map((frame) => frame.max))).toBeLessThan(0.01);
    expect(new Set(frames.map((frame) => frame.patch.join())).size).toBe(1);
  });

  it('cuts to the framing decision, and applies a canvas template as the ASC’s library computes it', async () => {
    const movie = proresMovie(folder, { frames: 1, rate: '24/1', start: '01:00:00:00', reel: 'FDL' });
    const decision = {
      label: 'scope',
      id: 'FULL-SCOPE',
      framing_intent_id: 'SCOPE',
      dimensions: { width: 456, height: 192 },
      anchor_point: { x: 12, y: 39 },
    };
    const canvas = {
      label: 'Full',
      id: 'FULL',
      source_canvas_id: 'FULL',
      dimensions: size,
      anamorphic_squeeze: 1,
      framing_decisions: [decision],
    };
    const template = {
      ...{ label: 'half', id: 'HALF', target_dimensions: { width: 228, height: 96 }, target_anamorphic_squeeze: 1 },
      ...{
        fit_source: 'framing_decision.dimensions',
        fit_method: 'width',
        alignment_method_vertical: 'center',
        alignment_method_horizontal: 'center',
      },
      round: { even: 'even', mode: 'round' },
    };
    const text = JSON.stringify({
      ...{
        uuid: '6f0c3c1e-6c37-4bb4-9a0f-3d5d7f6b2a10',
        version: { major: 2, minor: 0 },
        fdl_creator: 'test',
        default_framing_intent: 'SCOPE',
      },
      framing_intents: [{ label: 'scope', id: 'SCOPE', aspect_ratio: { width: 239, height: 100 }, protection: 0 }],
      contexts: [{ label: 'A', context_creator: 'test', canvases: [canvas] }],
      canvas_templates: [template],
    });
    const windows: (string | undefined)[] = [];
    for (const chosen of [{}, { template: 'HALF' }]) {
      const work = join(folder, `fdl-${windows.length}`);
      await rendered(
        engine,
        jobOf({
          workFolder: work,
          source: { format: 'movie', segments: [{ path: movie.path, frameCount: 1 }] },
          range: { in: 0, out: 1 },
          rate: '24/1',
          outputs: [plate],
          framing: { kind: 'fdl', text, decision: 'FULL-SCOPE', outputPath: 'p.fdl', ...chosen },
        }),
      );
      windows.push(exrHeader(join(work, 'p.1001.exr'))['dataWindow']);
      expect(readdirSync(work)).toContain('p.fdl');
    }
    expect(windows).toEqual(['(0 0) - (455 191)', '(0 0) - (227 95)']);
  });

  it('ends with its lifeline, leaves no report, and the next attempt takes finished frames over', async () => {
    const movie = proresMovie(folder, { frames: 48, rate: '24/1', start: '01:00:00:00', reel: 'KILL' });
    const job = (attempt: number) =>
      jobOf({
        workFolder: join(folder, `kill-${attempt}`),
        attempt,
        source: { format: 'movie', segments: [{ path: movie.path, frameCount: 48 }] },
        range: { in: 0, out: 48 },
        rate: '24/1',
        outputs: [plate],
        ...(attempt > 1 ? { previousFolders: [join(folder, `kill-${attempt - 1}`)] } : {}),
      });
    const first = job(1);
    mkdirSync(first.workFolder);
    const file = join(first.workFolder, 'job.json');
    writeFileSync(file, JSON.stringify(first));
    const child = spawn(python, ['-B', '-m', 'rushes_engine.render', file], { cwd: engineFolder, stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    let done = 0;
    for await (const chunk of child.stdout) {
      done += String(chunk).split('progress').length - 1;
      if (done > 6) break;
    }
    child.stdin.end();
    expect(await ended).toBe(6);
    const after = readdirSync(first.workFolder).sort();
    expect(after).not.toContain('report.json');
    await sleep(300);
    expect(readdirSync(first.workFolder).sort()).toEqual(after);
    const report = await rendered(engine, job(2));
    console.log(`killed after ${report.reusedFrames} frames; the next attempt took them over`);
    expect(report.reusedFrames).toBeGreaterThan(0);
    expect(report.files).toHaveLength(48);
    expect(report.files.every((each) => statSync(join(folder, 'kill-2', each.path)).size === each.sizeBytes)).toBe(true);
  });

  it('names an unknown transform, and one that is known and not built here, as two different failures', async () => {
    const movie = proresMovie(folder, { frames: 1, rate: '24/1', start: '01:00:00:00', reel: 'AMF' });
    const failure = async (id: string): Promise<string | undefined> => {
      const text = `<aces:acesMetadataFile xmlns:aces="urn:ampas:aces:amf:v2.0" version="2.0"><aces:pipeline><aces:inputTransform applied="false"><aces:transformId>${id}</aces:transformId></aces:inputTransform></aces:pipeline></aces:acesMetadataFile>`;
      const outcome = await engine.run(
        jobOf({
          workFolder: join(folder, `amf-${id.length}`),
          source: { format: 'movie', segments: [{ path: movie.path }] },
          range: { in: 0, out: 1 },
          outputs: [plate],
          colour: { amf: { name: 'x.amf', text } },
        }),
      );
      return 'failure' in outcome ? outcome.failure.code : undefined;
    };
    expect(await failure('urn:ampas:aces:transformId:v1.5:IDT.Acme.Camera.a1.v1')).toBe('AMF_UNKNOWN_TRANSFORM');
    expect(await failure('urn:ampas:aces:transformId:v2.0:CSC.Sony.SLog2_SGamut_Daylight_10i_to_ACES.a2.v1')).toBe(
      'AMF_TRANSFORM_NOT_BUILT',
    );
    expect(await failure('urn:ampas:aces:transformId:v2.0:CSC.Arri.LogC4_to_ACES.a2.v1')).toBeUndefined();
  });
});
