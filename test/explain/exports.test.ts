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
      // A key of the JSON export is written with the path to it; its last part is the name in the file.
      expect(text.includes(key!.split('.').at(-1)!), value.origin).toBe(true);
      // Two numbers of the export make one size.
      for (const word of raw!.split(' / ')[0]!.split(' ')) expect(text.includes(word), value.origin).toBe(true);
    }
  }
  expect(clips.length).toBeGreaterThan(0);
});
