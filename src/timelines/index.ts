import { InvalidInput, Unreadable } from '../domain/errors.ts';
import type { Timeline, TimelineOptions } from '../domain/timeline.ts';
import { aaf } from './aaf.ts';
import { ale } from './ale.ts';
import { cmx3600 } from './cmx3600.ts';
import { fcp7Xml } from './fcp7Xml.ts';
import { fcpxml } from './fcpxml.ts';
import { otio } from './otio.ts';
import type { TimelinePorts, TimelineReader } from './reader.ts';

export type { TimelinePorts, TimelineReader } from './reader.ts';

/** Every list format that Rushes reads, those with the surest signature first. */
export const timelineReaders: readonly TimelineReader[] = [aaf, otio, fcpxml, fcp7Xml, ale, cmx3600];

/** The reader of a file: the one that knows its first bytes, else the one of its extension. Undefined when none claims it. */
export function timelineReaderFor(bytes: Uint8Array, fileName: string): TimelineReader | undefined {
  const head = bytes.subarray(0, 4096);
  const extension = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const sniffed = timelineReaders.filter((reader) => reader.sniff(head, fileName));
  return (
    sniffed.find((reader) => reader.extensions.includes(extension)) ??
    sniffed[0] ??
    timelineReaders.find((reader) => reader.extensions.includes(extension))
  );
}

/**
 * Reads any list. Throws InvalidInput when the file is of no known kind, Unreadable when it is not what it claims to be, LimitExceeded
 * past a limit, Unavailable when AAF is asked for and its engine is missing. A part that cannot be read is a diagnostic of the result.
 */
export async function readTimeline(
  bytes: Uint8Array,
  fileName: string,
  options: TimelineOptions = {},
  ports: TimelinePorts = {},
): Promise<Timeline> {
  if (bytes.length === 0) throw new Unreadable(`${fileName} is empty; export it again.`, { at: fileName });
  const reader = timelineReaderFor(bytes, fileName);
  if (!reader) {
    const known = timelineReaders.map((each) => each.extensions.map((extension) => `.${extension}`).join('/')).join(', ');
    throw new InvalidInput(`${fileName} is no timeline that Rushes knows (${known}).`, { at: fileName });
  }
  return reader.read(bytes, fileName, options, ports);
}
