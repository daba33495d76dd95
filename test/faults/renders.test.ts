import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { soak } from './renderKills.ts';

const engines = fileURLToPath(new URL('../../.rushes/engines/venv', import.meta.url));

test.skipIf(!existsSync(engines))(
  'render workers killed every second and a half: each output once and whole, the rush before the rest',
  { timeout: 300_000 },
  async () => {
    const result = await soak(60, 1500);
    console.log(`${result.tasks} renders, ${result.kills} kills, ${result.seconds.toFixed(0)} s`);
    expect(result.failed).toEqual([]);
    expect(result.whole).toBe(61);
    expect(result.duplicates).toBe(0);
    expect(result.leftovers).toEqual([]);
    expect(result.processesLeft).toEqual([]);
    expect(result.kills).toBeGreaterThan(2);
    // Asked for when a third was done: the next that a worker takes up, but for one each that they took while it was being asked for.
    expect(result.waitingAtRush).toBeGreaterThan(5);
    expect(result.takenBeforeRush).toBeLessThanOrEqual(2);
  },
);
