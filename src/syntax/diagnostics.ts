import type { Diagnostic, Severity } from '../domain/problem.ts';

export type DiagnosticPlace = { readonly line?: number; readonly column?: number; readonly fix?: string };

/** Gathers what a reader has to say about one file. */
export type DiagnosticLog = {
  readonly add: (severity: Severity, code: string, message: string, place?: DiagnosticPlace) => void;
  /** In the order of lines; those about the whole file first. */
  readonly all: () => readonly Diagnostic[];
};

/** Enough for any person to read; a 50 MB list of broken lines must not become a 500 MB answer. */
const maxDiagnostics = 1_000;

export function diagnosticLog(fileName: string): DiagnosticLog {
  const kept: Diagnostic[] = [];
  let left = 0;
  return {
    add(severity, code, message, place = {}) {
      if (kept.length >= maxDiagnostics) {
        left += 1;
        return;
      }
      const at = place.line === undefined ? fileName : `${fileName}:${place.line}${place.column === undefined ? '' : `:${place.column}`}`;
      const { line, column, fix } = place;
      kept.push({
        severity,
        code,
        message,
        at,
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
        ...(fix === undefined ? {} : { fix }),
      });
    },
    all() {
      const sorted = kept.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
      if (left > 0) {
        sorted.push({
          severity: 'WARN',
          code: 'MORE_DIAGNOSTICS',
          message: `${left} more diagnostics of ${fileName} are not listed; mend the first ${maxDiagnostics} and read it again.`,
          at: fileName,
        });
      }
      return sorted;
    },
  };
}
