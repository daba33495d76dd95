/** `npm run check`: everything that can be said about the code without running it. All steps run; the exit code is 1 if one failed. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { run } from './step.ts';

type Step = { readonly name: string; readonly run: () => Promise<string | undefined> };

const tool = (name: string, command: string, args: readonly string[]): Step => ({
  name,
  run: async () => {
    const { code, output } = await run(command, args, { quiet: true });
    return code === 0 ? undefined : output;
  },
});

/** dependency-cruiser calls "0 modules cruised" a success (it does so with a TypeScript it does not know): count them. */
const imports: Step = {
  name: 'imports',
  run: async () => {
    const { code, output } = await run('depcruise', ['--config', '.dependency-cruiser.cjs', 'src', 'workers'], { quiet: true });
    if (code !== 0) return output;
    const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
    return modules > 50
      ? undefined
      : `dependency-cruiser looked at only ${modules} modules: it does not see the TypeScript files.\n${output}`;
  },
};

const schema: Step = {
  name: 'schema',
  run: async () => {
    const { breakingChanges } = await import('./schemaCheck.ts');
    const changes = await breakingChanges();
    return changes.length === 0
      ? undefined
      : `These changes break clients of the published schema:\n${changes.map((change) => `  ${change}`).join('\n')}`;
  },
};

/** What a browser loads first, compressed; GraphiQL is loaded by those who open it. */
const firstLoadLimit = 400_000;
const pageSize: Step = {
  name: 'size of the page',
  run: async () => {
    const folder = 'dist/web';
    if (!existsSync(`${folder}/index.html`)) {
      const { code, output } = await run('vite', ['build', '--config', 'src/web/vite.config.ts'], { quiet: true });
      if (code !== 0) return output;
    }
    const html = readFileSync(`${folder}/index.html`, 'utf8');
    const files = ['index.html', ...[...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((found) => found[1]!)];
    const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(`${folder}/${name}`)).length, 0);
    console.log(
      `     the page loads ${bytes.toLocaleString('en')} compressed bytes at first; the limit is ${firstLoadLimit.toLocaleString('en')}`,
    );
    return bytes < firstLoadLimit
      ? undefined
      : `The page loads ${bytes} compressed bytes at first (${files.join(', ')}); at most ${firstLoadLimit}.`;
  },
};

const steps: Step[] = [
  tool('generate', 'node', ['scripts/generate.ts']),
  tool('types', 'tsc', ['--noEmit', '-p', '.']),
  ...(existsSync('src/web/tsconfig.json') ? [tool('types of the page', 'tsc', ['--noEmit', '-p', 'src/web'])] : []),
  tool('eslint', 'eslint', ['--cache', '--cache-location', 'node_modules/.cache/rushes/eslint', '.']),
  tool('prettier', 'prettier', [
    '--check',
    '--cache',
    '--cache-location',
    'node_modules/.cache/rushes/prettier',
    '--log-level',
    'warn',
    '.',
  ]),
  imports,
  tool('knip', 'knip', ['--no-progress']),
  schema,
  pageSize,
];

let failed = 0;
for (const step of steps) {
  const started = performance.now();
  const trouble = await step.run();
  console.log(`${trouble === undefined ? 'ok  ' : 'FAIL'} ${step.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (trouble !== undefined) {
    failed += 1;
    console.log(trouble);
  }
}
process.exit(failed === 0 ? 0 : 1);
