/** The fields that people may name in a search, with what they mean. The page completes from this list, the docs print it. */
export type SearchField = {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: 'keyword' | 'number' | 'date' | 'range';
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
const range = (name: string, description: string, units: readonly string[], ...aliases: string[]): SearchField => ({
  name,
  aliases,
  kind: 'range',
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
  { name: 'day', aliases: ['date', 'shootdate'], kind: 'date', description: 'day of shooting, 2026-02-02' },
  number('ei', 'exposure index', [], 'exposureindex'),
  number('iso', 'ISO', []),
  number('wb', 'white balance', ['k'], 'kelvin', 'whitebalance'),
  number('shutter', 'shutter angle', ['deg', '°']),
  number('width', 'pixels across', ['px']),
  number('height', 'pixels down', ['px']),
  number('frames', 'length in frames', []),
  number('squeeze', 'anamorphic squeeze', ['x']),
  range('focal', 'focal length at any frame', ['mm'], 'focallength', 'mm'),
  range('tstop', 'T-stop at any frame', [], 't', 'stop'),
  range('fnumber', 'f-number at any frame', [], 'f'),
  range('focus', 'focus distance at any frame', ['m'], 'distance'),
];

const byName = new Map(searchFields.flatMap((field) => [field.name, ...field.aliases].map((name) => [name, field] as const)));

export function searchField(name: string): SearchField | undefined {
  return byName.get(name.toLowerCase());
}

export function searchFieldNames(): string[] {
  return searchFields.map((field) => field.name);
}
