import { expect } from 'vitest';
import { ask, expectAccessible, inBrowser, open, shot } from './browser.ts';

/** Lists: dropped, matched, decided. */

inBrowser('an ambiguous event is decided with the keyboard, and undone', async () => {
  const page = await open('/p/harbour/conform');
  await page.getByRole('link', { name: 'harbour_v3.edl' }).click();
  const row = page.getByRole('row', { name: /006/ }).first();
  await row.getByText('Ambiguous').waitFor();
  await shot(page, 'conform');
  await expectAccessible(page);
  await row.getByRole('button', { name: '006' }).focus();
  await page.keyboard.press('Enter');
  const choose = page.getByRole('button', { name: 'Choose A001C001_260203_R2CD' });
  await choose.focus();
  await page.keyboard.press('Enter');
  await row.getByText('Matched', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await row.getByText('Ambiguous').waitFor();
  await page.close();
});

inBrowser('a dropped list is matched; names from it never run as code', async () => {
  const page = await open('/p/harbour/conform');
  const list =
    'TITLE: HOSTILE\nFCM: NON-DROP FRAME\n\n001  B001C001_260202AB V C 10:12:03:00 10:12:04:00 01:00:00:00 01:00:01:00\n* FROM CLIP NAME: <img src=x onerror=alert(1)><script>alert(2)</script>\n';
  await page.setInputFiles('input[type=file]', { name: '<b>hostile</b>.edl', mimeType: 'text/plain', buffer: Buffer.from(list) });
  await page.getByRole('row', { name: /001/ }).first().getByText('Matched').waitFor();
  expect(await page.locator('main img[src="x"]').count()).toBe(0);
  await page.close();
});

inBrowser('an empty file is refused in one sentence', async () => {
  const page = await open('/p/harbour/conform');
  await page.setInputFiles('input[type=file]', { name: 'nothing.edl', mimeType: 'text/plain', buffer: Buffer.from('') });
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toMatch(/empty/);
  await page.close();
});

inBrowser('a viewer sees and may not import', async () => {
  const { createToken } = await ask<{ createToken: { secret: string } }>(
    'mutation { createToken(input: { name: "viewer", role: VIEWER }) { secret } }',
  );
  const page = await open('/p/harbour/conform', createToken.secret);
  await page.getByRole('link', { name: 'harbour_v3.edl' }).waitFor();
  expect(await page.locator('input[type=file]').count()).toBe(0);
  await page.close();
});
