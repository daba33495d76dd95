import type { RawMetadata } from '../domain/clip.ts';

export type FrameTable = Record<string, { in: number; out: number; value: string }[]>;

/** A day at 24 frames a second; tables longer than this are cut. */
const mostFrames = 2_073_600;

/** Adds the value of one frame to a table of runs: a run grows while the value stays. */
export function addFrame(table: FrameTable, key: string, frame: number, value: string): void {
  if (frame >= mostFrames) return;
  const runs = (table[key] ??= []);
  const last = runs.at(-1);
  if (last && last.value === value && last.out === frame) last.out = frame + 1;
  else runs.push({ in: frame, out: frame + 1, value });
}

/** First values for `values`, and the keys that change for `runs`. */
export function concludeFrames(table: FrameTable, values: Record<string, string>): Pick<RawMetadata, 'runs'> {
  const runs: FrameTable = {};
  for (const [key, frames] of Object.entries(table)) {
    values[key] ??= frames[0]!.value;
    if (frames.length > 1) runs[key] = frames;
  }
  return Object.keys(runs).length > 0 ? { runs } : {};
}

/** Rows of a delimited export: quoted cells may hold the delimiter and doubled quotes. Cells are trimmed. */
export function rowsOf(text: string, delimiter: ',' | '\t'): string[][] {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => (delimiter === '\t' || !line.includes('"') ? line.split(delimiter) : quotedCells(line)).map((cell) => cell.trim()));
}

function quotedCells(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index];
    if (character === '"' && quoted && line[index + 1] === '"') {
      cell += '"';
      index += 1;
    } else if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell];
}

/** One row under its headings; of repeated headings the first that holds something. */
export function rowUnder(headings: readonly string[], row: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [index, heading] of headings.entries()) {
    const cell = row[index];
    if (heading !== '' && cell !== undefined && cell !== '' && values[heading] === undefined) values[heading] = cell;
  }
  return values;
}

/** The clip that a file's name means: without path, extension and R3D's segment number. */
export function stemOfSource(name: string): string {
  return name
    .slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
    .replace(/\.(mov|mp4|mxf|r3d|braw|ari|arx|crm|dng)$/i, '')
    .replace(/_\d{3}$/, (tail) => (/\.r3d$/i.test(name) ? '' : tail));
}
