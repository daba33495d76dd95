/**
 * 200 planted differences in a real catalogue: facts and documents in PostgreSQL, documents read by their own readers and attached by the service, the
 * comparison asked of the explain service. The table below says by hand where each must be found; nothing of it is computed by the product.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDocumentStore } from '../../src/adapters/postgres/documentStore.ts';
import { createExplainStore } from '../../src/adapters/postgres/explainStore.ts';
import { createMatchStore } from '../../src/adapters/postgres/match/store.ts';
import { systemActor } from '../../src/domain/actor.ts';
import { createClipIds } from '../../src/services/clipIds.ts';
import { createDocumentService } from '../../src/services/documents.ts';
import { createDocumentsInForce } from '../../src/services/documentsInForce.ts';
import { createExplainService } from '../../src/services/explain.ts';
import { startCatalogue, type SearchFixture } from '../search-contract/fixture.ts';

type Amf = {
  input: string;
  inputApplied: boolean;
  saturation: number;
  lookFile: string;
  lookHash: string;
  lookApplied: boolean;
  output: string;
};
type Fdl = { width: number; x: number; protection: number; squeeze: number };
/** Everything that decides how a clip looks, as a shoot would have it. */
type Shoot = {
  format: string;
  facts: Record<string, unknown>;
  amf?: Amf;
  fdl?: Fdl;
  cdl?: { power: number; saturation: number };
  lut?: number;
};

const transform = 'urn:ampas:aces:transformId:v2.0:';
const clean = (raw: boolean, withAmf: boolean): Shoot => ({
  format: raw ? 'arriraw' : 'quicktime',
  facts: {
    'lens.model': 'Signature Prime 40mm',
    'lens.focalLengthMm': 40,
    'lens.tStop': 2.8,
    'exposure.ndStops': 0.6,
    'camera.make': 'ARRI',
    'camera.model': 'ALEXA 35',
    'image.sensorMode': 'Open Gate',
    'rate.capture': '24/1',
    'exposure.shutterAngle': 172.8,
    'exposure.exposureIndex': 800,
    'color.whiteBalanceKelvin': 5600,
    'color.tint': 0,
    'image.width': 4608,
    'image.height': 3164,
    'image.codec': 'ARRIRAW',
    'image.bitDepth': 12,
    'color.transfer': 'LogC4',
    'color.primaries': 'ARRI Wide Gamut 4',
    'baked.look': false,
    'color.look': 'SHOW_V1',
  },
  ...(withAmf
    ? {
        amf: {
          input: `${transform}CSC.Arri.LogC4_to_ACES.a2.v1`,
          inputApplied: false,
          saturation: 0.9,
          lookFile: 'show.clf',
          lookHash: 'aa'.repeat(32),
          lookApplied: false,
          output: `${transform}Output.Academy.Rec709-D65_100nit_in_Rec709-D65_BT1886.a2.v1`,
        },
        fdl: { width: 4000, x: 304, protection: 4200, squeeze: 2 },
      }
    : {}),
  cdl: { power: 1, saturation: 1 },
  lut: 0.5,
});

type Plant = {
  readonly kind: string;
  readonly at: string;
  readonly needsAmf?: true;
  readonly without?: true;
  readonly apply: (shoot: Shoot, n: number) => void;
};
const fact = (kind: string, field: string, value: (n: number) => unknown): Plant => ({
  kind,
  at: `capture ${field}`,
  apply: ({ facts }, n) => {
    facts[field] = value(n);
  },
});
const inAmf = (kind: string, at: string, change: (n: number) => Partial<Amf>): Plant => ({
  kind,
  at,
  needsAmf: true,
  apply: ({ amf }, n) => Object.assign(amf!, change(n)),
});
const inFdl = (kind: string, at: string, change: (n: number) => Partial<Fdl>): Plant => ({
  kind,
  at,
  needsAmf: true,
  apply: ({ fdl }, n) => Object.assign(fdl!, change(n)),
});

/** In the order of light, typed by hand: what was planted, and the node and value at which it must be found. `n` is 0 to 99. */
const plants: readonly Plant[] = [
  fact('lens', 'lens.model', (n) => `Other ${n}`),
  fact('focal length', 'lens.focalLengthMm', (n) => 41 + n),
  fact('T-stop', 'lens.tStop', (n) => 3 + n / 10),
  fact('ND', 'exposure.ndStops', (n) => 1 + n / 10),
  fact('camera model', 'camera.model', (n) => `Camera ${n}`),
  fact('sensor mode', 'image.sensorMode', (n) => `Mode ${n}`),
  fact('off speed', 'rate.capture', (n) => `${25 + n}/1`),
  fact('shutter', 'exposure.shutterAngle', (n) => 90 + n / 2),
  fact('EI', 'exposure.exposureIndex', (n) => 1280 + n),
  fact('white balance', 'color.whiteBalanceKelvin', (n) => 3200 + n),
  fact('tint', 'color.tint', (n) => 1 + n),
  fact('width', 'image.width', (n) => 2880 + 2 * n),
  fact('codec', 'image.codec', (n) => `Codec ${n}`),
  fact('bit depth', 'image.bitDepth', () => 10),
  fact('transfer function', 'color.transfer', () => 'LogC3'),
  fact('primaries', 'color.primaries', (n) => `Gamut ${n}`),
  fact('baked look', 'baked.look', () => true),
  inAmf('input transform of the AMF', 'inputTransform inputTransform.space', () => ({
    input: `${transform}CSC.Sony.SLog3_SGamut3Cine_to_ACES.a2.v1`,
  })),
  inAmf('input transform applied already', 'inputTransform inputTransform.applied', () => ({ inputApplied: true })),
  {
    kind: 'input transform by a person',
    at: 'inputTransform inputTransform.space',
    without: true,
    apply: ({ facts }) => {
      facts['color.inputTransform'] = 'Log3G10 REDWideGamutRGB';
    },
  },
  inFdl('size of the framing decision', 'framing framing.decision', (n) => ({ width: 3000 + 2 * n })),
  inFdl('place of the framing decision', 'framing framing.decision', (n) => ({ x: 200 + n })),
  inFdl('protection', 'framing framing.protection', (n) => ({ protection: 4202 + 2 * n })),
  inFdl('squeeze of the FDL', 'framing framing.squeeze', (n) => ({ squeeze: 1 + n / 200 })),
  {
    kind: 'an FDL where there is none',
    at: 'framing framing.decision',
    without: true,
    apply: (shoot, n) => {
      shoot.fdl = { width: 3000 + 2 * n, x: 100, protection: 3400, squeeze: 1 };
    },
  },
  {
    kind: 'embedded look',
    at: 'look look.embedded',
    apply: ({ facts }, n) => {
      facts['color.look'] = `SHOW_V${n + 2}`;
    },
  },
  inAmf('CDL of the AMF', 'look look.amf', (n) => ({ saturation: 1 + n / 100 })),
  inAmf('file of the look', 'look look.amf', (n) => ({ lookFile: `show_v${n + 2}.clf` })),
  inAmf('content of the look file', 'look look.amf', (n) => ({ lookHash: createHash('sha256').update(`other ${n}`).digest('hex') })),
  inAmf('look applied already', 'look look.amf', () => ({ lookApplied: true })),
  { kind: 'power of the CDL', at: 'look look.cdl', apply: ({ cdl }, n) => Object.assign(cdl!, { power: 1.01 + n / 100 }) },
  { kind: 'saturation of the CDL', at: 'look look.cdl', apply: ({ cdl }, n) => Object.assign(cdl!, { saturation: 1.01 + n / 100 }) },
  { kind: 'LUT', at: 'look look.lut', apply: (shoot, n) => Object.assign(shoot, { lut: 0.51 + n / 1000 }) },
  inAmf('output transform', 'outputTransform outputTransform.id', () => ({
    output: `${transform}Output.Academy.P3-D65_1000nit_in_P3-D65_ST2084.a2.v1`,
  })),
];

const when =
  '<aces:dateTime><aces:creationDateTime>2026-02-02T10:00:00Z</aces:creationDateTime><aces:modificationDateTime>2026-02-02T10:00:00Z</aces:modificationDateTime></aces:dateTime>';
const amfText = (amf: Amf): string => `<?xml version="1.0" encoding="UTF-8"?>
<aces:acesMetadataFile xmlns:aces="urn:ampas:aces:amf:v2.0" xmlns:cdl="urn:ASC:CDL:v1.01" version="2.0">
  <aces:amfInfo>${when}<aces:uuid>urn:uuid:00000000-0000-4000-8000-000000000001</aces:uuid></aces:amfInfo>
  <aces:pipeline>
    <aces:pipelineInfo>${when}<aces:uuid>urn:uuid:00000000-0000-4000-8000-000000000002</aces:uuid>
      <aces:systemVersion><aces:majorVersion>2</aces:majorVersion><aces:minorVersion>0</aces:minorVersion><aces:patchVersion>0</aces:patchVersion></aces:systemVersion></aces:pipelineInfo>
    <aces:inputTransform applied="${amf.inputApplied}"><aces:transformId>${amf.input}</aces:transformId></aces:inputTransform>
    <aces:lookTransform applied="${amf.lookApplied}"><aces:description>Show look</aces:description><aces:hash algorithm="http://www.w3.org/2001/04/xmlenc#sha256">${amf.lookHash}</aces:hash><aces:file>${amf.lookFile}</aces:file></aces:lookTransform>
    <aces:lookTransform applied="false"><aces:description>Grade</aces:description>
      <aces:cdlWorkingSpace><aces:fromCdlWorkingSpace><aces:transformId>${transform}CSC.Academy.ACEScct_to_ACES.a2.v1</aces:transformId></aces:fromCdlWorkingSpace></aces:cdlWorkingSpace>
      <cdl:SOPNode><cdl:Slope>1 1 1</cdl:Slope><cdl:Offset>0 0 0</cdl:Offset><cdl:Power>1 1 1</cdl:Power></cdl:SOPNode><cdl:SatNode><cdl:Saturation>${amf.saturation}</cdl:Saturation></cdl:SatNode>
    </aces:lookTransform>
    <aces:outputTransform applied="false"><aces:transformId>${amf.output}</aces:transformId></aces:outputTransform>
  </aces:pipeline>
</aces:acesMetadataFile>`;

const fdlText = ({ width, x, protection, squeeze }: Fdl): string =>
  JSON.stringify({
    uuid: '6f0c3c1e-6c37-4bb4-9a0f-3d5d7f6b2a10',
    version: { major: 2, minor: 0 },
    default_framing_intent: 'I1',
    framing_intents: [{ id: 'I1', aspect_ratio: { width: 4, height: 3 } }],
    contexts: [
      {
        canvases: [
          {
            id: 'C1',
            source_canvas_id: 'C1',
            dimensions: { width: 4608, height: 3164 },
            anamorphic_squeeze: squeeze,
            framing_decisions: [
              {
                id: 'C1-I1',
                framing_intent_id: 'I1',
                dimensions: { width, height: 3000 },
                anchor_point: { x, y: 82 },
                protection_dimensions: { width: protection, height: 3100 },
                protection_anchor_point: { x: 0, y: 32 },
              },
            ],
          },
        ],
      },
    ],
  });
const cdlText = ({ power, saturation }: NonNullable<Shoot['cdl']>): string =>
  `<ColorCorrection id="show"><SOPNode><Slope>1 1 1</Slope><Offset>0 0 0</Offset><Power>${power} 1 1</Power></SOPNode><SatNode><Saturation>${saturation}</Saturation></SatNode></ColorCorrection>`;
const lutText = (middle: number): string => `LUT_1D_SIZE 3\n0 0 0\n${middle} 0.5 0.5\n1 1 1\n`;

let fixture: SearchFixture;
let documents: ReturnType<typeof createDocumentService>;
let explaining: ReturnType<typeof createExplainService>;
const production = 'planted';
let productionId = '';
beforeAll(async () => {
  fixture = await startCatalogue();
  const { catalogue, sql } = fixture;
  documents = createDocumentService(
    catalogue,
    createDocumentStore(sql),
    (tx) => createDocumentStore(tx.session),
    async () => undefined,
  );
  const store = createExplainStore(sql);
  const matching = createMatchStore(sql);
  explaining = createExplainService(store, createDocumentsInForce(store, matching, createClipIds(matching)));
  ({ id: productionId } = await catalogue.createProduction({
    slug: production,
    title: production,
    rate: { num: 24, den: 1 },
    dropFrame: false,
  }));
});
afterAll(() => fixture?.close());

/** A clip with its facts, and its documents attached to it. What does not show differs from clip to clip. */
async function shot(name: string, shoot: Shoot): Promise<string> {
  const { sql } = fixture;
  const [clip] = await sql.query<{ id: string }>(
    `INSERT INTO clip (production_id, name, identity, kind, format, state, frame_count, rate_num, rate_den, camera_index, shoot_date)
     VALUES ($1, $2, $2, 'CAMERA', $3, 'INSPECTED', 100, 24, 1, 'A', date '2026-02-02') RETURNING id`,
    [productionId, name, shoot.format],
  );
  const facts = { ...shoot.facts, 'camera.serial': `K${name}`, 'slate.take': name, 'lens.focusDistanceMetres': name.length };
  await sql.query(
    `INSERT INTO clip_fact (clip_id, field, value, confidence, source, key, raw, reader_version, rule)
     SELECT $1, key, value, 1, 'camera', key, value::text, '1', 'planted' FROM jsonb_each($2::jsonb)`,
    [clip!.id, JSON.stringify(facts)],
  );
  const attach = (file: string, text: string) =>
    documents.attach(systemActor, { production, name: file, content: { bytes: Buffer.from(text) }, target: { clipId: clip!.id } });
  if (shoot.amf) await attach('show.amf', amfText(shoot.amf));
  if (shoot.fdl) await attach('show.fdl', fdlText(shoot.fdl));
  if (shoot.cdl) await attach('show.cc', cdlText(shoot.cdl));
  if (shoot.lut !== undefined) await attach('show.cube', lutText(shoot.lut));
  return clip!.id;
}

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

test('clean pairs look alike, whatever their serials, takes and focus', async () => {
  for (const [raw, withAmf] of [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ] as const) {
    const name = `clean${Number(raw)}${Number(withAmf)}`;
    const { divergences, summary } = await explaining.compare(systemActor, [
      await shot(name, clean(raw, withAmf)),
      await shot(`${name}x`, clean(raw, withAmf)),
    ]);
    expect(divergences).toEqual([]);
    expect(summary).toContain('look alike');
  }
});

test('200 planted differences, two at once in 50: all found, the first one first', async () => {
  const seed = Number(process.env['PLANT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const next = random(seed);
  const counts = new Map<string, number>();
  for (let round = 0; round < 200; round += 1) {
    const [raw, withAmf] = [next() < 0.5, next() < 0.6];
    const possible = plants.flatMap((plant, index) => ((withAmf ? plant.without : plant.needsAmf) ? [] : [index]));
    const picks = new Set<number>();
    // Every kind comes at least four times; the second one of 50 is drawn.
    const turn = (round + Math.floor(round / plants.length)) % plants.length;
    picks.add(possible.includes(turn) ? turn : possible[Math.floor(next() * possible.length)]!);
    while (picks.size < (round % 4 === 0 ? 2 : 1)) {
      const pick = possible[Math.floor(next() * possible.length)]!;
      // Two plants of one value are one difference.
      if ([...picks].every((each) => plants[each]!.at !== plants[pick]!.at)) picks.add(pick);
    }
    const planted = [...picks].sort((a, b) => a - b).map((index) => plants[index]!);
    const other = clean(raw, withAmf);
    for (const plant of planted) plant.apply(other, Math.floor(next() * 100));
    for (const { kind } of planted) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const ids = [await shot(`A${round}`, clean(raw, withAmf)), await shot(`B${round}`, other)];
    const { divergences, summary } = await explaining.compare(systemActor, next() < 0.5 ? ids : ids.toReversed());
    const found = divergences.map(({ node, field }) => `${node} ${field}`);
    const about = `seed ${seed}, round ${round}: ${planted.map((plant) => plant.kind).join(' and ')}; said: ${found.join(', ')}`;
    expect(found[0], about).toBe(planted[0]!.at);
    for (const { at } of planted) expect(found, about).toContain(at);
    // Nothing else is told, but what is taken from a planted value further on, and says so.
    for (const { node, field, followsFrom } of divergences)
      if (!planted.some(({ at }) => at === `${node} ${field}`))
        expect(
          planted.map(({ at }) => at),
          `${about}; ${field} follows from ${followsFrom}`,
        ).toContain(`capture ${followsFrom}`);
    expect(summary, about).toContain('first part at');
  }
  console.log(
    `planted differences: seed ${seed}, ${counts.size} kinds, ${[...counts.values()].reduce((sum, count) => sum + count, 0)} in 200 pairs`,
  );
  expect(counts.size).toBeGreaterThanOrEqual(15);
});
