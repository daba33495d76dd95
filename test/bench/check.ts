/** All guardrails over a production of 100,000 clips in a real PostgreSQL, then a change to one clip: seconds, rules run, memory. */
import { startCatalogue } from '../search-contract/fixture.ts';
import { createCheckStore } from '../../src/adapters/postgres/checkStore.ts';
import { systemActor } from '../../src/domain/actor.ts';
import type { Queue } from '../../src/domain/ports/queue.ts';
import { createCheckService } from '../../src/services/check.ts';
import { insertClips } from '../search-contract/fixture.ts';

const idle = { enqueue: async () => undefined } as unknown as Queue;

export async function run([count = '100000']: readonly string[]): Promise<void> {
  const total = Number(count);
  const catalogue = await startCatalogue();
  const { sql } = catalogue;
  try {
    const productionId = await insertClips(sql, 'large', total);
    await sql.query(
      `INSERT INTO roll (production_id, name, name_key, identity, shoot_day, camera_index, mhl_state)
       SELECT $1, 'A' || lpad(n::text, 4, '0'), 'A' || lpad(n::text, 4, '0'), 'r' || n, date '2026-02-01' + n % 20, chr(65 + n % 4), 'VERIFIED' FROM generate_series(0, $2::int / 100 - 1) n`,
      [productionId, total],
    );
    await sql.query(
      `UPDATE clip SET roll_id = r.id FROM roll r WHERE r.production_id = $1 AND r.name = left(clip.name, 5) AND clip.production_id = $1`,
      [productionId],
    );
    const facts: Record<string, string> = {
      'camera.make': `'"ARRI"'`,
      'camera.model': `'"ALEXA 35"'`,
      'exposure.exposureIndex': `to_jsonb(CASE WHEN n % 500 = 0 THEN 1280 ELSE 800 END)`,
      'color.whiteBalanceKelvin': `'5600'`,
      'color.transfer': `'"LogC4"'`,
      'color.primaries': `'"ARRI Wide Gamut 4"'`,
      'exposure.shutterAngle': `'172.8'`,
      'image.width': `'4608'`,
      'image.height': `'3164'`,
      'image.anamorphicSqueeze': `'1'`,
      'rate.playback': `'"24000/1001"'`,
      'slate.scene': `to_jsonb((n / 20)::text)`,
      'slate.take': `to_jsonb((n % 20)::text)`,
    };
    for (const [field, value] of Object.entries(facts))
      await sql.query(
        `INSERT INTO clip_fact (clip_id, field, value, confidence, source, key, raw, reader_version, rule)
         SELECT id, $2, (${value})::jsonb, 1, 'bench', 'k', 'r', '1', 'x' FROM (SELECT id, substring(identity FROM 5)::int AS n FROM clip WHERE production_id = $1) c`,
        [productionId, field],
      );
    await sql.query(
      `WITH n AS (INSERT INTO rendition (clip_id, kind, name, content_key) SELECT id, 'ORIGINAL', name, 'x' FROM clip WHERE production_id = $1 RETURNING id, name),
       y AS (INSERT INTO copy (rendition_id, root, path, size_bytes) SELECT id, 'cards', name || '.mxf', 1 FROM n RETURNING id, path)
       INSERT INTO segment (copy_id, index, path, size_bytes, mtime_ms) SELECT id, 0, path, 1, 1 FROM y`,
      [productionId],
    );
    await sql.query('ANALYZE');
    const checks = createCheckService(catalogue.catalogue, idle, createCheckStore, new Set(), async (_, ids) => ids.map(() => []));
    const timed = async (name: string, work: () => ReturnType<typeof checks.runFor>): Promise<void> => {
      const started = performance.now();
      const { ran, openCount, newCount, resolvedCount } = await work();
      console.log(
        `${name.padEnd(46)} ${((performance.now() - started) / 1000).toFixed(2).padStart(7)} s  ${ran.length} rules, ${openCount} findings stand, ${newCount} new, ${resolvedCount} gone`,
      );
    };
    await timed(`all rules over ${total} clips`, () => checks.run(systemActor, 'large'));
    await timed('all rules again', () => checks.run(systemActor, 'large'));
    const [clip] = await sql.query<{ id: string }>('SELECT id FROM clip WHERE production_id = $1 ORDER BY name OFFSET 1000 LIMIT 1', [
      productionId,
    ]);
    await sql.query(`UPDATE clip_fact SET value = '3200' WHERE clip_id = $1 AND field = 'color.whiteBalanceKelvin'`, [clip!.id]);
    await timed('white balance of one clip has changed', () =>
      checks.runFor(productionId, { clipIds: [clip!.id], fields: ['color.whiteBalanceKelvin'] }),
    );
    console.log(`peak memory of this process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
  } finally {
    await catalogue.close();
  }
}
