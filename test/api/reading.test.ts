import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillProduction, startFixture, type ApiFixture } from './fixture.ts';

let api: ApiFixture;
let productionId: string;

beforeAll(async () => {
  api = await startFixture();
  productionId = await fillProduction(api.sql, 'harbour', 120);
  await fillProduction(api.sql, 'secret', 3);
});
afterAll(() => api?.close());

const clipEverything = `id name reel state kind format frameCount timecode { start end base dropFrame runs { frame } alternates { kind } }
  rate { playback capture } camera { make model index } image { width } exposure { exposureIndex } color { look cdl { slope } } baked { iso } lens { tStop } slate { scene }
  shootDate production { slug } roll { name clipCount documents { name } production { slug } } formatCard { key documents { name } } names { kind value } facts(fields: ["field.1", "field.2"]) { field value origin { source } }
  raw { source } renditions { kind copies { path present sizeBytes segments { path } } } problems { code } findings { message waiver { reason } }
  neighbours { previous { name } next { name } } angles { name } usedIn { timelines { eventNumber timeline { name } } pulls { recipe } } documents { name attachments { id } }
  renders { recipe outputs { path url } pull { id } } corrections { field } thumbnail online revision archivedAt createdAt updatedAt`;

test('a clip has the values of its row, its inspection and its relations', async () => {
  const { data } = await api.ask(`{ clips(production: "harbour", first: 2) { totalCount edges { node { ${clipEverything} } } } }`);
  const [first, second] = data.clips.edges.map((edge: { node: unknown }) => edge.node);
  expect(data.clips.totalCount).toBe(120);
  expect(first).toMatchObject({
    name: 'A001C00000',
    timecode: { start: '01:00:00:00', end: '01:00:04:04', base: 24, dropFrame: false, runs: [] },
    rate: { playback: '24000/1001', capture: null },
    camera: { make: 'ARRI', model: null, index: 'A' },
    exposure: { exposureIndex: 800 },
    shootDate: '2026-02-02',
    roll: { name: 'A000', clipCount: 10 },
    facts: [
      { field: 'field.1', value: 1 },
      { field: 'field.2', value: 2 },
    ],
    renditions: [{ kind: 'ORIGINAL', copies: [{ present: true, sizeBytes: 5_000_000_000, segments: [{}] }] }],
    neighbours: { previous: null, next: { name: 'A001C00001' } },
    usedIn: { timelines: [{ eventNumber: '0' }], pulls: [{ recipe: 'still' }] },
    online: true,
    revision: 1,
  });
  expect(second.neighbours.previous.name).toBe('A001C00000');
});

test('pages follow one another without gap or repeat, and end', async () => {
  for (const list of [
    'clips(production: "harbour", first: 50, after: $after)',
    'findings(production: "harbour", first: 50, after: $after)',
    'jobs(production: "harbour", first: 50, after: $after)',
  ]) {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { data, errors } = await api.ask(
        `query ($after: String) { list: ${list} { pageInfo { hasNextPage endCursor hasPreviousPage } edges { node { id } } } }`,
        { after },
      );
      expect(errors).toBeUndefined();
      expect(data.list.pageInfo.hasPreviousPage).toBe(after !== undefined);
      seen.push(...data.list.edges.map((edge: { node: { id: string } }) => edge.node.id));
      after = data.list.pageInfo.hasNextPage ? data.list.pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  }
});

test('node answers any record by its id, and null for none', async () => {
  const { data } = await api.ask(
    `query ($id: ID!) { found: node(id: $id) { __typename id ... on Production { slug } } none: node(id: "00000000-0000-4000-8000-000000000000") { id } odd: node(id: "x") { id } }`,
    {
      id: productionId,
    },
  );
  expect(data).toEqual({ found: { __typename: 'Production', id: productionId, slug: 'harbour' }, none: null, odd: null });
});

test('clips by ids keep the order asked, null where there is none', async () => {
  const { data } = await api.ask(`{ clips(production: "harbour", first: 3) { edges { node { id } } } }`);
  const ids = data.clips.edges.map((edge: { node: { id: string } }) => edge.node.id);
  const asked = [ids[2], '00000000-0000-4000-8000-000000000000', ids[0]];
  const answer = await api.ask(`query ($ids: [ID!]!) { clipsByIds(ids: $ids) { id } }`, { ids: asked });
  expect(answer.data.clipsByIds).toEqual([{ id: ids[2] }, null, { id: ids[0] }]);
});
