import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineFailure, EngineOutcome, EngineRun, RenderEngine } from '../../domain/ports/render.ts';
import type { RenderJob, RenderReport } from '../../domain/render/job.ts';

/** Hours that one unit may take before it counts as hung: a 10-minute UHD plate at 2 s a frame is 8. */
const longestRunMs = 12 * 60 * 60 * 1000;
/** Characters of an engine's standard error that are kept for the message of a crash. */
const keptTrouble = 4000;
const interruptedExitCode = 6;

export type ProcessEngineOptions = Omit<RenderEngine, 'missing' | 'run'> & {
  /** Must exist for the engine to be there at all. */
  readonly executable: string;
  /** What to do where it is not, in a sentence. */
  readonly remedy: string;
};

/** An engine that is a program: a process a job, which ends when its standard input closes, however this process dies. */
export function createProcessEngine({ executable, remedy, ...engine }: ProcessEngineOptions): RenderEngine {
  const trouble = (): string | undefined => (existsSync(executable) ? undefined : remedy);
  return {
    ...engine,
    missing: () => Promise.resolve(trouble()),
    run: async (job, run = {}) => {
      const jobFile = join(job.workFolder, 'job.json');
      try {
        await mkdir(job.workFolder, { recursive: true });
        await writeFile(jobFile, `${JSON.stringify(job, undefined, 1)}\n`);
      } catch (error) {
        return { failure: folderFailure(job.workFolder, error as NodeJS.ErrnoException) };
      }
      const missing = trouble();
      if (missing !== undefined) return { failure: { code: 'ENGINE_MISSING', message: missing, retryable: true } };
      return runProcess(engine.command(jobFile), engine.folder, job, run);
    },
  };
}

function folderFailure(folder: string, error: NodeJS.ErrnoException): EngineFailure {
  const reason =
    error.code === 'ENOSPC'
      ? 'the disk is full'
      : error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM'
        ? 'it may not be written'
        : error.message;
  return { code: 'OUTPUT_FAILED', message: `${folder}: ${reason}. Mend that, then retry: finished frames are kept.`, retryable: false };
}

function runProcess(command: readonly string[], folder: string | undefined, job: RenderJob, run: EngineRun): Promise<EngineOutcome> {
  return new Promise((resolve) => {
    // Standard input stays open and unused: it is the lifeline that closes when this process dies.
    const child = spawn(command[0]!, command.slice(1), {
      ...(folder === undefined ? {} : { cwd: folder }),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let trouble = '';
    let line = '';
    let told: EngineFailure | undefined;
    let timedOut = false;
    const stop = (): void => void child.kill('SIGKILL');
    const timer = setTimeout(() => {
      timedOut = true;
      stop();
    }, run.timeLimitMs ?? longestRunMs);
    run.signal?.addEventListener('abort', stop);
    if (run.signal?.aborted) stop();
    child.stdin.on('error', () => undefined);
    child.stderr.on('data', (chunk: Buffer) => (trouble = (trouble + chunk.toString()).slice(-keptTrouble)));
    child.stdout.on('data', (chunk: Buffer) => {
      line += chunk.toString();
      const lines = line.split('\n');
      line = lines.pop() ?? '';
      for (const each of lines) {
        const said = parse(each);
        if (typeof said?.progress === 'number') run.onProgress?.(said.progress);
        if (said?.error) told = { ...said.error, retryable: false };
      }
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({
        failure: { code: 'ENGINE_MISSING', message: `The engine ${command[0]} could not be started: ${error.message}.`, retryable: true },
      });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      run.signal?.removeEventListener('abort', stop);
      void outcome(code, job, told, trouble, timedOut, run.signal?.aborted ?? false).then(resolve);
    });
  });
}

type Said = { readonly progress?: number; readonly error?: { readonly code: string; readonly message: string } };

function parse(line: string): Said | undefined {
  try {
    return JSON.parse(line) as Said;
  } catch {
    return undefined;
  }
}

async function outcome(
  code: number | null,
  job: RenderJob,
  told: EngineFailure | undefined,
  trouble: string,
  timedOut: boolean,
  stopped: boolean,
): Promise<EngineOutcome> {
  if (code === 0) {
    const report = JSON.parse(await readFile(join(job.workFolder, 'report.json'), 'utf8')) as RenderReport;
    return { report };
  }
  if (told) return { failure: told };
  if (timedOut)
    return {
      failure: { code: 'ENGINE_TIMED_OUT', message: `The engine did not finish ${job.clip.name} in time and was ended.`, retryable: false },
    };
  if (stopped || code === interruptedExitCode || code === null) {
    return { failure: { code: 'ENGINE_INTERRUPTED', message: `Rendering ${job.clip.name} was interrupted.`, retryable: true } };
  }
  const last = trouble.trim().split('\n').at(-1) ?? '';
  return {
    failure: { code: 'ENGINE_FAILED', message: `The engine failed on ${job.clip.name} (exit code ${code}): ${last}`, retryable: false },
  };
}
