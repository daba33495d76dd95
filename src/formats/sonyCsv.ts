import type { RawMetadata } from '../domain/clip.ts';
import { extensionOf, readerVersion, readText, type Format } from './format.ts';
import { addFrame, concludeFrames, rowsOf, rowUnder, type FrameTable } from './perFrame.ts';

const largestExport = 256 * 1024 * 1024;

/** What Sony's RAW Viewer and Catalyst write of an X-OCN clip: a row a frame, with lens, iris and focus. */
export const sonyCsv: Format = {
  name: 'sony-csv',
  label: 'Sony per-frame CSV',
  extensions: ['csv'],
  role: 'sidecar',
  evidence: 'real export',
  sniff: (head, fileName) => {
    const [line = ''] = new TextDecoder('latin1').decode(head.subarray(0, 4096)).split(/[\r\n]/);
    return (
      extensionOf(fileName) === 'csv' && /^(?:\u00ef\u00bb\u00bf)?"?Timecode"?,"?Clip Name"?,/.test(line) && line.includes('Camera Model')
    );
  },
  async read(source) {
    const { text, problems } = await readText(source, largestExport);
    if (text === undefined) return { raw: [], problems };
    const [headings = [], ...rows] = rowsOf(text, ',');
    const values: Record<string, string> = {};
    const table: FrameTable = {};
    for (const [frame, row] of rows.entries()) {
      for (const [heading, cell] of Object.entries(rowUnder(headings, row))) {
        if (frame === 0) values[heading] = cell;
        addFrame(table, heading, frame, cell);
      }
    }
    if (rows.length === 0) return { raw: [], problems };
    values['rows'] = String(rows.length);
    const raw: RawMetadata = { source: 'export:sony', readerVersion, path: source.path, values, ...concludeFrames(table, values) };
    return { raw: [raw], problems };
  },
};
