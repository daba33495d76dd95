import { escaped } from '../printable.ts';

/** How a column stands: `n` a number, `t` a timecode, `name` what the row is about. */
export type Column = { readonly head: string; readonly kind?: 'n' | 't' | 'name' | 'note' };
/** Text of a cell; `html` is HTML already. */
export type Cell = string | number | undefined | { readonly html: string };

const htmlOf = (cell: Cell): string => (typeof cell === 'object' ? cell.html : escaped(cell ?? ''));

/** A table of which columns that nothing stands in are left out. */
export function htmlTable(columns: readonly Column[], rows: readonly (readonly Cell[])[], sums?: readonly Cell[]): string {
  const kept = columns.map((_, index) => rows.some((row) => row[index] !== undefined && row[index] !== ''));
  const line = (cells: readonly Cell[], tag: 'td' | 'th'): string =>
    `<tr>${cells
      .map((cell, index) =>
        kept[index] ? `<${tag}${columns[index]!.kind ? ` class="${columns[index]!.kind}"` : ''}>${htmlOf(cell)}</${tag}>` : '',
      )
      .join('')}</tr>`;
  return `<table><thead>${line(
    columns.map(({ head }) => head),
    'th',
  )}</thead><tbody>${rows.map((row) => line(row, 'td')).join('\n')}</tbody>${sums ? `<tfoot>${line(sums, 'td')}</tfoot>` : ''}</table>`;
}

/** Large figures above the tables. */
export function sums(figures: readonly (readonly [string, string | number])[]): string {
  return `<dl class="sums">${figures.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`;
}

/** 1 h 02 min 05 s, of seconds. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours} h ${two(minutes)} min ${two(rest)} s` : minutes > 0 ? `${minutes} min ${two(rest)} s` : `${rest} s`;
}

/** Decimal units, as drives are sold and labels are written. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]!}`;
}
