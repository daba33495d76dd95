/** JWTs of an OpenID Connect issuer of our own, good ones and others. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJwtVerifier } from '../../src/adapters/oidc/jwt.ts';
import { fillProduction, startFixture, type ApiFixture } from './fixture.ts';

describe('tokens of an issuer', () => {
  let api: ApiFixture;
  let issuer: Server;
  let address: string;
  let ours: CryptoKey;
  let strangers: CryptoKey;
  beforeAll(async () => {
    const pair = await generateKeyPair('RS256');
    ours = pair.privateKey;
    strangers = (await generateKeyPair('RS256')).privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256' };
    issuer = createServer((request, answer) => {
      answer.setHeader('content-type', 'application/json');
      answer.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : { issuer: address, jwks_uri: `${address}/keys` }));
    });
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    api = await startFixture({ jwt: (productionId) => createJwtVerifier({ issuer: address, audience: 'rushes', productionId }) });
    await fillProduction(api.sql, 'harbour', 2);
    await fillProduction(api.sql, 'secret', 2);
  });
  afterAll(async () => {
    issuer?.close();
    await api?.close();
  });

  const jwt = (change: (token: SignJWT) => SignJWT, key = ours) =>
    change(
      new SignJWT({ rushes_roles: { harbour: 'VIEWER' } })
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setSubject('ada')
        .setIssuer(address)
        .setAudience('rushes')
        .setExpirationTime('5m'),
    ).sign(key);

  test('a good one sees its production and no other', async () => {
    const { data } = await api.ask(
      '{ viewer { name role } productions { totalCount edges { node { slug } } } production(slug: "secret") { id } }',
      {},
      await jwt((token) => token),
    );
    expect(data).toEqual({
      viewer: { name: 'ada', role: 'VIEWER' },
      productions: { totalCount: 1, edges: [{ node: { slug: 'harbour' } }] },
      production: null,
    });
  });

  test.each<[string, () => Promise<string>]>([
    ['expired', () => jwt((token) => token.setExpirationTime(Math.floor(Date.now() / 1000) - 3600))],
    ['for another audience', () => jwt((token) => token.setAudience('another'))],
    ['of another issuer', () => jwt((token) => token.setIssuer('https://evil.example'))],
    ['signed by a stranger', () => jwt((token) => token, strangers)],
    ['not valid yet', () => jwt((token) => token.setNotBefore('1h'))],
    [
      'without a signature',
      async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await jwt((token) => token)).split('.')[1]}.`,
    ],
    [
      'signed with the public key as a secret',
      async () => `${Buffer.from('{"alg":"HS256","kid":"one"}').toString('base64url')}.${(await jwt((token) => token)).split('.')[1]}.AAAA`,
    ],
  ])('one that is %s is refused, clearly and cheaply', async (_name, make) => {
    const token = await make();
    const answer = await api.ask('{ viewer { name } }', {}, token);
    expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(answer.errors![0]!.message).toMatch(/^This token is not valid here .*sign in again\.$/);
    const costs: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const start = process.cpuUsage();
      await api.ask('{ viewer { name } }', {}, token);
      const { user, system } = process.cpuUsage(start);
      costs.push((user + system) / 1000);
    }
    expect(Math.min(...costs)).toBeLessThan(50);
  });
});
