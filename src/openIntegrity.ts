/** The composition of `verify`, which needs no service. */
import { HashThreads } from './adapters/storage/hashing.ts';
import { localFolder } from './adapters/storage/localFolder.ts';
import { sealFolder } from './services/seal.ts';
import { version } from './version.ts';
import { verifyFolder, type VerifyOptions, type VerifyReport } from './services/verify.ts';

/** Verifies a local folder against its manifests in threads of its own, and ends them. */
export async function verifyLocalFolder(
  path: string,
  options: VerifyOptions & {
    /** Asked every second: bytes a second, undefined for as fast as it goes. */ readonly allowance?: () => Promise<number | undefined>;
  },
): Promise<VerifyReport> {
  const threads = new HashThreads();
  const adjust = async (): Promise<void> => threads.throttle(await options.allowance?.());
  const timer = options.allowance ? setInterval(() => void adjust().catch(() => undefined), 1000) : undefined;
  try {
    if (!options.quick) threads.start();
    await adjust();
    return await verifyFolder(await localFolder(path, threads), options);
  } finally {
    clearInterval(timer);
    await threads.close();
  }
}

/** Seals a local folder that Rushes delivers with the first generation of an ASC MHL history. */
export async function sealLocalFolder(path: string): Promise<string> {
  const threads = new HashThreads();
  try {
    return await sealFolder(await localFolder(path, threads), { tool: 'Rushes', version, now: new Date() });
  } finally {
    await threads.close();
  }
}
