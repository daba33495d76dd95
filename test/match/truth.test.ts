import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMatchStore } from '../../src/adapters/postgres/match/store.ts';
import type { EventMatch } from '../../src/domain/match/result.ts';
import { matchInProduction } from '../../src/services/match.ts';
import { readTimeline } from '../../src/timelines/index.ts';
import { startCatalogue, type SearchFixture } from '../search-contract/fixture.ts';
import { loadTruth } from './loadTruth.ts';
import { answerOf } from './oracle.ts';
import { makeTruthSet } from './makeTruthSet.ts';
import type { TrueClip, TrueEvent } from './truthSet.ts';

/** How many productions are made; a longer run: RUSHES_TRUTH_SEEDS=40 npm test -- test/match/truth.test.ts. One seed by hand: RUSHES_TRUTH_SEED. */
const given = process.env['RUSHES_TRUTH_SEED'];
const count = Number(process.env['RUSHES_TRUTH_SEEDS'] ?? 2);
const seeds = given === undefined ? Array.from({ length: count }, () => Math.floor(Math.random() * 2 ** 31)) : [Number(given)];

/** States that claim to know. */
const claims: ReadonlySet<string> = new Set(['MATCHED', 'MATCHED_PARTIAL', 'OFFLINE_KNOWN']);

let catalogue: SearchFixture;
beforeAll(async () => {
  catalogue = await startCatalogue();
});
afterAll(() => catalogue.close());

describe.each(seeds)('a production whose answers are known, seed %i', (seed) => {
  it('is matched without a wrong clip or a wrong frame, and fully', async () => {
    const truth = makeTruthSet(seed);
    const known = truth.clips.filter((clip) => clip.presence !== 'ABSENT');
    const rolls = truth.rolls.filter((roll) => known.some((clip) => clip.roll === roll));
    const { productionId, ids } = await loadTruth(catalogue.sql, truth, `truth-${seed}`);
    const store = createMatchStore(catalogue.sql);
    const wrong: string[] = [];
    const missed: string[] = [];
    const hidden: string[] = [];
    let [events, answerable, answered] = [0, 0, 0];
    for (const list of truth.lists) {
      const rate = list.rate === undefined ? {} : { rate: { num: list.rate[0], den: list.rate[1] } };
      const timeline = await readTimeline(Buffer.from(list.text), 'list.edl', rate);
      expect(
        timeline.events.map((event) => event.number),
        list.name,
      ).toEqual(list.events.map((event) => event.number));
      const { matches } = await matchInProduction(store, productionId, timeline.events);
      // What nobody asks for is not read, and changes nothing else.
      const brief = await matchInProduction(store, productionId, timeline.events, { candidates: false });
      expect(brief.matches.map(bare), list.name).toEqual(matches.map(bare));
      for (const [index, event] of list.events.entries()) {
        const match = matches[index]!;
        events += 1;
        if (claims.has(match.state) && !isTrue(event, match, ids)) wrong.push(tell(seed, list.name, event, match));
        // A copy that was cut before the event begins holds none of its frames, and is no candidate for them.
        const id = event.clip && event.in < event.clip.frames ? ids.get(event.clip) : undefined;
        if (match.state === 'AMBIGUOUS' && id !== undefined && !match.candidates.some((candidate) => candidate.clipId === id))
          hidden.push(tell(seed, list.name, event, match));
        const answer = answerOf(list.events, index, known, rolls);
        if (!('clip' in answer) || answer.clip !== event.clip) continue;
        const [from, to] = [event.in, Math.min(event.out, event.clip.frames)];
        if (answer.in !== from || answer.out !== to) continue;
        answerable += 1;
        if (claims.has(match.state) && isTrue(event, match, ids)) answered += 1;
        else missed.push(tell(seed, list.name, event, match));
      }
    }
    console.log(
      `seed ${seed}: ${truth.clips.length} clips (${truth.clips.length - known.length} absent), ${events} events; ${answerable} answerable, ${answered} answered (${((100 * answered) / answerable).toFixed(2)} %), ${wrong.length} wrong`,
    );
    expect(truth.clips.length).toBeGreaterThanOrEqual(2000);
    expect(wrong).toEqual([]);
    expect(hidden).toEqual([]);
    expect(answered / answerable, missed.slice(0, 30).join('\n')).toBeGreaterThanOrEqual(0.99);
  });
});

const bare = (match: EventMatch) => ({ ...match, candidates: [], candidateCount: 0 });

function isTrue(event: TrueEvent, match: EventMatch, ids: ReadonlyMap<TrueClip, string>): boolean {
  if (!event.clip || match.clipId === undefined || ids.get(event.clip) !== match.clipId) return false;
  return match.clipFrameIn === Math.max(0, event.in) && match.clipFrameOut === Math.min(event.out, event.clip.frames);
}

function tell(seed: number, list: string, event: TrueEvent, match: EventMatch): string {
  const clip = event.clip
    ? `${event.clip.fileName} of ${event.clip.roll.id} ${event.clip.presence} ${event.in}-${event.out} of ${event.clip.frames}`
    : 'nothing';
  return `seed ${seed}, ${list} ${event.number} ${event.written.names.join(' | ')} ${event.written.labelIn}-${event.written.labelOut}: is ${clip}; said ${match.state} ${match.tier ?? ''} ${match.clip ?? ''} ${match.clipFrameIn ?? ''}-${match.clipFrameOut ?? ''} (${match.reasons.map((reason) => (process.env['TELL'] ? reason.message : reason.code)).join(' ')})`;
}
