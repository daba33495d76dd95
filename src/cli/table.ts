/** Columns padded to their widest cell; the first row is the heading. */
export function table(rows: readonly (readonly (string | number | null | undefined)[])[]): string[] {
  const text = rows.map((row) => row.map((cell) => printable(String(cell ?? '-'))));
  const widths = (text[0] ?? []).map((_, column) => text.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0));
  return text.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Text from files and lists without control characters: a clip's name must not drive the terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

/** Colour where a person is watching; plain text elsewhere. */
export const paint =
  (isTerminal: boolean, code: number) =>
  (text: string): string =>
    isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text;
