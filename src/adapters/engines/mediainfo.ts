import { Worker } from 'node:worker_threads';
import type { RawMetadata } from '../../domain/clip.ts';
import { LimitExceeded, Unavailable, Unreadable } from '../../domain/errors.ts';
import type { InspectionEngine } from '../../domain/ports/inspection.ts';
import type { ByteSource } from '../../domain/ports/storage.ts';
import type { ThreadReply, ThreadRequest } from './mediainfoThread.ts';

const defaultTimeLimitMs = 30_000;
/** The wasm heap only ever grows: a thread is replaced after so many files. */
const filesPerThread = 200;
/** Heap of a thread in MiB; MediaInfo itself needs about 65. */
const threadMemoryMiB = 512;

type Thread = { readonly worker: Worker; files: number };

/**
 * MediaInfoLib (WebAssembly) in worker threads: one file at a time each, recycled now and then, ended when one does not answer in time.
 * Keys: `General:Format`, `Video:Width`, `Other2:TimeCode_FirstFrame`, `Video:extra.CodecConfigurationBox`.
 */
export function createMediaInfo(
  options: { threads?: number; timeLimitMs?: number } = {},
): InspectionEngine & { readonly bytesRead: () => number } {
  const threadCount = options.threads ?? 1;
  const idle: Thread[] = [];
  const waiting: ((thread: Thread) => void)[] = [];
  let running = 0;
  let closed = false;
  let totalBytes = 0;
  let nextId = 1;

  const start = (): Thread => {
    const worker = new Worker(new URL('./mediainfoThread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: threadMemoryMiB },
    });
    worker.unref();
    worker.on('error', () => undefined);
    return { worker, files: 0 };
  };
  const take = async (): Promise<Thread> => {
    const free = idle.pop();
    if (free) return free;
    if (running < threadCount) {
      running += 1;
      return start();
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const give = (thread: Thread, usable: boolean): void => {
    const keep = usable && !closed && thread.files < filesPerThread;
    if (!keep) void thread.worker.terminate();
    const next = waiting.shift();
    if (next) next(keep ? thread : start());
    else if (keep) idle.push(thread);
    else running -= 1;
  };

  return {
    name: 'mediainfo',
    bytesRead: () => totalBytes,
    async read(source, readOptions = {}) {
      if (closed) throw new Unavailable('MediaInfo was closed.', { at: source.path });
      const thread = await take();
      let usable = false;
      try {
        const { json, bytesRead } = await analyse(
          thread,
          nextId++,
          source,
          readOptions.timeLimitMs ?? options.timeLimitMs ?? defaultTimeLimitMs,
        );
        totalBytes += bytesRead;
        usable = true;
        return rawOf(json, source);
      } finally {
        give(thread, usable);
      }
    },
    async close() {
      closed = true;
      await Promise.all(idle.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
}

function analyse(thread: Thread, id: number, source: ByteSource, limitMs: number): Promise<{ json: string; bytesRead: number }> {
  thread.files += 1;
  const { worker } = thread;
  const send = (request: ThreadRequest) => worker.postMessage(request);
  return new Promise((resolve, reject) => {
    const done = (finish: () => void) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      finish();
    };
    const onMessage = (message: ThreadReply) => {
      if (message.kind === 'read') {
        source.read(message.offset, message.length).then(
          (bytes) => send({ kind: 'bytes', bytes }),
          (error: unknown) => send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
        );
      } else if (message.id === id && message.kind === 'result') done(() => resolve(message));
      else if (message.kind === 'error' && message.id === id)
        done(() => reject(new Unreadable(`MediaInfo cannot read ${source.path}: ${message.message}.`, { at: source.path })));
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
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    send({ kind: 'analyse', id, sizeBytes: source.sizeBytes, ...(source.localPath === undefined ? {} : { localPath: source.localPath }) });
  });
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
