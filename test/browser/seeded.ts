import { existsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startService } from '../servers/service.ts';
import { browserPath } from './chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The running service with the seed production; null where there is no browser to look at it with. */
    readonly seeded: { readonly url: string; readonly token: string; readonly printed: string } | null;
  }
}

/** One service with the seed for all browser tests: each file leaves the production fit for the next. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!existsSync(browserPath)) {
    if (process.env['CI'] === 'true') throw new Error('Chromium is absent; test/setup.sh installs it.');
    console.log('left out: the browser tests (no Chromium)');
    project.provide('seeded', null);
    return undefined;
  }
  const service = await startService({ seed: true });
  project.provide('seeded', { url: service.url, token: service.token, printed: service.printed() });
  return () => service.close();
}
