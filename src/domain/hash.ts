/** The hashes of ASC MHL 2.0, and xxh32, which early MHL 1.x lists carry. */
export const hashFormats = ['xxh64', 'xxh3', 'xxh128', 'md5', 'sha1', 'c4', 'xxh32'] as const;
export type HashFormat = (typeof hashFormats)[number];

export function isHashFormat(name: string): name is HashFormat {
  return (hashFormats as readonly string[]).includes(name);
}

const c4Alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** C4 ID (SMPTE ST 2114): `c4` and the SHA-512 digest in base 58, padded to 90 characters with `1`. */
export function c4OfSha512(digestHex: string): string {
  let value = BigInt(`0x${digestHex}`);
  let text = '';
  while (value > 0n) {
    text = c4Alphabet[Number(value % 58n)]! + text;
    value /= 58n;
  }
  return `c4${text.padStart(88, '1')}`;
}

/** The 64 bytes of a C4 ID, or undefined where the text is none. */
export function sha512OfC4(id: string): Uint8Array | undefined {
  if (id.length !== 90 || !id.startsWith('c4')) return undefined;
  let value = 0n;
  for (const letter of id.slice(2)) {
    const digit = c4Alphabet.indexOf(letter);
    if (digit < 0) return undefined;
    value = value * 58n + BigInt(digit);
  }
  const hex = value.toString(16).padStart(128, '0');
  return hex.length === 128 ? bytesOfHex(hex) : undefined;
}

function bytesOfHex(hex: string): Uint8Array | undefined {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) return undefined;
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** The bytes that a written digest stands for. Undefined where it is not one of this format. */
export function digestBytes(format: HashFormat, digest: string): Uint8Array | undefined {
  return format === 'c4' ? sha512OfC4(digest) : bytesOfHex(digest);
}

/** Digests are equal whatever the case of their hex digits; C4 is case-sensitive. */
export function sameDigest(format: HashFormat, a: string, b: string): boolean {
  return format === 'c4' ? a === b : a.toLowerCase() === b.toLowerCase();
}

/** Reverses the bytes of a hex digest: MHL 1.x `xxhash64` is the little-endian form of `xxhash64be`. */
export function byteReversed(hex: string): string {
  return (hex.match(/../g) ?? []).reverse().join('');
}
