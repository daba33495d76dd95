import { describe, expect, it } from 'vitest';
import { formatRational } from '../domain/rational.ts';
import { readTimeline } from './index.ts';

type Uses = readonly (readonly [string, string | undefined, string | undefined, string | undefined, string | undefined])[];

/** Events as track, source in and out, record in and out. */
async function usesOf(spine: string, resources: string, sequence = 'format="r1" tcStart="3600s"'): Promise<Uses> {
  const text = `<?xml version="1.0"?><!DOCTYPE fcpxml><fcpxml version="1.11"><resources>${resources}</resources><library><event><project name="P"><sequence ${sequence}><spine>${spine}</spine></sequence></project></event></library></fcpxml>`;
  const { events } = await readTimeline(Buffer.from(text), 'p.fcpxml');
  return events.map((event) => [event.track, event.sourceIn, event.sourceOut, event.recordIn, event.recordOut] as const);
}

const format = (id: string, frameDuration: string) => `<format id="${id}" frameDuration="${frameDuration}"/>`;
const asset = (id: string, formatId: string, start = '0s', duration = '600s') =>
  `<asset id="${id}" name="${id}" start="${start}" duration="${duration}" hasVideo="1" format="${formatId}"/>`;

/**
 * Apple's FCPXML reference, conform-rate: `start` and offsets inside a clip count its own time, `duration` its parent's. What rate the media then plays at was
 * worked out from exports of one and the same cut at eight sequence rates: only so do the anchored clips fall on whole frames and the ends agree.
 */
describe('media conformed to the rate of the sequence', () => {
  it('25 in 24 plays frame by frame from the frame that start names', async () => {
    // 684/25 s is frame 684, 27:09; 54 frames of 24 play 54 of 25, up to the last of the media's 738.
    expect(
      await usesOf(
        '<asset-clip ref="a" offset="3610s" start="684/25s" duration="9/4s"><conform-rate srcFrameRate="25"/></asset-clip>',
        format('r1', '100/2400s') + format('r2', '100/2500s') + asset('a', 'r2', '0s', '738000/25000s'),
      ),
    ).toEqual([['V', '00:00:27:09', '00:00:29:13', '01:00:10:00', '01:00:12:06']]);
  });

  it('23.976 in 24 likewise, and what hangs on it lands on its frame', async () => {
    // 1528527/4000 s is frame 9162 of 1001/24000 s; the clip anchored 170 frames later appears 170 frames later, for its own 48 frames.
    expect(
      await usesOf(
        '<asset-clip ref="a" offset="3600s" start="1528527/4000s" duration="547/24s"><conform-rate srcFrameRate="23.98"/><asset-clip ref="a" lane="1" offset="2335333/6000s" start="0s" duration="2s"><conform-rate srcFrameRate="23.98"/></asset-clip></asset-clip>',
        format('r1', '100/2400s') + format('r2', '1001/24000s') + asset('a', 'r2'),
      ),
    ).toEqual([
      ['V', '00:06:21:18', '00:06:44:13', '01:00:00:00', '01:00:22:19'],
      ['V2', '00:00:00:00', '00:00:02:00', '01:00:07:02', '01:00:09:02'],
    ]);
  });

  it.each([
    ['50', '100/5000s', '1910481573/5000000s', '1945916973/5000000s', '00:00:07:04', '00:06:41:17'],
    ['59.94', '1001/60000s', '11461639189/30000000s', '23349128803/60000000s', '00:00:07:05', '00:06:41:16'],
  ])('23.976 in %s plays 24 frames a second', async (_rate, frameDuration, start, anchor, at, out) => {
    const uses = await usesOf(
      `<asset-clip ref="a" offset="0s" start="${start}" duration="20s"><conform-rate srcFrameRate="23.98"/><asset-clip ref="a" lane="1" offset="${anchor}" start="0s" duration="1s"/></asset-clip>`,
      format('r1', frameDuration) + format('r2', '1001/24000s') + asset('a', 'r2'),
      'format="r1" tcStart="0s"',
    );
    // It is anchored 169.92 frames of 24 later, which are 354 of 50; 170.17 are 425 of 59.94. 20 s play 480 frames, from frame 9161 and 9160.
    expect([uses[1]![3], uses[0]![2]]).toEqual([at, out]);
  });

  it('scaleEnabled="0" keeps time: 29.97 in 24 skips frames', async () => {
    expect(
      await usesOf(
        '<asset-clip ref="a" offset="3600s" start="17137/2400s" duration="8400/2400s"><conform-rate scaleEnabled="0" srcFrameRate="29.97"/></asset-clip>',
        format('r1', '100/2400s') + format('r2', '1001/30000s') + asset('a', 'r2'),
      ),
      // 7.14 s is frame 213.999: the 214th but for the rounding of the sequence's grid; 3.5 s are 104.9 frames.
    ).toEqual([['V', '00:00:07:04', '00:00:10:19', '01:00:00:00', '01:00:03:12']]);
  });
});

it('what hangs on a clip of a compound clip may outlast it', async () => {
  // Connected clips end where they end, also inside a compound clip; only the compound clip's own range cuts them.
  expect(
    await usesOf(
      '<ref-clip ref="m" offset="3600s" duration="4s"/>',
      `${format('r1', '1/24s')}${asset('a', 'r1')}<media id="m"><sequence format="r1" duration="6s" tcStart="0s"><spine><asset-clip ref="a" offset="0s" duration="1s"><asset-clip ref="a" lane="1" offset="0s" start="10s" duration="5s"/></asset-clip><gap offset="1s" duration="5s"/></spine></sequence></media>`,
    ),
  ).toEqual([
    ['V', '00:00:00:00', '00:00:01:00', '01:00:00:00', '01:00:01:00'],
    ['V2', '00:00:10:00', '00:00:14:00', '01:00:00:00', '01:00:04:00'],
  ]);
});

it.each([
  ['FFVideoFormat1080p2398', '24000/1001'],
  ['FFVideoFormat720p5994', '60000/1001'],
  ['FFVideoFormat3840x2160p25', '25/1'],
  ['FFVideoFormat1080i5994', '30000/1001'],
  ['FFVideoFormat1080i50', '25/1'],
  ['FFVideoFormatDV720x576i50_16x9', '25/1'],
])('a format that has only the name %s runs at %s', async (name, rate) => {
  // Apple's predefined formats: p counts frames, i fields.
  const text = `<fcpxml version="1.9"><resources><format id="r1" name="${name}"/><asset id="a" start="0s" duration="60s" hasVideo="1" format="r1"/></resources><project><sequence format="r1"><spine><asset-clip ref="a" offset="0s" duration="2s"/></spine></sequence></project></fcpxml>`;
  const found = await readTimeline(Buffer.from(text), 'p.fcpxml');
  expect(formatRational(found.rate)).toBe(rate);
  expect(found.diagnostics).toEqual([]);
});

it('a sequence whose rate nothing tells says so', async () => {
  const text =
    '<fcpxml version="1.9"><resources><format id="r1" name="Mine"/><asset id="a" hasVideo="1"/></resources><project><sequence format="r1"><spine><asset-clip ref="a" offset="0s" duration="2s"/></spine></sequence></project></fcpxml>';
  const found = await readTimeline(Buffer.from(text), 'p.fcpxml');
  expect([found.rateOrigin, found.diagnostics.map(({ code }) => code)]).toEqual(['assumed: no format tells its rate', ['RATE_ASSUMED']]);
});

it('resources inside the project, as up to version 1.2, are resources', async () => {
  // Apple's DTD 1.1: project (resources, (sequence | ...)). 50 % of 25-frame media from its 25th frame.
  const text = `<fcpxml version="1.2"><project name="P"><resources>${format('r1', '100/2500s')}${asset('a', 'r1')}</resources><sequence format="r1" tcStart="0s"><spine><clip offset="0s" duration="15200/2500s" start="2s"><timeMap><timept time="0s" value="0s"/><timept time="50200/2500s" value="10040000000/1000000000s"/></timeMap><video offset="0s" ref="a" duration="25100/2500s"/></clip></spine></sequence></project></fcpxml>`;
  const { events, rate } = await readTimeline(Buffer.from(text), 'p.fcpxml');
  expect(formatRational(rate)).toBe('25/1');
  expect(events[0]).toMatchObject({ sourceIn: '00:00:01:00', sourceOut: '00:00:04:01', recordFrames: 152, speed: { num: 1, den: 2 } });
});

it('projects that carry their own resources do not see those of another', async () => {
  // Apple's DTD 1.1: ids are unique in their project only where each has its own resources.
  const project = (name: string) =>
    `<project name="${name}"><resources>${format('r1', '100/2500s')}<asset id="r2" name="${name}" start="0s" duration="60s" hasVideo="1" format="r1"/></resources><sequence format="r1" tcStart="0s"><spine><asset-clip ref="r2" offset="0s" duration="2s"/></spine></sequence></project>`;
  const { events } = await readTimeline(Buffer.from(`<fcpxml version="1.2">${project('A')}${project('B')}</fcpxml>`), 'p.fcpxml');
  expect(events.map((event) => event.names.find(({ kind }) => kind === 'SOURCE_FILE')?.value)).toEqual(['A', 'B']);
});
