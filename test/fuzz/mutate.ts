/** Changes that parsers stumble over: flipped bits, extreme integers, pieces cut, doubled, moved and crossed, words of the format, numbers in text. */
export type Random = () => number;

/** mulberry32: small, fast, and the same run again from the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const integers = [0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];
const words = [
  ...['', '0', '-1', '1e309', 'NaN', '99999999999999999999', '25:99:99:99', '00:00:00:00', '23:59:59;29', '1/0', '0/0', '-0', '1e-400'],
  ...['{}', '[]', 'null', '"', '<', '</', '<![CDATA[', '&lt;', '&#x0;', '<!DOCTYPE a [<!ENTITY b "b">]>', '\t', '\r\n', '\n\n', ',', ';'],
  ...['\u0000', '\ufeff', '\ud83d\ude00', '../../', '**/', '__proto__', 'constructor', 'toString'],
].map((word) => new TextEncoder().encode(word));

export function mutated(pool: readonly Uint8Array[], random: Random, limit: number): Uint8Array {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const below = (count: number): number => Math.floor(random() * count);
  let bytes: Uint8Array = pick(pool).slice();
  for (let changes = 1 + below(random() < 0.2 ? 12 : 4); changes > 0; changes -= 1) {
    const at = below(bytes.length + 1);
    switch (below(11)) {
      case 0:
        if (bytes.length > 0) bytes[at % bytes.length]! ^= 1 << below(8);
        break;
      case 1:
        if (bytes.length > 0) bytes[at % bytes.length] = below(256);
        break;
      case 2: {
        const width = pick([1, 2, 4, 8]);
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        if (at + width > bytes.length) break;
        const value = random() < 0.7 ? pick(integers) : bytes.length - below(16);
        const little = random() < 0.5;
        if (width === 1) view.setUint8(at, value);
        else if (width === 2) view.setUint16(at, value, little);
        else if (width === 4) view.setUint32(at, value, little);
        else view.setBigUint64(at, BigInt(value) * (random() < 0.3 ? 0x100000000n : 1n), little);
        break;
      }
      case 3:
        bytes = bytes.slice(0, at);
        break;
      case 4:
        bytes = joined(bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + below(64))));
        break;
      case 5: {
        const piece = bytes.slice(at, at + 1 + below(256));
        const times = random() < 0.05 ? 200 : 1 + below(4);
        bytes = joined(bytes.subarray(0, at), ...Array.from({ length: times }, () => piece), bytes.subarray(at));
        break;
      }
      case 6:
        bytes = joined(bytes.subarray(0, at), pick(words), bytes.subarray(at));
        break;
      case 7: {
        const word = pick(words);
        bytes = joined(bytes.subarray(0, at), word, bytes.subarray(at + word.length));
        break;
      }
      case 8: {
        const other = pick(pool);
        const from = below(other.length + 1);
        bytes = joined(
          bytes.subarray(0, at),
          other.subarray(from, from + 1 + below(1024)),
          bytes.subarray(random() < 0.5 ? at : bytes.length),
        );
        break;
      }
      case 9: {
        // A number in text becomes another.
        const digit = bytes.findIndex((byte, index) => index >= at && byte >= 0x30 && byte <= 0x39);
        if (digit >= 0) bytes = joined(bytes.subarray(0, digit), pick(words), bytes.subarray(digit + 1));
        break;
      }
      default: {
        const other = below(bytes.length + 1);
        const length = below(64);
        bytes = joined(bytes.subarray(0, at), bytes.slice(other, other + length), bytes.subarray(Math.min(bytes.length, at + length)));
      }
    }
    if (bytes.length > limit) bytes = bytes.slice(0, limit);
  }
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
