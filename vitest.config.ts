import { defineConfig } from 'vitest/config';

// As Node resolves: else our files get graphql's `module` build and the libraries its `main`, two graphqls that do not know one another.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

/** Unit and golden suites run beside the code; suites that start servers live under test/ and run one file at a time. */
export default defineConfig({
  test: {
    projects: [
      { resolve, test: { name: 'unit', include: ['src/**/*.test.ts', 'test/golden/**/*.test.ts'], testTimeout: 60_000 } },
      {
        resolve,
        test: {
          name: 'system',
          include: ['test/**/*.test.ts'],
          exclude: ['test/golden/**', 'test/browser/**', 'node_modules/**'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        resolve,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/seeded.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
