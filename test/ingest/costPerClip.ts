/** What one clip costs through the whole ingest (walk, register, inspect, write) into PostgreSQL, at several sizes of card: it must not grow. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openInstallations } from '../servers/installation.ts';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A small ProRes clip; each copy differs in a few bytes of its picture, so that no two are the same content. */
function makeCard(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  const one = join(folder, '..', 'one.mov');
  const made = spawnSync('ffmpeg', [
    ...[
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=128x72:rate=24000/1001',
      '-frames:v',
      '12',
      '-c:v',
      'prores',
      '-timecode',
      '10:00:00:00',
    ],
    one,
  ]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  const bytes = readFileSync(one);
  const picture = bytes.indexOf('mdat') + 64;
  for (let n = 0; n < count; n += 1) {
    bytes.writeUInt32BE(n, picture);
    writeFileSync(
      join(folder, `A${String(Math.floor(n / 999) + 1).padStart(3, '0')}C${String((n % 999) + 1).padStart(3, '0')}_260202_R1AB.mov`),
      bytes,
    );
  }
}

export async function costPerClip(counts: readonly number[]): Promise<void> {
  const installations = await openInstallations();
  try {
    const costs: number[] = [];
    for (const count of counts) {
      makeCard(join(installations.folder, 'media', `card${count}`), count);
      const { sql, start } = await installations.create(`cost${count}`);
      const service = await start('api,inspect');
      await service.ask('mutation { createProduction(input: { slug: "cost", title: "Cost", rate: "24000/1001" }) { errors { message } } }');
      const began = performance.now();
      await service.ask(
        `mutation { ingest(input: { production: "cost", paths: ["cards:card${count}"] }) { ingests { id } errors { message } } }`,
      );
      for (;;) {
        const [row] = await sql.query<{ inspected: number; open: number }>(
          `SELECT (SELECT count(*)::int FROM clip WHERE state = 'INSPECTED') AS inspected, (SELECT count(*)::int FROM job WHERE state IN ('QUEUED', 'RUNNING') AND kind = 'inspect') AS open`,
        );
        if (row && row.inspected === count && row.open === 0) break;
        if (performance.now() - began > count * 2000 + 60_000) throw new Error(`It did not come to an end: ${JSON.stringify(row)}`);
        await wait(100);
      }
      const milliseconds = (performance.now() - began) / count;
      costs.push(milliseconds);
      console.log(`  ${String(count).padStart(6)} clips into PostgreSQL           ${milliseconds.toFixed(1)} ms a clip`);
      await service.terminate();
    }
    const [first, last] = [costs[0]!, costs.at(-1)!];
    if (costs.length > 1) console.log(`  cost of a clip, most against fewest    ${(last / first).toFixed(2)} (1 is flat)`);
    if (last > first * 1.5) process.exitCode = 1;
  } finally {
    await installations.close();
  }
}
