import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RawMetadata } from '../../domain/clip.ts';
import { LimitExceeded, Unavailable, Unreadable } from '../../domain/errors.ts';
import type { InspectionEngine } from '../../domain/ports/inspection.ts';
import type { ByteSource } from '../../domain/ports/storage.ts';
import type { ProcessReply, ProcessRequest } from './mediainfoProcess.ts';
import { wentAway } from './wentAway.ts';

const defaultTimeLimitMs = 30_000;
/** The wasm heap only ever grows: a process is replaced after so many files. */
const filesPerProcess = 200;
/** Resident memory of a process in MiB; with Node and a large movie header it needs some 200. */
const defaultMemoryLimitMiB = 768;
const memoryLookMilliseconds = 200;

type Reader = { readonly child: ChildProcess; files: number };

/**
 * MediaInfoLib (WebAssembly) in processes of its own: one file at a time each, replaced now and then, ended when one does not answer in time or takes
 * too much memory.
 * Keys: `General:Format`, `Video:Width`, `Other2:TimeCode_FirstFrame`, `Video:extra.CodecConfigurationBox`.
 */
export function createMediaInfo(
  options: { processes?: number; timeLimitMs?: number; memoryLimitMiB?: number } = {},
): InspectionEngine & { readonly bytesRead: () => number } {
  const processCount = options.processes ?? 1;
  const memoryLimitMiB = options.memoryLimitMiB ?? defaultMemoryLimitMiB;
  const idle: Reader[] = [];
  const waiting: ((reader: Reader) => void)[] = [];
  let running = 0;
  let closed = false;
  let totalBytes = 0;
  let nextId = 1;

  const start = (): Reader => {
    const child = fork(fileURLToPath(new URL('./mediainfoProcess.ts', import.meta.url)), {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // Nobody waits for an idle reader; while it works, the time limit's timer keeps this process alive.
    child.unref();
    child.channel?.unref();
    child.on('error', () => undefined);
    return { child, files: 0 };
  };
  const take = async (): Promise<Reader> => {
    for (let free = idle.pop(); free; free = idle.pop()) {
      if (free.child.connected) return free;
      running -= 1;
    }
    if (running < processCount) {
      running += 1;
      return start();
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const give = (reader: Reader, usable: boolean): void => {
    const keep = usable && !closed && reader.files < filesPerProcess;
    if (!keep) reader.child.kill('SIGKILL');
    const next = waiting.shift();
    if (next) next(keep ? reader : start());
    else if (keep) idle.push(reader);
    else running -= 1;
  };

  return {
    name: 'mediainfo',
    bytesRead: () => totalBytes,
    async read(source, readOptions = {}) {
      if (closed) throw new Unavailable('MediaInfo was closed.', { at: source.path });
      const reader = await take();
      let usable = false;
      try {
        const { json, bytesRead } = await analyse(
          reader,
          nextId++,
          source,
          readOptions.timeLimitMs ?? options.timeLimitMs ?? defaultTimeLimitMs,
          memoryLimitMiB,
        );
        totalBytes += bytesRead;
        usable = true;
        return rawOf(json, source);
      } finally {
        give(reader, usable);
      }
    },
    close() {
      closed = true;
      for (const { child } of idle.splice(0)) child.kill('SIGKILL');
      return Promise.resolve();
    },
  };
}

function analyse(
  reader: Reader,
  id: number,
  source: ByteSource,
  limitMs: number,
  memoryLimitMiB: number,
): Promise<{ json: string; bytesRead: number }> {
  reader.files += 1;
  const { child } = reader;
  const send = (request: ProcessRequest) => child.connected && child.send(request);
  return new Promise((resolve, reject) => {
    const done = (finish: () => void) => {
      clearTimeout(timer);
      clearInterval(memory);
      child.off('message', onMessage).off('error', onError).off('exit', onExit);
      finish();
    };
    const lookAtMemory = (): void => {
      if (residentMiB(child.pid) <= memoryLimitMiB) return;
      done(() =>
        reject(
          new LimitExceeded(`MediaInfo took more than ${memoryLimitMiB} MiB of memory for ${source.path}; it was ended.`, {
            at: source.path,
          }),
        ),
      );
    };
    const onMessage = (message: ProcessReply) => {
      if (message.kind === 'read') {
        source.read(message.offset, message.length).then(
          (bytes) => send({ kind: 'bytes', bytes }),
          (error: unknown) => send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
        );
      } else if (message.id === id && message.kind === 'result') {
        // Also now: whether a file is too much must not depend on when one looked.
        lookAtMemory();
        done(() => resolve(message));
      } else if (message.kind === 'error' && message.id === id)
        done(() => {
          if (message.code === 'ENOENT') reject(wentAway(source.path));
          else reject(new Unreadable(`MediaInfo cannot read ${source.path}: ${message.message}.`, { at: source.path }));
        });
    };
    const onError = (cause: Error) =>
      done(() => reject(new Unreadable(`MediaInfo broke off at ${source.path}: ${cause.message}.`, { at: source.path, cause })));
    const onExit = () => done(() => reject(new Unreadable(`MediaInfo ended while reading ${source.path}.`, { at: source.path })));
    const timer = setTimeout(
      () =>
        done(() =>
          reject(new LimitExceeded(`MediaInfo did not answer within ${limitMs / 1000} s about ${source.path}.`, { at: source.path })),
        ),
      limitMs,
    );
    const memory = setInterval(lookAtMemory, memoryLookMilliseconds);
    child.on('message', onMessage).on('error', onError).on('exit', onExit);
    send({ kind: 'analyse', id, sizeBytes: source.sizeBytes, ...(source.localPath === undefined ? {} : { localPath: source.localPath }) });
  });
}

/** Resident memory as the kernel counts it, in pages of 4 KiB; 0 where it cannot be had. */
function residentMiB(pid: number | undefined): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096) / 2 ** 20;
  } catch {
    return 0;
  }
}

type Track = Readonly<Record<string, unknown>>;

function rawOf(json: string, source: ByteSource): RawMetadata {
  let document: { creatingLibrary?: { version?: string }; media?: { track?: readonly Track[] } | null };
  try {
    document = JSON.parse(json) as typeof document;
  } catch (cause) {
    throw new Unreadable(`MediaInfo gave no readable answer about ${source.path}.`, { at: source.path, cause });
  }
  const values: Record<string, string> = {};
  const counts = new Map<string, number>();
  for (const track of document.media?.track ?? []) {
    const type = String(track['@type'] ?? 'Track');
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    collect(values, `${type}${count > 1 ? count : ''}:`, track);
  }
  return { source: 'mediainfo', readerVersion: document.creatingLibrary?.version ?? 'mediainfo.js', path: source.path, values };
}

function collect(values: Record<string, string>, prefix: string, table: Track): void {
  for (const [key, value] of Object.entries(table)) {
    if (key.startsWith('@') || value === null || value === undefined) continue;
    if (typeof value === 'object' && !Array.isArray(value)) collect(values, `${prefix}${key}.`, value as Track);
    else values[`${prefix}${key}`] = typeof value === 'string' ? value : JSON.stringify(value);
  }
}
