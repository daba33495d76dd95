import type { RawMetadata } from '../domain/clip.ts';
import { extensionOf, readerVersion, readText, type Format } from './format.ts';
import { addFrame, concludeFrames, type FrameTable } from './perFrame.ts';

/** A ten minute take has some 90 MB; beyond it nothing is gained. */
const largestExport = 256 * 1024 * 1024;
/** Lookup tables and calibration data are blobs, not facts. */
const longestValue = 1024;

/** `art-cmd export --metadata`: sets of the clip, descriptive sets, and sets frame by frame. */
export const arriJson: Format = {
  name: 'arri-json',
  label: 'ARRI Reference Tool JSON',
  extensions: ['json'],
  role: 'sidecar',
  evidence: 'real export',
  sniff: (head, fileName) =>
    extensionOf(fileName) === 'json' && new TextDecoder('latin1').decode(head.subarray(0, 400)).includes('arriJsonHeader'),
  async read(source) {
    const { text, problems } = await readText(source, largestExport);
    if (text === undefined) return { raw: [], problems };
    let document: ArriDocument;
    try {
      document = JSON.parse(text) as ArriDocument;
    } catch (error) {
      return {
        raw: [],
        problems: [
          {
            severity: 'WARN',
            code: 'SIDECAR_BROKEN',
            message: `${source.path} is not well-formed JSON (${(error as Error).message}); export it again.`,
            at: source.path,
          },
        ],
      };
    }
    const values: Record<string, string> = {};
    for (const set of listOf(document.clipBasedMetadataSets)) collect(values, `clip.${set.metadataSetName}`, set.metadataSetPayload);
    for (const set of listOf(document.descriptiveMetadataSets)) collect(values, `desc.${set.metadataSetName}`, set.metadataSetPayload);
    const table: FrameTable = {};
    for (const [index, frame] of listOf(document.frameBasedMetadata?.frames).entries()) {
      const flat: Record<string, string> = {};
      if (typeof frame.timecode === 'string') flat['frame.timecode'] = frame.timecode;
      for (const [name, payload] of Object.entries(frame.frameBasedMetadataSets ?? {}))
        if (name !== 'Checksum Dynamic') collect(flat, `frame.${name}`, payload);
      for (const [key, value] of Object.entries(flat)) addFrame(table, key, index, value);
    }
    const raw: RawMetadata = { source: 'export:arriJson', readerVersion, path: source.path, values, ...concludeFrames(table, values) };
    return { raw: [raw], problems };
  },
};

type MetadataSet = { readonly metadataSetName?: string; readonly metadataSetPayload?: unknown };
type ArriDocument = {
  readonly clipBasedMetadataSets?: readonly MetadataSet[];
  readonly descriptiveMetadataSets?: readonly MetadataSet[];
  readonly frameBasedMetadata?: {
    readonly frames?: readonly { readonly timecode?: unknown; readonly frameBasedMetadataSets?: Readonly<Record<string, unknown>> }[];
  };
};

function listOf<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? (list as readonly T[]) : [];
}

/** Leaves under their path. Lists of key and value (Slate Info's userInfo) stand under the key; other lists are left out. */
function collect(values: Record<string, string>, prefix: string, value: unknown, depth = 0): void {
  if (value === null || value === undefined || depth > 12) return;
  if (Array.isArray(value)) {
    for (const entry of value as readonly { key?: unknown; value?: unknown }[]) {
      if (typeof entry?.key === 'string' && typeof entry.value === 'string' && entry.value.trim() !== '') {
        values[`${prefix.replace(/\.[^.]+$/, '')}.${entry.key.trim()}`] = entry.value.trim();
      }
    }
  } else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) collect(values, `${prefix}.${key}`, inner, depth + 1);
  } else {
    const text = String(value as string | number | boolean);
    if (text !== '' && text.length <= longestValue) values[prefix] = text;
  }
}
