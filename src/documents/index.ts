import { amf } from './amf.ts';
import { cdl } from './cdl.ts';
import type { DocumentReader } from './document.ts';
import { fdl } from './fdl.ts';
import { lut } from './lut.ts';

/** The documents that can be attached, those with the surest signature first; manifests are read by `verify` and by deliveries. */
export const documents: readonly DocumentReader[] = [amf, fdl, cdl, lut];

/** The reader of a document: the one that knows its first bytes, else the one of its extension. Undefined when none claims it. */
export function documentReaderFor(name: string, bytes: Uint8Array): DocumentReader | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return documents.find((reader) => reader.sniff(head)) ?? documents.find((reader) => reader.extensions.includes(extension));
}

export * as ascMhl from './ascMhl.ts';
export * as ascMhlHistory from './ascMhlHistory.ts';
export * as legacyMhl from './legacyMhl.ts';
export { ignoreMatcher } from './ignorePatterns.ts';
