/** Every reader of ours as a function of bytes: what it may refuse it refuses with an error of ours; anything else is a crash. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ascMhl, documents, ignoreMatcher, legacyMhl } from '../../src/documents/index.ts';
import { RushesError } from '../../src/domain/errors.ts';
import { groupListing } from '../../src/domain/grouping.ts';
import { normalise } from '../../src/domain/normalise/normalise.ts';
import type { ByteSource } from '../../src/domain/ports/storage.ts';
import { formats, sidecars, type Format } from '../../src/formats/index.ts';
import { decodeText } from '../../src/syntax/lines.ts';
import { timelineReaders } from '../../src/timelines/index.ts';
import { goldenInput } from '../golden/input.ts';
import { timelinePorts } from '../golden/timelines/ports.ts';
import { samplesFolder } from '../samples.ts';

export type FuzzTarget = {
  readonly name: string;
  /** Beginnings that lead deep into the reader. */
  readonly seeds: () => readonly Uint8Array[];
  readonly run: (bytes: Uint8Array) => Promise<void>;
  /** Bytes; 96 KiB where nothing is said. */ readonly largestInput?: number;
};

/** Bytes of an input of most readers. */
export const largestInput = 96 * 1024;
/** Larger seeds only slow the search down: what a reader decides on stands at the beginning. */
const largestSeed = 24 * 1024;
/** The smallest AAF holds its dictionary of types and is 240 KiB. */
const largestAaf = 512 * 1024;
const golden = fileURLToPath(new URL('../golden/', import.meta.url));
const samples = samplesFolder();

export function sourceOf(bytes: Uint8Array, path: string): ByteSource {
  return {
    path,
    sizeBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.slice(Math.max(0, offset), Math.min(bytes.length, Math.max(0, offset + length)))),
    close: () => Promise.resolve(),
  };
}

/** The golden inputs of a folder, and the sample files with these extensions; the smallest first, so that few bytes go far. */
function seedsFrom(folder: string, extensions: readonly string[], sampleFolders: readonly string[], largest = largestSeed): Uint8Array[] {
  const found: Uint8Array[] = [];
  if (existsSync(folder)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && entry.name.startsWith('input.')) found.push(goldenInput(join(entry.parentPath, entry.name)));
  }
  for (const sampleFolder of samples === undefined ? [] : sampleFolders) {
    const paths = readdirSync(join(samples!, sampleFolder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extensions.includes(entry.name.slice(entry.name.lastIndexOf('.') + 1).toLowerCase()))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort((a, b) => statSync(a).size - statSync(b).size)
      .slice(0, 12);
    for (const path of paths) found.push(readFileSync(path).subarray(0, largest));
  }
  return found.map((bytes) => bytes.subarray(0, largest));
}

/** Runs what may refuse: a refusal is an answer. */
async function allowingRefusal(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RushesError)) throw error;
    if (error.message.length < 8) throw new Error(`A refusal without a sentence: ${JSON.stringify(error.message)}`, { cause: error });
  }
}

function formatTarget(format: Format): FuzzTarget {
  const fileName = `fuzz.${format.extensions[0] ?? 'bin'}`;
  return {
    name: format.name,
    seeds: () =>
      seedsFrom(`${golden}formats/${format.name}`, format.extensions, ['camera-files', 'camera-metadata', 'image-frames', 'sound', 'ale']),
    run: (bytes) =>
      allowingRefusal(async () => {
        format.sniff(bytes.subarray(0, 65_536), fileName);
        const { raw, problems } = await format.read(sourceOf(bytes, fileName), {});
        const media = format.role === 'media';
        const clip = normalise({
          name: 'fuzz',
          format: format.name,
          kind: format.name === 'bwf' ? 'SOUND' : 'CAMERA',
          segments: media ? [{ path: fileName, sizeBytes: bytes.length }] : [],
          raw,
          problems,
        });
        for (const { field, value } of clip.facts)
          if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${field} is no number: ${value}`);
        JSON.stringify(clip);
      }),
  };
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const manifests: readonly FuzzTarget[] = [
  {
    name: 'asc-mhl',
    seeds: () => seedsFrom('', ['mhl'], ['asc-mhl']),
    run: (bytes) => allowingRefusal(() => ascMhl.parseAscMhl(text(bytes), '0001_fuzz_2026-01-01_000000Z.mhl')),
  },
  {
    name: 'asc-mhl-chain',
    seeds: () => seedsFrom('', ['xml'], ['asc-mhl']),
    run: (bytes) => allowingRefusal(() => ascMhl.parseAscMhlChain(text(bytes), 'ascmhl_chain.xml')),
  },
  {
    name: 'legacy-mhl',
    seeds: () => seedsFrom('', ['mhl'], ['legacy-mhl']),
    run: (bytes) => allowingRefusal(() => legacyMhl.parseLegacyMhl(decodeText(bytes, 'fuzz.mhl', bytes.length).text, 'fuzz.mhl')),
  },
  {
    // First line a path, the others patterns: a pattern must not make matching explode.
    name: 'ignore-patterns',
    seeds: () =>
      ['Clips/A001.mov\n*.tmp\n**/cache/**\n!keep.me\n[a-z]?/x', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa\n*a*a*a*a*a*b'].map((seed) =>
        Buffer.from(seed),
      ),
    run: (bytes) =>
      allowingRefusal(() => {
        const [path = '', ...patterns] = text(bytes.subarray(0, 4096)).split('\n');
        const ignored = ignoreMatcher([{ base: '', patterns: patterns.slice(0, 50) }]);
        ignored(path, false);
        ignored(path, true);
      }),
  },
];

const listings: FuzzTarget = {
  name: 'grouping',
  seeds: () =>
    [
      'A001/A001_C001_0101AB.RDC/A001_C001_0101AB_001.R3D\nA001/A001_C001_0101AB.RDC/A001_C001_0101AB_002.R3D',
      'XDROOT/Clip/C0001.MXF\nXDROOT/Clip/C0001M01.XML\nXDROOT/Sub/C0001S01.MP4\nDCIM/100GOPRO/GX010042.MP4\nDCIM/100GOPRO/GX020042.MP4',
      'seq/a.0001.dpx\nseq/a.0002.dpx\nseq/a.99999999999.dpx',
    ].map((seed) => Buffer.from(seed)),
  run: (bytes) =>
    allowingRefusal(() => {
      const files = text(bytes)
        .split('\n')
        .filter(Boolean)
        .map((path) => ({ path, sizeBytes: 1, mtimeMs: 0 }));
      const { groups, others } = groupListing(files, 'root');
      const placed = groups.flatMap((group) => [...group.files, ...group.sidecars]).length + others.length;
      if (placed > files.length) throw new Error(`${placed} files came out of ${files.length}.`);
    }),
};

/**
 * AAF is read by a process of its own, whose places the search cannot see: its inputs are changed blindly, some ten a second. That it takes too long or
 * too much is an answer; that it breaks is none.
 */
const aafPorts = await timelinePorts('aaf', { timeoutSeconds: 20 });
const aafs: readonly FuzzTarget[] = timelineReaders
  .filter(({ name }) => name === 'aaf' && aafPorts.left === undefined)
  .map((reader) => ({
    name: `timeline-${reader.name}`,
    largestInput: largestAaf,
    seeds: () => seedsFrom(`${golden}timelines/aaf`, reader.extensions, ['aaf'], largestAaf).filter(({ length }) => length < largestAaf),
    run: (bytes) =>
      allowingRefusal(async () => {
        try {
          JSON.stringify(await reader.read(bytes, 'fuzz.aaf', {}, aafPorts.ports));
        } catch (error) {
          if (error instanceof Error && error.message.includes('broke the AAF engine')) throw new Error(error.message, { cause: error });
          throw error;
        }
      }),
  }));

const lists: readonly FuzzTarget[] = timelineReaders
  .filter(({ name }) => name !== 'aaf')
  .map((reader) => ({
    name: `timeline-${reader.name}`,
    seeds: () => seedsFrom(`${golden}timelines/${reader.name}`, reader.extensions, ['edl', 'ale', 'fcpxml', 'xmeml', 'otio']),
    run: (bytes) =>
      allowingRefusal(async () => {
        const fileName = `fuzz.${reader.extensions[0]}`;
        reader.sniff(bytes.subarray(0, 4096), fileName);
        JSON.stringify(await reader.read(bytes, fileName, {}, {}));
      }),
  }));

const attached: readonly FuzzTarget[] = documents.map((reader) => ({
  name: `document-${reader.name}`,
  seeds: () => seedsFrom('', reader.extensions, ['amf', 'fdl', 'cdl', 'lut']),
  run: (bytes) =>
    allowingRefusal(async () => {
      reader.sniff(new TextDecoder('latin1').decode(bytes.subarray(0, 4096)));
      JSON.stringify(await reader.read(`fuzz.${reader.extensions[0]}`, bytes));
    }),
}));

/** Formats that engines read whole have nothing of ours to fuzz but their signature; they are kept, for a reader may grow. */
export const fuzzTargets: readonly FuzzTarget[] = [
  ...[...formats, ...sidecars].map(formatTarget),
  ...lists,
  ...aafs,
  ...attached,
  ...manifests,
  listings,
];
