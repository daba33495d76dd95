import type { FactValue } from '../../clip.ts';
import { always, kelvin, matching, number, numbers, oneOf, positive, scaled, single, text, textExcept, yesNo } from '../parsers.ts';
import { derived, field, fieldIn, from, rdd18, type FieldRule, type Parser } from '../rule.ts';

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
  PQ: 'PQ',
  HLG: 'HLG',
  'REC-709': 'Rec.709',
};
const named = (table: Readonly<Record<string, string>>): Parser => ({
  name: 'named',
  parse: (raw) => {
    const clean = raw.split(' / ')[0]!.trim();
    return clean === '' ? undefined : (table[clean] ?? text.parse(clean, empty));
  },
});
const empty = { source: '', readerVersion: '', path: '', values: {} };

/** A lens that the database does not know is no lens name. */
const lensName: Parser = { name: 'lensName', parse: (raw) => (/^(unknown|n\/a)/i.test(raw) ? undefined : text.parse(raw, empty)) };

/** Canon writes fractions; 65535/65535 is unset. */
const ratio: Parser = {
  name: 'ratio',
  parse: (raw) => {
    const found = /^(\d+)\/(\d+)$/.exec(raw.trim());
    const [num, den] = [Number(found?.[1]), Number(found?.[2])];
    return found && den > 0 && num > 0 && !(num === 65535 && den === 65535) ? single(num / den) : undefined;
  },
};

const bigEndianFloat: Parser = {
  name: 'bigEndianFloat',
  parse: (raw) => {
    if (!/^[0-9A-Fa-f]{8}$/.test(raw.trim())) return undefined;
    const view = new DataView(new ArrayBuffer(4));
    view.setUint32(0, Number.parseInt(raw.trim(), 16));
    const value = view.getFloat32(0);
    return Number.isFinite(value) && value > 0 && value < 1e5 ? single(value) : undefined;
  },
};

/** ApertureMode says which of the two ApertureNumber is. */
function canonAperture(mode: string, what: string) {
  return derived('export:canon', 'ratioIfMode', `ApertureNumber counts ${what} in this ApertureMode`, (raw) => {
    const text_ = raw.values['frame.ApertureNumber'];
    const value = text_ !== undefined && raw.values['frame.ApertureMode'] === mode ? ratio.parse(text_, raw) : undefined;
    return value === undefined || text_ === undefined ? undefined : { value, key: 'frame.ApertureNumber', raw: text_ };
  });
}

/** Colour, look and lens. */
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
        'key.com.apple.proapps.whiteBalance',
      ],
      kelvin,
      'set in the camera',
    ),
    from('mediainfo', rdd18('WhiteBalance'), kelvin, 'RDD 18 810E'),
    from('export:arriJson', 'frame.White Balance.colorTemperature', kelvin, 'set in the camera'),
    from('export:arriCsv', 'White Balance', kelvin, 'set in the camera'),
    from('export:redline', 'Kelvin', kelvin, 'set in the camera'),
    from('export:braw', 'frame.white_balance_kelvin', kelvin, 'set in the camera'),
    from('sidecar:NonRealTimeMeta', ['item.WhiteBalance', 'item.WhiteBalanceKelvin'], kelvin, 'set in the camera'),
    from('sidecar:djiSrt', 'ct', kelvin, 'set in the camera'),
    from('export:canon', 'frame.ColorTemperature', kelvin, "Canon's own reader"),
    from('exiftool', ['Canon:ColorTemperature'], kelvin, 'set in the camera'),
    from('list:ale', ['White Balance', 'Whitepoint', 'WB', 'Color Temperature'], kelvin, 'what the dailies house wrote down'),
  ),
  field(
    'color.tint',
    from('exr', ['cameraTintSetting', 'com.arri.camera.WbTintCc'], number, "set in the camera, in the vendor's own unit"),
    from(
      'quicktime',
      ['key.com.arri.camera.WhiteBalanceTintCc', 'key.com.arri.camera.WbTintCc', 'key.white_balance_tint'],
      number,
      "in the vendor's own unit",
    ),
    from('export:arriJson', 'frame.White Balance.whiteBalanceTint', number, "in the vendor's own unit"),
    from('export:arriCsv', 'White Balance CC', number, "in the vendor's own unit"),
    from('export:redline', 'Tint', number, "in the vendor's own unit"),
    from('export:braw', 'frame.white_balance_tint', number, "in the vendor's own unit"),
  ),
  field(
    'color.autoWhiteBalance',
    from('mediainfo', rdd18('AutoWhiteBalanceMode'), text, 'RDD 18 810D'),
    from('exiftool', ['ExifIFD:WhiteBalance'], oneOf({ Auto: 'auto', Manual: 'manual' }), 'set in the camera'),
  ),
  field(
    'color.transfer',
    from('exr', ['com.arri.camera.ColorGamma'], named(transfers), 'what the source was; the frame itself is linear'),
    from(
      'quicktime',
      ['key.com.arri.camera.ColorGammaSxS', 'key.com.arri.camera.ColorGamma', 'key.viewing_gamma', 'key.com.apple.proapps.gamma'],
      named(transfers),
      'set in the camera',
    ),
    from('export:arriJson', 'clip.Color.sceneColorEncoding.sceneColorEncodingTransferCurve', named(transfers), "ARRI's own reader"),
    from('export:arriCsv', 'Target Color Space', named(transfers), "ARRI's own reader"),
    from('export:braw', 'clip.viewing_gamma', text, 'set in the camera'),
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
      ['key.com.arri.camera.ColorSpace', 'key.viewing_gamut', 'key.com.apple.proapps.colorspace'],
      text,
      'set in the camera',
    ),
    from('export:braw', 'clip.viewing_gamut', text, 'set in the camera'),
    from('sidecar:NonRealTimeMeta', ['item.CaptureColorPrimaries'], text, 'set in the camera'),

    from('mediainfo', 'Video:colour_primaries', named({ 'BT.709': 'Rec.709' }), 'the container'),
  ),
  field('color.chromaticities', from('exr', 'chromaticities', numbers(8), 'the standard attribute')),
  field(
    'color.colorScience',
    from('export:redline', 'Clip Current Image Pipeline', text, "RED's image pipeline"),
    from(
      'export:braw',
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
    from('export:braw', 'clip.post_3dlut_embedded_name', text, 'embedded in the clip'),
    from('sidecar:NonRealTimeMeta', ['item.MonitoringBaseCurve', 'LutName'], text, 'what was on the monitor'),
  ),
  field('color.monitoringCurve', from('sidecar:NonRealTimeMeta', 'item.MonitoringBaseCurve', text, 'what was on the monitor')),
  field(
    'color.cdl',
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
    from('exiftool', 'Red:RedcodeVersion', always(false, 'metadataOnlyInRaw'), 'R3D keeps the look beside the picture'),
    from('export:redline', 'REDCODE', always(false, 'metadataOnlyInRaw'), 'R3D keeps the look beside the picture'),
  ),

  field(
    'lens.make',
    from('exr', 'lensMake', text, 'the standard attribute'),
    from('exiftool', ['ExifIFD:LensMake', 'Red:LensMake', 'IFD0:LensMake'], text, 'the camera wrote it'),
    from('export:redline', 'Lens Brand', text, "RED's own reader"),
  ),
  field(
    'lens.model',
    from('exr', ['lensModel', 'com.arri.camera.LensType'], text, 'the camera wrote it'),
    from(
      'quicktime',
      ['key.com.arri.camera.LensType', 'key.com.arri.camera.LensModel', 'key.lens_type', 'key.com.apple.quicktime.camera.lens_model'],
      text,
      'the camera wrote it',
    ),
    from(
      'exiftool',
      ['ExifIFD:LensModel', 'Red:LensModel', 'Canon:LensModel', 'Composite:LensID', 'Canon:LensType', 'IFD0:LensModel'],
      lensName,
      'the camera wrote it',
    ),
    from('export:arriJson', 'desc.Lens Device.lensModel', text, "ARRI's own reader"),
    from('export:arriCsv', 'Lens Model', text, "ARRI's own reader"),
    from('export:redline', 'Lens Name', text, "RED's own reader"),
    from('export:braw', 'clip.lens_type', text, 'the camera wrote it'),
    from('sidecar:NonRealTimeMeta', ['Lens.modelName', 'item.LensModelName', 'item.LensModel'], text, 'the camera wrote it'),

    from('list:ale', ['Lens', 'Lens Type', 'Lens Model'], text, 'what the dailies house wrote down'),
  ),
  field(
    'lens.serial',
    from('exr', 'lensSerialNumber', textExcept('0'), 'the camera wrote it'),
    from('quicktime', ['key.com.arri.camera.LensSerialNumber'], textExcept('0'), 'the camera wrote it'),
    from(
      'exiftool',
      ['UserData:LensSerialNumber', 'ExifIFD:LensSerialNumber', 'Red:LensNumber', 'Canon:LensSerialNumber'],
      textExcept('0000000000', '0'),
      'the camera wrote it',
    ),
    from('export:arriJson', 'desc.Lens Device.lensSerialNumber', textExcept('0'), "ARRI's own reader"),
    from('export:arriCsv', 'Lens Serial Number', textExcept('0'), "ARRI's own reader"),
    from('export:redline', 'Lens Serial Number', text, "RED's own reader"),
  ),
  fieldIn(
    'mm',
    'lens.focalLength35mmEquivalent',
    from('sidecar:djiSrt', 'focalLength35mmEquivalent', positive, 'as the drone counts it'),
    from('exiftool', 'ExifIFD:FocalLengthIn35mmFormat#', positive, 'as the camera counts it'),
  ),
  field('lens.mount', from('export:redline', 'Lens Mount', text, "RED's own reader")),
  fieldIn(
    'mm',
    'lens.focalLengthMm',
    from('exr', ['nominalFocalLength', 'pinholeFocalLength', 'effectiveFocalLength', 'focalLength'], positive, 'the standard attribute'),
    from(
      'exiftool',
      ['Red:FocalLength', 'ExifIFD:FocalLength#', 'ExifIFD:FocalLength', 'Pentax:FocalLength#', 'Pentax:FocalLength'],
      positive,
      'the camera wrote it',
    ),
    from('quicktime', 'key.com.arri.camera.LensFocalLength', scaled(0.001, 'micrometres'), 'ARRI counts micrometres'),
    from('quicktime', 'key.focal_length', positive, 'in millimetres'),
    from(
      'mediainfo',
      rdd18('LensZoomActualFocalLength'),
      {
        name: 'metresOrMillimetres',
        parse: (raw) => {
          const value = positive.parse(raw, empty);
          return typeof value !== 'number' ? undefined : /\bmm\b/.test(raw) || value >= 3 ? value : single(value * 1000);
        },
      },
      'RDD 18 8005',
    ),
    from('export:arriJson', 'frame.Lens State.lensFocalLength', scaled(0.001, 'micrometres'), 'in micrometres; -1 is unset'),
    from('export:arriCsv', 'Lens Focal Length', positive, 'in millimetres'),
    from('export:redline', 'Focal Length', positive, 'in millimetres'),
    from('export:braw', 'frame.focal_length', positive, 'in millimetres'),

    from('export:canon', 'frame.FocalLength', ratio, "Canon's own reader, a fraction"),
    from('list:ale', ['Focal Length', 'Focal'], positive, 'what the dailies house wrote down'),
  ),
  fieldIn(
    'm',
    'lens.focusDistanceMetres',
    from('exr', ['focus', 'imagerToFocusDistance'], positive, 'the standard attribute, in metres'),
    from('exiftool', ['Red:FocusDistance#', 'Red:FocusDistance'], positive, 'in metres; below zero is unset'),
    from('quicktime', 'key.com.arri.camera.LensFocusDistanceMetric', scaled(0.001, 'millimetres'), 'ARRI counts millimetres'),
    from('quicktime', ['key.distance'], matching(/^(\d+)\s*mm/, 'millimetres', scaled(0.001, 'millimetres')), 'in millimetres'),
    from(
      'mediainfo',
      [...rdd18('FocusPositionFromImagePlane'), ...rdd18('FocusPositionFromFrontLensVertex')],
      matching(/^([\d.]+)\s*(?:m\b|$)/, 'metres', positive),
      'RDD 18 8001 and 8002',
    ),
    from('export:arriJson', 'frame.Lens State.lensFocusDistanceMetric', scaled(0.001, 'millimetres'), 'in millimetres; -1 is unset'),
    arriCsvFocus(),
    from('export:redline', 'frame.Focus Distance', scaled(0.001, 'millimetres'), 'in millimetres, frame by frame'),
    from('export:canon', 'frame.FocusPosition', bigEndianFloat, 'single precision in hexadecimal, metres'),
    from(
      'export:redline',
      ['Lens Focus Distance', 'Focus Distance'],
      {
        name: 'millimetresOfRedline',
        parse: (raw) => {
          const value = positive.parse(raw, empty);
          return typeof value === 'number' && /mm/.test(raw) ? single(value / 1000) : undefined;
        },
      },
      'in millimetres',
    ),
    from('export:braw', 'frame.distance', matching(/^(\d+)\s*mm/, 'millimetres', scaled(0.001, 'millimetres')), 'in millimetres'),
  ),
  field(
    'lens.tStop',
    from('exr', ['tStop', 'tNumber'], positive, 'the standard attribute'),
    from('quicktime', 'key.com.arri.camera.LensIris', arriIris(), 'ARRI counts thousandths of a stop above T1, from 1000'),
    from('quicktime', 'key.aperture', matching(/^T\s*([\d.]+)/i, 'tMark', positive), 'written with a T'),
    from('mediainfo', rdd18('IrisTNumber'), positive, 'RDD 18 8008'),
    from('export:arriJson', 'frame.Lens State.lensIris', arriIris(), 'thousandths of a stop above T1, from 1000'),
    from('export:arriCsv', 'Lens Linear Iris', arriIris(), 'thousandths of a stop above T1, from 1000'),
    from('export:braw', 'frame.aperture', matching(/^T\s*([\d.]+)/i, 'tMark', positive), 'written with a T'),
    canonAperture('2', 'T numbers'),
    from('sidecar:NonRealTimeMeta', ['item.IrisTNumber'], positive, 'set on the lens'),
    from('list:ale', ['T-Stop', 'Tstop'], positive, 'what the dailies house wrote down'),
  ),
  field(
    'lens.fNumber',
    from('exr', 'aperture', positive, 'the standard attribute'),
    from(
      'exiftool',
      ['Red:FNumber', 'ExifIFD:FNumber', 'H264:ApertureSetting', 'Canon:FNumber', 'Pentax:FNumber'],
      positive,
      'the camera wrote it',
    ),
    from('quicktime', 'key.aperture', matching(/^f\/?\s*([\d.]+)/i, 'fMark', positive), 'written with an f'),
    from('mediainfo', rdd18('IrisFNumber'), positive, 'RDD 18 8000'),
    from('export:redline', 'Aperture', matching(/^F\s*([\d.]+)/i, 'fMark', positive), 'written with an F'),
    from('export:braw', 'frame.aperture', matching(/^f\s*([\d.]+)/i, 'fMark', positive), 'written with an f'),
    from('sidecar:djiSrt', 'fNumber', positive, 'the camera wrote it'),
    from('sidecar:NonRealTimeMeta', ['item.IrisFNumber'], positive, 'the camera wrote it'),
    canonAperture('1', 'F numbers'),
  ),
  fieldIn(
    'mm',
    'lens.entrancePupilOffsetMm',
    from('exr', 'entrancePupilOffset', number, 'the standard attribute'),
    from('export:arriJson', 'frame.Lens State.lensEntrancePupilOffset', scaled(0.001, 'micrometres'), 'in micrometres; -1 is unset'),
  ),
  fieldIn(
    'm',
    'lens.nearFocusMetres',
    from(
      'export:redline',
      'Lens Focus Distance Near',
      matching(/^(\d+)mm/, 'millimetres', scaled(0.001, 'millimetres')),
      "the lens's own table",
    ),
  ),
  fieldIn(
    'm',
    'lens.farFocusMetres',
    from(
      'export:redline',
      'Lens Focus Distance Far',
      matching(/^(\d+)mm/, 'millimetres', scaled(0.001, 'millimetres')),
      "the lens's own table",
    ),
  ),
  fieldIn(
    'mm',
    'lens.effectiveFocalLengthMm',
    from('exr', 'effectiveFocalLength', positive, 'the standard attribute'),
    from('export:arriJson', 'frame.Lens State.lensEffectiveFocalLength', scaled(0.001, 'micrometres'), 'in micrometres; -1 is unset'),
  ),
  field(
    'lens.distortionModel',
    from('export:redline', 'Lens Cooke /i Static', always('Cooke /i', 'cookeData'), 'the clip carries a Cooke block'),
  ),
  field(
    'lens.filter',
    from('exiftool', 'Red:Filter', text, 'the low pass filter of the camera'),
    from('export:redline', ['Sensor OLPF Name', 'Filter'], text, 'the low pass filter of the camera'),
  ),
];

/** 1000 is T1, each further thousand a stop: 2667 is T1.4 and 2/3, as ARRI's own export prints beside it. */
function arriIris(): Parser {
  return {
    name: 'thousandthsOfAStop',
    parse: (raw) => {
      const value = Number(raw);
      return Number.isFinite(value) && value >= 500 && value <= 12000 ? Math.round(2 ** ((value - 1000) / 2000) * 100) / 100 : undefined;
    },
  };
}

function arriCsvFocus() {
  return derived('export:arriCsv', 'unitBeside', 'in the unit that stands in the column beside it', (raw) => {
    const text_ = raw.values['Lens Focus Distance'];
    const factor = { Meter: 1, Metre: 1, Feet: 0.3048, Foot: 0.3048 }[raw.values['Lens Distance Unit'] ?? ''];
    const value = text_ === undefined ? undefined : positive.parse(text_, raw);
    return text_ === undefined || factor === undefined || typeof value !== 'number'
      ? undefined
      : { value: single(value * factor), key: 'Lens Focus Distance', raw: text_ };
  });
}

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
