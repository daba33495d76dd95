import { nominalBase, type FrameRate } from '../../domain/frameRate.ts';
import { formatRational, rational } from '../../domain/rational.ts';
import type { EventKind, EventName, Marker } from '../../domain/timeline.ts';
import { childOf, childrenOf, descendants, textOf, type XmlElement } from '../../syntax/xml.ts';
import { decodeUrl } from '../labels.ts';

/** What single elements of xmeml say. */

/** `<rate><timebase>24</timebase><ntsc>TRUE</ntsc></rate>` is 24000/1001. */
export function rateOf(element: XmlElement | undefined): FrameRate | undefined {
  const base = Number(textOf(element, 'rate', 'timebase'));
  if (!Number.isInteger(base) || base <= 0 || base > 1000) return undefined;
  return /^true$/i.test(textOf(element, 'rate', 'ntsc') ?? '') ? rational(base * 1000, 1001) : rational(base);
}

/** A sequence's own rate, that of its timecode, or, as some writers have it, only that of its pictures' format. */
export const rateOfSequence = (sequence: XmlElement): FrameRate | undefined =>
  rateOf(sequence) ??
  rateOf(childOf(sequence, 'timecode')) ??
  rateOf(childOf(childOf(childOf(childOf(sequence, 'media'), 'video'), 'format'), 'samplecharacteristics'));

/** Frames of one rate in those of another; rates of one base are one frame for one. */
export const inRate = (frames: number, from: FrameRate, to: FrameRate): number =>
  nominalBase(from) === nominalBase(to) ? frames : (frames * to.num * from.den) / (to.den * from.num);

export const integerOf = (element: XmlElement | undefined, name: string): number | undefined => {
  const value = Number(textOf(element, name) ?? Number.NaN);
  return Number.isFinite(value) ? Math.round(value) : undefined;
};

export function namesOf(item: XmlElement, file: XmlElement | undefined): EventName[] {
  const names: EventName[] = [];
  const add = (kind: EventName['kind'], value: string | undefined) => {
    if (value !== undefined && value !== '') names.push({ kind, value });
  };
  const url = textOf(file, 'pathurl');
  add('PATH', url === undefined ? undefined : decodeUrl(url));
  add('SOURCE_FILE', textOf(file, 'name'));
  add('REEL', textOf(file, 'timecode', 'reel', 'name'));
  add('CLIP_NAME', textOf(item, 'name'));
  add('MASTER_CLIP', textOf(item, 'masterclipid'));
  add('UUID', textOf(item, 'uuid'));
  return names;
}

export function kindOf(
  item: XmlElement,
  track: string,
  file: XmlElement | undefined,
  head: XmlElement | undefined,
  freeze: boolean,
): EventKind {
  if (item.name === 'generatoritem') return 'GENERATOR';
  if (track.startsWith('A')) return 'AUDIO';
  if (
    // `Slug`, `GraphicAndType`: what Premiere makes up itself.
    (textOf(file, 'mediaSource') !== undefined && !textOf(file, 'pathurl')) ||
    (!textOf(file, 'pathurl') && /^(?:slug|black video|bars and tone|color matte)$/i.test(textOf(item, 'name') ?? ''))
  )
    return 'GENERATOR';
  if (freeze) return 'FREEZE';
  if (!head) return 'CUT';
  return /wipe/i.test(textOf(head, 'effect', 'effectcategory') ?? '') ? 'WIPE' : 'DISSOLVE';
}

export function markersOf(item: XmlElement): Marker[] {
  return childrenOf(item, 'marker').map((marker) => ({
    ...(textOf(marker, 'pproColor') ? { color: textOf(marker, 'pproColor')! } : {}),
    text: [textOf(marker, 'name'), textOf(marker, 'comment')].filter(Boolean).join(' '),
  }));
}

export function extraOf(item: XmlElement): Record<string, string> {
  const extra: Record<string, string> = {};
  for (const name of ['enabled', 'compositemode', 'sourcetrack', 'labels', 'comments', 'logginginfo']) {
    const element = childOf(item, name);
    if (!element || (name === 'enabled' && /^true$/i.test(element.text))) continue;
    const texts = [element, ...descendants(element)]
      .filter((each) => each.text !== '')
      .map((each) => (each === element ? each.text : `${each.name}: ${each.text}`));
    if (texts.length > 0) extra[`fcp7xml.${name}`] = texts.join('; ');
  }
  const rate = rateOf(item);
  if (rate) extra['fcp7xml.clipRate'] = formatRational(rate);
  return extra;
}
