/** What a service may be told to allow: documents agreed on beforehand, requests a minute. */
import { createHash } from 'node:crypto';
import { createClient as createSocket } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createTrustedDocuments, operationsOf } from '../../src/api/trustedDocuments.ts';
import { startFixture, type ApiFixture } from './fixture.ts';

const agreed = 'query Who { viewer { name } }';
const id = createHash('sha256').update(agreed).digest('hex');

describe('trusted documents', () => {
  let api: ApiFixture;
  beforeAll(async () => {
    const page = operationsOf('query Page { viewer { ...Names } } query Other { viewer { role } } fragment Names on Viewer { name }');
    api = await startFixture({ trusted: createTrustedDocuments({ [id]: agreed }, page, true), requestsPerMinute: 15 });
  });
  afterAll(() => api?.close());
  const post = async (body: object) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${api.administrator}` };
    const answer = await fetch(`${api.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
    return {
      status: answer.status,
      ...((await answer.json()) as { data?: unknown; errors?: { message: string; extensions: { code: string } }[] }),
    };
  };

  test('run by their hash, with or without its algorithm before it', async () => {
    for (const documentId of [id, `sha256:${id}`])
      expect(await post({ documentId })).toMatchObject({ status: 200, data: { viewer: { name: 'administrator' } } });
    expect(await post({ documentId: 'f'.repeat(64) })).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test('their text runs too, however it is laid out; another does not', async () => {
    expect(await post({ query: 'query Who {\n  viewer {\n    name\n    __typename\n  }\n}' })).toMatchObject({ status: 200 });
    expect(await post({ query: 'query Page { viewer { ...Names } } fragment Names on Viewer { name }' })).toMatchObject({ status: 200 });
    for (const query of ['{ productions { totalCount } }', 'query Who { viewer { name role } }', 'not graphql'])
      expect(await post({ query })).toMatchObject({
        status: 403,
        errors: [{ extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('agreed on') }],
      });
  });

  test('the socket holds to the same', async () => {
    const socket = createSocket({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${api.administrator}` },
    });
    const error = await new Promise((resolve) =>
      socket.subscribe(
        { query: 'subscription { jobChanged(production: "x") { id } }' },
        { next: resolve, error: resolve, complete: () => resolve('complete') },
      ),
    );
    expect(JSON.stringify(error)).toContain('agreed on');
    await socket.dispose();
  });

  test('a token that asks too often waits for the next minute; another is not held up', async () => {
    const other = await api.tokenOf('other', 'VIEWER');
    let refused: Awaited<ReturnType<typeof post>> | undefined;
    for (let n = 0; n < 40 && refused?.status !== 429; n += 1) refused = await post({ documentId: id });
    expect(refused).toMatchObject({
      status: 429,
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED' }, message: expect.stringContaining('15 requests a minute') }],
    });
    expect((await api.ask(agreed, {}, other)).data.viewer.name).toBe('other');
  });
});
