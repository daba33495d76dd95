import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient as createSocket } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { fillProduction, startFixture, type ApiFixture } from './fixture.ts';

let api: ApiFixture;
beforeAll(async () => {
  api = await startFixture();
  await fillProduction(api.sql, 'harbour', 3);
});
afterAll(() => api?.close());

test('without a token, with a wrong one and with a revoked one: 401 in a sentence', async () => {
  expect(await api.ask('{ viewer { name } }', {}, '')).toMatchObject({
    status: 401,
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
  expect(await api.ask('{ viewer { name } }', {}, 'rushes_wrong')).toMatchObject({ status: 401 });
  const { data } = await api.ask(
    'mutation { createToken(input: { name: "short", role: VIEWER }) { secret token { id role } errors { code } } }',
  );
  const { secret, token } = data.createToken;
  expect((await api.ask('{ viewer { name role } }', {}, secret)).data.viewer).toEqual({ name: 'short', role: 'VIEWER' });
  await api.ask('mutation ($id: ID!) { revokeToken(input: { id: $id }) { token { revokedAt } } }', { id: token.id });
  expect((await api.ask('{ viewer { name } }', {}, secret)).status).toBe(401);
  const stored = await api.sql.query<{ hash: string }>('SELECT hash FROM api_token');
  expect(JSON.stringify(stored)).not.toContain(secret);
});

test('each role may do what it may, and no more', async () => {
  const may = async (role: 'VIEWER' | 'EDITOR' | 'OPERATOR', query: string): Promise<string | undefined> => {
    const answer = await api.ask(query, {}, await api.tokenOf(`${role} here`, role, 'harbour'));
    return answer.errors?.[0]?.extensions.code;
  };
  const { data } = await api.ask(
    '{ clips(production: "harbour", first: 1) { edges { node { id } } } jobs(production: "harbour", first: 1) { edges { node { id } } } }',
  );
  const correct = `mutation { correctFields(input: { target: { clips: ["${data.clips.edges[0].node.id}"] }, fields: [{ field: "slate.scene", value: "7" }], reason: "heard on set" }) { errors { code } } }`;
  const cancel = `mutation { cancelJob(input: { id: "${data.jobs.edges[0].node.id}" }) { job { state } errors { code } } }`;
  const create = 'mutation { createProduction(input: { slug: "other", title: "Other", rate: "25" }) { errors { code } } }';
  expect(await may('VIEWER', correct)).toBe('FORBIDDEN');
  expect(await may('EDITOR', correct)).toBeUndefined();
  expect(await may('EDITOR', cancel)).toBe('FORBIDDEN');
  expect(await may('OPERATOR', cancel)).toBeUndefined();
  expect(await may('OPERATOR', create)).toBe('FORBIDDEN');
  expect(await may('OPERATOR', '{ tokens { id } }')).toBe('FORBIDDEN');
  expect(await may('VIEWER', '{ audit(production: "harbour") { edges { node { action } } } }')).toBe('FORBIDDEN');
  const { data: trail } = await api.ask('{ audit(production: "harbour") { edges { node { actor action } } } }');
  expect(trail.audit.edges.map((edge: { node: { action: string } }) => edge.node.action)).toEqual(expect.arrayContaining(['cancelJob']));
});

test('an expected refusal is data, and names the field', async () => {
  const { data, errors } = await api.ask(
    'mutation { createProduction(input: { slug: "Bad Slug", title: "x", rate: "25" }) { production { id } errors { code message at } } }',
  );
  expect(errors).toBeUndefined();
  expect(data.createProduction).toMatchObject({ production: null, errors: [{ code: 'INVALID_INPUT', at: 'slug' }] });
});

test('the sign-in token becomes a cookie that scripts cannot read, and the cookie signs in', async () => {
  const answer = await fetch(`${api.url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: api.administrator }),
  });
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  expect((await api.ask('{ viewer { name } }', {}, '', { cookie: cookie.split(';')[0]! })).data.viewer.name).toBe('administrator');
  expect(
    (await fetch(`${api.url}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"token":"no"}' })).status,
  ).toBe(401);
});

test('pages forbid inline script and framing', async () => {
  const policy = (await fetch(`${api.url}/`)).headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
});

test('a thumbnail is served to its link and to who sees the production, in ranges too', async () => {
  mkdirSync(join(api.home, 'output/x'), { recursive: true });
  writeFileSync(join(api.home, 'output/x/a.jpg'), '0123456789');
  await api.sql.query(`UPDATE clip SET thumbnail = 'x/a.jpg' WHERE name = 'A001C00000'`);
  const { data } = await api.ask('{ clips(production: "harbour", first: 1) { edges { node { thumbnail } } } }');
  const link = `${api.url}${data.clips.edges[0].node.thumbnail}`;
  const signed = await fetch(link, { headers: { range: 'bytes=2-4' } });
  expect([signed.status, await signed.text(), signed.headers.get('content-type')]).toEqual([206, '234', 'image/jpeg']);
  expect((await fetch(link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).status).toBe(401);
  await fillProduction(api.sql, 'elsewhere', 1);
  const ask = async (token: string) => (await fetch(`${api.url}/media/x/a.jpg`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await ask(await api.tokenOf('reader', 'VIEWER', 'harbour'))).toBe(200);
  expect(await ask(await api.tokenOf('stranger', 'VIEWER', 'elsewhere'))).toBe(404);
});

test('a subscription needs a token, sees changes, and ends with its client', async () => {
  const url = `${api.url.replace('http', 'ws')}/graphql`;
  const refused = createSocket({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
  const closed = await new Promise<unknown>((resolve) =>
    refused.subscribe(
      { query: 'subscription { jobChanged(production: "harbour") { id } }' },
      { next: resolve, error: resolve, complete: () => resolve('complete') },
    ),
  );
  expect((closed as { code: number }).code).toBe(4403);

  const socket = createSocket({ url, webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${api.administrator}` } });
  const jobs = socket.iterate<{ jobChanged: { state: string; kind: string; clip: { name: string } } }>({
    query: 'subscription { jobChanged(production: "harbour") { state kind clip { name } } }',
  });
  await api.sql.query(`UPDATE job SET state = 'RUNNING', started_at = now(), changed_at = now() WHERE state = 'QUEUED'`);
  const { value } = await jobs.next();
  expect(value?.data?.jobChanged).toMatchObject({ kind: 'RENDER', clip: { name: expect.stringMatching(/^A001C/) as string } });
  await jobs.return?.();
  await socket.dispose();
});

test('the same limits hold over the socket', async () => {
  const socket = createSocket({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${api.administrator}` },
  });
  const query = `subscription { ${Array.from({ length: 60 }, (_, n) => `a${n}: jobChanged(production: "harbour") { id }`).join(' ')} }`;
  const error = await new Promise((resolve) =>
    socket.subscribe({ query }, { next: resolve, error: resolve, complete: () => resolve('complete') }),
  );
  expect(JSON.stringify(error)).toMatch(/limit/i);
  await socket.dispose();
});

test('probes and metrics answer without a token', async () => {
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${api.url}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${api.url}/metrics`)).text()).toMatch(/rushes_graphql_operations_total/);
});

test('a search is kept under its name, by editors, and forgotten', async () => {
  const save =
    'mutation ($input: SaveSearchInput!) { saveSearch(input: $input) { savedSearch { id name query actor } errors { code message at } } }';
  const input = { production: 'harbour', name: 'Night interiors', query: 'ei:>=1280 "car interior"' };
  const editor = await api.tokenOf('editor', 'EDITOR', 'harbour');
  const viewer = await api.tokenOf('viewer', 'VIEWER', 'harbour');
  expect((await api.ask(save, { input }, viewer)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const { savedSearch } = (await api.ask(save, { input }, editor)).data.saveSearch;
  expect(savedSearch).toMatchObject({ name: 'Night interiors', query: input.query, actor: 'editor' });
  const again = (await api.ask(save, { input: { ...input, query: 'ei:1280' } }, editor)).data.saveSearch.savedSearch;
  expect(again).toMatchObject({ id: savedSearch.id, query: 'ei:1280' });
  expect((await api.ask(save, { input: { ...input, query: 'ei:loud' } }, editor)).data.saveSearch.errors).toMatchObject([
    { code: 'INVALID_INPUT', at: 'query', message: expect.stringContaining('At character 4') },
  ]);
  const list = '{ production(slug: "harbour") { savedSearches { id query } } }';
  expect((await api.ask(list, {}, viewer)).data.production.savedSearches).toEqual([{ id: savedSearch.id, query: 'ei:1280' }]);
  const remove = 'mutation ($id: ID!) { deleteSavedSearch(input: { id: $id }) { deletedId errors { code } } }';
  expect((await api.ask(remove, { id: 'no-such' }, editor)).data.deleteSavedSearch.errors[0].code).toBe('NOT_FOUND');
  expect((await api.ask(remove, { id: savedSearch.id }, editor)).data.deleteSavedSearch.deletedId).toBe(savedSearch.id);
  expect((await api.ask(list, {}, viewer)).data.production.savedSearches).toEqual([]);
});
