/** 1,000 small renders while workers are killed every few seconds: what came of it, and how long it took. */
import { soak } from '../faults/renderKills.ts';

export async function run([tasks = '1000', seconds = '4']: readonly string[]): Promise<void> {
  console.log(await soak(Number(tasks), Number(seconds) * 1000));
}
