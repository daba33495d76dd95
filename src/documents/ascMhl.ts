import { isHashFormat, type HashFormat } from '../domain/hash.ts';
import type { Problem } from '../domain/problem.ts';
import { readXmlEvents } from '../syntax/xmlEvents.ts';

/**
 * ASC Media Hash List 2.0: what one manifest (`ascmhl/0001_A002R2EC_2020-01-16_091500Z.mhl`) and the chain file say. Reading is as lenient as the
 * reference implementation (github.com/ascmitc/mhl); judging is in ascMhlHistory.ts.
 */
export type MhlAction = 'original' | 'verified' | 'failed';

export type MhlDigest = {
  readonly format: HashFormat;
  readonly value: string;
  readonly action?: string;
  /** Directories only: the hash over names and structure; `value` is the one over content. */
  readonly structure?: string;
};

export type MhlEntry = {
  /** Relative to the history's folder, `/`-separated. */
  readonly path: string;
  readonly previousPath?: string;
  readonly isDirectory: boolean;
  readonly sizeBytes?: number;
  readonly digests: readonly MhlDigest[];
};

export type MhlReference = { readonly path: string; readonly c4: string };

export type MhlManifest = {
  readonly fileName: string;
  readonly generation: number;
  readonly created?: string;
  readonly tool?: string;
  readonly hostname?: string;
  readonly process?: string;
  readonly rootDigests: readonly MhlDigest[];
  readonly ignorePatterns: readonly string[];
  readonly entries: readonly MhlEntry[];
  readonly references: readonly MhlReference[];
};

export type MhlChainLink = { readonly sequence: number; readonly fileName: string; readonly format: HashFormat; readonly digest: string };

export const ascMhlFolderName = 'ascmhl';
export const ascMhlChainName = 'ascmhl_chain.xml';

/** The generation in `0001_NAME_DATE_TIMEZ.mhl`; undefined where the name does not follow the convention (and for `._` companions of macOS). */
export function generationOfFileName(fileName: string): number | undefined {
  if (fileName.startsWith('._') || !fileName.endsWith('.mhl')) return undefined;
  const found = /^(\d{4,})(?:_(.+))?$/.exec(fileName.slice(0, -4));
  return found ? Number(found[1]) : undefined;
}

type OpenEntry = {
  path?: string;
  previousPath?: string;
  sizeBytes?: number;
  isDirectory: boolean;
  digests: { format: HashFormat; value: string; action?: string; structure?: string }[];
};

/** Reads one manifest. A fault of the XML ends the reading and is a problem; unknown elements are passed over. */
export function parseAscMhl(text: string, fileName: string): { manifest: MhlManifest; problems: Problem[] } {
  const problems: Problem[] = [];
  const entries: MhlEntry[] = [];
  const references: MhlReference[] = [];
  const ignorePatterns: string[] = [];
  const about: { created?: string; tool?: string; hostname?: string; process?: string } = {};
  let rootDigests: readonly MhlDigest[] = [];
  let entry: OpenEntry | undefined;
  let reference: { path?: string; c4?: string } | undefined;
  let attributesOfDigest: Readonly<Record<string, string>> = {};
  let version: string | undefined;
  let rootName: string | undefined;
  let inStructure = false;
  const fault = readXmlEvents(text, {
    open: (name, attributes, path, line) => {
      if (path.length === 1) {
        rootName = name;
        version = attributes.version;
      } else if (!entry && (name === 'hash' || name === 'directoryhash' || name === 'roothash'))
        entry = { isDirectory: name !== 'hash', digests: [] };
      else if (name === 'hashlistreference') reference = {};
      else if (entry && name === 'path') {
        const size = attributes.size;
        if (size !== undefined && /^\d{1,16}$/.test(size)) entry.sizeBytes = Number(size);
        else if (size !== undefined) problems.push(problemAt(fileName, line, `The size "${size}" is no number of bytes.`));
      } else if (name === 'structure' || name === 'content') inStructure = name === 'structure';
      if (isHashFormat(name)) attributesOfDigest = attributes;
    },
    close: (name, content, path) => {
      const parent = path.at(-2);
      if (reference) {
        if (name === 'path') reference.path = content;
        else if (name === 'c4') reference.c4 = content;
        else if (name === 'hashlistreference') {
          if (reference.path !== undefined && reference.c4 !== undefined) references.push({ path: reference.path, c4: reference.c4 });
          reference = undefined;
        }
      } else if (entry) {
        if (name === 'path') entry.path = content;
        else if (name === 'previousPath') entry.previousPath = content;
        else if (isHashFormat(name)) addDigest(entry, name, content, attributesOfDigest, inStructure);
        else if (name === 'roothash') {
          rootDigests = entry.digests;
          entry = undefined;
        } else if (name === 'hash' || name === 'directoryhash') {
          if (entry.path !== undefined && entry.path !== '') entries.push({ ...entry, path: entry.path });
          entry = undefined;
          inStructure = false;
        }
      } else if (name === 'pattern' && parent === 'ignore') ignorePatterns.push(content);
      else if (parent === 'creatorinfo' && name === 'creationdate') about.created = content;
      else if (parent === 'creatorinfo' && name === 'hostname') about.hostname = content;
      else if (parent === 'creatorinfo' && name === 'tool') about.tool = content;
      else if (parent === 'processinfo' && name === 'process') about.process = content;
    },
  });
  if (fault)
    problems.push({
      severity: 'ERROR',
      code: 'MHL_UNREADABLE',
      message: `The manifest cannot be read to its end: ${fault.message}.`,
      at: `${fileName}:${fault.line}:${fault.column}`,
    });
  else if (rootName !== 'hashlist')
    problems.push({
      severity: 'ERROR',
      code: 'MHL_UNREADABLE',
      message: `This is no hash list: its root element is <${rootName ?? ''}>.`,
      at: fileName,
    });
  else if (version !== '2.0')
    problems.push({
      severity: 'WARN',
      code: 'MHL_VERSION',
      message: `The hash list has version ${version ?? 'none'}; 2.0 is read.`,
      at: fileName,
    });
  const generation = generationOfFileName(fileName) ?? 1;
  return { manifest: { fileName, generation, ...about, rootDigests, ignorePatterns, entries, references }, problems };
}

function problemAt(fileName: string, line: number, message: string): Problem {
  return { severity: 'WARN', code: 'MHL_FIELD', message, at: `${fileName}:${line}` };
}

/** A directory's structure digest joins the content digest of its format, which comes first. */
function addDigest(
  entry: OpenEntry,
  format: HashFormat,
  value: string,
  attributes: Readonly<Record<string, string>>,
  inStructure: boolean,
): void {
  const same = entry.isDirectory && inStructure ? entry.digests.find((digest) => digest.format === format) : undefined;
  if (same) same.structure = value;
  else if (!(entry.isDirectory && inStructure))
    entry.digests.push({ format, value, ...(attributes.action === undefined ? {} : { action: attributes.action }) });
}

/** Reads `ascmhl_chain.xml`. */
export function parseAscMhlChain(text: string, fileName: string): { links: MhlChainLink[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const links: MhlChainLink[] = [];
  let open: { sequence: number; fileName?: string; format?: HashFormat; digest?: string } | undefined;
  const fault = readXmlEvents(text, {
    open: (name, attributes, path) => {
      if (name === 'hashlist' && path.length > 1) open = { sequence: Number(attributes.sequencenr ?? Number.NaN) };
    },
    close: (name, content, _path, line) => {
      if (!open) return;
      if (name === 'path') open.fileName = content;
      else if (isHashFormat(name)) [open.format, open.digest] = [name, content];
      else if (name === 'hashlist') {
        const { sequence, fileName: path, format, digest } = open;
        if (path !== undefined && format !== undefined && digest !== undefined) links.push({ sequence, fileName: path, format, digest });
        else
          problems.push({
            severity: 'ERROR',
            code: 'MHL_CHAIN_BROKEN',
            message: 'A generation of the chain lacks its path or its hash.',
            at: `${fileName}:${line}`,
          });
        open = undefined;
      }
    },
  });
  if (fault)
    problems.push({
      severity: 'ERROR',
      code: 'MHL_CHAIN_BROKEN',
      message: `The chain file cannot be read to its end: ${fault.message}.`,
      at: `${fileName}:${fault.line}:${fault.column}`,
    });
  const seen = new Set<number>();
  for (const link of links) {
    if (!Number.isInteger(link.sequence) || link.sequence < 1) {
      problems.push({
        severity: 'ERROR',
        code: 'MHL_CHAIN_BROKEN',
        message: `The chain gives ${link.fileName} no sequence number.`,
        at: fileName,
      });
    } else if (seen.has(link.sequence)) {
      problems.push({
        severity: 'ERROR',
        code: 'MHL_CHAIN_BROKEN',
        message: `The chain numbers two manifests ${link.sequence}; ${link.fileName} is the second.`,
        at: fileName,
      });
    }
    seen.add(link.sequence);
  }
  return { links, problems };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export type SealedFile = { readonly path: string; readonly sizeBytes: number; readonly modified: string; readonly xxh128: string };

/** The first generation of a history (ASC MHL v2.0, 5): the manifest, its file name, and the chain that names it by its C4. */
export function writeFirstGeneration(
  folderName: string,
  files: readonly SealedFile[],
  { tool, version, now }: { readonly tool: string; readonly version: string; readonly now: Date },
  c4Of: (text: string) => string,
): { readonly manifest: string; readonly fileName: string; readonly chain: string } {
  const stamp = now.toISOString().replace(/\.\d+Z$/, '+00:00');
  const entries = files.map(
    ({ path, sizeBytes, modified, xxh128 }) => `    <hash>
      <path size="${sizeBytes}" lastmodificationdate="${modified.replace(/\.\d+Z$/, '+00:00')}">${escaped(path)}</path>
      <xxh128 action="original" hashdate="${stamp}">${xxh128}</xxh128>
    </hash>\n`,
  );
  const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0">
  <creatorinfo>
    <creationdate>${stamp}</creationdate>
    <hostname>${escaped(tool)}</hostname>
    <tool version="${escaped(version)}">${escaped(tool)}</tool>
  </creatorinfo>
  <processinfo>
    <process>in-place</process>
    <ignore>
      <pattern>.DS_Store</pattern>
      <pattern>ascmhl</pattern>
      <pattern>ascmhl/</pattern>
    </ignore>
  </processinfo>
  <hashes>
${entries.join('')}  </hashes>
</hashlist>
`;
  const day = now.toISOString();
  const fileName = `0001_${folderName}_${day.slice(0, 10)}_${day.slice(11, 19).replaceAll(':', '')}Z.mhl`;
  const chain = `<?xml version="1.0" encoding="UTF-8"?>
<ascmhldirectory xmlns="urn:ASC:MHL:DIRECTORY:v2.0">
  <hashlist sequencenr="1">
    <path>${escaped(fileName)}</path>
    <c4>${c4Of(manifest)}</c4>
  </hashlist>
</ascmhldirectory>
`;
  return { manifest, fileName, chain };
}
