/** Walks storage and reads the metadata of what it finds. Any number may run, anywhere that reaches the database and the media roots. */
import { runService } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';

await runService(() => ({ ...loadConfig(), roles: ['inspect'] }));
