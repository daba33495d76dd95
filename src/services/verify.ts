import { sameDigest, type HashFormat } from '../domain/hash.ts';
import type { FileDigests, FolderEntry, HashRequest, IntegrityFolder } from '../domain/ports/integrity.ts';
import { ascMhlHistory, ignoreMatcher } from '../documents/index.ts';
import { checkDirectoryHashes, directoryDigestsOf, type DirectoryDigest } from './integrity/directoryHashes.ts';
import { verifyLegacy } from './integrity/verifyLegacy.ts';
import { loadHistory, readTree, type FolderTree } from './integrity/loadHistory.ts';
import type { VerifyOptions } from './integrity/options.ts';
import { mismatch, verdictOf, verifyExit, type VerifyFinding, type VerifyReport } from './integrity/report.ts';

export type { VerifyOptions, VerifyProgress } from './integrity/options.ts';
export type { VerifyFinding, VerifyReport } from './integrity/report.ts';
export { verifyExit } from './integrity/report.ts';

/**
 * Checks a folder against its ASC MHL history, or against its MHL 1.x lists where it has no history. The verdicts are those of the reference
 * implementation's `verify` (and `diff` for `quick`), with its exit codes. Every fault is reported, also where the first decides the code.
 */
export async function verifyFolder(folder: IntegrityFolder, options: VerifyOptions = {}): Promise<VerifyReport> {
  const tree = await readTree(folder);
  const hasHistory = tree.entries.some((entry) => entry.isDirectory && entry.name === 'ascmhl');
  if (options.list !== undefined || !hasHistory) {
    const legacy = await verifyLegacy(folder, tree, options);
    if (legacy) return legacy;
    return noHistory(folder, tree, options);
  }
  return verifyHistory(folder, tree, options);
}

function noHistory(folder: IntegrityFolder, tree: FolderTree, options: VerifyOptions): VerifyReport {
  const below: string[] = [];
  const visit = (at: FolderTree): void => {
    for (const inner of at.folders) visit(inner);
    if (at.path !== '' && at.entries.some((entry) => entry.name === 'ascmhl' || entry.name.endsWith('.mhl'))) below.push(at.path);
  };
  visit(tree);
  const held = below.filter((path) => !path.endsWith('/ascmhl') && path !== 'ascmhl');
  const hint =
    held.length === 0
      ? ''
      : ` There are histories below it; verify these: ${held.slice(0, 5).join(', ')}${held.length > 5 ? ', ...' : ''}.`;
  const mode = options.quick ? 'quick' : 'full';
  const finding: VerifyFinding = {
    code: 'MHL_ABSENT',
    severity: 'ERROR',
    path: '.',
    message: `${folder.location} has no ascmhl folder and no .mhl list, so nothing can say whether it is complete.${hint}`,
  };
  return {
    folder: folder.location,
    kind: 'none',
    mode,
    exitCode: verifyExit.noHistory,
    verdict: verdictOf(verifyExit.noHistory, mode),
    generations: 0,
    histories: held,
    filesExpected: 0,
    filesVerified: 0,
    bytesHashed: 0,
    findings: [finding],
    problems: [],
  };
}

type Planned = {
  readonly file: FolderEntry;
  readonly expected: { readonly format: HashFormat; readonly value: string };
  readonly formats: readonly HashFormat[];
};

async function verifyHistory(folder: IntegrityFolder, tree: FolderTree, options: VerifyOptions): Promise<VerifyReport> {
  const mode = options.quick ? 'quick' : 'full';
  const { history: loaded, faults, problems } = await loadHistory(folder, tree);
  const history = ascMhlHistory.indexHistory(loaded);
  const ignored = ignoreMatcher(ascMhlHistory.ignoreLists(history));
  const expected = ascMhlHistory.expectedPaths(history);
  const findings: VerifyFinding[] = faults.map((fault) => fault.finding);
  const newFiles: VerifyFinding[] = [];
  const planned: Planned[] = [];
  const directoryFormats = new Set<HashFormat>();
  if (options.directoryHashes)
    for (const manifest of history.manifests) for (const digest of manifest.rootDigests) directoryFormats.add(digest.format);
  const missing = new Set(expected.keys());
  for (const entry of filesAndFolders(tree, ignored)) {
    missing.delete(entry.path);
    if (entry.isDirectory) continue;
    const at = ascMhlHistory.historyFor(history, entry.path);
    const original = ascMhlHistory.originalDigest(at.history, at.path);
    if (!original) {
      newFiles.push({
        code: 'MHL_EXTRA_FILE',
        severity: 'WARN',
        path: entry.path,
        message: `${entry.path} is not in the history: it came after the last generation, or was never sealed.`,
      });
    } else {
      planned.push({ file: entry, expected: original, formats: [...new Set([original.format, ...directoryFormats])] });
    }
  }
  const missingFindings = [...missing]
    .filter((path) => !ignored(path, expected.get(path)!.isDirectory))
    .sort()
    .map((path): VerifyFinding => ({
      code: 'MHL_MISSING_FILE',
      severity: 'BLOCK',
      path,
      message: `${path} is in the history and not on disk.`,
    }));
  const hashed = options.quick
    ? { mismatches: [], digests: new Map<string, FileDigests>(), bytes: 0 }
    : await hashPlanned(folder, planned, options);
  const directories =
    options.quick || newFiles.length + missingFindings.length + hashed.mismatches.length > 0
      ? []
      : directoryFindings(folder, tree, history, hashed.digests, ignored);
  findings.push(...missingFindings, ...hashed.mismatches, ...newFiles, ...directories);
  const exitCode =
    history.manifests.length === 0 && faults.length === 0
      ? verifyExit.noHistory
      : (faults[0]?.exitCode ??
        (options.quick
          ? quickExit(missingFindings, newFiles)
          : fullExit(planned.length, hashed.mismatches, missingFindings, newFiles, directories)));
  return {
    folder: folder.location,
    kind: 'asc-mhl',
    mode,
    exitCode,
    verdict: verdictOf(exitCode, mode),
    generations: history.manifests.length,
    histories: historyFolders(history),
    filesExpected: [...expected.values()].filter((entry) => !entry.isDirectory).length,
    filesVerified: options.quick ? 0 : planned.length - hashed.mismatches.length,
    bytesHashed: hashed.bytes,
    findings,
    problems,
  };
}

/** The order of the reference: new files hide missing ones, and a mismatch hides both. */
function fullExit(
  planned: number,
  mismatches: readonly unknown[],
  missing: readonly unknown[],
  newFiles: readonly unknown[],
  directories: readonly unknown[],
): number {
  if (mismatches.length > 0) return verifyExit.hashMismatch;
  if (newFiles.length > 0) return verifyExit.newFile;
  if (planned === 0) return verifyExit.nothingVerified;
  if (missing.length > 0) return verifyExit.missingFile;
  return directories.length > 0 ? verifyExit.directoryHash : verifyExit.ok;
}

/** The reference's `diff` puts missing files first. */
function quickExit(missing: readonly unknown[], newFiles: readonly unknown[]): number {
  if (missing.length > 0) return verifyExit.missingFile;
  return newFiles.length > 0 ? verifyExit.newFile : verifyExit.ok;
}

function historyFolders(history: ascMhlHistory.MhlHistory): string[] {
  return [history.folder === '' ? '.' : history.folder, ...history.children.flatMap(historyFolders)];
}

function filesAndFolders(tree: FolderTree, ignored: (path: string, isDirectory: boolean) => boolean): FolderEntry[] {
  const kept = tree.entries.filter((entry) => !ignored(entry.path, entry.isDirectory));
  const inner = tree.folders.filter((folder) => !ignored(folder.path, true)).flatMap((folder) => filesAndFolders(folder, ignored));
  return [...inner, ...kept];
}

async function hashPlanned(
  folder: IntegrityFolder,
  planned: readonly Planned[],
  options: VerifyOptions,
): Promise<{ mismatches: VerifyFinding[]; digests: Map<string, FileDigests>; bytes: number }> {
  const digests = new Map<string, FileDigests>();
  const mismatches: VerifyFinding[] = [];
  const bytesTotal = planned.reduce((sum, { file }) => sum + file.sizeBytes, 0);
  const progress = { files: 0, filesTotal: planned.length, bytes: 0, bytesTotal };
  const judge = (plan: Planned, found: FileDigests | undefined, error: string | undefined): void => {
    progress.files += 1;
    if (found) digests.set(plan.file.path, found);
    const actual = found?.[plan.expected.format];
    if (actual !== undefined && sameDigest(plan.expected.format, actual, plan.expected.value)) return;
    mismatches.push(mismatch(plan.file.path, plan.expected.format, plan.expected.value, actual, error));
  };
  const open: Planned[] = [];
  for (const plan of planned) {
    const known = options.known?.(plan.file);
    if (known && plan.formats.every((format) => known[format] !== undefined)) {
      progress.bytes += plan.file.sizeBytes;
      judge(plan, known, undefined);
    } else open.push(plan);
  }
  const requests: HashRequest[] = open.map((plan) => ({ path: plan.file.path, formats: plan.formats }));
  const onBytes = (bytes: number): void => {
    progress.bytes += bytes;
    options.onProgress?.({ ...progress });
  };
  let at = 0;
  let bytes = 0;
  for await (const outcome of folder.hasher.hashFiles(requests, onBytes, options.signal)) {
    const plan = open[at++]!;
    bytes += outcome.sizeBytes;
    if (outcome.digests) options.onHashed?.(plan.file, outcome.digests);
    judge(plan, outcome.digests, outcome.error);
  }
  options.onProgress?.({ ...progress });
  return { mismatches, digests, bytes };
}

/** Checks the directory hashes of those formats in which every file was hashed anyway. */
function directoryFindings(
  folder: IntegrityFolder,
  tree: FolderTree,
  history: ascMhlHistory.IndexedHistory,
  digests: ReadonlyMap<string, FileDigests>,
  ignored: (path: string, isDirectory: boolean) => boolean,
): VerifyFinding[] {
  const formats = new Set<HashFormat>();
  for (const found of digests.values()) for (const format of Object.keys(found) as HashFormat[]) formats.add(format);
  if (formats.size === 0) return [];
  const cache = new Map<HashFormat, Map<string, DirectoryDigest | undefined>>();
  const digestsOf = (format: HashFormat): Map<string, DirectoryDigest | undefined> => {
    const found = cache.get(format) ?? directoryDigestsOf(tree, format, digests, ignored, folder.hasher);
    cache.set(format, found);
    return found;
  };
  return checkDirectoryHashes(history, [...formats], digestsOf);
}
