import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The page in a real browser, over the running service with the seed production that it made itself. */
const project = fileURLToPath(new URL('../..', import.meta.url));
const artefacts = join(project, 'test-artefacts');
const browserPath = '/usr/bin/chromium';
let home: string;
let service: ChildProcess;
let browser: Browser;
let url: string;
let token: string;
let printed = '';

const problems: string[] = [];

async function open(path: string, secret = token): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) problems.push(`request to ${origin}`);
  });
  await page.goto(`${url}${path}#token=${secret}`);
  return page;
}

async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(artefacts, { recursive: true });
  await page.screenshot({ path: join(artefacts, `${name}.png`) });
}

async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const result = (await page.evaluate('axe.run()')) as { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
  return result.violations
    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .map((each) => `${each.id}: ${each.nodes[0]?.html}`);
}

beforeAll(async () => {
  if (!existsSync(browserPath)) {
    if (process.env['CI'] === 'true') throw new Error('Chromium is absent; test/setup.sh installs it.');
    console.log('left out: the browser tests (no Chromium)');
    return;
  }
  home = mkdtempSync(join(tmpdir(), 'rushes-page-'));
  const { chmodSync } = await import('node:fs');
  chmodSync(home, 0o755);
  symlinkSync(join(project, '.rushes', 'engines'), join(home, 'engines'));
  service = spawn(join(project, 'node_modules/.bin/node'), ['src/main.ts'], {
    cwd: project,
    env: {
      ...process.env,
      RUSHES_HOME: home,
      RUSHES_PORT: '0',
      RUSHES_SEED: 'auto',
      RUSHES_LOG: 'error',
      DATABASE_URL: '',
      ELASTICSEARCH_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  service.stdout!.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const end = Date.now() + 240_000;
  while (!/events as expected|could not be made/.test(printed)) {
    if (Date.now() > end || service.exitCode !== null) throw new Error(`The seed did not come through:\n${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  url = /listens at (\S+)/.exec(printed)![1]!;
  token = readFileSync(join(home, 'token'), 'utf8').trim();
  browser = await chromium.launch({
    executablePath: browserPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});

afterAll(async () => {
  await browser?.close();
  if (service && service.exitCode === null) {
    service.kill('SIGTERM');
    await new Promise((resolve) => service.once('exit', resolve));
  }
  if (home) rmSync(home, { recursive: true, force: true });
});

const withBrowser = existsSync(browserPath) ? test : test.skip;

withBrowser('the seed came out as its answers say: clips, events, a plate and its AMF', () => {
  expect(printed).toContain('12 of 12 clips inspected, 17 of 17 events as expected.');
  expect(printed).toMatch(/Plate: 36 EXR frames .* and 1 AMF/);
});

withBrowser('signs in by the link, finds clips, and shows one with the origin of its fields', async () => {
  const page = await open('/');
  await page.getByText('12 clips').waitFor();
  expect(page.url()).not.toContain('token');
  await shot(page, 'find');
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('searchbox', { name: 'Search clips' }).fill('ei:1280');
  await page.getByText('1 clips').waitFor();
  expect(page.url()).toContain('q=ei');
  await page.getByRole('link', { name: 'A001C002_260203_R2CD' }).click();
  await page.getByRole('heading', { name: 'Every field and its origin' }).waitFor();
  expect(await page.getByText('com.arri.camera.ExposureIndexAsa').first().isVisible()).toBe(true);
  await shot(page, 'clip');
  expect(await seriousViolations(page)).toEqual([]);
  await page.close();
});

withBrowser('a wrong search points at its character', async () => {
  const page = await open('/p/harbour/find');
  await page.getByRole('searchbox', { name: 'Search clips' }).fill('ei:loud');
  await page.getByText(/At character 4/).waitFor();
  await page.close();
});

withBrowser('an ambiguous event is decided with the keyboard, and undone', async () => {
  const page = await open('/p/harbour/conform');
  await page.getByRole('link', { name: 'harbour_v3.edl' }).click();
  const row = page.getByRole('row', { name: /006/ }).first();
  await row.getByText('Ambiguous').waitFor();
  await shot(page, 'conform');
  expect(await seriousViolations(page)).toEqual([]);
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

withBrowser('a dropped list is matched; names from it never run as code', async () => {
  const page = await open('/p/harbour/conform');
  const list =
    'TITLE: HOSTILE\nFCM: NON-DROP FRAME\n\n001  B001C001_260202AB V C 10:12:03:00 10:12:04:00 01:00:00:00 01:00:01:00\n* FROM CLIP NAME: <img src=x onerror=alert(1)><script>alert(2)</script>\n';
  await page.setInputFiles('input[type=file]', { name: '<b>hostile</b>.edl', mimeType: 'text/plain', buffer: Buffer.from(list) });
  await page.getByRole('row', { name: /001/ }).first().getByText('Matched').waitFor();
  expect(await page.locator('main img[src="x"]').count()).toBe(0);
  await page.close();
});

withBrowser('an empty file is refused in one sentence', async () => {
  const page = await open('/p/harbour/conform');
  await page.setInputFiles('input[type=file]', { name: 'nothing.edl', mimeType: 'text/plain', buffer: Buffer.from('') });
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toMatch(/empty/);
  await page.close();
});

withBrowser('a viewer sees and may not import', async () => {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: 'mutation { createToken(input: { name: "viewer", role: VIEWER }) { secret } }' }),
  });
  const { data } = (await answer.json()) as { data: { createToken: { secret: string } } };
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/p/harbour/conform#token=${data.createToken.secret}`);
  await page.getByRole('link', { name: 'harbour_v3.edl' }).waitFor();
  expect(await page.locator('input[type=file]').count()).toBe(0);
  await context.close();
});

withBrowser('why a clip looks as it does, and where it parts from another', async () => {
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
  expect(await seriousViolations(page)).toEqual([]);
  await page.close();
});

withBrowser('rolls, gaps, findings: accepted with a reason; a format card answered', async () => {
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
  expect(await seriousViolations(page)).toEqual([]);
  await page.close();
});

withBrowser('a pull is planned, requested, and watched to its end', async () => {
  const page = await open('/p/harbour/conform');
  await page.getByRole('link', { name: 'harbour_v3.edl' }).click();
  await page.getByText('Pull plates, proxies or trims of this list').click();
  await page.getByLabel('Recipe').selectOption('proxy-h264');
  await page.getByLabel('Handles').fill('2');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByText(/\d+ plates, \d+ frames/).waitFor();
  await page.getByText('MATCH_AMBIGUOUS').first().waitFor();
  await page.getByRole('button', { name: 'Request this pull' }).click();
  const row = page.getByRole('table', { name: 'Pulls' }).getByRole('row', { name: /harbour_v3.edl v001/ });
  // Without reloading.
  await row.getByText('harbour/pulls/harbour_v3_v001').waitFor({ timeout: 120_000 });
  await shot(page, 'pulls');
  expect(await seriousViolations(page)).toEqual([]);
  await page.close();
});

withBrowser('a lost connection is said, and the page recovers', async () => {
  const page = await open('/p/harbour/jobs');
  await page.getByRole('heading', { name: 'Pulls and jobs' }).waitFor();
  await page.route('**/graphql', (route) => route.abort());
  await page.getByRole('link', { name: 'Conform' }).click();
  await page.getByRole('alert').filter({ hasText: 'does not answer' }).first().waitFor();
  await page.unroute('**/graphql');
  // Without a click: the page asks again by itself.
  await page.getByRole('link', { name: 'harbour_v3.edl' }).waitFor();
  await page.getByRole('link', { name: 'Find' }).click();
  await page.getByText('12 clips').waitFor();
  await page.close();
  // The browser itself logs each request that could not be made.
  for (let index = problems.length - 1; index >= 0; index -= 1) if (/ERR_FAILED/.test(problems[index]!)) problems.splice(index, 1);
});

withBrowser('GraphiQL comes from our own bundle', async () => {
  const page = await open('/graphiql');
  await page.locator('.graphiql-container').waitFor({ timeout: 20_000 });
  await page.close();
});

withBrowser('nothing was logged as an error and no other host was asked', () => {
  expect(problems.filter((problem) => !/favicon/.test(problem))).toEqual([]);
});
