import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { ask, expectAccessible, inBrowser, open, shot, url } from './browser.ts';

/** What a card, a list or a person may write, shown as what it is: text. It never runs, and never breaks the page. */

const names = [
  '<script>window.ran = 1',
  '<svg onload=window.ran=7>',
  '"><img src=x onerror="window.ran = 2">',
  // Of a path the last part counts: here there is none, and the clip is one without a name.
  "');window.ran=3;//",
  // Right to left, with an override that would turn round what stands after it.
  'مشهد ٤٢ \u202Eflipped',
  '🎬🎞️👩‍🎤 naïve Ångström',
  'javascript:window.ran=4',
  `A${'very'.repeat(1250)}long`,
  'A001 with spaces & ampersands %00 ../../etc',
];
const values = [
  '<svg onload="window.ran=5">',
  'line one\nline two\r\nline three',
  '\u202Eright to left\u202C',
  'x'.repeat(5000),
  '{{constructor}}',
];

async function made(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rushes-hostile-'));
  const rows = names.map((name, index) => `${name}\tA00${index}\t01:0${index}:00:00\t01:0${index}:10:00`);
  writeFileSync(
    join(folder, 'hostile.ale'),
    ['Heading', 'FIELD_DELIM\tTABS', 'VIDEO_FORMAT\t1080', 'FPS\t24', '', 'Column', 'Name\tTape\tStart\tEnd', '', 'Data', ...rows, ''].join(
      '\n',
    ),
  );
  await ask(
    'mutation { createProduction(input: { slug: "hostile", title: "<b onmouseover=alert(1)>Hostile</b> \u202Eshow", rate: "24/1" }) { errors { message } } }',
  );
  await ask('mutation ($paths: [String!]!) { ingest(input: { production: "hostile", paths: $paths }) { errors { message } } }', {
    paths: [join(folder, 'hostile.ale')],
  });
  for (;;) {
    const { clips } = await ask<{ clips: { totalCount: number; edges: { node: { id: string; name: string } }[] } }>(
      '{ clips(production: "hostile", orderBy: { field: NAME }) { totalCount edges { node { id name } } } }',
    );
    if (clips.totalCount === names.length) {
      const ids = clips.edges.map(({ node }) => node.id);
      for (const [index, value] of values.entries())
        await ask(
          'mutation ($ids: [ID!]!, $value: JSON, $reason: String!) { correctFields(input: { target: { clips: $ids }, fields: [{ field: "lens.model", value: $value }, { field: "color.look", value: $value }], reason: $reason }) { errors { message } } }',
          { ids: [ids[index]], value, reason: value.slice(0, 200) },
        );
      await ask(
        'mutation ($name: String!) { saveSearch(input: { production: "hostile", name: $name, query: "lens:*" }) { errors { message } } }',
        {
          name: '<img src=x onerror=window.ran=6>',
        },
      );
      // Completions and counts come from the index, which is a moment behind.
      for (;;) {
        const { clips } = await ask<{ clips: { facets: { values: unknown[] }[] } }>(
          '{ clips(production: "hostile") { facets(fields: [LENS]) { values { value } } } }',
        );
        if (clips.facets[0]?.values.length === values.length) break;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      // Not before: each row is read in a job of its own.
      rmSync(folder, { recursive: true });
      return ids;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Nothing ran, nothing became an element, and nothing is wider than the window. */
async function expectUnharmed(page: Page): Promise<void> {
  expect(await page.evaluate('window.ran')).toBeUndefined();
  expect(await page.locator('#root :is(script, [onerror], [onload], [onmouseover], img[src="x"])').count()).toBe(0);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  expect(await page.evaluate('document.querySelector("main").scrollWidth <= document.querySelector("main").clientWidth + 1')).toBe(true);
}

inBrowser('hostile names and values are text on every page', async () => {
  const ids = await made();
  const page = await open('/p/hostile/find?cols=lens,look,roll,start');
  await page.getByText(`${names.length} clips`).waitFor();
  await page.getByText('<script>window.ran = 1').first().waitFor();
  await expectUnharmed(page);
  await page.getByRole('button', { name: 'Lens' }).click();
  const box = page.getByRole('combobox', { name: 'Search clips' });
  await box.fill('lens:');
  await page.getByRole('listbox', { name: 'Completions' }).getByRole('option').first().waitFor();
  await expectUnharmed(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByText('<img src=x onerror=window.ran=6>').waitFor();
  await page.keyboard.press('Escape');
  await box.fill('');
  await page.getByRole('button', { name: 'Pictures' }).click();
  await page.locator('.tile').first().waitFor();
  await expectUnharmed(page);
  await shot(page, 'hostile');
  await expectAccessible(page);
  for (const id of ids) {
    await page.goto(`${url}/p/hostile/clip/${id}`);
    await page.getByRole('table', { name: 'Every field and its origin' }).waitFor();
    await expectUnharmed(page);
  }
  for (const tab of ['raw', 'files', 'findings', 'made', 'history']) {
    await page.goto(`${url}/p/hostile/clip/${ids[0]}?tab=${tab}`);
    await page.locator('h1').waitFor();
    await expectUnharmed(page);
  }
  await page.goto(`${url}/p/hostile/why/${ids[0]}?with=${ids[1]}`);
  await page.locator('.why-said ol, .why-said.same').first().waitFor();
  await expectUnharmed(page);
  await expectAccessible(page);
  await page.close();
});

inBrowser('the content security policy allows no inline script, and would stop one', async () => {
  const answer = await fetch(url);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  expect(await answer.text()).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=/i);
});
