/**
 * The engines' Python environment: a venv under RUSHES_HOME, made once and kept by the hash of engines/requirements.txt. Every file is
 * checked against its pinned hash; an installation that was interrupted is thrown away and done again. Without Python the service
 * still starts: this says in a sentence what is missing and goes on.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFolder, run } from './step.ts';

/** rawpy's and ascmhl's wheels begin at this version. */
const oldestPython = [3, 11] as const;
const candidates = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python'];

export type PreparedEngines = { readonly ready: true; readonly python: string } | { readonly ready: false; readonly trouble: string };

/** The interpreter that runs `python -m rushes_engine.*`, whether or not it exists yet. */
export function enginePython(home: string): string {
  return join(home, 'engines', 'venv', 'bin', 'python');
}

async function findPython(): Promise<string | undefined> {
  const question = `import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (${oldestPython.join(', ')}) else 9)`;
  for (const candidate of candidates) {
    const { code } = await run(candidate, ['-c', question], { quiet: true });
    if (code === 0) return candidate;
  }
  return undefined;
}

async function install(python: string, venv: string): Promise<string | undefined> {
  const made = await run(python, ['-m', 'venv', venv], { quiet: true });
  if (made.code !== 0) return `"${python} -m venv" failed: ${lastLine(made.output)}`;
  const requirements = join(projectFolder, 'engines', 'requirements.txt');
  const installed = await run(
    join(venv, 'bin', 'python'),
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:', '--require-hashes', '-r', requirements],
    { quiet: true },
  );
  if (installed.code !== 0) return `pip could not install engines/requirements.txt: ${lastLine(installed.output)}`;
  return undefined;
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? 'it said nothing';
}

/**
 * Makes `<home>/engines/venv` unless it is there for these very requirements; a second call returns at once. Never throws for a
 * machine that lacks something: `trouble` says it, and so does one line on standard error.
 */
export async function prepareEngines(home: string): Promise<PreparedEngines> {
  const folder = join(home, 'engines');
  const venv = join(folder, 'venv');
  const stamp = join(folder, 'stamp');
  const wanted = createHash('sha256')
    .update(readFileSync(join(projectFolder, 'engines', 'requirements.txt')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(enginePython(home))) {
    return { ready: true, python: enginePython(home) };
  }
  const missing = (trouble: string): PreparedEngines => {
    process.stderr.write(`${trouble} Rendering, AAF, FDL and AMF stay unavailable until then.\n`);
    return { ready: false, trouble };
  };
  const python = await findPython();
  if (!python) return missing(`No Python ${oldestPython.join('.')} or later with venv was found: install it and start again.`);
  process.stderr.write('Preparing the engines (Python packages, once)...\n');
  mkdirSync(folder, { recursive: true });
  rmSync(stamp, { force: true });
  rmSync(venv, { recursive: true, force: true });
  const trouble = await install(python, venv);
  if (trouble !== undefined) {
    rmSync(venv, { recursive: true, force: true });
    return missing(`${trouble}.`);
  }
  // The stamp comes last and whole: without it the environment counts as interrupted.
  writeFileSync(`${stamp}.new`, wanted);
  renameSync(`${stamp}.new`, stamp);
  return { ready: true, python: enginePython(home) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const prepared = await prepareEngines(process.env['RUSHES_HOME'] ?? join(projectFolder, '.rushes'));
  process.exitCode = prepared.ready ? 0 : 1;
}
