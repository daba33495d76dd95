import type { EventNameKind } from '../../domain/timeline.ts';

/** A comment line as `KEY: value`; the asterisk, which some writers double and others leave out, is gone. */
export type Note = { readonly line: number; readonly key: string; readonly value: string; readonly text: string };

/** Keys of notes that name the source, and what they are evidence of. Every writer has its own words for the same thing. */
export const nameKeys: Readonly<Record<string, EventNameKind>> = {
  'FROM CLIP NAME': 'FROM_CLIP_NAME',
  'TO CLIP NAME': 'TO_CLIP_NAME',
  'KEY CLIP NAME': 'CLIP_NAME',
  'CLIP NAME': 'CLIP_NAME',
  'SOURCE FILE': 'SOURCE_FILE',
  'SOURCE FILE NAME': 'SOURCE_FILE',
  'FROM FILE': 'FROM_FILE',
  'TO FILE': 'FROM_FILE',
  'FROM CLIP': 'PATH',
  'TO CLIP': 'PATH',
  'UNC PATH': 'PATH',
  'SOURCE PATH': 'PATH',
  'SOURCE FILE PATH': 'PATH',
  'FILE PATH': 'PATH',
  REEL: 'REEL',
  'REEL NAME': 'REEL',
  'FROM REEL': 'REEL',
  TAPE: 'TAPE',
  'TAPE NAME': 'TAPE',
  CAMROLL: 'CAMROLL',
  LABROLL: 'LABROLL',
  SOUNDROLL: 'SOUNDROLL',
  'OTIO TRUNCATED REEL NAME FROM': 'TRUNCATED_FROM',
  'MASTER CLIP': 'MASTER_CLIP',
  UUID: 'UUID',
  UMID: 'UMID',
  'MOB ID': 'MOB_ID',
};

/** Nine notes of ten; found without taking the line apart. */
const commonKeys = ['FROM CLIP NAME', 'SOURCE FILE', 'LOC', 'TO CLIP NAME'] as const;
const keyPattern = /^[A-Za-z][A-Za-z0-9_ ]*$/;

/** Splits `*FROM CLIP NAME:  A` into key and value. A note without a known form has the key ''. */
export function parseNote(text: string, line: number): Note {
  let start = 0;
  while (start < text.length && (text[start] === '*' || text[start] === ' ' || text[start] === '\t')) start += 1;
  const body = text.slice(start).trimEnd();
  for (const key of commonKeys) {
    if (body.charCodeAt(key.length) === 58 && body.startsWith(key))
      return { line, key, value: body.slice(key.length + 1).trim(), text: body };
  }
  const mark = body.indexOf(':');
  if (mark > 0 && mark <= 41 && keyPattern.test(body.slice(0, mark))) {
    const key = body.slice(0, mark).trim().toUpperCase();
    return { line, key: key.includes('  ') ? key.replace(/ +/g, ' ') : key, value: body.slice(mark + 1).trim(), text: body };
  }
  // ASC CDL notes are written with and without the colon.
  const cdl = /^(ASC_SOP|ASC_SAT)\s*(.*)$/i.exec(body);
  if (cdl) return { line, key: cdl[1]!.toUpperCase(), value: cdl[2]!.trim(), text: body };
  return { line, key: '', value: body, text: body };
}

/** `FINAL CUT PRO REEL: SHORT REPLACED BY: FULL`; written without an asterisk, and SHORT may have 7 or 8 characters. */
export function parseReplacedReel(text: string): { readonly short: string; readonly full: string } | undefined {
  const found = /FINAL CUT PRO REEL:\s*(.*?)\s*REPLACED BY:\s*(.*?)\s*$/i.exec(text);
  if (!found || !found[1] || !found[2]) return undefined;
  // The two names are not told apart by position in every version: the longer one is the full one.
  const [a, b] = [found[1], found[2]];
  return a.length > b.length ? { short: b, full: a } : { short: a, full: b };
}

/** `DLEDL: REEL:4B 4b`: Flame's full name for a reel that its list had to cut or to write in capitals. */
export function parseFlameReel(text: string): { readonly short: string; readonly full: string } | undefined {
  const found = /^[\s*]*DLEDL:\s*REEL:\s*(\S+)\s+(\S.*?)\s*$/i.exec(text);
  return found ? { short: found[1]!, full: found[2]! } : undefined;
}

/** `* REEL RC100009 IS CLIP 28661.mov`. */
export function parseReelIsClip(text: string): { readonly reel: string; readonly clip: string } | undefined {
  const found = /^[\s*]*REEL\s+(\S+)\s+IS\s+CLIP\s+(.+?)\s*$/i.exec(text);
  return found ? { reel: found[1]!, clip: found[2]! } : undefined;
}

const colors = new Set([
  'RED',
  'GREEN',
  'BLUE',
  'CYAN',
  'MAGENTA',
  'YELLOW',
  'BLACK',
  'WHITE',
  'PINK',
  'PURPLE',
  'ORANGE',
  'GREY',
  'GRAY',
  'FOREST',
  'DENIM',
  'VIOLET',
  'PLUM',
  'GOLD',
  'TEAL',
  'BROWN',
  'FUCHSIA',
  'ROSE',
  'LAVENDER',
  'SKY',
  'MINT',
  'LEMON',
  'SAND',
  'COCOA',
  'CREAM',
]);

/** The value of a LOC note: `01:00:01:14 RED     ANIM FIX NEEDED`. The text often is the number of a visual effects shot. */
export function parseMarker(value: string): { readonly timecode?: string; readonly color?: string; readonly text: string } {
  const found = /^(\d{1,2}[:;.,]\d{2}[:;.,]\d{2}[:;.,]\d{2,3})?\s*(\S+)?\s*(.*)$/.exec(value);
  const color = found?.[2];
  const isColor = color !== undefined && colors.has(color.toUpperCase());
  return {
    ...(found?.[1] === undefined ? {} : { timecode: found[1] }),
    ...(isColor ? { color: color.toUpperCase() } : {}),
    text: (isColor ? (found?.[3] ?? '') : [color, found?.[3]].filter(Boolean).join(' ')).trim(),
  };
}

/** `|C:ResolveColorBlue |M:Marker 1 |D:1`: colour, text and length, as Resolve exports the markers of a timeline. */
export function resolveMarker(text: string, line: number): Note {
  const [, color = '', name = ''] = /^\|C:(?:ResolveColor)?(\S*)\s*\|M:(.*?)(?:\s*\|D:\d+)?$/i.exec(text) ?? [];
  return { line, key: 'LOC', value: `${color.toUpperCase()} ${name}`.trim(), text };
}

export type SourceRow = { readonly reel: string; readonly full: string; readonly mobId?: string };

/** The identities that Avid appends begin with the SMPTE universal label prefix (ST 330); other systems put numbers of their own there. */
const umidPattern = /^060[ae]2b34[0-9a-f.{}-]{20,}$/i;

/**
 * A row of the source table at a list's end. Avid writes `>>> SOURCE A008C013_140711ZJ   A008C013_140711Z 060a2b34...`, the name, the name cut to 16
 * characters and the mob's identity; tables of numbered reels have the number and the full name.
 */
export function parseSourceRow(text: string): SourceRow | undefined {
  // EDL-X: `>>> SOURCE A7S3_1.MP4   -> 007`, or the identity of a clip that has no name.
  const converted = /^>>>\s*SOURCE\s+(\S.*?)\s+->\s+(\S+)\s*$/i.exec(text);
  if (converted) {
    const [full, reel] = [converted[1]!, converted[2]!];
    const id = full.replace(/^0x/i, '');
    return umidPattern.test(id) ? { reel, full: reel, mobId: id } : { reel, full };
  }
  const arrows = /^>>>\s*SOURCE\s+(\S+)\s+(\S+)(?:\s+(\S+))?/i.exec(text);
  if (arrows) {
    const [reel, other, id] = [arrows[1]!, arrows[2]!, arrows[3]];
    return { reel, full: other.length > reel.length ? other : reel, ...(id && umidPattern.test(id) ? { mobId: id } : {}) };
  }
  const row = /^[\s*;>]*(\S{1,32})\s+(?:(?:IS|=|:|->)\s+)?(\S.*?)\s*$/i.exec(text);
  return row ? { reel: row[1]!, full: row[2]! } : undefined;
}
