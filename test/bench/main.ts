/** `npm run bench -- NAME`: figures, measured here and now. One module a name; each prints its own table. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'main.ts' && !name.endsWith('.test.ts'))
  .map((name) => name.replace(/\.ts$/, ''))
  .sort();
const [name, ...rest] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.error(`Say which benchmark to run: ${names.join(', ')}.`);
  process.exitCode = 2;
} else {
  const benchmark = (await import(`./${name}.ts`)) as { readonly run: (argv: readonly string[]) => Promise<void> };
  await benchmark.run(rest);
}
