import { expectAccessible, inBrowser, open, shot } from './browser.ts';

/** Rolls, findings, format cards. */

inBrowser('rolls, gaps, findings: accepted with a reason; a format card answered', async () => {
  const page = await open('/p/harbour/rolls');
  await page.getByRole('heading', { name: '2026-02-02' }).waitFor();
  await page.getByRole('img', { name: /When each roll of 2026-02-02/ }).waitFor();
  const row = page.getByRole('row', { name: /runs through midnight/ });
  await row.getByRole('button', { name: /^Accept/ }).click();
  await page.keyboard.type('meant so');
  await page.keyboard.press('Enter');
  await row.getByText('meant so').waitFor();
  const space = page.getByLabel(/Input transform of/).first();
  await space.fill('No such space');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'is no input transform' }).waitFor();
  await shot(page, 'rolls');
  await expectAccessible(page);
  await page.close();
});
