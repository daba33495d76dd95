import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ByteSource } from '../../domain/ports/storage.ts';

/** Headers stand at the head, QuickTime's moov and MXF's footer often at the tail: 1 MiB of each covers what cameras write. */
const edgeBytes = 1024 * 1024;

/**
 * A file of the object's size in which only the ranges read so far, the head and the tail hold bytes; the rest is a hole. For engines that
 * want a path (ExifTool): a 20 GB movie costs some kilobytes of disk. Removed when `work` ends.
 */
export async function withSparseFile<T>(source: ByteSource, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rushes-sparse-'));
  try {
    const extension = /\.[A-Za-z0-9]{1,8}$/.exec(source.path)?.[0] ?? '';
    const path = join(folder, `object${extension}`);
    const file = await open(path, 'w');
    try {
      await file.truncate(source.sizeBytes);
      const tail = Math.max(edgeBytes, source.sizeBytes - edgeBytes);
      await file.write(await source.read(0, edgeBytes), 0, undefined, 0);
      if (tail < source.sizeBytes) await file.write(await source.read(tail, source.sizeBytes - tail), 0, undefined, tail);
      for (const { offset, bytes } of source.readSoFar?.() ?? []) await file.write(bytes, 0, bytes.length, offset);
    } finally {
      await file.close();
    }
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
