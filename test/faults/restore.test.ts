/** Backup and restore as docs/operate.md tells them: the service stopped, its home copied, the copy put where nothing is left. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { createPool, createSql } from '../../src/adapters/postgres/sql.ts';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts';
import { fillProduction } from '../api/fixture.ts';
import { newHome, startService, type Service } from '../servers/service.ts';

const home = newHome();
const backup = `${home}-backup`;
let running: Service | undefined;
afterAll(async () => {
  await running?.close();
  for (const folder of [home, backup]) rmSync(folder, { recursive: true, force: true });
});

test('what was copied while the service stood still is all there after a loss, with its tokens and cursors', async () => {
  const database = await startEmbeddedPostgres(home);
  const env = { DATABASE_URL: database.url, RUSHES_ROLES: 'api,index' };
  running = await startService({ home, env });
  const pool = createPool(database.url, 2);
  const sql = createSql(pool);
  await fillProduction(sql, 'harbour', 20);
  await sql.query('INSERT INTO change_feed (clip_id, production_id, revision) SELECT id, production_id, revision FROM clip');
  const query = `query ($after: String) { clips(production: "harbour", first: 7, after: $after) { totalCount pageInfo { endCursor }
    edges { node { id name reel revision facts { field value origin { source } } names { kind value } renditions { copies { path } } findings { code } } } } }`;
  let before = await running.ask(query);
  for (let tries = 0; before.clips.totalCount < 20 && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    before = await running.ask(query);
  }
  expect(before.clips.totalCount).toBe(20);
  const second = await running.ask(query, { after: before.clips.pageInfo.endCursor });
  const { token } = running;
  await pool.end();
  await running.terminate();
  await database.stop();
  execFileSync('cp', ['-a', home, backup]);

  rmSync(home, { recursive: true });
  execFileSync('cp', ['-a', backup, home]);
  running = await startService({ home, env: { RUSHES_ROLES: 'api,index' } });
  expect(running.token).toBe(token);
  expect(await running.ask(query)).toEqual(before);
  expect(await running.ask(query, { after: before.clips.pageInfo.endCursor })).toEqual(second);
});
