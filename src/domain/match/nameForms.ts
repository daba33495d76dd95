import { bareName, isGenericName, keyOfParts, lettersAndDigits, parseCameraName, stemOf, type CameraName } from '../clipName.ts';
import { cardOfName, saysNothing } from '../reelName.ts';

/** Everything that is compared of a written name. */
export type NameForms = {
  readonly bare: string;
  /** What an event is called that gives this as its reel and no other name: nothing, where the reel says nothing. */
  readonly alone: readonly string[];
  readonly stem: string;
  readonly normal: string;
  readonly reel: string;
  readonly identity: string;
  readonly structured: string | undefined;
  readonly parsed: CameraName | undefined;
  readonly generic: boolean;
  /** It tells the day and the camera's id or the time, as makers write a clip in full: no other clip bears it. */
  readonly whole: boolean;
  /** Camera letter and reel number, where it names a card and no clip: `A001`, `A_0001`. */
  readonly card: { readonly cameraIndex: string; readonly reel: number } | undefined;
};

/** Names recur: a list of 10,000 events has a few thousand, and each is compared with every candidate. Emptied when full. */
const known = new Map<string, NameForms>();
const mostKnown = 100_000;

export function nameForms(text: string): NameForms {
  const found = known.get(text);
  if (found) return found;
  if (known.size >= mostKnown) known.clear();
  const forms = formsOf(text);
  known.set(text, forms);
  return forms;
}

function formsOf(text: string): NameForms {
  const full = bareName(text);
  // What a truncation leaves behind is no part of the name.
  const bare = full.replace(/[_\-. ]+$/, '');
  const stem = stemOf(full);
  // A segment's number behind the clip's name is no part of it.
  const parsed = parseCameraName(bare) ?? (stem === bare ? undefined : parseCameraName(stem));
  const generic = isGenericName(full);
  const whole = parsed !== undefined && parsed.family !== 'generic' && (parsed.id !== undefined || parsed.time !== undefined);
  return {
    bare,
    alone: bare === '' || saysNothing(text) ? [] : [text],
    stem,
    normal: lettersAndDigits(stem),
    reel: lettersAndDigits(full.normalize('NFC').toUpperCase()),
    // A clip's name in full is no identity, however long.
    identity: whole || text.length < 16 ? '' : text.toUpperCase().replace(/[^A-Z0-9]/g, ''),
    structured: parsed && keyOfParts(parsed),
    parsed,
    generic,
    whole,
    // C0001 is a recorder's clip, not the card C 0001.
    card: !generic && /^[A-Z][A-Z0-9_]?_?\d{3,4}$/i.test(bare) ? cardOfName(bare) : undefined,
  };
}

export const isReelKind = (kind: string): boolean => /^(REEL|TAPE|ROLL|CAMROLL|LABROLL|SOUNDROLL)$/.test(kind);
export const isIdentityKind = (kind: string): boolean => kind === 'UUID' || kind === 'UMID' || kind === 'MOB_ID';
