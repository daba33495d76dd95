import { describe, expect, it } from 'vitest';
import { readTapeTimecode } from './mxfPackages.ts';

/** Local sets of ST 377-1, annexes A and B: a tag and a length of two bytes each, then the value. */
const bytesOf = (...numbers: number[]) => Uint8Array.from(numbers);
const u16 = (value: number) => bytesOf(value >> 8, value & 255);
const u32 = (value: number) => bytesOf(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
const i64 = (value: number) => joined(u32(0), u32(value));
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const id = (number: number) => joined(new Uint8Array(14), u16(number));
const umid = (number: number) => joined(new Uint8Array(30), u16(number));
const batch = (...ids: number[]) => joined(u32(ids.length), u32(16), ...ids.map(id));
function set(kind: number, instance: number, tags: Readonly<Record<number, Uint8Array>>): Uint8Array {
  const all = { 0x3c0a: id(instance), ...tags };
  const body = joined(...Object.entries(all).map(([tag, value]) => joined(u16(Number(tag)), u16(value.length), value)));
  const key = bytesOf(0x06, 0x0e, 0x2b, 0x34, 0x02, 0x53, 0x01, 0x01, 0x0d, 0x01, 0x01, 0x01, 0x01, 0x01, kind, 0x00);
  return joined(key, bytesOf(0x83), u32(body.length).subarray(1), body);
}
const track = (instance: number, trackId: number, sequence: number) =>
  set(0x3b, instance, { 0x4801: u32(trackId), 0x4803: id(sequence), 0x4b01: joined(u32(24), u32(1)) });
const sequence = (instance: number, ...components: number[]) => set(0x0f, instance, { 0x1001: batch(...components) });
const utf16 = (text: string) => joined(...[...text].map((character) => u16(character.charCodeAt(0))));
const clip = (instance: number, owner: number, trackId: number, start: number) =>
  set(0x11, instance, { 0x1101: umid(owner), 0x1102: u32(trackId), 0x1201: i64(start) });

const read = async (...sets: Uint8Array[]) => {
  const file = joined(...sets);
  const [raw] = await readTapeTimecode({
    path: 'a.mxf',
    sizeBytes: file.length,
    read: (offset, length) => Promise.resolve(file.slice(offset, offset + length)),
    close: () => Promise.resolve(),
  });
  return raw?.values;
};

describe('packages of an MXF', () => {
  // As Avid writes it, and as jcodec's tests expect of its four files (timecode.mxf 02:00:00:00, timecode_withoffset.mxf 06:01:40:11, two_timecodes.mxf
  // 01:00:04:05, timecode_onemore.mxf 01:02:31:06): the tape's start and the place on it. All four were read here once, and gave these.
  const material = [
    set(0x36, 1, { 0x4401: umid(101), 0x4402: utf16('Scene 12'), 0x4403: batch(2) }),
    track(2, 1, 3),
    sequence(3, 4),
    clip(4, 102, 1, 0),
  ];
  const file = [set(0x37, 11, { 0x4401: umid(102), 0x4403: batch(12) }), track(12, 1, 13), sequence(13, 14), clip(14, 103, 1, 520_211)];
  const picture = [track(22, 1, 23), sequence(23, 24), clip(24, 0, 0, 0)];
  const code = [track(32, 2, 33), sequence(33, 34), set(0x14, 34, { 0x1501: i64(216), 0x1502: u16(24), 0x1503: bytesOf(0) })];
  const about = { 0x4401: umid(103), 0x4402: utf16('A012'), 0x4403: batch(22, 32) };
  const tape = [set(0x37, 21, { ...about, 0x4701: id(41) }), set(0x2e, 41, {}), ...picture, ...code];

  it("a file that lies on a tape has the tape's label there", async () => {
    // 00:00:09:00 is frame 216 at 24; 520 427 is 06:01:24:11.
    const place = { 'tape.frames': '520427', 'tape.base': '24', 'tape.dropFrame': 'false', 'material.name': 'Scene 12' };
    expect(await read(...material, ...file, ...tape)).toEqual({ ...place, 'tape.name': 'A012' });
    // An import has a place, and its name is that of a file.
    expect(await read(...material, ...file, set(0x37, 21, about), ...picture, ...code)).toEqual(place);
  });

  it('says nothing where there is no tape, or the chain leads round and round', async () => {
    expect(await read(...material, ...file)).toBeUndefined();
    const round = [set(0x37, 11, { 0x4401: umid(102), 0x4403: batch(12) }), track(12, 1, 13), sequence(13, 14), clip(14, 102, 1, 5)];
    expect(await read(...material, ...round)).toBeUndefined();
    // The timecode of the file's own package is for the engines.
    const own = [
      set(0x37, 11, { 0x4401: umid(102), 0x4403: batch(12, 32) }),
      track(12, 1, 13),
      sequence(13, 14),
      clip(14, 0, 0, 0),
      ...code,
    ];
    expect(await read(...material, ...own)).toBeUndefined();
  });
});
