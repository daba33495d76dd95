import type { RenditionKind } from './clip.ts';

/** First and last frame number of an unbroken run of files, both inclusive. */
export type SequenceRange = readonly [first: number, last: number];

export type SequenceName = { readonly name: string; readonly prefix: string; readonly number: number; readonly padding: number };

/** `A001C001.0086400` is frame 86400 of A001C001. Undefined where the stem does not end in digits, or where they are too many to count. */
export function splitSequenceName(stem: string): SequenceName | undefined {
  const found = /^(.*?)(\d{1,10})$/.exec(stem);
  if (!found) return undefined;
  const prefix = found[1] ?? '';
  const digits = found[2] ?? '';
  return { name: prefix.replace(/[._ -]+$/, ''), prefix, number: Number(digits), padding: digits.length };
}

/**
 * GoPro splits a take into chapters: GX010042, GX020042 (HERO6 and later), GOPR0042, GP010042 (before). Recorders that split at 4 GB number the parts
 * of a take behind a camera clip's name: A001C003_230202_R1AB_001, _002.
 */
export function chapterOf(
  stem: string,
  extension: string,
): { readonly key: string; readonly name: string; readonly number: number } | undefined {
  if (extension !== 'mp4' && extension !== 'lrv' && extension !== 'mov' && extension !== 'mxf') return undefined;
  const part = /^(.*[A-Z]_?\d{3,4}_?[CD]\d{3}(?!\d).*)_(\d{3})$/i.exec(stem);
  if (part) return { key: part[1]!.toUpperCase(), name: part[1]!, number: Number(part[2]) };
  const modern = /^(G[XHLS])(\d{2})(\d{4})$/i.exec(stem);
  if (modern) return { key: `${modern[1]}${modern[3]}`.toUpperCase(), name: `${modern[1]}01${modern[3]}`, number: Number(modern[2]) };
  const first = /^GOPR(\d{4})$/i.exec(stem);
  if (first) return { key: `GP${first[1]}`, name: stem, number: 1 };
  const next = /^GP(\d{2})(\d{4})$/i.exec(stem);
  return next ? { key: `GP${next[2]}`, name: `GOPR${next[2]}`, number: Number(next[1]) + 1 } : undefined;
}

/**
 * Which rendition of which clip a file is, by the conventions of the cameras: Canon `NAME_Proxy`, Sony `Sub/NAMES03`, Blackmagic `Proxy/NAME`,
 * GoPro .LRV and DJI .LRF, ARRI HDE `.arx` and the `h` in `..._h12NR`.
 */
export function renditionOf(folder: string, stem: string, extension: string): { readonly kind: RenditionKind; readonly name: string } {
  if (/_proxy$/i.test(stem)) return { kind: 'PROXY', name: stem.replace(/_proxy$/i, '') };
  const parent = folder.slice(folder.lastIndexOf('/') + 1);
  if (/^sub$/i.test(parent)) return { kind: 'PROXY', name: stem.replace(/S\d\d$/, '') };
  if (/^(proxy|proxies)$/i.test(parent)) return { kind: 'PROXY', name: stem };
  if (extension === 'lrv' || extension === 'lrf') return { kind: 'PROXY', name: stem.replace(/^GL(?=\d{6}$)/i, 'GX') };
  if (/^(transcodes?|dailies)$/i.test(parent)) return { kind: 'TRANSCODE', name: stem };
  if (/^(trims?|trimmed)$/i.test(parent)) return { kind: 'TRIM', name: stem };
  if (extension === 'arx' || /^[A-Z][A-Z_]_\d{4}[CD]\d{3}_\d{6}_\d{6}_h[0-9A-Z]{4}$/i.test(stem)) return { kind: 'HDE', name: stem };
  return { kind: 'ORIGINAL', name: stem };
}
