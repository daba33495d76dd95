/** Small QuickTime movies for what no real file shows here, built atom by atom. Apple, QuickTime File Format; ISO/IEC 14496-12. */
const u32 = (...values: number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value >>> 0);
  return new Uint8Array(view.buffer);
};
const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
export const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
export const atom = (type: string, ...body: readonly Uint8Array[]): Uint8Array => {
  const content = joined(...body);
  return joined(u32(content.length + 8), latin(type), content);
};

export type MovieTrack = {
  readonly handler: string;
  readonly codec: string;
  /** One sample a track; it is written into `mdat`. */
  readonly sample: Uint8Array;
  readonly size?: readonly [width: number, height: number];
  /** Atoms behind the fields of a visual sample entry. */
  readonly pictureAtoms?: Uint8Array;
};

export type MovieKey = readonly [name: string, value: string | Uint8Array, type?: number];

/** `extra` are atoms of the file itself, behind the movie. */
export function movie(tracks: readonly MovieTrack[], keys: readonly MovieKey[] = [], extra: Uint8Array = new Uint8Array(0)): Uint8Array {
  const ftyp = atom('ftyp', latin('qt  '), u32(0), latin('qt  '));
  const mdat = atom('mdat', ...tracks.map(({ sample }) => sample));
  let offset = ftyp.length + 8;
  const traks = tracks.map((track) => {
    const entry = track.size
      ? atom(
          track.codec,
          u32(0, 1, 0, 0, 0, 0),
          Uint8Array.from([track.size[0] >> 8, track.size[0] & 255, track.size[1] >> 8, track.size[1] & 255]),
          new Uint8Array(50),
          track.pictureAtoms ?? new Uint8Array(0),
        )
      : atom(track.codec, u32(0, 1));
    const table = atom(
      'stbl',
      atom('stsd', u32(0, 1), entry),
      atom('stts', u32(0, 1, 1, 1000)),
      atom('stsc', u32(0, 1, 1, 1, 1)),
      atom('stsz', u32(0, track.sample.length, 1)),
      atom('stco', u32(0, 1, offset)),
    );
    offset += track.sample.length;
    return atom(
      'trak',
      atom(
        'mdia',
        atom('mdhd', u32(0, 0, 0, 24000, 1000, 0)),
        atom('hdlr', u32(0), latin('mhlr'), latin(track.handler), u32(0, 0, 0)),
        atom('minf', table),
      ),
    );
  });
  const names = keys.map(([name]) => joined(u32(8 + name.length), latin('mdta'), latin(name)));
  const items = keys.map(([, value, type = 1], index) => {
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    const data = atom('data', u32(type, 0), bytes);
    return joined(u32(8 + data.length, index + 1), data);
  });
  const meta =
    keys.length === 0
      ? new Uint8Array(0)
      : atom(
          'meta',
          atom('hdlr', u32(0, 0), latin('mdta'), u32(0, 0, 0)),
          atom('keys', u32(0, keys.length), ...names),
          atom('ilst', ...items),
        );
  return joined(ftyp, mdat, atom('moov', atom('mvhd', u32(0, 0, 0, 24000, 1000)), ...traks, meta), extra);
}

/** Two bytes of name, two of length, value: a tag of an SMPTE local set. */
export function tag(name: number, value: Uint8Array): Uint8Array {
  return joined(Uint8Array.from([name >> 8, name & 255, value.length >> 8, value.length & 255]), value);
}

export const integer = (value: number, bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** (bytes - 1 - index)) % 256);
