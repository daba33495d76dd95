import type { RawMetadata } from '../domain/clip.ts';
import { RushesError } from '../domain/errors.ts';
import { parseXml, type XmlElement } from '../syntax/xml.ts';
import { extensionOf, readerVersion, readText, type Format } from './format.ts';

const largestSidecar = 16 * 1024 * 1024;
const mostElements = 20_000;

/** Sony's M01.XML beside XAVC and X-OCN: attributes under `Element.attribute`, items of the acquisition record under `item.NAME`, LTC changes by number. */
export const nonRealTimeMeta: Format = {
  name: 'non-real-time-meta',
  label: 'Sony NonRealTimeMeta XML',
  extensions: ['xml'],
  role: 'sidecar',
  evidence: 'made here',
  sniff: (head, fileName) =>
    extensionOf(fileName) === 'xml' && new TextDecoder('latin1').decode(head.subarray(0, 2048)).includes('NonRealTimeMeta'),
  async read(source) {
    const { text, problems } = await readText(source, largestSidecar);
    if (text === undefined) return { raw: [], problems };
    try {
      const values: Record<string, string> = {};
      collect(parseXml(text, source.path), values);
      const raw: RawMetadata = { source: 'sidecar:NonRealTimeMeta', readerVersion, path: source.path, values };
      return { raw: [raw], problems };
    } catch (error) {
      if (!(error instanceof RushesError)) throw error;
      return { raw: [], problems: [{ severity: 'WARN', code: 'SIDECAR_BROKEN', message: error.message, at: error.at ?? source.path }] };
    }
  },
};

function collect(root: XmlElement, values: Record<string, string>): void {
  const queue: XmlElement[] = [root];
  let changes = 0;
  for (let count = 0; queue.length > 0 && count < mostElements; count += 1) {
    const element = queue.shift()!;
    queue.push(...element.children);
    const name = element.name.slice(element.name.indexOf(':') + 1);
    const { name: item, value } = element.attributes;
    if (name === 'Item' && item !== undefined && value !== undefined) {
      values[`item.${item}`] ??= value;
      continue;
    }
    const prefix = name === 'LtcChange' ? `LtcChange.${changes++}` : name;
    for (const [attribute, text] of Object.entries(element.attributes))
      if (!attribute.startsWith('xmlns') && text !== '') values[`${prefix}.${attribute}`] ??= text;
  }
}
