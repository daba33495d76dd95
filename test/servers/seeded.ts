/** A real service with the seed production in it, as `npm start` makes it: its own home, port and processes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
/** Milliseconds that the seed may take on a slow machine. */
const patience = 240_000;

export type SeededService = Awaited<ReturnType<typeof startSeeded>>;

export async function startSeeded() {
  const home = mkdtempSync(join(tmpdir(), 'rushes-seeded-'));
  chmodSync(home, 0o755);
  if (existsSync(join(project, '.rushes', 'engines'))) symlinkSync(join(project, '.rushes', 'engines'), join(home, 'engines'));
  const child: ChildProcess = spawn(join(project, 'node_modules/.bin/node'), ['src/main.ts'], {
    cwd: project,
    env: {
      ...process.env,
      RUSHES_HOME: home,
      RUSHES_PORT: '0',
      RUSHES_SEED: 'auto',
      RUSHES_LOG: 'error',
      DATABASE_URL: '',
      ELASTICSEARCH_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout!.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const end = Date.now() + patience;
  while (!/events as expected|could not be made/.test(printed)) {
    if (Date.now() > end || child.exitCode !== null) throw new Error(`The seed did not come through:\n${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const url = /listens at (\S+)/.exec(printed)![1]!;
  const token = readFileSync(join(home, 'token'), 'utf8').trim();

  return {
    url,
    token,
    home,
    /** What it wrote to its terminal. */
    printed,
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
      if (child.exitCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await gone;
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}
