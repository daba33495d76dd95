import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const python = fileURLToPath(new URL('../../.rushes/test-oracles/venv/bin/python', import.meta.url));
const oracle = fileURLToPath(new URL('../oracles/timelineSpeed.py', import.meta.url));
const reader = fileURLToPath(new URL('coldRead.ts', import.meta.url));

/** Real lists that OpenTimelineIO's CMX reader reads without an error. */
const lists = [
  'edl/OpenTimelineIO-otio-cmx3600-adapter/speed_effects.edl',
  'edl/iluvcapra-pycmx/INS4_R1_010417.edl',
  'edl/iluvcapra-pycmx/ToD_R4_LOCK3.1_030618_Video.edl',
];

export type Reading = { readonly events: number; readonly milliseconds: number };

/** Reads a list of more than 4,000 events with our reader and with OpenTimelineIO's, one process each, imports excluded; the best of `turns`, by turns. */
export async function compareReading(
  samples: string,
  folder: string,
  turns: number,
): Promise<{ readonly ours: Reading; readonly theirs: Reading }> {
  const texts = await Promise.all(
    lists.map(async (list) => (await readFile(join(samples, list), 'utf8')).replaceAll(/^\s*(?:TITLE|FCM).*$/gm, '')),
  );
  const path = join(folder, 'speed.edl');
  await writeFile(path, `TITLE: SPEED\nFCM: NON-DROP FRAME\n${texts.join('\n').repeat(4)}`);
  const time = (command: string, args: readonly string[]): Reading => {
    const [events, milliseconds] = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .split(' ')
      .map(Number);
    return { events: events!, milliseconds: milliseconds! };
  };
  const [ours, theirs]: [Reading[], Reading[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    ours.push(time(process.execPath, [reader, path]));
    theirs.push(time(python, [oracle, path, '24']));
  }
  // Other work on the machine only ever adds.
  const best = (runs: readonly Reading[]): Reading => runs.reduce((a, b) => (b.milliseconds < a.milliseconds ? b : a));
  const [a, b] = [best(ours), best(theirs)];
  console.log(
    `${a.events} events: ours ${a.milliseconds.toFixed(0)} ms, OpenTimelineIO ${b.milliseconds.toFixed(0)} ms, ${(b.milliseconds / a.milliseconds).toFixed(1)} times`,
  );
  return { ours: a, theirs: b };
}
