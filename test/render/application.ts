/** The application in this process over a folder of movies: for suites that render what was ingested. */
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { systemActor } from '../../src/domain/actor.ts';
import { handlerFor } from '../../src/services/work.ts';
import { openEngine, python, temporaryFolder } from './fixture.ts';

export const production = 'harbour';

/** `footage` fills the folder `media`, which is then ingested; every clip is told to be LogC4. */
export async function openRenderApp(footage: (media: string) => void, environment: Readonly<Record<string, string>> = {}) {
  await openEngine();
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  const [home, media, output] = ['home', 'media', 'output'].map((name) => join(folder, name)) as [string, string, string];
  for (const each of [home, media, output]) mkdirSync(each);
  symlinkSync(join(python, '../../..'), join(home, 'engines'));
  footage(media);
  const app = await createApp(
    loadConfig({ RUSHES_HOME: home, RUSHES_OUTPUT: output, RUSHES_MEDIA_ROOTS: `cards=${media}`, RUSHES_LOG: 'silent', ...environment }),
  );
  const work = async (kind: 'inspect' | 'render'): Promise<void> => {
    const handler = handlerFor(kind, app.catalogue, app.workers[kind], () => undefined);
    while (await app.queue.workOnce(kind, handler)) continue;
  };
  await app.services.productions.create(systemActor, {
    slug: production,
    title: 'Harbour',
    rate: { num: 24000, den: 1001 },
    dropFrame: false,
  });
  await app.services.ingest.ingest(systemActor, { production, path: 'cards:' });
  await work('inspect');
  await work('render');
  const productionId = (await app.catalogue.productionBySlug(production))!.id;
  const clipIds = await app.catalogue.clipIdsOfProduction(productionId);
  const fields = [
    { field: 'color.transfer', value: 'LogC4' },
    { field: 'color.primaries', value: 'AWG4' },
  ];
  await app.services.clips.correct(systemActor, { clipIds, reason: 'The report says LogC4.', fields });
  const clips = new Map((await app.catalogue.clipsByIds(clipIds)).map((clip) => [clip.name, clip]));
  return {
    app,
    folder,
    media,
    output,
    work,
    clips,
    productionId,
    async importList(name: string, events: readonly string[]): Promise<string> {
      const content = Buffer.from(['TITLE: HARBOUR', 'FCM: NON-DROP FRAME', '', ...events, ''].join('\n'));
      return (await app.services.timelines!.importTimeline(systemActor, { production, name, content })).id;
    },
    async close(): Promise<void> {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type RenderApp = Awaited<ReturnType<typeof openRenderApp>>;
