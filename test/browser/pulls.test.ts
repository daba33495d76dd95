import { expectAccessible, inBrowser, open, shot } from './browser.ts';

/** Pulls: planned, requested, watched. */

inBrowser('a pull is planned, requested, and watched to its end', async () => {
  const page = await open('/p/harbour/conform');
  await page.getByRole('link', { name: 'harbour_v3.edl' }).click();
  await page.getByRole('button', { name: 'Pull…' }).click();
  await page.getByLabel('Recipe').selectOption('proxy-h264');
  await page.getByLabel('Handles').fill('2');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByText('MATCH_AMBIGUOUS').first().waitFor();
  await page.getByRole('button', { name: 'Request this pull' }).click();
  const row = page.getByRole('table', { name: 'Pulls' }).getByRole('row', { name: /harbour_v3.edl v001/ });
  // Without reloading.
  await row.getByText('harbour/pulls/harbour_v3_v001').waitFor({ timeout: 120_000 });
  await shot(page, 'pulls');
  await expectAccessible(page);
  await page.close();
});
