import type { RawMetadata } from '../domain/clip.ts';
import { RushesError } from '../domain/errors.ts';
import { parseXml, type XmlElement } from '../syntax/xml.ts';
import { extensionOf, readerVersion, readText, type Format } from './format.ts';

const largestIndex = 32 * 1024 * 1024;
/** A card of 24 hours in takes of ten seconds. */
const mostClips = 10_000;

/** MEDIAPRO.XML at the root of a Sony card (XDROOT, M4ROOT): a Material for every clip, which speaks for the clip of its name; the camera under `System`. */
export const sonyIndex: Format = {
  name: 'sony-index',
  label: 'Sony card index (MEDIAPRO.XML)',
  extensions: ['xml'],
  role: 'sidecar',
  evidence: 'description',
  sniff: (head, fileName) =>
    extensionOf(fileName) === 'xml' && /<(?:\w+:)?MediaProfile[\s>]/.test(new TextDecoder('latin1').decode(head.subarray(0, 2048))),
  async read(source) {
    const { text, problems } = await readText(source, largestIndex);
    if (text === undefined) return { raw: [], problems };
    try {
      const root = parseXml(text, source.path);
      const card = attributesOf(root, 'Properties', 'System', 'System.', attributesOf(root, 'Properties', 'Attached', 'Attached.', {}));
      const materials = root.children.find(({ name }) => name === 'Contents')?.children.filter(({ name }) => name === 'Material') ?? [];
      const raw = materials.slice(0, mostClips).flatMap((material): RawMetadata[] => {
        const clip = stemOf(material.attributes['uri'] ?? '');
        if (clip === '') return [];
        const values: Record<string, string> = { 'clip.name': clip, ...card };
        for (const [key, value] of Object.entries(material.attributes)) if (value !== '') values[`Material.${key}`] = value;
        const proxy = material.children.find(({ name }) => name === 'Proxy')?.attributes['uri'];
        if (proxy !== undefined) values['Proxy.uri'] = proxy;
        return [{ source: 'index:sony', readerVersion, path: source.path, values }];
      });
      return { raw, problems };
    } catch (error) {
      if (!(error instanceof RushesError)) throw error;
      return {
        raw: [],
        problems: [...problems, { severity: 'WARN', code: 'SIDECAR_BROKEN', message: error.message, at: error.at ?? source.path }],
      };
    }
  },
};

function attributesOf(
  root: XmlElement,
  parent: string,
  child: string,
  prefix: string,
  values: Record<string, string>,
): Record<string, string> {
  const found = root.children.find(({ name }) => name === parent)?.children.find(({ name }) => name === child);
  for (const [key, value] of Object.entries(found?.attributes ?? {})) if (value !== '') values[`${prefix}${key}`] = value;
  return values;
}

function stemOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}
