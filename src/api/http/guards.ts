import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NotAllowed, NotAuthenticated, RushesError, LimitExceeded } from '../../domain/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import { graphqlCode, httpStatus } from '../formatError.ts';
import type { Services } from '../services.ts';

/** Name of the page's session cookie. */
export const sessionCookie = 'rushes_session';

/** Answers of probes: they come by address, from machines that know no names. */
const openPaths = new Set(['/healthz', '/readyz', '/metrics']);

const loopback = new Set(['localhost', '127.0.0.1', '::1']);

/**
 * Whether a Host header may be served. On loopback only loopback's names are (a foreign name that resolves here is DNS rebinding);
 * where the service listens to the network: addresses, this machine's name and what is configured.
 */
export function isHostAllowed(header: string | undefined, listenHost: string, alsoAllowed: readonly string[]): boolean {
  const name = (header ?? '')
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
  if (name === '') return false;
  if (loopback.has(name) || name === listenHost.toLowerCase() || alsoAllowed.includes(name)) return true;
  return !loopback.has(listenHost) && (isIP(name) !== 0 || name === hostname().toLowerCase());
}

/** Host and Origin of every request: a page of another site may not speak to us with our cookie. */
export function checkHostAndOrigin(app: FastifyInstance, listenHost: string, alsoAllowed: readonly string[]): void {
  app.addHook('onRequest', async (request) => {
    if (openPaths.has(request.url)) return;
    const { host, origin } = request.headers;
    if (!isHostAllowed(host, listenHost, alsoAllowed)) {
      throw new NotAllowed('This service does not answer to that Host; use its address, or name it in RUSHES_ALLOWED_HOSTS.', {
        at: 'Host',
      });
    }
    if (origin !== undefined && originHost(origin) !== host) {
      throw new NotAllowed('Requests from pages of other sites are refused.', { at: 'Origin' });
    }
  });
}

function originHost(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

/** The secret of a request: bearer token, else session cookie. */
export function secretOf(request: FastifyRequest): string | undefined {
  const [scheme, token] = (request.headers.authorization ?? '').split(/\s+/);
  if (scheme?.toLowerCase() === 'bearer' && token) return token;
  return request.cookies?.[sessionCookie];
}

/** Failed sign-ins an address may make a minute; the next ones are refused without a look at the database. */
const failuresPerMinute = 60;
/** Requests a token may make a minute where nothing else is set: far above what a page or a script needs, below what starves others. */
const defaultRequestsPerMinute = 120_000;

/** Who is asking; counts failures by address and requests by token. */
export function createAuthentication(services: Services, requestsPerMinute = defaultRequestsPerMinute) {
  const failures = windowCounter();
  const requests = windowCounter();
  return async (secret: string | undefined, address: string): Promise<Actor> => {
    if (failures.count(address) >= failuresPerMinute)
      throw new LimitExceeded('Too many failed sign-ins from this address; wait a minute.', { at: 'authorization' });
    if (!secret) {
      throw new NotAuthenticated(
        'Sign in first: send "Authorization: Bearer <token>", or open the sign-in link that the service printed at its start.',
      );
    }
    try {
      const actor = await services.tokens.authenticate(secret);
      if (requests.add(secret) > requestsPerMinute)
        throw new LimitExceeded(`More than ${requestsPerMinute} requests a minute; wait a little.`, { at: 'authorization' });
      return actor;
    } catch (error) {
      if (error instanceof NotAuthenticated) failures.add(address);
      throw error;
    }
  };
}

/** Counts within the running minute. */
function windowCounter() {
  let window = 0;
  const counts = new Map<string, number>();
  const now = (): void => {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute === window) return;
    window = minute;
    counts.clear();
  };
  return {
    count: (key: string): number => (now(), counts.get(key) ?? 0),
    add: (key: string): number => {
      now();
      const next = (counts.get(key) ?? 0) + 1;
      counts.set(key, next);
      return next;
    },
  };
}

/** No inline script, nothing from elsewhere. Styles may be inline: GraphiQL's editor writes its own. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('content-security-policy', contentSecurityPolicy);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('x-request-id', request.id);
  });
}

/** Errors outside GraphQL's execution, in GraphQL's form: `{ errors: [{ message, extensions: { code, at } }] }`. */
export function addErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const ours = translate(error);
    if (ours === undefined) request.log.error({ err: error }, 'a request failed');
    const code = ours?.code ?? 'INTERNAL_SERVER_ERROR';
    const message = ours?.message ?? 'Something went wrong inside Rushes; its log says what.';
    const extensions = { code: ours instanceof RushesError ? graphqlCode(ours) : code, ...(ours?.at ? { at: ours.at } : {}) };
    if (code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
    // The counts begin anew with each minute.
    if (ours?.status === 429) reply.header('retry-after', String(60 - (Math.floor(Date.now() / 1000) % 60)));
    return reply.code(ours?.status ?? 500).send({ errors: [{ message, extensions }] });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ errors: [{ message: `There is nothing at ${request.url.split('?')[0]}.`, extensions: { code: 'NOT_FOUND' } }] }),
  );
}

function translate(
  error: Error & { statusCode?: number; code?: string },
): { code: string; message: string; at?: string | undefined; status: number } | undefined {
  if (error instanceof LimitExceeded && error.at === 'authorization') return Object.assign(error, { status: 429 });
  if (error instanceof RushesError) return Object.assign(error, { status: httpStatus[error.code] ?? 500 });
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.statusCode === 413) {
    return { code: 'LIMIT_EXCEEDED', message: 'The request is too large: 8 MiB for /graphql, 64 MiB for an upload.', status: 413 };
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return { code: 'BAD_USER_INPUT', message: error.message, status: error.statusCode };
  }
  return undefined;
}
