import { expect } from 'vitest';
import { expectAccessible, inBrowser, open, shot } from './browser.ts';

/** Finding clips. */

inBrowser('signs in by the link, finds clips, and shows one with the origin of its fields', async () => {
  const page = await open('/');
  await page.getByText('12 clips').waitFor();
  expect(page.url()).not.toContain('token');
  await shot(page, 'find');
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Search clips' }).fill('ei:1280');
  await page.getByText('1 clips').waitFor();
  expect(page.url()).toContain('q=ei');
  await page.getByRole('link', { name: 'A001C002_260203_R2CD' }).click();
  await page.getByRole('heading', { name: 'Every field and its origin' }).waitFor();
  expect(await page.getByText('com.arri.camera.ExposureIndexAsa').first().isVisible()).toBe(true);
  await shot(page, 'clip');
  await expectAccessible(page);
  await page.close();
});

inBrowser('a wrong search points at its character', async () => {
  const page = await open('/p/harbour/find');
  await page.getByRole('searchbox', { name: 'Search clips' }).fill('ei:loud');
  await page.getByText(/At character 4/).waitFor();
  await page.close();
});
