import { describe, expect, it } from 'vitest';
import { LimitExceeded, Unavailable, Unreadable } from '../domain/errors.ts';
import { readTimeline, timelineReaders } from './index.ts';

const read = (text: string | Uint8Array, name: string) => readTimeline(typeof text === 'string' ? Buffer.from(text) : text, name);

const bomb = `<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY b${i} "${`&${i === 0 ? 'a' : `b${i - 1}`};`.repeat(10)}">`).join('')}]>
<xmeml version="5"><sequence><name>&b19;</name></sequence></xmeml>`;

describe('hostile files end with one clear sentence', () => {
  it.each(['cut.xml', 'cut.fcpxml'])('a billion laughs in %s is refused before it expands', async (name) => {
    const text = name === 'cut.xml' ? bomb : bomb.replaceAll('xmeml', 'fcpxml');
    await expect(read(text, name)).rejects.toThrow(/declares XML entities \(line 2\)/);
    await expect(read(text, name)).rejects.toBeInstanceOf(Unreadable);
  });
  it('XML that nests without end', async () => {
    await expect(read(`<xmeml version="5">${'<bin><children>'.repeat(5000)}`, 'cut.xml')).rejects.toBeInstanceOf(LimitExceeded);
  });
  it('JSON that nests without end', async () => {
    await expect(read(`{"OTIO_SCHEMA": "Timeline.1", "tracks": ${'['.repeat(100_000)}`, 'cut.otio')).rejects.toBeInstanceOf(LimitExceeded);
  });
  it('XML and JSON that break off name line and column', async () => {
    await expect(read('<xmeml version="5">\n <sequence>\n', 'cut.xml')).rejects.toThrow(/not well-formed XML.*line 3/);
    await expect(read('{"OTIO_SCHEMA": "Timeline.1",\n "name": }', 'cut.otio')).rejects.toThrow('line 2, column 10');
  });
  it('a compound clip that holds itself ends', async () => {
    const text = `<fcpxml version="1.11"><resources><format id="r1" frameDuration="1/24s"/><media id="r2"><sequence format="r1" duration="10s" tcStart="0s"><spine><ref-clip ref="r2" offset="0s" duration="10s"/></spine></sequence></media></resources>
<library><event><project name="p"><sequence format="r1" duration="10s" tcStart="0s"><spine><ref-clip ref="r2" offset="0s" duration="10s"/></spine></sequence></project></event></library></fcpxml>`;
    const { events, diagnostics } = await read(text, 'cut.fcpxml');
    expect(events).toEqual([]);
    expect(diagnostics.map((each) => each.code)).toContain('NESTED_TOO_DEEP');
  });
  it('a JSON key named __proto__ changes nothing', async () => {
    await read(
      '{"OTIO_SCHEMA": "Timeline.1", "__proto__": {"polluted": 1}, "tracks": {"OTIO_SCHEMA": "Stack.1", "children": []}}',
      'cut.otio',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
  it('an AAF without the engine says what to install', async () => {
    const head = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
    await expect(read(head, 'cut.aaf')).rejects.toBeInstanceOf(Unavailable);
    await expect(read(head, 'cut.aaf')).rejects.toThrow('install Python 3.11');
  });
  it.each(timelineReaders.map((reader) => reader.name))('%s: random bytes after its signature never crash', async (name) => {
    const heads: Record<string, string> = {
      cmx3600: 'TITLE: T\n001  A V C ',
      ale: 'Heading\nFIELD_DELIM\tTABS\nColumn\nName\nData\n',
      fcp7xml: '<xmeml version="5">',
      fcpxml: '<fcpxml version="1.10">',
      otio: '{"OTIO_SCHEMA": "Timeline.1", ',
      aaf: '',
    };
    for (let seed = 1; seed <= 40; seed += 1) {
      const noise = Buffer.from(Array.from({ length: 300 }, (_, i) => (seed * 7919 + i * i * 31 + i * seed) % 256));
      const error: unknown = await read(Buffer.concat([Buffer.from(heads[name]!), noise]), `cut.${name === 'aaf' ? 'aaf' : 'x'}`).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error !== undefined)
        expect(error).toHaveProperty('code', expect.stringMatching(/^(?:UNREADABLE|INVALID_INPUT|LIMIT_EXCEEDED|UNAVAILABLE)$/));
    }
  });
});
