/** The documents Rushes reads: one file per standard, one line here, one golden folder under test/golden/documents. */
export * as ascMhl from './ascMhl.ts';
export * as ascMhlHistory from './ascMhlHistory.ts';
export * as legacyMhl from './legacyMhl.ts';
export { defaultIgnorePatterns, ignoreMatcher } from './ignorePatterns.ts';
