import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { InvalidInput } from '../domain/errors.ts';

/** Signs what clients carry about and bring back: cursors and media links. HMAC-SHA-256, cut to 16 bytes. */
export type Signer = {
  /** A cursor good only for the list and filter that `scope` describes. */
  readonly cursor: (scope: string, keys: readonly string[]) => string;
  /** The keys of a cursor; InvalidInput where it was not made here for this list. */
  readonly readCursor: (scope: string, cursor: string) => readonly string[];
  /** `/media/<path>?expires=...&signature=...`, good for one hour. */
  readonly mediaUrl: (path: string, now?: number) => string;
  /** When links that are made now end, in seconds: the same for ten minutes. */
  readonly mediaExpiry: (now?: number) => number;
  readonly isMediaUrlValid: (path: string, expires: string, signature: string, now?: number) => boolean;
};

const oneHourMs = 3_600_000;

/** Rounded up to ten minutes, so that a page asked for twice gives the same link and the browser's cache holds. */
const mediaExpiry = (now = Date.now()): number => Math.ceil((now + oneHourMs - 600_000) / 600_000) * 600;

export function createSigner(secret: string): Signer {
  const sign = (text: string): string => createHmac('sha256', secret).update(text).digest().subarray(0, 16).toString('base64url');
  const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
  const scoped = (scope: string, body: string): string => sign(`cursor\0${createHash('sha256').update(scope).digest('hex')}\0${body}`);

  return {
    cursor(scope, keys) {
      const body = Buffer.from(JSON.stringify(keys)).toString('base64url');
      return `${body}.${scoped(scope, body)}`;
    },
    readCursor(scope, cursor) {
      const [body, signature] = cursor.length <= 4096 ? cursor.split('.') : [];
      if (body === undefined || signature === undefined || !same(signature, scoped(scope, body))) {
        throw new InvalidInput('This cursor was not given for this list and filter; start again without "after".', { at: 'after' });
      }
      return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as string[];
    },
    mediaUrl(path, now = Date.now()) {
      const expires = String(mediaExpiry(now));
      const encoded = path.split('/').map(encodeURIComponent).join('/');
      return `/media/${encoded}?expires=${expires}&signature=${sign(`media\0${expires}\0${path}`)}`;
    },
    mediaExpiry,
    isMediaUrlValid(path, expires, signature, now = Date.now()) {
      return /^\d{1,12}$/.test(expires) && Number(expires) * 1000 > now && same(signature, sign(`media\0${expires}\0${path}`));
    },
  };
}
