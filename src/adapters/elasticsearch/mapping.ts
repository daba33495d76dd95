import { createHash } from 'node:crypto';
import { documentVersion } from '../../domain/query/document.ts';
import type { LensField } from '../../domain/query/lensMoments.ts';

const lensFields = ['focal', 'tstop', 'fnumber', 'focus'] as const satisfies readonly LensField[];

/** Only what searching needs is indexed; the rest of the document is not kept here, for PostgreSQL is the truth. */
export const mapping = {
  settings: {
    number_of_shards: 1,
    // A copy as soon as there is a second node to hold it; a single node stays green without.
    auto_expand_replicas: '0-1',
    refresh_interval: '500ms',
    analysis: { analyzer: { words: { type: 'custom', tokenizer: 'standard', filter: ['lowercase'] } } },
  },
  mappings: {
    dynamic: false as const,
    dynamic_templates: [],
    _source: { excludes: ['text', 'raw', 'names'] },
    properties: {
      clipId: { type: 'keyword' as const },
      productionId: { type: 'keyword' as const },
      revision: { type: 'long' as const },
      archived: { type: 'boolean' as const },
      text: { type: 'text' as const, analyzer: 'words', index_prefixes: { min_chars: 1, max_chars: 12 } },
      keywords: { type: 'object' as const, dynamic: true as const },
      facets: { type: 'object' as const, dynamic: true as const },
      numbers: { type: 'object' as const, dynamic: true as const },
      timecode: { type: 'long_range' as const },
      lens: {
        type: 'nested' as const,
        dynamic: false as const,
        properties: Object.fromEntries(lensFields.map((field) => [field, { type: 'double_range' as const }])),
      },
      raw: { type: 'flattened' as const, ignore_above: 1000 },
      days: { type: 'object' as const, dynamic: true as const },
      sort: {
        properties: {
          name: { type: 'keyword' as const },
          shootDate: { type: 'keyword' as const },
          timecode: { type: 'long' as const },
          createdAt: { type: 'keyword' as const },
        },
      },
    },
  },
};

/** What falls under an open object gets its type by where it stands, not by what its first value looks like. */
export const dynamicTemplates = [
  { keywords: { path_match: ['keywords.*', 'facets.*', 'days.*'], mapping: { type: 'keyword' as const, ignore_above: 8191 } } },
  { numbers: { path_match: 'numbers.*', mapping: { type: 'double' as const } } },
];

/** A new mapping is a new index; the hash is part of its name. */
export const mappingHash = createHash('sha256')
  .update(JSON.stringify([mapping, dynamicTemplates, documentVersion]))
  .digest('hex')
  .slice(0, 10);
