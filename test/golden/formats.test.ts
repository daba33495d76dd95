/** Every format and sidecar has a golden folder, and reads it to what the specification or an independent tool says. Engines are left out: see test/inspect. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatTimecode } from '../../src/domain/timecode.ts';
import { normalise } from '../../src/domain/normalise/normalise.ts';
import type { ByteSource } from '../../src/domain/ports/storage.ts';
import { formats, sidecars } from '../../src/formats/index.ts';
import { goldenInput } from './input.ts';

const folder = fileURLToPath(new URL('./formats/', import.meta.url));
const all = [...formats, ...sidecars];

type Golden = {
  readonly fileName: string;
  readonly evidence: string;
  readonly format: string;
  readonly frameCount?: number;
  readonly timecode?: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly runs?: Readonly<Record<string, readonly (readonly [number, number, unknown])[]>>;
  readonly absent?: readonly string[];
};

function inputOf(name: string): Uint8Array {
  return goldenInput(`${folder}${name}/${readdirSync(folder + name).find((file) => file.startsWith('input.'))!}`);
}

function sourceOf(bytes: Uint8Array, path: string): ByteSource {
  return { path, sizeBytes: bytes.length, read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + length)), close: () => Promise.resolve() };
}

describe('formats', () => {
  it('each has a name of its own and a golden folder, and no folder is left over', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.map(({ name }) => name).filter((name) => !existsSync(`${folder}${name}/expected.json`))).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(all.map(({ name }) => name).sort());
  });

  it('each has its row in docs/formats.md', () => {
    const page = readFileSync(fileURLToPath(new URL('../../docs/formats.md', import.meta.url)), 'utf8');
    expect(all.filter(({ name, label }) => !page.includes(`| ${label} (\`${name}\`) |`)).map(({ name }) => name)).toEqual([]);
  });

  it.each(all.map(({ name }) => name))('%s', async (name) => {
    const golden = JSON.parse(readFileSync(`${folder}${name}/expected.json`, 'utf8')) as Golden;
    const bytes = inputOf(name);
    expect(golden.evidence).not.toBe('');
    const format = all.find((one) => one.sniff(bytes.subarray(0, 65_536), golden.fileName));
    expect(format?.name).toBe(golden.format);
    const { raw, problems } = await format!.read(sourceOf(bytes, golden.fileName), {});
    expect(problems.filter(({ code }) => code !== 'ENGINE_MISSING')).toEqual([]);
    const clip = normalise({ name: 'golden', format: name, kind: name === 'bwf' ? 'SOUND' : 'CAMERA', segments: format!.role === 'media' ? [{ path: golden.fileName, sizeBytes: bytes.length }] : [], raw });
    expect(clip.frameCount).toBe(golden.frameCount);
    if (golden.timecode !== undefined) expect(clip.timecode && formatTimecode(clip.timecode.start, clip.timecode)).toBe(golden.timecode);
    const fact = (field: string) => clip.facts.find((one) => one.field === field);
    expect(Object.fromEntries(Object.keys(golden.facts).map((field) => [field, fact(field)?.value]))).toEqual(golden.facts);
    for (const [field, runs] of Object.entries(golden.runs ?? {})) expect(fact(field)?.runs?.map((run) => [run.in, run.out, run.value])).toEqual(runs);
    for (const field of golden.absent ?? []) expect(fact(field)).toBeUndefined();
    for (const { origin } of clip.facts) expect(origin.source !== '' && origin.key !== '').toBe(true);
  });
});
