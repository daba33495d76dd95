import { RushesError } from '../domain/errors.ts';

/** Refusals that an honest client must expect: data in the payload. The others (not signed in, not allowed, unavailable) are errors of the request. */
const expected = new Set(['INVALID_INPUT', 'NOT_FOUND', 'AMBIGUOUS_NAME', 'UNREADABLE', 'CONFLICT', 'BLOCKED', 'LIMIT_EXCEEDED']);

export type UserErrorRecord = { readonly code: string; readonly message: string; readonly at?: string };

/** Runs a mutation; an expected refusal becomes `errors` beside `otherwise`. */
export async function refusable<T extends object>(work: () => Promise<T>, otherwise: T): Promise<T & { errors: UserErrorRecord[] }> {
  try {
    return { ...(await work()), errors: [] };
  } catch (error) {
    if (!(error instanceof RushesError) || !expected.has(error.code)) throw error;
    return { ...otherwise, errors: [{ code: error.code, message: error.message, ...(error.at === undefined ? {} : { at: error.at }) }] };
  }
}
