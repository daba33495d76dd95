/** Pulls as VFX editorial asks for them: names, numbers, handles of retimes, vendors, approval, changes, a production's own recipes, refusals. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/actor.ts';
import type { PullRequest } from '../../src/services/pull/plan.ts';
import { openRenderApp, production, type RenderApp } from './application.ts';
import { exrHeader, proresMovie } from './fixture.ts';

const [a, b] = ['A001C003_260101_R1AB', 'B001C001_260101_R2AB'];

describe('pulls', () => {
  let opened: RenderApp;
  let app: RenderApp['app'];
  beforeAll(async () => {
    opened = await openRenderApp((media) => {
      proresMovie(media, { frames: 48, rate: '24000/1001', start: '01:00:00:00', reel: a });
      proresMovie(media, { frames: 24, rate: '24000/1001', start: '02:00:00:00', reel: b });
    });
    app = opened.app;
  });
  afterAll(() => opened?.close());

  const request = (timelineId: string, change: Partial<PullRequest> = {}): PullRequest => ({
    ...{ timelineId, recipe: 'plate-aces2065-1', handles: 2, priority: 'NORMAL', numbering: 'KEEP', dryRun: false },
    ...change,
  });
  const pull = (timelineId: string, change: Partial<PullRequest> = {}) =>
    app.services.pulls!.requestPull(systemActor, request(timelineId, change));
  const state = async (id: string) =>
    (
      await app.catalogue.session.query<{ state: string; path: string }>('SELECT state, package_path AS path FROM pull WHERE id = $1', [id])
    )[0]!;
  const text = (path: string): string => readFileSync(join(opened.output, path), 'utf8');
  const folder = (path: string): string[] => readdirSync(join(opened.output, path)).sort();

  // Frames 10 to 14 of A at 200 %, frames 10 to 14 of B; a marker names the first one's shot.
  const first = [
    `001  ${a} V     C        01:00:00:10 01:00:00:14 01:00:00:00 01:00:00:02`,
    `M2   ${a}       048.0                01:00:00:10`,
    '* LOC: 01:00:00:00 RED     AGM_104_065_010',
    `002  ${b} V     C        02:00:00:10 02:00:00:14 01:00:00:02 01:00:00:06`,
    '* ASC_SOP (1.1 1.0 0.9)(0.01 0.0 -0.01)(1.0 1.0 1.0)',
    '* ASC_SAT 0.9',
  ];

  it('names shots by their markers, gives retimes their source frames, writes pull and version into the header and a look beside the plate', async () => {
    const timeline = await opened.importList('cut_v1.edl', first);
    const dry = await pull(timeline, { dryRun: true });
    expect(dry.plan.items.map((item) => [item.name, item.clipFrameIn, item.clipFrameOut])).toEqual([
      ['AGM_104_065_010_PL01', 6, 18],
      ['harbour_002_PL01', 8, 16],
    ]);
    expect(dry.plan.findings.map((finding) => finding.code)).toEqual(['RETIME_NOT_REPRESENTABLE']);
    // Nothing of the kind was rendered yet, and the plan says so; once it was, it knows.
    expect(dry.plan.estimateIsGuess).toBe(true);
    const { pullId } = await pull(timeline, {
      vendors: [{ name: 'north', eventNumbers: ['001'] }],
      due: '2026-12-01',
    });
    await opened.work('render');
    const { path, state: ended } = await state(pullId!);
    expect(ended).toBe('DONE');
    expect(folder(path)).toEqual(['north', 'unassigned']);
    expect(folder(`${path}/north`)).toEqual(
      expect.arrayContaining(['AGM_104_065_010_PL01', 'ascmhl', 'count-sheet.csv', 'delivery-report.html', 'shot-list.csv']),
    );
    const header = exrHeader(join(opened.output, path, 'north/AGM_104_065_010_PL01/AGM_104_065_010_PL01_v001.1001.exr'));
    expect(header['ocf/pull']).toBe(`"${pullId}"`);
    expect(header['ocf/version']).toBe('"v001"');
    expect(header['timeCode']).toMatch(/^time 01:00:00:06/);
    // 200 %: the cut's frames 0 and 1 are source frames 10 and 12; with two handles the comp begins at 1001 and the cut at 1003.
    expect(text(`${path}/north/count-sheet.csv`).trim().split(/\r?\n/).slice(1)).toEqual([
      'AGM_104_065_010_PL01,001,1003,1,10,01:00:00:10,1005',
      'AGM_104_065_010_PL01,001,1004,2,12,01:00:00:12,1007',
    ]);
    const list = text(`${path}/north/shot-list.csv`).split(/\r?\n/);
    expect(list[0]).toBe(
      'shot,plate,version,delivery,events,reel,clip,srcIn,srcOut,cutIn,cutOut,headHandle,tailHandle,firstFrame,lastFrame,frames,speed,reverse,fps,captureFps,width,height,squeeze,EI,WB,lens,focalMm,inputTransform,amf,fdl,notes,status,sha256OfFirst,vendor,priority,due',
    );
    expect(list[1]).toMatch(/^AGM_104_065_010,AGM_104_065_010_PL01,v001,1,001,/);
    expect(list[1]).toMatch(/,north,NORMAL,2026-12-01$/);
    const plate = folder(`${path}/unassigned/harbour_002_PL01`);
    expect(plate).toEqual(
      expect.arrayContaining(['harbour_002_PL01.cc', 'harbour_002_PL01.cdl', 'harbour_002_PL01.source.json', 'harbour_002_PL01_v001.amf']),
    );
    execFileSync('xmllint', ['--noout', join(opened.output, path, 'unassigned/harbour_002_PL01/harbour_002_PL01.cdl')]);
    expect(text(`${path}/unassigned/harbour_002_PL01/harbour_002_PL01.cc`)).toContain('<Slope>1.1 1 0.9</Slope>');
  });

  it('pulls of a newer cut only what needs other frames, as the next version, with the numbers that frames had', async () => {
    const older = await opened.importList('cut_v1.edl', first);
    const newer = await opened.importList('cut_v2.edl', [
      ...first.slice(0, 3),
      // Four frames more at the head.
      `002  ${b} V     C        02:00:00:06 02:00:00:14 01:00:00:02 01:00:00:10`,
      ...first.slice(4),
    ]);
    const { plan, pullId } = await pull(newer, { against: older });
    expect(plan.items.map((item) => [item.name, item.clipFrameIn, item.clipFrameOut, item.reused])).toEqual([
      ['harbour_002_PL01', 4, 16, false],
    ]);
    await opened.work('render');
    const { path } = await state(pullId!);
    const frames = folder(`${path}/harbour_002_PL01`).filter((name) => name.endsWith('.exr'));
    // Clip frame 8 was 1001 in the first version, and still is.
    expect(frames[0]).toBe('harbour_002_PL01_v002.0997.exr');
    expect(exrHeader(join(opened.output, path, 'harbour_002_PL01', 'harbour_002_PL01_v002.1001.exr'))['ocf/clipFrame']).toBe('8');
    // Nothing has changed: the whole cut is there already.
    expect((await pull(newer, { dryRun: true })).plan.reusedCount).toBe(2);
    await expect(pull(newer, { against: newer })).rejects.toMatchObject({ code: 'BLOCKED' });
  });

  it('waits for approval where asked, is cancelled, and begins again', async () => {
    const timeline = await opened.importList('approve.edl', [`001  ${a} V     C        01:00:00:20 01:00:01:00 01:00:00:00 01:00:00:04`]);
    const { pullId } = await pull(timeline, { needsApproval: true, recipe: 'plate-acescg' });
    expect((await state(pullId!)).state).toBe('PLANNED');
    await opened.work('render');
    expect((await state(pullId!)).state).toBe('PLANNED');
    await app.services.pulls!.approve(systemActor, pullId!);
    await expect(app.services.pulls!.approve(systemActor, pullId!)).rejects.toMatchObject({ code: 'CONFLICT' });
    await app.services.pulls!.cancel(systemActor, pullId!);
    await opened.work('render');
    expect((await state(pullId!)).state).toBe('CANCELLED');
    await app.services.pulls!.retry(systemActor, pullId!);
    await opened.work('render');
    const done = await state(pullId!);
    expect(done.state).toBe('DONE');
    expect(done.path).toMatch(/approve_v002$/);
    expect(folder(`${done.path}/harbour_001_PL01`).filter((name) => name.endsWith('.exr'))).toHaveLength(8);
  });

  it('trims come with the list on the trimmed media', async () => {
    const timeline = await opened.importList('trim.edl', [
      `001  ${a} V     C        01:00:00:20 01:00:01:00 01:00:00:00 01:00:00:04`,
      '002  NOWHERE V     C        05:00:00:00 05:00:00:04 01:00:00:04 01:00:00:08',
    ]);
    const { pullId } = await pull(timeline, { recipe: 'trim-original' });
    await opened.work('render');
    const { path } = await state(pullId!);
    expect(folder(path)).toEqual(expect.arrayContaining(['conform.edl', 'conform.otio', 'not-delivered.csv']));
    expect(text(`${path}/conform.edl`)).toMatch(new RegExp(`001 +${a} +V +C +01:00:00:20 01:00:01:00`));
    expect(text(`${path}/conform.edl`)).not.toContain('NOWHERE');
    expect(text(`${path}/not-delivered.csv`)).toContain('002,EVENT_UNMATCHED');
    const [version] = folder(`${path}/harbour_001_PL01`).filter((name) => /_v\d{3}$/.test(name));
    expect(folder(`${path}/harbour_001_PL01/${version}`)).toEqual([`${a}.mov`]);
  });

  it('a production makes its own recipe, lists it and pulls with it', async () => {
    const { saveRecipe, recipes, removeRecipe } = app.services.renders!;
    const own = {
      name: 'north-plate',
      base: 'plate-aces2065-1',
      title: 'North',
      description: 'PIZ from 991.',
      parameters: { compression: 'piz', firstFrame: 991 },
    };
    await expect(saveRecipe(systemActor, production, { ...own, parameters: { compression: 'dwaa' } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      at: 'parameters',
    });
    await saveRecipe(systemActor, production, own);
    const listed = (await recipes(systemActor, production)).find((each) => each.name === 'north-plate');
    expect(listed).toMatchObject({ base: 'plate-aces2065-1', parameters: { properties: { firstFrame: { default: 991 } } } });
    expect((await recipes(systemActor)).some((each) => each.name === 'north-plate')).toBe(false);
    const made = await app.services.renders!.requestRender(systemActor, {
      ...{ clipId: opened.clips.get(b)!.id, recipe: 'north-plate', priority: 'NORMAL', explain: false, frameIn: 0, frameOut: 1 },
    });
    await opened.work('render');
    const [row] = await app.catalogue.session.query<{ path: string }>('SELECT output_path AS path FROM render WHERE id = $1', [
      made.renderId,
    ]);
    expect(exrHeader(join(opened.output, row!.path, `${b}.0991.exr`))['compression']).toMatch(/^piz/);
    await removeRecipe(systemActor, production, 'north-plate');
    await expect(removeRecipe(systemActor, production, 'north-plate')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('divides what was slow before among several workers, and delivers it whole', async () => {
    // A machine on which a frame took 20 s: then 24 frames are 480 s, and worth dividing.
    await app.catalogue.session.query(
      `UPDATE render_chunk SET started_at = finished_at - (frame_out - frame_in) * interval '20 seconds' WHERE report ? 'sourceSize'`,
    );
    const fresh = await openPace(opened);
    const { renderId } = await fresh.requestRender(systemActor, {
      ...{
        clipId: opened.clips.get(a)!.id,
        recipe: 'plate-aces2065-1',
        priority: 'NORMAL',
        explain: false,
        parameters: { firstFrame: 5001 },
      },
    });
    const chunks = await app.catalogue.session.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM render_chunk WHERE render_id = $1',
      [renderId],
    );
    expect(chunks[0]!.count).toBe(4);
    await opened.work('render');
    const [row] = await app.catalogue.session.query<{ path: string; frames: number }>(
      `SELECT output_path AS path, (report->>'frameCount')::int AS frames FROM render WHERE id = $1 AND state = 'DONE'`,
      [renderId],
    );
    expect(row!.frames).toBe(48);
    expect(folder(row!.path).filter((name) => name.endsWith('.exr'))).toEqual(
      Array.from({ length: 48 }, (_, index) => `${a}.${5001 + index}.exr`),
    );
    expect(exrHeader(join(opened.output, row!.path, `${a}.5025.exr`))['timeCode']).toMatch(/^time 01:00:01:00/);
    const audited = await app.catalogue.session.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit WHERE action = 'rendered' AND subject = $1`,
      [renderId],
    );
    expect(audited[0]!.count).toBe(4);
  });

  it('finds a plate whose header is not its source’s, and is silent about the others', async () => {
    const found = async () =>
      (
        await app.catalogue.session.query<{ code: string }>(`SELECT code FROM finding WHERE resolved_at IS NULL AND code LIKE 'OUTPUT_%'`)
      ).map((row) => row.code);
    await app.services.checks!.run(systemActor, production);
    expect(await found()).toEqual([]);
    await app.catalogue.session.query(
      `UPDATE render SET report = jsonb_set(report, '{header,timecode}', '"01:00:00:07"') WHERE output_path LIKE '%AGM_104_065_010_PL01_v001'`,
    );
    await app.catalogue.session.query(`DELETE FROM output WHERE path = 'harbour_002_PL01_v002.1001.exr'`);
    await app.services.checks!.run(systemActor, production);
    expect((await found()).sort()).toEqual(['OUTPUT_FRAME_COUNT', 'OUTPUT_TC_HEADER']);
  });

  it('a changed AMF makes stale what it decides and nothing else: that alone is pulled again, as the next version', async () => {
    const timeline = await opened.importList('look.edl', [
      `001  ${a} V     C        01:00:01:06 01:00:01:10 01:00:00:00 01:00:00:04`,
      `002  ${b} V     C        02:00:00:10 02:00:00:14 01:00:00:04 01:00:00:08`,
    ]);
    const amf = (slope: string): Buffer =>
      Buffer.from(
        `<aces:acesMetadataFile xmlns:aces="urn:ampas:aces:amf:v2.0" xmlns:cdl="urn:ASC:CDL:v1.01" version="2.0"><aces:clipId><aces:clipName>${b}</aces:clipName></aces:clipId><aces:pipeline><aces:inputTransform applied="false"><aces:transformId>urn:ampas:aces:transformId:v2.0:CSC.Arri.LogC4_to_ACES.a2.v1</aces:transformId></aces:inputTransform><aces:lookTransform applied="false"><cdl:SOPNode><cdl:Slope>${slope} 1 1</cdl:Slope><cdl:Offset>0 0 0</cdl:Offset><cdl:Power>1 1 1</cdl:Power></cdl:SOPNode></aces:lookTransform></aces:pipeline></aces:acesMetadataFile>`,
      );
    const attach = (slope: string) =>
      app.services.documents!.attach(systemActor, {
        production,
        name: 'b.amf',
        content: { bytes: amf(slope) },
        target: { clipId: opened.clips.get(b)!.id },
      });
    const made = async () => {
      const { pullId, plan } = await pull(timeline, { recipe: 'plate-acescg' });
      await opened.work('render');
      const { path, state: ended } = await state(pullId!);
      expect(ended).toBe('DONE');
      const ids = await app.catalogue.session.query<{ id: string; clip: string }>(
        `SELECT r.id, c.name AS clip FROM render r JOIN clip c ON c.id = r.clip_id
         WHERE r.id::text IN (SELECT jsonb_array_elements_text(options->'renderIds') FROM pull WHERE id = $1)`,
        [pullId],
      );
      const files = new Map(['harbour_001_PL01', 'harbour_002_PL01'].map((name) => [name, folder(`${path}/${name}`)]));
      return { plan, renders: new Map(ids.map(({ id, clip }) => [clip, id])), files };
    };
    const stale = async (ids: Iterable<string>) => Object.fromEntries(await app.services.renders!.staleness!([...ids]));

    await attach('1.1');
    const one = await made();
    expect(await stale(one.renders.values())).toEqual({});
    const changed = (await attach('1.3')).id;
    expect(await stale(one.renders.values())).toEqual({ [one.renders.get(b)!]: 'The AMF b.amf was replaced.' });
    const two = await made();
    expect(two.plan.items.map((item) => item.reused)).toEqual([true, false]);
    expect(two.renders.get(a)).toBe(one.renders.get(a));
    expect(two.files.get('harbour_001_PL01')).toEqual(one.files.get('harbour_001_PL01'));
    const versionOf = (run: typeof one): number => Number(/_v(\d+)\./.exec(run.files.get('harbour_002_PL01')!.join(' '))![1]);
    expect(versionOf(two)).toBe(versionOf(one) + 1);
    expect(await stale(two.renders.values())).toEqual({});

    // What somebody chose stays chosen: a named document, or bytes. It is no news that the document in force is another.
    const still = async (frame: number, choice: object): Promise<string> => {
      const { renderId } = await app.services.renders!.requestRender(systemActor, {
        ...{ clipId: opened.clips.get(b)!.id, recipe: 'still', frameIn: frame, frameOut: frame + 1, priority: 'NORMAL', explain: false },
        ...choice,
      });
      return renderId!;
    };
    const chosen = { amf: { documentId: changed } };
    const [named, given, plain] = [
      await still(3, chosen),
      await still(3, { amf: { bytes: amf('1.2') } }),
      await still(4, { parameters: { width: 320 } }),
    ];
    // The same picture, asked for by the document's name and without.
    const shared = await still(5, chosen);
    expect(await still(5, {})).toBe(shared);
    await opened.work('render');
    await attach('1.4');
    const reason = 'The AMF b.amf was replaced.';
    expect(await stale([named, given, plain, shared])).toEqual({ [plain]: reason, [shared]: reason });
  });

  it('refuses, before anything is queued and with the finding, what cannot be rendered', async () => {
    const clipId = opened.clips.get(b)!.id;
    const waiting = async (): Promise<number> =>
      (
        await app.catalogue.session.query<{ count: number }>(
          `SELECT count(*)::int AS count FROM job WHERE kind = 'render' AND state = 'QUEUED'`,
        )
      )[0]!.count;
    const before = await waiting();
    const render = (change: object) =>
      app.services.renders!.requestRender(systemActor, {
        ...{ clipId, recipe: 'plate-aces2065-1', priority: 'NORMAL', explain: false },
        ...change,
      });
    const amf = (clip: string): object => ({
      amf: {
        bytes: Buffer.from(
          `<aces:acesMetadataFile xmlns:aces="urn:ampas:aces:amf:v2.0" version="2.0"><aces:clipId><aces:clipName>${clip}</aces:clipName></aces:clipId></aces:acesMetadataFile>`,
        ),
      },
    });
    await expect(render(amf('C007C001_260101_R9ZZ'))).rejects.toMatchObject({ code: 'BLOCKED', at: 'AMF_CLIPID_UNRESOLVED' });
    await expect(render({ amf: { bytes: Buffer.from('hello') } })).rejects.toMatchObject({ code: 'INVALID_INPUT', at: 'amf' });
    const canvas = { id: 'C', label: 'open gate', dimensions: { width: 4608, height: 3164 }, framing_decisions: [] };
    const fdl = { bytes: Buffer.from(JSON.stringify({ contexts: [{ canvases: [canvas] }] })) };
    await expect(render({ fdl })).rejects.toMatchObject({ code: 'BLOCKED', at: 'FDL_CANVAS_MISMATCH' });
    await expect(render({ decode: { demosaic: 'DHT' } })).rejects.toMatchObject({ code: 'INVALID_INPUT', at: 'decode' });
    await expect(render({ decode: { range: 'full' }, engine: 'baselight' })).rejects.toMatchObject({ code: 'INVALID_INPUT', at: 'engine' });
    // A format that only its maker decodes, known by its codec.
    await app.catalogue.session.query(`UPDATE clip SET summary = jsonb_set(summary, '{image,codec}', '"REDCODE RAW"') WHERE id = $1`, [
      clipId,
    ]);
    await expect(render({})).rejects.toMatchObject({
      code: 'BLOCKED',
      at: 'FORMAT_NEEDS_VENDOR_ENGINE',
      message: expect.stringContaining('R3D SDK'),
    });
    // Two clips that fit an event equally.
    await app.catalogue.session.query(`UPDATE event_match SET result = jsonb_set(result - 'clipId' - 'clip', '{state}', '"AMBIGUOUS"')`);
    const [timeline] = await app.catalogue.session.query<{ id: string }>(`SELECT id FROM timeline WHERE name = 'approve.edl'`);
    const { plan } = await pull(timeline!.id, { dryRun: true });
    expect(plan.findings.map((finding) => [finding.severity, finding.code])).toEqual([['BLOCK', 'MATCH_AMBIGUOUS']]);
    await expect(pull(timeline!.id)).rejects.toMatchObject({ code: 'BLOCKED' });
    expect(await waiting()).toBe(before);
  });

  it('names the engines that are not here, with what they need', async () => {
    const engines = await app.services.renders!.engines(systemActor);
    expect(engines.filter((engine) => engine.missing === undefined).map((engine) => engine.name)).toEqual(['open', 'cli']);
    for (const name of ['r3d', 'arriraw', 'braw', 'x-ocn'])
      expect(engines.find((engine) => engine.name === name)?.missing).toMatch(/RUSHES_ENGINES=/);
  });
});

/** A render service that has not asked for the pace yet. */
async function openPace(opened: RenderApp) {
  // The pace is kept for ten seconds.
  await new Promise((resolve) => setTimeout(resolve, 10_500));
  return opened.app.services.renders!;
}
