/** `npm start`: everything in one process, or the roles that RUSHES_ROLES names. */
import { runService } from './app.ts';
import { loadConfig } from './config.ts';

await runService(loadConfig);
