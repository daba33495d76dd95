/** A clip whose files went before they were read: what people say of it stands all the same. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { systemActor } from '../../src/domain/actor.ts';
import { handlerFor } from '../../src/services/work.ts';

const folder = mkdtempSync(join(tmpdir(), 'rushes-unread-'));
let app: Awaited<ReturnType<typeof createApp>>;
beforeAll(async () => {
  chmodSync(folder, 0o755);
  for (const name of ['home', 'media']) mkdirSync(join(folder, name));
  app = await createApp(
    loadConfig({ RUSHES_HOME: join(folder, 'home'), RUSHES_MEDIA_ROOTS: `cards=${join(folder, 'media')}`, RUSHES_LOG: 'silent' }),
  );
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('corrections of a clip that could not be read are kept, before and after, and beaten by nothing once it is back', async () => {
  const list = join(folder, 'media', 'day.ale');
  const text = 'Heading\nFIELD_DELIM\tTABS\nFPS\t24\n\nColumn\nName\tTape\tStart\tEnd\n\nData\nA001C001\tA001\t01:00:00:00\t01:00:10:00\n';
  writeFileSync(list, text);
  const { productions, ingest, clips } = app.services;
  await productions.create(systemActor, { slug: 'show', title: 'Show', rate: { num: 24, den: 1 }, dropFrame: false });
  const handler = handlerFor('inspect', app.catalogue, app.workers.inspect, () => undefined);
  const work = async (): Promise<void> => {
    while (await app.queue.workOnce('inspect', handler).catch(() => true)) continue;
  };
  await ingest.ingest(systemActor, { production: 'show', path: 'cards:day.ale' });
  // The walk; the clip that it registers is read by a job of its own.
  await app.queue.workOnce('inspect', handler);
  const [id] = await app.catalogue.clipIdsOfProduction((await app.catalogue.productionBySlug('show'))!.id);
  const correct = (field: string, value: unknown) =>
    clips.correct(systemActor, { clipIds: [id!], reason: 'from the camera report', fields: [{ field, value }] });
  const seen = async () => {
    const [clip] = await app.catalogue.clipsByIds([id!]);
    const facts = (await app.catalogue.factsOf([id!])).get(id!) ?? [];
    return {
      state: clip!.state,
      codes: clip!.problems.map(({ code }) => code),
      facts: new Map(facts.map((fact) => [fact.field, fact.value])),
    };
  };
  await correct('lens.model', 'Signature Prime 40');
  rmSync(list);
  await work();
  const failed = await seen();
  expect([failed.state, failed.codes]).toEqual(['FAILED', ['INSPECTION_FAILED']]);
  expect(failed.facts.get('lens.model')).toBe('Signature Prime 40');
  await correct('slate.scene', '42');
  const after = await seen();
  expect([after.state, after.codes, after.facts.get('slate.scene')]).toEqual(['FAILED', ['INSPECTION_FAILED'], '42']);
  await correct('slate.scene', null);
  expect((await seen()).facts.has('slate.scene')).toBe(false);
  writeFileSync(list, text);
  await ingest.ingest(systemActor, { production: 'show', path: 'cards:day.ale' });
  await work();
  const read = await seen();
  expect([read.state, read.codes, read.facts.get('lens.model')]).toEqual(['ANNOUNCED', [], 'Signature Prime 40']);
});
