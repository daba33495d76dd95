import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, expect, inject, test } from 'vitest';
import { browserArguments, browserPath } from './chromium.ts';

const artefacts = join(fileURLToPath(new URL('../..', import.meta.url)), 'test-artefacts');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const service = inject('seeded');

export const url = service?.url ?? '';
export const token = service?.token ?? '';
/** What the service printed while it made the seed. */
export const printed = service?.printed ?? '';
/** A test that needs the browser; left out, and said so by the setup, where there is none. */
export const inBrowser = service === null ? test.skip : test;

let browser: Browser | undefined;
/** What a page logged as an error, and each request to another host. */
const problems: string[] = [];

/** A page that is signed in by the link; every one has its own cookies and storage. `at`: another service than the seeded one. */
export async function open(path: string, secret = token, size = { width: 1400, height: 900 }, at = url): Promise<Page> {
  browser ??= await chromium.launch({ executablePath: browserPath, args: [...browserArguments] });
  const page = await browser.newPage({ viewport: size });
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(at).origin) problems.push(`request to ${origin}`);
  });
  await page.goto(`${at}${path}#token=${secret}`);
  return page;
}

/** The browser itself logs each request that could not be made; for tests that cut the connection. */
export function forgive(pattern: RegExp): void {
  for (let index = problems.length - 1; index >= 0; index -= 1) if (pattern.test(problems[index]!)) problems.splice(index, 1);
}

/** Kept as an artefact of the run. */
export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(artefacts, { recursive: true });
  await page.screenshot({ path: join(artefacts, `${name}.png`) });
}

/** No serious violation, in the light and in the dark. Nothing is clicked: open menus and dialogs are looked at as they stand. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
    await page.evaluate(axe);
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
    };
    const serious = violations.filter((each) => each.impact === 'serious' || each.impact === 'critical');
    expect(serious.map((each) => `${theme}: ${each.id}: ${each.nodes[0]?.html} ${each.nodes[0]?.failureSummary}`)).toEqual([]);
  }
}

/** GraphQL as the administrator; throws on an error. */
export async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data: Data; errors?: { message: string }[] };
  if (errors?.[0]) throw new Error(errors[0].message);
  return data;
}

afterEach(() => {
  const seen = problems.splice(0).filter((problem) => !/favicon/.test(problem));
  expect(seen, 'errors on the console, or requests to another host').toEqual([]);
});
afterAll(async () => {
  await browser?.close();
});
