/** The seed production with three planted faults: `why --compared-to` names each first, and nothing for clean pairs. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startService, type Service } from '../servers/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService({ seed: true });
}, 300_000);
afterAll(() => service?.close());

type Compared = {
  clips: unknown[];
  divergences: { node: string; field: string; message: string; remedy: string | null }[];
  summary: string;
};
const why = async (clip: string, other: string): Promise<{ code: number; compared: Compared }> => {
  const { code, stdout, stderr } = await service.rushes('why', clip, '--compared-to', other, '--production', 'harbour', '--json');
  expect(stderr).toBe('');
  return { code, compared: JSON.parse(stdout) as Compared };
};
const idOf = async (name: string): Promise<string> =>
  (await service.ask('query ($name: String!) { clipsByName(production: "harbour", name: $name) { id } }', { name })).clipsByName[0].id;

const clean = [
  ['A001C001_260202_R1AB', 'A001C003_260202_R1AB'],
  ['A001C003_260202_R1AB', 'A001C004_260202_R1AB'],
  ['B001C001_260202AB', 'B001C002_260202AB'],
  ['B001C002_260202AB', 'B001C003_260202AB'],
] as const;

test('clean pairs look alike: exit code 0', async () => {
  for (const [one, other] of clean) {
    const { code, compared } = await why(one, other);
    expect(compared.divergences, `${one} and ${other}`).toEqual([]);
    expect(code).toBe(0);
  }
});

test('a clip at another EI', async () => {
  const { code, compared } = await why('A001C001_260203_R2CD', 'A001C002_260203_R2CD');
  expect(code).toBe(1);
  expect(compared.divergences.map(({ node, field }) => `${node} ${field}`)).toEqual(['capture exposure.exposureIndex']);
  expect(compared.divergences[0]!.message).toBe('EI: A001C001_260203_R2CD 800; A001C002_260203_R2CD 1280.');
});

test('a clip with another input transform', async () => {
  const { correctFields } = await service.ask(
    'mutation ($input: CorrectFieldsInput!) { correctFields(input: $input) { errors { message } } }',
    {
      input: {
        target: { clips: [await idOf('B001C003_260202AB')] },
        fields: [{ field: 'color.inputTransform', value: 'S-Log3 S-Gamut3' }],
        reason: 'planted',
      },
    },
  );
  expect(correctFields.errors).toEqual([]);
  const { compared } = await why('B001C001_260202AB', 'B001C003_260202AB');
  expect(compared.divergences.map(({ node }) => node)).toEqual(['inputTransform']);
  expect(compared.divergences[0]!.message).toContain('B001C001_260202AB S-Log3 S-Gamut3.Cine; B001C003_260202AB S-Log3 S-Gamut3');
});

test('an AMF for the wrong camera', async () => {
  const amf = `<?xml version="1.0" encoding="UTF-8"?>
<aces:acesMetadataFile xmlns:aces="urn:ampas:aces:amf:v2.0" version="2.0">
  <aces:amfInfo><aces:dateTime><aces:creationDateTime>2026-02-02T10:00:00Z</aces:creationDateTime><aces:modificationDateTime>2026-02-02T10:00:00Z</aces:modificationDateTime></aces:dateTime>
  <aces:uuid>urn:uuid:00000000-0000-4000-8000-000000000001</aces:uuid></aces:amfInfo>
  <aces:pipeline><aces:pipelineInfo><aces:dateTime><aces:creationDateTime>2026-02-02T10:00:00Z</aces:creationDateTime><aces:modificationDateTime>2026-02-02T10:00:00Z</aces:modificationDateTime></aces:dateTime>
  <aces:uuid>urn:uuid:00000000-0000-4000-8000-000000000002</aces:uuid><aces:systemVersion><aces:majorVersion>2</aces:majorVersion><aces:minorVersion>0</aces:minorVersion><aces:patchVersion>0</aces:patchVersion></aces:systemVersion></aces:pipelineInfo>
  <aces:inputTransform applied="false"><aces:transformId>urn:ampas:aces:transformId:v2.0:CSC.Sony.SLog3_SGamut3Cine_to_ACES.a2.v1</aces:transformId></aces:inputTransform>
  </aces:pipeline>
</aces:acesMetadataFile>`;
  const { attachDocument } = await service.ask(
    'mutation ($input: AttachDocumentInput!) { attachDocument(input: $input) { document { id } errors { message } } }',
    {
      input: {
        production: 'harbour',
        name: 'wrong.amf',
        content: { text: amf },
        target: { clip: await idOf('A001C004_260202_R1AB') },
      },
    },
  );
  expect(attachDocument.errors).toEqual([]);
  const { compared } = await why('A001C003_260202_R1AB', 'A001C004_260202_R1AB');
  expect(compared.divergences[0]).toMatchObject({ node: 'inputTransform', field: 'inputTransform.space' });
  expect(compared.summary).toContain('first part at input transform');
  const { stdout } = await service.rushes('why', 'A001C004_260202_R1AB', '--json');
  const { nodes } = JSON.parse(stdout) as { nodes: { id: string; warnings: { code: string; message: string }[] }[] };
  expect(nodes.find((node) => node.id === 'inputTransform')!.warnings).toContainEqual(
    expect.objectContaining({ code: 'AMF_IDT_CAMERA_MISMATCH', message: expect.stringContaining('the camera recorded ARRI LogC3') }),
  );
});

test('a clip against its setup; one that is not there; a comparison across productions', async () => {
  const { code, compared } = await why('A001C002_260203_R2CD', 'setup');
  expect(compared.clips.length).toBeGreaterThan(1);
  expect(compared.divergences.map(({ field }) => field)).toContain('exposure.exposureIndex');
  expect(code).toBe(1);
  const missing = await service.rushes('why', 'A001C009_260203_R2CD', '--production', 'harbour');
  expect(missing.code).toBe(2);
  expect(missing.stderr).toMatch(/A001C009_260203_R2CD/);
});
