import {
  AmbiguousName,
  Blocked,
  Conflict,
  InvalidInput,
  LimitExceeded,
  NotAllowed,
  NotAuthenticated,
  NotFound,
  RushesError,
  Unavailable,
  Unreadable,
} from '../domain/errors.ts';
import type { ExitCode } from './command.ts';

/** 3: a service is unavailable. 4: not allowed. 2: everything else that was refused: bad arguments, or no input readable. */
const exitCodes: Readonly<Record<string, ExitCode>> = { UNAUTHENTICATED: 4, FORBIDDEN: 4, UNAVAILABLE: 3, INTERNAL: 3 };

export type ErrorReport = { readonly error: { readonly code: string; readonly message: string; readonly at: string | null } };

/** What an error says and which exit code it has. Errors that are not ours are faults: they say so and keep their text. */
export function reportOf(error: unknown): { readonly report: ErrorReport; readonly exitCode: ExitCode } {
  if (error instanceof RushesError) {
    return { report: { error: { code: error.code, message: error.message, at: error.at ?? null } }, exitCode: exitCodes[error.code] ?? 2 };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { report: { error: { code: 'INTERNAL', message: `Rushes failed unexpectedly: ${message}`, at: null } }, exitCode: 3 };
}

const classes: Readonly<Record<string, new (message: string, options: { at?: string | undefined }) => RushesError>> = {
  BAD_USER_INPUT: InvalidInput,
  GRAPHQL_VALIDATION_FAILED: InvalidInput,
  INVALID_INPUT: InvalidInput,
  NOT_FOUND: NotFound,
  AMBIGUOUS_NAME: AmbiguousName,
  UNAUTHENTICATED: NotAuthenticated,
  FORBIDDEN: NotAllowed,
  UNREADABLE: Unreadable,
  CONFLICT: Conflict,
  BLOCKED: Blocked,
  LIMIT_EXCEEDED: LimitExceeded,
};

/** The service's error as ours, by its code; one that we do not know means that the service is in trouble. */
export function errorOf(remote: { readonly code?: unknown; readonly message: string; readonly at?: unknown }): RushesError {
  const Class = classes[String(remote.code)] ?? Unavailable;
  return new Class(remote.message, { at: typeof remote.at === 'string' ? remote.at : undefined });
}
