/** Every mutation that there is, done once against the whole service: each leaves a row in the audit trail that names who did it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillProduction } from './fixture.ts';
import { startWholeService, type WholeService } from './wholeService.ts';

let service: WholeService;
const known: Record<string, string> = {};

beforeAll(async () => {
  service = await startWholeService();
  await fillProduction(service.sql, 'harbour', 4);
  await service.sql.query(`UPDATE copy SET path = path || '.mov'`);
  await service.sql.query(`UPDATE segment SET path = path || '.mov'`);
  const one = async (name: string, text: string): Promise<void> => {
    known[name] = (await service.sql.query<{ id: string }>(text))[0]!.id;
  };
  await one('clip', 'SELECT id FROM clip ORDER BY name LIMIT 1');
  await one('roll', 'SELECT id FROM roll ORDER BY name LIMIT 1');
  await one('finding', 'SELECT id FROM finding LIMIT 1');
  await one('job', `SELECT id FROM job ORDER BY id LIMIT 1`);
  await one(
    'card',
    `INSERT INTO format_card (production_id, key, camera_index) SELECT id, 'A ARRI', 'A' FROM production WHERE slug = 'harbour' RETURNING id`,
  );
  await one(
    'rule',
    `INSERT INTO naming_rule (production_id, kind, rule, evidence)
     SELECT id, 'PATTERN', '{"template": "{reel}"}', '{"message": "seen twice", "timelines": [], "examples": []}' FROM production WHERE slug = 'harbour' RETURNING id`,
  );
  await service.sql.query(`UPDATE roll SET place = '{"root": "cards", "path": "nowhere"}' WHERE id = $1`, [known['roll']]);
  mkdirSync(join(service.home, 'cards/card'));
  for (const { path } of await service.sql.query<{ path: string }>('SELECT path FROM segment'))
    writeFileSync(join(service.home, 'cards', path), '');
  writeFileSync(join(service.home, 'cards/card/readme.txt'), 'nothing to see');
}, 240_000);
afterAll(() => service?.close());

const edl = 'TITLE: CUT\n001  A001     V     C        01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00\n* FROM CLIP NAME: A001C00000\n';
const cdl = '<ColorCorrection id="a"><SOPNode><Slope>1 1 1</Slope><Offset>0 0 0</Offset><Power>1 1 1</Power></SOPNode></ColorCorrection>';

/** Mutation → its input and what of its payload is kept under a name for those that come after it. In this order. */
const writes: readonly (readonly [mutation: string, input: () => object, selection: string, keep?: (payload: never) => void])[] = [
  ['createProduction', () => ({ slug: 'other', title: 'Other', rate: '25/1' }), 'production { id }'],
  ['updateProduction', () => ({ production: 'other', title: 'Another' }), 'production { title }'],
  ['ingest', () => ({ production: 'harbour', paths: [join(service.home, 'cards/card')] }), 'ingests { id }'],
  [
    'importTimeline',
    () => ({ production: 'harbour', name: 'new.edl', content: { text: edl } }),
    'timeline { id events(first: 1) { edges { node { id } } } }',
    (payload: { timeline: { id: string; events: { edges: { node: { id: string } }[] } } }) => {
      known['timeline'] = payload.timeline.id;
      known['event'] = payload.timeline.events.edges[0]!.node.id;
    },
  ],
  ['rematchTimeline', () => ({ id: known['timeline'] }), 'timeline { id }'],
  [
    'rereadTimeline',
    () => ({ id: known['timeline'], rate: '24000/1001' }),
    'timeline { id events(first: 1) { edges { node { id } } } }',
    (payload: { timeline: { events: { edges: { node: { id: string } }[] } } }) => {
      known['event'] = payload.timeline.events.edges[0]!.node.id;
    },
  ],
  ['resolveEvent', () => ({ event: known['event'], resolution: { clip: known['clip'] } }), 'event { id }'],
  [
    'attachDocument',
    () => ({ production: 'harbour', name: 'a.cdl', content: { text: cdl }, target: { clip: known['clip'] } }),
    'document { id attachments { id } }',
    (payload: { document: { attachments: { id: string }[] } }) => {
      known['attachment'] = payload.document.attachments[0]!.id;
    },
  ],
  ['detachDocument', () => ({ attachment: known['attachment'] }), 'document { id }'],
  ['configureRule', () => ({ production: 'harbour', code: 'HANDLE_SHORT', settings: {} }), 'rule { settings }'],
  [
    'correctFields',
    () => ({ target: { clips: [known['clip']] }, fields: [{ field: 'slate.scene', value: '7' }], reason: 'heard on set' }),
    'clips { id }',
  ],
  ['waiveFinding', () => ({ id: known['finding'], reason: 'known' }), 'finding { id }'],
  ['runChecks', () => ({ production: 'harbour' }), 'openCount'],
  [
    'requestPull',
    () => ({ timeline: known['timeline'], recipe: 'proxy-h264', handles: 0, needsApproval: true }),
    'pull { id }',
    (payload: { pull: { id: string } }) => {
      known['pull'] = payload.pull.id;
    },
  ],
  ['approvePull', () => ({ id: known['pull'] }), 'pull { id }'],
  ['requestRender', () => ({ clip: known['clip'], recipe: 'still', frameIn: 0, frameOut: 1 }), 'job { id }'],
  ['prioritiseJob', () => ({ id: known['job'], priority: 'RUSH' }), 'job { id }'],
  ['cancelJob', () => ({ id: known['job'] }), 'job { id }'],
  ['retryJob', () => ({ id: known['job'] }), 'job { id }'],
  ['verifyRoll', () => ({ id: known['roll'] }), 'job { id }'],
  ['cancelPull', () => ({ id: known['pull'] }), 'pull { id }'],
  ['retryPull', () => ({ id: known['pull'] }), 'pull { id }'],
  [
    'saveRecipe',
    () => ({ production: 'harbour', name: 'small', base: 'PROXY_H264', title: 'Small', parameters: { width: 640 } }),
    'recipes { name }',
  ],
  ['removeRecipe', () => ({ production: 'harbour', name: 'small' }), 'recipes { name }'],
  ['archiveClips', () => ({ ids: [known['clip']] }), 'clips { id }'],
  [
    'saveSearch',
    () => ({ production: 'harbour', name: 'mine', query: 'ei:800' }),
    'savedSearch { id }',
    (payload: { savedSearch: { id: string } }) => {
      known['search'] = payload.savedSearch.id;
    },
  ],
  ['deleteSavedSearch', () => ({ id: known['search'] }), 'deletedId'],
  [
    'createToken',
    () => ({ name: 'farm', role: 'VIEWER' }),
    'token { id }',
    (payload: { token: { id: string } }) => {
      known['token'] = payload.token.id;
    },
  ],
  ['revokeToken', () => ({ id: known['token'] }), 'token { id }'],
  [
    'createWebhook',
    () => ({ production: 'harbour', url: 'http://127.0.0.1:9/', events: ['INGEST_FINISHED'] }),
    'id',
    (payload: { id: string }) => {
      known['webhook'] = payload.id;
    },
  ],
  ['deleteWebhook', () => ({ id: known['webhook'] }), 'deletedId'],
  [
    'answerFormatCard',
    () => ({ id: known['card'], inputTransform: 'urn:ampas:aces:transformId:v2.0:CSC.Arri.LogC4_to_ACES.a2.v1' }),
    'formatCard { id }',
  ],
  ['decideNamingRule', () => ({ id: known['rule'], apply: false }), 'namingRule { id }'],
];

test('every mutation is done here', () => {
  const folder = join(import.meta.dirname, '../../schema');
  const sdl = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  const schema = buildSchema(sdl.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n'));
  const mutations = Object.keys(schema.getMutationType()!.getFields());
  // The seed is made by a client of its own, whose writes are these.
  expect([...writes.map(([name]) => name), 'makeSeedProduction'].sort()).toEqual(mutations.sort());
});

test.each(writes.map(([name, input, selection, keep]) => ({ name, input, selection, keep })))(
  '$name leaves a row in the audit trail',
  async ({ name, input, selection, keep }) => {
    const trail = () => service.sql.query<{ actor: string; action: string }>('SELECT actor, action FROM audit ORDER BY created_at, id');
    const before = (await trail()).length;
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`.replace(/^(Cancel|Retry)Job/, 'Job');
    const answer = await service.ask(
      `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${selection} errors { code message } } }`,
      { input: input() },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.done.errors).toEqual([]);
    keep?.(answer.data.done as never);
    const rows = (await trail()).slice(before);
    expect(rows.length).toBeGreaterThan(0);
    for (const { actor } of rows) expect(actor).toBe('local administrator');
  },
);
