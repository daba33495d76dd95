/** The typed client of docs/api.md, as a reader would copy it: its types are generated, the compiler takes it, and it takes a mistake for one. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate, type CodegenConfig } from '@graphql-codegen/cli';
import ts from 'typescript';
import { afterAll, expect, test } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rushes-client-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The code block of the page that begins with this comment. */
function block(begin: string): string {
  const found = [...readFileSync(join(project, 'docs/api.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].find(([, code]) =>
    code!.startsWith(begin),
  );
  if (found === undefined) throw new Error(`docs/api.md has no block that begins with "${begin}"`);
  return found[1]!;
}

function complaints(file: string, code: string): string[] {
  writeFileSync(file, code);
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    types: ['node'],
    typeRoots: [join(project, 'node_modules/@types')],
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('the example compiles, and a field that is not asked for does not', async () => {
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(project, join(folder, 'rushes'));
  const source = block('// conform.ts');
  const file = join(folder, 'src/conform.ts');
  writeFileSync(file, source);
  writeFileSync(join(folder, 'codegen.ts'), block('// codegen.ts'));
  const { default: config } = (await import(join(folder, 'codegen.ts'))) as { default: CodegenConfig };
  const files = (await generate({ ...config, cwd: folder, silent: true }, false)) as { filename: string; content: string }[];
  mkdirSync(join(folder, 'src/gql'));
  for (const { filename, content } of files) writeFileSync(join(folder, filename), content);

  expect(complaints(file, source)).toEqual([]);
  const mistaken = source.replace("production: 'harbour'", 'production: 7').replace('event.fix)', 'event.fixx)');
  expect(complaints(file, mistaken)).toEqual([
    expect.stringContaining("'number' is not assignable to type 'string'"),
    expect.stringContaining("Property 'fixx' does not exist"),
  ]);
});
