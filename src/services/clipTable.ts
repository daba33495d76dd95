import { framesPerLabel } from '../domain/frameRate.ts';
import type { ClipRecord, Production } from '../domain/ports/catalogue.ts';
import type { Problem } from '../domain/problem.ts';
import { formatTimecode } from '../domain/timecode.ts';

export type FileRecord = { readonly fileName: string; readonly content: string; readonly problems: readonly Problem[] };

function cells(clip: ClipRecord): Record<string, string> {
  const tc = clip.timecode;
  const end =
    tc && clip.frameCount !== undefined
      ? formatTimecode(tc.start + Math.ceil(clip.frameCount / framesPerLabel(clip.playbackRate, tc.base)), tc)
      : '';
  return {
    Name: clip.name,
    Tape: clip.reel ?? '',
    Start: tc ? formatTimecode(tc.start, tc) : '',
    End: end,
    Duration: clip.frameCount === undefined ? '' : String(clip.frameCount),
    FPS: clip.playbackRate ? `${clip.playbackRate.num}/${clip.playbackRate.den}` : '',
    Camera: clip.cameraIndex ?? '',
    'Shoot Date': clip.shootDate ?? '',
    Format: clip.format ?? '',
    State: clip.state,
  };
}

/** A result set for other programs. A cell that a spreadsheet would run as a formula is given as text. */
export function clipTable(clips: readonly ClipRecord[], format: 'CSV' | 'ALE', production: Pick<Production, 'slug' | 'rate'>): FileRecord {
  const rows = clips.map(cells);
  const columns = Object.keys(rows[0] ?? cells({ name: '', problems: [] } as unknown as ClipRecord));
  if (format === 'CSV') {
    const quote = (text: string): string =>
      /[",\r\n]/.test(text) || /^[=+\-@\t]/.test(text) ? `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"` : text;
    const content = [columns, ...rows.map((row) => columns.map((column) => row[column]!))]
      .map((line) => line.map(quote).join(','))
      .join('\r\n');
    return { fileName: `${production.slug}-clips.csv`, content: `${content}\r\n`, problems: [] };
  }
  const clean = (text: string): string => text.replace(/[\t\r\n]+/g, ' ');
  const rate = String(Math.round((production.rate.num / production.rate.den) * 1000) / 1000);
  const head = ['Heading', 'FIELD_DELIM\tTABS', 'VIDEO_FORMAT\tCUSTOM', `FPS\t${rate}`, '', 'Column', columns.join('\t'), '', 'Data'];
  const content = [...head, ...rows.map((row) => columns.map((column) => clean(row[column]!)).join('\t'))].join('\r\n');
  return { fileName: `${production.slug}-clips.ale`, content: `${content}\r\n`, problems: [] };
}
