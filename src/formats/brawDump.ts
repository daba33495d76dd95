import type { RawMetadata } from '../domain/clip.ts';
import { extensionOf, readerVersion, readText, type Format } from './format.ts';
import { addFrame, concludeFrames, type FrameTable } from './perFrame.ts';

const largestExport = 64 * 1024 * 1024;

/** What ExtractMetadata of the Blackmagic RAW SDK prints: `key: value` lines of the clip, then of each frame. */
export const brawDump: Format = {
  name: 'braw-dump',
  label: 'Blackmagic RAW SDK dump',
  extensions: ['txt'],
  role: 'sidecar',
  evidence: 'real export',
  sniff: (head, fileName) => {
    const text = new TextDecoder('latin1').decode(head.subarray(0, 4096));
    return extensionOf(fileName) === 'txt' && /^\s*Clip Metadata\s*$/m.test(text);
  },
  async read(source) {
    const { text, problems } = await readText(source, largestExport);
    if (text === undefined) return { raw: [], problems };
    const values: Record<string, string> = {};
    const table: FrameTable = {};
    let frame: number | undefined;
    for (const line of text.split(/\r\n|\r|\n/)) {
      const heading = /^\s*Frame (\d+) Metadata\s*$/.exec(line);
      if (heading) frame = Number(heading[1]);
      const pair = /^\s*([a-z][a-z0-9_]*):\s*(.*?)\s*$/.exec(line);
      if (!pair?.[1] || pair[2] === undefined || pair[2] === '' || pair[2].length > 1024) continue;
      if (frame === undefined) values[`clip.${pair[1]}`] = pair[2];
      else addFrame(table, `frame.${pair[1]}`, frame, pair[2]);
    }
    const raw: RawMetadata = { source: 'export:braw', readerVersion, path: source.path, values, ...concludeFrames(table, values) };
    return { raw: [raw], problems };
  },
};
