import { LimitExceeded, Unreadable } from '../domain/errors.ts';

/** Text formats here are small by nature (an hour of television is about 100 kB); 64 MiB leaves room for any real list. */
export const maxTextBytes = 64 * 1024 * 1024;

type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** `encoding` is a label of the Encoding Standard, `latin-1` for what nothing told, or UTF-32. */
export type DecodedText = { readonly text: string; readonly encoding: string };

/**
 * The text of a file whose encoding nobody wrote down: byte order marks first, then the pattern of NUL bytes that UTF-16 leaves, then what an
 * XML declaration says, then UTF-8 if it is valid, else Latin-1 (as Windows-1252), which old edit systems write and which cannot fail. NULs and
 * Ctrl-Z, which old systems pad with, are dropped. Throws LimitExceeded above `maxBytes` and Unreadable when there is no text.
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
    encoding === 'utf-8'
      ? decodeBytes(bytes)
      : {
          text: encoding.startsWith('utf-32') ? decodeUtf32(bytes, encoding === 'utf-32le') : new TextDecoder(encoding).decode(bytes),
          encoding,
        };
  // NUL pads disk blocks, and Ctrl-Z ends files of CP/M and DOS systems.
  const text = /[\0\u001a]/.test(decoded.text) ? decoded.text.replace(/[\0\u001a]+/g, '') : decoded.text;
  if (text.trim() === '') throw new Unreadable(`${fileName} holds no text; export it again.`, { at: fileName });
  return { text, encoding: decoded.encoding };
}

function decodeBytes(bytes: Uint8Array): DecodedText {
  // XML 1.0, 4.3.3. One that says UTF-16 in plain bytes is wrong, and so is a name that nobody knows.
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    new TextDecoder('latin1').decode(bytes.subarray(0, 256)),
  )?.[1];
  for (const encoding of declared === undefined || /^utf-?(8|16|32)/i.test(declared) ? ['utf-8'] : [declared, 'utf-8']) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding: encoding.toLowerCase() };
    } catch {
      // Not that after all: a single stray byte is enough to tell.
    }
  }
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'latin-1' };
}

/** TextDecoder knows no UTF-32. What is no character becomes the sign for it. */
function decodeUtf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const characters: string[] = [];
  for (let at = 4; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, little);
    characters.push(code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : String.fromCodePoint(code));
  }
  return characters.join('');
}

function encodingOf(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.length % 4 === 0 && bytes[2] === 0 && bytes[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0xfe && bytes[3] === 0xff) return 'utf-32be';
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
