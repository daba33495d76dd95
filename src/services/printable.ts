/** Text as it may stand in HTML: names come from cameras and lists, and must never run. */
export function escaped(value: unknown): string {
  return String(value ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Table headings come again on each sheet, a row and its heading stay together, colours are kept, sheets are numbered. */
const style = `
@page { size: A4 landscape; margin: 12mm 10mm 14mm;
  @bottom-left { content: string(title); font: 8pt system-ui, sans-serif; color: #666 }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt system-ui, sans-serif; color: #666 } }
:root { color-scheme: light; print-color-adjust: exact; -webkit-print-color-adjust: exact }
body { font: 12px/1.4 system-ui, -apple-system, "Segoe UI", sans-serif; margin: 24px auto; max-width: 1400px; padding: 0 16px; color: #16181b; background: #fff }
header { border-bottom: 2px solid #16181b; padding-bottom: 8px; margin-bottom: 14px; display: flex; justify-content: space-between; align-items: end; gap: 24px }
h1 { font-size: 22px; line-height: 1.2; margin: 0 } h1 small { display: block; font-size: 12px; font-weight: 400; color: #555; margin-bottom: 2px }
h2 { font-size: 15px; margin: 22px 0 6px; break-after: avoid } h2 span { font-weight: 400; color: #555; font-size: 12px; margin-left: 8px }
p.made { margin: 0; color: #555; font-size: 11px; text-align: right; white-space: nowrap }
table { border-collapse: collapse; width: 100%; margin-bottom: 14px } thead { display: table-header-group } tr { break-inside: avoid }
td, th { border-bottom: 1px solid #d6d9dd; padding: 4px 7px; text-align: left; vertical-align: top }
thead th { border-bottom: 1.5px solid #16181b; font-size: 10.5px; color: #444; font-weight: 600; vertical-align: bottom }
tfoot td { border-bottom: 0; border-top: 1.5px solid #16181b; font-weight: 600 }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } td.t { font-variant-numeric: tabular-nums; white-space: nowrap } td.name { font-weight: 600; white-space: nowrap }
img { display: block; width: 96px; height: auto; background: #eee } .note { color: #7a3b00 } .muted { color: #777 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px } dd { margin: 0 }
dl.sums { display: flex; flex-wrap: wrap; gap: 6px 28px; margin: 0 0 8px } dl.sums div { min-width: 70px } dl.sums dt { color: #555; font-size: 10.5px } dl.sums dd { font-size: 17px; font-weight: 600 }
.sev { font-weight: 700; font-size: 10.5px; white-space: nowrap } .sev.BLOCK, .sev.ERROR { color: #a40e0e } .sev.WARN { color: #8a5a00 } .sev.INFO { color: #44546a }
.ok { color: #146c2e; font-weight: 600 } .bad { color: #a40e0e; font-weight: 600 }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt } h2 { margin-top: 14px } }`;

/** A page that is ready to print and needs nothing from outside. `body` is HTML already; `made` says when and by whom. */
export function printablePage(title: string, body: string, made?: { readonly kind: string; readonly note: string }): string {
  const heading = made
    ? `<header><h1><small>${escaped(made.kind)}</small>${escaped(title)}</h1><p class="made">${escaped(made.note)}</p></header>`
    : `<header><h1>${escaped(title)}</h1></header>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(made ? `${made.kind}: ${title}` : title)}</title>
<style>${style}</style></head>
<body>${heading}
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
