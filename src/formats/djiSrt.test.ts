/** Wordings of DJI's subtitles, each a first cue of the public samples of JuanIrache/DJI_SRT_Parser; what they mean by its README and by where the drone was. */
import { describe, expect, it } from 'vitest';
import { normalise } from '../domain/normalise/normalise.ts';
import { djiSrt } from './djiSrt.ts';

async function factsOf(text: string): Promise<Readonly<Record<string, unknown>>> {
  const bytes = new TextEncoder().encode(text);
  expect(djiSrt.sniff(bytes, 'DJI_0001.SRT')).toBe(true);
  const { raw } = await djiSrt.read(
    {
      path: 'DJI_0001.SRT',
      sizeBytes: bytes.length,
      read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + length)),
      close: () => Promise.resolve(),
    },
    {},
  );
  const { facts } = normalise({ name: 'DJI_0001', format: 'announced', kind: 'CAMERA', segments: [], raw });
  return Object.fromEntries(facts.map(({ field, value }) => [field, value]));
}

const cue = (text: string, time = '00:00:01,000 --> 00:00:02,000') => `1\n${time}\n${text}\n\n`;

describe('DJI subtitles', () => {
  it.each([
    [
      'Mavic Pro: home and place with longitude first, no exposure value',
      'HOME(149.0251,-20.2532) 2017.08.05 14:11:51\nGPS(149.0251,-20.2533,16) BAROMETER:1.9\nISO:100 Shutter:60 EV: Fnum:2.2',
      { 'exposure.exposureTimeSeconds': 0.01666667, 'lens.fNumber': 2.2 },
    ],
    [
      'older still: one digit in the date, TV and IR',
      'HOME(149.0251,-20.2532) 2017.8.5 14:11:51\nGPS(149.0251,-20.2533,16) Hb:1.9 Hs:1.9\nISO:100 TV:60 EV: 0 IR:F2.8',
      { 'exposure.exposureTimeSeconds': 0.01666667, 'lens.fNumber': 2.8, 'exposure.compensationStops': 0 },
    ],
  ])('%s', async (_name, text, fields) => {
    expect(await factsOf(cue(text))).toEqual({
      'exposure.iso': 100,
      'place.latitude': -20.2533,
      'place.longitude': 149.0251,
      'slate.shootDate': '2017-08-05',
      ...fields,
    });
  });

  it('thirds of a stop, and an F before the number', async () => {
    const text =
      'HOME(-58.4563,-34.7386) 2017.07.03 10:15:03\nGPS(-58.4563,-34.7383,19) BAROMETER:20.1\nISO:100 Shutter:400 EV:-1/3 Fnum:F2.8 ';
    expect(await factsOf(cue(text))).toMatchObject({ 'exposure.compensationStops': -0.3333333, 'lens.fNumber': 2.8 });
  });

  it('Matrice 300: latitude first, metres third; nothing of the camera', async () => {
    // Cadiz lies at 36.5 north, 6.3 west.
    expect(await factsOf(cue('2022.06.21 16:06:17\nGPS(36.6146,-6.1120,0.0M) BAROMETER:0.3M'))).toEqual({
      'place.latitude': 36.6146,
      'place.longitude': -6.112,
      'slate.shootDate': '2022-06-21',
    });
  });

  it('Mavic 3: two values in one pair of brackets, plain stop numbers; nought degrees is no fix', async () => {
    const text = (latitude: string, longitude: string) =>
      `<font size="28">FrameCnt: 1, DiffTime: 20ms\n2021-12-25 12:27:52.373\n[iso: 220] [shutter: 1/8000.0] [fnum: 3.2] [ev: -0.7] [ct: 5115] [color_md : hlg] [focal_len: 24.00] [latitude: ${latitude}] [longitude: ${longitude}] [rel_alt: -2.400 abs_alt: 0.401] [gb_yaw: -65.8 gb_pitch: -89.9 gb_roll: 0.0] </font>`;
    expect(await factsOf(cue(text('3.41531', '-3.37440')))).toEqual({
      'color.transfer': 'HLG',
      'color.whiteBalanceKelvin': 5115,
      'exposure.compensationStops': -0.7,
      'exposure.exposureTimeSeconds': 0.000125,
      'exposure.iso': 220,
      'lens.fNumber': 3.2,
      'lens.focalLength35mmEquivalent': 24,
      'motion.headingDegrees': -65.8,
      'motion.rollDegrees': 0,
      'motion.tiltDegrees': -89.9,
      'place.altitudeMetres': 0.401,
      'place.latitude': 3.41531,
      'place.longitude': -3.3744,
      'slate.shootDate': '2021-12-25',
    });
    expect(await factsOf(cue(text('0.000000', '0.000000')))).not.toHaveProperty('place.latitude');
  });

  it('a cue without its times still says what it says', async () => {
    const text =
      '1\n2017.08.05 14:11:51,393,525,393,525\n[latitude : -20.2533] [longtitude : 149.0251] [iso : 100] [shutter : 1/60.0] [ev : 0] [fnum : 220]\n';
    expect(await factsOf(text)).toMatchObject({ 'exposure.iso': 100, 'lens.fNumber': 2.2, 'slate.shootDate': '2017-08-05' });
  });
});
