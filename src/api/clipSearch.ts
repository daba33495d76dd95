import type { GraphQLResolveInfo } from 'graphql';
import { InvalidInput } from '../domain/errors.ts';
import { soughtWords } from '../domain/query/highlight.ts';
import { pageInfo, pageSize, type ClipPage } from './connection.ts';
import { need, type ApiContext } from './context.ts';
import { definitely } from './definitely.ts';
import type { ClipFilter, QueryClipsArgs } from './generated/schema.ts';
import { listName } from './listNames.ts';
import { answeredByCards, readAhead } from './lookAhead.ts';
import type { ClipFilter as SoughtFilter } from '../services/search.ts';

/** Characters a search may have: longer ones are no searches. */
const maxSearchLength = 2000;
const pathToClips = ['edges', 'node'];
/** Hits that may be left out: both engines walk past each. */
const maxSkip = 1_000_000;

export function toFilter(filter: ClipFilter | null | undefined): SoughtFilter {
  const { cameraIndex, model, format, state, roll, reel, scene, archived, ...rest } = filter ?? {};
  return {
    ...definitely({
      ...rest,
      cameraIndexes: cameraIndex,
      models: model,
      formats: format?.map((value) => listName('ClipFormat', value)),
      states: state,
      rollIds: roll,
      reels: reel,
      scenes: scene,
    }),
    archived: archived ?? false,
  };
}

/** One search, which may bring the clips with it; else the clips of the page with what is asked of them in one statement; a hit whose clip has gone meanwhile is left out. */
export async function searchClips(context: ApiContext, args: QueryClipsArgs, info: GraphQLResolveInfo): Promise<ClipPage> {
  if ((args.search?.length ?? 0) > maxSearchLength)
    throw new InvalidInput(`A search has at most ${maxSearchLength} characters.`, { at: 'search' });
  const skip = args.skip ?? 0;
  if (skip < 0 || skip > maxSkip)
    throw new InvalidInput(`"skip" is ${skip}; it is 0 to ${maxSkip}: begin behind a cursor that is nearer.`, { at: 'skip' });
  const query = { production: args.production, ...definitely({ text: args.search }), filter: toFilter(args.filter) };
  const order = { field: args.orderBy?.field ?? 'RELEVANCE', descending: args.orderBy?.direction === 'DESC' } as const;
  const fuzzy = args.fuzzy ?? false;
  const scope = `clips ${JSON.stringify([query, order, fuzzy])}`;
  const after = args.after ? context.signer.readCursor(scope, args.after)[0] : undefined;
  const answer = await need(context, 'search').clips(context.actor, {
    ...query,
    order,
    first: pageSize(args.first),
    skip,
    fuzzy,
    cards: answeredByCards(info, pathToClips),
    ...definitely({ after }),
  });
  const ids = answer.hits.flatMap((hit) => (hit.card === undefined ? [hit.clipId] : []));
  readAhead(context, info, pathToClips, ids);
  const read = ids.length === 0 ? [] : await context.loaders.record('clip').loadMany(ids);
  const found = new Map(ids.map((id, index) => [id, read[index]]));
  const { corrected } = answer;
  const searched = corrected ? { ...query, ...definitely({ text: answer.suggestion }) } : query;
  const sought = soughtWords(searched.text ?? '');
  const edges = answer.hits.flatMap((hit) => {
    const clip = hit.card ?? found.get(hit.clipId);
    if (clip instanceof Error) throw clip;
    if (clip === undefined) return [];
    const edge: ClipPage['edges'][number] = {
      // Signed when somebody asks for it.
      get cursor() {
        return context.signer.cursor(scope, [hit.after]);
      },
      node: clip,
      sought,
      ...definitely({ score: hit.score }),
    };
    return [edge];
  });
  const { totalCount, engine } = answer;
  return {
    edges,
    pageInfo: pageInfo(edges, answer.hasNextPage, Boolean(args.after) || skip > 0),
    totalCount,
    engine,
    query: searched,
    corrected,
    ...definitely({ suggestion: answer.suggestion }),
  };
}
