import { requireRole, roleIn, visibleProductions, type Actor } from '../domain/actor.ts';
import { NotFound } from '../domain/errors.ts';
import type { BrowseStore, Children, ClipRecord, Lists, PageOf, PageQuery, ProductionRecord, Records } from '../domain/ports/browse.ts';

/**
 * Reading, with the rights checked: what an actor may not see is left out or does not exist. Children are asked for by the ids of
 * parents that this service has handed out; they share their parent's production.
 */
export type BrowseService = ReturnType<typeof createBrowseService>;

/** Every list but that of productions lies within one production. */
type InnerList = Exclude<keyof Lists, 'productions'>;

export function createBrowseService(store: BrowseStore) {
  const productionOf: Partial<Record<keyof Records, (record: never) => string>> = {
    production: (record: ProductionRecord) => record.id,
  };
  /** Events carry no production of their own: their timeline does. */
  async function visible<K extends keyof Records>(actor: Actor, kind: K, records: readonly Records[K][]): Promise<Records[K][]> {
    if (actor.everywhere !== undefined) return [...records];
    if (kind === 'event') {
      const events = records as readonly Records[keyof Records][] as readonly Records['event'][];
      const timelines = await store.byIds('timeline', [...new Set(events.map((event) => event.timelineId))]);
      const seen = new Set(timelines.filter((timeline) => roleIn(actor, timeline.productionId)).map((timeline) => timeline.id));
      return events.filter((event) => seen.has(event.timelineId)) as readonly Records[keyof Records][] as Records[K][];
    }
    const ownerOf = productionOf[kind] as ((record: Records[K]) => string) | undefined;
    return records.filter((record) => {
      const owner = ownerOf ? ownerOf(record) : (record as { productionId: string }).productionId;
      return roleIn(actor, owner) !== undefined;
    });
  }

  return {
    /** In the order of `ids`; undefined where there is none, or not for this actor. */
    async byIds<K extends keyof Records>(actor: Actor, kind: K, ids: readonly string[]): Promise<(Records[K] | undefined)[]> {
      const wanted = [...new Set(ids.filter(isUuid))];
      const found = wanted.length === 0 ? [] : await visible(actor, kind, await store.byIds(kind, wanted));
      const byId = new Map(found.map((record) => [record.id, record]));
      return ids.map((id) => byId.get(id.toLowerCase()));
    },

    /** In the order of `slugs`; undefined where there is none, or not for this actor. */
    async productionsBySlug(actor: Actor, slugs: readonly string[]): Promise<(ProductionRecord | undefined)[]> {
      const found = await visible(actor, 'production', await store.productionsBySlug([...new Set(slugs)]));
      return slugs.map((slug) => found.find((production) => production.slug === slug));
    },

    /** The production of this slug; NotFound where there is none for this actor. */
    async production(actor: Actor, slug: string): Promise<ProductionRecord> {
      const [found] = await this.productionsBySlug(actor, [slug]);
      if (!found) throw new NotFound(`There is no production "${slug}".`, { at: 'production' });
      return found;
    },

    /** Children of each parent, in the order of `parentIds`. */
    async children<R extends keyof Children>(relation: R, parentIds: readonly string[]): Promise<Children[R][][]> {
      const byParent = new Map<string, Children[R][]>(parentIds.map((id) => [id, []]));
      for (const child of await store.children(relation, [...byParent.keys()])) byParent.get(child.parentId)?.push(child.record);
      return parentIds.map((id) => byParent.get(id) ?? []);
    },

    /** Productions that this actor sees. */
    productionPage(actor: Actor, page: PageQuery): Promise<PageOf<ProductionRecord>> {
      const ids = visibleProductions(actor);
      return store.page('productions', ids === undefined ? {} : { visible: ids }, page);
    },

    /** A page of a list inside `productionId`. The audit trail is for operators. */
    async page<L extends InnerList>(
      actor: Actor,
      productionId: string,
      list: L,
      query: Lists[L]['query'],
      page: PageQuery,
    ): Promise<PageOf<Lists[L]['record']>> {
      requireRole(actor, productionId, list === 'audit' ? 'OPERATOR' : 'VIEWER', 'The production');
      return store.page(list, query, page);
    },

    async clipsByName(actor: Actor, slug: string, name: string): Promise<ClipRecord[]> {
      const production = await this.production(actor, slug);
      const found = await this.byIds(actor, 'clip', await store.clipIdsByName(production.id, name));
      return found.filter((clip) => clip !== undefined);
    },

    /** The production that a published file belongs to; the asker checks the rights. */
    productionOfFile: (path: string): Promise<string | undefined> => store.productionOfFile(path),

    /** Any record by its id alone. */
    async node(actor: Actor, id: string): Promise<{ kind: keyof Records; record: Records[keyof Records] } | undefined> {
      const kind = isUuid(id) ? await store.kindOf(id) : undefined;
      if (kind === undefined) return undefined;
      const [record] = await this.byIds(actor, kind, [id]);
      return record === undefined ? undefined : { kind, record };
    },

    /** Jobs of a visible production that changed since; for subscriptions. */
    async jobsChangedSince(actor: Actor, productionId: string, since: Date) {
      requireRole(actor, productionId, 'VIEWER', 'The production');
      return store.jobsChangedSince(productionId, since);
    },
  };
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
