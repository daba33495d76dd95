import { sameDigest } from '../../domain/hash.ts';
import type { Problem } from '../../domain/problem.ts';
import type { FolderEntry, HashOutcome, HashRequest, IntegrityFolder } from '../../domain/ports/integrity.ts';
import { legacyMhl } from '../../documents/index.ts';
import { decodeText } from '../../syntax/lines.ts';
import type { VerifyOptions } from './options.ts';
import type { FolderTree } from './loadHistory.ts';
import { mismatch, verdictOf, verifyExit, type VerifyFinding, type VerifyReport } from './report.ts';

/**
 * Checks the files that the folder's MHL 1.x lists name; undefined where it has none. Every hash of an entry must fit: one wrong among several
 * means that the file or the list is damaged. Files that no list names are no fault: such lists often cover a part.
 */
export async function verifyLegacy(folder: IntegrityFolder, tree: FolderTree, options: VerifyOptions): Promise<VerifyReport | undefined> {
  const names = tree.entries
    .filter((entry) => !entry.isDirectory && entry.name.endsWith('.mhl') && !entry.name.startsWith('._'))
    .map((entry) => entry.name);
  const wanted = options.list === undefined ? names : names.filter((name) => name === options.list);
  const problems: Problem[] = [];
  const lists: legacyMhl.LegacyMhl[] = [];
  for (const name of wanted) {
    const bytes = await folder.read(name);
    // Older lists are in the encoding of their country, and say so.
    const text = bytes?.some((byte) => byte > 0x20) ? decodeText(bytes, name, bytes.length).text : '';
    const read = legacyMhl.parseLegacyMhl(text, name);
    if (!read) {
      // An ASC MHL manifest that was copied out of its folder is no list of this kind, and no fault of it.
      if (!/<hashlist[^>]*\sversion\s*=\s*["']2/.test(text))
        problems.push({
          severity: 'ERROR',
          code: 'MHL_UNREADABLE',
          message: `${name} is ${text === '' ? 'empty' : 'no MHL, for it has no <hashlist>'}; copy it again from where it was written.`,
          at: name,
        });
      continue;
    }
    lists.push(read.list);
    problems.push(...read.problems);
  }
  if (lists.length === 0 && problems.length === 0) return undefined;
  const mode = options.quick ? 'quick' : 'full';
  const files = new Map<string, FolderEntry>();
  const collect = (at: FolderTree): void => {
    for (const entry of at.entries) if (!entry.isDirectory) files.set(entry.path.normalize('NFC'), entry);
    at.folders.forEach(collect);
  };
  collect(tree);
  const findings: VerifyFinding[] = [];
  const planned: { entry: legacyMhl.LegacyMhlEntry; file: FolderEntry }[] = [];
  let missing = 0;
  for (const entry of lists.flatMap((list) => list.entries)) {
    const file = files.get(entry.path.normalize('NFC'));
    if (file) planned.push({ entry, file });
    else {
      missing += 1;
      findings.push({
        code: 'MHL_MISSING_FILE',
        severity: 'BLOCK',
        path: entry.path,
        message: `${entry.path} is in the list and not on disk.`,
      });
    }
  }
  const checked = options.quick ? { bytes: 0, failed: 0 } : await hashEntries(folder, planned, findings, options);
  const broken = problems.some((problem) => problem.severity === 'ERROR');
  const exitCode = broken
    ? verifyExit.modifiedManifest
    : checked.failed > 0
      ? verifyExit.hashMismatch
      : missing > 0
        ? verifyExit.missingFile
        : verifyExit.ok;
  return {
    folder: folder.location,
    kind: 'mhl-1',
    mode,
    exitCode,
    verdict: verdictOf(exitCode, mode),
    generations: lists.length,
    histories: lists.map((list) => list.fileName),
    filesExpected: planned.length + missing,
    filesVerified: options.quick ? 0 : planned.length - checked.failed,
    bytesHashed: checked.bytes,
    findings,
    problems,
  };
}

type Planned = { readonly entry: legacyMhl.LegacyMhlEntry; readonly file: FolderEntry };

async function hashEntries(
  folder: IntegrityFolder,
  planned: readonly Planned[],
  findings: VerifyFinding[],
  options: VerifyOptions,
): Promise<{ bytes: number; failed: number }> {
  const progress = {
    files: 0,
    filesTotal: planned.length,
    bytes: 0,
    bytesTotal: planned.reduce((sum, { file }) => sum + file.sizeBytes, 0),
  };
  let failed = 0;
  const judge = ({ entry, file }: Planned, outcome: Omit<HashOutcome, 'path'>): void => {
    progress.files += 1;
    const wrong = entry.digests.filter(({ format, value }) => {
      const actual = outcome.digests?.[format];
      return actual === undefined || !sameDigest(format, actual, value);
    });
    const sized = entry.sizeBytes === undefined || outcome.error !== undefined || entry.sizeBytes === outcome.sizeBytes;
    if (wrong.length === 0 && sized && outcome.error === undefined) return;
    failed += 1;
    if (wrong.length === 0) {
      const message =
        outcome.error === undefined
          ? `${file.path} has ${outcome.sizeBytes} bytes, the list says ${entry.sizeBytes}.`
          : mismatch(file.path, '', '', undefined, outcome.error).message;
      findings.push({ code: 'MHL_HASH_MISMATCH', severity: 'BLOCK', path: file.path, message });
    }
    for (const { format, value } of wrong) {
      const found = mismatch(file.path, format, value, outcome.digests?.[format], outcome.error);
      const right = entry.digests.length - wrong.length;
      findings.push(
        right === 0 || !outcome.digests
          ? found
          : { ...found, message: `${found.message} Another hash of the same entry fits, so the list itself may be wrong.` },
      );
    }
  };
  const open: Planned[] = [];
  for (const plan of planned) {
    const known = options.known?.(plan.file);
    if (known && plan.entry.digests.every(({ format }) => known[format] !== undefined)) {
      progress.bytes += plan.file.sizeBytes;
      judge(plan, { sizeBytes: plan.file.sizeBytes, digests: known });
    } else open.push(plan);
  }
  const requests: HashRequest[] = open.map(({ entry, file }) => ({
    path: file.path,
    formats: [...new Set(entry.digests.map((digest) => digest.format))],
  }));
  const onBytes = (count: number): void => {
    progress.bytes += count;
    options.onProgress?.({ ...progress });
  };
  let at = 0;
  let bytes = 0;
  for await (const outcome of folder.hasher.hashFiles(requests, onBytes, options.signal)) {
    const plan = open[at++]!;
    bytes += outcome.sizeBytes;
    if (outcome.digests) options.onHashed?.(plan.file, outcome.digests);
    judge(plan, outcome);
  }
  return { bytes, failed };
}
