import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { RushesError } from '../domain/errors.ts';

/** HTTP status of an error that ends the whole request. */
export const httpStatus: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 400,
  UNREADABLE: 422,
  AMBIGUOUS_NAME: 409,
  CONFLICT: 409,
  BLOCKED: 409,
  LIMIT_EXCEEDED: 413,
  UNAVAILABLE: 503,
};

/** The code that GraphQL clients know: ours, but for broken input. */
export function graphqlCode(error: RushesError): string {
  return error.code === 'INVALID_INPUT' ? 'BAD_USER_INPUT' : error.code;
}

/** Ours go out as they are, with code and place; GraphQL's own say what is wrong with the request; anything else is masked and logged. */
export function createFormatError(log: (error: unknown, message: string) => void) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    const { message, locations, path } = formatted;
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    if (original instanceof RushesError) {
      return {
        message: original.message,
        ...place,
        extensions: { code: graphqlCode(original), ...(original.at ? { at: original.at } : {}) },
      };
    }
    const { stacktrace: _stacktrace, http: _http, ...extensions } = formatted.extensions ?? {};
    // graphql-armor's limits come as syntax errors, or without any code.
    if (/limit of .* exceeded|token limit/i.test(message)) {
      return { message: message.replace(/^Syntax Error: /, ''), ...place, extensions: { code: 'LIMIT_EXCEEDED' } };
    }
    // Not by class: a second copy of graphql in the process has another GraphQLError. Apollo gives every error of its own a code.
    if (typeof extensions['code'] === 'string' && extensions['code'] !== 'INTERNAL_SERVER_ERROR') {
      const { sentence, at } = brokenInput(message);
      return { message: sentence, ...place, extensions: { ...extensions, ...(at === undefined ? {} : { at }) } };
    }
    log(original, 'a resolver failed');
    return { message: 'Something went wrong inside Rushes; its log says what.', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  };
}

/**
 * GraphQL says `Variable "$input" got invalid value "x" at "input.in"; Expected type "Timecode". "x" is not a timecode such as ...`: the field becomes
 * `at`, and where a scalar of ours said why, its sentence is the message.
 */
function brokenInput(message: string): { readonly sentence: string; readonly at?: string } {
  const found = /^Variable "\$(\w+)" got invalid value .*?(?: at "([^"]+)")?; (.+)$/s.exec(message);
  const missing = /^Variable "\$(\w+)" of (?:required|non-null) type .* (?:was not provided|must not be null)\.$/.exec(message);
  if (missing) return { sentence: message, at: missing[1]! };
  if (!found) return { sentence: message };
  const at = found[2] ?? found[1]!;
  const ours = /^Expected type "\w+"\. (.+)$/s.exec(found[3]!)?.[1];
  return { sentence: ours === undefined ? message : `${at}: ${ours}`, at };
}
