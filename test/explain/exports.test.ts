/** Real ARRI exports: every value that the explanation shows of the capture stands in the export, under the key that it names. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createExifTool } from '../../src/adapters/engines/exiftool.ts';
import { createMediaInfo } from '../../src/adapters/engines/mediainfo.ts';
import { localStorage } from '../../src/adapters/storage/local.ts';
import { explain } from '../../src/domain/explain/explain.ts';
import { createInspector } from '../../src/services/inspect.ts';
import { samplesFolder } from '../samples.ts';

const samples = samplesFolder();
const exiftool = createExifTool({ processes: 1 });
const mediainfo = createMediaInfo();
const inspector = createInspector({ engines: { exiftool, mediainfo }, storageOf: localStorage });
afterAll(async () => {
  await Promise.all([exiftool.close(), mediainfo.close()]);
});

const folder = join(samples ?? '', 'camera-metadata/SMPTE-ris-osvp-metadata-camdkit');
const filesUnder = (path: string): string[] =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesUnder(join(path, name))) : [path];
const exports = samples
  ? filesUnder(folder).filter(
      (path) =>
        /\.(csv|json)$/i.test(path) && /Shot type|Camera Model|"Lens Model"|ARRI/i.test(readFileSync(path, 'utf8').slice(0, 20_000)),
    )
  : [];

/** What the export itself says under a key: the cells of a column, or what lies at a path of the JSON (with everything below it). Read by hand, not by the product. */
function valuesUnder(text: string, path: string, key: string): string[] {
  if (path.endsWith('.json')) {
    const found: string[] = [];
    const names = key.split(' ').flatMap((each) => each.split('.'));
    const last = names.at(-1)!;
    const visit = (value: unknown, name: string): void => {
      if (name === last || names.includes(name)) found.push(JSON.stringify(value));
      if (Array.isArray(value)) for (const each of value.length > 50 ? value.slice(0, 2) : value) visit(each, '');
      else if (value !== null && typeof value === 'object') for (const [inner, each] of Object.entries(value)) visit(each, inner);
    };
    visit(JSON.parse(text), '');
    return found;
  }
  const lines = text.split(/\r?\n/);
  const delimiter = lines[0]!.includes('\t') ? '\t' : lines[0]!.includes(';') ? ';' : ',';
  const cells = (line: string): string[] => line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, ''));
  const heads = cells(lines[0]!);
  const columns = heads
    .flatMap((head, index) => (key === head || key.includes(head) ? [index] : []))
    .filter((index) => heads[index] !== '');
  return columns.flatMap((index) => lines.slice(1, 4).flatMap((line) => cells(line)[index] ?? []));
}

test.skipIf(!samples).each(exports.map((path) => [path.slice(folder.length + 1), path]))('%s', async (_name, path) => {
  const { clips } = await inspector.inspectFiles([path]);
  const text = readFileSync(path, 'utf8');
  for (const clip of clips) {
    const { nodes } = explain({
      clip: { id: '1', name: clip.name, format: clip.format, facts: clip.facts },
      isNamed: () => false,
      ambiguousAmfs: [],
      card: undefined,
      amf: undefined,
      fdl: undefined,
      cdl: undefined,
      luts: [],
      renders: [],
    });
    const capture = nodes.find((node) => node.id === 'capture')!;
    expect(capture.values.length).toBeGreaterThan(8);
    for (const value of capture.values) {
      const [, source, key, raw] = /^([^,]+), (.*?): (.*)$/s.exec(value.origin) ?? [];
      expect(source, value.origin).toMatch(/^export:/);
      const told = valuesUnder(text, path, key!);
      expect(told.length, `${value.origin} has no such key in the export`).toBeGreaterThan(0);
      // Two numbers of the export make one size, and a fraction is written with its parts: each must stand under the key.
      const parts = raw!
        .replace(/\.\.\.$/, '')
        .split(/ \/ |[ x]/)
        .filter((part) => part !== '');
      for (const part of parts)
        expect(
          told.some((each) => each.includes(part)),
          `${value.origin}: the export says ${told.slice(0, 3).join(', ')}`,
        ).toBe(true);
    }
  }
  expect(clips.length).toBeGreaterThan(0);
});
