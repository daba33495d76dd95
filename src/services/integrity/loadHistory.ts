import { sameDigest } from '../../domain/hash.ts';
import type { Problem } from '../../domain/problem.ts';
import type { FolderEntry, IntegrityFolder } from '../../domain/ports/integrity.ts';
import { ascMhl, ascMhlHistory } from '../../documents/index.ts';
import { verifyExit, type VerifyFinding } from './report.ts';

type Manifest = ascMhl.MhlManifest;
type History = ascMhlHistory.MhlHistory;

/** Folders deeper than this are taken for a loop of mounts, not for a camera card. */
const maximumDepth = 100;

export type FolderTree = { readonly path: string; readonly entries: readonly FolderEntry[]; readonly folders: readonly FolderTree[] };

/** The whole tree, names in code-point order. Links to directories are listed, never entered. */
export async function readTree(folder: IntegrityFolder, path = '', depth = 0): Promise<FolderTree> {
  const entries = [...(await folder.list(path))].sort((a, b) => (a.name < b.name ? -1 : 1));
  const folders: FolderTree[] = [];
  if (depth < maximumDepth) {
    for (const entry of entries) if (entry.isDirectory && !entry.isLink) folders.push(await readTree(folder, entry.path, depth + 1));
  }
  return { path, entries, folders };
}

export type LoadedHistory = {
  readonly history: History;
  /** Broken chains and manifests, in the order the reference would meet them; each with its exit code. */
  readonly faults: readonly { readonly exitCode: number; readonly finding: VerifyFinding }[];
  readonly problems: readonly Problem[];
};

/** Loads the history of `tree` and those nested below it, checking every manifest against its chain. */
export async function loadHistory(folder: IntegrityFolder, tree: FolderTree): Promise<LoadedHistory> {
  const faults: { exitCode: number; finding: VerifyFinding }[] = [];
  const problems: Problem[] = [];
  const inside = ascMhlHistory.joinPath(tree.path, ascMhl.ascMhlFolderName);
  const mhlFolder = tree.folders.find((candidate) => candidate.path === inside);
  const manifests = mhlFolder ? await loadManifests(folder, mhlFolder, faults, problems) : [];
  const children: History[] = [];
  for (const nested of nestedHistories(tree)) {
    const loaded = await loadHistory(folder, nested);
    children.push(loaded.history);
    faults.push(...loaded.faults);
    problems.push(...loaded.problems);
  }
  await checkReferences(folder, tree.path, manifests, faults);
  return { history: { folder: tree.path, manifests, children }, faults, problems };
}

/** The nearest folders below that hold a history of their own. */
function nestedHistories(tree: FolderTree): FolderTree[] {
  return tree.folders.flatMap((folder) =>
    folder.folders.some((inner) => inner.path === `${folder.path}/${ascMhl.ascMhlFolderName}`) ? [folder] : nestedHistories(folder),
  );
}

async function readText(folder: IntegrityFolder, path: string): Promise<{ text: string; bytes: Uint8Array } | undefined> {
  const bytes = await folder.read(path);
  return bytes && { bytes, text: new TextDecoder('utf-8').decode(bytes) };
}

function chainFault(path: string, message: string): VerifyFinding {
  return { code: 'MHL_CHAIN_BROKEN', severity: 'ERROR', path, message };
}

async function loadManifests(
  folder: IntegrityFolder,
  mhlFolder: FolderTree,
  faults: { exitCode: number; finding: VerifyFinding }[],
  problems: Problem[],
): Promise<Manifest[]> {
  const chainPath = `${mhlFolder.path}/${ascMhl.ascMhlChainName}`;
  const chainFile = await readText(folder, chainPath);
  const sealed = new Set<string>();
  if (!chainFile) {
    faults.push({
      exitCode: verifyExit.noChain,
      finding: chainFault(chainPath, 'The chain file is missing, so nothing proves that the manifests are the ones that were written.'),
    });
  } else {
    const chain = ascMhl.parseAscMhlChain(chainFile.text, chainPath);
    for (const problem of chain.problems) faults.push({ exitCode: verifyExit.noChain, finding: chainFault(chainPath, problem.message) });
    for (const link of chain.links) {
      const path = `${mhlFolder.path}/${link.fileName}`;
      sealed.add(link.fileName);
      const file = await folder.read(path);
      if (!file) {
        faults.push({
          exitCode: verifyExit.missingManifest,
          finding: chainFault(path, `The chain names ${link.fileName} as generation ${link.sequence}, and it is not here.`),
        });
      } else {
        const actual = folder.hasher.hashBytes(link.format, file);
        if (!sameDigest(link.format, actual, link.digest)) {
          const finding = chainFault(path, `${link.fileName} is not the manifest that the chain sealed: its ${link.format} hash differs.`);
          faults.push({
            exitCode: verifyExit.modifiedManifest,
            finding: { ...finding, format: link.format, expected: link.digest, actual },
          });
        }
      }
    }
  }
  const manifests: Manifest[] = [];
  for (const entry of mhlFolder.entries) {
    if (entry.isDirectory || !entry.name.endsWith('.mhl') || entry.name.startsWith('._')) continue;
    if (ascMhl.generationOfFileName(entry.name) === undefined) {
      problems.push({
        severity: 'WARN',
        code: 'MHL_NAME',
        message: `${entry.name} is not named like a manifest (0001_NAME_DATE_TIMEZ.mhl) and is left out.`,
        at: entry.path,
      });
      continue;
    }
    const file = await readText(folder, entry.path);
    if (!file) continue;
    if (chainFile && !sealed.has(entry.name)) {
      problems.push({
        severity: 'WARN',
        code: 'MHL_UNSEALED',
        message: `${entry.name} is not in the chain, so nothing proves who wrote it.`,
        at: entry.path,
      });
    }
    const { manifest, problems: found } = ascMhl.parseAscMhl(file.text, entry.name);
    manifests.push(manifest);
    for (const problem of found) {
      if (problem.code === 'MHL_UNREADABLE')
        faults.push({ exitCode: verifyExit.modifiedManifest, finding: chainFault(entry.path, problem.message) });
      else problems.push(problem);
    }
  }
  return manifests.sort((a, b) => a.generation - b.generation);
}

/** A parent's manifest states the hash of each nested manifest that was written with it. */
async function checkReferences(
  folder: IntegrityFolder,
  base: string,
  manifests: readonly Manifest[],
  faults: { exitCode: number; finding: VerifyFinding }[],
): Promise<void> {
  for (const manifest of manifests) {
    for (const reference of manifest.references) {
      const path = ascMhlHistory.joinPath(base, reference.path);
      const file = await folder.read(path);
      if (!file) {
        faults.push({
          exitCode: verifyExit.missingManifest,
          finding: chainFault(path, `${manifest.fileName} refers to the nested manifest ${reference.path}, and it is not here.`),
        });
      } else if (!sameDigest('c4', folder.hasher.hashBytes('c4', file), reference.c4)) {
        faults.push({
          exitCode: verifyExit.modifiedManifest,
          finding: chainFault(path, `The nested manifest ${reference.path} is not the one that ${manifest.fileName} refers to.`),
        });
      }
    }
  }
}
