import { DefaultExifToolOptions, ExifTool, exiftoolPath } from 'exiftool-vendored';
import { LimitExceeded, RushesError, Unavailable, Unreadable } from '../../domain/errors.ts';
import type { RawMetadata } from '../../domain/clip.ts';
import type { InspectionEngine } from '../../domain/ports/inspection.ts';
import type { ByteSource } from '../../domain/ports/storage.ts';
import { withSparseFile } from './sparseFile.ts';
import { wentAway } from './wentAway.ts';

const defaultTimeLimitMs = 30_000;
/** Perl with all of ExifTool needs about 60; a movie header of 128 MiB, the largest that is read, several times that. */
const defaultMemoryLimitMiB = 1024;
/** A value longer than this is a picture or a blob; its length is kept instead. 16 KiB holds every text that a camera writes. */
const longestValue = 16_384;

/**
 * ExifTool as a pool of stay-open processes that end with this one. Values are the printed ones; where the number behind it differs, it stands
 * under `KEY#`. Keys carry the family 1 group: `Red:StartTimecode`, `Track3:OtherName`.
 */
export function createExifTool(options: { processes?: number; timeLimitMs?: number; memoryLimitMiB?: number } = {}): InspectionEngine {
  const timeLimitMs = options.timeLimitMs ?? defaultTimeLimitMs;
  // A process is replaced after 500 files, so that no leak of one file's parser grows without end. The shell sets its memory limit (address space, in KiB):
  // Perl ends where a file asks for more, and the next file gets a new process.
  const limitKiB = (options.memoryLimitMiB ?? defaultMemoryLimitMiB) * 1024;
  const open = async (): Promise<ExifTool> =>
    new ExifTool({
      maxProcs: options.processes ?? 2,
      maxTasksPerProcess: 500,
      taskTimeoutMillis: timeLimitMs,
      taskRetries: 0,
      ...(process.platform === 'win32'
        ? {}
        : {
            exiftoolPath: '/bin/sh',
            exiftoolArgs: ['-c', `ulimit -v ${limitKiB}; exec "$0" "$@"`, await exiftoolPath(), ...DefaultExifToolOptions.exiftoolArgs],
          }),
    });
  let opened: Promise<ExifTool> | undefined;
  const tool = (): Promise<ExifTool> => (opened ??= open());
  let version: Promise<string> | undefined;
  let closed = false;

  const readFile = async (path: string, source: ByteSource, embedded: boolean, limitMs: number): Promise<RawMetadata> => {
    version ??= tool().then((one) => one.version());
    const started = await within(defaultTimeLimitMs, version).catch((cause: unknown) => ({ value: undefined, late: false, cause }));
    const readerVersion = started.value;
    if (readerVersion === undefined) {
      version = undefined;
      const cause = 'cause' in started ? started.cause : undefined;
      throw new Unavailable('ExifTool does not start; it needs Perl. Install Perl, then try again.', { at: source.path, cause });
    }
    // -x: thumbnails and previews are bytes that nobody searches. MXF structure tables would only repeat the header.
    const readArgs = ['-G1', '-l', '-struct', '-api', 'largefilesupport=1', ...(embedded ? ['-ee'] : [])];
    const { value, late } = await within(limitMs, (await tool()).readRaw(path, { readArgs }));
    if (late) throw new LimitExceeded(`ExifTool did not answer within ${limitMs / 1000} s about ${source.path}.`, { at: source.path });
    const values = flatten(value as Record<string, unknown>);
    const error = values['ExifTool:Error'];
    // A file that ExifTool does not know still yields its size and date; only what it says of the content counts.
    if (error !== undefined && !Object.keys(values).some((key) => !/^(ExifTool|System|File|Composite):/.test(key))) {
      if (error.startsWith('File not found')) throw wentAway(source.path);
      throw new Unreadable(`ExifTool cannot read ${source.path}: ${error}.`, { at: source.path });
    }
    return { source: 'exiftool', readerVersion, path: source.path, values };
  };

  return {
    name: 'exiftool',
    async read(source, readOptions = {}) {
      if (closed) throw new Unavailable('ExifTool was closed.', { at: source.path });
      const limitMs = readOptions.timeLimitMs ?? timeLimitMs;
      const embedded = readOptions.embedded ?? false;
      try {
        if (source.localPath !== undefined) return await readFile(source.localPath, source, embedded, limitMs);
        return await withSparseFile(source, (path) => readFile(path, source, embedded, limitMs));
      } catch (cause) {
        if (cause instanceof RushesError) throw cause;
        const message = cause instanceof Error ? cause.message : String(cause);
        if (/file not found/i.test(message)) throw wentAway(source.path);
        if (/timeout|timed out/i.test(message))
          throw new LimitExceeded(`ExifTool did not answer within ${limitMs / 1000} s about ${source.path}.`, { at: source.path, cause });
        throw new Unreadable(`ExifTool cannot read ${source.path}: ${message}.`, { at: source.path, cause });
      }
    },
    async close() {
      closed = true;
      await (await opened)?.end(true);
    },
  };
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<{ value?: T; late: boolean }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ late: true }>((resolve) => {
    timer = setTimeout(() => resolve({ late: true }), limitMs);
  });
  try {
    return await Promise.race([work.then((value) => ({ value, late: false as const })), late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

/** What depends on where the file lies or when it was touched is left out, so that two copies read the same. */
const ofThePlace = /^(SourceFile|System:|ExifTool:ExifToolVersion|File:Directory)/;

function flatten(tags: Record<string, unknown>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [key, entry] of Object.entries(tags)) {
    if (ofThePlace.test(key) || key === 'errors' || key === 'warnings') continue;
    const { val, num } = isEntry(entry) ? entry : { val: entry, num: undefined };
    const text = textOf(val);
    if (text === undefined) continue;
    values[key] = text;
    const number = num === undefined ? undefined : textOf(num);
    if (number !== undefined && number !== text) values[`${key}#`] = number;
  }
  return values;
}

function isEntry(value: unknown): value is { val: unknown; num?: unknown } {
  return typeof value === 'object' && value !== null && 'val' in value;
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
  return text.length > longestValue ? `(${text.length} characters)` : text;
}
