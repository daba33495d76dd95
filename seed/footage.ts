/** Makes the seed production's cards: real ProRes, DNxHR, H.264 and EXR files with timecode, reel and camera metadata, by the engines that the project installs. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sonySidecar } from './documents.ts';
import { seedClips, seedRolls, seedSize, type SeedClip } from './plan.ts';

export type SeedTools = { readonly ffmpeg: string; readonly python: string };

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2000)));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}: ${errors}`))));
  });
}

const roll = (clip: SeedClip) => seedRolls.find((each) => each.name === clip.roll)!;

/** A moving picture squeezed into the range that log footage uses, different for every clip. */
function picture(clip: SeedClip, frames: number, firstFrame: number): string[] {
  const { width, height } = seedSize;
  const hue = (seedClips.indexOf(clip) * 47) % 360;
  const filters = [
    `hue=h=${hue}:s=0.7`,
    `trim=start_frame=${firstFrame}`,
    'setpts=PTS-STARTPTS',
    "lutrgb=r='val*0.55+32':g='val*0.55+32':b='val*0.55+32'",
  ];
  return ['-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=${clip.rate},${filters.join(',')}`, '-frames:v', String(frames)];
}

/** The keys that an ARRI camera leaves in QuickTime files. */
function arriTags(clip: SeedClip): string[] {
  const { camera, model, serial } = roll(clip);
  const tags: Record<string, string> = {
    CameraIndex: camera,
    CameraModel: model,
    DateCamera: clip.day.replaceAll('-', ''),
    CameraSerialNumber: serial,
    ReelName: clip.roll,
    SensorFps: String(clip.sensorFps ?? 23976),
    ExposureIndexAsa: String(clip.exposureIndex),
    WhiteBalanceKelvin: String(clip.whiteBalance),
    ShutterAngle: '180.0',
    ColorGammaSxS: 'LOG-C',
    LensType: clip.lens,
    Scene: clip.scene,
    Take: clip.take,
    LookName: 'HARBOUR_V1',
    LookBurnedIn: 'No',
  };
  return Object.entries(tags).flatMap(([key, value]) => ['-metadata', `com.arri.camera.${key}=${value}`]);
}

const codecs: Readonly<Record<'prores' | 'dnxhr' | 'h264', readonly string[]>> = {
  prores: ['-c:v', 'prores_aw', '-profile:v', '3', '-pix_fmt', 'yuv422p10le', '-vendor', 'apl0'],
  dnxhr: ['-c:v', 'dnxhd', '-profile:v', 'dnxhr_hqx', '-pix_fmt', 'yuv422p10le'],
  h264: ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p', '-g', '24'],
};
const bt709 = ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'];

async function movie(tools: SeedTools, clip: SeedClip, path: string, frames: number, firstFrame: number, start: string): Promise<void> {
  const mov = clip.container === 'mov';
  const reel = mov
    ? ['-metadata:s:v:0', `reel_name=${clip.roll}`]
    : ['-metadata', `reel_name=${clip.roll}`, '-metadata', `material_package_name=${clip.name}`];
  const recorded = `${clip.day}T${clip.start.slice(0, 8)}Z`;
  const tags = mov && roll(clip).maker === 'ARRI' ? ['-movflags', 'use_metadata_tags', ...arriTags(clip)] : [];
  const partial = `${path}.partial.${clip.container}`;
  const codec = codecs[clip.codec as 'prores' | 'dnxhr' | 'h264'];
  await run(tools.ffmpeg, [
    '-y',
    '-loglevel',
    'error',
    ...picture(clip, frames, firstFrame),
    ...codec,
    ...bt709,
    '-timecode',
    start,
    ...reel,
    ...tags,
    '-metadata',
    `creation_time=${recorded}`,
    partial,
  ]);
  renameSync(partial, path);
}

/** OpenImageIO writes what ffmpeg cannot: timecode, reel and rate in the EXR header. */
const exrWriter = `
import sys, numpy as np, OpenImageIO as oiio
folder, name, reel, frames, width, height, start, rate = sys.argv[1:9]
frames, width, height = int(frames), int(width), int(height)
hh, mm, ss, ff = (int(part) for part in start.split(':'))
bcd = lambda value: (value // 10) << 4 | value % 10
y, x = np.mgrid[0:height, 0:width]
for i in range(frames):
    total = ff + i
    word = bcd(total % 24) | bcd((ss + total // 24) % 60) << 8 | bcd(mm) << 16 | bcd(hh) << 24
    spec = oiio.ImageSpec(width, height, 3, oiio.HALF)
    spec.attribute('compression', 'zip')
    spec.attribute('smpte:TimeCode', oiio.TypeDesc('timecode'), (word, 0))
    spec.attribute('FramesPerSecond', oiio.TypeDesc('rational'), tuple(int(part) for part in rate.split('/')))
    spec.attribute('reelName', reel)
    spec.attribute('capDate', '2026:02:03 10:55:00'); spec.attribute('DateTime', '2026:02:03 10:55:00')
    spec.attribute('cameraMake', 'ARRI'); spec.attribute('cameraModel', 'ALEXA Mini LF'); spec.attribute('cameraSerialNumber', '31777')
    spec.attribute('isoSpeed', 800.0); spec.attribute('lensModel', 'Signature Prime 40mm')
    spec.attribute('chromaticities', oiio.TypeDesc('float[8]'), (0.7347, 0.2653, 0.0, 1.0, 0.0001, -0.077, 0.32168, 0.33767))
    ramp = 0.18 * 2.0 ** (6.0 * x / width - 3.0)
    wave = 0.5 + 0.5 * np.sin((y + 8 * i) / 23.0)
    pixels = np.stack([ramp, ramp * wave, ramp * (1 - wave)], axis=-1).astype(np.float32)
    out = oiio.ImageOutput.create('x.exr')
    out.open(f'{folder}/{name}.{((hh * 60 + mm) * 60 + ss) * 24 + ff + i:07d}.exr', spec); out.write_image(pixels); out.close()
`;

async function exrSequence(tools: SeedTools, clip: SeedClip, folder: string): Promise<void> {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  await run(tools.python, [
    '-c',
    exrWriter,
    partial,
    clip.name,
    clip.roll,
    String(clip.frames),
    String(seedSize.width),
    String(seedSize.height),
    clip.start,
    clip.rate,
  ]);
  renameSync(partial, folder);
}

/** Timecode label `frames` later, for the second file of a spanned clip (non-drop, base 24). */
function later(start: string, frames: number): string {
  const [hh, mm, ss, ff] = start.split(':').map(Number) as [number, number, number, number];
  const total = ((hh * 60 + mm) * 60 + ss) * 24 + ff + frames;
  return [Math.floor(total / 86400), Math.floor(total / 1440) % 60, Math.floor(total / 24) % 60, total % 24]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

async function makeClip(tools: SeedTools, cards: string, clip: SeedClip): Promise<void> {
  const folder = join(cards, clip.day, clip.roll, 'Clips');
  mkdirSync(folder, { recursive: true });
  if (clip.container === 'exr') {
    if (!existsSync(join(folder, clip.name))) await exrSequence(tools, clip, join(folder, clip.name));
    return;
  }
  let first = 0;
  for (const [index, frames] of (clip.spans ?? [clip.frames]).entries()) {
    const path = join(folder, `${clip.name}${clip.spans ? `_${String(index + 1).padStart(3, '0')}` : ''}.${clip.container}`);
    if (!existsSync(path)) await movie(tools, clip, path, frames, first, first === 0 ? clip.start : later(clip.start, first));
    first += frames;
  }
  if (roll(clip).maker === 'Sony' && clip.container === 'mxf') writeFileSync(join(folder, `${clip.name}M01.XML`), sonySidecar(clip));
  const proxy = join(cards, clip.day, clip.roll, 'Proxy', `${clip.name}.mp4`);
  if (clip.proxy && !existsSync(proxy)) {
    mkdirSync(join(cards, clip.day, clip.roll, 'Proxy'), { recursive: true });
    await run(tools.ffmpeg, [
      '-y',
      '-loglevel',
      'error',
      '-i',
      join(folder, `${clip.name}.mov`),
      '-map',
      '0:v',
      '-vf',
      'scale=480:-2',
      ...codecs.h264,
      '-timecode',
      clip.start,
      `${proxy}.partial.mp4`,
    ]);
    renameSync(`${proxy}.partial.mp4`, proxy);
  }
}

/** Makes what is missing under `cards` (one folder a day, one a roll); an interrupted run is taken up where it stopped. */
export async function makeFootage(tools: SeedTools, cards: string, progress: (done: number, total: number) => void): Promise<void> {
  const waiting = [...seedClips];
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let clip = waiting.shift(); clip; clip = waiting.shift()) {
      await makeClip(tools, cards, clip);
      progress(++done, seedClips.length);
    }
  };
  await Promise.all([lane(), lane()]);
}
