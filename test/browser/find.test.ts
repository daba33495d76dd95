import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ask, expectAccessible, inBrowser, open, shot } from './browser.ts';

/** Finding clips. */

inBrowser('signs in by the link, takes the token out of the address, and finds clips while one types', async () => {
  const page = await open('/');
  await page.getByText('12 clips').waitFor();
  expect(page.url()).not.toContain('token');
  await shot(page, 'find');
  await expectAccessible(page);
  await page.keyboard.press('/');
  await page.keyboard.type('ei:1280');
  await page.getByText('1 clip', { exact: true }).waitFor();
  expect(page.url()).toContain('q=ei%3A1280');
  await page.getByRole('link', { name: 'A001C002_260203_R2CD' }).waitFor();
  await page.close();
});

inBrowser('on a slow machine nothing that is typed is lost, from whatever page', async () => {
  const page = await open('/p/harbour/rolls');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const slow = await page.context().newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  await page.keyboard.press('/');
  // Around the moment at which what stands there is searched for (150 ms after a key): the answer must not undo the next key.
  for (const [index, key] of [...'ei:1280'].entries()) {
    await page.keyboard.type(key);
    await new Promise((resolve) => setTimeout(resolve, 110 + 30 * (index % 5)));
  }
  expect(await page.getByRole('combobox', { name: 'Search clips' }).inputValue()).toBe('ei:1280');
  await page.getByText('1 clip', { exact: true }).waitFor();
  await page.close();
});

inBrowser('the box completes fields and the values that are there, with the keyboard alone', async () => {
  const page = await open('/p/harbour/find');
  const box = page.getByRole('combobox', { name: 'Search clips' });
  await box.fill('mod');
  await page.getByRole('option', { name: /^model: camera model/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'ALEXA Mini LF 8 clips' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  expect(await box.inputValue()).toBe('model:"ALEXA Mini LF" ');
  await page.getByText('8 clips', { exact: true }).waitFor();
  await page.close();
});

inBrowser('a wrong search points at its character; a misspelt word is mended', async () => {
  const page = await open('/p/harbour/find');
  const box = page.getByRole('combobox', { name: 'Search clips' });
  await box.fill('alexa ei:loud');
  await page.keyboard.press('Enter');
  await page.getByText('At character 10:').waitFor();
  expect(await page.locator('.search-problem mark').textContent()).toBe('loud');
  // What was found before stays.
  await page.getByText('12 clips').waitFor();
  await box.fill('harbuor -online:false');
  await page.getByRole('button', { name: 'harbour -online:false' }).click();
  await page.getByText('7 clips', { exact: true }).waitFor();
  await page.close();
});

inBrowser('counts are ticked together and stand in the search; a link shows the same', async () => {
  const page = await open('/p/harbour/find');
  const narrow = page.getByRole('complementary', { name: 'Narrow down' });
  await narrow.getByRole('checkbox', { name: '800' }).check();
  await page.getByText('6 clips', { exact: true }).waitFor();
  // The other value is still there to be ticked, with its own count.
  await narrow.getByRole('checkbox', { name: '1280' }).check();
  await page.getByText('7 clips', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Pictures' }).click();
  await page.getByLabel('Sort by').selectOption('-shoot_date');
  const slider = page.getByRole('slider', { name: 'Day' });
  await slider.waitFor();
  expect(await slider.getAttribute('aria-valuetext')).toBe('2026-02-03, 3 clips');
  await shot(page, 'find-pictures');
  await expectAccessible(page);
  const link = page.url();
  expect(new URL(link).search).toBe('?q=ei%3A800%2C1280&view=pictures&sort=-shoot_date');
  await page.close();
  const other = await open(new URL(link).pathname + new URL(link).search);
  await other.getByText('7 clips', { exact: true }).waitFor();
  expect(await other.getByRole('combobox', { name: 'Search clips' }).inputValue()).toBe('ei:800,1280');
  expect(await other.getByRole('button', { name: 'Pictures' }).getAttribute('aria-pressed')).toBe('true');
  expect(await other.locator('.tile a').first().textContent()).toBe('A001C003_260203_R2CD');
  await other.close();
});

inBrowser('arrows, choosing, comparing, opening and coming back', async () => {
  const page = await open('/p/harbour/find');
  await page.getByText('12 clips').waitFor();
  await page.getByRole('link', { name: 'A001C001_260202_R1AB' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await page.getByText('2 chosen').waitFor();
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByText('EI: A001C001_260203_R2CD 800; A001C002_260203_R2CD 1280.').first().waitFor();
  await page.goBack();
  await page.getByRole('link', { name: 'A001C001_260202_R1AB' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'A001C001_260202_R1AB' }).waitFor();
  await page.close();
});

inBrowser('columns are chosen and kept; a search is kept, used and forgotten; the result is saved as ALE', async () => {
  const page = await open('/p/harbour/find?q=scene:50');
  await page.getByRole('columnheader', { name: 'Roll' }).waitFor();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Roll' }).uncheck();
  await page.getByRole('checkbox', { name: 'Sensor fps' }).check();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'Sensor fps' }).waitFor();
  expect(await page.getByRole('columnheader', { name: 'Roll' }).count()).toBe(0);
  expect(page.url()).toContain('cols=');
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByLabel('Name for this search').fill('Scene fifty');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Scene fifty scene:50' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Search clips' }).fill('');
  await page.getByText('12 clips').waitFor();
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: 'Scene fifty scene:50' }).click();
  await page.getByText('2 clips', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: 'Forget Scene fifty' }).click();
  await page.getByText('No search was kept yet.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export' }).click();
  await expectAccessible(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /ALE, for Avid/ }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.ale$/i);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toMatch(/^Heading/);
  expect(text).toContain('A001C002_260203_R2CD');
  expect(text).not.toContain('A001C001_260202_R1AB');
  // Kept by the browser: an address that does not name columns shows the same ones.
  await page.goto(page.url().replace(/\?.*/, ''));
  await page.getByRole('columnheader', { name: 'Sensor fps' }).waitFor();
  await page.close();
});

inBrowser('a clip is archived from the list, and comes back', async () => {
  const page = await open('/p/harbour/find');
  await page.getByText('12 clips').waitFor();
  await page.getByRole('link', { name: 'B001C004_260202AB' }).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByText('11 clips').waitFor();
  const { clips } = await ask<{ clips: { edges: { node: { id: string; name: string } }[] } }>(
    '{ clips(production: "harbour", filter: { archived: true }) { edges { node { id name } } } }',
  );
  expect(clips.edges.map(({ node }) => node.name)).toEqual(['B001C004_260202AB']);
  await ask('mutation ($ids: [ID!]!) { archiveClips(input: { ids: $ids, archived: false }) { errors { message } } }', {
    ids: clips.edges.map(({ node }) => node.id),
  });
  await page.close();
});
