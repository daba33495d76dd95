import type { RawMetadata } from '../domain/clip.ts';
import { RushesError } from '../domain/errors.ts';
import { parseXml, type XmlElement } from '../syntax/xml.ts';
import { extensionOf, readerVersion, readText, type Format, type Reading } from './format.ts';

const largestSidecar = 16 * 1024 * 1024;
const mostElements = 20_000;

/**
 * Sony's M01.XML beside XAVC and X-OCN, and the same document within MP4 and MXF: attributes under `Element.attribute`, items of the acquisition
 * record under `item.NAME`, what people typed under `meta.NAME`, LTC changes by number. `Device` is what recorded; where a recorder sits on the camera,
 * `Camera` is the camera.
 */
export const nonRealTimeMeta: Format = {
  name: 'non-real-time-meta',
  label: 'Sony NonRealTimeMeta XML',
  extensions: ['xml'],
  role: 'sidecar',
  evidence: 'real export',
  sniff: (head, fileName) =>
    extensionOf(fileName) === 'xml' && new TextDecoder('latin1').decode(head.subarray(0, 2048)).includes('NonRealTimeMeta'),
  async read(source) {
    const { text, problems } = await readText(source, largestSidecar);
    if (text === undefined) return { raw: [], problems };
    const { raw, problem } = parseNonRealTimeMeta(text, source.path);
    return { raw: raw ? [raw] : [], problems: problem ? [...problems, problem] : problems };
  },
};

/** One document, from a sidecar or from within a file. Never throws for what stands in it. */
export function parseNonRealTimeMeta(text: string, path: string): { raw?: RawMetadata; problem?: Reading['problems'][number] } {
  try {
    const values: Record<string, string> = {};
    collect(parseXml(text, path), values);
    return { raw: { source: 'sidecar:NonRealTimeMeta', readerVersion, path, values } };
  } catch (error) {
    if (!(error instanceof RushesError)) throw error;
    return { problem: { severity: 'WARN', code: 'SIDECAR_BROKEN', message: error.message, at: error.at ?? path } };
  }
}

type Place = { readonly element: XmlElement; readonly parent: string };

function collect(root: XmlElement, values: Record<string, string>): void {
  const queue: Place[] = [{ element: root, parent: '' }];
  let changes = 0;
  const take = (key: string, value: string | undefined) => {
    if (value !== undefined && value.trim() !== '') values[key] ??= value.trim();
  };
  for (let count = 0; count < queue.length && count < mostElements; count += 1) {
    const { element, parent } = queue[count]!;
    const { name } = element;
    for (const child of element.children) queue.push({ element: child, parent: name });
    const { name: item, value, content } = element.attributes;
    if (name === 'Item' && item !== undefined) take(`item.${item}`, value);
    else if (name === 'Meta' && item !== undefined) take(`meta.${item}`, content);
    else if (/^(Slope|Offset|Power|Saturation)$/.test(name)) take(`cdl.${name}`, element.text);
    else {
      // Hardware and software stand in an Element of the device that they belong to.
      const prefix = name === 'LtcChange' ? `LtcChange.${changes++}` : name === 'Element' ? `${parent}.Element` : name;
      for (const [attribute, text] of Object.entries(element.attributes))
        if (!attribute.startsWith('xmlns')) take(`${prefix}.${attribute}`, text);
    }
  }
}
