import type { RawMetadata } from '../domain/clip.ts';
import { extensionOf, readerVersion, readText, type Format } from './format.ts';
import { rowsOf, rowUnder, stemOfSource } from './perFrame.ts';

const largestList = 64 * 1024 * 1024;

/** Headings as dailies tools and spreadsheets write them, and the ALE column that means the same. */
const columnOf: Readonly<Record<string, string>> = {
  'file name': 'Source File',
  filename: 'Source File',
  'source file': 'Source File',
  name: 'Name',
  clip: 'Name',
  'clip name': 'Name',
  reel: 'Tape',
  'reel name': 'Tape',
  tape: 'Tape',
  roll: 'Tape',
  start: 'Start',
  'start tc': 'Start',
  'start timecode': 'Start',
  'tc start': 'Start',
  end: 'End',
  'end tc': 'End',
  'end timecode': 'End',
  'tc end': 'End',
  fps: 'FPS',
  'frame rate': 'FPS',
  'project fps': 'FPS',
  scene: 'Scene',
  shot: 'Shot',
  take: 'Take',
  camera: 'Camera',
};

/** The columns of a heading line under the names that an ALE has for them; undefined: it names no clip, or no start. */
function columnsOf(line: string): { readonly delimiter: ',' | '\t'; readonly columns: readonly string[] } | undefined {
  const delimiter = line.includes('\t') ? '\t' : ',';
  const columns = (rowsOf(line, delimiter)[0] ?? []).map((heading) => columnOf[heading.toLowerCase()] ?? heading);
  const named = columns.includes('Source File') || columns.includes('Name');
  return named && columns.includes('Start') ? { delimiter, columns } : undefined;
}

/** A spreadsheet of clips, one a row, as dailies houses send where they send no ALE. Columns that an ALE has too are read as an ALE's. */
export const clipCsv: Format = {
  name: 'clip-csv',
  label: 'CSV of clips',
  extensions: ['csv', 'tsv'],
  role: 'sidecar',
  evidence: 'made here',
  sniff: (head, fileName) =>
    ['csv', 'tsv'].includes(extensionOf(fileName)) &&
    columnsOf(
      new TextDecoder()
        .decode(head.subarray(0, 8192))
        .replace(/^\ufeff/, '')
        .split(/[\r\n]/)[0] ?? '',
    ) !== undefined,
  async read(source) {
    const { text, problems } = await readText(source, largestList);
    const [first = '', ...rest] = text === undefined ? [] : text.split(/\r\n|\r|\n/);
    const table = columnsOf(first);
    if (!table) return { raw: [], problems };
    const raw = rowsOf(rest.join('\n'), table.delimiter).flatMap((row): RawMetadata[] => {
      const cells = rowUnder(table.columns, row);
      const name = cells['Source File'] ?? cells['Name'];
      return name === undefined
        ? []
        : [{ source: 'list:csv', readerVersion, path: source.path, values: { ...cells, 'clip.name': stemOfSource(name) } }];
    });
    return { raw, problems };
  },
};
