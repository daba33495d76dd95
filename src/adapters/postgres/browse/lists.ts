import type { FindingQuery, JobQuery, Lists } from '../../../domain/ports/browse.ts';
import { present, shapes, type Row } from './columns.ts';

type Condition = { readonly sql: string; readonly value: unknown };
type Key = { readonly expression: string; readonly type: string };

/** A list in keyset order: `keys` are what it is sorted by, all one way, the last of them unique. */
export type ListQuery = {
  readonly from: string;
  /** The column that holds the parent's id; the list of productions has none. */
  readonly parent?: string;
  readonly columns: string;
  readonly keys: readonly Key[];
  readonly descending: boolean;
  /** `?` stands for the value's place. */
  readonly where: (query: never) => readonly (Condition | undefined)[];
  readonly toRecord: (row: Row) => unknown;
};

const newestFirst: Pick<ListQuery, 'keys' | 'descending'> = {
  keys: [
    { expression: 't.created_at', type: 'timestamptz' },
    { expression: 't.id', type: 'uuid' },
  ],
  descending: true,
};
const ofProduction = { parent: 't.production_id', where: () => [] };
const anyOf = (column: string, values: readonly string[] | undefined): Condition | undefined =>
  values === undefined ? undefined : { sql: `${column} = ANY(?::text[])`, value: values };
const equals = (sql: string, value: string | undefined): Condition | undefined => (value === undefined ? undefined : { sql, value });
const list = (kind: keyof typeof shapes) => ({
  from: `${shapes[kind].table} t`,
  columns: shapes[kind].columns,
  toRecord: shapes[kind].toRecord,
});

export const listQueries: Readonly<Record<keyof Lists, ListQuery>> = {
  productions: {
    ...list('production'),
    keys: [{ expression: 't.slug', type: 'text' }],
    descending: false,
    where: ({ visible }: { visible?: readonly string[] }) => [
      visible === undefined ? undefined : { sql: 't.id = ANY(?::uuid[])', value: visible },
    ],
  },
  rolls: {
    ...list('roll'),
    keys: [
      { expression: `coalesce(t.shoot_day, 'infinity'::date)`, type: 'date' },
      { expression: 't.name', type: 'text' },
      { expression: 't.id', type: 'uuid' },
    ],
    descending: false,
    ...ofProduction,
  },
  rollClips: {
    ...list('clip'),
    keys: [
      { expression: 't.name', type: 'text' },
      { expression: 't.id', type: 'uuid' },
    ],
    descending: false,
    parent: 't.roll_id',
    where: () => [{ sql: 't.archived_at IS NULL AND ?', value: true }],
  },
  timelines: { ...list('timeline'), ...newestFirst, ...ofProduction },
  events: {
    ...list('event'),
    from: 'timeline_event t LEFT JOIN event_match m ON m.event_id = t.id',
    keys: [{ expression: 't.index', type: 'int' }],
    descending: false,
    parent: 't.timeline_id',
    where: ({ states }: { states?: readonly string[] }) => [anyOf('m.state', states)],
  },
  documents: { ...list('document'), ...newestFirst, ...ofProduction },
  pulls: {
    ...list('pull'),
    ...newestFirst,
    parent: 't.production_id',
    where: ({ states }: { states?: readonly string[] }) => [anyOf('t.state', states)],
  },
  pullRenders: { ...list('render'), ...newestFirst, parent: 't.pull_id', where: () => [] },
  jobs: {
    ...list('job'),
    ...newestFirst,
    parent: 't.production_id',
    where: (query: JobQuery) => [anyOf('t.kind', query.kinds), anyOf('t.state', query.states), equals('t.clip_id = ?::uuid', query.clipId)],
  },
  findings: {
    ...list('finding'),
    keys: [
      { expression: `array_position(ARRAY['BLOCK','ERROR','WARN','INFO'], t.severity)`, type: 'int' },
      { expression: 't.code', type: 'text' },
      { expression: 't.id', type: 'uuid' },
    ],
    descending: false,
    parent: 't.production_id',
    where: (query: FindingQuery) => [
      anyOf('t.code', query.codes),
      anyOf('t.severity', query.severities),
      equals('t.clip_id = ?::uuid', query.clipId),
      query.includeResolved ? undefined : { sql: 't.resolved_at IS NULL AND ?', value: true },
      query.includeWaived
        ? undefined
        : {
            sql: `NOT EXISTS (SELECT 1 FROM waiver w WHERE w.finding_id = t.id AND w.cause_hash = t.cause_hash AND w.revoked_at IS NULL
                  AND (w.until IS NULL OR w.until > now())) AND ?`,
            value: true,
          },
    ],
  },
  audit: {
    from: 'audit t',
    columns: 't.actor, t.action, t.subject, t.detail, t.created_at AS "createdAt"',
    toRecord: present,
    keys: [{ expression: 't.id', type: 'bigint' }],
    descending: true,
    parent: 't.production_id',
    where: ({ subject }: { subject?: string }) => [equals('t.subject = ?', subject)],
  },
};
