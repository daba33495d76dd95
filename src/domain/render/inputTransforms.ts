/**
 * What a camera's recorded transfer function and primaries are called in OpenColorIO's studio configurations and in the Academy's registry. The ids
 * are those that the configuration of ACES 2 carries for the space; spaces without an id can be rendered and are described in words in an AMF.
 */
export type InputTransform = {
  /** The same in studio-config v2.2.0 (ACES 1.3) and v4.0.0 (ACES 2). */
  readonly space: string;
  /** ACES 2 transform id, source to ACES2065-1. */
  readonly id?: string;
};

type Entry = InputTransform & { readonly transfers: readonly string[]; readonly primaries: readonly string[] };

const id = (name: string): string => `urn:ampas:aces:transformId:v2.0:CSC.${name}`;

/** Names are compared as letters and digits in lower case. No primaries named: the maker has only one gamut for that curve. */
const entries: readonly Entry[] = [
  { space: 'ARRI LogC4', id: id('Arri.LogC4_to_ACES.a2.v1'), transfers: ['logc4', 'arrilogc4'], primaries: ['awg4', 'arriwidegamut4', ''] },
  {
    space: 'ARRI LogC3 (EI800)',
    id: id('Arri.LogC3_to_ACES.a2.v1'),
    transfers: ['logc3', 'arrilogc3', 'logc', 'arrilogc'],
    primaries: ['awg3', 'arriwidegamut3', 'awg', 'arriwidegamut', 'alexawidegamut', ''],
  },
  {
    space: 'S-Log3 S-Gamut3.Cine',
    id: id('Sony.SLog3_SGamut3Cine_to_ACES.a2.v1'),
    transfers: ['slog3', 'slog3cine'],
    primaries: ['sgamut3cine'],
  },
  { space: 'S-Log3 S-Gamut3', id: id('Sony.SLog3_SGamut3_to_ACES.a2.v1'), transfers: ['slog3', 'slog3cine'], primaries: ['sgamut3'] },
  {
    space: 'Log3G10 REDWideGamutRGB',
    id: id('Red.Log3G10_RWG_to_ACES.a2.v1'),
    transfers: ['log3g10'],
    primaries: ['rwg', 'redwidegamutrgb', ''],
  },
  {
    space: 'BMDFilm WideGamut Gen5',
    id: id('Blackmagic.BMDFilm_WideGamut_Gen5_to_ACES.a2.v1'),
    transfers: ['bmdfilm5', 'bmdfilmgen5', 'blackmagicfilmgen5', 'blackmagicdesignfilmgen5'],
    primaries: ['bmdwg5', 'bmdwidegamutgen5', 'blackmagicwidegamutgen5', 'blackmagicdesignwidegamutgen5', ''],
  },
  {
    space: 'CanonLog2 CinemaGamut D55',
    id: id('Canon.CLog2_CGamut_to_ACES.a1.v1'),
    transfers: ['clog2', 'canonlog2'],
    primaries: ['cinemagamut', 'cgamut', 'canoncinemagamut'],
  },
  {
    space: 'CanonLog3 CinemaGamut D55',
    id: id('Canon.CLog3_CGamut_to_ACES.a1.v1'),
    transfers: ['clog3', 'canonlog3'],
    primaries: ['cinemagamut', 'cgamut', 'canoncinemagamut'],
  },
  {
    space: 'V-Log V-Gamut',
    id: id('Panasonic.VLog_VGamut_to_ACES.a2.v1'),
    transfers: ['vlog', 'panasonicvlog'],
    primaries: ['vgamut', 'panasonicvgamut', ''],
  },
  {
    space: 'D-Log D-Gamut',
    id: id('DJI.DLog_DGamut_to_ACES.a1.v1'),
    transfers: ['dlog', 'djidlog'],
    primaries: ['dgamut', 'djidgamut', ''],
  },
  {
    space: 'Apple Log',
    id: id('Apple.AppleLog_BT2020_to_ACES.a2.v1'),
    transfers: ['applelog'],
    primaries: ['bt2020', 'rec2020', 'itur bt2020', ''],
  },
  { space: 'DaVinci Intermediate WideGamut', transfers: ['davinciintermediate'], primaries: ['davinciwidegamut', ''] },
  { space: 'ACEScct', id: id('Academy.ACEScct_to_ACES.a2.v1'), transfers: ['acescct'], primaries: ['ap1', ''] },
  { space: 'ACEScg', id: id('Academy.ACEScg_to_ACES.a2.v1'), transfers: ['linear'], primaries: ['ap1', 'acescg'] },
  { space: 'ACES2065-1', transfers: ['linear'], primaries: ['ap0', 'aces20651', 'aces'] },
  { space: 'Linear Rec.709 (sRGB)', transfers: ['linear'], primaries: ['bt709', 'rec709', 'srgb'] },
  { space: 'Linear Rec.2020', transfers: ['linear'], primaries: ['bt2020', 'rec2020'] },
  { space: 'Linear ARRI Wide Gamut 4', transfers: ['linear'], primaries: ['awg4', 'arriwidegamut4'] },
  { space: 'Linear ARRI Wide Gamut 3', transfers: ['linear'], primaries: ['awg3', 'arriwidegamut3'] },
  { space: 'Camera Rec.709', transfers: ['bt709', 'rec709', 'itu709'], primaries: ['bt709', 'rec709', 'srgb', ''] },
  { space: 'sRGB Encoded Rec.709 (sRGB)', transfers: ['srgb', 'iec61966'], primaries: ['bt709', 'rec709', 'srgb', ''] },
];

/** Names of the spaces that a person can choose from. */
export const inputSpaces: readonly string[] = entries.map(({ space }) => space);

function key(text: string | undefined): string {
  return (text ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The input transform of a recording; undefined where the facts do not decide it: nothing is guessed. */
export function inputTransformOf(transfer: string | undefined, primaries: string | undefined): InputTransform | undefined {
  const [curve, gamut] = [key(transfer), key(primaries)];
  if (curve === '') return undefined;
  const found = entries.find((entry) => entry.transfers.includes(curve) && entry.primaries.some((name) => key(name) === gamut));
  return found && { space: found.space, ...(found.id ? { id: found.id } : {}) };
}

/** What is known of a colour space by its name in the configuration. */
export function inputTransformNamed(space: string): InputTransform | undefined {
  const found = entries.find((entry) => entry.space === space);
  return found && { space: found.space, ...(found.id ? { id: found.id } : {}) };
}

/** What is known of a transform id of ACES 2. */
export function inputTransformWithId(transformId: string): InputTransform | undefined {
  const found = entries.find((entry) => entry.id === transformId);
  return found && { space: found.space, ...(found.id ? { id: found.id } : {}) };
}

/** Ids of the registry, of any version of ACES, by the camera coding that they are for. `ei`: the id holds for one exposure index only. */
const idPatterns: readonly { readonly pattern: RegExp; readonly space: string }[] = [
  { pattern: /LogC4/i, space: 'ARRI LogC4' },
  { pattern: /Alexa-v3-logC|LogC3/i, space: 'ARRI LogC3 (EI800)' },
  { pattern: /S-?Log3.*S-?Gamut3\.?Cine/i, space: 'S-Log3 S-Gamut3.Cine' },
  { pattern: /S-?Log3.*S-?Gamut3/i, space: 'S-Log3 S-Gamut3' },
  { pattern: /Log3G10/i, space: 'Log3G10 REDWideGamutRGB' },
  { pattern: /BMDFilm.*Gen5/i, space: 'BMDFilm WideGamut Gen5' },
  { pattern: /C-?Log2/i, space: 'CanonLog2 CinemaGamut D55' },
  { pattern: /C-?Log3/i, space: 'CanonLog3 CinemaGamut D55' },
  { pattern: /V-?Log/i, space: 'V-Log V-Gamut' },
  { pattern: /D-?Log/i, space: 'D-Log D-Gamut' },
  { pattern: /AppleLog/i, space: 'Apple Log' },
  { pattern: /DaVinci.*Intermediate/i, space: 'DaVinci Intermediate WideGamut' },
  { pattern: /ACEScct/i, space: 'ACEScct' },
  { pattern: /ACEScg/i, space: 'ACEScg' },
];

/** The camera coding that a transform id of the registry is for, told by its name; undefined where the name says none that we know. */
export function spaceOfTransformId(transformId: string): string | undefined {
  const known = inputTransformWithId(transformId);
  return known ? known.space : idPatterns.find(({ pattern }) => pattern.test(transformId))?.space;
}

/** The exposure index that an id is for: ARRI's LogC3 has another curve for each. */
export function exposureIndexOfTransformId(transformId: string): number | undefined {
  const found = /EI(\d{2,5})\b/.exec(transformId);
  return found ? Number(found[1]) : undefined;
}
