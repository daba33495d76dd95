/** What is not here and could be meant: cards that are missing whole, and the rest of a clip whose copy was cut. Each was once a wrong match of the truth set. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMatchStore } from '../../src/adapters/postgres/match/store.ts';
import type { EventMatch } from '../../src/domain/match/result.ts';
import { matchInProduction } from '../../src/services/match.ts';
import { readTimeline } from '../../src/timelines/index.ts';
import { startCatalogue, type SearchFixture } from '../search-contract/fixture.ts';
import { loadTruth } from './loadTruth.ts';
import { film } from './truthFootage.ts';
import type { TrueClip, TrueRoll } from './truthSet.ts';

let catalogue: SearchFixture;
beforeAll(async () => {
  catalogue = await startCatalogue();
});
afterAll(() => catalogue.close());

function roll(number: number, serial: string, date: string): TrueRoll {
  const name = `A${String(number).padStart(3, '0')}${serial}`;
  return { id: `${name} ${date}`, name, vendor: 'ARRI', camera: 'A', number, day: Number(date.slice(-2)), date, serial };
}

/** Of ten minutes, or the seconds given. */
function clip(of: TrueRoll, number: number, at: string, seconds = 600): TrueClip {
  const [hours, minutes] = at.split(':').map(Number) as [number, number];
  const name = `${of.name.slice(0, 4)}C${String(number).padStart(3, '0')}_${of.date}_${of.serial}`;
  const frames = seconds * 24;
  return {
    roll: of,
    number,
    name,
    fileName: name,
    counting: film,
    rate: [24, 1],
    perLabel: 1,
    start: (hours * 60 + minutes) * 60 * 24,
    shot: frames,
    frames,
    presence: 'HERE',
  };
}

let productions = 0;
/** One event of that reel, from 12:20:37 to 12:20:41. */
async function match(reel: string, ...clips: readonly TrueClip[]): Promise<EventMatch> {
  const rolls = [...new Set(clips.map((each) => each.roll))];
  const { productionId } = await loadTruth(catalogue.sql, { seed: 0, rolls, clips, lists: [] }, `missing-${(productions += 1)}`);
  const line = `001  ${reel.padEnd(8)} V     C        12:20:37:00 12:20:41:00 01:00:00:00 01:00:04:00`;
  const { events } = await readTimeline(Buffer.from(`TITLE: ONE\nFCM: NON-DROP FRAME\n\n${line}\n`), 'list.edl', {});
  return (await matchInProduction(createMatchStore(catalogue.sql), productionId, events)).matches[0]!;
}

const first = '230203';
const later = '230209';
const hit = clip(roll(6, 'R1AB', first), 4, '12:15');
const doubt = { state: 'AMBIGUOUS', reasons: expect.arrayContaining([expect.objectContaining({ code: 'MISSING_CLIP_POSSIBLE' })]) };

test('a card between two known ones of its camera may be missing whole', async () => {
  const found = await match('A006', hit, clip(roll(5, 'R7QZ', later), 1, '11:00'), clip(roll(7, 'R7QZ', later), 1, '14:00'));
  expect(found).toMatchObject(doubt);
  expect(found.candidates[0]).toMatchObject({ clip: hit.name });
  expect(found.reasons.at(-1)!.message).toContain('but A006R7QZ of 2023-02-09 (not here at all) may have been running then too');
});

test("the day's last card may be missing whole", async () => {
  const wrap = clip(roll(1, '12NR', later), 1, '12:15');
  expect(await match('A006', hit, clip(roll(5, 'R7QZ', later), 1, '11:00'), wrap)).toMatchObject(doubt);
});

test("the day's first card may be missing whole", async () => {
  const call = clip(roll(1, '12NR', later), 1, '12:15');
  expect(await match('A006', hit, clip(roll(7, 'R7QZ', later), 1, '14:00'), call)).toMatchObject(doubt);
});

test('where the card is here, or the camera counted on the next day, none is missing', async () => {
  const around = [clip(roll(5, 'R7QZ', later), 1, '11:00'), clip(roll(7, 'R7QZ', later), 1, '14:00')];
  const matched = { state: 'MATCHED', clip: hit.name };
  expect(await match('A006', hit, ...around, clip(roll(6, 'R7QZ', later), 1, '13:00'))).toMatchObject(matched);
  const wrap = clip(roll(1, '12NR', '230202'), 1, '12:15');
  expect(await match('A006', hit, clip(roll(5, 'R1AB', '230202'), 1, '11:00'), wrap)).toMatchObject(matched);
  // Another card is no doubt.
  expect(await match('A006R1AB', hit, ...around)).toMatchObject(matched);
  // Nor is one that cannot have run then.
  expect(await match('A006', hit, clip(roll(5, 'R7QZ', later), 1, '12:30'), clip(roll(7, 'R7QZ', later), 1, '14:00'))).toMatchObject(
    matched,
  );
});

test('a roll of four digits is not one of three', async () => {
  // ALEXA 35: A_0019 and A_0021 begin with A001 and A002 as well, and say nothing of a roll A002.
  const wide = (number: number, at: string): TrueClip => {
    const of = { ...roll(number, '12NR', later), name: `A_${String(number).padStart(4, '0')}_12NR`, vendor: 'ARRI35' as const };
    return { ...clip(of, 1, at), fileName: `A_${String(number).padStart(4, '0')}C001_${later}_120000_a12NR` };
  };
  const own = clip(roll(2, 'R1AB', first), 4, '12:15');
  expect(await match('A002', own, wide(19, '11:00'), wide(31, '14:00'))).toMatchObject({ state: 'MATCHED', clip: own.name });
});

test('the last clip of a card may be longer than its copy', async () => {
  const cut = clip(roll(6, 'R7QZ', later), 4, '12:20', 30);
  const wrap = clip(roll(1, '12NR', later), 1, '12:30');
  expect(await match('A006C004', hit, cut, wrap)).toMatchObject(doubt);
  // Its number is told, and is another one.
  const other = clip(roll(6, 'R7QZ', later), 3, '12:20', 30);
  expect(await match('A006C002', clip(roll(6, 'R1AB', first), 2, '12:15'), other, wrap)).toMatchObject({ state: 'MATCHED' });
});
