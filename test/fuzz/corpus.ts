/** Inputs that `npm test` replays: one JSON file a reader, each input with the reason why it is kept. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type KeptInput = { readonly why: string; readonly base64: string };

const folder = fileURLToPath(new URL('./corpus/', import.meta.url));

export function corpusOf(reader: string): readonly KeptInput[] {
  const path = `${folder}${reader}.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as KeptInput[]) : [];
}

export function keep(reader: string, why: string, inputs: readonly Uint8Array[]): void {
  const known = corpusOf(reader);
  const more = inputs
    .map((bytes) => ({ why, base64: Buffer.from(bytes).toString('base64') }))
    .filter(({ base64 }) => !known.some((one) => one.base64 === base64));
  if (more.length === 0) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${reader}.json`, `${JSON.stringify([...known, ...more], null, 1)}\n`);
}

export function bytesOf({ base64 }: KeptInput): Uint8Array {
  return Buffer.from(base64, 'base64');
}
