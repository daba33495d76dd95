/** Whether a clip is here is kept on the clip: what it says against its copies, however those come and go. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startCatalogue, type SearchFixture } from '../search-contract/fixture.ts';

let catalogue: SearchFixture;
let productionId = '';
beforeAll(async () => {
  catalogue = await startCatalogue();
  const [made] = await catalogue.sql.query<{ id: string }>(
    `INSERT INTO production (slug, title, rate_num, rate_den) VALUES ('presence', 'Presence', 24, 1) RETURNING id`,
  );
  productionId = made!.id;
});
beforeEach(async () => {
  await catalogue.sql.query('DELETE FROM clip WHERE production_id = $1', [productionId]);
});
afterAll(() => catalogue.close());

/** A clip with a rendition for each name. */
async function clipWith(...renditions: readonly string[]): Promise<string> {
  const [clip] = await catalogue.sql.query<{ id: string }>(
    `INSERT INTO clip (production_id, name, identity) VALUES ($1, 'A001C001', gen_random_uuid()::text) RETURNING id`,
    [productionId],
  );
  for (const name of renditions)
    await catalogue.sql.query(`INSERT INTO rendition (clip_id, kind, name, content_key) VALUES ($1, 'ORIGINAL', $2, $2)`, [clip!.id, name]);
  return clip!.id;
}

const copyOf = `INSERT INTO copy (rendition_id, root, path) SELECT id, $2, name FROM rendition WHERE clip_id = $1`;
const isPresent = async (clipId: string): Promise<boolean> =>
  (await catalogue.sql.query<{ present: boolean }>('SELECT present FROM clip WHERE id = $1', [clipId]))[0]!.present;

test('a clip is here as long as one of its copies is', async () => {
  const id = await clipWith('original', 'proxy');
  expect(await isPresent(id)).toBe(false);
  await catalogue.sql.query(copyOf, [id, 'cards']);
  await catalogue.sql.query(copyOf, [id, 'shuttle']);
  expect(await isPresent(id)).toBe(true);
  await catalogue.sql.query(`UPDATE copy SET present = false WHERE root = 'cards'`);
  expect(await isPresent(id)).toBe(true);
  await catalogue.sql.query(`UPDATE copy SET present = false WHERE root = 'shuttle' AND path = 'proxy'`);
  expect(await isPresent(id)).toBe(true);
  await catalogue.sql.query(`DELETE FROM copy WHERE root = 'shuttle' AND path = 'original'`);
  expect(await isPresent(id)).toBe(false);
  await catalogue.sql.query(`UPDATE copy SET present = true WHERE root = 'cards' AND path = 'proxy'`);
  expect(await isPresent(id)).toBe(true);
});

test('other clips stay as they are', async () => {
  const [here, away] = [await clipWith('a'), await clipWith('b')];
  await catalogue.sql.query(copyOf, [here, 'cards']);
  expect([await isPresent(here), await isPresent(away)]).toEqual([true, false]);
});

test.each([
  ['comes', 'goes'],
  ['goes', 'comes'],
])('a copy that %s while another %s in another transaction leaves the truth', async (first, second) => {
  const id = await clipWith('a');
  await catalogue.sql.query(copyOf, [id, 'cards']);
  const [one, two] = [
    new pg.Client({ connectionString: catalogue.databaseUrl }),
    new pg.Client({ connectionString: catalogue.databaseUrl }),
  ];
  await Promise.all([one.connect(), two.connect()]);
  const act = (client: pg.Client, what: string): Promise<unknown> =>
    what === 'comes' ? client.query(copyOf, [id, 'shuttle']) : client.query(`UPDATE copy SET present = false WHERE root = 'cards'`);
  try {
    await one.query('BEGIN');
    await two.query('BEGIN');
    await act(one, first);
    const waiting = act(two, second);
    await one.query('COMMIT');
    await waiting;
    await two.query('COMMIT');
  } finally {
    await Promise.all([one.end(), two.end()]);
  }
  expect(await isPresent(id)).toBe(true);
});
