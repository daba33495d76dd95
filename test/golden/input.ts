import { readFileSync } from 'node:fs';

/** A golden input. `input.hex`: bytes in hexadecimal, `00*512` for many of one, `#` begins a remark; every other file as it is. */
export function goldenInput(path: string): Uint8Array {
  const bytes = readFileSync(path);
  if (!path.endsWith('.hex')) return bytes;
  const words = bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter(Boolean);
  return Uint8Array.from(
    words.flatMap((word) => {
      const [byte, count = '1'] = word.split('*');
      return Array<number>(Number(count)).fill(Number.parseInt(byte!, 16));
    }),
  );
}
