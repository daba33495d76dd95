/**
 * Names as cameras write them (domain notes 36 to 50). Parsing gives evidence, never truth over metadata: a name is what somebody called a file.
 */
export type CameraFamily = 'arri' | 'arri35' | 'red' | 'sony' | 'canon' | 'blackmagic' | 'generic';

export type CameraName = {
  readonly family: CameraFamily;
  /** `A`, `AB`. */
  readonly cameraIndex: string;
  /** Reel (card) number of the camera. */
  readonly reel: number;
  readonly clipNumber: number;
  /** As written: YYMMDD, MMDD or YYYYMMDD. */
  readonly date?: string;
  /** As written: HHMMSS, HHMM. */
  readonly time?: string;
  /** Camera or card id, or RED's random characters. */
  readonly id?: string;
  /** ARRI ALEXA 35: a original ARRIRAW, h HDE, p ProRes; the same clip whichever. */
  readonly codecLetter?: string;
  /** RED stereo and others: C, L, R. */
  readonly position?: string;
};

const extensions =
  /\.(mov|mp4|m4v|mxf|r3d|braw|crm|rdc|rdm|ari|arx|dng|dpx|exr|cin|wav|bwf|aif|mts|m2ts|avi|dv|tif|tiff|ale|new|sub|copy)$/i;

/**
 * Strips path, known extensions and what editors' systems hang on: `.new.01`, `.sub.02`, `(47.56 FPS)`, a trailing `FF`, `-copy`, and the frames of a sequence as
 * `.####`, `.%07d` or `.[86400-86640]`.
 */
export function bareName(text: string): string {
  // Most names are bare: letters, digits and underscores alone carry none of these.
  if (/^\w+$/.test(text)) return text;
  let name = text.trim();
  name = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).trim();
  for (let before = ''; before !== name;) {
    before = name;
    name = name
      .replace(/\s*\(\s*-?[\d.]+\s*FPS\s*\)\s*$/i, '')
      .replace(/\.(new|sub|copy|sync)\.\d+$/i, '')
      .replace(/(?<=\w)\s+FF$/, '')
      .replace(extensions, '')
      .replace(/\*+$/, '')
      .replace(/[._](?:#+|%0?\d*d|\[\d+-\d+\])$/, '')
      .trim();
  }
  return name;
}

/** The stem that two spellings of the same file share: bare, upper case, without a trailing segment number `_001` behind a camera's clip name. */
export function stemKey(text: string): string {
  return stemOf(bareName(text));
}

/** The stem of a name that is bare. */
export function stemOf(bareText: string): string {
  const bare = bareText.normalize('NFC').toUpperCase();
  const segment = /^(.+)_\d{3}$/.exec(bare);
  return segment && parseCameraName(segment[1]!) ? segment[1]! : bare.replace(/\.\d{5,8}$/, '');
}

/** Letters and digits only: what survives underscores, spaces, dots and hyphens being dropped or changed. */
export function normalisedKey(text: string): string {
  return lettersAndDigits(stemKey(text));
}

export function lettersAndDigits(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

const patterns: readonly { readonly family: CameraFamily; readonly pattern: RegExp }[] = [
  // A_0001C001_230202_052359_h12NR
  {
    family: 'arri35',
    pattern:
      /^(?<cam>[A-Z](?:[A-Z_]|\d(?=\d{4}))?)_?(?<reel>\d{4})(?<clip>[CD]\d{3})_?(?<date>\d{6})_?(?<time>\d{6})_?(?<letter>[a-z])(?<id>[A-Z0-9]{4,5})$/i,
  },
  // A_0001C001X230202_052359AB_CANON(_001)(_Proxy)
  {
    family: 'canon',
    pattern:
      /^(?<cam>[A-Z](?:[A-Z_]|\d(?=\d{4}))?)_?(?<reel>\d{4})(?<clip>[CD]\d{3})(?<letter>[A-Z])?(?<date>\d{6})(?<id0>[A-Z])?(_?(?<time>\d{6})(?<id>[A-Z0-9]{2}))?(_?CANON)?(_\d{3})?(_Proxy)?$/i,
  },
  { family: 'canon', pattern: /^(?<cam>[A-Z])(?<reel>\d{3})(?<clip>[CD]\d{3})_?(?<date>\d{6})(?<id>[A-Z0-9]{2})_?CANON(_Proxy)?$/i },
  // A004C010_20100610_R1JL, A002C006_141024_R2EC
  { family: 'arri', pattern: /^(?<cam>[A-Z])(?<reel>\d{3})(?<clip>[CD]\d{3})_?(?<date>\d{8}|\d{6})_?(?<id>[RL][A-Z0-9]{3})$/i },
  // A001_C001_12046M, A001_C001_0303LZ
  { family: 'red', pattern: /^(?<cam>[A-Z])(?<reel>\d{3})_(?<position>[CLR])(?<clip>\d{3})_(?<date>\d{4}|\d{6})(?<id>[A-Z0-9]{2})$/i },
  // A001C001_230202AB
  { family: 'sony', pattern: /^(?<cam>[A-Z])(?<reel>\d{3})(?<clip>[CD]\d{3})_(?<date>\d{6})(?<id>[A-Z0-9]{2})$/i },
  // A001_08151512_C001
  { family: 'blackmagic', pattern: /^(?<cam>[A-Z])(?<reel>\d{3})_(?<date>\d{4})(?<time>\d{4})_C(?<clip>\d{3})$/i },
  // BMC01_1_2012-08-08_1631_C0002
  { family: 'blackmagic', pattern: /^(?<cam>[A-Z]+)(?<reel>\d{2})_\d+_(?<date>\d{4}-\d\d-\d\d)_(?<time>\d{4})_C(?<clip>\d{4})$/i },
  // What truncation or a hand leaves: A001C003, A001_C003, A_0001C003, A001C003_230202
  { family: 'generic', pattern: /^(?<cam>[A-Z](?:[A-Z_]|\d(?=\d{4}))?)_?(?<reel>\d{3,4})_?(?<clip>[CDLR]\d{3})(?:_?(?<date>\d{6}))?$/i },
];

/** The parts of a camera's clip name; undefined where it follows no known convention. */
export function parseCameraName(text: string): CameraName | undefined {
  const name = text.trim();
  for (const { family, pattern } of patterns) {
    const groups = pattern.exec(name)?.groups;
    if (!groups) continue;
    const { cam, reel, clip, date, time, id, letter, position } = groups;
    return {
      family,
      cameraIndex: cam!.replace(/_$/, '').toUpperCase(),
      reel: Number(reel),
      // C999 is followed by D001.
      clipNumber: Number(clip!.replace(/^[A-Z]/i, '')) + (/^D/i.test(clip!) ? 999 : 0),
      ...(date ? { date } : {}),
      ...(time ? { time } : {}),
      ...(id ? { id: id.toUpperCase() } : {}),
      ...(letter ? { codecLetter: letter.toLowerCase() } : {}),
      ...(position ? { position: position.toUpperCase() } : {}),
    };
  }
  return undefined;
}

/** Camera, reel and clip number: what every convention has. */
export function keyOfParts({ cameraIndex, reel, clipNumber }: CameraName): string {
  return `${cameraIndex}|${reel}|${clipNumber}`;
}

/** Fields that both names carry agree (camera, reel and clip number always; date, time, id, position where written). The codec letter may differ. */
export function agree(a: CameraName, b: CameraName): boolean {
  const same = (x: string | undefined, y: string | undefined): boolean =>
    x === undefined || y === undefined || x.toUpperCase() === y.toUpperCase();
  return (
    a.cameraIndex === b.cameraIndex &&
    a.reel === b.reel &&
    a.clipNumber === b.clipNumber &&
    sameDate(a.date, b.date) &&
    same(a.time, b.time) &&
    same(a.id, b.id) &&
    same(a.position, b.position)
  );
}

/** YYYYMMDD, YYMMDD and MMDD are compared on the digits that both have. */
function sameDate(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  const [x, y] = [a.replaceAll('-', ''), b.replaceAll('-', '')];
  return x.endsWith(y) || y.endsWith(x);
}

/** Numbered names that every card has again: they need their roll to mean anything. */
export function isGenericName(text: string): boolean {
  return /^(C\d{4}|\d{4,6}|\d{4}[A-Z0-9]{2}|DJI_\d{4}.*|G[XHLP]\d{6}|GOPR\d{4}|MVI_\d{4}|IMG_\d{4}|DSC_?\d{4,5}|P\d{7}|CLIP\d{4,})$/i.test(
    bareName(text),
  );
}
