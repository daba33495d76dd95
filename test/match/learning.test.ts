/** What Rushes learns of a production's dailies, on a real PostgreSQL: proposed by evidence, applied by a person, taken back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNamingStore } from '../../src/adapters/postgres/match/namingStore.ts';
import { createMatchStore } from '../../src/adapters/postgres/match/store.ts';
import { systemActor } from '../../src/domain/actor.ts';
import type { EventMatch } from '../../src/domain/match/result.ts';
import { createNamingService } from '../../src/services/naming.ts';
import { createTimelineService } from '../../src/services/timelines.ts';
import { startCatalogue, type SearchFixture } from '../search-contract/fixture.ts';
import { labelAt } from './labels.ts';
import { loadTruth, type Loaded } from './loadTruth.ts';
import { makeTruthSet } from './makeTruthSet.ts';
import type { TrueClip } from './truthSet.ts';

const film = { base: 24, drop: false };
const truth = makeTruthSet(7);
let fixture: SearchFixture;
let loaded: Loaded;
let timelines: ReturnType<typeof createTimelineService>;
let naming: ReturnType<typeof createNamingService>;
let store: ReturnType<typeof createMatchStore>;

beforeAll(async () => {
  fixture = await startCatalogue();
  loaded = await loadTruth(fixture.sql, truth, 'learning');
  store = createMatchStore(fixture.sql);
  const namingStore = createNamingStore(fixture.sql);
  timelines = createTimelineService(
    fixture.catalogue,
    store,
    (tx) => createMatchStore(tx.session),
    {},
    async () => undefined,
    namingStore,
  );
  naming = createNamingService(fixture.catalogue, namingStore, (tx) => createNamingStore(tx.session), timelines.rematch);
});
afterAll(() => fixture.close());

/** Clips that are here in full, of cameras whose names tell camera, reel and clip, one a name. */
const here = truth.clips.filter((clip) => clip.presence === 'HERE' && clip.frames === clip.shot && clip.roll.vendor === 'ARRI');

function listOf(
  lines: readonly { readonly reel: string; readonly clip: TrueClip; readonly in: number; readonly out: number; readonly shift?: number }[],
): Uint8Array {
  const text = lines.map(({ reel, clip, in: from, out: to, shift = 0 }, index) => {
    const label = (frame: number): string => labelAt(clip.start + frame + shift, film);
    const record = 86400 + index * 1000;
    return `${String(index + 1).padStart(3, '0')}  ${reel} V C ${label(from)} ${label(to)} ${labelAt(record, film)} ${labelAt(record + to - from, film)}`;
  });
  return Buffer.from(`TITLE: LEARNING\nFCM: NON-DROP FRAME\n${text.join('\n')}\n`);
}

async function importList(name: string, content: Uint8Array): Promise<string> {
  return (await timelines.importTimeline(systemActor, { production: 'learning', name, content, rate: { num: 24000, den: 1001 } })).id;
}

async function resultsOf(timelineId: string): Promise<{ readonly id: string; readonly match: EventMatch }[]> {
  return (await store.matched(timelineId)).map(({ id, match }) => ({ id, match: match! }));
}

describe('a roll whose dailies are a frame late', () => {
  const [roll] = [...new Set(here.map((clip) => clip.roll))].filter((each) => here.filter((clip) => clip.roll === each).length >= 4);
  const clips = here.filter((clip) => clip.roll === roll).slice(0, 4);
  const lines = clips.map((clip, index) => ({ reel: clip.name, clip, in: index < 2 ? 0 : 2, out: index < 2 ? clip.shot : 30, shift: 1 }));

  test('is said, proposed, applied to every event, and taken back', async () => {
    const id = await importList('late.edl', listOf(lines));
    for (const { match } of await resultsOf(id)) {
      expect(['NAME_ONLY', 'AMBIGUOUS']).toContain(match.state);
      expect(match.reasons.map(({ code }) => code)).toContain('OFFSET_SUSPECTED');
      expect(match.fix).toContain(`-1 frame(s) to roll ${roll!.name}`);
    }
    const [proposal] = await naming.namingRules(systemActor, 'learning');
    expect(proposal).toMatchObject({ kind: 'OFFSET', state: 'PROPOSED', rule: { roll: roll!.name, offsetFrames: -1 } });
    expect(proposal!.evidence.message).toBe(
      `All 4 event(s) of ${roll!.name} fit when their timecode is shifted by -1 frame(s); 2 of them only then.`,
    );

    await naming.decideNamingRule(systemActor, proposal!.id, true);
    for (const [index, { match }] of (await resultsOf(id)).entries()) {
      expect(match).toMatchObject({
        state: 'MATCHED',
        clip: lines[index]!.clip.fileName,
        clipFrameIn: lines[index]!.in,
        clipFrameOut: lines[index]!.out,
      });
      expect(match.reasons.map(({ code }) => code)).toContain('OFFSET_APPLIED');
    }
    // An event that is locked as it stands keeps its frames.
    const [locked] = await resultsOf(id);
    await timelines.resolveEvent(systemActor, { eventId: locked!.id, resolution: { clipId: locked!.match.clipId! } });
    expect((await resultsOf(id))[0]!.match).toMatchObject({ state: 'MATCHED', clipFrameIn: lines[0]!.in, clipFrameOut: lines[0]!.out });
    await timelines.resolveEvent(systemActor, { eventId: locked!.id, resolution: { undo: true } });
    await naming.decideNamingRule(systemActor, proposal!.id, false);
    expect((await resultsOf(id)).map(({ match }) => match.state)).not.toContain('MATCHED');
    // What was taken back is not proposed again.
    await timelines.rematch(systemActor, id);
    expect((await naming.namingRules(systemActor, 'learning')).map(({ state }) => state)).toEqual(['REJECTED']);
  });
});

describe("the lab's own names", () => {
  const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
  // Nothing of the camera's own way of writing: day, letter and numbers in the lab's order.
  const labName = (clip: TrueClip): string => `LAB${clip.roll.date}-${clip.roll.camera}${pad(clip.number, 3)}-${pad(clip.roll.number, 3)}`;
  const chosen = [...new Map(here.map((clip) => [`${clip.roll.number}/${clip.number}/${clip.roll.date}`, clip])).values()].filter(
    (clip) => clip.shot > 40 && clip.number !== clip.roll.number,
  );
  const lines = chosen.slice(0, 5).map((clip) => ({ reel: labName(clip), clip, in: 5, out: 30 }));

  test('are learned from three corrections, and hold only once a person applied them', async () => {
    const id = await importList('lab.edl', listOf(lines));
    const before = await resultsOf(id);
    expect(before.map(({ match }) => match.state)).not.toContain('MATCHED');
    for (const [index, { id: eventId }] of before.slice(0, 3).entries()) {
      expect((await naming.namingRules(systemActor, 'learning')).filter(({ kind }) => kind === 'PATTERN')).toEqual([]);
      await timelines.resolveEvent(systemActor, { eventId, resolution: { clipId: loaded.ids.get(lines[index]!.clip)! }, offsetFrames: 0 });
    }
    const [proposal] = (await naming.namingRules(systemActor, 'learning')).filter(({ kind }) => kind === 'PATTERN');
    expect(proposal).toMatchObject({ state: 'PROPOSED', rule: { template: 'LAB{date}-{camera}{clip:3}-{reel:3}' } });
    expect(proposal!.evidence.examples).toContain(`${lines[0]!.reel} is ${lines[0]!.clip.fileName}`);
    const unseen = await resultsOf(id);
    expect(unseen.slice(3).map(({ match }) => match.state)).not.toContain('MATCHED');

    await naming.decideNamingRule(systemActor, proposal!.id, true);
    for (const [index, { match }] of (await resultsOf(id)).entries()) {
      const candidates = match.candidates.map(({ clipId }) => clipId);
      expect(candidates).toContain(loaded.ids.get(lines[index]!.clip));
      if (index < 3) expect(match).toMatchObject({ state: 'MATCHED', tier: 1 });
      else expect(match.reasons.map(({ code }) => code)).toContain('NAME_RULE');
    }
    await naming.decideNamingRule(systemActor, proposal!.id, false);
    expect((await resultsOf(id)).slice(3).flatMap(({ match }) => match.reasons.map(({ code }) => code))).not.toContain('NAME_RULE');
    const audit = await fixture.sql.query<{ action: string }>(`SELECT action FROM audit WHERE action = 'decideNamingRule'`);
    expect(audit.length).toBe(4);
  });
});
