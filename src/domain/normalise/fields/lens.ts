import { always, matching, number, positive, scaled, text, textExcept, single } from '../parsers.ts';
import { derived, field, fieldIn, from, fromBraw, fromRdd18, type FieldRule, type Parser } from '../rule.ts';

const empty = { source: '', readerVersion: '', path: '', values: {} };

/** A lens that the database does not know is no lens name. */
const lensName: Parser = { name: 'lensName', parse: (raw) => (/^(unknown|n\/a)/i.test(raw) ? undefined : text.parse(raw, empty)) };

/** Cooke's number and its lens's: `7032.0100`. */
const lensNumber: Parser = matching(/^\s*(\d+\.\d+)\s*$/, 'typeAndNumber');

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

/** The lens, frame by frame where the camera says so. */
export const lensFields: readonly FieldRule[] = [
  field(
    'lens.make',
    from('exr', 'lensMake', text, 'the standard attribute'),
    from('exiftool', ['ExifIFD:LensMake', 'Red:LensMake', 'IFD0:LensMake'], text, 'the camera wrote it'),
    from('export:redline', 'Lens Brand', text, "RED's own reader"),
    from('sidecar:NonRealTimeMeta', 'Lens.manufacturer', text, 'the camera wrote it'),
  ),
  field(
    'lens.model',
    from('exr', ['lensModel', 'com.arri.camera.LensType', 'Exif:LensModel'], text, 'the camera wrote it'),
    from(
      'quicktime',
      [
        'key.com.arri.camera.LensType',
        'key.com.arri.camera.LensModel',
        'key.lens_type',
        'key.com.zcam.camera.lensType',
        'key.com.blackmagic-design.camera.lensType',
        'key.com.apple.quicktime.camera.lens_model',
      ],
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
    ...fromBraw('clip.lens_type', text, 'the camera wrote it'),
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
    from('sidecar:NonRealTimeMeta', 'item.LensAttributes', lensNumber, 'type and number of the lens; Sony has no other field for it'),
    from('export:sony', ['Lens Serial', 'Lens Model'], lensNumber, 'type and number of the lens; Sony has no other field for it'),
    ...fromRdd18('LensAttributes', lensNumber, 'RDD 18 8007 as Sony fills it'),
  ),
  fieldIn(
    'mm',
    'lens.focalLength35mmEquivalent',
    from('sidecar:djiSrt', 'focalLength35mmEquivalent', positive, 'as the drone counts it'),
    ...fromRdd18('LensZoom35mmStillCameraEquivalent', positive, 'RDD 18 8004'),
    from('export:canon', 'frame.FocalLength35mm', ratio, "Canon's own reader, a fraction"),
    from('exiftool', 'ExifIFD:FocalLengthIn35mmFormat#', positive, 'as the camera counts it'),
  ),
  field('lens.mount', from('export:redline', 'Lens Mount', text, "RED's own reader")),
  fieldIn(
    'mm',
    'lens.focalLengthMm',
    from(
      'exr',
      ['nominalFocalLength', 'pinholeFocalLength', 'effectiveFocalLength', 'focalLength', 'Exif:FocalLength'],
      positive,
      'the standard attribute',
    ),
    from(
      'exiftool',
      ['Red:FocalLength', 'ExifIFD:FocalLength#', 'ExifIFD:FocalLength', 'Pentax:FocalLength#', 'Pentax:FocalLength'],
      positive,
      'the camera wrote it',
    ),
    from('quicktime', 'key.com.arri.camera.LensFocalLength', scaled(0.001, 'micrometres'), 'ARRI counts micrometres'),
    from('quicktime', ['key.focal_length', 'key.com.zcam.camera.lensFocalLength'], positive, 'in millimetres'),
    ...fromRdd18(
      'LensZoomActualFocalLength',
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
    from('export:redline', 'frame.Focal Length', positive, 'in millimetres, frame by frame'),
    from('export:redline', 'Focal Length', positive, 'in millimetres'),
    ...fromBraw('frame.focal_length', positive, 'in millimetres'),

    from('export:canon', 'frame.FocalLength', ratio, "Canon's own reader, a fraction"),
    from('export:sony', 'Focal Length (mm)', positive, 'in millimetres, frame by frame'),
    from('list:ale', ['Focal Length', 'Focal'], positive, 'what the dailies house wrote down'),
  ),
  fieldIn(
    'm',
    'lens.focusDistanceMetres',
    from('exr', ['focus', 'imagerToFocusDistance'], positive, 'the standard attribute, in metres'),
    from('exiftool', ['Red:FocusDistance#', 'Red:FocusDistance'], positive, 'in metres; below zero is unset'),
    from('quicktime', 'key.com.arri.camera.LensFocusDistanceMetric', scaled(0.001, 'millimetres'), 'ARRI counts millimetres'),
    from('quicktime', ['key.distance'], matching(/^(\d+)\s*mm/, 'millimetres', scaled(0.001, 'millimetres')), 'in millimetres'),
    ...fromRdd18('FocusPositionFromImagePlane', matching(/^([\d.]+)\s*(?:m\b|$)/, 'metres', positive), 'RDD 18 8001'),
    ...fromRdd18('FocusPositionFromFrontLensVertex', matching(/^([\d.]+)\s*(?:m\b|$)/, 'metres', positive), 'RDD 18 8002'),
    from(
      'quicktime',
      'key.com.zcam.camera.focusDistance',
      matching(/^(\d+)\s*mm/, 'millimetres', scaled(0.001, 'millimetres')),
      'in millimetres',
    ),
    from('export:arriJson', 'frame.Lens State.lensFocusDistanceMetric', scaled(0.001, 'millimetres'), 'in millimetres; -1 is unset'),
    from(
      'export:arriJson',
      'frame.Lens State.lensFocusDistanceImperial',
      scaled(0.0000254, 'thousandthsOfAnInch'),
      'in thousandths of an inch, where the lens has no metric scale',
    ),
    arriCsvFocus(),
    from('export:sony', 'Focus Distance (ft)', scaled(0.3048, 'feet'), 'in feet, frame by frame'),
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
    ...fromBraw('frame.distance', matching(/^(\d+)\s*mm/, 'millimetres', scaled(0.001, 'millimetres')), 'in millimetres'),
  ),
  field(
    'lens.tStop',
    from('exr', ['tStop', 'tNumber'], positive, 'the standard attribute'),
    from('quicktime', 'key.com.arri.camera.LensIris', arriIris(), 'ARRI counts thousandths of a stop above T1, from 1000'),
    from('quicktime', 'key.aperture', matching(/^T\s*([\d.]+)/i, 'tMark', positive), 'written with a T'),
    ...fromRdd18('IrisTNumber', positive, 'RDD 18 8008'),
    from('export:arriJson', 'frame.Lens State.lensIris', arriIris(), 'thousandths of a stop above T1, from 1000'),
    from('export:arriCsv', 'Lens Linear Iris', arriIris(), 'thousandths of a stop above T1, from 1000'),
    ...fromBraw('frame.aperture', matching(/^T\s*([\d.]+)/i, 'tMark', positive), 'written with a T'),
    canonAperture('2', 'T numbers'),
    from('sidecar:NonRealTimeMeta', ['item.IrisTNumber'], positive, 'set on the lens'),
    from('export:sony', 'Aperture', stopsAboveOne('T'), 'T, whole stops and tenths above T1'),
    from('list:ale', ['T-Stop', 'Tstop'], positive, 'what the dailies house wrote down'),
  ),
  field(
    'lens.fNumber',
    from('exr', 'aperture', positive, 'the standard attribute'),
    from(
      'exiftool',
      ['Red:FNumber', 'ExifIFD:FNumber', 'H264:FNumber', 'H264:ApertureSetting', 'Canon:FNumber', 'Pentax:FNumber'],
      positive,
      'the camera wrote it',
    ),
    from(
      'quicktime',
      ['key.aperture', 'key.com.zcam.camera.aperture', 'key.com.apple.quicktime.camera.lens_irisfnumber'],
      matching(/^f?\/?\s*([\d.]+)/i, 'fMark', positive),
      'written with an f',
    ),
    ...fromRdd18('IrisFNumber', positive, 'RDD 18 8000'),
    from('export:redline', 'Aperture', matching(/^F\s*([\d.]+)/i, 'fMark', positive), 'written with an F'),
    from('export:redline', 'frame.Aperture', positive, 'frame by frame, as the table of the clip writes it with an F'),
    ...fromBraw('frame.aperture', matching(/^f\s*([\d.]+)/i, 'fMark', positive), 'written with an f'),
    from('sidecar:djiSrt', 'fNumber', positive, 'the camera wrote it'),
    from('sidecar:NonRealTimeMeta', ['item.IrisFNumber'], positive, 'the camera wrote it'),
    canonAperture('1', 'F numbers'),
    from('export:sony', 'Aperture', stopsAboveOne('F'), 'F, whole stops and tenths above F1'),
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
    'lens.firmware',
    from('exr', 'lensFirmwareVersion', text, 'the standard attribute'),
    from('export:redline', 'Lens Cooke /i Static', matching(/\bB(\d+\.\d+)/, 'firmwareOfCooke'), 'field B of the Cooke block'),
  ),
  fieldIn('m', 'lens.hyperfocalMetres', from('exr', 'hyperfocalDistance', positive, 'the camera wrote it')),
  fieldIn('degrees', 'lens.horizontalFovDegrees', ...fromRdd18('HorizontalFieldOfView', positive, 'Cooke data in RDD 18')),
  fieldIn('%', 'lens.irisRingPercent', ...fromRdd18('IrisRingPosition', number, 'RDD 18 8009, of the whole travel')),
  fieldIn('%', 'lens.focusRingPercent', ...fromRdd18('FocusRingPosition', number, 'RDD 18 800A, of the whole travel')),
  fieldIn('%', 'lens.zoomRingPercent', ...fromRdd18('ZoomRingPosition', number, 'RDD 18 800B, of the whole travel')),
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

/** `T 2 3/10`: whole stops above T1 and tenths of a stop, so 2 to the power of half of 2.3. */
function stopsAboveOne(mark: 'T' | 'F'): Parser {
  return {
    name: 'stopsAboveOne',
    parse: (raw) => {
      const found = new RegExp(`^${mark}\\s*(\\d+)(?:\\s+(\\d)/10)?$`).exec(raw.trim());
      return found ? Math.round(2 ** ((Number(found[1]) + Number(found[2] ?? 0) / 10) / 2) * 1000) / 1000 : undefined;
    },
  };
}
