/** Twenty editors for ten seconds; `npm run bench -- editors` is the same with two hundred for five minutes. */
import { expect, test } from 'vitest';
import { soak } from '../bench/editors.ts';

test('many editors at once meet no error, and follow what happens', { timeout: 240_000 }, async () => {
  const { requests, errors, refused, events, lost } = await soak(20, 10);
  expect({ errors, refused, lost }).toEqual({ errors: 0, refused: 0, lost: 0 });
  expect(requests).toBeGreaterThan(20);
  expect(events).toBeGreaterThan(20);
});
