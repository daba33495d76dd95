import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Actor, Role } from '../../domain/actor.ts';
import { NotAuthenticated, Unavailable } from '../../domain/errors.ts';

export type OidcOptions = {
  readonly issuer: string;
  readonly audience: string;
  /** Id of a production by its slug; undefined where there is none. */
  readonly productionId: (slug: string) => Promise<string | undefined>;
};

const roles: readonly Role[] = ['VIEWER', 'EDITOR', 'OPERATOR', 'ADMINISTRATOR'];

/** Seconds by which clocks may differ. */
const clockToleranceSeconds = 30;

/** Signatures with a key pair only: an HMAC "signed" with a public key must not pass. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/**
 * Checks the JWTs of an OpenID Connect issuer (signature, issuer, audience, times) and makes actors of them. Rights are in the claim
 * `rushes_roles`: slug of a production, or `*` for every one, to a role: `{ "harbour": "EDITOR" }`. Keys are fetched when first needed.
 */
export function createJwtVerifier(options: OidcOptions): (jwt: string) => Promise<Actor> {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  return async (jwt) => {
    keys ??= keysOf(options.issuer).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    const getKey = await keys;
    try {
      const { payload } = await jwtVerify(jwt, getKey, {
        issuer: options.issuer,
        audience: options.audience,
        clockTolerance: clockToleranceSeconds,
        algorithms,
        requiredClaims: ['exp', 'sub'],
      });
      return await actorOf(payload, options);
    } catch (error) {
      if (error instanceof errors.JWKSTimeout)
        throw new Unavailable(`The sign-in service ${options.issuer} does not answer.`, { cause: error });
      if (error instanceof errors.JOSEError)
        throw new NotAuthenticated(`This token is not valid here (${reasonOf(error)}); sign in again.`, { cause: error });
      throw error;
    }
  };
}

function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `its claim "${error.claim}" does not fit`;
  return 'its signature or form is wrong';
}

/** OpenID Connect Discovery 1.0, section 4. */
async function keysOf(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) });
    const { jwks_uri: uri, issuer: named } = (await answer.json()) as { jwks_uri?: string; issuer?: string };
    if (!uri || named !== issuer) throw new Error(`its configuration names ${String(named)} and keys at ${String(uri)}`);
    return createRemoteJWKSet(new URL(uri), { timeoutDuration: 5000 });
  } catch (cause) {
    throw new Unavailable(`The sign-in service ${issuer} cannot be used: ${address} does not answer as OpenID Connect says.`, { cause });
  }
}

async function actorOf(payload: JWTPayload, { productionId }: OidcOptions): Promise<Actor> {
  const claim = payload['rushes_roles'];
  const granted = typeof claim === 'object' && claim !== null ? Object.entries(claim as Record<string, unknown>) : [];
  const productions: Record<string, Role> = {};
  let everywhere: Role | undefined;
  for (const [slug, given] of granted.slice(0, 1000)) {
    const role = roles.find((each) => each === String(given).toUpperCase());
    if (role === undefined) continue;
    const id = slug === '*' ? undefined : await productionId(slug);
    if (slug === '*') everywhere = role;
    else if (id !== undefined) productions[id] = role;
  }
  const name = [payload['preferred_username'], payload['email'], payload.sub].find((each) => typeof each === 'string');
  return { name: String(name), productions, ...(everywhere === undefined ? {} : { everywhere }) };
}
