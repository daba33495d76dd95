/**
 * The cells of one line of a delimited table. Tab-separated text (ALE) has no quoting; with commas and semicolons a cell may stand in
 * double quotes, with quotes doubled inside (RFC 4180, one line at a time).
 */
export function splitCells(line: string, delimiter: string): string[] {
  if (delimiter === '\t' || !line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line[at] === '"') {
      let cell = '';
      at += 1;
      while (at < line.length) {
        if (line[at] === '"') {
          if (line[at + 1] !== '"') break;
          at += 1;
        }
        cell += line[at];
        at += 1;
      }
      cells.push(cell);
      const next = line.indexOf(delimiter, at);
      if (next === -1) break;
      at = next + 1;
    } else {
      const next = line.indexOf(delimiter, at);
      cells.push(next === -1 ? line.slice(at) : line.slice(at, next));
      if (next === -1) break;
      at = next + 1;
    }
  }
  return cells;
}
