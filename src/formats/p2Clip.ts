import type { RawMetadata } from '../domain/clip.ts';
import { RushesError } from '../domain/errors.ts';
import { parseXml, type XmlElement } from '../syntax/xml.ts';
import { extensionOf, readerVersion, readText, type Format, type Reading } from './format.ts';

const largestSidecar = 4 * 1024 * 1024;
const mostElements = 5000;

/**
 * Panasonic's clip document: CONTENTS/CLIP/NAME.XML of a P2 card, and the same vocabulary within the movies of its smaller cameras. Leaves under their
 * path below ClipContent or UserArea (`ClipMetadata.Device.ModelName`), attributes behind `@`.
 */
export const p2Clip: Format = {
  name: 'p2-clip',
  label: 'Panasonic P2 clip XML',
  extensions: ['xml'],
  role: 'sidecar',
  evidence: 'description',
  sniff: (head, fileName) =>
    extensionOf(fileName) === 'xml' && /<(?:\w+:)?(?:P2Main|ClipMain)[\s>]/.test(new TextDecoder('latin1').decode(head.subarray(0, 2048))),
  async read(source) {
    const { text, problems } = await readText(source, largestSidecar);
    if (text === undefined) return { raw: [], problems };
    const { raw, problem } = parseP2Clip(text, source.path);
    return { raw: raw ? [raw] : [], problems: problem ? [...problems, problem] : problems };
  },
};

/** One document, from a card or from within a movie. Never throws for what stands in it. */
export function parseP2Clip(text: string, path: string): { raw?: RawMetadata; problem?: Reading['problems'][number] } {
  try {
    const values: Record<string, string> = {};
    const queue: { element: XmlElement; path: string }[] = [{ element: parseXml(text, path), path: '' }];
    for (let count = 0; count < queue.length && count < mostElements; count += 1) {
      const { element, path: parent } = queue[count]!;
      const below = /^(P2Main|ClipMain|ClipContent|UserArea)$/.test(element.name) ? '' : `${parent}${element.name}.`;
      for (const child of element.children) queue.push({ element: child, path: below });
      const key = below.slice(0, -1);
      const leaf = element.text.trim();
      if (key !== '' && leaf !== '' && element.children.length === 0) values[key] ??= leaf.slice(0, 4096);
      for (const [attribute, value] of Object.entries(element.attributes))
        if (key !== '' && !attribute.startsWith('xmlns') && value !== '') values[`${key}@${attribute}`] ??= value;
    }
    return { raw: { source: 'sidecar:P2', readerVersion, path, values } };
  } catch (error) {
    if (!(error instanceof RushesError)) throw error;
    return { problem: { severity: 'WARN', code: 'SIDECAR_BROKEN', message: error.message, at: error.at ?? path } };
  }
}
