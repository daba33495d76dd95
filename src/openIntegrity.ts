/** The composition of `verify`, which needs no service. */
import { HashThread } from './adapters/storage/hashing.ts';
import { localFolder } from './adapters/storage/localFolder.ts';
import { sealFolder } from './services/seal.ts';
import { version } from './version.ts';
import { verifyFolder, type VerifyOptions, type VerifyReport } from './services/verify.ts';

/** Verifies a local folder against its manifests in a thread of its own, and ends that thread. */
export async function verifyLocalFolder(
  path: string,
  options: VerifyOptions & {
    /** Asked every second: bytes a second, undefined for as fast as it goes. */ readonly allowance?: () => Promise<number | undefined>;
  },
): Promise<VerifyReport> {
  const thread = new HashThread();
  const adjust = async (): Promise<void> => thread.throttle(await options.allowance?.());
  await adjust();
  const timer = options.allowance ? setInterval(() => void adjust().catch(() => undefined), 1000) : undefined;
  try {
    return await verifyFolder(await localFolder(path, thread), options);
  } finally {
    clearInterval(timer);
    await thread.close();
  }
}

/** Seals a local folder that Rushes delivers with the first generation of an ASC MHL history. */
export async function sealLocalFolder(path: string): Promise<string> {
  const thread = new HashThread();
  try {
    return await sealFolder(await localFolder(path, thread), { tool: 'Rushes', version, now: new Date() });
  } finally {
    await thread.close();
  }
}
