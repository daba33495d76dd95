/** Prints the SQL that leads from one Prisma schema file (or nothing) to another: `node scripts/migrationSql.ts [OLD] NEW`. Prisma's own engine as WebAssembly; no download, no database. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';

const require = createRequire(import.meta.url);
const engineModule = await import('@prisma/schema-engine-wasm/schema_engine_bg');
const wasm = await WebAssembly.instantiate(
  readFileSync(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/js$/, 'wasm')),
  {
    './schema_engine_bg.js': engineModule,
  },
);
engineModule.__wbg_set_wasm(wasm.instance.exports);
(wasm.instance.exports as { __wbindgen_start: () => void }).__wbindgen_start();

const files = process.argv.slice(2);
const schema = (path: string) => ({ tag: 'schemaDatamodel' as const, files: [{ path, content: readFileSync(path, 'utf8') }] });
const newest = schema(files.at(-1) ?? 'prisma/schema.prisma');
const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: process.env['DATABASE_URL'] }));
const engine = await engineModule.SchemaEngine.new(
  { datamodels: [[newest.files[0]!.path, newest.files[0]!.content]] },
  () => undefined,
  adapter,
);
const result = await engine.diff({
  from: files.length > 1 ? schema(files[0]!) : { tag: 'empty' },
  to: newest,
  script: true,

  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(result.stdout ?? '');
engine.free();
process.exit(0);
