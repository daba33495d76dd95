import { describe, expect, test } from 'vitest';
import type { Fact, FactValue } from '../clip.ts';
import { compare } from './compare.ts';
import { explain } from './explain.ts';
import type { ExplainedAmf, ExplainedCdl, ExplainedFdl, ExplainSource } from './source.ts';

const fact = (field: string, value: FactValue): Fact => ({
  field,
  value,
  confidence: 1,
  origin: { source: 'test', key: field, raw: String(value), readerVersion: '1' },
  rule: 'test',
});

const attached = { id: 'd', name: 'doc', scope: 'roll', attachedBy: 'kim' } as const;
const amf: ExplainedAmf = {
  ...attached,
  name: 'show.amf',
  systemVersion: '2.0.0',
  transforms: [
    { role: 'input', applied: false, ids: ['urn:ampas:aces:transformId:v2.0:CSC.Arri.LogC4_to_ACES.a2.v1'], files: [], hashes: [] },
    { role: 'look', applied: false, ids: [], files: ['show_v1.clf'], hashes: [] },
    {
      role: 'output',
      applied: false,
      ids: ['urn:ampas:aces:transformId:v2.0:Output.Academy.Rec709-D65_100nit_in_Rec709-D65_BT1886.a2.v1'],
      files: [],
      hashes: [],
    },
  ],
};
const fdl: ExplainedFdl = {
  ...attached,
  name: 'show.fdl',
  canvases: [
    {
      id: 'C1',
      dimensions: { width: 4608, height: 3164 },
      anamorphicSqueeze: 2,
      decisions: [{ id: 'D1', dimensions: { width: 4000, height: 3000 }, anchor: { x: 304, y: 82 } }],
    },
  ],
  templates: [],
};
const cdl: ExplainedCdl = {
  ...attached,
  name: 'show.cdl',
  correction: { slope: [1, 1, 1], offset: [0, 0, 0], power: [1, 1, 1], saturation: 1 },
  fitting: 1,
};

const base = (name: string, raw: boolean): ExplainSource => ({
  clip: {
    id: name,
    name,
    format: raw ? 'arriraw' : 'quicktime',
    facts: [
      fact('camera.make', 'ARRI'),
      fact('camera.model', 'ALEXA 35'),
      fact('lens.model', 'Signature Prime 40mm'),
      fact('lens.focalLengthMm', 40),
      fact('lens.tStop', 2.8),
      fact('exposure.ndStops', 0.6),
      fact('image.anamorphicSqueeze', 2),
      fact('image.sensorMode', 'Open Gate'),
      fact('rate.capture', '24/1'),
      fact('exposure.shutterAngle', 172.8),
      fact('exposure.exposureIndex', 800),
      fact('color.whiteBalanceKelvin', 5600),
      fact('color.tint', 0),
      fact('image.width', 4608),
      fact('image.height', 3164),
      fact('image.codec', 'ARRIRAW'),
      fact('color.transfer', 'LogC4'),
      fact('color.primaries', 'ARRI Wide Gamut 4'),
      fact('baked.look', false),
      fact('color.look', 'SHOW_V1'),
      // What does not show in the picture must never be told as a difference.
      fact('camera.serial', name),
      fact('slate.take', name),
      fact('lens.focusDistanceMetres', name.length),
    ],
  },
  card: undefined,
  amf,
  fdl,
  cdl,
  luts: [{ ...attached, name: 'show.cube', sha256: 'a'.repeat(64) }],
  isNamed: (written) => written === name,
  ambiguousAmfs: [],
  renders: [],
});

const setFact = (source: ExplainSource, field: string, value: FactValue): ExplainSource => ({
  ...source,
  clip: { ...source.clip, facts: source.clip.facts.map((each) => (each.field === field ? fact(field, value) : each)) },
});
const setTransforms = (source: ExplainSource, role: string, change: Partial<ExplainedAmf['transforms'][number]>): ExplainSource => ({
  ...source,
  amf: source.amf && {
    ...source.amf,
    transforms: source.amf.transforms.map((each) => (each.role === role ? { ...each, ...change } : each)),
  },
});
const compared = (a: ExplainSource, b: ExplainSource) =>
  compare([
    { name: a.clip.name, explanation: explain(a) },
    { name: b.clip.name, explanation: explain(b) },
  ]);

describe('clean pairs', () => {
  test('look alike, whatever their serials, takes and focus', () => {
    for (const raw of [true, false]) {
      const { divergences, summary } = compared(base('A001C001', raw), base('A001C0022', raw));
      expect(divergences).toEqual([]);
      expect(summary).toContain('look alike');
    }
  });
});

describe('in words', () => {
  test('both values, and what it would take', () => {
    const b = setFact(base('B001C001', true), 'exposure.exposureIndex', 1280);
    const { divergences, summary } = compared(base('A001C001', true), b);
    expect(divergences[0]).toMatchObject({
      node: 'capture',
      field: 'exposure.exposureIndex',
      values: [800, 1280],
      message: 'EI: A001C001 800; B001C001 1280.',
    });
    expect(divergences[0]!.remedy).toMatch(/set it to 1280 when developing/);
    expect(summary).toMatch(/first part at capture\. EI: A001C001 800; B001C001 1280\./);
  });

  test('the odd one of a setup is named against the others', () => {
    const odd = setFact(base('C', true), 'color.whiteBalanceKelvin', 3200);
    const { divergences } = compare(
      [base('A', true), base('B', true), odd, base('D', true)].map((source) => ({ name: source.clip.name, explanation: explain(source) })),
    );
    expect(divergences[0]!.message).toBe('White balance: C 3200; the 3 others 5600.');
  });

  test('ISO of one camera is the EI of the other', () => {
    const iso = setFact(base('B', false), 'exposure.exposureIndex', 800);
    const renamed = {
      ...iso,
      clip: {
        ...iso.clip,
        facts: iso.clip.facts.map((each) => (each.field === 'exposure.exposureIndex' ? fact('exposure.iso', 800) : each)),
      },
    };
    expect(compared(base('A', false), renamed).divergences).toEqual([]);
  });

  test('what a camera does not say comes after what differs, and is called unknown', () => {
    const b = setFact(base('B', false), 'image.codec', 'Other');
    const silent = { ...b, clip: { ...b.clip, facts: b.clip.facts.filter((each) => each.field !== 'lens.model') } };
    const { divergences } = compared(base('A', false), silent);
    expect(divergences.map(({ field }) => field)).toEqual(['image.codec', 'lens.model']);
    expect(divergences[1]).toMatchObject({
      values: ['Signature Prime 40mm', null],
      remedy: 'B does not say it; correct lens.model where you know it.',
    });
  });
});

describe('the explanation', () => {
  test('says where a default filled a gap', () => {
    const bare = { ...base('A', false), amf: undefined, fdl: undefined, cdl: undefined, luts: [] };
    const { nodes, edges } = explain(bare);
    expect(nodes.map((node) => node.id)).toEqual(['capture', 'decode', 'inputTransform', 'framing', 'look', 'outputTransform']);
    expect(edges).toHaveLength(5);
    const codes = nodes.flatMap((node) => node.warnings.map((warning) => warning.code));
    expect(codes).toEqual(expect.arrayContaining(['AMF_NO_LOOK', 'FDL_ABSENT', 'OUTPUT_DEFAULT']));
    expect(nodes.find((node) => node.id === 'inputTransform')!.values[0]).toMatchObject({
      value: 'ARRI LogC4',
      origin: expect.stringContaining('color.transfer'),
    });
  });

  test('an AMF for another camera and for another EI is said', () => {
    const wrong = setTransforms(base('A', false), 'input', {
      ids: ['urn:ampas:aces:transformId:v1.5:IDT.ARRI.Alexa-v3-logC-EI1600.a1.v2'],
    });
    const { warnings } = explain(wrong).nodes.find((node) => node.id === 'inputTransform')!;
    expect(warnings.map((warning) => warning.code)).toEqual(['AMF_IDT_CAMERA_MISMATCH', 'AMF_IDT_CAMERA_MISMATCH']);
    expect(warnings[0]!.message).toContain('the camera recorded ARRI LogC4');
    expect(warnings[1]!.message).toContain('shot at EI 800');
  });

  test('an AMF for another clip, and an FDL that does not fit, are said', () => {
    const other = {
      ...base('A001C001_260202_R1AB', false),
      amf: { ...amf, clipId: { name: 'B003C009_260202_R9ZZ' }, foreign: true as const },
    };
    expect(explain(other).nodes[2]!.warnings.map((warning) => warning.code)).toContain('AMF_CLIPID_UNRESOLVED');
    const small = setFact(setFact(base('A', false), 'image.width', 1920), 'image.anamorphicSqueeze', 1);
    expect(explain(small).nodes[3]!.warnings.map((warning) => warning.code)).toEqual(['FDL_CANVAS_MISMATCH', 'FDL_SQUEEZE_MISMATCH']);
  });
});
