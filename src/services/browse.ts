import { requireRole, roleIn, visibleProductions, type Actor } from '../domain/actor.ts';
import { noProduction } from '../domain/errors.ts';
import type { BrowseStore, Children, Lists, PageOf, PageQuery, ReadAnswer, ReadRequest, Records } from '../domain/ports/browse.ts';
import type { ClipRecord, JobChange, JobRecord, ProductionRecord } from '../domain/ports/records.ts';

/**
 * Reading, with the rights checked: what an actor may not see is left out or does not exist. Children and pages are asked for by the
 * ids of parents that this service has handed out; they share their parent's production.
 */
export type BrowseService = ReturnType<typeof createBrowseService>;

/** Every list but that of productions has a parent. */
type InnerList = Exclude<keyof Lists, 'productions'>;

/** Parent of the only list that has none. */
const noParent = 'none';

export function createBrowseService(store: BrowseStore) {
  /** A record's production: its own id where it is one. */
  const ownerOf = (kind: keyof Records, record: unknown): string =>
    kind === 'production' ? (record as ProductionRecord).id : (record as { productionId: string }).productionId;

  function visible(actor: Actor, request: ReadRequest, answer: ReadAnswer): ReadAnswer {
    if (request.read !== 'records' || actor.everywhere !== undefined) return answer;
    return new Map([...answer].filter(([, [record]]) => roleIn(actor, ownerOf(request.of, record)) !== undefined));
  }

  /** Ids that are none are not asked for, nor clips of productions that this actor does not see. */
  function askable(actor: Actor, request: ReadRequest): ReadRequest {
    if (request.read === 'pages') return request;
    const within = request.of.startsWith('clip') ? visibleProductions(actor) : undefined;
    return { ...request, ids: request.ids.filter(isUuid), ...(within === undefined ? {} : { within }) };
  }

  /** Answers all requests with one statement. */
  async function readAll(actor: Actor, requests: readonly ReadRequest[]): Promise<ReadAnswer[]> {
    const asked = requests.map((request) => askable(actor, request));
    const answers = await store.read(asked);
    return answers.map((answer, index) => visible(actor, asked[index]!, answer));
  }

  /** In the order of `ids`; undefined where there is none, or not for this actor. */
  async function byIds<K extends keyof Records>(actor: Actor, kind: K, ids: readonly string[]): Promise<(Records[K] | undefined)[]> {
    const [answer] = await readAll(actor, [{ read: 'records', of: kind, ids: [...new Set(ids)] }]);
    return ids.map((id) => answer?.get(id.toLowerCase())?.[0] as Records[K] | undefined);
  }

  async function productionsBySlug(actor: Actor, slugs: readonly string[]): Promise<(ProductionRecord | undefined)[]> {
    const found = await store.productionsBySlug([...new Set(slugs)]);
    return slugs.map((slug) => found.find((production) => production.slug === slug && roleIn(actor, production.id) !== undefined));
  }

  async function pageOf<L extends keyof Lists>(
    list: L,
    parentId: string,
    query: Lists[L]['query'],
    page: PageQuery,
  ): Promise<PageOf<Lists[L]['record']>> {
    const [answer] = await store.read([{ read: 'pages', of: list, ids: [parentId], query, page }]);
    return answer?.get(parentId)?.[0] as PageOf<Lists[L]['record']>;
  }

  return {
    readAll,
    byIds,
    /** In the order of `slugs`; undefined where there is none, or not for this actor. */
    productionsBySlug,

    /** The production of this slug; NotFound where there is none for this actor. */
    async production(actor: Actor, slug: string): Promise<ProductionRecord> {
      const [found] = await productionsBySlug(actor, [slug]);
      if (!found) throw noProduction(slug);
      return found;
    },

    /** Children of one parent that this actor was given. */
    async children<R extends keyof Children>(relation: R, parentId: string): Promise<Children[R][]> {
      const [answer] = await store.read([{ read: 'children', of: relation, ids: [parentId] }]);
      return (answer?.get(parentId) ?? []) as Children[R][];
    },

    /** Productions that this actor sees. */
    productionPage(actor: Actor, page: PageQuery): Promise<PageOf<ProductionRecord>> {
      const ids = visibleProductions(actor);
      return pageOf('productions', noParent, ids === undefined ? {} : { visible: ids }, page);
    },

    /** A page of a production's list. The audit trail is for operators. */
    async page<L extends InnerList>(
      actor: Actor,
      productionId: string,
      list: L,
      query: Lists[L]['query'],
      page: PageQuery,
    ): Promise<PageOf<Lists[L]['record']>> {
      requireRole(actor, productionId, list === 'audit' ? 'OPERATOR' : 'VIEWER', 'The production');
      return pageOf(list, productionId, query, page);
    },

    async clipsByName(actor: Actor, slug: string, name: string): Promise<ClipRecord[]> {
      const production = await this.production(actor, slug);
      const found = await byIds(actor, 'clip', await store.clipIdsByName(production.id, name));
      return found.filter((clip) => clip !== undefined);
    },

    /** The production that a published file belongs to; the asker checks the rights. */
    productionOfFile: (path: string): Promise<string | undefined> => store.productionOfFile(path),

    /** Any record by its id alone. */
    async node(actor: Actor, id: string): Promise<{ kind: keyof Records; record: Records[keyof Records] } | undefined> {
      const kind = isUuid(id) ? await store.kindOf(id) : undefined;
      if (kind === undefined) return undefined;
      const [record] = await byIds(actor, kind, [id]);
      return record === undefined ? undefined : { kind, record };
    },

    /** The last changes of a visible production's jobs since then, oldest first; for subscriptions. */
    async lastJobChanges(actor: Actor, productionId: string, since: Date, most: number): Promise<JobRecord[]> {
      requireRole(actor, productionId, 'VIEWER', 'The production');
      return store.lastJobChanges(productionId, since, most);
    },

    /** The changes that come next; for a subscription that has fallen behind, or goes on after a lost connection. */
    async nextJobChanges(actor: Actor, productionId: string, after: JobChange, most: number): Promise<JobRecord[]> {
      requireRole(actor, productionId, 'VIEWER', 'The production');
      return store.nextJobChanges(productionId, after, most);
    },
  };
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
