import type { RawMetadata } from '../domain/clip.ts';
import { extensionOf, readerVersion, readText, type Format } from './format.ts';
import { addFrame, concludeFrames, rowsOf, rowUnder, type FrameTable } from './perFrame.ts';

const largestExport = 256 * 1024 * 1024;

/** Canon's camera metadata in two tables: a static one with one row, and one with a row a frame. Layout: ris-osvp-metadata-camdkit. */
export const canonCsv: Format = {
  name: 'canon-csv',
  label: 'Canon metadata CSV',
  extensions: ['csv'],
  role: 'sidecar',
  evidence: 'real export',
  sniff: (head, fileName) => {
    const line = new TextDecoder('latin1').decode(head.subarray(0, 4096)).split(/[\r\n]/)[0] ?? '';
    return (
      extensionOf(fileName) === 'csv' && (/\bLensSqueezeFactor\b.*\bTimescale\b/.test(line) || /\bPhotographicSensitivityMode\b/.test(line))
    );
  },
  async read(source) {
    const { text, problems } = await readText(source, largestExport);
    if (text === undefined) return { raw: [], problems };
    const [headings = [], ...rows] = rowsOf(text, ',');
    if (!headings.includes('PhotographicSensitivityMode')) {
      const raw: RawMetadata = { source: 'export:canon', readerVersion, path: source.path, values: rowUnder(headings, rows[0] ?? []) };
      return { raw: [raw], problems };
    }
    const values: Record<string, string> = {};
    const table: FrameTable = {};
    for (const [frame, row] of rows.entries())
      for (const [heading, cell] of Object.entries(rowUnder(headings, row))) addFrame(table, `frame.${heading}`, frame, cell);
    if (rows.length > 0) values['rows'] = String(rows.length);
    const raw: RawMetadata = { source: 'export:canon', readerVersion, path: source.path, values, ...concludeFrames(table, values) };
    return { raw: [raw], problems };
  },
};
