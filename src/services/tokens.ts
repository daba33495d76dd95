import { createHash, randomBytes } from 'node:crypto';
import { requireEverywhere, type Actor, type Role } from '../domain/actor.ts';
import { InvalidInput, NotAuthenticated, NotFound, noProduction } from '../domain/errors.ts';
import type { ApiToken, Catalogue } from '../domain/ports/catalogue.ts';

export type TokenService = ReturnType<typeof createTokenService>;

const prefix = 'rushes_';
/** Milliseconds that a token's record is believed without another look: a page of fifty clips costs less than asking for its token each time. */
const believedMs = 5000;
const mostBelieved = 10_000;

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** API tokens: 32 random bytes, of which only the SHA-256 is kept. A person's JWT is checked by `verifyJwt`, where one is configured. */
export function createTokenService(catalogue: Catalogue, verifyJwt?: (jwt: string) => Promise<Actor>) {
  // One process answers for a database, so a revocation always passes by here: it holds at once.
  const believed = new Map<string, { readonly token: ApiToken; readonly until: number }>();
  let revocations = 0;

  async function tokenOf(hash: string): Promise<ApiToken | undefined> {
    const known = believed.get(hash);
    if (known && known.until > Date.now()) return known.token;
    const before = revocations;
    const token = await catalogue.tokenByHash(hash);
    if (believed.size >= mostBelieved) believed.clear();
    // What was read while a token was revoked may be what it was before.
    if (token && before === revocations) believed.set(hash, { token, until: Date.now() + believedMs });
    return token;
  }

  return {
    /** Throws NotAuthenticated where the token is unknown, expired or revoked; never says which. */
    async authenticate(secret: string): Promise<Actor> {
      if (!secret.startsWith(prefix) && verifyJwt && secret.split('.').length === 3) return verifyJwt(secret);
      const token = secret.length <= 200 ? await tokenOf(hashOf(secret)) : undefined;
      if (!token || token.revokedAt || (token.expiresAt && token.expiresAt <= new Date())) {
        throw new NotAuthenticated('This token is not valid (any more); ask an administrator for a new one: rushes token create.');
      }
      return token.productionId
        ? { name: token.name, productions: { [token.productionId]: token.role } }
        : { name: token.name, everywhere: token.role, productions: {} };
    },

    async list(actor: Actor): Promise<readonly ApiToken[]> {
      requireEverywhere(actor, 'ADMINISTRATOR', 'Listing tokens');
      return catalogue.tokens();
    },

    /** The secret is in this answer and nowhere else. */
    async create(
      actor: Actor,
      input: { name: string; role: Role; production?: string; expiresAt?: Date },
    ): Promise<{ token: ApiToken; secret: string }> {
      requireEverywhere(actor, 'ADMINISTRATOR', 'Creating a token');
      const name = input.name.trim();
      if (name === '' || name.length > 100)
        throw new InvalidInput('Give the token a name of 1 to 100 characters that says what it is for.', { at: 'name' });
      const production = input.production === undefined ? undefined : await catalogue.productionBySlug(input.production);
      if (input.production !== undefined && !production) throw noProduction(input.production);
      const secret = prefix + randomBytes(32).toString('base64url');
      const token = await catalogue.transaction(async (tx) => {
        const created = await tx.createToken({
          name,
          hash: hashOf(secret),
          role: input.role,
          createdBy: actor.name,
          ...(production ? { productionId: production.id } : {}),
          ...(input.expiresAt ? { expiresAt: input.expiresAt } : {}),
        });
        await tx.audit({
          actor: actor.name,
          action: 'createToken',
          subject: created.id,
          detail: { name, role: input.role, production: input.production ?? null },
        });
        return created;
      });
      return { token, secret };
    },

    async revoke(actor: Actor, id: string): Promise<ApiToken> {
      requireEverywhere(actor, 'ADMINISTRATOR', 'Revoking a token');
      const token = await catalogue.transaction(async (tx) => {
        const revoked = await tx.revokeToken(id);
        if (!revoked) throw new NotFound('There is no such token.', { at: 'id' });
        await tx.audit({ actor: actor.name, action: 'revokeToken', subject: id, detail: { name: revoked.name } });
        return revoked;
      });
      revocations += 1;
      believed.clear();
      return token;
    },

    /** Keeps a token that an earlier start wrote to disk alive, or makes it anew after the database was replaced. */
    async adopt(secret: string, name: string): Promise<void> {
      const known = await catalogue.tokenByHash(hashOf(secret));
      if (known && !known.revokedAt) return;
      if (known) throw new NotAuthenticated(`The service's own token was revoked; delete the token file to have a new one made.`);
      await catalogue.createToken({ name, hash: hashOf(secret), role: 'ADMINISTRATOR', createdBy: 'system' });
    },

    newSecret: (): string => prefix + randomBytes(32).toString('base64url'),
  };
}
