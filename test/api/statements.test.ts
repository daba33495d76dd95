/** The documented operations, each for 1, 50 and 100 rows, against the whole service: as many SQL statements for each, at most two a level and one a facet. */
import { buildSchema, GraphQLObjectType, Kind, getNamedType, parse, type SelectionSetNode } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillProduction } from './fixture.ts';
import { startWholeService, type WholeService } from './wholeService.ts';

let service: WholeService;
let ids: { clips: string[]; timeline: string; older: string; pull: string; production: string; roll: string };

beforeAll(async () => {
  service = await startWholeService();
  const production = await fillProduction(service.sql, 'harbour', 120);
  await service.sql.query('INSERT INTO change_feed (clip_id, production_id, revision) SELECT id, production_id, revision FROM clip');
  await service.app.indexing.drain();
  const list = async (text: string) => (await service.sql.query<{ id: string }>(text)).map(({ id }) => id);
  const [pull] = await list('SELECT id FROM pull');
  const [timeline] = await list('SELECT id FROM timeline');
  const edl = 'TITLE: CUT\n001  A001     V     C        01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00\n* FROM CLIP NAME: A001C00000\n';
  const { data } = await service.ask(
    'mutation ($edl: String!) { importTimeline(input: { production: "harbour", name: "older.edl", content: { text: $edl } }) { timeline { id } errors { message } } }',
    { edl },
  );
  ids = {
    clips: await list('SELECT id FROM clip ORDER BY name'),
    timeline: timeline!,
    older: data.importTimeline.timeline.id,
    pull: pull!,
    production,
    roll: (await list('SELECT id FROM roll'))[0]!,
  };
  // What is prepared once (statements of the pool, the recipes) is no part of an answer.
  for (const query of Object.values(documented)) await service.ask(query, variablesFor(2));
}, 240_000);
afterAll(() => service?.close());

const clip = `id name reel state kind format frameCount timecode { start end base dropFrame runs { frame } alternates { kind } }
  rate { playback capture } camera { make model index } image { width } exposure { exposureIndex } color { look cdl { slope } } baked { iso } lens { tStop } slate { scene }
  shootDate production { slug } roll { name clipCount documents { name } production { slug } } formatCard { key documents { name } } names { kind value }
  facts(fields: ["field.1", "field.2"]) { field value } raw { source } renditions { kind copies { path present sizeBytes segments { path } } } problems { code }
  findings { message waiver { reason } } neighbours { previous { name } next { name } } angles { name } usedIn { timelines { eventNumber timeline { name } } pulls { recipe } }
  documents { name attachments { id } } renders { recipe outputs { path url } pull { id } } corrections { field } thumbnail online revision archivedAt createdAt updatedAt`;

const documented: Readonly<Record<string, string>> = {
  viewer: '{ viewer { name role production } service { version searchEngine } }',
  productions:
    'query ($n: Int) { productions(first: $n) { totalCount edges { node { slug clipCount members { name } formatCards { key } savedSearches { name } } } } }',
  'a production': `query ($n: Int) { production(slug: "harbour") { title rolls(first: $n) { edges { node { name } } } timelines(first: $n) { edges { node { name } } }
    pulls(first: $n) { edges { node { recipe } } } documents(first: $n) { edges { node { name } } } formatCards { key } members { name } ingests { state progress { totalCount } } } }`,
  'a node': 'query ($production: ID!) { node(id: $production) { id ... on Production { slug } } }',
  'clips by search': `query ($n: Int) { clips(production: "harbour", first: $n) { totalCount engine { name } pageInfo { endCursor } edges { cursor score highlights { field } node { ${clip} } } } }`,
  'clips by text':
    'query ($n: Int) { clips(production: "harbour", search: "a001 camera:a", first: $n) { totalCount edges { score highlights { field parts } node { name } } } }',
  'clips with facets':
    'query ($n: Int) { clips(production: "harbour", first: $n) { totalCount facets(fields: [CAMERA_INDEX, REEL, SHOOT_DATE]) { field values { value count } } edges { node { name } } } }',
  'clips with why they look so':
    'query ($n: Int) { clips(production: "harbour", first: $n) { edges { node { explanation { nodes { title values { value document { name } } } } } } } }',
  'a clip': `query ($clip: ID!) { clip(id: $clip) { ${clip} } }`,
  'clips by ids': `query ($clips: [ID!]!) { clipsByIds(ids: $clips) { ${clip} } }`,
  'clips by name': 'query ($name: String!) { clipsByName(production: "harbour", name: $name) { name roll { name } } }',
  'fields of a search': '{ searchFields { name kind } }',
  'rolls with their clips':
    'query ($n: Int) { production(slug: "harbour") { rolls(first: $n) { edges { node { name clipCount documents { name } clips(first: 5) { totalCount edges { node { name roll { name } } } } } } } } }',
  'events matched':
    'query ($events: [EventInput!]!) { matchEvents(production: "harbour", events: $events) { number state tier fix reasons { code } clip { name roll { name } } candidates { clip { reel } } } }',
  'a timeline': `query ($timeline: ID!, $n: Int) { timeline(id: $timeline) { name eventCount summary { state count }
    events(first: $n) { totalCount edges { node { number match { state clip { name roll { name } } candidates { clip { name reel } } decision { actor } } } } } } }`,
  'two cuts compared':
    'query ($older: ID!, $timeline: ID!) { compareTimelines(older: $older, newer: $timeline) { older { name } newer { name } summary { count } changes { kind } } }',
  'clips compared': 'query ($some: [ID!]!) { compareClips(ids: $some) { summary clips { name } divergences { field } } }',
  'a clip compared with its setup': 'query ($clip: ID!) { compareClips(ids: [$clip]) { summary clips { name } divergences { field } } }',
  findings:
    'query ($n: Int) { findings(production: "harbour", first: $n) { totalCount edges { node { message clip { name roll { name } } waiver { reason } } } } }',
  recipes: '{ recipes { name } rules { code } engines { name } }',
  'a pull': `query ($pull: ID!, $n: Int) { pull(id: $pull) { recipe progress { doneCount totalCount done } timeline { name } plan { items { clip { name } } }
    renders(first: $n) { edges { node { recipe clip { name names { value } } outputs { path url } } } } } }`,
  pulls:
    'query ($n: Int) { pulls(production: "harbour", first: $n) { edges { node { recipe progress { doneCount } timeline { name } } } } }',
  jobs: 'query ($n: Int) { jobs(production: "harbour", filter: { kind: [RENDER] }, first: $n) { totalCount edges { node { state clip { name } render { recipe outputs { path } } } } } }',
  audit: 'query ($n: Int) { audit(production: "harbour", first: $n) { edges { node { actor action } } } }',
  'a camera report': '{ report(input: { production: "harbour", kind: CAMERA, format: CSV }) { fileName content } }',
  'a report of what is missing': '{ report(input: { production: "harbour", kind: COMPLETENESS, format: HTML }) { fileName content } }',
  'an export': '{ exportClips(production: "harbour", format: ALE) { fileName content } }',
  'results exported': 'query ($timeline: ID!) { exportMatches(id: $timeline) { content } }',
  'a list exported': 'query ($timeline: ID!) { exportTimeline(id: $timeline, format: ALE) { content } }',
  'a file identified': '{ identify(input: { name: "nothing.exr" }) { render { id } } }',
  tokens: '{ tokens { name } }',
  webhooks: '{ webhooks(production: "harbour") { url } }',
  'naming rules': '{ namingRules(production: "harbour") { id } }',
};

function variablesFor(n: number): object {
  const events = Array.from({ length: n }, (_, each) => ({
    number: String(each),
    reel: 'A001',
    names: [{ kind: 'FROM_CLIP_NAME', value: `A001C${String(each).padStart(5, '0')}` }],
    sourceIn: '01:00:00:00',
    sourceOut: '01:00:01:00',
  }));
  const clips = ids.clips.slice(0, n);
  return { ...ids, n, events, clips, some: ids.clips.slice(0, n === 1 ? 2 : 8), clip: clips[0], name: 'A001C00003' };
}

const folder = join(import.meta.dirname, '../../schema');
const sdl = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
const schema = buildSchema(sdl.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n'));

/** Levels of things inside things, and facets asked for. Relay's edges and nodes are one thing. */
function sizeOf(query: string): { levels: number; facets: number } {
  let facets = 0;
  const depth = (set: SelectionSetNode | undefined): number =>
    Math.max(
      0,
      ...(set?.selections ?? []).map((selection) => {
        if (selection.kind !== Kind.FIELD) return selection.kind === Kind.INLINE_FRAGMENT ? depth(selection.selectionSet) : 0;
        const fields = selection.arguments?.find(({ name }) => name.value === 'fields')?.value;
        if (selection.name.value === 'facets' && fields?.kind === Kind.LIST) facets += fields.values.length;
        const own = ['edges', 'node', 'pageInfo'].includes(selection.name.value) || !selection.selectionSet ? 0 : 1;
        return own + depth(selection.selectionSet);
      }),
    );
  const [operation] = parse(query).definitions;
  const levels = operation?.kind === Kind.OPERATION_DEFINITION ? depth(operation.selectionSet) : 0;
  return { levels: Math.max(1, levels), facets };
}

test('the set names every query that there is', () => {
  const asked = new Set(
    Object.values(documented).flatMap((query) => {
      const [operation] = parse(query).definitions;
      return operation?.kind === Kind.OPERATION_DEFINITION
        ? operation.selectionSet.selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []))
        : [];
    }),
  );
  const query = getNamedType(schema.getQueryType());
  expect(query).toBeInstanceOf(GraphQLObjectType);
  expect(Object.keys((query as GraphQLObjectType).getFields()).filter((name) => !asked.has(name))).toEqual([]);
});

test.each(Object.entries(documented))('%s: as many statements for 1, 50 and 100 rows', async (name, query) => {
  const counts: number[] = [];
  const texts: string[] = [];
  for (const n of [1, 50, 100]) {
    service.statements.length = 0;
    const answer = await service.ask(query, variablesFor(n));
    expect(answer.errors).toBeUndefined();
    counts.push(service.statements.length);
    texts.push(service.statements.map((text) => text.replaceAll(/\s+/g, ' ').slice(0, 120)).join('\n'));
  }
  const { levels, facets } = sizeOf(query);
  console.log(`${name}: ${counts.join(', ')} statements, ${levels} levels, ${facets} facets`);
  expect(new Set(counts).size, texts.join('\n\n')).toBe(1);
  expect(counts[0]).toBeLessThanOrEqual(2 * levels + facets);
});

test.each(Object.entries(documented))(
  '%s: a document that is asked often, and compiled for it, answers as a new one does',
  async (name, query) => {
    const variables = variablesFor(50);
    // A comment makes it a document that has never been asked, which graphql-js answers.
    const asNew = await service.ask(`${query} # ${name}`, variables);
    for (let n = 0; n < 3; n += 1) await service.ask(query, variables);
    const often = await service.ask(query, variables);
    expect(asNew.errors).toBeUndefined();
    // As text: the order of fields is part of an answer. Signed links end at a second of their own.
    const text = (answer: unknown) => JSON.stringify(answer).replaceAll(/expires=\d+&signature=[^"]+/g, '');
    expect(text(often)).toBe(text(asNew));
  },
);

test('refusals are the same for a document that is compiled', async () => {
  const query =
    'query ($first: Int!, $name: String) { clips(production: "harbour", first: $first, search: $name) { totalCount edges { node { name } } } }';
  for (let n = 0; n < 5; n += 1) expect((await service.ask(query, { first: 2 })).errors).toBeUndefined();
  for (const variables of [{ first: 1000 }, { first: 'two' }, {}, { first: 2, name: ['a'] }]) {
    const compiled = await service.ask(query, variables);
    const asNew = await service.ask(`${query} # ${JSON.stringify(variables)}`, variables);
    expect(compiled.errors?.length).toBeGreaterThan(0);
    expect(compiled).toEqual(asNew);
  }
});

test('events are read the same for a document that is compiled, whatever is sent for them', async () => {
  const query =
    'query ($events: [EventInput!]!) { matchEvents(production: "harbour", events: $events) { number reel state sourceIn reasons { code } } }';
  const event = { number: '1', reel: 'A001', sourceIn: '01:00:00:00', sourceOut: '01:00:01:00' };
  for (let n = 0; n < 5; n += 1) expect((await service.ask(query, { events: [event] })).errors).toBeUndefined();
  const sent: readonly unknown[] = [
    event,
    [],
    [{ ...event, names: { kind: 'REEL', value: 'A002' }, rate: 25, speed: '-1/2', reel: null }],
    null,
    [null],
    [[]],
    'event',
    [{ ...event, sourceIn: '01:99:00:00' }],
    [{ ...event, sourceIn: 7 }],
    [{ ...event, number: 1 }],
    [{ ...event, number: null }],
    [{ reel: 'A001' }],
    [{ ...event, reverse: 'no' }],
    [{ ...event, line: 1.5 }],
    [{ ...event, colour: 'red' }],
  ];
  for (const events of sent) {
    const compiled = await service.ask(query, { events });
    expect(compiled, JSON.stringify(events)).toEqual(await service.ask(`${query} # ${JSON.stringify(events)}`, { events }));
  }
});
