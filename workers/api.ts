/** The API and the page, without any work of its own. One a database. */
import { runService } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';

await runService(() => ({ ...loadConfig(), roles: ['api'] }));
