/** The same questions to both engines; what must come back is found by a plain filter over the table below, not by either of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createElasticsearch } from '../../src/adapters/elasticsearch/engine.ts';
import { systemActor } from '../../src/domain/actor.ts';
import { Unavailable } from '../../src/domain/errors.ts';
import type { SearchEngine, SearchIndex, SearchOrder, SearchRequest } from '../../src/domain/ports/search.ts';
import { parseQuery } from '../../src/domain/query/parse.ts';
import { createSearchService } from '../../src/services/search.ts';
import { elasticsearchMissing, startElasticsearch, type ElasticsearchServer } from '../servers/elasticsearch.ts';
import { drained, startCatalogue, type SearchFixture } from './fixture.ts';

type Row = {
  name: string;
  camera: string;
  make: string;
  model: string;
  ei: number;
  wb: number;
  scene: string;
  day: string;
  lensLow: number;
  lensHigh: number;
  tStop: number;
  focusLow: number;
  focusHigh: number;
  start: number;
  note: string;
  /** Stopped down on something near, then, after a gap, wide open on something far. */
  opensUp: boolean;
};

const cameras = [
  { make: 'ARRI', model: 'ALEXA 35' },
  { make: 'Sony', model: 'VENICE 2' },
  { make: 'RED', model: 'V-RAPTOR [X]' },
] as const;
const notes = ['car interior, rain', 'harbour wide', 'Straße über dem Hafen', 'mörker i skogen', 'insert: the car keys', ''];

/** 240 clips that differ in everything; made by counting, so that a plain filter can tell what must be found. */
const rows: Row[] = Array.from({ length: 240 }, (_, n) => {
  const { make, model } = cameras[n % 3]!;
  const letter = 'ABC'[n % 3]!;
  const focal = [18, 24, 32, 40, 50, 75, 100][n % 7]!;
  const opensUp = n % 20 === 7;
  return {
    name: `${letter}${String(1 + Math.floor(n / 24)).padStart(3, '0')}C${String(n % 24).padStart(3, '0')}_26020${1 + (n % 5)}_R${n % 10}AB`,
    camera: letter,
    make,
    model,
    ei: [400, 800, 1280, 1600][n % 4]!,
    wb: [3200, 4300, 5600][n % 3]!,
    scene: String(40 + (n % 6)),
    day: `2026-02-0${1 + (n % 5)}`,
    lensLow: focal,
    lensHigh: n % 9 === 0 ? focal + 30 : focal,
    tStop: opensUp ? 11 : [1.8, 2.8, 4, 5.6][n % 4]!,
    focusLow: opensUp ? 0.3 : 0.5 + (n % 11) * 0.4,
    focusHigh: opensUp ? 9 : 0.9 + (n % 11) * 0.4,
    opensUp,
    start: 86400 + n * 240,
    note: notes[n % notes.length]!,
  };
});

let catalogue: SearchFixture;
let server: ElasticsearchServer | undefined;
let index: SearchIndex | undefined;
let productionId: string;
const ids = new Map<string, string>();
const missing = elasticsearchMissing();

beforeAll(async () => {
  catalogue = await startCatalogue();
  const { sql } = catalogue;
  const [production] = await sql.query<{ id: string }>(
    `INSERT INTO production (slug, title, rate_num, rate_den) VALUES ('harbour', 'Harbour', 24, 1) RETURNING id`,
  );
  productionId = production!.id;
  const [other] = await sql.query<{ id: string }>(
    `INSERT INTO production (slug, title, rate_num, rate_den) VALUES ('other', 'Other', 24, 1) RETURNING id`,
  );
  for (const [owner, list] of [
    [productionId, rows],
    [other!.id, rows.slice(0, 10)],
  ] as const) {
    const made = await sql.query<{ id: string; name: string }>(
      `INSERT INTO clip (production_id, name, identity, state, frame_count, tc_start, tc_base, drop_frame, rate_num, rate_den, camera_index, shoot_date)
       SELECT $1, name, name, 'INSPECTED', 120, start, 24, false, 24, 1, camera, day
       FROM jsonb_to_recordset($2::jsonb) AS r(name text, start bigint, camera text, day date) RETURNING id, name`,
      [owner, JSON.stringify(list)],
    );
    if (owner === productionId) for (const { id, name } of made) ids.set(name, id);
    const idOf = new Map(made.map(({ id, name }) => [name, id]));
    const facts = list.flatMap((row) => {
      const fact = (field: string, value: unknown, runs?: unknown) => ({ clip_id: idOf.get(row.name), field, value, runs: runs ?? null });
      return [
        fact('camera.make', row.make),
        fact('camera.model', row.model),
        fact('exposure.exposureIndex', row.ei),
        fact('color.whiteBalanceKelvin', row.wb),
        fact('slate.scene', row.scene),
        fact('slate.notes', owner === productionId ? row.note : `topsecret ${row.note}`),
        fact(
          'lens.tStop',
          row.tStop,
          row.opensUp
            ? [
                { in: 0, out: 50, value: 11 },
                { in: 70, out: 120, value: 1.4 },
              ]
            : undefined,
        ),
        fact(
          'lens.focalLengthMm',
          row.lensLow,
          row.lensHigh === row.lensLow
            ? undefined
            : [
                { in: 0, out: 60, value: row.lensLow },
                { in: 60, out: 120, value: row.lensHigh },
              ],
        ),
        fact('lens.focusDistanceMetres', row.focusLow, [
          { in: 0, out: row.opensUp ? 50 : 60, value: row.focusLow },
          { in: row.opensUp ? 70 : 60, out: 120, value: row.focusHigh },
        ]),
      ];
    });
    await sql.query(
      `INSERT INTO clip_fact (clip_id, field, value, runs, confidence, source, key, raw, reader_version, rule)
       SELECT clip_id, field, value, runs, 1, 'test', field, '', '1', 'test' FROM jsonb_to_recordset($1::jsonb) AS f(clip_id uuid, field text, value jsonb, runs jsonb)`,
      [JSON.stringify(facts)],
    );
  }
  await sql.query(
    `INSERT INTO inspection (clip_id, raw) SELECT id, '[{"source": "exiftool", "readerVersion": "1", "path": "a", "values": {"com.vendor.SecretKey": "Zebracrossing", "QuickTime:Track 3": "Left Eye"}}]' FROM clip WHERE id = $1`,
    [ids.get(rows[17]!.name)],
  );
  await sql.query('INSERT INTO change_feed (clip_id, production_id, revision) SELECT id, production_id, revision FROM clip');
  if (missing === undefined) {
    server = await startElasticsearch();
    index = createElasticsearch({ url: server.url, prefix: `rushes-test-${process.pid}` });
  }
  await drained(catalogue.indexing(index));
  await index?.count();
}, 180_000);
afterAll(async () => {
  await index?.close();
  await server?.close();
  await catalogue?.close();
});

const engines = ['postgres', ...(missing === undefined ? ['elasticsearch'] : [])] as const;

describe.each(engines)('the service over %s', (name) => {
  const service = () => createSearchService(catalogue.catalogue, catalogue.postgres, name === 'postgres' ? undefined : index);
  const ask = (text: string, more: { fuzzy?: boolean; first?: number; after?: string } = {}) =>
    service().clips(systemActor, {
      production: 'harbour',
      text,
      filter: { archived: false },
      order: { field: 'RELEVANCE', descending: false },
      first: 100,
      ...more,
    });

  test('a slip is hinted at, and mended where that is asked for', async () => {
    const interiors = rows.filter((row) => row.make === 'ARRI' && row.note.startsWith('car interior')).length;
    const typed = 'arri "car interor"';
    const hinted = await ask(typed);
    expect(hinted).toMatchObject({ totalCount: 0, suggestion: 'arri "car interior"', corrected: false });
    const mended = await ask(typed, { fuzzy: true });
    expect(mended).toMatchObject({ totalCount: interiors, suggestion: 'arri "car interior"', corrected: true });
    // A name that is not there is no slip: a script would get another clip than it asked for.
    expect(await ask('A099C001', { fuzzy: true })).toMatchObject({ totalCount: 0, corrected: false });
  });

  test('mended pages follow one another', async () => {
    const seen = new Set<string>();
    let after: string | undefined;
    do {
      const page = await ask('harbuor', { fuzzy: true, first: 9, ...(after ? { after } : {}) });
      for (const { clipId } of page.hits) seen.add(clipId);
      after = page.hasNextPage ? page.hits.at(-1)!.after : undefined;
    } while (after);
    expect(seen.size).toBe(rows.filter((row) => row.note.includes('harbour')).length);
  });

  test('any result is exported as CSV and ALE', async () => {
    const query = { production: 'harbour', text: 'lens:40mm', filter: { archived: false } };
    const wanted = rows
      .filter((row) => row.lensLow <= 40 && row.lensHigh >= 40)
      .map((row) => row.name)
      .sort();
    const csv = await service().exportClips(systemActor, query, 'CSV');
    expect(
      csv.content
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(wanted);
    const ale = await service().exportClips(systemActor, query, 'ALE');
    expect(
      ale.content
        .split('Data\r\n')[1]!
        .trim()
        .split('\r\n')
        .map((line) => line.split('\t')[0]),
    ).toEqual(wanted);
  });
});

test.skipIf(missing !== undefined)('pages by score are gone on with by the engine that began them', async () => {
  const gone = { ...index!, search: async () => Promise.reject(new Unavailable('Elasticsearch does not answer: gone')) };
  const [both, postgresOnly] = [index!, gone].map((each) => createSearchService(catalogue.catalogue, catalogue.postgres, each));
  const query = {
    production: 'harbour',
    text: 'car',
    filter: { archived: false },
    order: { field: 'RELEVANCE', descending: false },
    first: 5,
  } as const;
  const begun = await both!.clips(systemActor, query);
  expect(begun.engine.name).toBe('elasticsearch');
  await expect(postgresOnly!.clips(systemActor, { ...query, after: begun.hits.at(-1)!.after })).rejects.toThrow(
    /ask for the first page again/,
  );
  const fallen = await postgresOnly!.clips(systemActor, query);
  expect(fallen.engine).toMatchObject({ name: 'postgres', fallbackReason: expect.stringContaining('gone') });
  const next = await both!.clips(systemActor, { ...query, after: fallen.hits.at(-1)!.after });
  expect(next.engine.name).toBe('postgres');
  expect(next.hits.some(({ clipId }) => fallen.hits.some((hit) => hit.clipId === clipId))).toBe(false);
  // By name both go on alike.
  const byName = { ...query, order: { field: 'NAME', descending: false } } as const;
  const first = await both!.clips(systemActor, byName);
  const second = await postgresOnly!.clips(systemActor, { ...byName, after: first.hits.at(-1)!.after });
  expect(second).toEqual({
    ...(await both!.clips(systemActor, { ...byName, after: first.hits.at(-1)!.after })),
    engine: second.engine,
    hits: second.hits,
  });
  expect(second.engine.name).toBe('postgres');
});

describe.each(engines)('%s', (name) => {
  const engine = (): SearchEngine => (name === 'postgres' ? catalogue.postgres : index!);
  const request = (text: string, more: Partial<SearchRequest> = {}): SearchRequest => {
    const { clauses, problems } = parseQuery(text);
    expect(problems).toEqual([]);
    return { productionId, clauses, archived: false, order: { field: 'NAME', descending: false }, first: 500, ...more };
  };
  const namesOf = async (text: string, more: Partial<SearchRequest> = {}): Promise<string[]> => {
    const page = await engine().search(request(text, more));
    const byId = new Map([...ids].map(([clip, id]) => [id, clip]));
    expect(page.totalCount).toBe(page.hits.length);
    return page.hits.map((hit) => byId.get(hit.clipId)!);
  };
  const expected = (test: (row: Row) => boolean): string[] =>
    rows
      .filter(test)
      .map((row) => row.name)
      .sort();

  test.each<[string, (row: Row) => boolean]>([
    ['', () => true],
    ['arri', (row) => row.make === 'ARRI'],
    ['alexa 35', (row) => row.model === 'ALEXA 35'],
    ['make:arri ei:>=1280', (row) => row.make === 'ARRI' && row.ei >= 1280],
    ['ei:800..1280', (row) => row.ei >= 800 && row.ei <= 1280],
    ['ei:>800', (row) => row.ei > 800],
    ['-ei:800', (row) => row.ei !== 800],
    ['wb:5600k', (row) => row.wb === 5600],
    ['scene:42,43', (row) => row.scene === '42' || row.scene === '43'],
    ['model:"ALEXA 35","VENICE 2"', (row) => row.make !== 'RED'],
    ['ei:400,>=1600', (row) => row.ei === 400 || row.ei === 1600],
    ['-ei:400,1600', (row) => row.ei === 800 || row.ei === 1280],
    ['lens:18,100', (row) => row.lensLow <= 18 || row.lensHigh >= 100],
    ['day:2026-02-01,2026-02-04..2026-02-05', (row) => row.day === '2026-02-01' || row.day >= '2026-02-04'],
    ['camera:b', (row) => row.camera === 'B'],
    ['model:"v-raptor [x]"', (row) => row.model === 'V-RAPTOR [X]'],
    ['day:2026-02-02', (row) => row.day === '2026-02-02'],
    ['day:2026-02-02..2026-02-03', (row) => row.day >= '2026-02-02' && row.day <= '2026-02-03'],
    ['day:>=2026-02-04', (row) => row.day >= '2026-02-04'],
    ['lens:40mm', (row) => row.lensLow <= 40 && row.lensHigh >= 40],
    ['lens:40mm tstop:<=2.8 focus:<2m', (row) => row.lensLow <= 40 && row.lensHigh >= 40 && row.tStop <= 2.8 && row.focusLow < 2],
    ['focal:60..80', (row) => row.lensLow <= 80 && row.lensHigh >= 60],
    ['"car interior"', (row) => row.note.startsWith('car interior')],
    ['car', (row) => row.note.includes('car')],
    ['-car arri', (row) => !row.note.includes('car') && row.make === 'ARRI'],
    ['straße', (row) => row.note.includes('Straße')],
    ['MÖRKER', (row) => row.note.includes('mörker')],
    ['harb', (row) => row.note.includes('harbour')],
    ['name:a001*', (row) => row.name.startsWith('A001')],
    ['name:*_r3ab', (row) => row.name.endsWith('_R3AB')],
    ['A002C001', (row) => row.name.startsWith('A002C001')],
    ['frames:120', () => true],
    ['frames:>120', () => false],
    ['online:true', () => false],
    ['state:inspected', () => true],
    ['zebracrossing', (row) => row === rows[17]],
    ['raw:zebracrossing', (row) => row === rows[17]],
    ['raw:zebra*', (row) => row === rows[17]],
    ['raw.com.vendor.secretkey:ZebraCrossing', (row) => row === rows[17]],
    ['raw.com.vendor.SecretKey:zeb*', (row) => row === rows[17]],
    ['raw.com.vendor.SecretKey:*', (row) => row === rows[17]],
    ['raw."QuickTime:Track 3":"left eye"', (row) => row === rows[17]],
    ['raw."QuickTime:Track 3":left', () => false],
    ['raw.com.vendor.other:*', () => false],
    ['-raw:zebracrossing arri', (row) => row.make === 'ARRI' && row !== rows[17]],
    // Conditions on the lens hold at one and the same moment.
    ['tstop:<=1.4', (row) => row.opensUp],
    ['tstop:<=1.4 focus:>=8m', (row) => row.opensUp],
    ['tstop:>=11 focus:<=0.3m', (row) => row.opensUp],
    ['tstop:<=1.4 focus:<=0.3m', () => false],
    ['tstop:>=11 -focus:>8', () => false],
    ['nothinglikeit', () => false],
    ['make:arri,red -scene:41 day:2026-02-01..2026-02-03', (row) => row.make !== 'Sony' && row.scene !== '41' && row.day <= '2026-02-03'],
  ])('%s', async (text, test) => {
    expect(await namesOf(text)).toEqual(expected(test));
  });

  test('clips that cover a place on the timecode clock', async () => {
    const [third] = rows.slice(3);
    const tick = (third!.start + 60) * (7200 / 24);
    expect(await namesOf('', { coversTick: tick })).toEqual(
      expected((row) => row.start <= third!.start + 60 && row.start + 120 > third!.start + 60),
    );
  });

  test('facets are counts over the whole result, most first, then by name', async () => {
    const { order: _order, first: _first, ...asked } = request('make:arri');
    const [scenes, exposure, absent] = await engine().facets(asked, ['scene', 'exposureIndex', 'lens'], 4);
    const count = (of: (row: Row) => string, keep: (row: Row) => boolean) => {
      const counts = new Map<string, number>();
      for (const row of rows.filter(keep)) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
      return [...counts]
        .map(([value, total]) => ({ value, count: total }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, 4);
    };
    expect(scenes!.values).toEqual(
      count(
        (row) => row.scene,
        (row) => row.make === 'ARRI',
      ),
    );
    expect(exposure!.values).toEqual(
      count(
        (row) => String(row.ei),
        (row) => row.make === 'ARRI',
      ),
    );
    expect(absent!.values).toEqual([]);
  });

  const orders: [SearchOrder, (a: Row, b: Row) => number][] = [
    [{ field: 'NAME', descending: true }, (a, b) => (a.name < b.name ? 1 : -1)],
    [{ field: 'SHOOT_DATE', descending: false }, (a, b) => (a.day + a.name < b.day + b.name ? -1 : 1)],
    [{ field: 'TIMECODE', descending: true }, (a, b) => b.start - a.start],
    [{ field: 'TIMECODE', descending: false }, (a, b) => a.start - b.start],
  ];
  test.each(orders)('pages by %j lose nothing and repeat nothing', async (order, compare) => {
    const seen: string[] = [];
    let after: readonly (string | number)[] | undefined;
    do {
      const page = await engine().search(request('', { order, first: 37, ...(after ? { after } : {}) }));
      expect(page.totalCount).toBe(rows.length);
      seen.push(...page.hits.map((hit) => hit.clipId));
      after = page.hasNextPage ? page.hits.at(-1)!.sortKey : undefined;
    } while (after);
    expect(seen).toEqual([...rows].sort(compare).map((row) => ids.get(row.name)));
  });

  test('a whole result comes in its order, and no longer than asked', async () => {
    const { first: _first, ...asked } = request('make:arri car', { order: { field: 'TIMECODE', descending: true } });
    const wanted = rows
      .filter((row) => row.make === 'ARRI' && row.note.includes('car'))
      .sort((a, b) => b.start - a.start)
      .map((row) => ids.get(row.name));
    expect(wanted.length).toBeGreaterThan(10);
    expect(await engine().all(asked, 1000)).toEqual(wanted);
    expect(await engine().all(asked, 3)).toEqual(wanted.slice(0, 3));
  });

  test('relevance pages lose nothing either', async () => {
    const seen = new Set<string>();
    let after: readonly (string | number)[] | undefined;
    do {
      const page = await engine().search(
        request('car', { order: { field: 'RELEVANCE', descending: true }, first: 7, ...(after ? { after } : {}) }),
      );
      for (const hit of page.hits) {
        expect(hit.score).toBeGreaterThan(0);
        expect(seen.has(hit.clipId)).toBe(false);
        seen.add(hit.clipId);
      }
      after = page.hasNextPage ? page.hits.at(-1)!.sortKey : undefined;
    } while (after);
    expect(seen.size).toBe(expected((row) => row.note.includes('car')).length);
  });

  test('a page begins anywhere: behind so many hits, from the top or from a cursor', async () => {
    const whole = (await engine().search(request(''))).hits;
    for (const [from, skip] of [
      [0, 0],
      [0, 117],
      [40, 60],
      [0, 239],
    ] as const) {
      const after = from === 0 ? {} : { after: whole[from - 1]!.sortKey };
      const page = await engine().search(request('', { skip, first: 5, ...after }));
      expect(page.hits.map((hit) => hit.clipId)).toEqual(whole.slice(from + skip, from + skip + 5).map((hit) => hit.clipId));
      expect(page.hasNextPage).toBe(from + skip + 5 < 240);
      expect(page.totalCount).toBe(240);
    }
    expect((await engine().search(request('', { skip: 5000, first: 5 }))).hits).toEqual([]);
  });

  test('a word that is not there gets the nearest that is', async () => {
    expect(await engine().suggest(productionId, 'harbuor')).toBe('harbour');
    expect(await engine().suggest(productionId, 'interor')).toBe('interior');
    expect(await engine().suggest(productionId, 'qqqqqqqq')).toBeUndefined();
    // What a word of theirs begins with is no slip.
    expect(await engine().suggest(productionId, 'harb')).toBeUndefined();
    // A word of another production is not even hinted at.
    expect(await engine().suggest(productionId, 'topsecre')).toBeUndefined();
  });

  test('characters that mean something to an engine mean nothing here', async () => {
    for (const text of [
      "'; DROP TABLE clip; --",
      '*:* OR 1=1',
      '"\\u0000',
      'a:b'.replace(':', ' '),
      '(((',
      'name:"*\\"',
      'name:%',
      'name:_',
    ])
      await engine().search({ ...request(''), clauses: parseQuery(text).clauses });
    expect(await namesOf('name:%')).toEqual([]);
    expect(await namesOf('name:a00?c*')).toEqual([]);
  });

  test('an archived clip and another production’s clips are not found', async () => {
    expect((await engine().search(request('', { archived: true }))).totalCount).toBe(0);
    const clip = ids.get(rows[0]!.name)!;
    expect((await engine().search(request(''))).hits.map((hit) => hit.clipId)).toContain(clip);
    expect((await engine().search(request(''))).totalCount).toBe(rows.length);
  });
});
