/** A list of many clips is read once for all of them, and anew when it has changed. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { localStorage } from '../../src/adapters/storage/local.ts';
import { announcedGroup, clipNamesIn } from '../../src/services/announced.ts';
import { createInspector } from '../../src/services/inspect.ts';

const folder = mkdtempSync(join(tmpdir(), 'rushes-lists-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const list = (scenes: readonly string[]): string =>
  `Heading\nFIELD_DELIM\tTABS\nFPS\t24\n\nColumn\nName\tTape\tStart\tEnd\tScene\n\nData\n${scenes
    .map((scene, index) => `A001C00${index + 1}_260202_R1AB\tA001R1AB\t0${index + 1}:00:00:00\t0${index + 1}:00:10:00\t${scene}\n`)
    .join('')}`;

it('each clip of a list gets its own row, and the list is opened once', async () => {
  const path = join(folder, 'day.ale');
  writeFileSync(path, list(['12', '34', '56']));
  const opened: string[] = [];
  const files = localStorage(folder);
  const storage = {
    ...files,
    open: (name: string) => {
      opened.push(name);
      return files.open(name);
    },
  };
  const { inspectGroup } = createInspector({ engines: {}, storageOf: localStorage });
  const scenes = async (): Promise<unknown[]> => {
    const file = (await files.stat('day.ale'))!;
    const found: unknown[] = [];
    for (const name of await clipNamesIn(files, file)) {
      const { facts } = await inspectGroup(announcedGroup(name, [file]), storage);
      found.push(facts.find(({ field }) => field === 'slate.scene')?.value);
    }
    return found;
  };
  expect(await scenes()).toEqual(['12', '34', '56']);
  expect(opened).toEqual(['day.ale']);
  writeFileSync(path, list(['12', '78', '56']));
  utimesSync(path, 2_000_000_000, 2_000_000_000);
  expect(await scenes()).toEqual(['12', '78', '56']);
  expect(opened).toEqual(['day.ale', 'day.ale']);
});
