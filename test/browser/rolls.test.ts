import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ask, expectAccessible, inBrowser, open, shot } from './browser.ts';

/** A production: days, checks, rules, formats, documents, people. */

inBrowser('days with their axis, a roll verified on demand, a report saved', async () => {
  const page = await open('/p/harbour/rolls');
  const day = page.getByRole('region', { name: '2026-02-02' });
  await day.getByRole('img', { name: /When each roll of 2026-02-02/ }).waitFor();
  // Eight clips of two rolls; none is missing (seed/plan.ts).
  await expect.poll(() => day.locator('.bar').count()).toBe(8);
  await day.getByText('No clip number is missing').waitFor();
  await shot(page, 'rolls');
  await expectAccessible(page);
  const row = day.getByRole('row', { name: /A001R1AB/ });
  const before = (await row.textContent()) ?? '';
  await row.getByRole('button', { name: 'Verify A001R1AB' }).click();
  await expect
    .poll(async () => (await row.textContent()) !== before && /Complete and intact/.test((await row.textContent()) ?? ''), {
      timeout: 60_000,
    })
    .toBe(true);
  await day.getByRole('button', { name: /Reports/ }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), day.getByRole('button', { name: 'Camera report, CSV' }).click()]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('B001C004_260202AB');
  await page.close();
});

inBrowser('a finding is accepted with a reason and an end, and taken back', async () => {
  const page = await open('/p/harbour/rolls/checks');
  const row = page.getByRole('row', { name: /runs through midnight/ });
  await row.getByRole('button', { name: /^Accept/ }).click();
  await page.keyboard.type('meant so');
  await row.getByLabel('Until when').fill('2099-12-31');
  await row.getByRole('button', { name: 'Accept' }).click();
  await row.getByText(/until .*2099.*: meant so/).waitFor();
  await expectAccessible(page);
  await row.getByRole('button', { name: /^Take back/ }).click();
  await row.getByRole('button', { name: /^Accept/ }).waitFor();
  await page.close();
});

inBrowser('a rule is turned off for this production, and back', async () => {
  const page = await open('/p/harbour/rolls/rules');
  await page.getByLabel('Find a rule').fill('TC_CROSSES_MIDNIGHT');
  await page.getByLabel('Run TC_CROSSES_MIDNIGHT').click();
  await page.getByRole('button', { name: 'Back to the default: TC_CROSSES_MIDNIGHT' }).waitFor();
  expect(await page.getByLabel('Run TC_CROSSES_MIDNIGHT').isChecked()).toBe(false);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Back to the default: TC_CROSSES_MIDNIGHT' }).click();
  await page.getByRole('button', { name: 'Back to the default: TC_CROSSES_MIDNIGHT' }).waitFor({ state: 'detached' });
  await page.close();
});

inBrowser('a format card is answered; an answer that is none is refused in a sentence', async () => {
  const page = await open('/p/harbour/rolls/formats');
  const space = page.getByLabel(/Input transform of/).first();
  await space.fill('No such space');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'is no input transform' }).waitFor();
  await shot(page, 'formats');
  await expectAccessible(page);
  await page.close();
});

inBrowser('a document is attached to a roll, and taken off', async () => {
  const page = await open('/p/harbour/rolls/documents');
  const name = '<i>grade</i>.cc';
  const cc =
    '<?xml version="1.0" encoding="UTF-8"?>\n<ColorCorrection id="a" xmlns="urn:ASC:CDL:v1.01"><SOPNode><Slope>1 1 1</Slope><Offset>0 0 0</Offset><Power>1 1 1</Power></SOPNode><SatNode><Saturation>1</Saturation></SatNode></ColorCorrection>\n';
  await page.getByLabel('What it holds for').selectOption({ label: 'B001, 2026-02-02' });
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/xml', buffer: Buffer.from(cc) });
  const row = page.getByRole('row', { name: /grade/ });
  await row.getByText('roll B001').waitFor();
  expect(await page.locator('main i').count()).toBe(0);
  await shot(page, 'documents');
  await expectAccessible(page);
  await row.getByRole('button', { name: /^Take/ }).click();
  await row.getByText('nothing any more').waitFor();
  await page.close();
});

inBrowser('a token is made, shown once, opens what it may, and is ended', async () => {
  const page = await open('/p/harbour/rolls/access');
  const tokens = page.getByRole('region', { name: 'Tokens' });
  await tokens.getByLabel('For').fill('grading suite');
  await tokens.getByRole('button', { name: 'Make a token' }).click();
  const secret = ((await tokens.locator('.secret').first().textContent()) ?? '').trim();
  expect(secret).toMatch(/^rushes_/);
  const other = await open('/p/harbour/rolls/access', secret);
  await other.getByText('Tokens and webhooks: grading suite is a viewer here').waitFor();
  await other.close();
  await tokens.getByRole('button', { name: 'I have it' }).click();
  expect(await page.getByText(secret).count()).toBe(0);
  await expectAccessible(page);
  await tokens.getByRole('button', { name: 'End the token of grading suite' }).click();
  await tokens
    .getByRole('row', { name: /grading suite/ })
    .getByText(/^ended/)
    .waitFor();
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByText('attach document').first().waitFor();
  await page.close();
  // The service agrees.
  const { tokens: all } = await ask<{ tokens: { name: string; revokedAt: string | null }[] }>('{ tokens { name revokedAt } }');
  expect(all.find((token) => token.name === 'grading suite')?.revokedAt).not.toBeNull();
});
