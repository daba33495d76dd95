import { bareName, parseCameraName } from './clipName.ts';

/** What a reel is compared by: letters and digits, upper case. `A_0001_12NR` and `A000112NR` are one. */
export function reelKey(text: string): string {
  return bareName(text)
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Reels that mean "no camera original": black, bars, generators. */
export function isGenerator(reel: string): boolean {
  return /^(BL|BLACK|BARS?|GEN|GENERATOR|SLUG|COLOU?R|TITLE|MATTE|TONE)$/i.test(reel.trim());
}

/** `AX` and its like say only "some file": the reel is no evidence. */
export function saysNothing(reel: string): boolean {
  return /^(AX|AUX|UNKNOWN|NONE|KEY|VIDEO|\s*|0+1?)$/i.test(reel.trim());
}

/** Camera letter and reel number: of a reel (`A001R1AB`, `A_0001_12NR`, `A001`), of a clip name, or of a truncated one. */
export function cardOfName(text: string): { readonly cameraIndex: string; readonly reel: number } | undefined {
  const name = bareName(text);
  const clip = parseCameraName(name);
  if (clip) return { cameraIndex: clip.cameraIndex, reel: clip.reel };
  const wide = /^([A-Z][A-Z0-9_]?)_(\d{4})(?=[_CD]|$)/i.exec(name) ?? /^([A-Z])(\d{4})(?=[CD]|$)/i.exec(name);
  if (wide) return { cameraIndex: wide[1]!.replace(/_$/, '').toUpperCase(), reel: Number(wide[2]) };
  const found = /^([A-Z])(\d{3})(?!\d)/i.exec(name);
  return found ? { cameraIndex: found[1]!.toUpperCase(), reel: Number(found[2]) } : undefined;
}

type ReelForms = { readonly card: ReturnType<typeof cardOfName>; readonly key: string };

/** Each short name of a list is compared with each roll. Emptied when full. */
const knownForms = new Map<string, ReelForms>();
const mostKnown = 20_000;

function reelForms(text: string): ReelForms {
  const found = knownForms.get(text);
  if (found) return found;
  if (knownForms.size >= mostKnown) knownForms.clear();
  const forms = { card: cardOfName(text), key: reelKey(text) };
  knownForms.set(text, forms);
  return forms;
}

/** Could a roll of this name be what was written? Camera and reel number agree where both have them; else one name begins with the other. */
export function couldBeRoll(written: string, rollName: string): boolean {
  const { card: a, key: x } = reelForms(written);
  const { card: b, key: y } = reelForms(rollName);
  if (a && b) return a.cameraIndex === b.cameraIndex && a.reel === b.reel && !contradicts(x, y);
  return x !== '' && y !== '' && (x.startsWith(y) || y.startsWith(x));
}

/** A written name that is a whole roll name of the same length but another one (A001R1AB against A001R2CD) is not that roll. */
function contradicts(written: string, roll: string): boolean {
  return /^[A-Z]\d{3}[RL][A-Z0-9]{3}$/.test(written) && /^[A-Z]\d{3}[RL][A-Z0-9]{3}$/.test(roll) && written !== roll;
}
