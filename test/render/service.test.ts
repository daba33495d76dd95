import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { createApp, type App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { systemActor } from '../../src/domain/actor.ts';
import { handlerFor } from '../../src/services/work.ts';
import { prepareEngines } from '../../scripts/engines.ts';
import { projectFolder } from '../../scripts/step.ts';
import { samplesFolder } from '../samples.ts';
import { exrHeader, proresMovie, temporaryFolder } from './fixture.ts';

const clipName = 'A001C003_260101_R1AB';

describe('renders of the catalogue', () => {
  const folder = temporaryFolder();
  const media = join(folder, 'media', 'A001R1AB');
  let app: App;
  let clipId: string;

  async function work(kind: 'inspect' | 'render' | 'check'): Promise<void> {
    while (
      await app.queue.workOnce(
        kind,
        handlerFor(kind, app.catalogue, app.workers[kind], () => undefined),
      )
    )
      continue;
  }

  beforeAll(async () => {
    const prepared = await prepareEngines(process.env['RUSHES_HOME'] ?? join(projectFolder, '.rushes'));
    if (!prepared.ready) throw new Error(prepared.trouble);
    chmodSync(folder, 0o755);
    const home = join(folder, 'home');
    mkdirSync(home);
    symlinkSync(join(prepared.python, '../../..'), join(home, 'engines'));
    proresMovie(media, { frames: 12, rate: '24000/1001', start: '00:59:59:20', reel: clipName });
    app = await createApp(loadConfig({ RUSHES_HOME: home, RUSHES_MEDIA_ROOTS: `cards=${join(folder, 'media')}`, RUSHES_LOG: 'silent' }));
    await app.services.productions.create(systemActor, {
      slug: 'harbour',
      title: 'Harbour',
      rate: { num: 24000, den: 1001 },
      dropFrame: false,
    });
    await app.services.ingest.ingest(systemActor, { production: 'harbour', path: 'cards:' });
    await work('inspect');
    const production = (await app.catalogue.productionBySlug('harbour'))!;
    clipId = (await app.catalogue.clipIdsOfProduction(production.id))[0]!;
  });
  afterAll(async () => {
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const request = (change: Record<string, unknown> = {}) =>
    app.services.renders!.requestRender(systemActor, { clipId, recipe: 'plate-aces2065-1', priority: 'NORMAL', explain: false, ...change });

  it('refuses a clip of which nothing says how it is coded, before anything is queued', async () => {
    await expect(request()).rejects.toMatchObject({ code: 'BLOCKED', at: 'CAMERA_FORMAT_UNKNOWN' });
    expect((await app.queue.depth())['render']?.waiting ?? 0).toBeLessThan(2);
  });

  it('makes the thumbnail anyway, as recorded', async () => {
    await work('render');
    const [clip] = await app.catalogue.clipsByIds([clipId]);
    expect(clip?.thumbnail).toMatch(/^harbour\/thumbnails\/.*\.jpg$/);
    expect(existsSync(join(folder, 'home', 'output', clip!.thumbnail!))).toBe(true);
  });

  it('renders a plate of a range of timecode, with an AMF beside it, and gives the same render again', async () => {
    await app.services.clips.correct(systemActor, {
      clipIds: [clipId],
      fields: [
        { field: 'color.transfer', value: 'LogC4' },
        { field: 'color.primaries', value: 'AWG4' },
      ],
      reason: 'The report says LogC4.',
    });
    const first = await request({ in: '01:00:00:00', out: '01:00:00:03' });
    expect(first.jobId).toBeDefined();
    expect((await request({ in: '01:00:00:00', out: '01:00:00:03' })).renderId).toBe(first.renderId);
    await work('render');
    const target = join(folder, 'home', 'output', 'harbour', 'renders', `${clipName}_plate-aces2065-1_v001`);
    expect(readdirSync(target).sort()).toEqual([
      `${clipName}.1001.exr`,
      `${clipName}.1002.exr`,
      `${clipName}.1003.exr`,
      `${clipName}.amf`,
      'job.json',
      'report.json',
    ]);
    const header = exrHeader(join(target, `${clipName}.1001.exr`));
    expect(header['timeCode']).toMatch(/^time 01:00:00:00/);
    expect(header['reelName']).toMatch(/A001/);
    const again = await request({ in: '01:00:00:00', out: '01:00:00:03' });
    expect(again).toMatchObject({ renderId: first.renderId });
    expect(again.jobId).toBeUndefined();
    expect(readdirSync(join(folder, 'home', 'output', '.attempts'))).toEqual([]);
    const amf = readFileSync(join(target, `${clipName}.amf`), 'utf8');
    expect(amf).toMatch(/<aces:inputTransform applied="true">[\s\S]*CSC\.Arri\.LogC4_to_ACES\.a2\.v1/);
    await expectValidAmf(amf);
  });

  it('explains a render: pipeline, AMF and the exact command', async () => {
    const { explanation } = await request({ explain: true });
    const names = explanation!.map((file) => file.fileName);
    expect(names).toEqual(expect.arrayContaining(['pipeline.ctf', 'command.txt', `${clipName}.amf`, 'decisions.json']));
    expect(explanation!.find((file) => file.fileName === 'pipeline.ctf')!.content).toMatch(/<ProcessList/);
  });

  it('refuses labels that the clip does not have, unknown recipes and parameters', async () => {
    await expect(request({ in: '02:00:00:00' })).rejects.toMatchObject({ code: 'INVALID_INPUT', at: 'in' });
    await expect(request({ recipe: 'plate' })).rejects.toMatchObject({ code: 'INVALID_INPUT', at: 'recipe' });
    await expect(request({ parameters: { firstFrame: -1 } })).rejects.toMatchObject({ code: 'INVALID_INPUT', at: 'parameters.firstFrame' });
    await expect(request({ output: '../elsewhere' })).rejects.toMatchObject({ code: 'INVALID_INPUT', at: 'output' });
  });

  it('pulls a timeline: dry run, plates, package; again it renders nothing', async () => {
    const edl = [
      'TITLE: HARBOUR',
      'FCM: NON-DROP FRAME',
      '',
      `001  ${clipName} V     C        00:59:59:22 01:00:00:01 01:00:00:00 01:00:00:03`,
      `002  NOWHERE  V     C        05:00:00:00 05:00:00:01 01:00:00:03 01:00:00:04`,
      '',
    ].join('\n');
    const timeline = await app.services.timelines!.importTimeline(systemActor, {
      production: 'harbour',
      name: 'harbour_v1.edl',
      content: Buffer.from(edl),
    });
    const pull = (dryRun: boolean) =>
      app.services.pulls!.requestPull(systemActor, {
        timelineId: timeline.id,
        recipe: 'plate-aces2065-1',
        handles: 1,
        priority: 'NORMAL',
        numbering: 'KEEP',
        dryRun,
      });
    const dry = await pull(true);
    expect(dry.pullId).toBeUndefined();
    expect(dry.plan).toMatchObject({
      frameCount: 5,
      reusedCount: 0,
      items: [{ name: 'harbour_001_PL01', clipFrameIn: 1, clipFrameOut: 6, eventNumbers: ['001'], reused: false }],
      findings: [{ code: 'EVENT_UNMATCHED' }],
    });
    const first = await pull(false);
    await work('render');
    // The guardrails of pulls look by themselves, before and after; what they find goes with its cause.
    const aboutPulls = async (): Promise<string[]> => {
      await work('check');
      const rows = await app.catalogue.session.query<{ code: string }>(
        `SELECT code FROM finding WHERE scope = 'PULL' AND resolved_at IS NULL ORDER BY code`,
      );
      return rows.map(({ code }) => code);
    };
    expect(await aboutPulls()).toEqual([]);
    const [kept] = await app.catalogue.session.query<{ header: unknown; frame: number }>(
      `SELECT report->'header' AS header, (report->'headerFrame')::int AS frame FROM render WHERE output_path LIKE '%harbour_001_PL01_v001'`,
    );
    // Read back from the file: the label of clip frame 1, with the reel.
    expect(kept).toEqual({ header: { timecode: '00:59:59:21', reel: expect.stringContaining('A001') }, frame: 1 });
    const folderOf = (version: string): string => join(folder, 'home', 'output', 'harbour', 'pulls', `harbour_v1_${version}`);
    expect(readdirSync(folderOf('v001')).sort()).toEqual(
      expect.arrayContaining([
        'ascmhl',
        'delivery-report.html',
        'delivery-report.json',
        'harbour_001_PL01',
        'list',
        'shot-list.ale',
        'shot-list.csv',
      ]),
    );
    // The ASC's own tool finds the package complete and intact, and notices a changed byte.
    const reference = fileURLToPath(new URL('../../.rushes/test-oracles/venv/bin/ascmhl-debug', import.meta.url));
    const verdict = () => spawnSync(reference, ['verify', folderOf('v001')], { encoding: 'utf8' });
    expect(verdict().status, verdict().stdout + verdict().stderr).toBe(0);
    const xsd = `${samplesFolder() ?? ''}/schemas/ascmitc-mhl/ASCMHL.xsd`;
    for (const name of readdirSync(join(folderOf('v001'), 'ascmhl')).filter((each) => each.endsWith('.mhl') && existsSync(xsd))) {
      const checked = spawnSync(reference, ['xsd-schema-check', '-xsd', xsd, join(folderOf('v001'), 'ascmhl', name)], { encoding: 'utf8' });
      expect(checked.status, checked.stdout + checked.stderr).toBe(0);
    }
    const html = readFileSync(join(folderOf('v001'), 'delivery-report.html'), 'utf8');
    expect(html).toContain('harbour_001_PL01');
    expect(html).not.toMatch(/<script|https?:\/\//);
    const plate = join(folderOf('v001'), 'harbour_001_PL01');
    expect(readdirSync(plate)).toContain('harbour_001_PL01_v001.1001.exr');
    expect(exrHeader(join(plate, 'harbour_001_PL01_v001.1001.exr'))['timeCode']).toMatch(/^time 00:59:59:21/);
    const again = await pull(false);
    expect(again.pullId).not.toBe(first.pullId);
    expect(again.plan.reusedCount).toBe(1);
    expect(readdirSync(join(folderOf('v002'), 'harbour_001_PL01'))).toEqual(readdirSync(plate));
    // A new AMF: the plate is stale and says why; only it is made again, as the next version.
    const renderId = (
      await app.catalogue.session.query<{ id: string }>(`SELECT id FROM render WHERE output_path LIKE '%harbour_001_PL01_v001'`)
    )[0]!.id;
    expect((await app.services.renders!.staleness!([renderId])).size).toBe(0);
    const { attach } = app.services.documents!;
    await attach(systemActor, {
      production: 'harbour',
      name: 'look.cc',
      content: {
        bytes: Buffer.from(
          '<ColorCorrection id="a"><SOPNode><Slope>1.1 1 1</Slope><Offset>0 0 0</Offset><Power>1 1 1</Power></SOPNode></ColorCorrection>',
        ),
      },
      target: { clipId },
    });
    expect((await app.services.renders!.staleness!([renderId])).get(renderId)).toMatch(/CDL|AMF/);
    expect(await aboutPulls()).toEqual(['PULL_STALE_LOOK']);
    // A newer cut that needs a frame which was not delivered.
    await app.services.timelines!.importTimeline(systemActor, {
      production: 'harbour',
      name: 'harbour_v2.edl',
      content: Buffer.from(
        edl.replace('00:59:59:22 01:00:00:01', '00:59:59:22 01:00:00:03').replace('01:00:00:00 01:00:00:03', '01:00:00:00 01:00:00:05'),
      ),
    });
    expect(await aboutPulls()).toEqual(['CUT_CHANGED_AFTER_PULL', 'PULL_STALE_LOOK']);
    // The source's timecode was wrong: the plate's header is no longer what the source says.
    const label = (value: string | null) =>
      app.services.clips.correct(systemActor, {
        clipIds: [clipId],
        fields: [{ field: 'timecode.start', value }],
        reason: 'The slate says so.',
      });
    await label('02:00:00:00');
    expect(await aboutPulls()).toContain('OUTPUT_TC_HEADER');
    await label(null);
    expect(await aboutPulls()).not.toContain('OUTPUT_TC_HEADER');
    const third = await pull(false);
    expect(third.plan.reusedCount).toBe(0);
    await work('render');
    expect(readdirSync(join(folderOf('v003'), 'harbour_001_PL01'))).toContain('harbour_001_PL01_v002.1001.exr');
    const known = await app.services.pulls!.identify!(systemActor, { name: 'harbour_001_PL01_v001.1003.exr' });
    expect(known).toMatchObject({ by: 'NAME', clipId, clipFrame: 3 });
  });

  it('refuses a clip that is offline', async () => {
    renameSync(media, join(folder, 'away'));
    proresMovie(join(folder, 'media', 'B001'), { frames: 2, rate: '24000/1001', start: '02:00:00:00', reel: 'B001C001_260101_R2AB' });
    await app.services.ingest.ingest(systemActor, { production: 'harbour', path: 'cards:' });
    await work('inspect');
    await expect(request({ frameIn: 0, frameOut: 2 })).rejects.toMatchObject({ code: 'BLOCKED', at: 'CLIP_OFFLINE' });
  });
});

/** Against the Academy's schema, where the samples are. */
async function expectValidAmf(text: string): Promise<void> {
  const samples = samplesFolder();
  if (samples === undefined) return;
  const schemas = join(samples, 'schemas', 'ampas-aces-amf');
  const file = (name: string): { fileName: string; contents: string } => ({
    fileName: name,
    contents: readFileSync(join(schemas, name), 'utf8'),
  });
  const outcome = await validateXML({
    xml: [{ fileName: 'plate.amf', contents: text }],
    schema: [file('acesMetadataFile.xsd')],
    preload: ['ASC-CDL_schema_v1.01.xsd', 'st433b-2008-am1-2011.xsd', 'xmldsig-core-schema.xsd'].map(file),
  });
  expect(outcome.errors.map((error) => error.message)).toEqual([]);
}
