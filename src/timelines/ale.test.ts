import { describe, expect, it } from 'vitest';
import { readTimeline } from './index.ts';

const read = (columns: string, ...rows: string[]) =>
  readTimeline(
    Buffer.from(
      `Heading\nFIELD_DELIM\tTABS\nFPS\t24\n\nColumn\n${columns.replaceAll('|', '\t')}\n\nData\n${rows.map((row) => row.replaceAll('|', '\t')).join('\n')}\n`,
    ),
    'bin.ale',
  );

describe('an End before its Start', () => {
  it('is a clip over midnight', async () => {
    const { events } = await read('Name|Start|End', 'a|23:59:50:00|00:00:10:00');
    expect(events[0]).toMatchObject({ sourceFrames: 480, sourceOut: '00:00:10:00' });
  });
  it('is a mistake where the clip would run half a day, and then has no length', async () => {
    const { events, diagnostics } = await read('Name|Start|End', 'a|05:44:24:05|05:26:44:05');
    expect([events[0]!.sourceIn, events[0]!.sourceOut, events[0]!.sourceFrames]).toEqual(['05:44:24:05', undefined, undefined]);
    expect(diagnostics.map(({ code }) => code)).toContain('OUT_BEFORE_IN');
  });
});

it('columns of other tools are read: underscores, names of the two ends, frames for a duration', async () => {
  const { events, diagnostics } = await read(
    'Clip_Name|Start TC|Duration|Reel_Name|Sound Roll|Camera Roll',
    'A001C001|10:00:00:00|120|A001_260924_R1AB|SR004|A001',
  );
  expect(events[0]).toMatchObject({ reel: 'A001_260924_R1AB', sourceIn: '10:00:00:00', sourceOut: '10:00:05:00', sourceFrames: 120 });
  expect(events[0]!.names).toEqual([
    { kind: 'REEL', value: 'A001_260924_R1AB' },
    { kind: 'CAMROLL', value: 'A001' },
    { kind: 'SOUNDROLL', value: 'SR004' },
    { kind: 'CLIP_NAME', value: 'A001C001' },
  ]);
  expect(diagnostics).toEqual([]);
});
