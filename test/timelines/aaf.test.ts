import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatRational } from '../../src/domain/rational.ts';
import { readTimeline } from '../../src/timelines/index.ts';
import { timelinePorts } from '../golden/timelines/ports.ts';

const maker = fileURLToPath(new URL('makeAaf.py', import.meta.url));
const python = ['.rushes/engines/venv/bin/python', '.rushes/test-oracles/venv/bin/python']
  .map((path) => fileURLToPath(new URL(`../../${path}`, import.meta.url)))
  .find((path) => existsSync(path));
const { ports, left } = await timelinePorts('aaf');
if (left) console.log(left);

/** Effects and nests of AAF, made by pyaaf2 (makeAaf.py tells what each file holds); what is expected was counted by hand. */
describe.skipIf(left !== undefined || python === undefined)('an AAF', () => {
  let folder = '';
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rushes-aaf-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function usesOf(name: string): Promise<unknown[]> {
    const file = join(folder, `${name}.aaf`);
    execFileSync(python!, [maker, name, file]);
    const { events } = await readTimeline(await readFile(file), `${name}.aaf`, {}, ports);
    return events.map(({ reel, sourceIn, sourceOut, recordIn, recordOut, speed, reverse, extra }) => [
      reel,
      `${sourceIn} ${sourceOut}`,
      `${recordIn} ${recordOut}`,
      `${reverse ? '-' : ''}${formatRational(speed)}`,
      ...(extra?.['aaf.enabled'] ? ['muted'] : []),
    ]);
  }

  it('with a trimmed fit to fill has the speed of the whole: 50 frames over 100', async () => {
    // As in OpenTimelineIO's time_warp_test.avid_media_composer.aaf: a time of 1 is the last record frame, the ends of the curve those of the untrimmed clip.
    expect(await usesOf('fit')).toEqual([['A001', '01:00:01:07 01:00:01:16', '00:00:00:00 00:00:00:17', '1/2']]);
  });

  it('with one effect over two clips gives each its own part of the record', async () => {
    expect(await usesOf('over')).toEqual([
      ['A001', '01:00:00:00 01:00:01:00', '00:00:00:10 00:00:00:22', '2/1'],
      ['B001', '01:00:04:04 01:00:06:04', '00:00:00:22 00:00:01:22', '2/1'],
    ]);
  });

  it('played backwards shows the last clip first', async () => {
    expect(await usesOf('back')).toEqual([
      ['A001', '01:00:00:00 01:00:01:00', '00:00:01:00 00:00:01:12', '-2/1'],
      ['B001', '01:00:04:04 01:00:06:04', '00:00:00:00 00:00:01:00', '-2/1'],
    ]);
  });

  it('with a retime inside a retimed nest multiplies both', async () => {
    expect(await usesOf('inside')).toEqual([['A001', '01:00:00:06 01:00:00:18', '00:00:00:00 00:00:00:12', '1/1']]);
  });

  it('with a nest of another rate counts its record in the rate outside', async () => {
    expect(await usesOf('rate')).toEqual([
      ['A001', '01:00:00:00 01:00:01:00', '00:00:00:00 00:00:01:00', '1/1'],
      ['B001', '01:00:00:00 01:00:01:00', '00:00:01:00 00:00:02:00', '1/1'],
    ]);
  });

  it('keeps a muted clip and says that it is', async () => {
    // Avid selects nothing and leaves the clip among the alternates.
    expect(await usesOf('muted')).toEqual([['A001', '01:00:00:10 01:00:01:10', '00:00:00:00 00:00:01:00', '1/1', 'muted']]);
  });

  it('without a sequence is a bin: its master clips at full length, with no record', async () => {
    // An hour each, from the tape's first frame.
    expect(await usesOf('bin')).toEqual([
      ['A001', '01:00:00:00 02:00:00:00', 'undefined undefined', '1/1'],
      ['B001', '01:00:00:00 02:00:00:00', 'undefined undefined', '1/1'],
    ]);
  });

  it('holds the frame that the curve of a freeze names', async () => {
    expect(await usesOf('held')).toEqual([['A001', '01:00:00:15 01:00:00:16', '00:00:00:00 00:00:00:12', '0/1']]);
  });
});
