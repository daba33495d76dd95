/**
 * `npm run bench -- inspect`: 200 mixed files against running exiftool, mediainfo and ffprobe once per file, in one run on one machine; then the cost of a
 * clip through the whole ingest into PostgreSQL, at 100, 1,000 and 10,000 clips. `files` or `ingest [count]` run one of them.
 */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createExifTool } from '../../src/adapters/engines/exiftool.ts';
import { createMediaInfo } from '../../src/adapters/engines/mediainfo.ts';
import { localStorage } from '../../src/adapters/storage/local.ts';
import type { ByteSource, MediaStorage } from '../../src/domain/ports/storage.ts';
import { groupFiles } from '../../src/domain/grouping.ts';
import { createInspector } from '../../src/services/inspect.ts';
import { samplesFolder } from '../samples.ts';
import { costPerClip } from '../ingest/costPerClip.ts';

const fileCount = 200;
const run_ = promisify(execFile);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Two hundred files under names of their own, so that each is a clip. */
function makeFiles(samples: string, folder: string): string[] {
  const originals = ['camera-files', 'image-frames', 'sound'].flatMap((name) => filesBelow(join(samples, name)));
  return Array.from({ length: fileCount }, (_, index) => {
    const original = originals[index % originals.length]!;
    const target = join(folder, `take_${String(index).padStart(3, '0')}x${original.slice(original.lastIndexOf('.'))}`);
    copyFileSync(original, target);
    return target;
  });
}

/** Counts what our own readers read; the engines' own reads are counted by them. */
function counting(storage: MediaStorage, count: (bytes: number) => void): MediaStorage {
  return {
    ...storage,
    open: async (path) => {
      const source = await storage.open(path);
      const read: ByteSource['read'] = async (offset, length) => {
        const bytes = await source.read(offset, length);
        count(bytes.length);
        return bytes;
      };
      return { ...source, read };
    },
  };
}

async function inspectAll(
  folder: string,
  concurrency: number,
): Promise<{ milliseconds: number; ownBytes: number; mediainfoBytes: number; peakMiB: number; clips: number }> {
  const exiftool = createExifTool({ processes: concurrency });
  const mediainfo = createMediaInfo({ processes: concurrency });
  let ownBytes = 0;
  const storage = counting(localStorage(folder), (bytes) => (ownBytes += bytes));
  const inspector = createInspector({ engines: { exiftool, mediainfo }, storageOf: () => storage });
  const listing = [];
  for await (const file of storage.list('', () => undefined)) listing.push(file);
  const groups = [...groupFiles(listing)];
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let index = next++; index < groups.length; index = next++) await inspector.inspectGroup(groups[index]!, storage);
    }),
  );
  const milliseconds = performance.now() - began;
  clearInterval(watch);
  const result = { milliseconds, ownBytes, mediainfoBytes: mediainfo.bytesRead(), peakMiB: peak / 2 ** 20, clips: groups.length };
  await Promise.all([exiftool.close(), mediainfo.close()]);
  return result;
}

async function oncePerFile(files: readonly string[], concurrency: number): Promise<number> {
  const tools: readonly (readonly [string, readonly string[]])[] = [
    ['exiftool', ['-j', '-G1', '-n']],
    ['mediainfo', ['--Output=JSON']],
    ['ffprobe', ['-v', 'quiet', '-show_format', '-show_streams', '-of', 'json']],
  ];
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let index = next++; index < files.length; index = next++) {
        for (const [tool, options] of tools)
          await run_(tool, [...options, files[index]!], { maxBuffer: 64 * 2 ** 20 }).catch(() => undefined);
      }
    }),
  );
  return performance.now() - began;
}

export async function run(argv: readonly string[]): Promise<void> {
  const samples = samplesFolder();
  if (samples === undefined) return;
  if (argv[0] !== 'ingest') await throughput(samples);
  if (argv[0] !== 'files') await costPerClip(argv[0] === 'ingest' && argv[1] !== undefined ? [Number(argv[1])] : [100, 1000, 10_000]);
}

async function throughput(samples: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rushes-bench-'));
  try {
    mkdirSync(folder, { recursive: true });
    const files = makeFiles(samples, folder);
    const total = files.reduce((sum, file) => sum + statSync(file).size, 0);
    const concurrency = 2;
    const ours = await inspectAll(folder, concurrency);
    const theirs = await oncePerFile(files, concurrency);
    const per = (milliseconds: number) =>
      `${(milliseconds / fileCount).toFixed(1)} ms a file, ${((1000 * fileCount) / milliseconds).toFixed(1)} files/s`;
    console.log(
      `${fileCount} mixed files (${(total / 2 ** 20).toFixed(0)} MiB, ${ours.clips} clips), ${concurrency} at a time, engines started within the measured time`,
    );
    console.log(`  rushes                                 ${per(ours.milliseconds)}`);
    console.log(`  exiftool + mediainfo + ffprobe a file  ${per(theirs)}`);
    console.log(`  ratio                                  ${(theirs / ours.milliseconds).toFixed(1)} times their throughput (must be 5)`);
    console.log(
      `  bytes read a file                      ${(ours.ownBytes / fileCount / 1024).toFixed(0)} KiB by our readers, ${(ours.mediainfoBytes / fileCount / 1024).toFixed(0)} KiB by MediaInfo`,
    );
    console.log(
      `  peak memory                            ${ours.peakMiB.toFixed(0)} MiB (this process; each ExifTool some 60 and each MediaInfo some 150 MiB more)`,
    );
    if (theirs / ours.milliseconds < 5) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
