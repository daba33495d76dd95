import type { FrameRate } from '../../domain/frameRate.ts';
import { one, parseRational, rational, type Rational } from '../../domain/rational.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../../syntax/xml.ts';
import { inRate, integerOf, rateOf } from './fields.ts';

/** What of its media an item plays, in frames of the item's rate. */
export type ItemMotion = {
  mediaIn: number;
  frames: number;
  speed: Rational;
  reverse: boolean;
  variable: boolean;
  freeze: boolean;
  retimed: boolean;
};

type SpeedKey = { readonly when: number; readonly value: number };

/**
 * With the effect `timeremap`, `in` and `out` count retimed frames, and its graph leads from them to the media's. Final Cut pins the graph's two ends, so
 * those are used only where nothing else is there.
 */
export function motionOf(item: XmlElement, clipIn: number, clipOut: number, file: XmlElement | undefined, rate: FrameRate): ItemMotion {
  const frames = clipOut - clipIn;
  const plain = { mediaIn: clipIn, frames, speed: one, reverse: false, variable: false, freeze: false, retimed: false };
  const effect = childrenOf(item, 'filter')
    .map((filter) => childOf(filter, 'effect'))
    .find((each) => textOf(each, 'effectid')?.toLowerCase() === 'timeremap');
  if (!effect) {
    const still = /^true$/i.test(textOf(item, 'stillframe') ?? '');
    return still
      ? { ...plain, mediaIn: integerOf(item, 'stillframeoffset') ?? clipIn, frames: 1, speed: rational(0), freeze: true }
      : plain;
  }
  const parameter = (id: string) => childrenOf(effect, 'parameter').find((each) => textOf(each, 'parameterid')?.toLowerCase() === id);
  const percent = parseRational(textOf(parameter('speed'), 'value') ?? '100') ?? rational(100);
  const reverse = /^true$/i.test(textOf(parameter('reverse'), 'value') ?? '') !== percent.num < 0;
  const speed = rational(Math.abs(percent.num), percent.den * 100);
  const variable = /^(?:1|true)$/i.test(textOf(parameter('variablespeed'), 'value') ?? '');
  const graph = childrenOf(parameter('graphdict'), 'keyframe').flatMap((key) => {
    const [when, value] = [Number(textOf(key, 'when')), Number(textOf(key, 'value'))];
    const isEnd = childOf(key, 'speedkfstart') !== undefined || childOf(key, 'speedkfend') !== undefined;
    return Number.isFinite(when) && Number.isFinite(value) ? [{ when, value, isEnd }] : [];
  });
  if (variable && graph.length >= 2) {
    const at = (when: number) => interpolate(graph, when);
    const inside = [clipIn, clipOut, ...graph.map((key) => key.when).filter((when) => when > clipIn && when < clipOut)].map(at);
    const [low, high] = [Math.floor(Math.min(...inside) + 1e-6), Math.ceil(Math.max(...inside) - 1e-6)];
    return {
      mediaIn: low,
      frames: Math.max(1, high - low),
      speed: frames > 0 ? rational(Math.max(0, high - low), frames) : one,
      reverse: at(clipOut) < at(clipIn),
      variable: true,
      freeze: high === low,
      retimed: true,
    };
  }
  if (speed.num === 0) return { ...plain, frames: 1, speed, freeze: true };
  const inner = graph.filter((key) => !key.isEnd);
  const line = constantLine(inner.length >= 2 ? inner : graph, speed, reverse);
  const scale = (value: number) => Math.round(value * line.slope);
  const length = Math.max(1, scale(frames));
  const fileFrames = integerOf(file, 'duration');
  const total = fileFrames === undefined ? undefined : Math.round(inRate(fileFrames, rateOf(file) ?? rate, rate));
  // Backwards, frame 0 of the clip is the last frame of the media, unless the graph says where it begins.
  const top = line.origin ?? total;
  const mediaIn = reverse
    ? top === undefined
      ? scale(clipIn)
      : Math.max(0, Math.min(Math.round(top - clipIn * line.slope), total ?? Number.POSITIVE_INFINITY) - length)
    : Math.round((line.origin ?? 0) + clipIn * line.slope);
  return { mediaIn, frames: length, speed, reverse, variable: variable && graph.length < 2, freeze: false, retimed: true };
}

/**
 * The straight line of a constant speed: its own per cent, and where the graph puts frame 0. Graphs that run otherwise than the per cent say are no such
 * line (some writers leave a flat one), and lines that are measured between first and last frame differ from it by a frame over their length.
 */
function constantLine(keys: readonly SpeedKey[], speed: Rational, reverse: boolean): { readonly slope: number; readonly origin?: number } {
  const slope = speed.num / speed.den;
  const sorted = [...keys].sort((a, b) => a.when - b.when);
  const [first, last] = [sorted[0], sorted.at(-1)];
  const span = first && last ? last.when - first.when : 0;
  if (!first || !last || span <= 0) return { slope };
  const measured = (last.value - first.value) / span;
  const size = Math.abs(measured);
  if (measured < 0 !== reverse || Math.abs(size - slope) > 0.03 * slope + 2 / span) return { slope };
  return { slope: Math.abs(size - slope) <= 1.5 / span ? slope : size, origin: first.value - measured * first.when };
}

function interpolate(keys: readonly SpeedKey[], when: number): number {
  const sorted = [...keys].sort((a, b) => a.when - b.when);
  const next = sorted.findIndex((key) => key.when >= when);
  if (next === -1) return sorted.at(-1)!.value;
  if (next === 0) return sorted[0]!.value;
  const [from, to] = [sorted[next - 1]!, sorted[next]!];
  return from.value + ((to.value - from.value) * (when - from.when)) / (to.when - from.when);
}

/** A transition may ask for frames before the media's first: they do not exist. */
export function notBefore(first: number, motion: ItemMotion): ItemMotion {
  const missing = first - motion.mediaIn;
  return missing > 0 && missing < motion.frames ? { ...motion, mediaIn: first, frames: motion.frames - missing } : motion;
}
