/**
 * One run of a UHD plate pull: what everything but the engine's own work costs, how much faster two one-thread workers are than one, CPU seconds a frame beside the plain
 * command lines of ffmpeg and oiiotool at one thread, and how far the dry run's time was off.
 *
 *   npm run bench -- render [FRAMES]        240 where none are named; half an hour on a quiet machine of two cores
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RenderReport } from '../../src/domain/render/job.ts';
import { engineFolder, jobOf, openEngine, python } from '../render/fixture.ts';
import { openInstallations, type Installation } from '../servers/installation.ts';
import type { Service } from '../servers/service.ts';

const clip = 'A001C003_260101_R1AB';
/** Frames of the comparison with the command lines: CPU seconds of a frame hardly vary. */
const comparedFrames = 12;

/** UHD ProRes 4444 with detail and noise; the same 24 frames again and again, so that making them is no benchmark of its own. */
function footage(path: string, frames: number): void {
  const short = join(dirname(path), '..', 'short.mov');
  const source = 'testsrc2=size=3840x2160:rate=24000/1001,noise=alls=6:allf=t';
  const coding = ['-c:v', 'prores_ks', '-profile:v', '4444', '-pix_fmt', 'yuv444p12le', '-color_range', 'tv', '-colorspace', 'bt709'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-frames:v', String(Math.min(24, frames)), ...coding, short]);
  const loop = ['-stream_loop', String(Math.ceil(frames / 24) - 1), '-i', short, '-frames:v', String(frames), '-c', 'copy'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...loop, '-timecode', '14:30:10:00', '-metadata:s:v:0', `reel_name=${clip}`, path]);
}

/** CPU seconds of a shell script and of all that it starts. */
function cpuSeconds(script: string): number {
  const code = `import resource, subprocess, sys
subprocess.run(["bash", "-ec", sys.argv[1]], check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime)`;
  return Number(execFileSync(python, ['-c', code, script], { encoding: 'utf8' }));
}

/** The same plates by the command lines alone and by the engine: crop, ACES2065-1, squeeze, ST 2065-4. */
function compareCpu(movie: string, folder: string): string {
  const [ffmpeg, oiiotool] = execFileSync(
    python,
    [
      '-c',
      'import imageio_ffmpeg, OpenImageIO, os; print(imageio_ffmpeg.get_ffmpeg_exe()); print(os.path.dirname(OpenImageIO.__file__) + "/bin/oiiotool")',
    ],
    { encoding: 'utf8' },
  )
    .trim()
    .split('\n');
  mkdirSync(join(folder, 'lines'));
  const plain = cpuSeconds(`cd ${folder}/lines
${ffmpeg} -v error -threads 1 -i ${movie} -frames:v ${comparedFrames} -vf zscale=matrixin=709:rangein=limited:matrix=gbr:range=full,format=gbrp16le -pix_fmt rgb48le -start_number 1001 f.%04d.tif
for n in $(seq 1001 ${1000 + comparedFrames}); do
${oiiotool} --threads 1 --colorconfig ocio://studio-config-v4.0.0_aces-v2.0_ocio-v2.5 f.$n.tif --cut 3440x2000+200+80 -d float --colorconvert "ARRI LogC4" ACES2065-1 --resize:filter=lanczos3 3440x1500 --iscolorspace lin_ap0_scene --attrib openexr:ACESContainerPolicy strict --attrib:type=timecode smpte:TimeCode 14:30:11:00 --sattrib reelName ${clip} --nosoftwareattrib --scanline --compression none -d half -o p.$n.exr
rm f.$n.tif
done`);
  const job = jobOf({
    workFolder: join(folder, 'engine'),
    source: { format: 'movie', segments: [{ path: movie }] },
    range: { in: 0, out: comparedFrames },
    timecode: { base: 24, dropFrame: false, runs: [{ frame: 0, label: 1_253_040 }] },
    framing: { kind: 'crop', x: 200, y: 80, width: 3440, height: 2000, targetWidth: 3440, targetHeight: 1500 },
    outputs: [
      {
        ...{ kind: 'plate', pattern: 'p.%04d.exr', firstFrame: 1001, format: 'exr', compression: 'none', container: 'st2065-4' },
        colour: { to: 'space', space: 'ACES2065-1' },
      },
    ],
  });
  writeFileSync(join(folder, 'job.json'), JSON.stringify(job));
  const own = cpuSeconds(`cd ${engineFolder} && ${python} -B -m rushes_engine.render ${folder}/job.json`);
  const each = (seconds: number): string => (seconds / comparedFrames).toFixed(2);
  return `CPU seconds a frame: engine ${each(own)}, ffmpeg and oiiotool ${each(plain)}: ${(own / plain).toFixed(2)} times (at most 1.2)`;
}

type Pulled = { readonly seconds: number; readonly engineSeconds: number; readonly chunks: number; readonly planned: number };

/**
 * Pulls the clip with one-thread workers, each on a processor of its own as in a container with one: without that, one worker's decoder would use the processor
 * that the second is to have. `firstFrame` makes it another render of the same cost.
 */
async function pull(api: Service, { sql, start }: Installation, timeline: string, firstFrame: number, count: number): Promise<Pulled> {
  const workers = await Promise.all(Array.from({ length: count }, () => start('render', 'workers/render.ts')));
  for (const [index, { pid }] of workers.entries()) execFileSync('taskset', ['-a', '-p', '-c', String(index), String(pid)]);
  const request = async (dryRun: boolean) =>
    (
      await api.ask(
        'mutation ($input: RequestPullInput!) { requestPull(input: $input) { pull { id } plan { frameCount estimatedSeconds } errors { message } } }',
        { input: { timeline, recipe: 'plate-aces2065-1', handles: 0, parameters: { firstFrame }, dryRun } },
      )
    ).requestPull;
  const { plan } = await request(true);
  const started = performance.now();
  const { pull: made, errors } = await request(false);
  if (!made) throw new Error(JSON.stringify(errors));
  for (;;) {
    const [row] = await sql.query<{ state: string }>('SELECT state FROM pull WHERE id = $1', [made.id]);
    if (row!.state === 'DONE') break;
    if (row!.state !== 'RUNNING') throw new Error(`The pull is ${row!.state}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const seconds = (performance.now() - started) / 1000;
  const rows = await sql.query<{ report: RenderReport; chunks: number }>(
    `SELECT r.report, (SELECT count(*)::int FROM render_chunk c WHERE c.render_id = r.id) AS chunks FROM render r WHERE r.pull_id = $1`,
    [made.id],
  );
  for (const worker of workers) await worker.terminate();
  return {
    seconds,
    engineSeconds: rows.reduce((sum, row) => sum + row.report.seconds['total']!, 0),
    chunks: rows.reduce((sum, row) => sum + row.chunks, 0),
    planned: plan.estimatedSeconds as number,
  };
}

const load = (): string => `load ${loadavg()[0]!.toFixed(1)}`;

export async function run([frameCount = '240']: readonly string[]): Promise<void> {
  const frames = Number(frameCount);
  await openEngine();
  const folder = mkdtempSync(join(tmpdir(), 'rushes-bench-'));
  const installations = await openInstallations();
  try {
    const movie = join(installations.folder, 'media', `${clip}.mov`);
    footage(movie, frames);
    console.log(`${frames} frames, ${load()}`);
    console.log(compareCpu(movie, folder));
    const installation = await installations.create('pull', { RUSHES_CONCURRENCY: '1' });
    const { sql, start } = installation;
    const api = await start('api,inspect,index');
    await api.ask('mutation { createProduction(input: { slug: "harbour", title: "Harbour", rate: "24000/1001" }) { errors { message } } }');
    await api.ask('mutation { ingest(input: { production: "harbour", paths: ["cards:"] }) { errors { message } } }');
    let id: string | undefined;
    while (id === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      id = (await sql.query<{ id: string }>(`SELECT id FROM clip WHERE state = 'INSPECTED'`))[0]?.id;
    }
    await api.ask('mutation ($input: CorrectFieldsInput!) { correctFields(input: $input) { errors { message } } }', {
      input: {
        target: { clips: [id] },
        reason: 'Camera report.',
        fields: [
          { field: 'color.transfer', value: 'LogC4' },
          { field: 'color.primaries', value: 'AWG4' },
        ],
      },
    });
    const end = `14:30:${String(10 + Math.floor(frames / 24)).padStart(2, '0')}:${String(frames % 24).padStart(2, '0')}`;
    const edl = `TITLE: BENCH\nFCM: NON-DROP FRAME\n\n001  ${clip} V     C        14:30:10:00 ${end} 01:00:00:00 01:00:${end.slice(6, 8) === '20' ? '10' : '00'}:00\n`;
    const { importTimeline } = await api.ask(
      'mutation ($input: ImportTimelineInput!) { importTimeline(input: $input) { timeline { id } errors { message } } }',
      {
        input: { production: 'harbour', name: 'bench.edl', content: { text: edl } },
      },
    );
    const timeline = importTimeline.timeline.id as string;
    // The first teaches what a frame costs here; the next is planned by it.
    const runs: Pulled[] = [];
    for (const [index, count] of [1, 2].entries()) {
      const made = await pull(api, installation, timeline, 1001 + index * 1000, count);
      runs.push(made);
      console.log(
        `${count} worker${count > 1 ? 's' : ''}: ${made.seconds.toFixed(1)} s, planned ${made.planned.toFixed(1)} s (${(made.planned / made.seconds).toFixed(2)}), engine ${made.engineSeconds.toFixed(1)} s in ${made.chunks} chunks, ${load()}`,
      );
    }
    const [one, two] = runs;
    console.log(`orchestration: ${((1 - one!.engineSeconds / one!.seconds) * 100).toFixed(1)} % of the time of one worker (under 5)`);
    console.log(`two workers are ${(one!.seconds / two!.seconds).toFixed(2)} times as fast as one (at least 1.7)`);
    await api.terminate();
  } finally {
    await installations.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
