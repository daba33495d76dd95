/** The fields that people may name in a search, with what they mean. The page completes from this list, the docs print it. */
export type SearchField = {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: 'keyword' | 'number' | 'date' | 'lens' | 'raw';
  /** What it is, and the unit of a number. */
  readonly description: string;
  /** Units that may stand behind the number. */
  readonly units?: readonly string[];
};

const keyword = (name: string, description: string, ...aliases: string[]): SearchField => ({ name, aliases, kind: 'keyword', description });
const number = (name: string, description: string, units: readonly string[], ...aliases: string[]): SearchField => ({
  name,
  aliases,
  kind: 'number',
  description,
  units,
});
const lens = (name: string, description: string, units: readonly string[], ...aliases: string[]): SearchField => ({
  name,
  aliases,
  kind: 'lens',
  description,
  units,
});

export const searchFields: readonly SearchField[] = [
  keyword('name', 'name of the clip, with * for the rest', 'clip'),
  keyword('reel', 'reel as the camera wrote it'),
  keyword('roll', 'name of the roll (card)', 'card'),
  keyword('camera', 'camera letter', 'cam', 'index'),
  keyword('make', 'camera maker'),
  keyword('model', 'camera model'),
  keyword('serial', 'serial number of the camera'),
  keyword('format', 'camera family or file format'),
  keyword('codec', 'codec'),
  keyword('resolution', 'width x height, 4608x3164', 'res'),
  keyword('rate', 'playback rate, 24000/1001', 'fps'),
  keyword('state', 'announced, registered, inspected or failed'),
  keyword('kind', 'camera or sound'),
  keyword('scene', 'scene'),
  keyword('shot', 'shot'),
  keyword('take', 'take'),
  keyword('lens', 'lens model; a number means its focal length'),
  keyword('transfer', 'transfer function (log curve)', 'gamma', 'log'),
  keyword('primaries', 'colour primaries', 'gamut'),
  keyword('look', 'embedded look'),
  keyword('online', 'true where a copy is present', 'present'),
  keyword('problem', 'code of a problem, TC_MISSING'),
  keyword('location', 'location on the slate', 'place'),
  keyword('unit', 'shooting unit'),
  keyword('circled', 'true where the take was circled'),
  { name: 'day', aliases: ['date', 'shootdate'], kind: 'date', description: 'day of shooting, 2026-02-02' },
  number('ei', 'exposure index', [], 'exposureindex'),
  number('iso', 'ISO', []),
  number('wb', 'white balance', ['k'], 'kelvin', 'whitebalance'),
  number('shutter', 'shutter angle', ['deg', '°']),
  number('width', 'pixels across', ['px']),
  number('height', 'pixels down', ['px']),
  number('frames', 'length in frames', []),
  number('squeeze', 'anamorphic squeeze', ['x']),
  // All conditions on the lens are asked of one and the same moment of the clip.
  lens('focal', 'focal length', ['mm'], 'focallength', 'mm'),
  lens('tstop', 'T-stop', [], 't', 'stop'),
  lens('fnumber', 'f-number', [], 'f'),
  lens('focus', 'focus distance', ['m'], 'distance'),
  {
    name: 'raw',
    aliases: [],
    kind: 'raw',
    description:
      'what the camera or vendor wrote, under any key; raw.KEY: or raw."KEY": under this one, with * for the rest or alone for any value',
  },
];

const byName = new Map(searchFields.flatMap((field) => [field.name, ...field.aliases].map((name) => [name, field] as const)));

export function searchField(name: string): SearchField | undefined {
  return byName.get(name.toLowerCase());
}

/** The condition on the lens that `lens:40mm` means. */
export const focalField = byName.get('focal')!;

export function searchFieldNames(): string[] {
  return searchFields.map((field) => field.name);
}
