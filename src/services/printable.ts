/** Text as it may stand in HTML: names come from cameras and lists, and must never run. */
export function escaped(value: unknown): string {
  return String(value ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A page that is ready to print and needs nothing from outside. `body` is HTML already. */
export function printablePage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:13px/1.4 system-ui,sans-serif;margin:24px;color:#111}table{border-collapse:collapse;width:100%;margin-bottom:18px}td,th{border:1px solid #bbb;padding:4px 8px;text-align:left;vertical-align:top}dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px}dd{margin:0}@media print{body{margin:0}tr{break-inside:avoid}h2{break-after:avoid}}</style></head>
<body><h1>${escaped(title)}</h1>
${body}
</body></html>
`;
}

/** RFC 4180; a cell that a spreadsheet would take for a formula is quoted as text. */
export function csvLine(cells: readonly unknown[]): string {
  const cell = (value: unknown): string => {
    const text = value === undefined || value === null ? '' : String(value);
    const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `${cells.map(cell).join(',')}\r\n`;
}
