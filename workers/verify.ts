/** Hashes files and compares them with the manifests that came with them. Any number may run, anywhere that reaches the database and the media roots. */
import { runService } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';

await runService(() => ({ ...loadConfig(), roles: ['verify'] }));
