import type { Problem, Severity } from '../../domain/problem.ts';

/** The exit codes of the ASC MHL reference implementation (github.com/ascmitc/mhl, errors.py). */
export const verifyExit = {
  ok: 0,
  missingFile: 10,
  hashMismatch: 11,
  directoryHash: 12,
  nothingVerified: 20,
  newFile: 21,
  noHistory: 30,
  modifiedManifest: 31,
  noChain: 32,
  missingManifest: 33,
} as const;

export type VerifyFinding = {
  /** The guardrail's code: MHL_MISSING_FILE, MHL_HASH_MISMATCH, MHL_EXTRA_FILE, MHL_DIRECTORY_HASH, MHL_CHAIN_BROKEN, MHL_ABSENT. */
  readonly code: string;
  readonly severity: Severity;
  /** Relative to the folder. */
  readonly path: string;
  readonly message: string;
  readonly format?: string;
  readonly expected?: string;
  readonly actual?: string;
};

export type VerifyReport = {
  readonly folder: string;
  /** What it was checked against. */
  readonly kind: 'asc-mhl' | 'mhl-1' | 'none';
  readonly mode: 'full' | 'quick';
  readonly exitCode: number;
  /** One sentence. */
  readonly verdict: string;
  readonly generations: number;
  /** Lists of MHL 1.x that were used, or folders that hold an ASC MHL history. */
  readonly histories: readonly string[];
  readonly filesExpected: number;
  readonly filesVerified: number;
  readonly bytesHashed: number;
  readonly findings: readonly VerifyFinding[];
  /** Troubles of the manifests themselves that do not decide the verdict. */
  readonly problems: readonly Problem[];
};

const sentences: Readonly<Record<number, string>> = {
  [verifyExit.ok]: 'Complete and intact',
  [verifyExit.missingFile]: 'Files of the history are missing',
  [verifyExit.hashMismatch]: 'Files differ from their hashes',
  [verifyExit.directoryHash]: 'Every file is intact, but a folder does not hold what its directory hash says',
  [verifyExit.nothingVerified]: 'Not one file of the history is here to be verified',
  [verifyExit.newFile]: 'There are files that the history does not know',
  [verifyExit.noHistory]: 'There is no ASC MHL history and no MHL list here',
  [verifyExit.modifiedManifest]: 'A manifest was changed after it was sealed, or cannot be read',
  [verifyExit.noChain]: 'The history has no readable chain file',
  [verifyExit.missingManifest]: 'A manifest that the chain names is missing',
};

export function verdictOf(exitCode: number, mode: 'full' | 'quick'): string {
  if (exitCode === verifyExit.ok && mode === 'quick') return 'Complete (names only; nothing was hashed)';
  return sentences[exitCode] ?? `Verification ended with code ${exitCode}`;
}

/** Shared with the MHL 1.x lists. */
export function mismatch(
  path: string,
  format: string,
  expected: string,
  actual: string | undefined,
  error: string | undefined,
): VerifyFinding {
  const message =
    actual === undefined
      ? `${path} cannot be read (${error ?? 'no reason given'}), so it is not proven intact.`
      : `${path} is not the file that was recorded: its ${format} hash is ${actual}, the history says ${expected}.`;
  return { code: 'MHL_HASH_MISMATCH', severity: 'BLOCK', path, message, format, expected, ...(actual === undefined ? {} : { actual }) };
}
