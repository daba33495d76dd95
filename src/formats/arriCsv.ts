import type { RawMetadata } from '../domain/clip.ts';
import { extensionOf, readerVersion, readText, type Format } from './format.ts';
import { addFrame, concludeFrames, rowsOf, rowUnder, type FrameTable } from './perFrame.ts';

const largestExport = 256 * 1024 * 1024;
/** Columns that count frames and encoder steps change with every frame and say nothing else. */
const counters = /^(Index|Master TC Frame Count)$|RawLds|RawMotor/;

/** ARRI Meta Extract: tab-delimited, a row a frame. */
export const arriCsv: Format = {
  name: 'arri-csv',
  label: 'ARRI Meta Extract CSV',
  extensions: ['csv', 'txt'],
  role: 'sidecar',
  evidence: 'real export',
  sniff: (head, fileName) => {
    const line = new TextDecoder('latin1').decode(head.subarray(0, 4096));
    return ['csv', 'txt'].includes(extensionOf(fileName)) && /\tMaster TC\t/.test(line) && /\tCamera Model\t/.test(line);
  },
  async read(source) {
    const { text, problems } = await readText(source, largestExport);
    if (text === undefined) return { raw: [], problems };
    const [headings = [], ...rows] = rowsOf(text, '\t');
    const values: Record<string, string> = {};
    const table: FrameTable = {};
    for (const [frame, row] of rows.entries()) {
      for (const [heading, cell] of Object.entries(rowUnder(headings, row))) {
        if (frame === 0) values[heading] = cell;
        if (!counters.test(heading)) addFrame(table, heading, frame, cell);
      }
    }
    if (rows.length > 0) values['rows'] = String(rows.length);
    const raw: RawMetadata = { source: 'export:arriCsv', readerVersion, path: source.path, values, ...concludeFrames(table, values) };
    return { raw: rows.length > 0 ? [raw] : [], problems };
  },
};
