import { aleWriter } from './ale.ts';
import { cmx3600Writer } from './cmx3600.ts';
import { otioWriter } from './otio.ts';
import type { TimelineWriter } from './writer.ts';

export type { TimelineWriter } from './writer.ts';

/** Every list format that Rushes writes. */
export const timelineWriters: readonly TimelineWriter[] = [cmx3600Writer, otioWriter, aleWriter];
