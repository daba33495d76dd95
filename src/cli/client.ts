import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadConfig } from '../config.ts';
import { NotAuthenticated, Unavailable, Unreadable } from '../domain/errors.ts';
import { errorOf } from './exitCode.ts';
import type { Operation, UserErrors } from './operations.ts';

/** The service as any client sees it: GraphQL, and uploads for what is too large or too binary for it. */
export type Client = {
  /** Throws our error for the first error of the answer. */
  readonly ask: <Data, Variables>(operation: Operation<Data, Variables>, variables: Variables) => Promise<Data>;
  /** POST /upload/<kind>; the answer's `errors` are thrown. */
  readonly upload: <Answer>(
    kind: 'timeline' | 'document' | 'identify',
    path: string,
    fields: Readonly<Record<string, string | undefined>>,
  ) => Promise<Answer>;
  readonly url: string;
};

type GraphqlError = { readonly message: string; readonly extensions?: { readonly code?: string; readonly at?: string } };

/** RUSHES_URL and RUSHES_TOKEN, else the service of this folder with the token file that it wrote. */
export function createClient(): Client {
  const config = loadConfig();
  const url = (config.serviceUrl ?? localUrl(config.home, config.host, config.port)).replace(/\/+$/, '');
  // The file holds this machine's administrator: it goes to no other machine unasked.
  const isHere = config.serviceUrl === undefined || /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/.test(url);
  const token = config.token ?? (isHere ? tokenFile(config.home) : undefined);

  async function send(path: string, body: BodyInit, headers: Record<string, string>): Promise<unknown> {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      body,
      headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    }).catch((cause: unknown) => {
      throw new Unavailable(`No service answers at ${url}: start it with npm start, or name another one in RUSHES_URL.`, {
        at: url,
        cause,
      });
    });
    const text = await answer.text();
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      throw new Unavailable(`What answers at ${url} is not Rushes (HTTP ${answer.status}); see RUSHES_URL and RUSHES_PORT.`, {
        at: url,
        cause,
      });
    }
  }

  function refuse(errors: readonly GraphqlError[] | undefined): void {
    const [first] = errors ?? [];
    if (first === undefined) return;
    if (first.extensions?.code === 'UNAUTHENTICATED' && !token) {
      throw new NotAuthenticated(
        `There is no token for ${url}: set RUSHES_TOKEN, or run this beside the service so that it finds its token file.`,
      );
    }
    throw errorOf({ message: first.message, code: first.extensions?.code, at: first.extensions?.at });
  }

  return {
    url,
    async ask<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables): Promise<Data> {
      const body = JSON.stringify({ query: operation.text, variables });
      const answer = (await send('/graphql', body, { 'content-type': 'application/json' })) as { data?: Data; errors?: GraphqlError[] };
      refuse(answer.errors);
      return answer.data as Data;
    },
    async upload<Answer>(kind: string, path: string, fields: Readonly<Record<string, string | undefined>>): Promise<Answer> {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
      form.set('file', new Blob([await readInput(path)]), basename(path));
      const answer = (await send(`/upload/${kind}`, form, {})) as Answer & { errors?: (GraphqlError & { code?: string; at?: string })[] };
      // Refusals of the upload itself come in GraphQL's form, those of its content as user errors.
      if (answer.errors?.[0]?.extensions) refuse(answer.errors);
      refused(answer.errors as UserErrors | undefined);
      return answer;
    },
  };
}

/** Throws the first of a payload's `errors`. */
export function refused(errors: UserErrors | undefined): void {
  const [first] = errors ?? [];
  if (first) throw errorOf(first);
}

/** Bytes of a file that was named on the command line; Unreadable in one sentence. */
export async function readInput(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder; name a file' : `cannot be read (${code})`;
    throw new Unreadable(`${path} ${reason}.`, { at: path, cause });
  }
}

function localUrl(home: string, host: string, port: number): string {
  const file = join(home, 'service.json');
  if (existsSync(file)) {
    try {
      const { url } = JSON.parse(readFileSync(file, 'utf8')) as { url?: string };
      if (typeof url === 'string') return url;
    } catch {
      // Half written or foreign: the configured address it is.
    }
  }
  return `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

function tokenFile(home: string): string | undefined {
  try {
    return readFileSync(join(home, 'token'), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
