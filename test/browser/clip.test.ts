import { expect } from 'vitest';
import { expectAccessible, inBrowser, open, shot } from './browser.ts';

/** One clip, and why it looks as it does. */

inBrowser('why a clip looks as it does, and where it parts from another', async () => {
  const page = await open('/p/harbour/find');
  await page.getByRole('link', { name: 'A001C001_260203_R2CD' }).click();
  await page.getByRole('link', { name: 'Why it looks as it does' }).click();
  await page.getByRole('heading', { name: 'Why A001C001_260203_R2CD looks as it does' }).waitFor();
  for (const step of ['Capture', 'Decode', 'Input transform', 'Framing', 'Look', 'Output transform'])
    await page
      .getByRole('heading', { name: new RegExp(`^${step}`) })
      .first()
      .waitFor();
  await page.getByLabel('Compare with').fill('A001C002_260203_R2CD');
  await page.keyboard.press('Enter');
  await page.getByText('First divergence').first().waitFor();
  await page.getByText('EI: A001C001_260203_R2CD 800; A001C002_260203_R2CD 1280.').first().waitFor();
  expect(page.url()).toContain('with=');
  expect(await page.locator('.step.lit').count()).toBe(2);
  await shot(page, 'why');
  await expectAccessible(page);
  await page.close();
});
