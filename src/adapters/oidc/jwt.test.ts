import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createJwtVerifier } from './jwt.ts';

let server: Server;
let issuer: string;
let privateKey: CryptoKey;
let verify: ReturnType<typeof createJwtVerifier>;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  privateKey = pair.privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256' };
  server = createServer((request, answer) => {
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  verify = createJwtVerifier({
    issuer,
    audience: 'rushes',
    productionId: async (slug) => (slug === 'harbour' ? 'id-of-harbour' : undefined),
  });
});
afterAll(() => void server.close());

const jwt = (claims: object, change: (token: SignJWT) => SignJWT = (token) => token) =>
  change(
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setSubject('ada')
      .setIssuer(issuer)
      .setAudience('rushes')
      .setExpirationTime('5m'),
  );

test('roles come from the claim; productions that are not here and roles that are none are left out', async () => {
  const claims = { preferred_username: 'ada', rushes_roles: { harbour: 'editor', nowhere: 'ADMINISTRATOR', '*': 'emperor' } };
  expect(await verify(await jwt(claims).sign(privateKey))).toEqual({ name: 'ada', productions: { 'id-of-harbour': 'EDITOR' } });
});

test.each([
  ['expired', (token: SignJWT) => token.setExpirationTime('-5m'), 'expired'],
  ['for another audience', (token: SignJWT) => token.setAudience('somebody'), '"aud"'],
  ['of another issuer', (token: SignJWT) => token.setIssuer('http://elsewhere'), '"iss"'],
])('a token that is %s is refused', async (_name, change, reason) => {
  await expect(verify(await jwt({}, change).sign(privateKey))).rejects.toThrow(reason);
});

test('a token signed by another key, or by nobody, is refused', async () => {
  const other = await generateKeyPair('RS256');
  await expect(verify(await jwt({}).sign(other.privateKey))).rejects.toThrow('signature');
  const [, body] = (await jwt({}).sign(privateKey)).split('.');
  await expect(verify(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`)).rejects.toThrow('signature or form');
});

test('an issuer that does not answer is unavailable, not a wrong token', async () => {
  const lost = createJwtVerifier({ issuer: 'http://127.0.0.1:9', audience: 'rushes', productionId: async () => undefined });
  await expect(lost('a.b.c')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
