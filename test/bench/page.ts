/** The page over 100,000 clips in a real browser: the longest task of its main thread while one scrolls, jumps and types, read from a browser trace. */
import { availableParallelism, loadavg } from 'node:os';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts';
import { createPool, createSql } from '../../src/adapters/postgres/sql.ts';
import { browserArguments, browserPath } from '../browser/chromium.ts';
import { insertClips } from '../search-contract/fixture.ts';
import { startService } from '../servers/service.ts';

/** Milliseconds that a task of the main thread may take at most: longer, and a person feels the page hold on. */
const targetMs = 100;

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  /** Microseconds of the processor, without the time in which other processes ran. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
};

export async function run([count = '100000']: readonly string[]): Promise<void> {
  const service = await startService({ env: { NODE_ENV: 'production' } });
  let browser: Browser | undefined;
  try {
    await fill(service.home, Number(count));
    const { clips } = (await service.ask('{ clips(production: "large", first: 1) { totalCount } }')) as { clips: { totalCount: number } };
    console.log(
      `${clips.totalCount.toLocaleString('en')} clips; load of the machine ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} processors`,
    );
    console.log('longest task while            clock processor');
    browser = await chromium.launch({ executablePath: browserPath, args: [...browserArguments] });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${service.url}/p/large/find#token=${service.token}`);
    await page.getByText(`${clips.totalCount.toLocaleString('en')} clips`).waitFor();
    await shown(page);

    const { x, y } = (await page.getByRole('grid', { name: 'Clips' }).boundingBox())!;
    await page.mouse.move(x + 300, y + 300);
    const longest = [
      await traced(browser, page, 'scrolling the table', async () => {
        for (let step = 0; step < 120; step += 1) {
          await page.mouse.wheel(0, 600);
          await page.waitForTimeout(30);
        }
      }),
      await traced(browser, page, 'dragging through all of it', () => jumps(page, 40, 120)),
      await traced(browser, page, 'typing a search', async () => {
        await page.keyboard.press('/');
        await page.keyboard.type('camera:a,b day:2026-02-03..2026-02-10 a00', { delay: 70 });
        await page.waitForTimeout(1500);
        await page.keyboard.press('Control+A');
        await page.keyboard.press('Delete');
        await page.getByText(`${clips.totalCount.toLocaleString('en')} clips`).waitFor();
      }),
      await traced(browser, page, 'scrolling pictures', async () => {
        await page.getByRole('button', { name: 'Pictures' }).click();
        await page.mouse.move(x + 300, y + 300);
        for (let step = 0; step < 80; step += 1) {
          await page.mouse.wheel(0, 600);
          await page.waitForTimeout(30);
        }
      }),
      await traced(browser, page, 'holding the arrow down', async () => {
        await page.getByRole('button', { name: 'Table' }).click();
        for (let step = 0; step < 150; step += 1) await page.keyboard.press('j');
      }),
    ];
    const waits: number[] = [];
    for (const place of [0.5, 0.25, 0.9, 0.6, 0.05]) {
      const started = performance.now();
      await jump(page, place);
      await shown(page);
      waits.push(performance.now() - started);
    }
    console.log(`from a jump to its rows      ${Math.round(waits.sort((a, b) => a - b)[2]!)} ms in the middle of five`);
    for (const by of ['clock', 'processor'] as const) {
      const worst = Math.max(...longest.map((each) => each[by]));
      console.log(`by the ${by.padEnd(22)}${worst.toFixed(0)} ms; target under ${targetMs} ms: ${worst < targetMs ? 'held' : 'not held'}`);
    }
  } finally {
    await browser?.close();
    await service.close();
  }
}

async function fill(home: string, count: number): Promise<void> {
  // The service's own database, adopted: clips by SQL, documents by the service's own indexing.
  const server = await startEmbeddedPostgres(home);
  const pool = createPool(server.url, 2);
  const sql = createSql(pool);
  await insertClips(sql, 'large', count);
  for (;;) {
    const [row] = await sql.query<{ waiting: number }>('SELECT count(*)::int AS waiting FROM change_feed');
    if (row!.waiting === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await sql.query('VACUUM ANALYZE search_document');
  await pool.end();
}

const scroller = 'document.querySelector(".results")';
const jump = (page: Page, place: number): Promise<unknown> => page.evaluate(`${scroller}.scrollTop = ${scroller}.scrollHeight * ${place}`);
async function jumps(page: Page, times: number, everyMs: number): Promise<void> {
  for (let step = 0; step < times; step += 1) {
    await jump(page, (step * 0.37) % 1);
    await page.waitForTimeout(everyMs);
  }
}

/** All rows in sight are clips, none a placeholder. */
async function shown(page: Page): Promise<void> {
  await page.waitForTimeout(50);
  // Asked from here: the page's policy lets nothing evaluate text inside it.
  while (
    !(await page.evaluate('document.querySelectorAll(".result").length > 5 && document.querySelectorAll(".result .waiting").length === 0'))
  )
    await page.waitForTimeout(20);
}

/** Milliseconds of the longest task: by the clock, other processes' turns included, and of the processor, which is what the page itself needs. */
type Longest = { readonly clock: number; readonly processor: number };

async function traced(browser: Browser, page: Page, what: string, work: () => Promise<void>): Promise<Longest> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain')
      .map((event) => `${event.pid} ${event.tid}`),
  );
  const tasks = traceEvents.filter(
    (event) => event.ph === 'X' && /(^|::)RunTask$/.test(event.name) && mains.has(`${event.pid} ${event.tid}`) && event.dur !== undefined,
  );
  if (tasks.length === 0) throw new Error('The trace holds no task of the main thread; the names of this browser are others.');
  const longest: Longest = {
    clock: Math.max(...tasks.map((task) => task.dur! / 1000)),
    processor: Math.max(...tasks.map((task) => (task.tdur ?? task.dur!) / 1000)),
  };
  console.log(
    `${what.padEnd(28)} ${longest.clock.toFixed(0).padStart(5)} ms ${longest.processor.toFixed(0).padStart(5)} ms   of ${tasks.length} tasks`,
  );
  return longest;
}
