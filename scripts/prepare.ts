/**
 * What has to exist before the service or the tests run: the database client, the engines' Python environment and the built page.
 * Each is made once and kept by the hash of what it is made from, so a second start does none of it.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, run } from './step.ts';

const home = process.env['RUSHES_HOME'] ?? join(projectFolder, '.rushes');

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== 'generated' && name !== 'node_modules') add(join(path, name));
    } else hash.update(path.slice(projectFolder.length)).update('\0').update(readFileSync(path));
  };
  for (const path of paths) add(join(projectFolder, path));
  return hash.digest('hex');
}

/** Runs `make` unless its stamp says that the same inputs were made before and the result is still there. */
async function once(name: string, inputs: readonly string[], result: string, make: () => Promise<string | undefined>): Promise<void> {
  const stamp = join(home, 'prepared', name);
  const hash = hashOf(inputs);
  if (existsSync(join(projectFolder, result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  process.stderr.write(`Preparing ${name}...\n`);
  const trouble = await make();
  if (trouble !== undefined) {
    process.stderr.write(`${name} could not be prepared: ${trouble}\n`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(join(home, 'prepared'), { recursive: true });
  writeFileSync(stamp, hash);
}

await once('the database client', ['prisma/schema.prisma', 'package-lock.json'], 'src/adapters/postgres/generated/client.ts', async () => {
  const { code, output } = await run('prisma', ['generate'], { quiet: true, env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' } });
  return code === 0 ? undefined : output;
});

if (existsSync(join(projectFolder, 'src/web/vite.config.ts'))) {
  await once('the page', ['src/web', 'src/domain', 'package-lock.json'], 'dist/web/index.html', async () => {
    const { code, output } = await run('vite', ['build', '--config', 'src/web/vite.config.ts'], { quiet: true });
    return code === 0 ? undefined : output;
  });
}

if (existsSync(join(projectFolder, 'scripts/engines.ts'))) {
  const { prepareEngines } = await import('./engines.ts');
  await prepareEngines(home);
}
