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

test('people who waive, correct and attach at the same time do not lose one another’s work', async () => {
  const names = ['A001C001_260202_R1AB', 'A001C002_260202_R1AB', 'A001C003_260202_R1AB', 'A001C004_260202_R1AB'];
  const clips = await Promise.all(names.map(idOf));
  const open = (await findings()).filter(({ severity }) => severity === 'INFO').slice(0, 4);
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
    if (finding) expect(finding.waiver?.reason).toBe('seen by kim');
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
  const nothing = await service.rushes('report', 'camera', '--production', 'harbour', '--day', '1999-01-01');
  expect(nothing.code).toBe(2);
  expect(nothing.stderr).toMatch(/Nothing was brought in/);
});
