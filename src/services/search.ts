import { setImmediate as nextTurn } from 'node:timers/promises';
import { roleIn, type Actor } from '../domain/actor.ts';
import { InvalidInput, Unavailable } from '../domain/errors.ts';
import type { ClipRecord } from '../domain/ports/records.ts';
import type { Catalogue, Production } from '../domain/ports/catalogue.ts';
import type { ChangeFeed } from '../domain/ports/changeFeed.ts';
import type { SearchEngine, SearchOrder, SearchRequest } from '../domain/ports/search.ts';
import { corrected, spellable } from '../domain/query/correct.ts';
import { parseQuery, type Clause } from '../domain/query/parse.ts';
import { labelTicks, parseTimecode } from '../domain/timecode.ts';
import { nominalBase } from '../domain/frameRate.ts';
import type { createCards } from './cards.ts';
import { productionFor } from './productions.ts';
import { clipTable, type FileRecord } from './clipTable.ts';

export type SearchService = ReturnType<typeof createSearchService>;

/** The contract's exact conditions, as the API hands them over. */
export type ClipFilter = {
  readonly cameraIndexes?: readonly string[];
  readonly models?: readonly string[];
  readonly formats?: readonly string[];
  readonly states?: readonly string[];
  readonly kind?: string;
  readonly rollIds?: readonly string[];
  readonly reels?: readonly string[];
  readonly shotFrom?: string;
  readonly shotTo?: string;
  readonly scenes?: readonly string[];
  readonly coversTimecode?: string;
  readonly online?: boolean;
  readonly archived: boolean;
};

export type SearchQuery = {
  readonly production: string;
  readonly text?: string;
  readonly filter: ClipFilter;
  readonly order: SearchOrder;
  readonly first: number;
  readonly skip?: number;
  /** What an earlier page gave in `after`. */
  readonly after?: string;
  /** Where nothing is found, the hits of the suggestion. */
  readonly fuzzy?: boolean;
  /** Hits may come with the clips themselves. */
  readonly cards?: boolean;
};

/** What is sought, whatever is done with what is found. */
export type Sought = Pick<SearchQuery, 'production' | 'text' | 'filter'>;

export type SearchAnswer = {
  readonly hits: readonly {
    readonly clipId: string;
    readonly score?: number;
    /** For `after`. */
    readonly after: string;
    /** The clip as it is now; absent: it has to be read. */
    readonly card?: ClipRecord;
  }[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
  readonly engine: { readonly name: string; readonly fallbackReason?: string };
  /** The search as it was perhaps meant, where nothing was found for it as it was typed. */
  readonly suggestion?: string;
  /** These are the hits of the suggestion: it was asked for with `fuzzy`. */
  readonly corrected: boolean;
};

const facetNames: Readonly<Record<string, string>> = {
  CAMERA_INDEX: 'cameraIndex',
  MAKE: 'make',
  MODEL: 'model',
  FORMAT: 'format',
  CODEC: 'codec',
  RESOLUTION: 'resolution',
  RATE: 'rate',
  REEL: 'reel',
  SHOOT_DATE: 'shootDate',
  SCENE: 'scene',
  EXPOSURE_INDEX: 'exposureIndex',
  WHITE_BALANCE: 'whiteBalance',
  LENS: 'lens',
  STATE: 'state',
  ONLINE: 'online',
};
/** Rows of an export; beyond, a person wants the API. */
const exportLimit = 100_000;
/** Words that are looked up for one suggestion. */
const mostSpelt = 8;

/** Until the engine's request is on its way: its client sends it in the next turn, and a statement that is written before holds it up. */
async function onceSent(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

/**
 * Search through the configured engine, and through Postgres when that does not answer: the answer says which. With `pages`, hits of the engine can come
 * with their clips: `unsettled` tells of which clips the engine may not know the present revision.
 */
export function createSearchService(
  catalogue: Catalogue,
  postgres: SearchEngine,
  engine: SearchEngine | undefined,
  pages?: { readonly unsettled: ChangeFeed['unsettled']; readonly cards: ReturnType<typeof createCards> },
) {
  async function withFallback<T>(
    ask: (engine: SearchEngine) => Promise<T>,
  ): Promise<{ readonly value: T; readonly engine: SearchAnswer['engine'] }> {
    if (!engine) return { value: await ask(postgres), engine: { name: postgres.name } };
    try {
      return { value: await ask(engine), engine: { name: engine.name } };
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return { value: await ask(postgres), engine: { name: postgres.name, fallbackReason: error.message } };
    }
  }

  /** A page that one engine began by its own scores is gone on with by that engine: the other's scores are others. */
  async function pageFrom<T>(begunBy: string | undefined, ask: (engine: SearchEngine) => Promise<T>): ReturnType<typeof withFallback<T>> {
    const name = begunBy ?? (engine ?? postgres).name;
    if (name === postgres.name && engine) return { value: await ask(postgres), engine: { name } };
    if (begunBy === undefined || !engine) return withFallback(ask);
    try {
      return { value: await ask(engine), engine: { name } };
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      throw new Unavailable('The search engine that began these pages does not answer any more; ask for the first page again.', {
        cause: error,
      });
    }
  }

  async function suggestionFor(productionId: string, text: string): Promise<string | undefined> {
    const { clauses } = parseQuery(text);
    const exchanges: { word: string; at: number; by: string | undefined }[] = [];
    for (const { word, at } of spellable(text, clauses).slice(0, mostSpelt))
      exchanges.push({ word, at, by: (await withFallback((each) => each.suggest(productionId, word))).value });
    return corrected(text, exchanges);
  }

  const asking = new Map<string, ReturnType<ChangeFeed['unsettled']>>();

  /** One statement for all searches that have begun when it is sent. */
  function unsettledIn(productionId: string, { unsettled }: NonNullable<typeof pages>): ReturnType<ChangeFeed['unsettled']> {
    const asked =
      asking.get(productionId) ??
      onceSent().then(() => {
        asking.delete(productionId);
        return unsettled(productionId);
      });
    asking.set(productionId, asked);
    return asked;
  }

  // Its id and rate never change: a search need not ask the database for them each time.
  const known = new Map<string, Pick<Production, 'id' | 'slug' | 'rate'>>();

  async function productionOf(actor: Actor, slug: string): Promise<Pick<Production, 'id' | 'slug' | 'rate'>> {
    const remembered = known.get(slug);
    if (remembered && roleIn(actor, remembered.id) !== undefined) return remembered;
    const production = await productionFor(catalogue, actor, slug, 'VIEWER');
    known.set(slug, production);
    return production;
  }

  async function requestOf(
    actor: Actor,
    query: Sought,
  ): Promise<Pick<SearchRequest, 'productionId' | 'clauses' | 'coversTick' | 'archived'>> {
    const production = await productionOf(actor, query.production);
    const parsed = parseQuery(query.text ?? '');
    const [problem] = parsed.problems;
    if (problem) throw new InvalidInput(`At character ${problem.at + 1}: ${problem.message}`, { at: `search:${problem.at + 1}` });
    const { filter } = query;
    const keyword = (field: string, values: readonly string[] | undefined): Clause[] =>
      values && values.length > 0
        ? [{ kind: 'keyword', field, values: values.map((value) => value.toLowerCase().replaceAll('*', '')), negated: false, at: 0 }]
        : [];
    const clauses: Clause[] = [
      ...parsed.clauses,
      ...keyword('camera', filter.cameraIndexes),
      ...keyword('model', filter.models),
      ...keyword(
        'format',
        filter.formats?.map((format) => format.replaceAll('_', '-')),
      ),
      ...keyword('state', filter.states),
      ...keyword('kind', filter.kind === undefined ? undefined : [filter.kind]),
      ...keyword('rollId', filter.rollIds),
      ...keyword('reel', filter.reels),
      ...keyword('scene', filter.scenes),
      ...keyword('online', filter.online === undefined ? undefined : [String(filter.online)]),
    ];
    if (filter.shotFrom !== undefined || filter.shotTo !== undefined) {
      clauses.push({
        kind: 'date',
        field: 'day',
        negated: false,
        at: 0,
        days: [{ ...(filter.shotFrom ? { from: filter.shotFrom } : {}), ...(filter.shotTo ? { to: filter.shotTo } : {}) }],
      });
    }
    const label = filter.coversTimecode === undefined ? undefined : parseTimecode(filter.coversTimecode);
    const tick = label ? labelTicks(label, nominalBase(production.rate)) : undefined;
    return { productionId: production.id, clauses, archived: filter.archived, ...(tick === undefined ? {} : { coversTick: tick }) };
  }

  return {
    async clips(actor: Actor, query: SearchQuery): Promise<SearchAnswer> {
      const request = await requestOf(actor, query);
      const after = query.after === undefined ? undefined : placeOf(query.after);
      const byScore = query.order.field === 'RELEVANCE' && request.clauses.some((clause) => clause.kind === 'text' && !clause.negated);
      let changing: Promise<ReadonlySet<string> | undefined> | undefined;
      const { value, engine: answered } = await pageFrom(byScore ? after?.engine : undefined, (each) => {
        const found = each.search({
          ...request,
          order: query.order,
          first: query.first,
          ...(query.skip ? { skip: query.skip } : {}),
          ...(after ? { after: after.key } : {}),
        });
        // While the engine searches, not after: it was told of everything else long enough ago to show it.
        if (query.cards && pages && each !== postgres) changing ??= unsettledIn(request.productionId, pages);
        changing?.catch(() => undefined);
        return found;
      });
      const unsettled = await changing;
      const cards =
        unsettled === undefined || answered.name === postgres.name
          ? undefined
          : await pages?.cards(value.hits.map(({ clipId, revision }) => (unsettled.has(clipId) ? { clipId } : { clipId, revision })));
      const cardOf = (id: string): { readonly card?: ClipRecord } => {
        const card = cards?.get(id);
        return card === undefined ? {} : { card };
      };
      const suggestion = value.totalCount === 0 ? await suggestionFor(request.productionId, query.text ?? '') : undefined;
      if (suggestion !== undefined && query.fuzzy) {
        return { ...(await this.clips(actor, { ...query, text: suggestion, fuzzy: false })), suggestion, corrected: true };
      }
      return {
        hits: value.hits.map((hit) => ({
          ...cardOf(hit.clipId),
          clipId: hit.clipId,
          // Written out when somebody asks for it.
          get after() {
            return JSON.stringify([answered.name, ...hit.sortKey]);
          },
          ...(hit.score === undefined ? {} : { score: hit.score }),
        })),
        hasNextPage: value.hasNextPage,
        totalCount: value.totalCount,
        engine: answered,
        corrected: false,
        ...(suggestion === undefined ? {} : { suggestion }),
      };
    },

    async facets(actor: Actor, query: Sought, fields: readonly string[], size: number) {
      const request = await requestOf(actor, query);
      const { value } = await withFallback((each) =>
        each.facets(
          request,
          fields.map((field) => facetNames[field] ?? field),
          size,
        ),
      );
      return value.map((facet, index) => ({ field: fields[index]!, values: facet.values }));
    },

    async exportClips(actor: Actor, query: Sought, format: 'CSV' | 'ALE'): Promise<FileRecord> {
      const request = await requestOf(actor, query);
      const production = await productionOf(actor, query.production);
      const { value: ids } = await withFallback((each) =>
        each.all({ ...request, order: { field: 'NAME', descending: false } }, exportLimit),
      );
      const clips = new Map((await catalogue.clipsByIds(ids)).map((clip) => [clip.id, clip]));
      return clipTable(
        ids.flatMap((id) => clips.get(id) ?? []),
        format,
        production,
      );
    },

    /** Which engine would answer now. */
    engineName: () => (engine ?? postgres).name,
  };
}

/** Which engine gave a page, and the sort key of its last hit. */
function placeOf(text: string): { readonly engine: string; readonly key: readonly (string | number)[] } {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && typeof value[0] === 'string') return { engine: value[0], key: value.slice(1) as (string | number)[] };
  } catch {
    // falls through
  }
  throw new InvalidInput('This cursor belongs to another list; ask for the first page again.', { at: 'after' });
}
