import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { expectAccessible, inBrowser, open, shot } from './browser.ts';

/** Pulls: planned, requested, watched. */

inBrowser('a pull of two events is planned, requested, watched to its end without reloading, and its package is fetched', async () => {
  const page = await open('/p/harbour/conform');
  await page.getByRole('link', { name: 'harbour_v3.edl' }).click();
  await page.getByRole('heading', { name: 'Event 006' }).waitFor();
  // 001 reads frames 14 to 50 of its clip, 002 frames 96 to 120 of another (seed/plan.ts).
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Pull 2 selected…' }).click();
  await page.getByLabel('Recipe').selectOption('proxy-h264');
  await page.getByLabel('Handles').fill('2');
  await page.getByText('Parameters of the recipe').click();
  await page.getByLabel(/^width/).fill('320');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  // (36 + 4) + (24 + 4) frames.
  await page.getByRole('definition').filter({ hasText: /^68$/ }).waitFor();
  await shot(page, 'plan');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Request this pull' }).click();
  const row = page.getByRole('table', { name: 'Pulls' }).getByRole('row', { name: /harbour_v3.edl v001/ });
  await row.getByText('Done').waitFor({ timeout: 120_000 });
  await row.getByText('2 of 2').waitFor();
  const panel = page.getByRole('complementary', { name: 'The pull' });
  await panel.getByText('harbour/pulls/harbour_v3_v001').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('link', { name: 'shot-list.csv' }).click()]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('B001C001_260202AB');
  await shot(page, 'pulls');
  await expectAccessible(page);
  await page.close();
});

inBrowser('a pull waits for approval, is approved, cancelled and tried again, without a mouse', async () => {
  const page = await open('/p/harbour/conform');
  await page.getByRole('link', { name: 'harbour_v3.edl' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Event 006' }).waitFor();
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog');
  // Nothing of this recipe was made before, and all of the list takes longer than it takes to cancel it.
  await dialog.getByLabel('Recipe').selectOption('plate-log-dpx');
  const waits = dialog.getByLabel('Wait for approval');
  await waits.focus();
  await page.keyboard.press(' ');
  expect(await waits.isChecked()).toBe(true);
  await page.keyboard.press('Enter');
  const request = dialog.getByRole('button', { name: 'Request this pull' });
  await expect.poll(() => request.isEnabled(), { timeout: 30_000 }).toBe(true);
  await request.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'The pull' });
  await panel.getByText('waits until an operator approves it').waitFor();
  await panel.getByText('None is being made.').waitFor();
  await expectAccessible(page);
  const press = async (name: string): Promise<void> => {
    const button = panel.getByRole('button', { name });
    await button.focus();
    await page.keyboard.press('Enter');
    await button.waitFor({ state: 'hidden' });
  };
  await press('Approve it');
  await press('Cancel the pull');
  await press('Try the pull again');
  await press('Cancel the pull');
  await panel.getByRole('button', { name: 'Try the pull again' }).waitFor();
  await page.close();
});

inBrowser('jobs are filtered by kind and state', async () => {
  const page = await open('/p/harbour/jobs');
  const jobs = page.getByRole('region', { name: 'Jobs' });
  await jobs.getByLabel('of kind').selectOption('VERIFY');
  await jobs
    .getByRole('row', { name: /Verify/ })
    .first()
    .getByText('Done')
    .waitFor({ timeout: 60_000 });
  await jobs.getByLabel('Show').selectOption('failed');
  await jobs.getByText('Nothing here.').waitFor();
  await page.close();
});
