/**
 * Every error that Rushes raises on purpose. `code` is what scripts and GraphQL clients see; `message` is one sentence that
 * names the thing, says where and what to do next. Translated only in api/formatError.ts, cli/exitCode.ts and the workers.
 */
export abstract class RushesError extends Error {
  abstract readonly code: string;
  /** Where: a path, `list.edl:41:9`, a field name. */
  readonly at: string | undefined;
  constructor(message: string, options: { at?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.at = options.at;
  }
}

/** An argument or field is wrong: exit 2, BAD_USER_INPUT. */
export class InvalidInput extends RushesError {
  readonly code = 'INVALID_INPUT';
}
/** The thing does not exist, or not for this token. */
export class NotFound extends RushesError {
  readonly code = 'NOT_FOUND';
}
/** The same words whether there is none or it is not this actor's: nobody learns what others have. */
export const noProduction = (slug: string, at = 'production'): NotFound =>
  new NotFound(`There is no production "${slug}" that you may see; check its slug in the list of productions.`, { at });
/** A name fits several things; the message lists them. */
export class AmbiguousName extends RushesError {
  readonly code = 'AMBIGUOUS_NAME';
}
/** No token, or one that is unknown, expired or revoked: exit 4. */
export class NotAuthenticated extends RushesError {
  readonly code = 'UNAUTHENTICATED';
}
/** The token is known and its role is too small: exit 4. */
export class NotAllowed extends RushesError {
  readonly code = 'FORBIDDEN';
}
/** A service, engine, database or server is not there: exit 3. */
export class Unavailable extends RushesError {
  readonly code = 'UNAVAILABLE';
}
/** A file cannot be read as what it claims to be. */
export class Unreadable extends RushesError {
  readonly code = 'UNREADABLE';
}
/** Someone else changed it first, or the state does not allow it. */
export class Conflict extends RushesError {
  readonly code = 'CONFLICT';
}
/** A guardrail blocks it; the message names the finding. */
export class Blocked extends RushesError {
  readonly code = 'BLOCKED';
}
/** A limit was reached: size, depth, time, memory. */
export class LimitExceeded extends RushesError {
  readonly code = 'LIMIT_EXCEEDED';
}
