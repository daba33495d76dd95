import type { HashFormat } from '../domain/hash.ts';
import { byteReversed } from '../domain/hash.ts';
import type { Problem } from '../domain/problem.ts';
import { readXmlEvents } from '../syntax/xmlEvents.ts';

/** Media Hash List 1.x (mediahashlist.org), the format before ASC MHL: one list beside the files it covers. */
export type LegacyMhlEntry = {
  /** Relative to the list's own folder. */
  readonly path: string;
  readonly sizeBytes?: number;
  readonly digests: readonly { readonly format: HashFormat; readonly value: string; readonly writtenAs: string }[];
  readonly line: number;
};

export type LegacyMhl = { readonly fileName: string; readonly version: string; readonly entries: readonly LegacyMhlEntry[] };

/**
 * What each element of a list means. `xxhash64` is written little-endian, so it is the byte-reversed form of `xxhash64be`, which is the usual one;
 * `xxhash` is XXH32 as a decimal number.
 */
const readers: Readonly<Record<string, (text: string) => { format: HashFormat; value: string } | undefined>> = {
  md5: (text) => hex(text, 'md5', 32),
  sha1: (text) => hex(text, 'sha1', 40),
  xxhash64be: (text) => hex(text, 'xxh64', 16),
  xxhash64: (text) => {
    const found = hex(text, 'xxh64', 16);
    return found && { format: found.format, value: byteReversed(found.value) };
  },
  xxhash: (text) =>
    /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32 ? { format: 'xxh32', value: Number(text).toString(16).padStart(8, '0') } : undefined,
  xxh128: (text) => hex(text, 'xxh128', 32),
  xxh3: (text) => hex(text, 'xxh3', 16),
  c4: (text) => (text.length === 90 && text.startsWith('c4') ? { format: 'c4', value: text } : undefined),
};

function hex(text: string, format: HashFormat, digits: number): { format: HashFormat; value: string } | undefined {
  return text.length === digits && /^[0-9a-f]+$/i.test(text) ? { format, value: text.toLowerCase() } : undefined;
}

/** Reads a list; undefined where the text is no MHL 1.x list (ASC MHL 2.0 has the same root element). */
export function parseLegacyMhl(text: string, fileName: string): { list: LegacyMhl; problems: Problem[] } | undefined {
  const problems: Problem[] = [];
  const entries: LegacyMhlEntry[] = [];
  let version: string | undefined;
  let entry:
    { path?: string; sizeBytes?: number; digests: { format: HashFormat; value: string; writtenAs: string }[]; line: number } | undefined;
  const fault = readXmlEvents(text, {
    open: (name, attributes, path, line) => {
      if (path.length === 1 && name === 'hashlist') version = attributes.version ?? '1.0';
      if (name === 'hash') entry = { digests: [], line };
    },
    close: (name, content, _path, line) => {
      if (!entry) return;
      if (name === 'file') entry.path = content;
      else if (name === 'size' && /^\d{1,16}$/.test(content)) entry.sizeBytes = Number(content);
      else if (name in readers) {
        const digest = readers[name]!(content);
        if (digest) entry.digests.push({ ...digest, writtenAs: name });
        else
          problems.push({
            severity: 'ERROR',
            code: 'MHL_FIELD',
            message: `"${content.slice(0, 80)}" is no ${name} hash.`,
            at: `${fileName}:${line}`,
          });
      } else if (name === 'hash') {
        if (entry.path !== undefined && entry.path !== '')
          entries.push({ ...entry, path: entry.path.replaceAll('\\', '/').replace(/^\.\//, '') });
        else
          problems.push({ severity: 'ERROR', code: 'MHL_FIELD', message: 'A hash of the list names no file.', at: `${fileName}:${line}` });
        entry = undefined;
      }
    },
  });
  if (version === undefined || !version.startsWith('1')) return undefined;
  if (fault)
    problems.push({
      severity: 'ERROR',
      code: 'MHL_UNREADABLE',
      message: `The list cannot be read to its end: ${fault.message}.`,
      at: `${fileName}:${fault.line}:${fault.column}`,
    });
  return { list: { fileName, version, entries }, problems };
}
