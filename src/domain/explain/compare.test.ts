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
  clipName: undefined,
  systemVersion: '2.0.0',
  transforms: [
    { role: 'input', applied: false, ids: ['urn:ampas:aces:transformId:v2.0:CSC.Arri.LogC4_to_ACES.a2.v1'], files: [], hasCdl: false },
    { role: 'look', applied: false, ids: [], files: ['show_v1.clf'], hasCdl: false },
    {
      role: 'output',
      applied: false,
      ids: ['urn:ampas:aces:transformId:v2.0:Output.Academy.Rec709-D65_100nit_in_Rec709-D65_BT1886.a2.v1'],
      files: [],
      hasCdl: false,
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
      decisions: [{ id: 'D1', dimensions: { width: 4000, height: 3000 } }],
    },
  ],
};
const cdl: ExplainedCdl = {
  ...attached,
  name: 'show.cdl',
  correction: { slope: [1, 1, 1], offset: [0, 0, 0], power: [1, 1, 1], saturation: 1 },
};

const base = (name: string, raw: boolean): ExplainSource => ({
  clip: {
    id: name,
    name,
    names: [name],
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
const setCanvas = (source: ExplainSource, change: Partial<ExplainedFdl['canvases'][number]>): ExplainSource => ({
  ...source,
  fdl: source.fdl && { ...source.fdl, canvases: source.fdl.canvases.map((each) => ({ ...each, ...change })) },
});

/** Ways in which one clip comes to look different, in the order of light: what was planted, and where it must be found first. */
const plants: { kind: string; at: string; apply: (source: ExplainSource, n: number) => ExplainSource }[] = [
  { kind: 'lens', at: 'capture lens.model', apply: (s, n) => setFact(s, 'lens.model', `Other ${n}`) },
  { kind: 'focal length', at: 'capture lens.focalLengthMm', apply: (s, n) => setFact(s, 'lens.focalLengthMm', 41 + n) },
  { kind: 'T-stop', at: 'capture lens.tStop', apply: (s, n) => setFact(s, 'lens.tStop', 3 + n) },
  { kind: 'ND', at: 'capture exposure.ndStops', apply: (s, n) => setFact(s, 'exposure.ndStops', 1 + n) },
  { kind: 'camera model', at: 'capture camera.model', apply: (s, n) => setFact(s, 'camera.model', `ALEXA ${n}`) },
  { kind: 'sensor mode', at: 'capture image.sensorMode', apply: (s, n) => setFact(s, 'image.sensorMode', `Mode ${n}`) },
  { kind: 'off speed', at: 'capture rate.capture', apply: (s, n) => setFact(s, 'rate.capture', `${48 + n}/1`) },
  { kind: 'shutter', at: 'capture exposure.shutterAngle', apply: (s, n) => setFact(s, 'exposure.shutterAngle', 90 + n) },
  { kind: 'EI', at: 'capture exposure.exposureIndex', apply: (s, n) => setFact(s, 'exposure.exposureIndex', 1280 + n) },
  { kind: 'white balance', at: 'capture color.whiteBalanceKelvin', apply: (s, n) => setFact(s, 'color.whiteBalanceKelvin', 3200 + n) },
  { kind: 'tint', at: 'capture color.tint', apply: (s, n) => setFact(s, 'color.tint', 1 + n) },
  { kind: 'codec', at: 'capture image.codec', apply: (s, n) => setFact(s, 'image.codec', `Codec ${n}`) },
  { kind: 'baked look', at: 'capture baked.look', apply: (s) => setFact(s, 'baked.look', true) },
  {
    kind: 'input transform of the AMF',
    at: 'inputTransform inputTransform.space',
    apply: (s) => setTransforms(s, 'input', { ids: ['urn:ampas:aces:transformId:v2.0:CSC.Sony.SLog3_SGamut3Cine_to_ACES.a2.v1'] }),
  },
  {
    kind: 'framing decision',
    at: 'framing framing.decision',
    apply: (s, n) => setCanvas(s, { decisions: [{ id: `D${n + 2}`, dimensions: { width: 3000, height: 2000 } }] }),
  },
  { kind: 'squeeze of the FDL', at: 'framing framing.squeeze', apply: (s, n) => setCanvas(s, { anamorphicSqueeze: 1 + n / 1000 }) },
  { kind: 'embedded look', at: 'look look.embedded', apply: (s, n) => setFact(s, 'color.look', `SHOW_V${n + 2}`) },
  { kind: 'look of the AMF', at: 'look look.amf', apply: (s, n) => setTransforms(s, 'look', { files: [`show_v${n + 2}.clf`] }) },
  { kind: 'CDL', at: 'look look.cdl', apply: (s, n) => ({ ...s, cdl: { ...cdl, correction: { ...cdl.correction!, saturation: 2 + n } } }) },
  { kind: 'no CDL', at: 'look look.cdl', apply: (s) => ({ ...s, cdl: undefined }) },
  {
    kind: 'LUT',
    at: 'look look.lut',
    apply: (s, n) => ({ ...s, luts: [{ ...attached, name: `show_${n}.cube`, sha256: 'b'.repeat(64) }] }),
  },
  {
    kind: 'output transform',
    at: 'outputTransform outputTransform.id',
    apply: (s, n) => setTransforms(s, 'output', { ids: [`urn:ampas:aces:transformId:v2.0:Output.Other${n}`] }),
  },
];

/** mulberry32: the seed is printed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const compared = (a: ExplainSource, b: ExplainSource) =>
  compare([
    { name: a.clip.name, explanation: explain(a) },
    { name: b.clip.name, explanation: explain(b) },
  ]);

describe('planted differences', () => {
  test('clean pairs look alike, whatever their serials, takes and focus', () => {
    for (const raw of [true, false]) {
      const { divergences, summary } = compared(base('A001C001', raw), base('A001C0022', raw));
      expect(divergences).toEqual([]);
      expect(summary).toContain('look alike');
    }
  });

  test('200 planted differences, two at once in 50: all found, the first one first', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    console.log(`planted differences: seed ${seed}, ${plants.length} kinds`);
    const next = random(seed);
    for (let round = 0; round < 200; round += 1) {
      const raw = next() < 0.5;
      const picks = new Set<number>();
      while (picks.size < (round < 50 ? 2 : 1)) {
        const pick = Math.floor(next() * plants.length);
        // Two plants of one value are one difference.
        if ([...picks].every((each) => plants[each]!.at !== plants[pick]!.at)) picks.add(pick);
      }
      const planted = [...picks].sort((a, b) => a - b).map((index) => plants[index]!);
      const b = planted.reduce((source, plant) => plant.apply(source, Math.floor(next() * 100)), base('B', raw));
      const [one, other] = next() < 0.5 ? [base('A', raw), b] : [b, base('A', raw)];
      const { divergences, summary } = compared(one, other);
      const found = divergences.map(({ node, field }) => `${node} ${field}`);
      const about = `seed ${seed}, round ${round}: ${planted.map((plant) => plant.kind).join(' and ')}`;
      expect(found[0], about).toBe(planted[0]!.at);
      for (const { at } of planted) expect(found, about).toContain(at);
      // What is developed as shot differs with the shot; nothing else may be told.
      expect(
        found.filter((each) => !planted.some(({ at }) => at === each) && !each.startsWith('decode ')),
        about,
      ).toEqual([]);
      expect(summary, about).toContain('first part at');
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
    const other = { ...base('A001C001_260202_R1AB', false), amf: { ...amf, clipName: 'B003C009_260202_R9ZZ' } };
    expect(explain(other).nodes[2]!.warnings.map((warning) => warning.code)).toContain('AMF_CLIPID_UNRESOLVED');
    const small = setFact(setFact(base('A', false), 'image.width', 1920), 'image.anamorphicSqueeze', 1);
    expect(explain(small).nodes[3]!.warnings.map((warning) => warning.code)).toEqual(['FDL_CANVAS_MISMATCH', 'FDL_SQUEEZE_MISMATCH']);
  });
});
