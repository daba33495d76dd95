/** The guardrails over a real database and queue: what runs when, how findings come and go, and people who work at the same time. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { startService, type Service } from '../servers/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService({ seed: true });
}, 300_000);
afterAll(() => service?.close());

type Found = {
  id: string;
  code: string;
  severity: string;
  message: string;
  fix: string | null;
  clip: { name: string } | null;
  waiver: { actor: string; reason: string } | null;
};
const findings = async (filter: object = {}): Promise<Found[]> =>
  (
    await service.ask(
      'query ($filter: FindingFilter) { findings(production: "harbour", filter: $filter, first: 500) { edges { node { id code severity message fix clip { name } waiver { actor reason } } } } }',
      { filter },
    )
  ).findings.edges.map((edge: { node: Found }) => edge.node);
const run = async () =>
  (await service.ask('mutation { runChecks(input: { production: "harbour" }) { openCount newCount resolvedCount errors { message } } }'))
    .runChecks;
const idOf = async (name: string): Promise<string> =>
  (await service.ask('query ($name: String!) { clipsByName(production: "harbour", name: $name) { id } }', { name })).clipsByName[0].id;
const correct = async (clips: string[], field: string, value: unknown) =>
  (
    await service.ask('mutation ($input: CorrectFieldsInput!) { correctFields(input: $input) { errors { message } } }', {
      input: { target: { clips }, fields: [{ field, value }], reason: 'heard on set' },
    })
  ).correctFields;
/** Waits for the jobs that a change has asked for. */
const settled = async (): Promise<void> => {
  for (;;) {
    const { jobs } = await service.ask(
      '{ jobs(production: "harbour", filter: { kind: [CHECK], state: [QUEUED, RUNNING] }, first: 1) { totalCount } }',
    );
    if (jobs.totalCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

test('what the seed was made with is found, after ingest, by itself', async () => {
  await settled();
  const found = await findings();
  const about = (code: string) => found.filter((finding) => finding.code === code).map((finding) => finding.clip?.name);
  expect(about('PLAYBACK_RATE_MISMATCH')).toEqual(['A001C003_260203_R2CD']);
  expect(about('TC_CROSSES_MIDNIGHT')).toEqual(['B001C004_260202AB']);
  expect(about('OFF_SPEED').sort()).toEqual(['A001C002_260202_R1AB', 'A001C003_260203_R2CD']);
  expect(about('SETUP_EI_MIXED')).toHaveLength(1);
  expect(about('MHL_ABSENT')).toEqual([]);
  for (const { message, fix } of found) {
    expect(message).toMatch(/\.$/);
    expect(fix).not.toBe('');
  }
});

test('a run again finds the same: nothing new, nothing gone', async () => {
  const first = await run();
  expect(await run()).toEqual({ ...first, newCount: 0, resolvedCount: 0 });
});

test('every rule is listed with what it reads', async () => {
  const listed = (await service.ask('{ rules { code severity scope description reads } }')).rules;
  expect(listed.map((rule: { code: string }) => rule.code).sort()).toEqual(rules.map((rule) => rule.code).sort());
});

test('a change runs only the rules that read it; a finding goes with its cause', async () => {
  const clip = await idOf('A001C002_260203_R2CD');
  const before = (await findings({ code: ['SETUP_EI_MIXED'] }))[0]!;
  expect(before.message).toBe('Scene 50, camera A mixes EI: A001C001_260203_R2CD 800; A001C002_260203_R2CD 1280.');
  await correct([clip], 'exposure.exposureIndex', 800);
  await settled();
  expect(await findings({ code: ['SETUP_EI_MIXED'] })).toEqual([]);
  const { jobs } = await service.ask('{ jobs(production: "harbour", filter: { kind: [CHECK] }, first: 1) { edges { node { message } } } }');
  const reading = rules.filter((rule) => rule.reads.includes('exposure.exposureIndex'));
  expect(jobs.edges[0].node.message).toMatch(new RegExp(`^${reading.length} of ${rules.length} rules were run;`));
  await correct([clip], 'exposure.exposureIndex', null);
  await settled();
  expect(await findings({ code: ['SETUP_EI_MIXED'] })).toHaveLength(1);
});

test('a waiver holds while the cause is the same, and ends with it', async () => {
  const [finding] = await findings({ code: ['SETUP_EI_MIXED'] });
  const waive = (input: object) =>
    service.ask(
      'mutation ($input: WaiveFindingInput!) { waiveFinding(input: $input) { finding { waiver { reason } } errors { code message at } } }',
      { input },
    );
  expect((await waive({ id: finding!.id, reason: '  ' })).waiveFinding.errors[0]).toMatchObject({ code: 'INVALID_INPUT', at: 'reason' });
  expect((await waive({ id: finding!.id, reason: 'x', until: '2020-01-01T00:00:00Z' })).waiveFinding.errors[0]).toMatchObject({
    at: 'until',
  });
  expect((await waive({ id: finding!.id, reason: 'meant so by the DP' })).waiveFinding.finding.waiver.reason).toBe('meant so by the DP');
  const { openCount } = await run();
  expect((await findings()).map(({ code }) => code)).not.toContain('SETUP_EI_MIXED');
  expect(await findings({ code: ['SETUP_EI_MIXED'], includeWaived: true })).toHaveLength(1);
  // Another value is another cause: it stands again.
  const clip = await idOf('A001C002_260203_R2CD');
  await correct([clip], 'exposure.exposureIndex', 1600);
  await settled();
  const again = await findings({ code: ['SETUP_EI_MIXED'] });
  expect(again[0]!.message).toContain('1600');
  expect((await run()).openCount).toBeGreaterThan(openCount);
  await correct([clip], 'exposure.exposureIndex', null);
  await settled();
});

test('thresholds and severities are the production’s own; a rule can be turned off', async () => {
  const set = (settings: object) =>
    service.ask('mutation ($input: UpdateProductionInput!) { updateProduction(input: $input) { errors { message } } }', {
      input: { production: 'harbour', settings },
    });
  expect(await findings({ code: ['FDL_MIN_WIDTH'] })).not.toEqual([]);
  await set({ rules: { FDL_MIN_WIDTH: { pixels: 900 }, OFF_SPEED: { off: true }, SETUP_EI_MIXED: { severity: 'BLOCK' } } });
  await run();
  expect(await findings({ code: ['FDL_MIN_WIDTH', 'OFF_SPEED'] })).toEqual([]);
  expect((await findings({ code: ['SETUP_EI_MIXED'], includeWaived: true }))[0]!.severity).toBe('BLOCK');
  await set({ rules: {} });
  await run();
});

test('a waiver ends on its day: the finding stands again by itself', async () => {
  const [finding] = await findings({ code: ['OFF_SPEED'] });
  const until = new Date(Date.now() + 5000).toISOString();
  const { waiveFinding } = await service.ask(
    'mutation ($input: WaiveFindingInput!) { waiveFinding(input: $input) { finding { waiver { until } } errors { message } } }',
    { input: { id: finding!.id, reason: 'until the grade', until } },
  );
  expect(waiveFinding).toEqual({ finding: { waiver: { until } }, errors: [] });
  const stands = async () => (await findings({ code: ['OFF_SPEED'] })).some(({ id }) => id === finding!.id);
  expect(await stands()).toBe(false);
  // Nothing is run in between: the day itself ends it.
  while (Date.now() < Date.parse(until) + 50) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await stands()).toBe(true);
  await service.rushes('waive', finding!.id, '--reason', 'meant so');
  expect(await stands()).toBe(false);
  await service.rushes('waive', finding!.id, '--revoke');
  expect(await stands()).toBe(true);
});

test('a production sets its rules by name; what a rule does not have is refused, in a sentence', async () => {
  const rule = async (code: string) => {
    const { production } = await service.ask('{ production(slug: "harbour") { rules { rule { code } off severity settings changed } } }');
    return production.rules.find((each: { rule: { code: string } }) => each.rule.code === code);
  };
  expect(await rule('FDL_MIN_WIDTH')).toMatchObject({ off: false, severity: null, settings: { pixels: 3840 }, changed: false });
  expect(await findings({ code: ['FDL_MIN_WIDTH'] })).not.toEqual([]);
  expect((await service.rushes('rules', 'set', 'FDL_MIN_WIDTH', 'pixels=900', 'severity=INFO', '--production', 'harbour')).code).toBe(0);
  expect(await rule('FDL_MIN_WIDTH')).toMatchObject({ severity: 'INFO', settings: { pixels: 900 }, changed: true });
  // It is looked at again at once.
  expect(await findings({ code: ['FDL_MIN_WIDTH'] })).toEqual([]);
  for (const [setting, sentence] of [
    ['pixel=900', 'FDL_MIN_WIDTH has no setting "pixel"; it has pixels, off, severity.'],
    ['pixels=wide', 'pixels of FDL_MIN_WIDTH is a number, such as 3840.'],
    ['severity=LOUD', 'The severity of FDL_MIN_WIDTH is one of BLOCK, ERROR, WARN, INFO.'],
  ] as const) {
    const refused = await service.rushes('rules', 'set', 'FDL_MIN_WIDTH', setting, '--production', 'harbour');
    expect([refused.code, refused.stderr.trim()]).toEqual([2, sentence]);
  }
  await service.rushes('rules', 'default', 'FDL_MIN_WIDTH', '--production', 'harbour');
  expect(await rule('FDL_MIN_WIDTH')).toMatchObject({ severity: null, settings: { pixels: 3840 }, changed: false });
  expect(await findings({ code: ['FDL_MIN_WIDTH'] })).not.toEqual([]);
  await service.rushes('rules', 'off', 'FDL_MIN_WIDTH', '--production', 'harbour');
  expect(await findings({ code: ['FDL_MIN_WIDTH'] })).toEqual([]);
  await service.rushes('rules', 'on', 'FDL_MIN_WIDTH', '--production', 'harbour');
});

test('people who set different rules, and different thresholds of one, at the same time lose nothing', async () => {
  const set = (code: string, settings: object) =>
    service.ask('mutation ($input: ConfigureRuleInput!) { configureRule(input: $input) { errors { message } } }', {
      input: { production: 'harbour', code, settings },
    });
  const codes = ['TC_ZERO', 'TC_MISSING', 'SIDECAR_MISSING', 'SOUND_UNMATCHED', 'FDL_ABSENT', 'AMF_NO_LOOK'];
  await Promise.all([
    ...codes.map((code) => set(code, { severity: 'ERROR' })),
    set('CAMERA_CLOCK_WRONG', { days: 3 }),
    set('CAMERA_CLOCK_WRONG', { seconds: 20 }),
    set('CAMERA_CLOCK_WRONG', { severity: 'INFO' }),
  ]);
  const { production } = await service.ask('{ production(slug: "harbour") { rules { rule { code } severity settings } } }');
  const of = (code: string) => production.rules.find((each: { rule: { code: string } }) => each.rule.code === code);
  for (const code of codes) expect(of(code).severity, code).toBe('ERROR');
  expect(of('CAMERA_CLOCK_WRONG')).toMatchObject({ severity: 'INFO', settings: { days: 3, seconds: 20 } });
  for (const code of [...codes, 'CAMERA_CLOCK_WRONG'])
    await set(code, { severity: null, days: null, seconds: null }).catch(() => undefined);
  for (const code of codes) await set(code, { severity: null });
});

test('AMFs of a whole production find their clips by what they write; one that could mean two is used for neither, and said', async () => {
  const amf = (clipId: string) => `<?xml version="1.0" encoding="UTF-8"?>
<aces:acesMetadataFile xmlns:aces="urn:ampas:aces:amf:v2.0" version="2.0">
  <aces:amfInfo><aces:dateTime><aces:creationDateTime>2026-02-02T10:00:00Z</aces:creationDateTime><aces:modificationDateTime>2026-02-02T10:00:00Z</aces:modificationDateTime></aces:dateTime><aces:uuid>urn:uuid:00000000-0000-4000-8000-000000000001</aces:uuid></aces:amfInfo>
  <aces:clipId>${clipId}</aces:clipId>
  <aces:pipeline><aces:pipelineInfo><aces:dateTime><aces:creationDateTime>2026-02-02T10:00:00Z</aces:creationDateTime><aces:modificationDateTime>2026-02-02T10:00:00Z</aces:modificationDateTime></aces:dateTime><aces:uuid>urn:uuid:00000000-0000-4000-8000-000000000002</aces:uuid><aces:systemVersion><aces:majorVersion>2</aces:majorVersion><aces:minorVersion>0</aces:minorVersion><aces:patchVersion>0</aces:patchVersion></aces:systemVersion></aces:pipelineInfo></aces:pipeline>
</aces:acesMetadataFile>`;
  const attach = async (name: string, clipId: string): Promise<void> => {
    const { attachDocument } = await service.ask(
      'mutation ($input: AttachDocumentInput!) { attachDocument(input: $input) { document { problems { severity message } } errors { message } } }',
      { input: { production: 'harbour', name, content: { text: amf(clipId) }, target: { production: 'harbour' } } },
    );
    expect(attachDocument.errors).toEqual([]);
    expect(attachDocument.document.problems.filter((each: { severity: string }) => each.severity !== 'INFO')).toEqual([]);
  };
  // The schema wants one; software makes it up.
  const anyUuid = '<aces:uuid>urn:uuid:797c7cd8-4eb1-4f67-afce-af2b0a1d0285</aces:uuid>';
  // Cut short; a sequence of frames; and `A001C001`, which is a clip of the 2nd and one of the 3rd.
  await attach('short.amf', `<aces:clipName>B001C002</aces:clipName>${anyUuid}`);
  await attach(
    'frames.amf',
    '<aces:clipName>x</aces:clipName><aces:sequence idx="#" min="1" max="96">A001C003_260202_R1AB.#######.ari</aces:sequence>',
  );
  await attach('both.amf', `<aces:clipName>A001C001</aces:clipName>${anyUuid}`);
  await attach('nobody.amf', `<aces:clipName>Z009C001_260202_R1AB</aces:clipName>${anyUuid}`);
  await settled();
  const looks = async (name: string) => {
    const { clip } = await service.ask(
      'query ($id: ID!) { clip(id: $id) { explanation { nodes { id summary warnings { code message } values { document { name } } } } } }',
      { id: await idOf(name) },
    );
    return clip.explanation.nodes as { id: string; summary: string; warnings: { code: string; message: string }[] }[];
  };
  const nothing = async (name: string) =>
    (await looks(name)).find(({ id }) => id === 'look')!.warnings.find(({ code }) => code === 'AMF_NOTHING_TO_APPLY')?.message;
  expect(await nothing('B001C002_260202AB')).toBe('The AMF short.amf lists no transform: there is nothing to apply.');
  expect(await nothing('A001C003_260202_R1AB')).toBe('The AMF frames.amf lists no transform: there is nothing to apply.');
  expect(await nothing('B001C001_260202AB')).toBeUndefined();
  for (const name of ['A001C001_260202_R1AB', 'A001C001_260203_R2CD'])
    expect((await looks(name)).find(({ id }) => id === 'inputTransform')!.warnings.map(({ code }) => code)).toContain(
      'AMF_CLIPID_UNRESOLVED',
    );
  const told = (await findings({ code: ['AMF_CLIPID_UNRESOLVED'] })).map(({ message }) => message).sort();
  expect(told).toEqual([
    'both.amf is for the clip A001C001, which could be A001C001_260202_R1AB and A001C001_260203_R2CD: it is used for none of them.',
    'nobody.amf is for the clip Z009C001_260202_R1AB, which is not in this production.',
  ]);
  for (const name of ['short.amf', 'frames.amf', 'both.amf', 'nobody.amf'])
    expect((await service.rushes('detach', name, '--production', 'harbour')).stdout).toBe(`${name} is taken off.\n`);
  await settled();
  expect(await findings({ code: ['AMF_CLIPID_UNRESOLVED'] })).toEqual([]);
});

test('people who waive, correct and attach at the same time do not lose one another’s work', async () => {
  const names = ['A001C001_260202_R1AB', 'A001C002_260202_R1AB', 'A001C003_260202_R1AB', 'A001C004_260202_R1AB'];
  const clips = await Promise.all(names.map(idOf));
  // A waiver ends with its cause: what the corrections and documents below change is left out.
  const open = (await findings())
    .filter(
      ({ code, severity }) =>
        (severity === 'INFO' || severity === 'WARN') && !/NO_LOOK|SCENE|SETUP|METADATA|MULTICAM|COVERAGE|SOUND/.test(code),
    )
    .slice(0, 4);
  expect(open.length).toBeGreaterThan(1);
  const fields = ['slate.scene', 'slate.take', 'slate.note', 'slate.operator', 'camera.index', 'lens.serial'];
  const work = [
    ...clips.flatMap((clip) => fields.map((field) => () => correct([clip], field, `${field} by somebody`))),
    ...open.map(
      ({ id }) =>
        () =>
          service.ask(`mutation { waiveFinding(input: { id: "${id}", reason: "seen by kim" }) { errors { message } } }`),
    ),
    ...clips.map(
      (clip, index) => () =>
        service.ask('mutation ($input: AttachDocumentInput!) { attachDocument(input: $input) { errors { message } } }', {
          input: {
            production: 'harbour',
            name: `own${index}.cc`,
            content: {
              text: `<ColorCorrection id="own${index}"><SOPNode><Slope>1 1 ${1 + index}</Slope><Offset>0 0 0</Offset><Power>1 1 1</Power></SOPNode></ColorCorrection>`,
            },
            target: { clip },
          },
        }),
    ),
  ].sort(() => Math.random() - 0.5);
  const answers = await Promise.all(work.map((each) => each()));
  for (const answer of answers as Record<string, { errors?: { message: string }[] }>[])
    expect(JSON.stringify(answer)).not.toContain('"message"');
  await settled();
  const { clipsByIds } = await service.ask(
    'query ($ids: [ID!]!) { clipsByIds(ids: $ids) { facts { field value } explanation { nodes { id values { field document { name } } } } } }',
    { ids: clips },
  );
  for (const [index, clip] of clipsByIds.entries()) {
    for (const field of fields)
      expect(clip.facts.find((fact: { field: string }) => fact.field === field)?.value, `${names[index]} ${field}`).toBe(
        `${field} by somebody`,
      );
    const look = clip.explanation.nodes.find((node: { id: string }) => node.id === 'look');
    expect(look.values.find((value: { field: string }) => value.field === 'look.cdl').document.name).toBe(`own${index}.cc`);
  }
  const waived = await findings({ includeWaived: true });
  for (const { id } of open) {
    const finding = waived.find((each) => each.id === id);
    expect(finding?.waiver?.reason, finding?.message).toBe('seen by kim');
  }
});

test('`rushes check` prints a table and exits 1 where an error stands', async () => {
  const { code, stdout } = await service.rushes('check', '--production', 'harbour');
  expect(stdout).toMatch(/^harbour: \d+ findings/);
  expect(stdout).toContain('PLAYBACK_RATE_MISMATCH');
  expect(code).toBe(1);
});

test('reports that people hand over: by camera and on completeness, to print and for spreadsheets', async () => {
  const camera = await service.rushes('report', 'camera', '--production', 'harbour', '--day', '2026-02-02', '--csv');
  expect(camera.code).toBe(0);
  const lines = camera.stdout.trim().split('\r\n');
  expect(lines[0]).toMatch(/^Day,Camera,Roll,Clip,TC in,TC out,Frames/);
  const line = lines.find((each) => each.includes('A001C001_260202_R1AB'))!;
  expect(line).toContain('10:12:04:10,10:12:08:10,96,24000/1001');
  expect(lines.some((each) => each.includes('260203'))).toBe(false);
  const html = await service.rushes('report', 'completeness', '--production', 'harbour');
  expect(html.stdout).toMatch(/^<!doctype html>/);
  expect(html.stdout).toContain('A001R1AB');
  expect(html.stdout).not.toMatch(/<script|https?:\/\//);
  // Names come from cameras and people: they are text, whatever they look like.
  await correct([await idOf('A001C001_260202_R1AB')], 'slate.note', '<img src=x onerror=alert(1)>=cmd');
  const hostile = await service.rushes('report', 'camera', '--production', 'harbour', '--day', '2026-02-02');
  expect(hostile.stdout).toContain('&lt;img src=x onerror=alert(1)&gt;=cmd');
  expect(hostile.stdout).not.toContain('<img src=x');
  // A thumbnail lies in the page itself, and sheets are A4.
  expect(hostile.stdout).toMatch(/@page \{ size: A4 landscape/);
  const nothing = await service.rushes('report', 'camera', '--production', 'harbour', '--day', '1999-01-01');
  expect(nothing.code).toBe(2);
  expect(nothing.stderr).toMatch(/Nothing was brought in/);
});
