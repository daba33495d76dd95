import { formatTimecode } from '../domain/timecode.ts';
import type { DeliveredPlate } from './pullTables.ts';

function escaped(value: unknown): string {
  return String(value ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The delivery for people: one page, ready to print, that needs nothing from outside. Thumbnails are files of the package. */
export function deliveryHtml(
  title: string,
  facts: readonly (readonly [string, string])[],
  plates: readonly (DeliveredPlate & { readonly fileCount: number; readonly problems: readonly string[]; readonly thumbnail?: string })[],
): string {
  const label = ({ clip }: DeliveredPlate, frame: number): string =>
    clip.timecode ? formatTimecode(clip.timecode.start + frame, clip.timecode) : String(frame);
  const rows = plates.map(
    (each) => `<tr><td>${each.thumbnail ? `<img src="${escaped(each.thumbnail)}" alt="" width="160">` : ''}</td>
<th scope="row">${escaped(each.name)}</th><td>${escaped(each.plate.events.map((event) => event.number).join(', '))}</td><td>${escaped(each.clip.name)}</td>
<td>${escaped(label(each, each.plate.in))}<br>${escaped(label(each, each.plate.out))}</td><td>${each.plate.out - each.plate.in}</td>
<td>${each.plate.headHandles} + ${each.plate.tailHandles}</td><td>${each.fileCount}</td><td>${escaped(each.state.toLowerCase())}${each.problems.map((text) => `<br>${escaped(text)}`).join('')}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:13px/1.4 system-ui,sans-serif;margin:24px;color:#111}table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:4px 8px;text-align:left;vertical-align:top}dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px}dd{margin:0}@media print{body{margin:0}tr{break-inside:avoid}}</style></head>
<body><h1>${escaped(title)}</h1><dl>${facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
<table><thead><tr><th></th><th>Plate</th><th>Events</th><th>Clip</th><th>Source in and out</th><th>Frames</th><th>Handles</th><th>Files</th><th>State</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></body></html>
`;
}
