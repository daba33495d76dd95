import { randomBytes } from 'node:crypto';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { InvalidInput } from './domain/errors.ts';
import { vendorFormats } from './domain/render/vendorFormats.ts';

export const roles = ['api', 'inspect', 'verify', 'index', 'check', 'render'] as const;
export type Role = (typeof roles)[number];

/** A named folder (or bucket prefix) that footage may be read from. */
export type MediaRoot = { readonly name: string; readonly location: string };

export type Config = {
  readonly projectFolder: string;
  /** Everything that Rushes writes lies under this folder. */
  readonly home: string;
  /** Absent: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  readonly elasticsearch: { readonly url: string; readonly apiKey?: string; readonly caFile?: string } | undefined;
  readonly host: string;
  readonly port: number;
  /** Other names that the service answers to, beside its address (RUSHES_ALLOWED_HOSTS, by commas). */
  readonly allowedHosts: readonly string[];
  /** Empty: any local folder, for administrators only, under the root name `local`. */
  readonly mediaRoots: readonly MediaRoot[];
  readonly outputFolder: string;
  /** Vendors' engines (RUSHES_ENGINES): a format each, and the program that decodes it. */
  readonly pluggedEngines: readonly { readonly format: string; readonly command: string }[];
  readonly seed: boolean;
  readonly oidc: { readonly issuer: string; readonly audience: string } | undefined;
  readonly roles: readonly Role[];
  readonly logLevel: string;
  /** An OpenTelemetry collector (OTEL_EXPORTER_OTLP_ENDPOINT). Absent: nothing is traced. */
  readonly collector: string | undefined;
  /** Documents that clients may run by their hash, and whether no others may be run; a JSON file of hash → document. */
  readonly trustedDocuments: { readonly file: string; readonly only: boolean } | undefined;
  /** Requests that one token may make a minute. */
  readonly requestsPerMinute: number;
  /** Client side: where the command line finds the service, and its token. */
  readonly serviceUrl: string | undefined;
  readonly token: string | undefined;
  /** Signs cursors and media links of this process when no key file can be kept. */
  readonly ephemeralSecret: string;
  /** Units of work of a kind that one process does at once (RUSHES_CONCURRENCY); absent: one a core, at most eight. */
  readonly concurrency: number;
};

const port = z.coerce.number().int().min(0).max(65_535);

function mediaRoots(text: string | undefined): MediaRoot[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [name, ...rest] = part.split('=');
      const location = rest.join('=');
      if (!name || !/^[A-Za-z0-9_-]{1,40}$/.test(name) || location === '') {
        throw new InvalidInput(`RUSHES_MEDIA_ROOTS has "${part}"; write name=/folder or name=s3://bucket/prefix, separated by commas.`, {
          at: 'RUSHES_MEDIA_ROOTS',
        });
      }
      return { name, location: location.startsWith('s3://') ? location : resolve(location) };
    });
}

function pluggedEngines(text: string | undefined): Config['pluggedEngines'] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [format, ...rest] = part.split('=');
      const known = vendorFormats.map((each) => each.name);
      if (!format || !known.includes(format) || rest.join('=') === '') {
        throw new InvalidInput(
          `RUSHES_ENGINES has "${part}"; write format=/path/to/program, separated by commas; the formats are ${known.join(', ')}.`,
          {
            at: 'RUSHES_ENGINES',
          },
        );
      }
      return { format, command: rest.join('=') };
    });
}

function listOfRoles(text: string | undefined): Role[] {
  if (!text) return [...roles];
  return text.split(',').map((part) => {
    const role = roles.find((each) => each === part.trim());
    if (!role) throw new InvalidInput(`RUSHES_ROLES names "${part.trim()}"; the roles are ${roles.join(', ')}.`, { at: 'RUSHES_ROLES' });
    return role;
  });
}

/** Reads the variables of the contract. Throws InvalidInput naming the variable. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const projectFolder = fileURLToPath(new URL('..', import.meta.url));
  const home = resolve(text('RUSHES_HOME') ?? join(projectFolder, '.rushes'));
  const parsedPort = port.safeParse(text('RUSHES_PORT') ?? 4000);
  if (!parsedPort.success)
    throw new InvalidInput(`RUSHES_PORT is "${text('RUSHES_PORT')}"; it must be a port number from 0 to 65535.`, { at: 'RUSHES_PORT' });
  const concurrency = z.coerce
    .number()
    .int()
    .min(1)
    .max(256)
    .safeParse(text('RUSHES_CONCURRENCY') ?? Math.min(8, cpus().length));
  if (!concurrency.success)
    throw new InvalidInput(`RUSHES_CONCURRENCY is "${text('RUSHES_CONCURRENCY')}"; it must be a number from 1 to 256.`, {
      at: 'RUSHES_CONCURRENCY',
    });
  const seed = text('RUSHES_SEED') ?? 'auto';
  if (seed !== 'auto' && seed !== 'off') throw new InvalidInput(`RUSHES_SEED is "${seed}"; it must be auto or off.`, { at: 'RUSHES_SEED' });
  const elasticsearchUrl = text('ELASTICSEARCH_URL');
  const apiKey = text('ELASTICSEARCH_API_KEY');
  const caFile = text('ELASTICSEARCH_CA');
  const issuer = text('RUSHES_OIDC_ISSUER');
  const audience = text('RUSHES_OIDC_AUDIENCE');
  if (issuer && !audience)
    throw new InvalidInput('RUSHES_OIDC_ISSUER needs RUSHES_OIDC_AUDIENCE beside it.', { at: 'RUSHES_OIDC_AUDIENCE' });
  const trustedDocuments = text('RUSHES_TRUSTED_DOCUMENTS');
  const trustedOnly = text('RUSHES_TRUSTED_ONLY') ?? 'false';
  if ((trustedOnly !== 'true' && trustedOnly !== 'false') || (trustedOnly === 'true' && !trustedDocuments)) {
    throw new InvalidInput('RUSHES_TRUSTED_ONLY is true or false, and needs the file of documents in RUSHES_TRUSTED_DOCUMENTS.', {
      at: 'RUSHES_TRUSTED_ONLY',
    });
  }
  const rate = z.coerce
    .number()
    .int()
    .min(1)
    .safeParse(text('RUSHES_REQUESTS_PER_MINUTE') ?? 120_000);
  if (!rate.success)
    throw new InvalidInput('RUSHES_REQUESTS_PER_MINUTE is a whole number of requests that one token may make a minute.', {
      at: 'RUSHES_REQUESTS_PER_MINUTE',
    });
  return {
    projectFolder,
    home,
    databaseUrl: text('DATABASE_URL'),
    elasticsearch: elasticsearchUrl ? { url: elasticsearchUrl, ...(apiKey ? { apiKey } : {}), ...(caFile ? { caFile } : {}) } : undefined,
    host: text('RUSHES_HOST') ?? '127.0.0.1',
    port: parsedPort.data,
    allowedHosts: (text('RUSHES_ALLOWED_HOSTS') ?? '')
      .toLowerCase()
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    mediaRoots: mediaRoots(text('RUSHES_MEDIA_ROOTS')),
    outputFolder: resolve(text('RUSHES_OUTPUT') ?? join(home, 'output')),
    pluggedEngines: pluggedEngines(text('RUSHES_ENGINES')),
    seed: seed === 'auto' && !text('DATABASE_URL'),
    oidc: issuer && audience ? { issuer, audience } : undefined,
    roles: listOfRoles(text('RUSHES_ROLES')),
    logLevel: text('RUSHES_LOG') ?? 'info',
    collector: text('OTEL_EXPORTER_OTLP_ENDPOINT'),
    trustedDocuments: trustedDocuments ? { file: resolve(trustedDocuments), only: trustedOnly === 'true' } : undefined,
    requestsPerMinute: rate.data,
    serviceUrl: text('RUSHES_URL'),
    token: text('RUSHES_TOKEN'),
    ephemeralSecret: randomBytes(32).toString('hex'),
    concurrency: concurrency.data,
  };
}
