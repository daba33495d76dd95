import type { Fact } from '../clip.ts';

/** What the lens did from one sample to the next: [smallest, largest] of each value that is known. */
export type LensMoment = Readonly<Partial<Record<LensField, readonly [number, number]>>>;

const lensFacts = {
  focal: 'lens.focalLengthMm',
  tstop: 'lens.tStop',
  fnumber: 'lens.fNumber',
  focus: 'lens.focusDistanceMetres',
} as const;
export type LensField = keyof typeof lensFacts;

/** Moments kept of a clip. Beyond, neighbours are taken together: a long zoom is found by what it passes through, a little generously. */
const mostMoments = 64;

/**
 * The moments of a clip, so that "40 mm, T2.8 or faster, focus inside 2 m" is asked of one and the same moment, not of the clip as a whole.
 * A value moves without a jump to its next sample: a zoom from 35 to 50 mm passes through 40. `facts` by field.
 */
export function lensMoments(facts: ReadonlyMap<string, Fact>): LensMoment[] {
  const tracks = Object.entries(lensFacts).flatMap(([name, field]) => {
    const fact = facts.get(field);
    const runs = runsOf(fact);
    return runs.length === 0 ? [] : [{ name: name as LensField, runs }];
  });
  const starts = [...new Set(tracks.flatMap(({ runs }) => runs.map((run) => run.in)))].sort((a, b) => a - b);
  const places = tracks.map(() => 0);
  const moments = starts.map((start, index): LensMoment => {
    const end = starts[index + 1] ?? Infinity;
    const values = tracks.flatMap(({ name, runs }, track) => {
      while (runs[places[track]! + 1] && runs[places[track]! + 1]!.in <= start) places[track]! += 1;
      const run = runs[places[track]!]!;
      if (run.in > start || run.out <= start) return [];
      // The next sample begins where this moment ends: on its way there the value passes through all between.
      const next = runs[places[track]! + 1];
      const goal = next && next.in === end && next.in === run.out ? next.value : run.value;
      return [[name, [Math.min(run.value, goal), Math.max(run.value, goal)] as const] as const];
    });
    return Object.fromEntries(values);
  });
  return coarsened(distinct(moments.filter((moment) => Object.keys(moment).length > 0)));
}

type Run = { readonly in: number; readonly out: number; readonly value: number };

function runsOf(fact: Fact | undefined): Run[] {
  if (!fact) return [];
  const runs = fact.runs ?? [{ in: 0, out: Infinity, value: fact.value }];
  return runs
    .map((run) => ({ in: run.in, out: run.out, value: typeof run.value === 'boolean' || run.value === '' ? NaN : Number(run.value) }))
    .filter((run) => Number.isFinite(run.value))
    .sort((a, b) => a.in - b.in);
}

function distinct(moments: readonly LensMoment[]): LensMoment[] {
  return [...new Map(moments.map((moment) => [JSON.stringify(moment), moment])).values()];
}

function coarsened(moments: LensMoment[]): LensMoment[] {
  let kept = moments;
  while (kept.length > mostMoments)
    kept = distinct(kept.flatMap((moment, index) => (index % 2 === 0 ? [union(moment, kept[index + 1] ?? moment)] : [])));
  return kept;
}

function union(a: LensMoment, b: LensMoment): LensMoment {
  const names = new Set([...Object.keys(a), ...Object.keys(b)] as LensField[]);
  return Object.fromEntries(
    [...names].map((name) => {
      const [x, y] = [a[name] ?? b[name]!, b[name] ?? a[name]!];
      return [name, [Math.min(x[0], y[0]), Math.max(x[1], y[1])]];
    }),
  );
}
