import { labelOfEnd, labelOfFrame } from '../domain/clipLabels.ts';
import { escaped, printablePage } from './printable.ts';
import type { DeliveredPlate } from './pullTables.ts';

/** The delivery for people: one page, ready to print, that needs nothing from outside. Thumbnails are files of the package. */
export function deliveryHtml(
  title: string,
  facts: readonly (readonly [string, string])[],
  plates: readonly (DeliveredPlate & { readonly fileCount: number; readonly problems: readonly string[]; readonly thumbnail?: string })[],
): string {
  const rows = plates.map(
    (each) => `<tr><td>${each.thumbnail ? `<img src="${escaped(each.thumbnail)}" alt="" width="160">` : ''}</td>
<th scope="row">${escaped(each.name)}</th><td>${escaped(each.plate.events.map((event) => event.number).join(', '))}</td><td>${escaped(each.clip.name)}</td>
<td>${escaped(labelOfFrame(each.clip, each.plate.in) ?? String(each.plate.in))}<br>${escaped(labelOfEnd(each.clip, each.plate.out) ?? String(each.plate.out))}</td><td>${each.plate.out - each.plate.in}</td>
<td>${each.plate.headHandles} + ${each.plate.tailHandles}</td><td>${each.fileCount}</td><td>${escaped(each.state.toLowerCase())}${each.problems.map((text) => `<br>${escaped(text)}`).join('')}</td></tr>`,
  );
  return printablePage(
    title,
    `<dl>${facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
<table><thead><tr><th></th><th>Plate</th><th>Events</th><th>Clip</th><th>Source in and out</th><th>Frames</th><th>Handles</th><th>Files</th><th>State</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`,
  );
}
