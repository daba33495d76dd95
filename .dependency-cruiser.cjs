/** Who may import whom (README, map). Every rule is a sentence of that map. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { pathNot: allowed },
});
const lists = '^src/(formats|timelines|documents|rules|recipes)/';
const parserLibraries = 'node_modules/(saxes|fast-xml-parser|zod|ajv|ajv-formats|xmllint-wasm|xmlchars)/';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('domain-imports-nothing', '^src/domain/', ['^src/domain/'], 'domain is pure: no npm package, no node:'),
    only(
      'syntax',
      '^src/syntax/',
      ['^src/(domain|syntax)/', parserLibraries, '^(node:)?(buffer|util|string_decoder)$'],
      'syntax: domain and a parser library',
    ),
    ...['formats', 'timelines', 'documents', 'rules', 'recipes'].map((folder) =>
      only(
        `${folder}-stand-alone`,
        `^src/${folder}/`,
        [`^src/(domain|syntax|${folder})/`, parserLibraries, '^(node:)?(buffer|crypto|path|util|zlib|fs|url)$'],
        `${folder} import domain, syntax and a parser library, never each other`,
      ),
    ),
    {
      name: 'services-no-adapters',
      severity: 'error',
      comment: 'services see adapters only as port types; api, cli and web never',
      from: { path: '^src/services/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(adapters|api|cli|web|app\\.ts|config\\.ts)' },
    },
    {
      name: 'services-through-lists',
      severity: 'error',
      comment: 'services reach formats, timelines, documents, rules and recipes through their index.ts',
      from: { path: '^src/services/', pathNot: '\\.test\\.ts$' },
      to: { path: lists, pathNot: '/(index|writers)\\.ts$|/writers/index\\.ts$' },
    },
    {
      name: 'adapters-stand-alone',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: ['^src/domain/', '^src/adapters/$1/'] },
    },
    {
      name: 'prisma-only-in-postgres',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/postgres/' },
      to: { path: 'node_modules/(@prisma|prisma)/' },
    },
    {
      name: 'api-no-adapters',
      severity: 'error',
      from: { path: '^src/api/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(adapters|cli|web|app\\.ts|config\\.ts)' },
    },
    {
      name: 'cli-speaks-graphql',
      severity: 'error',
      from: { path: '^src/cli/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(adapters|api|web)' },
    },
    {
      name: 'web-speaks-graphql',
      severity: 'error',
      from: { path: '^src/web/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/', pathNot: ['^src/web/', '^src/domain/'] },
    },
    {
      name: 'workers-thin',
      severity: 'error',
      from: { path: '^(workers/|src/main\\.ts)' },
      to: { path: '^src/', pathNot: ['^src/(app|config|main)\\.ts$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(generated|\\.test\\.ts$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
