/** Many small renders while workers are killed: every output exactly once, none half-written, nobody left writing, the rush first. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openInstallations, processesOf } from '../servers/installation.ts';
import type { Service } from '../servers/service.ts';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export type SoakResult = {
  readonly tasks: number;
  readonly kills: number;
  readonly seconds: number;
  /** Outputs on disk that are whole JPEGs, by render. */
  readonly whole: number;
  readonly duplicates: number;
  readonly leftovers: readonly string[];
  readonly processesLeft: readonly string[];
  /** Background renders that ended after the rush one, and before it though asked for earlier. */
  readonly endedAfterRush: number;
  readonly failed: readonly string[];
};

/** `tasks` stills of one clip, two workers, one of them killed -9 every `killEvery` milliseconds, and on a fast machine each time that an eighth is done. */
export async function soak(tasks: number, killEvery: number): Promise<SoakResult> {
  const installations = await openInstallations();
  try {
    const frames = tasks + 10;
    const movie = join(installations.folder, 'media', 'A001C001_260202_R1AB.mov');
    const made = spawnSync('ffmpeg', [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=128x72:rate=24000/1001',
      '-frames:v',
      String(frames),
      '-c:v',
      'prores',
      '-timecode',
      '10:00:00:00',
      movie,
    ]);
    if (made.status !== 0) throw new Error(made.stderr.toString());
    const { sql, start, home } = await installations.create('soak');
    const api = await start('api,inspect,index');
    await api.ask('mutation { createProduction(input: { slug: "soak", title: "Soak", rate: "24000/1001" }) { errors { message } } }');
    await api.ask('mutation { ingest(input: { production: "soak", paths: ["cards:"] }) { errors { message } } }');
    let clip: string | undefined;
    while (clip === undefined) {
      await wait(100);
      clip = (await sql.query<{ id: string }>(`SELECT id FROM clip WHERE state = 'INSPECTED'`))[0]?.id;
    }
    await sql.query(`UPDATE job SET state = 'CANCELLED' WHERE kind = 'render' AND state = 'QUEUED'`);
    const request = async (frame: number, priority: string): Promise<string> => {
      const { requestRender } = await api.ask(
        'mutation ($input: RequestRenderInput!) { requestRender(input: $input) { render { id } errors { message } } }',
        {
          input: { clip, recipe: 'still', frameIn: frame, frameOut: frame + 1, priority },
        },
      );
      if (!requestRender.render) throw new Error(JSON.stringify(requestRender.errors));
      return requestRender.render.id as string;
    };
    const ids: string[] = [];
    for (let frame = 0; frame < tasks; frame += 1) ids.push(await request(frame, 'BACKGROUND'));
    const started = performance.now();
    const workers: Service[] = [await start('render', 'workers/render.ts'), await start('render', 'workers/render.ts')];
    const states = async (): Promise<Map<string, number>> =>
      new Map(
        (
          await sql.query<{ state: string; count: number }>(
            `SELECT state, count(*)::int AS count FROM render WHERE id = ANY($1::uuid[]) GROUP BY state`,
            [ids],
          )
        ).map((row) => [row.state, row.count]),
      );
    let kills = 0;
    let rush: string | undefined;
    let lastKill = performance.now();
    let endedAtKill = 0;
    for (;;) {
      await wait(200);
      const now = await states();
      const ended = (now.get('DONE') ?? 0) + (now.get('FAILED') ?? 0);
      if (rush === undefined && ended >= tasks / 3) {
        rush = await request(tasks + 1, 'RUSH');
        ids.push(rush);
      }
      if (rush !== undefined && ended >= ids.length) break;
      if (performance.now() - started > 15 * 60_000) break;
      const isDue = performance.now() - lastKill > killEvery || ended - endedAtKill >= tasks / 8;
      if (ended < tasks * 0.9 && isDue) {
        await workers[kills % 2]!.kill();
        workers[kills % 2] = await start('render', 'workers/render.ts');
        kills += 1;
        lastKill = performance.now();
        endedAtKill = ended;
      }
    }
    const seconds = (performance.now() - started) / 1000;
    for (const worker of workers) await worker.terminate();
    await api.terminate();
    for (let n = 0; n < 30 && processesOf(home).length > 0; n += 1) await wait(100);
    const rows = await sql.query<{ id: string; state: string; path: string; finished: Date; report: unknown }>(
      `SELECT id, state, output_path AS path, finished_at AS finished, report FROM render WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    const output = join(home, 'output');
    const files = rows.flatMap((row) => {
      const folder = join(output, row.path);
      return existsSync(folder)
        ? [
            readdirSync(folder)
              .filter((name) => name.endsWith('.jpg'))
              .map((name) => join(folder, name)),
          ]
        : [[]];
    });
    const isWhole = (path: string): boolean => {
      const bytes = readFileSync(path);
      return bytes.length > 100 && bytes.readUInt16BE(0) === 0xffd8 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9;
    };
    const rushed = rows.find((row) => row.id === rush);
    const attempts = readdirSync(output).filter((name) => name.startsWith('.'));
    return {
      tasks,
      kills,
      seconds,
      whole: files.filter((each) => each.length === 1 && isWhole(each[0]!)).length,
      duplicates: files.filter((each) => each.length > 1).length + rows.length - new Set(rows.map((row) => row.path)).size,
      leftovers: attempts.flatMap((name) => readdirSync(join(output, name)).filter((inner) => inner !== 'packages')),
      processesLeft: processesOf(home),
      endedAfterRush: rows.filter((row) => row.id !== rush && rushed && row.finished > rushed.finished).length,
      failed: rows.filter((row) => row.state !== 'DONE').map((row) => JSON.stringify(row.report)),
    };
  } finally {
    await installations.close();
  }
}
