/** What a real run writes to its log, at the finest level and while things go wrong: no token, no password, no secret of any kind. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient as createSocket } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { openInstallations, type Installations } from '../servers/installation.ts';

let installations: Installations;
beforeAll(async () => {
  installations = await openInstallations();
});
afterAll(() => installations?.close());

const given = {
  elastic: 'elastic-pass-8861',
  aws: 'aws-secret-4402-abcdefghijklmnop',
  wrong: 'rushes_wrong-token-5517',
  page: 'rushes_page-token-9930',
  socket: 'rushes_socket-token-1207',
};

test('the log of a run in which much goes wrong holds no secret', async () => {
  const { home, start, sql, url } = await installations.create('logged', {
    RUSHES_LOG: 'trace',
    ELASTICSEARCH_URL: `http://elastic:${given.elastic}@127.0.0.1:9`,
    AWS_ACCESS_KEY_ID: 'AKIALOGGED',
    AWS_SECRET_ACCESS_KEY: given.aws,
  });
  const service = await start('api,inspect,index,verify,check');
  const secrets: Record<string, string> = {
    ...given,
    'the header of Elasticsearch': Buffer.from(`elastic:${given.elastic}`).toString('base64'),
    'the database': decodeURIComponent(new URL(url).password),
    'the administrator': service.token,
    'the signing key': readFileSync(join(home, 'signing-key'), 'utf8').trim(),
  };
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${service.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const asked = (query: string, variables: object = {}, token = service.token) =>
    post('/graphql', { query, variables }, { authorization: `Bearer ${token}` });

  // Signing in, rightly and wrongly, by each way.
  expect((await post('/session', { token: given.page })).status).toBe(401);
  expect((await asked('{ viewer { name } }', {}, given.wrong)).status).toBe(401);
  const signedIn = await post('/session', { token: service.token });
  secrets['the cookie'] = /rushes_session=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')![1]!;
  expect((await post('/graphql', { query: '{ viewer { name } }' }, { cookie: `rushes_session=${secrets['the cookie']}` })).status).toBe(
    200,
  );
  const socket = createSocket({
    url: `${service.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${given.socket}` },
    retryAttempts: 0,
  });
  await new Promise<void>((resolve) => {
    const done = () => resolve();
    socket.subscribe({ query: 'subscription { jobChanged(production: "logged") { id } }' }, { next: done, error: done, complete: done });
  });

  // What gives secrets away once, to whoever asks for it.
  await service.ask('mutation { createProduction(input: { slug: "logged", title: "Logged", rate: "25" }) { errors { message } } }');
  const created = await service.ask(
    'mutation { createToken(input: { name: "t", role: VIEWER }) { secret } createWebhook(input: { production: "logged", url: "http://127.0.0.1:9/", events: [INGEST_FINISHED] }) { secret } }',
  );
  secrets['a new token'] = created.createToken.secret;
  secrets['a webhook'] = created.createWebhook.secret;
  await sql.query(
    `INSERT INTO clip (production_id, name, identity, thumbnail) SELECT id, 'A001C001', 'x', 'x/a.jpg' FROM production WHERE slug = 'logged'`,
  );
  const { clips, clipsByName } = await service.ask(
    '{ clips(production: "logged") { engine { fallbackReason } } clipsByName(production: "logged", name: "A001C001") { thumbnail } }',
  );
  expect(clips.engine.fallbackReason).toMatch(/Elasticsearch does not answer/);
  expect(JSON.stringify(clips)).not.toContain(given.elastic);
  const link: string = clipsByName[0].thumbnail;
  secrets['a signed link'] = /signature=([^&]+)/.exec(link)![1]!;
  expect((await fetch(`${service.url}${link}`)).status).toBe(404);
  await service
    .ask('mutation { ingest(input: { production: "logged", paths: ["s3://bucket/nowhere", "/etc"] }) { errors { message } } }')
    .catch(() => undefined);

  // What is asked wrongly, with a secret in it; then what fails by our own fault; then the database's connections break.
  await asked('mutation ($t: ID!) { revokeToken(input: { id: $t }) { token { id } } }', { t: secrets['a new token'] });
  await asked('query ($t: Int!) { productions(first: $t) { totalCount } }', { t: secrets['a new token'] });
  await post(`/graphql?token=${service.token}`, {}, { authorization: `Bearer ${service.token}` });
  await sql.query('ALTER TABLE clip_name RENAME TO elsewhere');
  await asked('{ clipsByName(production: "logged", name: "A001C001") { names { value } } }');
  await sql.query('ALTER TABLE elsewhere RENAME TO clip_name');
  // A connection that rests is replaced in silence: it is broken until the queue was at work on one.
  for (let tries = 0; tries < 50 && !service.complained().includes('The queue stumbled'); tries += 1) {
    await sql.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'logged' AND pid <> pg_backend_pid()`);
    await asked('{ productions { totalCount } }').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await service.terminate();
  await socket.dispose();

  const log = service.complained();
  // It is a log in which these would be found: of requests, of our faults, of Elasticsearch and of the queue.
  for (const said of ['answered', 'a resolver failed', 'Elasticsearch does not answer', 'The queue stumbled']) expect(log).toContain(said);
  for (const [whose, secret] of Object.entries(secrets)) {
    expect(secret.length, whose).toBeGreaterThan(8);
    expect(log.includes(secret), `${whose}: ${log.split('\n').find((line) => line.includes(secret))}`).toBe(false);
  }
});
