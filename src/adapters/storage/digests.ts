import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { IHasher } from 'hash-wasm';
import type * as addon from 'xxhash-addon';
import type { XXHash } from 'xxhash-addon';
import { c4OfSha512, type HashFormat } from '../../domain/hash.ts';

/** One running digest: hex in lower case, `c4...` for C4. */
export type RunningDigest = { readonly update: (data: Uint8Array) => void; readonly finish: () => string };

type NativeModule = typeof addon;

/** xxhash-addon is native (42 GB/s for XXH3); where its binary does not load, hash-wasm does the same at 5 GB/s. */
function loadNative(): NativeModule | undefined {
  try {
    return createRequire(import.meta.url)('xxhash-addon') as NativeModule;
  } catch {
    return undefined;
  }
}

const native = loadNative();
/** The canonical (big-endian) seed 0 of every MHL. */
const seed = Buffer.alloc(8);
const seed32 = Buffer.alloc(4);

function nativeHash(format: HashFormat): XXHash | undefined {
  if (!native) return undefined;
  if (format === 'xxh64') return new native.XXHash64(seed);
  if (format === 'xxh3') return new native.XXHash3(seed);
  if (format === 'xxh128') return new native.XXHash128(seed);
  if (format === 'xxh32') return new native.XXHash32(seed32);
  return undefined;
}

/** Loaded where it is needed: reading it takes as long as a hashing thread takes to start. */
async function wasmHash(format: HashFormat): Promise<IHasher> {
  const hashWasm = await import('hash-wasm');
  if (format === 'xxh64') return hashWasm.createXXHash64();
  if (format === 'xxh3') return hashWasm.createXXHash3();
  if (format === 'xxh128') return hashWasm.createXXHash128();
  return hashWasm.createXXHash32();
}

/** A new running digest of one format. */
export async function runningDigest(format: HashFormat): Promise<RunningDigest> {
  if (format === 'md5' || format === 'sha1' || format === 'c4') return cryptoDigest(format);
  const addon = nativeHash(format);
  if (addon) return { update: (data) => addon.update(data as Buffer), finish: () => addon.digest().toString('hex') };
  const wasm = await wasmHash(format);
  return { update: (data) => void wasm.update(data), finish: () => wasm.digest('hex') };
}

function cryptoDigest(format: 'md5' | 'sha1' | 'c4'): RunningDigest {
  const hash = createHash(format === 'c4' ? 'sha512' : format);
  return {
    update: (data) => void hash.update(data),
    finish: () => (format === 'c4' ? c4OfSha512(hash.digest('hex')) : hash.digest('hex')),
  };
}

const wasmForBytes = new Map<HashFormat, IHasher>();

/** Call once before `digestOfBytes` where the native addon may be missing. */
export async function prepareDigests(): Promise<void> {
  if (native) return;
  for (const format of ['xxh64', 'xxh3', 'xxh128', 'xxh32'] as const) wasmForBytes.set(format, await wasmHash(format));
}

/** Digest of a small buffer, at once. */
export function digestOfBytes(format: HashFormat, data: Uint8Array): string {
  if (format === 'md5' || format === 'sha1' || format === 'c4') {
    const digest = cryptoDigest(format);
    digest.update(data);
    return digest.finish();
  }
  const running = nativeHash(format);
  if (running) {
    running.update(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    return running.digest().toString('hex');
  }
  return wasmForBytes.get(format)!.init().update(data).digest('hex');
}
