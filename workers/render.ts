/** Renders plates, trims, proxies and stills. Any number may run, anywhere that reaches the database and the media roots. */
import { runService } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';

await runService(() => ({ ...loadConfig(), roles: ['render'] }));
