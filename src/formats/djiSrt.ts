import type { RawMetadata } from '../domain/clip.ts';
import type { Problem } from '../domain/problem.ts';
import { extensionOf, readerVersion, readText, type Format } from './format.ts';
import { addFrame, concludeFrames, type FrameTable } from './perFrame.ts';

const largestSidecar = 64 * 1024 * 1024;

/**
 * DJI's telemetry as subtitles: `[iso : 100] [shutter : 1/80.0] ...` a frame (Mavic, Air), or `F/3.2, SS 160, ISO 100, GPS (...)` a second (Phantom).
 * Cues that break off give what stands whole in them.
 */
export const djiSrt: Format = {
  name: 'dji-srt',
  label: 'DJI SRT',
  extensions: ['srt'],
  role: 'sidecar',
  evidence: 'real export',
  sniff: (head, fileName) =>
    extensionOf(fileName) === 'srt' && /\d\d:\d\d:\d\d,\d{3} --> /.test(new TextDecoder('latin1').decode(head.subarray(0, 512))),
  async read(source) {
    const { text, problems } = await readText(source, largestSidecar);
    if (text === undefined) return { raw: [], problems };
    const table: FrameTable = {};
    const values: Record<string, string> = {};
    const mixed: Problem[] = [];
    let perFrame: boolean | undefined;
    for (const cue of text.split(/\r?\n\s*\r?\n/)) {
      const number = /^\s*(\d+)\s*$/m.exec(cue)?.[1];
      if (number === undefined || !cue.includes('-->')) continue;
      const frame = Number(number) - 1;
      const found = cueValues(cue);
      const counted = /(?:SrtCnt|FrameCnt)\s*:/.test(cue);
      perFrame ??= counted;
      if (counted !== perFrame) {
        mixed.push({
          severity: 'WARN',
          code: 'SIDECAR_MIXED',
          message: `${source.path} changes its wording at cue ${number}: it was joined of two recordings, and only the first was taken.`,
          at: source.path,
        });
        break;
      }
      for (const [key, value] of Object.entries(found)) addFrame(table, key, frame, value);
    }
    const changes = concludeFrames(table, values);
    // A cue a second cannot say at which frame a value changed.
    const raw: RawMetadata = { source: 'sidecar:djiSrt', readerVersion, path: source.path, values, ...(perFrame ? changes : {}) };
    return Object.keys(values).length > 0
      ? { raw: [raw], problems: [...problems, ...mixed] }
      : {
          raw: [],
          problems: [{ severity: 'WARN', code: 'SIDECAR_EMPTY', message: `${source.path} holds no telemetry.`, at: source.path }],
        };
  },
};

function cueValues(cue: string): Record<string, string> {
  const values: Record<string, string> = {};
  const take = (key: string, value: string | undefined) => {
    if (value !== undefined && value !== '') values[key] = value;
  };
  const bracket = (name: string) => new RegExp(`\\[${name}\\s*:\\s*([^\\]]+?)\\s*\\]`).exec(cue)?.[1];
  take('date', /^(\d{4}-\d{2}-\d{2}) /m.exec(cue)?.[1]);
  take('iso', bracket('iso') ?? /\bISO (\d+)/.exec(cue)?.[1]);
  take('shutter', bracket('shutter') ?? reciprocal(/\bSS ([\d.]+)/.exec(cue)?.[1]));
  // Hundredths of a stop number in brackets (280), plain in the older form (F/3.2).
  take('fNumber', hundredth(bracket('fnum')) ?? /\bF\/([\d.]+)/.exec(cue)?.[1]);
  take('ct', bracket('ct'));
  take('exposureValue', bracket('ev') ?? /\bEV ([+-]?[\d.]+)/.exec(cue)?.[1]);
  take('colorMode', bracket('color_md'));
  // Tenths of a millimetre in 35 mm terms: 240 is 24 mm equivalent, which is not the lens's own focal length.
  take('focalLength35mmEquivalent', tenth(bracket('focal_len')));
  const gps = /\bGPS \((-?[\d.]+), (-?[\d.]+), (-?[\d.]+)\)/.exec(cue);
  take('latitude', bracket('latitude') ?? gps?.[2]);
  take('longitude', bracket('longt?itude') ?? gps?.[1]);
  take('altitude', bracket('altitude'));
  return values;
}

function reciprocal(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `1/${text}`;
}

function hundredth(text: string | undefined): string | undefined {
  return text === undefined || !/^\d+$/.test(text) ? text : String(Number(text) / 100);
}

function tenth(text: string | undefined): string | undefined {
  return text === undefined || !/^\d+$/.test(text) ? text : String(Number(text) / 10);
}
