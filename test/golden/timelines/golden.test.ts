import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatRational, parseRational } from '../../../src/domain/rational.ts';
import { lintTimeline } from '../../../src/services/lint.ts';
import { timelineReaders } from '../../../src/timelines/index.ts';
import { timelinePorts } from './ports.ts';

const folder = import.meta.dirname;

/** Binary inputs are kept compressed. */
const isInput = /(^|\.)input\.\w+(\.gz)?$/;

/** `input.edl` and `expected.json`, further cases `<case>.input.edl` and `<case>.expected.json`. Expectations are typed by hand, with their evidence. */
type Expected = { evidence: string; options?: { rate?: string; recordRate?: string; dropFrame?: boolean }; document: Record<string, unknown> };

describe('golden timelines', () => {
  it.each(timelineReaders.map((reader) => reader.name))('%s has a golden folder with at least one case', async (name) => {
    const files = await readdir(join(folder, name));
    expect(files.some((file) => isInput.test(file))).toBe(true);
  });

  for (const reader of timelineReaders) {
    it(`${reader.name} reads its golden cases as they were counted by hand`, async () => {
      const { ports, left } = await timelinePorts(reader.name);
      if (left) return console.log(left);
      const files = await readdir(join(folder, reader.name));
      for (const file of files.filter((each) => isInput.test(each))) {
        const expected = JSON.parse(await readFile(join(folder, reader.name, file.replace(/input\.\w+(\.gz)?$/, 'expected.json')), 'utf8')) as Expected;
        expect(expected.evidence, `${file}: say where the expectation comes from`).toBeTruthy();
        const { rate, recordRate, dropFrame } = expected.options ?? {};
        const bytes = await readFile(join(folder, reader.name, file));
        const report = await lintTimeline(
          file.endsWith('.gz') ? gunzipSync(bytes) : bytes,
          file.replace(/\.gz$/, ''),
          {
            ...(rate ? { rate: parseRational(rate)! } : {}),
            ...(recordRate ? { recordRate: parseRational(recordRate)! } : {}),
            ...(dropFrame === undefined ? {} : { dropFrame }),
          },
          ports,
        );
        expect(report.format).toBe(reader.name);
        expect(report, file).toMatchObject(expected.document);
        for (const event of report.events) expect(formatRational(parseRational(event.speed)!)).toBe(event.speed);
      }
    });
  }
});
