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
    if (typeof extensions['code'] === 'string' && extensions['code'] !== 'INTERNAL_SERVER_ERROR') return { message, ...place, extensions };
    log(original, 'a resolver failed');
    return { message: 'Something went wrong inside Rushes; its log says what.', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  };
}
