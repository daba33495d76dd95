import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LimitExceeded, Unavailable, Unreadable } from '../../domain/errors.ts';
import type { AafDocument, AafReader } from '../../domain/ports/aaf.ts';

export type AafEngineOptions = {
  /** The engines' Python, `<home>/engines/venv/bin/python`. */
  readonly python: string;
  /** The folder that holds the package `rushes_engine`. */
  readonly enginesFolder: string;
  /** Seconds before the worker is killed. */
  readonly timeoutSeconds?: number;
  /** MiB of address space that the worker may take. */
  readonly memoryMiB?: number;
};

/** Real sequences take one to ten seconds and 100 to 400 MiB; a broken compound file can send any parser round in circles. */
const defaults = { timeoutSeconds: 120, memoryMiB: 2048 };
/** MiB of answer: 250,000 events make about 150. */
const maxAnswerMiB = 256;

/** Reads AAFs in a Python process of its own: limited in time, memory and output, and gone when this process goes. */
export function createAafReader(options: AafEngineOptions): AafReader {
  return {
    async read(bytes, fileName) {
      if (!existsSync(options.python)) {
        throw new Unavailable(
          `${fileName} is an AAF, which needs the Python engine, and ${options.python} does not exist; install Python 3.11 or later, then start Rushes once.`,
          {
            at: fileName,
          },
        );
      }
      const folder = await mkdtemp(join(tmpdir(), 'rushes-aaf-'));
      try {
        const path = join(folder, 'input.aaf');
        await writeFile(path, bytes);
        return documentOf(await run(path, fileName, { ...defaults, ...options }), fileName);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

type Answer = {
  readonly text: string;
  readonly trouble: string;
  readonly code: number | null;
  readonly late: boolean;
  readonly long: boolean;
};

function run(path: string, fileName: string, options: Required<AafEngineOptions>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.python, ['-m', 'rushes_engine.aaf_reader', path, String(options.memoryMiB)], {
      cwd: options.enginesFolder,
      env: { PYTHONPATH: options.enginesFolder, PYTHONNOUSERSITE: '1', PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' },
      // The open pipe is the worker's lifeline: it ends when this process does.
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const parts: Buffer[] = [];
    let [size, trouble, late, long] = [0, '', false, false];
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, options.timeoutSeconds * 1000);
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > maxAnswerMiB * 1_048_576) {
        long = true;
        child.kill('SIGKILL');
      } else parts.push(part);
    });
    child.stderr.on('data', (part: Buffer) => {
      if (trouble.length < 4_000) trouble += part.toString('utf8');
    });
    child.stdin.on('error', () => undefined);
    child.on('error', (cause) => {
      clearTimeout(timer);
      reject(new Unavailable(`The Python engine that reads ${fileName} does not start (${cause.message}).`, { at: fileName, cause }));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ text: Buffer.concat(parts).toString('utf8'), trouble, code, late, long });
    });
  });
}

function documentOf(answer: Answer, fileName: string): AafDocument {
  if (answer.late)
    throw new LimitExceeded(`${fileName} took too long to read and was given up; export the sequence with fewer tracks.`, { at: fileName });
  if (answer.long) throw new LimitExceeded(`${fileName} has too many events to be read; export the sequence in parts.`, { at: fileName });
  let document: (AafDocument & { readonly error?: { readonly code: string; readonly message: string } }) | undefined;
  try {
    document = JSON.parse(answer.text) as typeof document;
  } catch {
    const last = answer.trouble.trim().split('\n').at(-1) ?? '';
    if (/No module named/.test(answer.trouble)) {
      throw new Unavailable(`The Python engine is incomplete (${last}); delete its folder and start Rushes again.`, { at: fileName });
    }
    throw new Unreadable(
      `${fileName} broke the AAF engine (exit ${answer.code ?? 'killed'}${last === '' ? '' : `: ${last}`}); export it again.`,
      { at: fileName },
    );
  }
  const error = document?.error;
  if (error?.code === 'UNAVAILABLE') throw new Unavailable(error.message, { at: fileName });
  if (error?.code === 'LIMIT_EXCEEDED') throw new LimitExceeded(`${fileName}: ${error.message}`, { at: fileName });
  if (error || !document) throw new Unreadable(`${fileName}: ${error?.message ?? 'nothing was read'}`, { at: fileName });
  return document;
}
