import { describe, expect, it } from 'vitest';
import { parseDpxHeader } from './dpx.ts';

describe('DPX', () => {
  it('a picture that begins where film and television headers would stand is not read as them', () => {
    // FFmpeg writes 1664 bytes of header (libavcodec/dpxenc.c, HEADER_SIZE): ffmpeg -f lavfi -i color=c=0x121314:s=640x360 -frames:v 1 flat.dpx gave a
    // picture of 11 10 14 11, which read as 11:10:14:11. ST 268-1: the offset to the picture stands at byte 4.
    const file = new Uint8Array(4096);
    const view = new DataView(file.buffer);
    file.set(new TextEncoder().encode('SDPX'));
    view.setUint32(4, 1664);
    view.setUint32(772, 640);
    for (let at = 1664; at < file.length; at += 4) view.setUint32(at, 0x11101411);
    const ffmpeg = parseDpxHeader(file.subarray(0, 2048), 'flat.dpx');
    expect(Object.keys(ffmpeg.values).filter((key) => /^(film|television)\./.test(key))).toEqual([]);
    expect(ffmpeg).toMatchObject({ values: { 'image.pixelsPerLine': '640' }, problems: [] });

    view.setUint32(4, 2048);
    expect(parseDpxHeader(file.subarray(0, 2048), 'whole.dpx').values['television.timecode']).toBe('11101411');
    expect(parseDpxHeader(file.subarray(0, 1700), 'cut.dpx').problems).toMatchObject([{ code: 'FILE_TRUNCATED' }]);
    // Some writers leave the offset out.
    view.setUint32(4, 0);
    expect(parseDpxHeader(file.subarray(0, 2048), 'whole.dpx').values['television.timecode']).toBe('11101411');
  });
});
