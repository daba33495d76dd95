import type { FrameRate } from '../domain/frameRate.ts';
import { InvalidInput } from '../domain/errors.ts';
import type { ClipTimecode } from '../domain/clip.ts';
import type { PageOf, PageQuery } from '../domain/ports/browse.ts';
import type { ClipRecord } from '../domain/ports/records.ts';
import type { ApiContext } from './context.ts';
import type { Sought } from '../services/search.ts';

/** Rows a page holds where the client does not say, and at most. */
export const defaultPageSize = 50;
export const maxPageSize = 500;

type PageArguments = { readonly first?: number | null | undefined; readonly after?: string | null | undefined };

export function pageSize(first: number | null | undefined): number {
  const size = first ?? defaultPageSize;
  if (size < 1 || size > maxPageSize) throw new InvalidInput(`"first" is ${size}; a page holds 1 to ${maxPageSize}.`, { at: 'first' });
  return size;
}

/** The page that the arguments ask for; `scope` binds its cursors to one list and filter. */
export function pageQuery(context: ApiContext, scope: string, args: PageArguments): PageQuery {
  const first = pageSize(args.first);
  return args.after ? { first, after: context.signer.readCursor(scope, args.after) } : { first };
}

/** Relay's form of a page. */
export function toConnection<T>(context: ApiContext, scope: string, args: PageArguments, page: PageOf<T>) {
  const edges = page.rows.map((row) => ({
    // Signed when somebody asks for it.
    get cursor() {
      return context.signer.cursor(scope, row.keys);
    },
    node: row.record,
  }));
  return { edges, totalCount: page.totalCount, pageInfo: pageInfo(edges, page.hasNextPage, Boolean(args.after)) };
}

export function pageInfo(edges: readonly { readonly cursor: string }[], hasNextPage: boolean, hasPreviousPage: boolean) {
  return {
    hasNextPage,
    hasPreviousPage,
    get startCursor() {
      return edges[0]?.cursor;
    },
    get endCursor() {
      return edges.at(-1)?.cursor;
    },
  };
}

/** A page of clips, however it was found. */
export type ClipPage = {
  readonly edges: readonly ClipEdgeRecord[];
  readonly pageInfo: ReturnType<typeof pageInfo>;
  readonly totalCount: number;
  readonly engine: { readonly name: string; readonly fallbackReason?: string };
  readonly suggestion?: string;
  /** These are the clips of the suggestion. */
  readonly corrected: boolean;
  /** What to count facets over. */
  readonly query: Sought;
};

/** A hit; its highlights are looked for when somebody asks for them. */
export type ClipEdgeRecord = {
  readonly cursor: string;
  readonly node: ClipRecord;
  readonly score?: number;
  /** Words that the search looked for. */
  readonly sought: readonly string[];
};

/** A clip's timecode with its length, from which the end follows. */
export type TimecodeParent = ClipTimecode & { readonly frameCount?: number; readonly playbackRate?: FrameRate };
