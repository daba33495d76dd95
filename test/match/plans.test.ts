/** The SQL that every list goes through, as PostgreSQL plans it: loops of index lookups, however many events, and never a table read from end to end. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as statements from '../../src/adapters/postgres/match/candidates.ts';
import { startCatalogue, type SearchFixture } from '../search-contract/fixture.ts';
import { loadTruth } from './loadTruth.ts';
import { makeTruthSet } from './makeTruthSet.ts';

type Plan = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Plan[];
};

let catalogue: SearchFixture;
let productionId = '';
let ids: readonly string[] = [];
beforeAll(async () => {
  catalogue = await startCatalogue();
  // Two productions: a plan for one must not depend on its being alone.
  await loadTruth(catalogue.sql, makeTruthSet(1), 'other');
  const loaded = await loadTruth(catalogue.sql, makeTruthSet(2), 'own');
  productionId = loaded.productionId;
  ids = [...loaded.ids.values()].slice(0, 200);
  await catalogue.sql.query('VACUUM ANALYZE clip_key, clip, roll, rendition, copy, clip_name');
});
afterAll(() => catalogue.close());

/** The nodes of a plan: for these values, or, where they are none, as it is kept for any. */
async function nodesOf(statement: string, values?: readonly unknown[]): Promise<Plan[]> {
  const [row] = await catalogue.sql.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
    `EXPLAIN (FORMAT JSON${values === undefined ? ', GENERIC_PLAN' : ''}) ${statement}`,
    values,
  );
  const nodes: Plan[] = [];
  const walk = (plan: Plan): void => {
    nodes.push(plan);
    plan.Plans?.forEach(walk);
  };
  walk(row!['QUERY PLAN'][0]!.Plan);
  return nodes;
}

const many = <T>(value: T): T[] => Array.from({ length: 200 }, () => value);
const questions: Readonly<Record<string, { readonly values: () => readonly unknown[]; readonly indexes: readonly string[] }>> = {
  clipsByWholeName: { values: () => [productionId, 2, many('A001C001_230203_R1AB'), 4800], indexes: ['clip_key_lookup', 'clip_pkey'] },
  candidatesByName: {
    values: () => [productionId, many(2), many('A001C001_230203_R1AB'), many(0), many(1), 24],
    indexes: ['clip_key_lookup', 'clip_pkey'],
  },
  candidatesByKey: { values: () => [productionId, many(4), many('A|1|1'), many(0), many(1), 24], indexes: ['clip_key_lookup'] },
  candidatesByPrefix: { values: () => [productionId, many('A001C001'), many(0), many(1), 24], indexes: ['clip_key_lookup'] },
  candidatesByTime: { values: () => [productionId, many('600'), many(0), 12], indexes: ['clip_key_lookup'] },
  clipsByTime: { values: () => [productionId, many('600'), many(0), 12], indexes: ['clip_key_lookup', 'clip_pkey'] },
  clipsToMatch: { values: () => [ids], indexes: ['clip_pkey', 'roll_pkey', 'clip_name_pkey'] },
  rollsOfClips: { values: () => [ids], indexes: ['clip_pkey', 'roll_pkey'] },
  rollsByName: {
    values: () => [productionId, many('A002'), many(null), ['A0', 'A00'], many('A002'), many('A001'), many(false)],
    indexes: ['roll_production_id_name_key_idx'],
  },
};

test.each(Object.entries(questions))('%s is a loop of index lookups', async (name, { values, indexes }) => {
  const statement = statements[name as keyof typeof statements];
  for (const nodes of [await nodesOf(statement, values()), await nodesOf(statement)]) {
    const read = nodes.filter((node) => node['Relation Name'] !== undefined || node['Index Name'] !== undefined);
    expect(read.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    expect(nodes.map((node) => node['Index Name'])).toEqual(expect.arrayContaining([...indexes]));
    expect(nodes.map((node) => node['Node Type']).some((type) => /Nested Loop|Subquery|Append/.test(type))).toBe(true);
    expect(nodes.map((node) => node['Node Type']).some((type) => /Hash|Merge|Gather/.test(type))).toBe(false);
  }
});
