import { expect } from 'vitest';
import { forgive, inBrowser, open, printed } from './browser.ts';

/** Signing in, the bar, the connection: what every page has. */

inBrowser('the seed came out as its answers say: clips, events, a plate and its AMF', () => {
  expect(printed).toContain('12 of 12 clips inspected, 17 of 17 events as expected.');
  expect(printed).toMatch(/Plate: 36 EXR frames .* and 1 AMF/);
});

inBrowser('a lost connection is said, and the page recovers', async () => {
  const page = await open('/p/harbour/jobs');
  await page.getByRole('heading', { name: 'Pulls and jobs' }).waitFor();
  await page.route('**/graphql', (route) => route.abort());
  await page.getByRole('link', { name: 'Conform' }).click();
  await page.getByRole('alert').filter({ hasText: 'does not answer' }).first().waitFor();
  await page.unroute('**/graphql');
  // Without a click: the page asks again by itself.
  await page.getByRole('link', { name: 'harbour_v3.edl' }).waitFor();
  await page.getByRole('link', { name: 'Find' }).click();
  await page.getByText('12 clips').waitFor();
  await page.close();
  forgive(/ERR_FAILED/);
});

inBrowser('GraphiQL comes from our own bundle', async () => {
  const page = await open('/graphiql');
  await page.locator('.graphiql-container').waitFor({ timeout: 20_000 });
  await page.close();
});
