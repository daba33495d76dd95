/** A real service, as `npm start` makes it: its own home, port and processes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
/** Milliseconds that the seed may take on a slow machine. */
const patience = 240_000;

export type Service = Awaited<ReturnType<typeof startService>>;

export type ServiceOptions = {
  /** With the seed production in it; waits until it is there. */
  readonly seed?: boolean;
  /** An earlier service's home, to start on again. */
  readonly home?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another user than this one, by number; only root may. */
  readonly uid?: number;
  /** Another entry point than the whole service. */
  readonly entry?: string;
};

export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'rushes-service-'));
  chmodSync(home, 0o755);
  if (existsSync(join(project, '.rushes', 'engines'))) symlinkSync(join(project, '.rushes', 'engines'), join(home, 'engines'));
  return home;
}

/** Starts a process of Rushes; for an entry point without an API it waits for the line that it works. */
export async function startService(options: ServiceOptions = {}) {
  const home = options.home ?? newHome();
  const child: ChildProcess = spawn(join(project, 'node_modules/.bin/node'), [options.entry ?? 'src/main.ts'], {
    cwd: project,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    env: {
      ...process.env,
      RUSHES_HOME: home,
      RUSHES_PORT: '0',
      RUSHES_SEED: options.seed ? 'auto' : 'off',
      RUSHES_LOG: 'error',
      DATABASE_URL: '',
      ELASTICSEARCH_URL: '',
      ...options.env,
    },
    // A group of its own: what it starts is found, and ended, with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let complained = '';
  child.stdout!.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  const ready = options.seed ? /events as expected|could not be made/ : /Sign in: |Rushes works: /;
  const end = Date.now() + patience;
  while (!ready.test(printed)) {
    if (Date.now() > end || child.exitCode !== null) {
      child.kill('SIGKILL');
      if (options.home === undefined) {
        stopOrphanedDatabase(home);
        rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      }
      throw new Error(`The service did not come up (exit ${child.exitCode}):\n${printed}\n${complained}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const url = /listens at (\S+)/.exec(printed)?.[1] ?? '';
  const token = existsSync(join(home, 'token')) ? readFileSync(join(home, 'token'), 'utf8').trim() : '';

  return {
    url,
    token,
    home,
    pid: child.pid!,
    /** What it wrote to its terminal. */
    printed: () => printed,
    complained: () => complained,
    /** SIGKILL to this process alone: what it started must end by itself. */
    async kill(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
    /** SIGTERM; gives the exit code and the milliseconds that it took. */
    async terminate(): Promise<{ code: number | null; milliseconds: number }> {
      const started = performance.now();
      const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      return { code: await gone, milliseconds: performance.now() - started };
    },
    /** POST /graphql; throws where the request itself failed. */
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes; the assertions say which
    async ask(query: string, variables: object = {}): Promise<any> {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await answer.json()) as { data?: unknown; errors?: { message: string }[] };
      if (errors?.[0]) throw new Error(errors[0].message);
      return data;
    },
    /** `./rushes ...`; gives what it printed and its exit code. */
    async rushes(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
      const command = spawn(join(project, 'rushes'), args, {
        env: { ...process.env, RUSHES_HOME: home, RUSHES_URL: url, RUSHES_TOKEN: token },
      });
      let [stdout, stderr] = ['', ''];
      command.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      command.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      const code = await new Promise<number>((resolve) => command.once('close', (exit) => resolve(exit ?? -1)));
      return { code, stdout, stderr };
    },
    async close(): Promise<void> {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await gone;
      }
      stopOrphanedDatabase(home);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The database of a killed service lives on until the next start adopts it; where there is none, it is ended here. */
export function stopOrphanedDatabase(home: string): void {
  const file = join(home, 'postgres', 'data', 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  if (pid > 1) {
    try {
      process.kill(pid, 'SIGQUIT');
    } catch {
      // Gone already.
    }
  }
}
