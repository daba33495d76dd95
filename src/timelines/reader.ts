import type { AafReader } from '../domain/ports/aaf.ts';
import type { Timeline, TimelineOptions } from '../domain/timeline.ts';

/** What a reader may need from outside. Only AAF needs anything. */
export type TimelinePorts = { readonly aaf?: AafReader };

/** One list format. Add one: this value in its own file, a line in index.ts, a folder in test/golden/timelines. */
export type TimelineReader = {
  readonly name: string;
  /** For people: `CMX 3600 edit decision list`. */
  readonly label: string;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** Decides from the first bytes (at most 4,096) whether this is the format. */
  readonly sniff: (head: Uint8Array, fileName: string) => boolean;
  /** Throws Unreadable or LimitExceeded for the file as a whole, never for a part of it: that is a diagnostic. */
  readonly read: (bytes: Uint8Array, fileName: string, options: TimelineOptions, ports: TimelinePorts) => Timeline | Promise<Timeline>;
};

/** The head of a text file with byte order marks and NULs gone, for sniffing. */
export function headText(head: Uint8Array): string {
  return new TextDecoder('windows-1252')
    .decode(head.subarray(0, 4096))
    .replace(/^(?:\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)/, '')
    .replaceAll('\0', '');
}
