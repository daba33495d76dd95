/** What is remembered of a search's clips is what the database says, at every moment: the real Elasticsearch, the whole service. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fillProduction } from '../api/fixture.ts';
import { startWholeService, type WholeService } from '../api/wholeService.ts';
import { elasticsearchMissing, startElasticsearch, type ElasticsearchServer } from '../servers/elasticsearch.ts';

const count = 30;
/** Everything that is remembered. */
const shown = `id name reel state kind format frameCount timecode { start end base dropFrame runs { frame timecode } alternates { kind } } rate { playback capture }
  camera { make model index } image { width } exposure { exposureIndex } color { look } baked { iso } lens { tStop } slate { scene } shootDate names { kind value }
  roll { id name shootDay cameraIndex cameraSerial kind mhlState verification { verdict } } facts { field value unit } some: facts(fields: ["field.2", "field.11", "none"]) { value field }
  problems { code } thumbnail online revision archivedAt createdAt updatedAt __typename`;
const search = `query ($first: Int) { clips(production: "harbour", first: $first, orderBy: { field: NAME }) { totalCount engine { name } edges { node { ${shown} } } } }`;
const byIds = `query ($ids: [ID!]!) { clipsByIds(ids: $ids) { ${shown} } }`;

describe.skipIf(elasticsearchMissing() !== undefined)('cards', () => {
  let server: ElasticsearchServer;
  let service: WholeService;
  let ids: string[];
  beforeAll(async () => {
    server = await startElasticsearch();
    service = await startWholeService({ ELASTICSEARCH_URL: server.url });
    await fillProduction(service.sql, 'harbour', count);
    ids = (await service.sql.query<{ id: string }>('SELECT id FROM clip ORDER BY name')).map(({ id }) => id);
    await service.sql.query(`UPDATE clip_fact SET unit = 'mm' WHERE field = 'field.2'`);
    await service.app.catalogue.touchClips(ids);
  }, 240_000);
  afterAll(async () => {
    await service?.close();
    await server?.close();
  });
  beforeEach(settle);

  /** As if the engine had been told of everything, and shown it, a minute ago. */
  async function settle(): Promise<void> {
    await service.app.indexing.drain();
    await fetch(`${server.url}/rushes-clips/_refresh`, { method: 'POST' });
    await service.sql.query(`UPDATE settling SET delivered_at = delivered_at - interval '1 minute'`);
  }

  /** The page as it is answered, and by how many statements; it must be what the database says. */
  async function page() {
    await service.ask(search, { first: count });
    service.statements.length = 0;
    const { data, errors } = await service.ask(search, { first: count });
    const statements = service.statements.length;
    expect(errors).toBeUndefined();
    expect(data.clips).toMatchObject({ totalCount: count, engine: { name: 'elasticsearch' } });
    const nodes = data.clips.edges.map(({ node }: { node: { id: string } }) => node);
    const truth = (await service.ask(byIds, { ids })).data.clipsByIds;
    expect(nodes).toEqual(truth);
    // The order of what an answer holds is part of it. Links that are signed may be of another second.
    const text = (value: unknown) => JSON.stringify(value).replaceAll(/expires=\d+&signature=[^"]+/g, '');
    expect(text(nodes)).toBe(text(truth));
    return { nodes, statements };
  }

  test('nothing changes: one small statement, and the answer is that of the database', async () => {
    const { nodes, statements } = await page();
    expect(statements).toBe(1);
    expect(nodes[0]).toMatchObject({ some: [{ field: 'field.11' }, { field: 'field.2' }], online: true, roll: { name: 'A000' } });
    expect(service.statements.filter((text) => text.includes('clip_fact')).length).toBeLessThanOrEqual(1);
  });

  test('a clip that has changed is read from the database until the engine surely shows it', async () => {
    const [changed] = ids;
    await service.sql.query(`UPDATE clip SET reel = 'B777' WHERE id = $1`, [changed]);
    await service.sql.query(`INSERT INTO clip_name (clip_id, kind, value) VALUES ($1, 'FILE', 'B777.mxf')`, [changed]);
    await service.app.catalogue.touchClips([changed!]);
    const before = await page();
    expect(before.nodes[0]).toMatchObject({ reel: 'B777' });
    expect(before.statements).toBe(2);
    await service.app.indexing.drain();
    expect((await page()).nodes[0]).toMatchObject({ reel: 'B777' });
    await settle();
    const after = await page();
    expect(after.nodes[0]).toMatchObject({ reel: 'B777' });
    expect(after.statements).toBe(1);
  });

  test('a roll that has changed is shown so by its clips, then and later', async () => {
    await service.sql.query(`UPDATE roll SET shoot_day = '2026-03-04', mhl_state = 'VERIFIED' WHERE name = 'A001'`);
    expect((await page()).nodes[12]).toMatchObject({ roll: { shootDay: '2026-03-04', mhlState: 'VERIFIED' } });
    await settle();
    const { nodes, statements } = await page();
    expect(nodes[12]).toMatchObject({ roll: { shootDay: '2026-03-04', mhlState: 'VERIFIED' } });
    expect(statements).toBe(1);
  });

  test('what the engine has refused is read from the database for as long as it is', async () => {
    const [, refused] = ids;
    await service.sql.query(`INSERT INTO index_dead_letter (clip_id, reason) VALUES ($1, 'test')`, [refused]);
    await service.sql.query(`UPDATE clip SET reel = 'C888', revision = revision + 1 WHERE id = $1`, [refused]);
    expect((await page()).nodes[1]).toMatchObject({ reel: 'C888' });
    await service.sql.query('DELETE FROM index_dead_letter');
    await service.app.catalogue.touchClips([refused!]);
  });

  test('where very much has changed no card is believed', async () => {
    await service.sql.query(
      `INSERT INTO change_feed (clip_id, production_id, revision, documented) SELECT gen_random_uuid(), production_id, 1, true FROM clip, generate_series(1, 40) WHERE reel IS NOT NULL`,
    );
    await service.sql.query(`UPDATE clip SET reel = 'D999' WHERE id = $1`, [ids[2]]);
    expect((await page()).nodes[2]).toMatchObject({ reel: 'D999' });
    await service.app.catalogue.touchClips([ids[2]!]);
  });

  test('a card that is not there yet is read, all of them in one statement, and then remembered', async () => {
    await service.app.catalogue.touchClips(ids);
    await settle();
    service.statements.length = 0;
    await service.ask(search, { first: count });
    expect(service.statements).toHaveLength(2);
    expect((await page()).statements).toBe(1);
  });

  test('whatever is asked of a page of cards, its texts say what a document says that is asked for the first time', async () => {
    const rest = 'fragment Rest on Clip { id thumbnail online roll { name verification { verdict } } }';
    const pages = [
      `query ($first: Int, $search: String, $fields: [String!], $more: Boolean = true) { found: clips(production: "harbour", first: $first, search: $search) {
        totalCount rows: edges { cursor score row: node { title: name ...Rest facts(fields: $fields) { field value } reel @include(if: $more) ... on Clip { kind } } } pageInfo { endCursor } } } ${rest}`,
      `query ($first: Int, $search: String) { a: clips(production: "harbour", first: $first) { edges { node { ...Rest } } } b: clips(production: "harbour", search: $search) { edges { node { reel } } } } ${rest}`,
      `query ($first: Int, $fields: [String!]) { clips(production: "harbour", first: $first) { edges { ...Row } } } fragment Row on ClipEdge { node { name facts(fields: $fields) { value } } }`,
      `query ($first: Int) { clips(production: "harbour", first: $first) { edges { node { name } } } production(slug: "harbour") { rolls(first: 1) { edges { node { clips(first: 2) { edges { node { reel } } } } } } } }`,
    ];
    const variables = [
      { first: 5 },
      { first: 5, fields: null },
      { first: 5, fields: ['field.2'] },
      { first: 7, fields: ['field.2', 'field.11'], more: false },
      { first: 3, fields: [], search: 'a001c', more: true },
      { first: 5, search: 'nothing has this name' },
    ];
    for (const [n, query] of pages.entries()) {
      for (const round of [1, 2, 3, 4]) {
        for (const [k, each] of variables.entries()) {
          const often = await service.ask(query, each);
          const asNew = await service.ask(`${query} # ${n} ${k} ${round}`, each);
          expect(asNew.errors).toBeUndefined();
          expect(JSON.stringify(often), `${query} ${JSON.stringify(each)}`).toBe(JSON.stringify(asNew));
        }
      }
    }
  });

  test('what no card shows is asked of the database, all of it in one statement', async () => {
    const beyond = 'query { clips(production: "harbour", first: 5) { edges { node { name renditions { kind } } } } }';
    await service.ask(beyond);
    service.statements.length = 0;
    const { data } = await service.ask(beyond);
    expect(data.clips.edges[0].node.renditions).toEqual([{ kind: 'ORIGINAL' }]);
    expect(service.statements).toHaveLength(1);
  });
});
