/** Every real list, and the seed's own, is imported into a running service with the seed's clips in it and matched: each event gets an answer, nothing breaks. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { samplesFolder } from '../samples.ts';
import { startService, type Service } from '../servers/service.ts';

const samples = samplesFolder();
const states = new Set([
  'MATCHED',
  'MATCHED_PARTIAL',
  'AMBIGUOUS',
  'NAME_ONLY',
  'TC_ONLY',
  'OFFLINE_KNOWN',
  'GENERATED',
  'NON_CAMERA',
  'UNMATCHED',
]);
let service: Service;

type Event = {
  number: string;
  line: number | null;
  match: { state: string; reasons: { message: string }[]; clip: { name: string } | null } | null;
};
type Answer = { refused?: string; events: Event[]; diagnostics: { message: string; line: number | null }[] };

async function matched(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Answer> {
  const form = new FormData();
  form.set('production', 'harbour');
  form.set('file', new Blob([bytes]), basename(path));
  const answer = await fetch(`${service.url}/upload/timeline`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token}` },
    body: form,
  });
  const { id, errors } = (await answer.json()) as { id?: string; errors?: { code?: string; message: string }[] };
  expect(answer.status, `${path}: ${errors?.[0]?.message}`).toBe(200);
  if (id === undefined) return { refused: errors![0]!.message, events: [], diagnostics: [] };
  const events: Event[] = [];
  for (let after: string | null = null; ;) {
    const { timeline } = await service.ask(
      `query ($id: ID!, $after: String) { timeline(id: $id) { diagnostics { message line } events(first: 500, after: $after) { pageInfo { hasNextPage endCursor }
         edges { node { number line match { state reasons { message } clip { name } } } } } } }`,
      { id, after },
    );
    events.push(...timeline.events.edges.map(({ node }: { node: Event }) => node));
    if (!timeline.events.pageInfo.hasNextPage) return { events, diagnostics: timeline.diagnostics };
    after = timeline.events.pageInfo.endCursor;
  }
}

/** Every event has a state, and a sentence that says why. */
function isAnswered(path: string, { events }: Answer): void {
  const wrong = events.filter(({ match }) => !match || !states.has(match.state) || !match.reasons.some(({ message }) => message !== ''));
  expect(wrong, path).toEqual([]);
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();

describe.skipIf(samples === undefined)('matching never breaks', () => {
  beforeAll(async () => {
    service = await startService({ seed: true });
  }, 300_000);
  afterAll(() => service?.close());

  test.each(['edl', 'ale', 'fcpxml', 'xmeml', 'otio', 'aaf'])('over samples/%s', { timeout: 600_000 }, async (kind) => {
    const refused: string[] = [];
    let lists = 0;
    const counts = new Map<string, number>();
    for (const path of filesUnder(join(samples!, kind))) {
      const answer = await matched(path, readFileSync(path));
      if (answer.refused !== undefined) {
        refused.push(`${relative(samples!, path)}: ${answer.refused}`);
        continue;
      }
      lists += 1;
      isAnswered(path, answer);
      for (const { match } of answer.events) counts.set(match!.state, (counts.get(match!.state) ?? 0) + 1);
    }
    console.log(
      `${kind}: ${lists} lists; ${[...counts].map(([state, count]) => `${count} ${state}`).join(', ')}${refused.map((line) => `\n  refused: ${line}`).join('')}`,
    );
    // A film lies among the EDLs; everything else is a list, and is read.
    expect(refused.map((line) => line.split(': ')[0])).toEqual(kind === 'edl' ? ['edl/GPLgithub-sg-otio/media_cutter.mov'] : []);
    expect(lists).toBeGreaterThan(0);
  });

  test('over the seed’s own lists, each event as its answers say', async () => {
    const folder = join(service.home, 'seed');
    const lists = filesUnder(folder).filter((path) => path.endsWith('.edl'));
    expect(lists.map((path) => basename(path))).toEqual(['harbour_pickups.edl', 'harbour_v3.edl']);
    for (const path of lists) isAnswered(path, await matched(path, readFileSync(path)));
    // What the first start printed: it compares every event with the seed's answers.
    expect(service.printed()).toMatch(/12 of 12 clips inspected, 17 of 17 events as expected/);
    expect(service.printed()).not.toContain('NOT as expected');
  });
});
