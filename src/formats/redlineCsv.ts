import type { RawMetadata } from '../domain/clip.ts';
import { extensionOf, readerVersion, readText, type Format } from './format.ts';
import { addFrame, concludeFrames, rowsOf, rowUnder, type FrameTable } from './perFrame.ts';

const largestExport = 256 * 1024 * 1024;

/** REDline `--printMeta 3` (one row a clip) and `--printMeta 5` (one row a frame). */
export const redlineCsv: Format = {
  name: 'redline-csv',
  label: 'REDline CSV',
  extensions: ['csv'],
  role: 'sidecar',
  evidence: 'real export',
  sniff: (head, fileName) => {
    const line = new TextDecoder('latin1').decode(head.subarray(0, 2048));
    return extensionOf(fileName) === 'csv' && (/^Clip Name,.*\bReelID,/.test(line) || /^FrameNo,Timecode,/.test(line));
  },
  async read(source) {
    const { text, problems } = await readText(source, largestExport);
    if (text === undefined) return { raw: [], problems };
    const [headings = [], ...rows] = rowsOf(text, ',');
    const raw = (values: Record<string, string>, more: Pick<RawMetadata, 'runs'> = {}): RawMetadata => ({
      source: 'export:redline',
      readerVersion,
      path: source.path,
      values,
      ...more,
    });
    if (headings[0] !== 'FrameNo') {
      const clips = rows.map((row) => rowUnder(headings, row));
      // A row a clip: with several, each speaks for the clip of its name only.
      return {
        raw: clips.map((values) => raw(clips.length > 1 && values['Clip Name'] ? { ...values, 'clip.name': values['Clip Name'] } : values)),
        problems,
      };
    }
    const table: FrameTable = {};
    const values: Record<string, string> = {};
    for (const [frame, row] of rows.entries()) {
      for (const [heading, cell] of Object.entries(rowUnder(headings, row)))
        if (heading !== 'FrameNo') addFrame(table, `frame.${heading}`, frame, cell);
    }
    return { raw: [raw(values, concludeFrames(table, values))], problems };
  },
};
