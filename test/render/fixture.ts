/** What the render suites share: the engine, footage made by another ffmpeg, and programs run to their end. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOwnEngines } from '../../src/adapters/engines/renderEngines.ts';
import type { RenderEngine } from '../../src/domain/ports/render.ts';
import type { RenderJob, RenderReport } from '../../src/domain/render/job.ts';
import { enginePython, prepareEngines } from '../../scripts/engines.ts';
import { projectFolder } from '../../scripts/step.ts';

const home = process.env['RUSHES_HOME'] ?? join(projectFolder, '.rushes');
export const python = enginePython(home);
export const engineFolder = join(projectFolder, 'engines');
export const oracleFolder = join(projectFolder, 'test', 'render', 'oracle');

/** Frames of the suites' pictures: small, and no multiple of a codec's block, so that padding shows. */
export const size = { width: 480, height: 270 } as const;

/** Both engines of engines/, of which the first is the default. The same goldens hold for each. */
export const engines: readonly RenderEngine[] = createOwnEngines({ python, engineFolder });

/** Their environment, and the open engine. */
export async function openEngine(): Promise<RenderEngine> {
  const prepared = await prepareEngines(home);
  if (!prepared.ready) throw new Error(prepared.trouble);
  return engines[0]!;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'rushes-render-'));
}

/** Standard output of a program; throws with what it said when it fails. */
export function run(command: string, args: readonly string[], input?: Buffer): string {
  return execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...(input ? { input } : {}) });
}

/** Runs a Python script of the oracle folder; the JSON it prints. */
export function oracle<T>(script: string, args: readonly (string | number)[]): T {
  const made = spawnSync(python, ['-B', join(oracleFolder, script), ...args.map(String)], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (made.status !== 0) throw new Error(`${script}: ${made.stderr}`);
  return JSON.parse(made.stdout) as T;
}

/** Planar 12-bit YUV 4:4:4 of frames with 24 patches each, different in every frame; even codes from a plain generator. */
export function patchFrames(frames: number, { width, height } = size): Buffer {
  const words = new Uint16Array(frames * 3 * width * height);
  let state = 12345;
  const random = (low: number, high: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return low + Math.floor((state / 2147483648) * (high - low));
  };
  for (let frame = 0; frame < frames; frame += 1) {
    for (let row = 0; row < 4; row += 1) {
      for (let column = 0; column < 6; column += 1) {
        const patch = [random(500, 3400), random(1800, 2300), random(1800, 2300)];
        for (let plane = 0; plane < 3; plane += 1) {
          const start = (frame * 3 + plane) * width * height;
          const [top, bottom] = [Math.floor((row * height) / 4), Math.floor(((row + 1) * height) / 4)];
          const [left, right] = [Math.floor((column * width) / 6), Math.floor(((column + 1) * width) / 6)];
          for (let y = top; y < bottom; y += 1) words.fill(patch[plane]!, start + y * width + left, start + y * width + right);
        }
      }
    }
  }
  return Buffer.from(words.buffer);
}

/** As `patchFrames`, but detail everywhere, the finer the weaker, as pictures have it: waves of 25 to 260 pixels, moving from frame to frame. */
export function detailFrames(frames: number, { width, height } = size): Buffer {
  const words = new Uint16Array(frames * 3 * width * height);
  for (let frame = 0; frame < frames; frame += 1) {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const at = frame * 3 * width * height + y * width + x;
        const broad = 400 * Math.sin((x + y) / 41);
        const middling = 200 * Math.sin((x + 2 * frame) / 15) * Math.cos(y / 13);
        const fine = 80 * Math.sin((x - frame) / 5) * Math.cos((x + 2 * y) / 4);
        words[at] = Math.round(1500 + broad + middling + fine);
        words[at + width * height] = Math.round(2048 + 100 * Math.sin((x - frame) / 37) + 20 * Math.sin(y / 9));
        words[at + 2 * width * height] = Math.round(2048 + 100 * Math.cos(y / 29) + 20 * Math.sin(x / 9));
      }
    }
  }
  return Buffer.from(words.buffer);
}

export type Movie = {
  readonly path: string;
  readonly frames: number;
  readonly rate: string;
  readonly start: string;
  readonly reel: string;
};

/** A ProRes 4444 movie, of `patchFrames` where nothing else is given, written by the system's ffmpeg. */
export function proresMovie(
  folder: string,
  movie: Omit<Movie, 'path'> & { readonly name?: string },
  pictures = patchFrames(movie.frames),
): Movie {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${movie.name ?? movie.reel}.mov`);
  run(
    'ffmpeg',
    [
      ...[
        '-v',
        'error',
        '-y',
        '-f',
        'rawvideo',
        '-pix_fmt',
        'yuv444p12le',
        '-s',
        `${size.width}x${size.height}`,
        '-r',
        movie.rate,
        '-i',
        '-',
      ],
      ...['-c:v', 'prores_ks', '-profile:v', '4444', '-color_range', 'tv', '-colorspace', 'bt709', '-timecode', movie.start],
      ...['-metadata:s:v:0', `reel_name=${movie.reel}`, path],
    ],
    pictures,
  );
  return { ...movie, path };
}

/** One frame's raw planes, decoded by the system's ffmpeg (another build than the engine's). */
export function rawPlanes(movie: Movie, frame: number, target: string, pixelFormat = 'yuv444p12le'): string {
  run('ffmpeg', [
    '-v',
    'error',
    '-y',
    '-i',
    movie.path,
    '-vf',
    `select=eq(n\\,${frame})`,
    '-vsync',
    '0',
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    '-pix_fmt',
    pixelFormat,
    target,
  ]);
  return target;
}

/** A job with what most of them share. */
export function jobOf(part: Pick<RenderJob, 'range' | 'outputs' | 'source' | 'workFolder'> & Partial<RenderJob>): RenderJob {
  return {
    version: 1,
    task: 'render',
    renderId: 'test',
    attempt: 1,
    engine: 'open',
    recipe: 'test',
    identity: 'identity',
    clip: { id: 'clip', name: 'A001C003_260101_R1AB', reel: 'A001R1AB' },
    rate: '24000/1001',
    colour: { input: 'ARRI LogC4' },
    framing: { kind: 'full' },
    sidecars: [],
    header: {},
    threads: 1,
    ...part,
  };
}

/** Runs a job that must succeed. */
export async function rendered(engine: RenderEngine, job: RenderJob): Promise<RenderReport> {
  const outcome = await engine.run(job);
  if ('failure' in outcome) throw new Error(outcome.failure.message);
  return outcome.report;
}

/** Attributes as OpenEXR's own tool prints them: name → text. */
export function exrHeader(path: string): Readonly<Record<string, string>> {
  const header: Record<string, string> = {};
  let name: string | undefined;
  for (const line of run('exrheader', [path]).split('\n')) {
    const found = /^(\S[^(]*) \(type [^)]*\):\s?(.*)$/.exec(line);
    if (found) {
      name = found[1]!;
      header[name] = found[2]!.trim();
    } else if (name !== undefined && line.startsWith('    ')) header[name] = `${header[name]} ${line.trim().replace(/ +/g, ' ')}`.trim();
  }
  return header;
}

export function readText(path: string): string {
  return readFileSync(path, 'utf8');
}
