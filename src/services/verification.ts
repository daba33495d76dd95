import { NotFound, Unavailable } from '../domain/errors.ts';
import type { Catalogue, Job } from '../domain/ports/catalogue.ts';
import type { MediaRoots } from '../domain/ports/mediaRoots.ts';
import type { Changed } from './clips.ts';
import { verifyExit, type VerifyOptions, type VerifyReport } from './verify.ts';
import type { Worker } from './work.ts';

/** What the catalogue says of a roll after its manifests were checked. */
function stateOf(report: VerifyReport): string {
  switch (report.exitCode) {
    case verifyExit.ok:
    case verifyExit.newFile:
      return 'VERIFIED';
    case verifyExit.missingFile:
    case verifyExit.nothingVerified:
      return 'INCOMPLETE';
    case verifyExit.noHistory:
      return 'ABSENT';
    default:
      return 'FAILED';
  }
}

/** Hashes a roll against its manifests and writes the verdict on the roll. */
export function createVerificationWorker(
  catalogue: Catalogue,
  roots: MediaRoots,
  verifyFolder: (path: string, options: VerifyOptions) => Promise<VerifyReport>,
  changed: Changed,
): Worker {
  return async (job: Job, context) => {
    const { root, path, rollId } = job.payload as { root?: string; path?: string; rollId?: string };
    if (root === undefined || path === undefined || rollId === undefined)
      throw new NotFound('This job names no roll; nothing was verified.');
    const folder = await roots.storage(root).localPath(path);
    if (folder === undefined)
      throw new Unavailable('Verifying on object storage is not possible here; verify the card before it is uploaded.', { at: path });
    const report = await verifyFolder(folder, {
      onProgress: ({ bytes, bytesTotal }) =>
        context.progress(
          bytesTotal === 0 ? 0 : bytes / bytesTotal,
          `${Math.round(bytes / 1e6)} of ${Math.round(bytesTotal / 1e6)} MB hashed.`,
        ),
    });
    await catalogue.updateRoll(rollId, {
      mhlState: stateOf(report),
      mhlDetail: { verdict: report.verdict, findings: report.findings.slice(0, 100), at: new Date().toISOString() },
    });
    await changed(catalogue, job.productionId, { clipIds: await catalogue.clipIdsOfRoll(rollId), fields: ['mhl'] });
    return report.verdict;
  };
}
