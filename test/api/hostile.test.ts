import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillProduction, startFixture, type ApiFixture } from './fixture.ts';

let api: ApiFixture;
let viewer: string;
let foreign: { production: string; clip: string; roll: string; job: string; pull: string; timeline: string };

beforeAll(async () => {
  api = await startFixture();
  await fillProduction(api.sql, 'harbour', 5);
  await fillProduction(api.sql, 'secret', 5);
  viewer = await api.tokenOf('viewer of harbour', 'VIEWER', 'harbour');
  const [ids] = await api.sql.query<typeof foreign>(
    `SELECT p.id AS production, (SELECT id FROM clip WHERE production_id = p.id LIMIT 1) AS clip, (SELECT id FROM roll WHERE production_id = p.id LIMIT 1) AS roll,
       (SELECT id FROM job WHERE production_id = p.id LIMIT 1) AS job, (SELECT id FROM pull WHERE production_id = p.id LIMIT 1) AS pull,
       (SELECT id FROM timeline WHERE production_id = p.id LIMIT 1) AS timeline FROM production p WHERE slug = 'secret'`,
  );
  foreign = ids!;
  // The first request pays for compiling; the suite measures what an attack costs.
  await api.ask('{ viewer { name } }');
});
afterAll(() => api?.close());

const deep = (levels: number): string =>
  `{ production(slug: "harbour") { ${'rolls { edges { node { production { '.repeat(levels)} slug ${'} } } } '.repeat(levels)} } }`;

/** Attack → query, and the code it must be refused with. */
const attacks: Readonly<Record<string, readonly [query: string, variables: object, code: RegExp]>> = {
  deep: [deep(30), {}, /LIMIT_EXCEEDED/],
  'wide (one field 5,000 times)': [`{ ${'viewer { name } '.repeat(5000)} }`, {}, /LIMIT_EXCEEDED/],
  aliased: [`{ ${Array.from({ length: 200 }, (_, n) => `a${n}: productions { totalCount }`).join(' ')} }`, {}, /LIMIT_EXCEEDED/],
  'circular fragments': ['{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', {}, /GRAPHQL_VALIDATION_FAILED/],
  'pages in pages': [
    '{ productions(first: 500) { edges { node { rolls(first: 500) { edges { node { clips(first: 500) { edges { node { id } } } } } } } } } }',
    {},
    /LIMIT_EXCEEDED/,
  ],
  'pages in pages by variables': [
    'query ($n: Int) { productions(first: $n) { edges { node { rolls(first: $n) { edges { node { clips(first: $n) { edges { node { id } } } } } } } } } }',
    { n: 500 },
    /LIMIT_EXCEEDED/,
  ],
  'a page too large': ['{ productions(first: 100000) { totalCount } }', {}, /BAD_USER_INPUT/],
  'directives without end': [`{ viewer { name ${'@include(if: true) '.repeat(100)} } }`, {}, /LIMIT_EXCEEDED|GRAPHQL_VALIDATION_FAILED/],
  'a forged cursor': [`{ productions(after: "eyJhIjoxfQ.AAAA") { totalCount } }`, {}, /BAD_USER_INPUT/],
  'introspection with a token that only reads': ['{ __schema { types { name } } }', {}, /FORBIDDEN/],
  'a field that does not exist': ['{ production(slug: "harbour") { passwords } }', {}, /GRAPHQL_VALIDATION_FAILED/],
  'a wrong scalar': [
    'query ($r: FrameRate) { matchEvents(production: "harbour", rate: $r, events: []) { number } }',
    { r: 'fast' },
    /BAD_USER_INPUT/,
  ],
};

test.each(Object.entries(attacks))('%s is refused, clearly and cheaply', async (name, [query, variables, code]) => {
  const before = process.cpuUsage();
  const answer = await api.ask(query, variables, viewer);
  const { user, system } = process.cpuUsage(before);
  console.log(`${name}: ${((user + system) / 1000).toFixed(0)} ms of CPU, client included; ${answer.errors?.[0]?.message}`);
  expect(answer.errors?.[0]?.extensions.code).toMatch(code);
  expect(answer.data ?? null).toBeNull();
  expect(answer.errors?.[0]?.message).not.toMatch(/Did you mean/);
  expect(answer.status).toBeGreaterThanOrEqual(200);
  // Of several tries the cheapest, for the machine has other work: an attack must not cost more than 50 ms.
  const costs: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const start = process.cpuUsage();
    await api.ask(query, variables, viewer);
    const used = process.cpuUsage(start);
    costs.push((used.user + used.system) / 1000);
  }
  expect(Math.min(...costs)).toBeLessThan(50);
});

test('a body above 8 MiB is refused before it is parsed', async () => {
  const answer = await api.ask('query ($text: String!) { production(slug: $text) { id } }', { text: 'x'.repeat(9 * 1024 * 1024) });
  expect(answer.status).toBe(413);
  expect(answer.errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
});

test('more than 10,000 events are refused', async () => {
  const events = Array.from({ length: 10_001 }, (_, n) => ({ number: String(n) }));
  const answer = await api.ask('query ($events: [EventInput!]!) { matchEvents(production: "harbour", events: $events) { number } }', {
    events,
  });
  expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', at: 'events' } });
});

test('batched operations are refused', async () => {
  const answer = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${viewer}` },
    body: JSON.stringify([{ query: '{ viewer { name } }' }, { query: '{ viewer { name } }' }]),
  });
  expect(answer.status).toBe(400);
});

test('a cursor of one list is none of another, nor of another filter', async () => {
  const { data } = await api.ask(
    '{ clips(production: "harbour", first: 2) { pageInfo { endCursor } } jobs(production: "harbour", first: 2) { pageInfo { endCursor } } }',
  );
  const after = data.jobs.pageInfo.endCursor;
  const elsewhere = await api.ask('query ($after: String) { findings(production: "harbour", after: $after) { totalCount } }', { after });
  expect(elsewhere.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', at: 'after' });
  const filtered = await api.ask(
    'query ($after: String) { jobs(production: "harbour", filter: { state: [DONE] }, after: $after) { totalCount } }',
    { after },
  );
  expect(filtered.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  const otherProduction = await api.ask('query ($after: String) { clips(production: "secret", after: $after) { totalCount } }', {
    after: data.clips.pageInfo.endCursor,
  });
  expect(otherProduction.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('nothing of a foreign production exists', async () => {
  const read = await api.ask(
    `query ($clip: ID!, $pull: ID!, $timeline: ID!, $roll: ID!, $job: ID!, $production: ID!) {
       production(slug: "secret") { id } productions { totalCount edges { node { slug } } } clip(id: $clip) { id } clipsByIds(ids: [$clip]) { id } pull(id: $pull) { id } timeline(id: $timeline) { id }
       roll: node(id: $roll) { id } job: node(id: $job) { id } own: node(id: $production) { id } }`,
    foreign,
    viewer,
  );
  expect(read.errors).toBeUndefined();
  expect(read.data).toEqual({
    production: null,
    productions: { totalCount: 1, edges: [{ node: { slug: 'harbour' } }] },
    clip: null,
    clipsByIds: [null],
    pull: null,
    timeline: null,
    roll: null,
    job: null,
    own: null,
  });
  // A name that exists nowhere and one that exists elsewhere are answered alike.
  for (const list of ['clips', 'jobs', 'findings', 'pulls']) {
    const [there, nowhere] = await Promise.all(
      ['secret', 'nowhere'].map((slug) => api.ask(`{ ${list}(production: "${slug}") { totalCount } }`, {}, viewer)),
    );
    expect(there!.errors![0]!.extensions).toEqual(nowhere!.errors![0]!.extensions);
    expect(there!.errors![0]!.message.replace('secret', '')).toBe(nowhere!.errors![0]!.message.replace('nowhere', ''));
  }
  const operator = await api.tokenOf('operator of harbour', 'OPERATOR', 'harbour');
  const write = await api.ask(
    'mutation ($id: ID!) { cancelJob(input: { id: $id }) { job { id } errors { code message } } }',
    { id: foreign.job },
    operator,
  );
  const absent = await api.ask(
    'mutation ($id: ID!) { cancelJob(input: { id: $id }) { job { id } errors { code message } } }',
    { id: '00000000-0000-4000-8000-000000000000' },
    operator,
  );
  expect(write.data).toEqual(absent.data);
  expect(write.data.cancelJob.errors[0].code).toBe('NOT_FOUND');
});

test('an inner fault is masked', async () => {
  const answer = await api.ask('mutation { ingest(input: { production: "harbour", paths: ["/x"] }) { errors { code } } }');
  expect(JSON.stringify(answer)).not.toContain('passwd');
  expect(answer.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
});

test('a wrong Host or Origin is refused', async () => {
  const origin = await api.ask('{ viewer { name } }', {}, viewer, { origin: 'https://evil.example' });
  expect(origin).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN', at: 'Origin' } }] });
  const { request } = await import('node:http');
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(api.url);
    const sent = request(
      { hostname, port, path: '/graphql', method: 'POST', headers: { host: 'evil.example', 'content-type': 'application/json' } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    sent.on('error', reject);
    sent.end('{}');
  });
  expect(status).toBe(403);
});

test('media never leaves its folder, and a signed link ends', async () => {
  for (const path of ['..%2F..%2Fetc%2Fpasswd', '%2e%2e/%2e%2e/etc/passwd', '/etc/passwd', '..%00']) {
    const answer = await fetch(`${api.url}/media/${path}`, { headers: { authorization: `Bearer ${api.administrator}` } });
    expect([400, 404]).toContain(answer.status);
  }
  const forged = await fetch(`${api.url}/media/a.jpg?expires=9999999999&signature=AAAAAAAAAAAAAAAAAAAAAA`);
  expect(forged.status).toBe(401);
});
