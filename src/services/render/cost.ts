import { chunksOf } from '../../domain/render/chunks.ts';
import type { ClipRecord } from '../../domain/ports/catalogue.ts';
import type { Pace, RenderStore } from '../../domain/ports/renderStore.ts';

/** What frames of a clip cost, about. */
export type FrameCost = {
  /** Of each chunk, beside its frames. */
  readonly startSeconds: number;
  readonly secondsPerFrame: number;
  readonly bytesPerFrame: number;
  /** Nothing like it was rendered yet: the figures are those of an unknown machine. */
  readonly isGuess: boolean;
};

/** Where nothing was learned: a UHD plate frame in 0.8 s and 30 MB on one thread, and a second to start. */
const assumed = { startSeconds: 1, secondsPerMegapixel: 0.1, bytesPerMegapixel: 3_600_000 };
/** Of a clip whose size is not known: UHD. */
const assumedMegapixels = 8.3;

/** Milliseconds for which a pace is not asked again: a plan of 500 plates wants one answer. */
const paceLastsMs = 10_000;
const paces = new WeakMap<object, Map<string, { readonly at: number; readonly pace: Promise<Pace | undefined> }>>();

function paceOf(store: Pick<RenderStore, 'pace'>, recipe: string, engine: string, machine: string): Promise<Pace | undefined> {
  const known = paces.get(store) ?? new Map<string, { at: number; pace: Promise<Pace | undefined> }>();
  paces.set(store, known);
  const key = `${recipe} ${engine}`;
  const last = known.get(key);
  if (last && performance.now() - last.at < paceLastsMs) return last.pace;
  const pace = store.pace(recipe, engine, machine);
  known.set(key, { at: performance.now(), pace });
  return pace;
}

export async function costOf(
  ports: { readonly store: Pick<RenderStore, 'pace'>; readonly machine: string },
  clip: ClipRecord,
  recipe: string,
  engine: string,
): Promise<FrameCost> {
  const image = clip.summary?.['image'] as { width?: number | null; height?: number | null } | null | undefined;
  const megapixels = image?.width && image.height ? (image.width * image.height) / 1e6 : assumedMegapixels;
  const learned = await paceOf(ports.store, recipe, engine, ports.machine);
  const pace = learned ?? assumed;
  return {
    startSeconds: pace.startSeconds,
    secondsPerFrame: pace.secondsPerMegapixel * megapixels,
    bytesPerFrame: pace.bytesPerMegapixel * megapixels,
    isGuess: learned === undefined,
  };
}

/** Of a render, what decides how long it takes. Frames, `out` exclusive. */
type Work = { readonly range: { readonly in: number; readonly out: number }; readonly cost: FrameCost; readonly isDivisible: boolean };

/** Seconds until all is rendered on so many workers: the chunks in their order, each to whoever is free first. */
export function secondsOf(drafts: readonly Work[], slots: number): number {
  const free = Array.from({ length: slots }, () => 0);
  for (const { range, cost, isDivisible } of drafts) {
    for (const chunk of chunksOf(range, cost.secondsPerFrame, isDivisible)) {
      const next = free.indexOf(Math.min(...free));
      free[next] = free[next]! + cost.startSeconds + (chunk.out - chunk.in) * cost.secondsPerFrame;
    }
  }
  return Math.max(...free);
}
