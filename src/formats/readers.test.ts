/** Our byte-level readers on anything: no crash, no hang, no memory without end, whatever the header claims. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../domain/ports/storage.ts';
import { normalise } from '../domain/normalise/normalise.ts';
import { formats, sidecars } from './index.ts';

function sourceOf(bytes: Uint8Array, path: string): ByteSource {
  return {
    path,
    sizeBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.slice(offset, Math.min(bytes.length, offset + Math.max(0, length)))),
    close: () => Promise.resolve(),
  };
}

const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));
const atom = (type: string, ...body: number[]) => [...u32(body.length + 8), ...ascii(type), ...body];

/** Beginnings that lead deep into each reader, before the noise takes over. */
const seeds: readonly (readonly [path: string, bytes: readonly number[]])[] = [
  [
    'a.mov',
    atom(
      'moov',
      ...atom(
        'trak',
        ...atom(
          'mdia',
          ...atom('hdlr', ...u32(0), ...u32(0), ...ascii('tmcd')),
          ...atom('minf', ...atom('stbl', ...atom('stsd', ...u32(0), ...u32(1)))),
        ),
      ),
    ),
  ],
  ['a.mov', [...u32(1), ...ascii('moov'), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ['a.mov', [...u32(0x7fffffff), ...ascii('moov')]],
  ['a.mov', atom('moov', ...atom('meta', ...atom('keys', ...u32(0), ...u32(0xffffffff)), ...atom('ilst')))],
  ['a.dpx', ascii('SDPX')],
  ['a.dpx', ascii('XPDS')],
  ['a.exr', [0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0, ...ascii('timeCode'), 0, ...ascii('timecode'), 0, 0xff, 0xff, 0xff, 0x7f]],
  ['a.exr', [0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0]],
  ['a.cin', [0x80, 0x2a, 0x5f, 0xd7]],
  ['a.wav', [...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WAVE'), ...ascii('iXML'), 0xff, 0xff, 0xff, 0xff]],
  ['a.wav', [...ascii('RIFF'), 0, 0, 0, 0, ...ascii('WAVE'), ...ascii('bext'), 0x60, 0x02, 0, 0]],
  ['a.ari', ascii('ARRI')],
  ['a.srt', ascii('1\n00:00:00,000 --> 00:00:00,033\n[iso : ')],
  ['a.json', ascii('{"arriJsonHeader":{},"clipBasedMetadataSets":')],
  [
    'a.json',
    ascii('{"arriJsonHeader":{},"clipBasedMetadataSets":[{"metadataSetName":"Color","metadataSetPayload":{"cdl":[null,{"key":1}]}}]}'),
  ],
  ['a.csv', ascii('Index\tMaster TC\tReel\tCamera Model\t\n0\t25:99:00')],
  ['a.csv', ascii('Clip Name,File Path,ReelID\n"a')],
  ['a.txt', ascii('Clip Metadata\niso: ')],
  ['a.xml', ascii('<?xml version="1.0"?><NonRealTimeMeta><LtcChange value="')],
  ['a.ale', ascii('Heading\nFPS\t')],
];

async function readAll(path: string, bytes: Uint8Array): Promise<void> {
  const source = sourceOf(bytes, path);
  for (const format of [...formats, ...sidecars]) {
    if (!format.sniff(bytes.subarray(0, 65_536), path)) continue;
    const { raw, problems } = await format.read(source, {});
    const clip = normalise({
      name: 'a',
      format: format.name,
      kind: 'CAMERA',
      segments: [{ path, sizeBytes: bytes.length }],
      raw,
      problems,
    });
    expect(Number.isFinite(JSON.stringify(clip).length)).toBe(true);
  }
}

/** `npm run fuzz` sets more; 300 a reader keep the ordinary run short. */
const runs = Number(process.env['RUSHES_FUZZ_RUNS'] ?? 300);

describe('readers on anything', () => {
  it.each(seeds)('%s', async (path, start) => {
    await readAll(path, Uint8Array.from(start));
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4096 }), fc.nat(start.length), async (noise, kept) => {
        await readAll(path, Uint8Array.from([...start.slice(0, kept), ...noise]));
        await readAll(path, Uint8Array.from([...start, ...noise]));
      }),
      { numRuns: runs },
    );
  });

  it('a movie of atoms within atoms, cut anywhere, with one byte wrong', async () => {
    const whole = seeds[0]![1];
    for (let cut = 0; cut <= whole.length; cut += 1) await readAll('a.mov', Uint8Array.from(whole.slice(0, cut)));
    for (let at = 0; at < whole.length; at += 1)
      await readAll('a.mov', Uint8Array.from(whole.map((byte, index) => (index === at ? 0xff : byte))));
  });
});
