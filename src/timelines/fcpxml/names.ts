import type { EventName, Marker } from '../../domain/timeline.ts';
import { childOf, childrenOf, type XmlElement } from '../../syntax/xml.ts';
import { decodeUrl } from '../labels.ts';

/** What clips of FCPXML are called and carry along: `outer` is the clip that the element is part of. */

function metadataOf(elements: readonly (XmlElement | undefined)[], key: string): string | undefined {
  for (const element of elements) {
    const found = childrenOf(childOf(element, 'metadata'), 'md').find((md) => md.attributes['key'] === `com.apple.proapps.studio.${key}`);
    if (found?.attributes['value']) return found.attributes['value'];
  }
  return undefined;
}

export const reelOf = (element: XmlElement, outer: XmlElement | undefined, media: XmlElement | undefined): string =>
  metadataOf([element, outer, media], 'reel') ?? '';

export function namesOf(element: XmlElement, outer: XmlElement | undefined, media: XmlElement | undefined): EventName[] {
  const names: EventName[] = [];
  const add = (kind: EventName['kind'], value: string | undefined) => {
    if (value && !names.some((name) => name.kind === kind && name.value === value)) names.push({ kind, value: value.normalize('NFC') });
  };
  for (const rep of childrenOf(media, 'media-rep')) add('PATH', decodeUrl(rep.attributes['src'] ?? ''));
  add('PATH', media?.attributes['src'] === undefined ? undefined : decodeUrl(media.attributes['src']));
  add('SOURCE_FILE', media?.attributes['name']);
  add('REEL', metadataOf([element, outer, media], 'reel'));
  add('CLIP_NAME', outer?.attributes['name'] ?? element.attributes['name']);
  add('CLIP_NAME', element.attributes['name']);
  add('UUID', media?.attributes['uid']);
  return names;
}

export function markersOf(element: XmlElement): Marker[] {
  return element.children
    .filter((child) => /^(?:chapter-)?marker$/.test(child.name))
    .map((marker) => ({ text: marker.attributes['value'] ?? '' }));
}

export function extraOf(element: XmlElement, outer: XmlElement | undefined, media: XmlElement | undefined): Record<string, string> {
  const extra: Record<string, string> = { 'fcpxml.element': outer ? `${outer.name}/${element.name}` : element.name };
  for (const key of ['scene', 'shot', 'take', 'angle', 'cameraName']) {
    const value = metadataOf([element, outer, media], key);
    if (value) extra[`fcpxml.${key}`] = value;
  }
  for (const name of ['role', 'videoRole', 'audioRole', 'enabled'])
    if (element.attributes[name]) extra[`fcpxml.${name}`] = element.attributes[name];
  return extra;
}
