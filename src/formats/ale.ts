import type { RawMetadata } from '../domain/clip.ts';
import { extensionOf, readerVersion, readText, startsWith, type Format } from './format.ts';
import { rowsOf, rowUnder, stemOfSource } from './perFrame.ts';

const largestList = 64 * 1024 * 1024;

/** Avid Log Exchange: every row tells about one clip, with all its columns; the heading under `heading.NAME`. */
export const ale: Format = {
  name: 'ale',
  label: 'Avid Log Exchange',
  extensions: ['ale'],
  role: 'sidecar',
  evidence: 'made here',
  sniff: (head, fileName) =>
    extensionOf(fileName) === 'ale' && (startsWith(head, 'Heading') || startsWith(head, '\u00ef\u00bb\u00bfHeading')),
  async read(source) {
    const { text, problems } = await readText(source, largestList);
    if (text === undefined) return { raw: [], problems };
    const heading: Record<string, string> = {};
    const raw: RawMetadata[] = [];
    let section = '';
    let columns: readonly string[] = [];
    for (const row of rowsOf(text, '\t')) {
      const [first = ''] = row;
      if (/^(Heading|Column|Data)$/i.test(first) && row.length === 1) section = first.toLowerCase();
      else if (section === 'heading' && row.length > 1 && first !== '') heading[`heading.${first}`] = row[1] ?? '';
      else if (section === 'column') columns = row;
      else if (section === 'data') {
        const cells = rowUnder(columns, row);
        const name = cells['Source File'] ?? cells['Name'];
        if (name === undefined) continue;
        raw.push({
          source: 'list:ale',
          readerVersion,
          path: source.path,
          values: { ...heading, ...cells, 'clip.name': stemOfSource(name) },
        });
      }
    }
    return { raw, problems };
  },
};
