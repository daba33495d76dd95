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
  /** Background renders that were still waiting when the rush one was asked for. */
  readonly waitingAtRush: number;
  /** Of these, the ones that a worker took up before the rush one. */
  readonly takenBeforeRush: number;
  readonly failed: readonly string[];
};

/** `tasks` stills of one clip, two workers, one of them killed -9 every `killEvery` milliseconds, and on a fast machine each time that a twelfth is done. */
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
    const endedOf = (now: Map<string, number>): number => (now.get('DONE') ?? 0) + (now.get('FAILED') ?? 0);
    const isOver = (): boolean => performance.now() - started > 15 * 60_000;
    /** Asked for when a third is done, whatever is killed meanwhile. Gives when it was taken up. */
    const rushing = (async () => {
      while (endedOf(await states()) < tasks / 3 && !isOver()) await wait(50);
      const asked = (await sql.query<{ now: Date }>('SELECT clock_timestamp() AS now'))[0]!.now;
      const id = await request(tasks + 1, 'RUSH');
      ids.push(id);
      for (;;) {
        const [chunk] = await sql.query<{ at: Date }>(
          'SELECT started_at AS at FROM render_chunk WHERE render_id = $1 AND started_at IS NOT NULL',
          [id],
        );
        if (chunk || isOver()) return { id, asked, taken: chunk?.at };
        await wait(20);
      }
    })();
    let isRushTaken = false;
    void rushing.then(
      () => (isRushTaken = true),
      () => undefined,
    );
    let kills = 0;
    let lastKill = performance.now();
    let endedAtKill = 0;
    for (;;) {
      await wait(100);
      const ended = endedOf(await states());
      if ((isRushTaken && ended >= ids.length) || isOver()) break;
      const isDue = performance.now() - lastKill > killEvery || ended - endedAtKill >= tasks / 12;
      if (ended < tasks * 0.9 && isDue) {
        await workers[kills % 2]!.kill();
        workers[kills % 2] = await start('render', 'workers/render.ts');
        kills += 1;
        lastKill = performance.now();
        endedAtKill = ended;
      }
    }
    const rush = await rushing;
    const seconds = (performance.now() - started) / 1000;
    for (const worker of workers) await worker.terminate();
    await api.terminate();
    for (let n = 0; n < 30 && processesOf(home).length > 0; n += 1) await wait(100);
    const rows = await sql.query<{ id: string; state: string; path: string; taken: Date; report: unknown }>(
      `SELECT id, state, output_path AS path, report, (SELECT min(started_at) FROM render_chunk WHERE render_id = render.id) AS taken
       FROM render WHERE id = ANY($1::uuid[])`,
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
    const waiting = rows.filter((row) => row.id !== rush.id && row.taken > rush.asked);
    const attempts = readdirSync(output).filter((name) => name.startsWith('.'));
    return {
      tasks,
      kills,
      seconds,
      whole: files.filter((each) => each.length === 1 && isWhole(each[0]!)).length,
      duplicates: files.filter((each) => each.length > 1).length + rows.length - new Set(rows.map((row) => row.path)).size,
      leftovers: attempts.flatMap((name) => readdirSync(join(output, name)).filter((inner) => inner !== 'packages')),
      processesLeft: processesOf(home),
      waitingAtRush: waiting.length,
      takenBeforeRush: waiting.filter((row) => rush.taken === undefined || row.taken < rush.taken).length,
      failed: rows.filter((row) => row.state !== 'DONE').map((row) => JSON.stringify(row.report)),
    };
  } finally {
    await installations.close();
  }
}
