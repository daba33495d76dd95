/** Real files and exports against expectations typed in by hand: per field present, right and invented; invented must be 0. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectionJson, type Inspector } from '../../src/services/inspect.ts';
import { openInspector } from '../../src/openInspector.ts';
import { samplesFolder } from '../samples.ts';
import { cameraFiles } from './cameraFiles.ts';
import { coreFields, type Expected } from './expected.ts';
import { vendorExports } from './vendorExports.ts';

const folder = samplesFolder();
let inspector: Inspector;
let close: () => Promise<void>;

type Tally = { present: number; right: number; expected: number; invented: number };
const perField = new Map<string, Tally>();
const perFamily = new Map<string, Tally>();

beforeAll(() => {
  ({ inspector, close } = openInspector());
});

afterAll(async () => {
  await close();
  const print = (title: string, tallies: Map<string, Tally>) => {
    const rows = [...tallies].map(
      ([name, t]) =>
        `  ${name.padEnd(34)} ${String(t.present).padStart(4)} present  ${String(t.right).padStart(4)} right of ${String(t.expected).padStart(4)}  ${t.invented} invented`,
    );
    console.log([title, ...rows].join('\n'));
  };
  print('per family', perFamily);
  print('per field', perField);
});

function valueOf(document: Readonly<Record<string, unknown>>, field: string): unknown {
  const facts = document['facts'] as readonly { field: string; value: unknown }[];
  if (field === 'frameCount' || field === 'reel') return document[field] ?? undefined;
  return facts.find((fact) => fact.field === field)?.value;
}

function agrees(found: unknown, expected: unknown): boolean {
  if (typeof found === 'number' && typeof expected === 'number') return Math.abs(found - expected) <= Math.abs(expected) * 1e-7;
  return JSON.stringify(found) === JSON.stringify(expected);
}

function count(name: string, map: Map<string, Tally>, change: Partial<Tally>): void {
  const tally = map.get(name) ?? { present: 0, right: 0, expected: 0, invented: 0 };
  for (const [key, value] of Object.entries(change)) tally[key as keyof Tally] += value;
  map.set(name, tally);
}

async function check(expected: Expected): Promise<void> {
  const { clips, failures } = await inspector.inspectFiles([`${folder}/${expected.path}`]);
  expect(failures).toEqual([]);
  expect(clips).toHaveLength(1);
  const document = inspectionJson(clips[0]!);
  const wrong: string[] = [];
  for (const field of new Set<string>([...coreFields, ...Object.keys(expected.fields)])) {
    const found = valueOf(document, field);
    const wanted = expected.fields[field];
    const right = wanted !== undefined && agrees(found, wanted[0]);
    const invented = wanted === undefined && found !== undefined;
    const change = {
      present: found === undefined ? 0 : 1,
      expected: wanted === undefined ? 0 : 1,
      right: right ? 1 : 0,
      invented: invented ? 1 : 0,
    };
    count(field, perField, change);
    count(expected.family, perFamily, change);
    if (invented) wrong.push(`${field}: invented ${JSON.stringify(found)}`);
    if (wanted !== undefined && !right)
      wrong.push(`${field}: ${JSON.stringify(found)}, but ${wanted[1]} says ${JSON.stringify(wanted[0])}`);
  }
  expect(wrong, expected.path).toEqual([]);
}

describe.skipIf(folder === undefined)('real camera files', () => {
  it.each(cameraFiles)('$path', check);
});

describe.skipIf(folder === undefined)('real vendor exports', () => {
  it.each(vendorExports)('$path', check);

  it('merges the two tables of one RED clip, and keeps what changes frame by frame', async () => {
    const base = `${folder}/camera-metadata/SMPTE-ris-osvp-metadata-camdkit/A001_C066_0303LZ_001`;
    const { clips } = await inspector.inspectFiles([`${base}.static.csv`, `${base}.frames.csv`]);
    expect(clips).toHaveLength(1);
    // The frames table: Focus Distance 410 at frame 0, 420 at frame 1.
    const focus = clips[0]!.facts.find(({ field }) => field === 'lens.focusDistanceMetres');
    expect(focus?.runs).toEqual([
      { in: 0, out: 1, value: 0.41 },
      { in: 1, out: 2, value: 0.42 },
    ]);
  });

  it('says that a sidecar without telemetry is empty', async () => {
    const { clips, failures } = await inspector.inspectFiles([`${folder}/camera-metadata/JuanIrache-DJI_SRT_Parser/broken_empty.SRT`]);
    expect(clips).toEqual([]);
    expect(failures.map(({ code }) => code)).toEqual(['FILE_EMPTY']);
  });

  it('takes a sequence as one clip with the timecode of its first frame', async () => {
    const dpx = `${folder}/image-frames/guerilla-di-depix/E012_P001_L000002_lin.000`;
    const { clips } = await inspector.inspectFiles([`${dpx}1.dpx`, `${dpx}2.dpx`]);
    expect(clips.map(({ name, frameCount }) => [name, frameCount])).toEqual([['E012_P001_L000002_lin', 2]]);
    // xxd -s 1920 of the second frame: 01151119, which follows the first.
    expect(clips[0]!.problems).toEqual([]);
  });
});
