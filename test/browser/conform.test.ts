import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ask, expectAccessible, inBrowser, open, shot } from './browser.ts';

/** Lists: dropped, matched, decided. */

/** Reads the seed at hand: its plan says where each clip starts (seed/plan.ts). */
const cut = [
  'TITLE: KEYS',
  'FCM: NON-DROP FRAME',
  '',
  // Both A001C001 of the two days ran at 10:12:05.
  '001  A001C001 V C 10:12:05:00 10:12:06:00 01:00:00:00 01:00:01:00',
  // A001C004_260202_R1AB starts at 10:31:40:00: the event ends there, a second of 24 frames too early.
  '002  A001C004_260202_R1AB V C 10:31:39:00 10:31:40:00 01:00:01:00 01:00:02:00',
  '003  B001C001_260202AB V C 10:12:06:00 10:12:07:00 01:00:02:00 01:00:03:00',
  '004  LOGO V C 00:00:00:00 00:00:01:00 01:00:03:00 01:00:04:00',
  '',
].join('\n');

async function bring(page: Page, name: string, text: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

const rowOf = (page: Page, number: string): Locator => page.getByRole('row', { name: new RegExp(`^\\s*${number}\\b`) });

/** Presses Tab until this has the focus: what cannot be reached so is not there for whoever has no mouse. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} is not reached with ${key}.`);
}

inBrowser(
  'all of conform with the keyboard alone: bring, choose, undo, fix, lock, filter, select, compare, read again, export, plan',
  async () => {
    const page = await open('/p/harbour/conform');
    const input = page.locator('input[type=file]');
    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, input);
    await page.keyboard.press('Space');
    await (await chooser).setFiles({ name: 'keys_v1.edl', mimeType: 'text/plain', buffer: Buffer.from(cut) });

    // It opens on the first event that is open.
    await page.getByRole('heading', { name: 'Event 001' }).waitFor();
    await rowOf(page, '001').getByText('Ambiguous').waitFor();
    await page
      .getByRole('button', { name: /^Choose A001C001/ })
      .first()
      .waitFor();
    await page.keyboard.press('1');
    await rowOf(page, '001').getByText('locked by').waitFor();
    await page.keyboard.press('u');
    await rowOf(page, '001').getByText('Ambiguous').waitFor();
    // The long way: into the candidates, to the one of day 2, and back. 10:12:05:00 is frame 120 of the clip that starts at 10:12:00:00.
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Choose A001C001_260203_R2CD' }));
    await page.keyboard.press('Enter');
    await rowOf(page, '001').getByText('120–144').waitFor();
    await page.keyboard.press('Escape');

    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'Event 002' }).waitFor();
    await page.getByText('Shift the event by +24 frame').waitFor();
    await page.keyboard.press('f');
    await rowOf(page, '002').getByText('0–24').waitFor();
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'Event 004' }).waitFor();
    await page.keyboard.press('x');
    await rowOf(page, '004').getByText('Not camera').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('heading', { name: 'Event 003' }).waitFor();
    await page.keyboard.press('l');
    await rowOf(page, '003').getByText('locked by').waitFor();

    // Two rows selected; the pull is of these.
    await page.keyboard.press(' ');
    await page.keyboard.press('Shift+ArrowUp');
    await page.getByRole('status').filter({ hasText: '2 selected' }).waitFor();
    await page.keyboard.press('p');
    await page.getByRole('heading', { name: 'Pull 2 events of keys_v1.edl' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');

    await page.keyboard.press('/');
    await page.keyboard.type('b001');
    await page.getByRole('status').filter({ hasText: '1 of 4 events' }).waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('group', { name: 'Show states' }).getByRole('button', { name: /Not camera/ }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: '1 of 4 events' }).waitFor();
    expect(page.url()).toContain('state=NON_CAMERA');
    await page.keyboard.press('Enter');

    await tabTo(page, page.getByRole('tab', { name: 'Changes' }));
    await page.keyboard.press('Enter');
    await page.getByLabel('Compare with').waitFor();
    await tabTo(page, page.getByRole('button', { name: /Export/ }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Repaired EDL' }));
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    // The short reel has become the clip's name in full.
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/001\s+A001C001_260203_R2CD\s/);
    await tabTo(page, page.getByRole('button', { name: /Read again/ }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Read the list so' }));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Read the list so' }).waitFor({ state: 'detached' });
    // Decisions stay with their events.
    await rowOf(page, '001').getByText('120–144').waitFor();
    await page.close();
  },
);

inBrowser('a list that was read at the wrong rate is read again in one click', async () => {
  const page = await open('/p/harbour/conform');
  // The clip starts at 10:50:00;00 and counts 30 frames a second; the production, and so a silent list, counts 24.
  await bring(page, 'rate.edl', 'TITLE: RATE\n\n001  A001C003_260203_R2CD V C 10:50:01:00 10:50:02:00 01:00:00:00 01:00:01:00\n');
  await rowOf(page, '001').getByText('Name only').waitFor();
  await page.getByRole('button', { name: /^Read the list again at 29.97/ }).click();
  // 10:50:01;00 is 30 frames after 10:50:00;00.
  await rowOf(page, '001').getByText('30–60').waitFor();
  await page.getByText('29.97').first().waitFor();
  await page.close();
});

inBrowser('the conform page: states, the cut, candidates with pictures; both themes', async () => {
  const page = await open('/p/harbour/conform');
  await shot(page, 'lists');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'harbour_v3.edl' }).click();
  await rowOf(page, '006').getByText('Ambiguous').waitFor();
  await page
    .getByRole('button', { name: /^Choose A001C001/ })
    .first()
    .waitFor();
  await page.getByRole('img', { name: 'The cut from 01:00:00 to 01:00:17, coloured by state' }).waitFor();
  await shot(page, 'conform');
  await expectAccessible(page);
  for (const name of ['Diagnostics', 'Changes', 'Learned']) {
    await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
    await expectAccessible(page);
  }
  for (const name of [/^Export/, /^Read again/]) {
    await page.getByRole('button', { name }).click();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  for (const theme of ['Light theme', 'Dark theme']) await page.getByRole('button', { name: theme }).click();
  await page.close();
});

inBrowser('names from a list never run as code, and break nothing', async () => {
  const page = await open('/p/harbour/conform');
  const hostile = [
    'TITLE: <script>alert(1)</script>',
    'FCM: NON-DROP FRAME',
    '001  B001C001_260202AB V C 10:12:03:00 10:12:04:00 01:00:00:00 01:00:01:00',
    '* FROM CLIP NAME: <img src=x onerror=alert(1)><script>alert(2)</script>',
    `002  ${'W'.repeat(400)} V C 10:12:03:00 10:12:04:00 01:00:01:00 01:00:02:00`,
    '* FROM CLIP NAME: \u202E\u0000\u0007javascript:alert(3)',
    '* LOC: 01:00:01:00 RED   <svg onload=alert(4)>',
    '',
  ].join('\n');
  await bring(page, '<b>hostile</b>.edl', hostile);
  await rowOf(page, '001').getByText('Matched').waitFor();
  await page.keyboard.press('End');
  await page.getByRole('heading', { name: 'Event 002' }).waitFor();
  expect(await page.locator('main img[src="x"], main script, main [onload], main b').count()).toBe(0);
  // Nothing pushes the page wider than the window.
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.close();
});

inBrowser('2,000 events: only the visible ones exist, and the last is a key away', async () => {
  const page = await open('/p/harbour/conform');
  const label = (frame: number): string =>
    [frame / 86_400, (frame / 1440) % 60, (frame / 24) % 60, frame % 24].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  const lines = Array.from({ length: 2000 }, (_, index) => {
    const record = 86_400 + index * 24;
    return `${String(index + 1).padStart(4, '0')}  B001C001_260202AB V C 10:12:03:00 10:12:04:00 ${label(record)} ${label(record + 24)}`;
  });
  await bring(page, 'long.edl', `TITLE: LONG\nFCM: NON-DROP FRAME\n${lines.join('\n')}\n`);
  await page.getByRole('status').filter({ hasText: '2000 of 2000 events' }).waitFor();
  await page.keyboard.press('End');
  await rowOf(page, '2000').waitFor();
  expect(await page.getByRole('row').count()).toBeLessThan(80);
  expect(await page.locator('.cut-strip path').count()).toBeLessThan(10);
  await page.close();
});

inBrowser('an empty file is refused in one sentence', async () => {
  const page = await open('/p/harbour/conform');
  await page.setInputFiles('input[type=file]', { name: 'nothing.edl', mimeType: 'text/plain', buffer: Buffer.from('') });
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toMatch(/empty/);
  await page.close();
});

inBrowser('a viewer sees everything, and each button says why it is not theirs', async () => {
  const { createToken } = await ask<{ createToken: { secret: string } }>(
    'mutation { createToken(input: { name: "a viewer", role: VIEWER }) { secret } }',
  );
  const page = await open('/p/harbour/conform', createToken.secret);
  await page.getByRole('link', { name: 'harbour_v3.edl' }).waitFor();
  expect(await page.locator('input[type=file]').isDisabled()).toBe(true);
  await page.getByRole('link', { name: 'harbour_v3.edl' }).click();
  await rowOf(page, '006').getByText('Ambiguous').waitFor();
  const choose = page.getByRole('button', { name: /^Choose A001C001/ }).first();
  await choose.waitFor();
  expect(await choose.isDisabled()).toBe(true);
  expect(await choose.getAttribute('title')).toMatch(/viewer here; this is for editors/);
  // Planning changes nothing and is for everyone; the request is not.
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByText('MATCH_AMBIGUOUS').first().waitFor();
  const request = page.getByRole('button', { name: 'Request this pull' });
  expect(await request.isDisabled()).toBe(true);
  expect(await request.getAttribute('title')).toMatch(/this is for operators/);
  await page.close();
});
