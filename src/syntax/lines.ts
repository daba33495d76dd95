import { LimitExceeded, Unreadable } from '../domain/errors.ts';

/** Text formats here are small by nature (an hour of television is about 100 kB); 64 MiB leaves room for any real list. */
export const maxTextBytes = 64 * 1024 * 1024;

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin-1';

export type DecodedText = { readonly text: string; readonly encoding: TextEncoding };

/**
 * The text of a file whose encoding nobody wrote down: byte order marks first, then the pattern of NUL bytes that UTF-16 leaves, then
 * UTF-8 if it is valid, else Latin-1 (as Windows-1252), which old edit systems write and which cannot fail. NULs and Ctrl-Z, which
 * old systems pad with, are dropped. Throws LimitExceeded above `maxBytes` and Unreadable when there is no text.
 */
export function decodeText(bytes: Uint8Array, fileName: string, maxBytes = maxTextBytes): DecodedText {
  if (bytes.length > maxBytes) {
    throw new LimitExceeded(
      `${fileName} is ${Math.round(bytes.length / 1_048_576)} MiB, more than the ${Math.round(maxBytes / 1_048_576)} MiB that a text file may have here; split it.`,
      { at: fileName },
    );
  }
  if (bytes.length === 0) throw new Unreadable(`${fileName} is empty; export it again.`, { at: fileName });
  const encoding = encodingOf(bytes);
  const decoded =
    encoding === 'latin-1' || encoding === 'utf-8'
      ? decodeBytes(bytes, encoding)
      : { text: new TextDecoder(encoding).decode(bytes), encoding };
  // NUL pads disk blocks, and Ctrl-Z ends files of CP/M and DOS systems.
  const text = /[\0\u001a]/.test(decoded.text) ? decoded.text.replace(/[\0\u001a]+/g, '') : decoded.text;
  if (text.trim() === '') throw new Unreadable(`${fileName} holds no text; export it again.`, { at: fileName });
  return { text, encoding: decoded.encoding };
}

function decodeBytes(bytes: Uint8Array, encoding: 'utf-8' | 'latin-1'): DecodedText {
  if (encoding === 'utf-8') {
    try {
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding };
    } catch {
      // Not UTF-8 after all: a single stray byte is enough to tell.
    }
  }
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'latin-1' };
}

function encodingOf(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a mark: text that is mostly ASCII has a NUL in every other place. 512 bytes are enough to see it.
  const head = bytes.subarray(0, 512);
  let even = 0;
  let odd = 0;
  head.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  });
  const pairs = head.length / 2;
  if (pairs >= 4 && odd > pairs * 0.7 && even < pairs * 0.1) return 'utf-16le';
  if (pairs >= 4 && even > pairs * 0.7 && odd < pairs * 0.1) return 'utf-16be';
  return 'utf-8';
}

/** Calls `visit` with each line, 1-based, whatever ends it (LF, CRLF, CR, mixed). One line at a time, so a large file is never copied whole. */
export function forEachLine(text: string, visit: (line: string, number: number) => void): void {
  let number = 0;
  let start = 0;
  const length = text.length;
  let carriage = text.indexOf('\r');
  while (start < length) {
    const feed = text.indexOf('\n', start);
    if (carriage !== -1 && carriage < start) carriage = text.indexOf('\r', start);
    let end = feed === -1 ? length : feed;
    let next = end + 1;
    if (carriage !== -1 && carriage < end) {
      end = carriage;
      next = text.charCodeAt(carriage + 1) === 10 ? carriage + 2 : carriage + 1;
    }
    number += 1;
    visit(text.slice(start, end), number);
    start = next;
  }
}
