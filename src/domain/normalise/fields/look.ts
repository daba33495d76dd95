import type { FactValue } from '../../clip.ts';
import { always, matching, number, oneOf, text, numbers, single, yesNo, kelvin } from '../parsers.ts';
import { derived, field, fieldIn, from, fromBraw, fromRdd18, type FieldRule, type Parser } from '../rule.ts';

/** Names of transfer functions as the trade writes them. */
const transfers: Readonly<Record<string, string>> = {
  'LOG-C': 'LogC3',
  LogC3: 'LogC3',
  LogC4: 'LogC4',
  'LOG-C4': 'LogC4',
  's-log3': 'S-Log3',
  's-log3-cine': 'S-Log3',
  'S-Log3': 'S-Log3',
  'Canon Log 2': 'Canon Log 2',
  'Canon Log 3': 'Canon Log 3',
  rec709: 'Rec.709',
  'BT.709': 'Rec.709',
  'BT.601': 'Rec.601',
  'com.apple.rec2020.apple-log': 'Apple Log',
  '0E17010204020000': 'LogC4',
  PQ: 'PQ',
  HLG: 'HLG',
  'REC-709': 'Rec.709',
};
const named = (table: Readonly<Record<string, string>>): Parser => ({
  name: 'named',
  parse: (raw) => {
    const clean = raw.split(' / ')[0]!.trim();
    // A universal label that has no name here is no name.
    if (/^[0-9A-F]{16}$/.test(clean)) return table[clean];
    return clean === '' ? undefined : (table[clean] ?? text.parse(clean, empty));
  },
});
const empty = { source: '', readerVersion: '', path: '', values: {} };

/** Colour and look. */
export const colorFields: readonly FieldRule[] = [
  fieldIn(
    'K',
    'color.whiteBalanceKelvin',
    from('exr', ['interim.camera.wbKelvin', 'cameraCCTSetting', 'com.arri.camera.WhiteBalance'], kelvin, 'set in the camera'),
    from('exiftool', ['Red:ColorTemperature'], kelvin, 'set in the camera'),
    from(
      'quicktime',
      [
        'key.com.arri.camera.WhiteBalance',
        'key.com.arri.camera.WhiteBalanceKelvin',
        'key.white_balance_kelvin',
        'key.com.zcam.camera.whiteBalanceKelvin',
        'key.org.smpte.rdd18.camera.whitebalance',
        'key.com.apple.proapps.whiteBalance',
      ],
      kelvin,
      'set in the camera',
    ),
    ...fromRdd18('WhiteBalance', kelvin, 'RDD 18 810E'),
    from('export:arriJson', 'frame.White Balance.colorTemperature', kelvin, 'set in the camera'),
    from('export:arriCsv', 'White Balance', kelvin, 'set in the camera'),
    from('export:redline', 'Kelvin', kelvin, 'set in the camera'),
    ...fromBraw('frame.white_balance_kelvin', kelvin, 'set in the camera'),
    from('sidecar:NonRealTimeMeta', ['item.WhiteBalance', 'item.WhiteBalanceKelvin'], kelvin, 'set in the camera'),
    from('sidecar:djiSrt', 'ct', kelvin, 'set in the camera'),
    from('gopro', 'WBAL', kelvin, 'of the first frame, by the telemetry track'),
    from('export:canon', 'frame.ColorTemperature', kelvin, "Canon's own reader"),
    from('exiftool', ['Canon:ColorTemperature'], kelvin, 'set in the camera'),
    from('list:ale', ['White Balance', 'Whitepoint', 'WB', 'Color Temperature'], kelvin, 'what the dailies house wrote down'),
  ),
  field(
    'color.tint',
    from('exr', ['cameraTintSetting', 'com.arri.camera.WbTintCc'], number, "set in the camera, in the vendor's own unit"),
    from(
      'quicktime',
      [
        'key.com.arri.camera.WhiteBalanceTintCc',
        'key.com.arri.camera.WbTintCc',
        'key.white_balance_tint',
        'key.com.zcam.camera.whiteBalanceTint',
      ],
      number,
      "in the vendor's own unit",
    ),
    from('export:arriJson', 'frame.White Balance.whiteBalanceTint', number, "in the vendor's own unit"),
    from('export:arriCsv', 'White Balance CC', number, "in the vendor's own unit"),
    from('export:redline', 'Tint', number, "in the vendor's own unit"),
    ...fromBraw('frame.white_balance_tint', number, "in the vendor's own unit"),
  ),
  field(
    'color.autoWhiteBalance',
    ...fromRdd18('AutoWhiteBalanceMode', text, 'RDD 18 810D'),
    from('exiftool', ['ExifIFD:WhiteBalance', 'H264:WhiteBalance'], oneOf({ Auto: 'auto', Manual: 'manual' }), 'set in the camera'),
  ),
  field(
    'color.transfer',
    from('exr', ['com.arri.camera.ColorGamma'], named(transfers), 'what the source was; the frame itself is linear'),
    from(
      'quicktime',
      [
        'key.com.arri.camera.ColorGammaSxS',
        'key.com.arri.camera.ColorGamma',
        'key.viewing_gamma',
        'key.com.atomos.hdr.gamma',
        'key.com.zcam.camera.lut',
        'key.com.apple.proapps.gamma',
      ],
      named(transfers),
      'set in the camera',
    ),
    from(
      'quicktime',
      'trak*.logs',
      matching(/\.(apple-log)$/, 'appleLog', always('Apple Log', 'appleLog')),
      'the name of the curve in the picture description, which its colour codes cannot say',
    ),
    from('sidecar:P2', /(^|\.)CaptureGamma$/, named(transfers), 'set in the camera'),
    from(
      'sidecar:djiSrt',
      'colorMode',
      oneOf({ hlg: 'HLG', dlog: 'D-Log', dlog_m: 'D-Log M' }),
      'set in the camera; its default is said by no name',
    ),
    ...fromRdd18('TransferCharacteristics', named(transfers), 'acquisition metadata'),
    from('export:arriJson', 'clip.Color.sceneColorEncoding.sceneColorEncodingTransferCurve', named(transfers), "ARRI's own reader"),
    from('export:arriCsv', 'Target Color Space', named(transfers), "ARRI's own reader"),
    ...fromBraw('clip.viewing_gamma', text, 'set in the camera'),
    from('sidecar:NonRealTimeMeta', ['item.CaptureGammaEquation'], named(transfers), 'set in the camera'),

    from(
      'dpx',
      'image.transfer',
      oneOf({ 1: 'printing density', 2: 'linear', 3: 'logarithmic', 6: 'Rec.709', 7: 'Rec.601 625', 8: 'Rec.601 525' }),
      'the image element',
    ),
    from('mediainfo', 'Video:transfer_characteristics', named(transfers), 'the container'),
  ),
  field(
    'color.primaries',
    from(
      'exr',
      'chromaticities',
      {
        name: 'knownChromaticities',
        parse: (raw) =>
          /^0\.7347\S* 0\.2653\S* 0 1 (?:9\.99\S*|0\.0001|1e-4) -0\.077/.test(raw)
            ? 'AP0'
            : /^0\.713 0\.293 0\.165 0\.83 0\.128 0\.044/.test(raw)
              ? 'AP1'
              : /^0\.64 0\.33 0\.3 0\.6 0\.15 0\.06/.test(raw)
                ? 'Rec.709'
                : undefined,
      },
      'the standard attribute, where its numbers have a name',
    ),
    from('export:arriJson', 'clip.Color.sceneColorEncoding.sceneColorEncodingPrimaries', text, "ARRI's own reader"),
    from(
      'quicktime',
      ['key.com.arri.camera.ColorSpace', 'key.viewing_gamut', 'key.com.atomos.hdr.gamut', 'key.com.apple.proapps.colorspace'],
      text,
      'set in the camera',
    ),
    from('sidecar:P2', /(^|\.)CaptureGamut$/, text, 'set in the camera'),
    ...fromBraw('clip.viewing_gamut', text, 'set in the camera'),
    from('sidecar:NonRealTimeMeta', ['item.CaptureColorPrimaries'], text, 'set in the camera'),

    from('mediainfo', 'Video:colour_primaries', named({ 'BT.709': 'Rec.709' }), 'the container'),
  ),
  field('color.chromaticities', from('exr', 'chromaticities', numbers(8), 'the standard attribute')),
  field(
    'color.colorScience',
    from('export:redline', 'Clip Current Image Pipeline', text, "RED's image pipeline"),
    ...fromBraw(
      'clip.viewing_bmdgen',
      { name: 'generation', parse: (raw) => (/^\d$/.test(raw) ? `generation ${raw}` : undefined) },
      "Blackmagic's colour science",
    ),
    from('export:arriJson', 'clip.Processing.imageProcessingModel', text, "ARRI's image processing"),
  ),
  field(
    'color.look',
    from(
      'quicktime',
      ['key.com.arri.camera.LookName', 'key.com.arri.camera.LookFileName', 'key.post_3dlut_embedded_name'],
      text,
      'loaded in the camera',
    ),
    from('exr', ['com.arri.camera.LookName'], text, 'loaded in the camera'),
    from('export:arriJson', 'clip.Color.lookInfo.lookFilename', text, 'loaded in the camera'),
    from('export:arriCsv', 'Look Name', text, 'loaded in the camera'),
    from('export:redline', ['Camera 3D LUT', '3D LUT', 'Look Name'], text, 'loaded in the camera'),
    ...fromBraw('clip.post_3dlut_embedded_name', text, 'embedded in the clip'),
    from(
      'sidecar:NonRealTimeMeta',
      ['item.PreCDLTransform', 'item.PostCDLTransform', 'item.MonitoringDescriptions'],
      matching(/^LUT:(.+)$/, 'lookupTable'),
      'the table that the camera showed the picture through',
    ),
    from('sidecar:NonRealTimeMeta', ['LutName', 'item.MonitoringBaseCurve'], text, 'what was on the monitor'),
  ),
  field('color.monitoringCurve', from('sidecar:NonRealTimeMeta', 'item.MonitoringBaseCurve', text, 'what was on the monitor')),
  field(
    'color.gammaForCdl',
    ...fromRdd18('GammaForCDL', text, 'RDD 18 8116'),
    from('sidecar:NonRealTimeMeta', 'item.GammaForCDL', text, 'the curve that the CDL works on'),
  ),
  field('color.matrix', from('exiftool', 'IFD0:ColorMatrix1', numbers(9), 'camera to reference neutral, of the DNG specification')),
  field(
    'color.cdl',
    sonyCdl(),
    cdlOf('export:arriJson', {
      slope: ['r', 'g', 'b'].map((c) => `clip.Color.cdl.cdlSlope.${c}`),
      offset: ['r', 'g', 'b'].map((c) => `clip.Color.cdl.cdlOffset.${c}`),
      power: ['r', 'g', 'b'].map((c) => `clip.Color.cdl.cdlPower.${c}`),
      saturation: 'clip.Color.cdl.cdlSaturation',
    }),
    cdlOf('export:arriCsv', {
      slope: ['R', 'G', 'B'].map((c) => `CDL Slope ${c}`),
      offset: ['R', 'G', 'B'].map((c) => `CDL Offset ${c}`),
      power: ['R', 'G', 'B'].map((c) => `CDL Power ${c}`),
      saturation: 'CDL Saturation',
    }),
    cdlOf('export:redline', {
      slope: ['Red', 'Green', 'Blue'].map((c) => `CDL Slope: ${c}`),
      offset: ['Red', 'Green', 'Blue'].map((c) => `CDL Offset: ${c}`),
      power: ['Red', 'Green', 'Blue'].map((c) => `CDL Power: ${c}`),
      saturation: 'CDL Saturation',
    }),
  ),
  field(
    'baked.iso',
    from('exiftool', 'Red:RedcodeVersion', always(false, 'metadataOnlyInRaw'), 'RED keeps ISO as metadata: it can be changed afterwards'),
    from('export:redline', 'REDCODE', always(false, 'metadataOnlyInRaw'), 'RED keeps ISO as metadata'),
    from(
      'export:arriJson',
      'clip.Clip Info.videoCodec',
      matching(/^(ARRIRAW)/, 'rawKeepsIndex', always(false, 'rawKeepsIndex')),
      'the index of ARRIRAW is metadata',
    ),
    from(
      'quicktime',
      'trak*.codec',
      { name: 'codecBakes', parse: (raw) => (/^ap(ch|cn|cs|co|4h|4x)$|^avc1$|^h(vc|ev)1$/.test(raw) ? true : undefined) },
      'a developed picture holds its exposure',
    ),
  ),
  field(
    'baked.whiteBalance',
    from('exiftool', 'Red:RedcodeVersion', always(false, 'metadataOnlyInRaw'), 'RED keeps white balance as metadata'),
    from('export:redline', 'REDCODE', always(false, 'metadataOnlyInRaw'), 'RED keeps white balance as metadata'),
    from('export:arriJson', 'clip.White Balance.whiteBalanceApplied', yesNo, "ARRI's own reader"),
    from('export:arriCsv', 'WB Applied In Camera', yesNo, "ARRI's own reader"),
    from(
      'quicktime',
      'trak*.codec',
      { name: 'codecBakes', parse: (raw) => (/^ap(ch|cn|cs|co|4h|4x)$|^avc1$|^h(vc|ev)1$/.test(raw) ? true : undefined) },
      'a developed picture holds its white balance',
    ),
  ),
  field(
    'baked.look',
    from('quicktime', ['key.com.arri.camera.LookBurnedIn', 'key.com.arri.camera.LookBurned'], yesNo, 'the camera says so'),
    from('export:arriJson', 'clip.Color.lookApplied', yesNo, 'the camera says so'),
    from('export:arriCsv', 'Look Burned In', yesNo, 'the camera says so'),
    from('sidecar:NonRealTimeMeta', 'item.LookProcessBaked', yesNo, 'the camera says so'),
    from('exiftool', 'Red:RedcodeVersion', always(false, 'metadataOnlyInRaw'), 'R3D keeps the look beside the picture'),
    from('export:redline', 'REDCODE', always(false, 'metadataOnlyInRaw'), 'R3D keeps the look beside the picture'),
  ),
];

/** Slope, offset, power and saturation; a CDL that changes nothing is the camera's default and no fact. */
function cdlOf(
  source: string,
  keys: { slope: readonly string[]; offset: readonly string[]; power: readonly string[]; saturation: string },
) {
  return derived(source, 'cdlUnlessNeutral', 'the ten numbers; a neutral one is the default and left out', (raw) => {
    const triple = (names: readonly string[]) => names.map((name) => Number(raw.values[name] ?? NaN));
    const [slope, offset, power] = [triple(keys.slope), triple(keys.offset), triple(keys.power)];
    const saturation = Number(raw.values[keys.saturation] ?? NaN);
    const all = [...slope, ...offset, ...power, saturation];
    const neutral = [...slope, ...power, saturation].every((value) => value === 1) && offset.every((value) => value === 0);
    if (all.some((value) => !Number.isFinite(value)) || neutral) return undefined;
    const value: FactValue = {
      slope: slope.map(single),
      offset: offset.map(single),
      power: power.map(single),
      saturation: single(saturation),
    };
    return { value, key: keys.slope[0]!, raw: all.join(' ') };
  });
}

/** Sony's document carries the nodes of an ASC CDL: three numbers in a text. */
function sonyCdl() {
  return derived('sidecar:NonRealTimeMeta', 'cdlUnlessNeutral', 'the ten numbers; a neutral one is the default and left out', (raw) => {
    const [slope, offset, power] = ['Slope', 'Offset', 'Power'].map((name) =>
      (raw.values[`cdl.${name}`] ?? '').split(/\s+/).filter(Boolean).map(Number),
    ) as [number[], number[], number[]];
    const saturation = Number(raw.values['cdl.Saturation'] ?? 1);
    const all = [...slope, ...offset, ...power, saturation];
    const neutral = [...slope, ...power, saturation].every((value) => value === 1) && offset.every((value) => value === 0);
    if (all.length !== 10 || all.some((value) => !Number.isFinite(value)) || neutral) return undefined;
    const value: FactValue = {
      slope: slope.map(single),
      offset: offset.map(single),
      power: power.map(single),
      saturation: single(saturation),
    };
    return { value, key: 'cdl.Slope', raw: all.join(' ') };
  });
}
