/** Reading a list of more than 4,000 events against OpenTimelineIO's CMX reader, a process each. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplesFolder } from '../samples.ts';
import { compareReading } from '../timelines/readingSpeed.ts';

export async function run(): Promise<void> {
  const samples = samplesFolder();
  if (samples === undefined) throw new Error('The samples are not here: the benchmark reads real lists.');
  const folder = await mkdtemp(join(tmpdir(), 'rushes-lists-'));
  try {
    const { ours, theirs } = await compareReading(samples, folder, 7);
    if (ours.events !== theirs.events) throw new Error(`Ours read ${ours.events} events, OpenTimelineIO ${theirs.events}.`);
    console.log('at least 5 times is wanted');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
