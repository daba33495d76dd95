import { Blocked, NotFound, Unavailable } from '../domain/errors.ts';
import type { Catalogue, HashedFile, Job } from '../domain/ports/catalogue.ts';
import type { FileDigests, FolderEntry } from '../domain/ports/integrity.ts';
import type { MediaRoots } from '../domain/ports/mediaRoots.ts';
import type { Changed } from './clips.ts';
import { refuseAway } from './mediaAway.ts';
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

/** Whether the verdict rests on files that could not be read, not only on what is in those that could. */
function lacksFiles(report: VerifyReport): boolean {
  return stateOf(report) !== 'VERIFIED' && !report.findings.every(({ actual }) => actual !== undefined);
}

/** Hashes a roll against its manifests and writes the verdict on the roll. */
export function createVerificationWorker(
  catalogue: Catalogue,
  roots: MediaRoots,
  verifyFolder: (
    path: string,
    options: VerifyOptions & { readonly allowance?: () => Promise<number | undefined> },
  ) => Promise<VerifyReport>,
  changed: Changed,
): Worker {
  return async (job: Job, context) => {
    const { root, path, rollId } = job.payload as { root?: string; path?: string; rollId?: string };
    if (root === undefined || path === undefined || rollId === undefined)
      throw new NotFound('This job names no roll; nothing was verified.');
    const attempt = async (): Promise<VerifyReport> => {
      const hashed = await createHashLog(catalogue, job.id);
      try {
        const folder = await roots.storage(root).localPath(path);
        if (folder === undefined)
          throw new Blocked('Verifying on object storage is not possible here; verify the card before it is uploaded.', { at: path });
        const report = await verifyFolder(folder, {
          signal: context.signal,
          known: hashed.known,
          onHashed: hashed.add,
          allowance: async () => ((await catalogue.isInspecting()) ? besideInspection : undefined),
          onProgress: ({ bytes, bytesTotal }) =>
            context.progress(
              bytesTotal === 0 ? 0 : bytes / bytesTotal,
              `${Math.round(bytes / 1e6)} of ${Math.round(bytesTotal / 1e6)} MB hashed.`,
            ),
        });
        if (lacksFiles(report)) await refuseAway(roots, { root, path }, 'the roll is verified');
        return report;
      } catch (error) {
        if (!(error instanceof Unavailable)) await refuseAway(roots, { root, path }, 'the roll is verified');
        throw error;
      } finally {
        await hashed.flush();
      }
    };
    let report = await attempt();
    // A storage that was away for a moment leaves what a broken card leaves: what was not there is looked for once more, the rest is known.
    if (lacksFiles(report)) report = await attempt();
    await catalogue.updateRoll(rollId, {
      mhlState: stateOf(report),
      mhlDetail: { verdict: report.verdict, findings: report.findings.slice(0, 100), at: new Date().toISOString() },
    });
    await changed(catalogue, job.productionId, { clipIds: await catalogue.clipIdsOfRoll(rollId), fields: ['mhl'] });
    await catalogue.forgetHashed(job.id);
    return report.verdict;
  };
}

/** Bytes a second that hashing may read while clips wait to be inspected: enough to go on, and no disk is starved by it. */
const besideInspection = 64 * 1024 * 1024;
/** Files and milliseconds between two writes: a killed worker loses no more than that. */
const hashLogFiles = 100;
const hashLogMilliseconds = 1000;

/** What this job has hashed: read back by its next attempt, so that a killed worker's terabytes are not read twice. */
async function createHashLog(catalogue: Catalogue, jobId: string) {
  const before = new Map((await catalogue.hashedFiles(jobId)).map((file) => [file.path, file]));
  let waiting: HashedFile[] = [];
  let lastWrite = performance.now();
  let writing: Promise<unknown> = Promise.resolve();
  const write = (): void => {
    const files = waiting;
    [waiting, lastWrite] = [[], performance.now()];
    // A digest that could not be kept is computed again; that is no reason to end the verification.
    if (files.length > 0) writing = writing.then(() => catalogue.rememberHashed(jobId, files)).catch(() => undefined);
  };
  return {
    known: (file: FolderEntry): FileDigests | undefined => {
      const found = before.get(file.path);
      return found && found.sizeBytes === file.sizeBytes && found.modified === file.modified ? found.digests : undefined;
    },
    add: (file: FolderEntry, digests: FileDigests): void => {
      waiting.push({ path: file.path, sizeBytes: file.sizeBytes, modified: file.modified, digests });
      if (waiting.length >= hashLogFiles || performance.now() - lastWrite > hashLogMilliseconds) write();
    },
    flush: async (): Promise<void> => {
      write();
      await writing;
    },
  };
}
