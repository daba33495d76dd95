import { ale } from './ale.ts';
import { arriCsv } from './arriCsv.ts';
import { arriJson } from './arriJson.ts';
import { arriraw } from './arriraw.ts';
import { avchd } from './avchd.ts';
import { braw } from './braw.ts';
import { brawDump } from './brawDump.ts';
import { bwf } from './bwf.ts';
import { canonCsv } from './canonCsv.ts';
import { canonRaw } from './canonRaw.ts';
import { cineon } from './cineon.ts';
import { clipCsv } from './clipCsv.ts';
import { djiSrt } from './djiSrt.ts';
import { dng } from './dng.ts';
import { dpx } from './dpx.ts';
import { decodeText } from '../syntax/lines.ts';
import { dv } from './dv.ts';
import { exr } from './exr.ts';
import { extensionOf, type Format } from './format.ts';
import { mxf } from './mxf.ts';
import { nonRealTimeMeta } from './nonRealTimeMeta.ts';
import { p2Clip } from './p2Clip.ts';
import { quicktime } from './quicktime.ts';
import { r3d } from './r3d.ts';
import { rawStill } from './rawStill.ts';
import { redlineCsv } from './redlineCsv.ts';
import { sonyCsv } from './sonyCsv.ts';
import { sonyIndex } from './sonyIndex.ts';

export { headBytes, type Format, type Reading } from './format.ts';

/** Every format that is read, the particular before the general: braw and canonRaw are QuickTime files too. */
export const formats: readonly Format[] = [r3d, arriraw, braw, canonRaw, mxf, quicktime, dpx, cineon, exr, dng, rawStill, avchd, dv, bwf];

/** Sidecars and vendor exports: sources of a clip whose pictures lie elsewhere. */
export const sidecars: readonly Format[] = [
  nonRealTimeMeta,
  sonyIndex,
  p2Clip,
  arriJson,
  arriCsv,
  redlineCsv,
  canonCsv,
  sonyCsv,
  brawDump,
  djiSrt,
  ale,
  clipCsv,
];

/** The first format that recognises these bytes. */
export function sniffFormat(head: Uint8Array, fileName: string): Format | undefined {
  return formats.find((format) => format.sniff(head, fileName));
}

/** The sidecar that begins so: exports come in UTF-16 and behind byte order marks too, depending on where they were saved. */
export function sniffSidecar(head: Uint8Array, fileName: string): Format | undefined {
  const plain = head.some((byte) => byte > 0x20) ? new TextEncoder().encode(decodeText(head, fileName).text.replace(/^\ufeff/, '')) : head;
  return sidecars.find((format) => format.sniff(plain, fileName));
}

/** The format whose files carry this extension; for a word about files that are not what they claim to be. */
export function formatByExtension(fileName: string): Format | undefined {
  const extension = extensionOf(fileName);
  return formats.find(({ extensions }) => extensions.includes(extension));
}
