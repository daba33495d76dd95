import type { RawMetadata } from '../domain/clip.ts';
import type { Problem } from '../domain/problem.ts';
import { extensionOf, readerVersion, readText, type Format } from './format.ts';
import { addFrame, concludeFrames, type FrameTable } from './perFrame.ts';

const largestSidecar = 64 * 1024 * 1024;

/**
 * DJI's telemetry as subtitles: `[iso : 100] [shutter : 1/80.0] ...` a frame (Mavic, Air), or `F/3.2, SS 160, ISO 100, GPS (...)` a second (Phantom),
 * or `ISO:100 Shutter:60 EV: Fnum:2.2` below `HOME(...)` and `GPS(longitude,latitude,satellites)` (the first Mavic).
 * Cues that break off give what stands whole in them.
 */
export const djiSrt: Format = {
  name: 'dji-srt',
  label: 'DJI SRT',
  extensions: ['srt'],
  role: 'sidecar',
  evidence: 'real export',
  sniff: (head, fileName) =>
    extensionOf(fileName) === 'srt' &&
    /\d\d:\d\d:\d\d,\d{3} --> |\[(?:iso|latitude)\s*:/.test(new TextDecoder('latin1').decode(head.subarray(0, 512))),
  async read(source) {
    const { text, problems } = await readText(source, largestSidecar);
    if (text === undefined) return { raw: [], problems };
    const table: FrameTable = {};
    const values: Record<string, string> = {};
    const mixed: Problem[] = [];
    let perFrame: boolean | undefined;
    for (const cue of text.replace(/\r\n?/g, '\n').split(/\n\s*\n/)) {
      const number = /^\s*(\d+)\s*$/m.exec(cue)?.[1];
      if (number === undefined || !/-->|\[\w+\s*:/.test(cue)) continue;
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
  // One pair of brackets may hold several: `[rel_alt: 1.600 abs_alt: 611.723]`.
  const bracket = (name: string) => new RegExp(`[[\\s]${name}\\s*:\\s*([^\\s\\]]+)(?=[^[]*\\])`).exec(cue)?.[1];
  take('date', dashed(/^(?:HOME\(.*\)\s*)?(\d{4}[-.]\d{1,2}[-.]\d{1,2}) /m.exec(cue)?.[1]));
  take('iso', bracket('iso') ?? /\bISO[ :](\d+)/.exec(cue)?.[1]);
  take('shutter', bracket('shutter') ?? reciprocal(/\b(?:SS |Shutter:|TV:)([\d.]+)/.exec(cue)?.[1]));
  // Hundredths of a stop number in brackets (280), plain in the older forms (F/3.2, Fnum:F2.8, IR:F2.8).
  take('fNumber', hundredth(bracket('fnum')) ?? /\b(?:F\/|Fnum:F?|IR:F)([\d.]+)/.exec(cue)?.[1]);
  take('ct', bracket('ct'));
  take('exposureValue', decimal(bracket('ev') ?? /\bEV(?: |: ?)([+-]?\d[\d./]*)/.exec(cue)?.[1]));
  take('colorMode', bracket('color_md'));
  // Tenths of a millimetre in 35 mm terms: 240 is 24 mm equivalent, which is not the lens's own focal length.
  take('focalLength35mmEquivalent', tenth(bracket('focal_len')));
  const gps = /\bGPS ?\((-?[\d.]+), ?(-?[\d.]+), ?-?[\d.]+(M?)\)/.exec(cue);
  // The Matrice writes latitude first, and metres third.
  const [latitude, longitude] = gps?.[3] === 'M' ? [gps[1], gps[2]] : [gps?.[2], gps?.[1]];
  take('latitude', bracket('latitude') ?? latitude);
  take('longitude', bracket('longt?itude') ?? longitude);
  take('altitude', bracket('altitude') ?? bracket('abs_alt'));
  take('heading', bracket('gb_yaw'));
  take('tilt', bracket('gb_pitch'));
  take('roll', bracket('gb_roll'));
  return values;
}

/** `2017.8.5` is 2017-08-05. */
function dashed(text: string | undefined): string | undefined {
  return text
    ?.split(/[-.]/)
    .map((part) => part.padStart(2, '0'))
    .join('-');
}

/** `-1/3` in decimals. */
function decimal(text: string | undefined): string | undefined {
  const [num, den] = (text ?? '').split('/').map(Number);
  return num === undefined || den === undefined ? text : den > 0 ? String(num / den) : undefined;
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
