import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { InvalidInput } from '../../domain/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import { sessionCookie } from './guards.ts';

type Options = {
  /** The built page and GraphiQL; absent: not built. */
  readonly webFolder: string | undefined;
  readonly authenticate: (secret: string | undefined, address: string) => Promise<Actor>;
};

const notBuilt =
  '<!doctype html><title>Rushes</title><p>Rushes is running. Its page has not been built here: start it with <code>npm start</code>, or ask POST /graphql.</p>';

/** How long a sign-in lasts, in seconds: a working week. */
const sessionSeconds = 7 * 24 * 3600;

/** GET / and its assets, GET /graphiql, and the trade of the sign-in link's token for a cookie. */
export async function servePages(app: FastifyInstance, { webFolder, authenticate }: Options): Promise<void> {
  await app.register(cookie);
  app.post<{ Body: { token?: unknown } | undefined }>('/session', async (request, reply) => {
    const token = request.body?.token;
    if (typeof token !== 'string') throw new InvalidInput('Send { "token": "..." } as JSON.', { at: 'token' });
    const actor = await authenticate(token, request.ip);
    reply.setCookie(sessionCookie, token, {
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      maxAge: sessionSeconds,
      secure: request.protocol === 'https',
    });
    return { name: actor.name };
  });
  app.delete('/session', async (_request, reply) => {
    reply.clearCookie(sessionCookie, { path: '/' });
    return {};
  });

  const page = (name: string): boolean => webFolder !== undefined && existsSync(join(webFolder, name));
  if (webFolder !== undefined && existsSync(webFolder)) {
    await app.register(fastifyStatic, {
      root: webFolder,
      index: false,
      wildcard: false,
      prefix: '/',
      immutable: true,
      maxAge: '30d',
      setHeaders: noStoreForPages,
    });
  }
  // The page's own addresses too: a link that somebody was sent shows what its sender saw.
  for (const address of ['/', '/p/*']) {
    app.get(address, (_request, reply) => {
      const name = ['index.html', 'graphiql.html'].find(page);
      return name === undefined ? reply.type('text/html').send(notBuilt) : reply.sendFile(name);
    });
  }
  app.get('/graphiql', (_request, reply) =>
    page('graphiql.html') ? reply.sendFile('graphiql.html') : reply.type('text/html').send(notBuilt),
  );
}

/** Assets carry their hash in their name and may be kept; the pages that name them may not. */
function noStoreForPages(response: { header: (name: string, value: string) => unknown }, path: string): void {
  if (path.endsWith('.html')) response.header('cache-control', 'no-cache');
}
