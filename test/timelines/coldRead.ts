/** Prints the events of a list and the milliseconds that reading it took: one process, imports excluded. Argument: path. */
import { readFileSync } from 'node:fs';
import { readTimeline } from '../../src/timelines/index.ts';

const bytes = readFileSync(process.argv[2]!);
const started = performance.now();
const { events } = await readTimeline(bytes, 'speed.edl');
process.stdout.write(`${events.length} ${performance.now() - started}\n`);
