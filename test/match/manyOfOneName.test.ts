/** More clips than are fetched at once: of one name, or at one time. None of them and no other event of the list is lost. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMatchStore } from '../../src/adapters/postgres/match/store.ts';
import { clipKeys } from '../../src/domain/match/keys.ts';
import { matchInProduction } from '../../src/services/match.ts';
import { readTimeline } from '../../src/timelines/index.ts';
import { startCatalogue, type SearchFixture } from '../search-contract/fixture.ts';

const copied = 'A001C001_230203_R1AB';
const twice = 'A002C001_230203_R1AB';
const hour = 3600 * 24;
const minute = 60 * 24;

let catalogue: SearchFixture;
let productionId = '';
/**
 * Clips of one name, a minute apart from 10:00:00:00 on, 20 s long each; and two of another name, both at 12:00:00:00: one more than 24 a name. At 14:00:00:00
 * one clip, and after it three that count 25 frames a second.
 */
const clips = [
  ...Array.from({ length: 47 }, (_, index) => ({ id: randomUUID(), name: copied, start: 10 * hour + index * minute, base: 24 })),
  { id: randomUUID(), name: twice, start: 12 * hour, base: 24 },
  { id: randomUUID(), name: twice, start: 12 * hour, base: 24 },
  { id: randomUUID(), name: 'A003C001_230203_R1AB', start: 14 * hour, base: 24 },
  ...[1, 2, 3].map((second) => ({ id: randomUUID(), name: `B00${second}C001_230203_R2AB`, start: (14 * 3600 + second) * 25, base: 25 })),
];
beforeAll(async () => {
  catalogue = await startCatalogue();
  const [made] = await catalogue.sql.query<{ id: string }>(
    `INSERT INTO production (slug, title, rate_num, rate_den) VALUES ('many', 'Many', 24, 1) RETURNING id`,
  );
  productionId = made!.id;
  for (const { id, name, start, base } of clips) {
    await catalogue.sql.query(
      `INSERT INTO clip (id, production_id, name, identity, state, frame_count, tc_start, tc_base, drop_frame, rate_num, rate_den, present)
       VALUES ($1, $2, $3, $1::uuid::text, 'INSPECTED', 480, $4, $5, false, $5, 1, true)`,
      [id, productionId, name, start, base],
    );
    const timecode = { start, base, dropFrame: false, runs: [], alternates: [] };
    for (const key of clipKeys({ name, names: [], frameCount: 480, timecode }))
      await catalogue.sql.query(
        'INSERT INTO clip_key (production_id, clip_id, kind, key, label_start, label_end) VALUES ($1, $2, $3, $4, $5, $6)',
        [productionId, id, key.kind, key.key, key.labelStart, key.labelEnd],
      );
  }
});
afterAll(() => catalogue.close());

test('each event finds its own among many clips of one name, and the other name is seen to mean two', async () => {
  const events: readonly (readonly [string, string, string])[] = [
    [copied, '10:40:01:00', '10:40:02:00'],
    [twice, '12:00:05:00', '12:00:06:12'],
    [copied, '10:00:00:00', '10:00:20:00'],
    [copied, '10:40:01:12', '10:40:03:00'],
  ];
  const lines = events.flatMap(([name, from, to], index) => [
    `00${index + 1}  AX       V     C        ${from} ${to} 01:00:0${index}:00 01:00:0${index + 1}:00`,
    `* FROM CLIP NAME: ${name}`,
  ]);
  const { events: read } = await readTimeline(Buffer.from(['TITLE: CUT', ...lines, ''].join('\n')), 'cut.edl', {
    rate: { num: 24, den: 1 },
  });
  const { matches } = await matchInProduction(createMatchStore(catalogue.sql), productionId, read);
  expect(matches.map(({ state, clipId, clipFrameIn, clipFrameOut }) => [state, clipId, clipFrameIn, clipFrameOut])).toEqual([
    ['MATCHED', clips[40]!.id, 24, 48],
    ['AMBIGUOUS', undefined, undefined, undefined],
    ['MATCHED', clips[0]!.id, 0, 480],
    ['MATCHED', clips[40]!.id, 36, 72],
  ]);
});

test('a clip that runs behind others of another base is seen, whether or not somebody asks for the clips', async () => {
  const text = ['TITLE: CUT', '001  AX       V     C        14:00:05:00 14:00:06:00 01:00:00:00 01:00:01:00', ''].join('\n');
  const { events } = await readTimeline(Buffer.from(text), 'cut.edl', { rate: { num: 24, den: 1 } });
  for (const candidates of [true, false]) {
    const { matches } = await matchInProduction(createMatchStore(catalogue.sql), productionId, events, { candidates });
    expect(matches.map(({ state, reasons }) => [state, reasons[0]?.message])).toEqual([
      ['TC_ONLY', 'The list gives no name; one clip was running at this timecode.'],
    ]);
  }
});
