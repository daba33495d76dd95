/** `npm test`: prepare, check, then every suite. With arguments: only those test files, no check. */
import { run } from './step.ts';

const only = process.argv.slice(2);
const steps: readonly (readonly [string, readonly string[]])[] =
  only.length > 0
    ? [['vitest', ['run', ...only]]]
    : [
        ['node', ['scripts/prepare.ts']],
        ['node', ['scripts/check.ts']],
        ['vitest', ['run']],
      ];
let failed = false;
for (const [command, args] of steps) {
  const { code } = await run(command, args);
  failed ||= code !== 0;
}
process.exit(failed ? 1 : 0);
