/** Webhooks against a real receiver: signed, tried again, told exactly when the transaction says so. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillProduction, startFixture, type ApiFixture } from './fixture.ts';

let api: ApiFixture;
let receiver: Server;
let url: string;
let status = 200;
const calls: { headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  api = await startFixture();
  await fillProduction(api.sql, 'harbour', 1);
  await fillProduction(api.sql, 'other', 1);
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  receiver?.close();
  await api?.close();
});

const create = async (input: object, token?: string) =>
  (
    await api.ask(
      'mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { id secret errors { code message at } } }',
      { input },
      token,
    )
  ).data?.createWebhook;
const finishIngest = async (slug: string): Promise<string> => {
  const [row] = await api.sql.query<{ id: string }>(
    `INSERT INTO ingest (production_id, root, path, state, actor, file_count, clip_count, new_count) SELECT id, 'local', '/cards', 'INSPECTING', 'kim', 3, 1, 1 FROM production WHERE slug = $1 RETURNING id`,
    [slug],
  );
  await api.sql.query(`UPDATE ingest SET state = 'DONE', finished_at = now() WHERE id = $1`, [row!.id]);
  return row!.id;
};
const due = () => api.sql.query('UPDATE webhook_delivery SET due_at = now() WHERE due_at IS NOT NULL');
const list = async () =>
  (await api.ask('{ webhooks(production: "harbour") { id url events deliveredAt waitingCount trouble } }')).data.webhooks;

test('a finished ingest is told once, signed, to those of its production who asked', async () => {
  const { id, secret, errors } = await create({ production: 'harbour', url, events: ['INGEST_FINISHED'] });
  expect(errors).toEqual([]);
  await create({ production: 'other', url, events: ['INGEST_FINISHED'] });
  await create({ production: 'harbour', url, events: ['PULL_FINISHED'] });
  const ingest = await finishIngest('harbour');
  expect(await api.deliverWebhooks()).toBe(1);
  expect(await api.deliverWebhooks()).toBe(0);
  expect(calls).toHaveLength(1);
  const { headers, body } = calls[0]!;
  expect(JSON.parse(body)).toMatchObject({
    event: 'INGEST_FINISHED',
    production: 'harbour',
    id: ingest,
    state: 'DONE',
    path: '/cards',
    clip_count: 1,
    delivery: headers['x-rushes-delivery'],
  });
  const expected = createHmac('sha256', secret)
    .update(`${headers['x-rushes-delivery']}.${headers['x-rushes-timestamp']}.${body}`)
    .digest('hex');
  expect(headers['x-rushes-signature']).toBe(`sha256=${expected}`);
  expect((await list()).find((each: { id: string }) => each.id === id)).toMatchObject({ waitingCount: 0, trouble: null });
});

test('a receiver that fails is tried again later; one that is gone is given up in the end, and says why', async () => {
  status = 503;
  await finishIngest('harbour');
  expect(await api.deliverWebhooks()).toBe(1);
  expect((await list())[0]).toMatchObject({ waitingCount: 1, trouble: 'It answered 503.' });
  expect(await api.deliverWebhooks()).toBe(0);
  status = 302;
  await due();
  expect(await api.deliverWebhooks()).toBe(1);
  expect((await list())[0]).toMatchObject({ waitingCount: 1, trouble: 'It answered 302.' });
  status = 204;
  await due();
  await api.deliverWebhooks();
  expect((await list())[0]).toMatchObject({ waitingCount: 0, trouble: null });
  status = 500;
  await finishIngest('harbour');
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await due();
    await api.deliverWebhooks();
  }
  expect((await list())[0]).toMatchObject({ waitingCount: 0, trouble: 'It answered 500.' });
});

test('what is no address, or one that may not be called, is refused in a sentence', async () => {
  for (const bad of ['not a url', 'file:///etc/passwd', 'https://kim:secret@tracker.example/'])
    expect(await create({ production: 'harbour', url: bad, events: ['INGEST_FINISHED'] })).toMatchObject({
      id: null,
      errors: [{ code: 'INVALID_INPUT', at: 'url' }],
    });
  const { id } = await create({ production: 'harbour', url: 'http://169.254.169.254/latest/meta-data', events: ['INGEST_FINISHED'] });
  const outside = await create({ production: 'harbour', url: 'http://203.0.113.7/hook', events: ['INGEST_FINISHED'] });
  status = 200;
  await finishIngest('harbour');
  await api.deliverWebhooks();
  const trouble = Object.fromEntries((await list()).map((each: { id: string; trouble: string }) => [each.id, each.trouble]));
  expect(trouble[id]).toBe('169.254.169.254 is not an address that may be called.');
  expect(trouble[outside.id]).toBe('203.0.113.7 is outside the house; use https.');
});

test('administrators of the production only; what is deleted is not called', async () => {
  const operator = await api.tokenOf('operator', 'OPERATOR', 'harbour');
  const foreign = await api.tokenOf('foreign', 'ADMINISTRATOR', 'other');
  const input = { production: 'harbour', url, events: ['INGEST_FINISHED'] };
  const query = 'mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { id errors { code } } }';
  expect((await api.ask(query, { input }, operator)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await api.ask(query, { input }, foreign)).data.createWebhook.errors[0].code).toBe('NOT_FOUND');
  const [{ id }] = await list();
  const remove = 'mutation ($id: ID!) { deleteWebhook(input: { id: $id }) { deletedId errors { code } } }';
  expect((await api.ask(remove, { id }, foreign)).data.deleteWebhook.errors[0].code).toBe('NOT_FOUND');
  expect((await api.ask(remove, { id })).data.deleteWebhook).toEqual({ deletedId: id, errors: [] });
  expect((await list()).map((each: { id: string }) => each.id)).not.toContain(id);
});
