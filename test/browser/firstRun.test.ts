import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { newHome, startService, type Service } from '../servers/service.ts';
import { ask, expectAccessible, inBrowser, open, shot } from './browser.ts';

/** An empty catalogue: what somebody sees who has only just installed it. */

const running: Service[] = [];
afterAll(async () => {
  for (const service of running) await service.close();
});

async function emptyService(home = newHome()): Promise<Service> {
  const service = await startService({ home });
  running.push(service);
  return service;
}

/** The seed's cards, as the seeded service has them. */
async function seedCards(): Promise<string> {
  const { production } = await ask<{ production: { ingests: { path: string }[] } }>(
    '{ production(slug: "harbour") { ingests(first: 1) { path } } }',
  );
  return join('/', production.ingests[0]!.path);
}

inBrowser('a production is created and its cards brought in from the page, watched to the end', async () => {
  const service = await emptyService();
  const page = await open('/', service.token, undefined, service.url);
  await page.getByRole('heading', { name: 'No productions yet' }).waitFor();
  await shot(page, 'first-run');
  await expectAccessible(page);
  await page.getByLabel('Title of the production').fill('Harbour Lights, Season 2');
  await page.getByText('call it harbour-lights-season-2.').waitFor();
  await page.getByLabel(/^Folder of the cards/).fill(await seedCards());
  await page.getByRole('button', { name: 'Create the production' }).click();
  const row = page.getByRole('table', { name: 'What was brought in' }).getByRole('row', { name: /cards/ });
  // Twelve clips (seed/plan.ts), without reloading.
  await row.getByText('12 of 12 read').waitFor({ timeout: 120_000 });
  await row.getByText('Done').first().waitFor();
  await shot(page, 'bring');
  await expectAccessible(page);
  await row.getByRole('link', { name: 'Find them' }).click();
  await page
    .getByText(/12 clips/)
    .first()
    .waitFor();
  await page.close();
});

inBrowser('the seed production opens with one click', async () => {
  const home = newHome();
  // Footage that was made once need not be made again: the seed takes up what lies there.
  mkdirSync(join(home, 'seed'));
  const cards = await seedCards();
  cpSync(cards, join(home, 'seed', 'cards'), { recursive: true, preserveTimestamps: true });
  expect(dirname(cards)).not.toBe(join(home, 'seed'));
  const service = await emptyService(home);
  const page = await open('/', service.token, undefined, service.url);
  await page.getByRole('button', { name: 'Make the seed production and open it' }).click();
  await page
    .getByRole('log', { name: 'What is being done' })
    .getByText(/Making the seed production/)
    .waitFor();
  await page.waitForURL('**/p/harbour/find**', { timeout: 200_000 });
  await page
    .getByText(/12 clips/)
    .first()
    .waitFor();
  await page.close();
});
