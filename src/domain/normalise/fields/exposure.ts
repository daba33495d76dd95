import { matching, number, oneOf, positive, scaled, text, textExcept, count, degreesOfShutter, seconds, single } from '../parsers.ts';
import { derived, field, fieldIn, from, fromBraw, fromRdd18, type FieldRule, type Parser } from '../rule.ts';

/** RDD 18 8103: 1 is clear, N lets 1/N through; MediaInfo writes `Clear` and `1/4`. */
const ndStops: Parser = {
  name: 'logarithmOfNd',
  parse: (raw) => {
    const value = /clear/i.test(raw) ? 1 : Number(/^(?:ND\s*|1\/)?(\d+)$/i.exec(raw.trim())?.[1]);
    return value >= 1 && value <= 65_535 ? Math.round(Math.log2(value) * 100) / 100 : undefined;
  },
};

/** What the sensor was exposed with. */
export const exposureFields: readonly FieldRule[] = [
  field(
    'exposure.exposureIndex',
    from('quicktime', ['key.com.arri.camera.ExposureIndexAsa', 'key.com.arri.camera.ExposureIndex'], positive, 'set in the camera'),
    from('exr', ['com.arri.camera.ExposureIndex', 'com.arri.camera.ExposureIndexAsa', 'exposureIndex'], positive, 'set in the camera'),
    ...fromRdd18('ExposureIndexofPhotoMeter', positive, 'RDD 18 8115'),
    from('export:arriJson', ['frame.Sensor State.exposureIndex', 'clip.Sensor State.exposureIndex'], positive, 'set in the camera'),
    from('export:arriCsv', 'Exposure Index ASA', positive, 'set in the camera'),
    from('sidecar:NonRealTimeMeta', ['item.ExposureIndexOfPhotoMeter', 'item.ExposureIndexofPhotoMeter'], positive, 'set in the camera'),
    from('list:ale', ['EI', 'ASA', 'Exposure Index'], positive, 'what the dailies house wrote down'),
  ),
  field(
    'exposure.iso',
    from('exr', ['isoSpeed', 'Exif:PhotographicSensitivity', 'Exif:ISOSpeedRatings'], positive, 'the standard attribute'),
    from('exiftool', ['Red:ISO', 'ExifIFD:ISO', 'IFD0:ISO', 'H264:ISO', 'Pentax:ISO'], positive, 'set in the camera'),
    from(
      'quicktime',
      ['key.iso', 'key.ISO', 'key.com.zcam.camera.iso', 'key.org.smpte.rdd18.camera.isosensitivity'],
      positive,
      'set in the camera',
    ),
    ...fromRdd18('ISOSensitivity', positive, 'RDD 18 810B'),
    from('export:redline', 'ISO', positive, 'set in the camera'),
    ...fromBraw('frame.iso', positive, 'set in the camera'),
    from('sidecar:NonRealTimeMeta', ['item.ISOSensitivity', 'item.ISO'], positive, 'set in the camera'),
    from('sidecar:P2', /(^|\.)CameraUnitMetadata\.ISOSensitivity$/, positive, 'set in the camera'),
    from('sidecar:djiSrt', 'iso', positive, 'set in the camera'),
    // ISOG of HERO5 is a gain, not an index.
    from('gopro', 'ISOE', positive, 'of the first frame, by the telemetry track'),
    derived('export:canon', 'isoIfMode', 'the lower 31 bits, where the mode counts ISO', (raw) => {
      const text_ = raw.values['frame.PhotographicSensitivity'];
      const value = Number(text_?.split('/')[0]) - 0x80000000;
      return text_ !== undefined && raw.values['frame.PhotographicSensitivityMode'] === '1' && value > 0
        ? { value, key: 'frame.PhotographicSensitivity', raw: text_ }
        : undefined;
    }),
    from('list:ale', 'ISO', positive, 'what the dailies house wrote down'),
  ),
  fieldIn(
    'degrees',
    'exposure.shutterAngle',
    from('exr', ['interim.camera.shutterAngle', 'shutterAngle', 'com.arri.camera.ShutterAngle'], degreesOfShutter, 'set in the camera'),
    from(
      'quicktime',
      ['key.com.arri.camera.ShutterAngle'],
      {
        // 1728 is 172.8 degrees; with a point it stands as it is read.
        name: 'tenthsOfADegree',
        parse: (raw) => {
          const value = raw.includes('.') ? Number(raw) : Number(raw) / 10;
          return value > 0 && value <= 360 ? single(value) : undefined;
        },
      },
      'ARRI counts tenths of a degree',
    ),
    from('quicktime', ['key.shutter_angle', 'key.org.smpte.rdd18.camera.shutterspeed_angle'], degreesOfShutter, 'set in the camera'),
    from('quicktime', /^key\.com\.blackmagic-design\.camera\.shutterAngle$/i, degreesOfShutter, 'set in the camera'),
    ...fromRdd18('ShutterSpeed_Angle', degreesOfShutter, 'RDD 18 8108'),
    from('export:arriCsv', 'Shutter Angle', degreesOfShutter, 'set in the camera'),
    from('export:redline', 'Shutter (deg)', degreesOfShutter, 'set in the camera'),
    ...fromBraw('frame.shutter_value', matching(/^([\d.]+)\s*°/, 'degreeSign', degreesOfShutter), 'set in the camera as an angle'),
    from(
      'sidecar:NonRealTimeMeta',
      'item.ShutterSpeedAngle',
      {
        // 10800 is 180 degrees.
        name: 'minutesOfArc',
        parse: (raw) => (/^\d+$/.test(raw) && Number(raw) > 0 && Number(raw) <= 21600 ? single(Number(raw) / 60) : undefined),
      },
      'the integer of RDD 18 8108, which counts minutes of arc',
    ),
    from('dpx', 'film.shutterAngle', degreesOfShutter, 'the film header'),
    derived('export:canon', 'angleIfMode', 'a fraction of degrees, where the mode counts angles', (raw) => {
      const text_ = raw.values['frame.ExposureTime'];
      const [num, den] = (text_ ?? '').split('/').map(Number);
      const value = (num ?? 0) / (den ?? 0);
      return text_ !== undefined && raw.values['frame.ExposureTimeMode'] === '2' && value > 0 && value <= 360
        ? { value: single(value), key: 'frame.ExposureTime', raw: text_ }
        : undefined;
    }),
    from('list:ale', ['Shutter Angle', 'Shutter'], degreesOfShutter, 'what the dailies house wrote down'),
  ),
  fieldIn(
    's',
    'exposure.exposureTimeSeconds',
    from('exr', 'expTime', seconds, 'the standard attribute'),
    from(
      'exiftool',
      ['ExifIFD:ExposureTime', 'H264:ExposureTime', 'IFD0:ExposureTime', 'Canon:ExposureTime', 'Pentax:ExposureTime'],
      seconds,
      'set in the camera',
    ),
    ...fromRdd18('ShutterSpeed_Time', seconds, 'RDD 18 8109'),
    from('quicktime', ['key.com.zcam.camera.shutterSpeed', 'key.org.smpte.rdd18.camera.shutterspeed_time'], seconds, 'set in the camera'),
    from('export:arriJson', 'frame.Sensor State.exposureTime', seconds, 'a fraction of microseconds'),
    from('export:arriCsv', 'Exposure Time', seconds, 'in milliseconds'),
    from(
      'export:redline',
      'Shutter (1/sec)',
      { name: 'reciprocal', parse: (raw) => (Number(raw) > 0 ? single(1 / Number(raw)) : undefined) },
      'a part of a second; the milliseconds beside it are rounded to whole ones',
    ),
    ...fromBraw('frame.shutter_value', matching(/^(1\/[\d.]+)/, 'fraction', seconds), 'set in the camera as a time'),
    from('sidecar:NonRealTimeMeta', ['item.ShutterSpeedTime'], seconds, 'set in the camera'),
    from('sidecar:djiSrt', 'shutter', seconds, 'set in the camera'),
    from('gopro', 'SHUT', seconds, 'of the first frame, by the telemetry track'),
  ),
  field(
    'exposure.nd',
    ...fromRdd18(
      'NeutralDensityFilterWheelSetting',
      {
        name: 'rdd18Nd',
        parse: (raw) =>
          /clear/i.test(raw) ? 1 : count.parse(raw.replace(/^ND|^1\//i, ''), { source: '', readerVersion: '', path: '', values: {} }),
      },
      'RDD 18 8103: 1 is clear, else N of transmission 1/N',
    ),
    from('sidecar:NonRealTimeMeta', ['item.NeutralDensityFilterWheelSetting', 'item.NDFilter'], count, 'set in the camera'),
  ),
  fieldIn(
    'stops',
    'exposure.ndStops',
    from(
      'quicktime',
      ['key.com.arri.camera.NdFilterDensity'],
      {
        // 1200 is density 1.2; with a point it stands as it is read.
        name: 'thousandthsOfDensityToStops',
        parse: (raw) => {
          const density = raw.includes('.') ? Number(raw) : Number(raw) / 1000;
          return raw.trim() !== '' && density >= 0 && density < 6 ? Math.round((density / 0.3) * 100) / 100 : undefined;
        },
      },
      'thousandths of optical density, 0.3 a stop',
    ),
    from('quicktime', ['key.internal_nd'], number, 'set in the camera'),
    from('quicktime', 'key.com.zcam.camera.nd', oneOf({ clear: 0, Clear: 0 }), 'no filter is set'),
    derived('export:arriJson', 'densityToStops', 'optical density, 0.3 a stop; counts where a filter position is given', (raw) => {
      const text_ = raw.values['frame.Filter.ndFilterDensity'];
      const density = Number(text_);
      const known = density > 0 || raw.values['frame.Filter.ndFilterIndex'] !== undefined;
      return text_ !== undefined && known && density >= 0
        ? { value: Math.round((density / 0.3) * 100) / 100, key: 'frame.Filter.ndFilterDensity', raw: text_ }
        : undefined;
    }),
    from('export:arriCsv', 'ND Filter Type', oneOf({ 'No Filter': 0 }), 'no filter is set'),
    from('export:arriCsv', 'ND Filter Density', scaled(1 / 0.3, 'densityToStops'), 'optical density, 0.3 a stop'),
    ...fromBraw('frame.internal_nd', number, 'set in the camera'),
    ...fromRdd18('NeutralDensityFilterWheelSetting', ndStops, 'base 2 logarithm of the RDD 18 integer'),
    from(
      'sidecar:NonRealTimeMeta',
      ['item.NeutralDensityFilterWheelSetting', 'item.NDFilter'],
      ndStops,
      'base 2 logarithm of the RDD 18 integer',
    ),
  ),
  fieldIn(
    'stops',
    'exposure.compensationStops',
    from('sidecar:djiSrt', 'exposureValue', number, 'set in the camera'),
    from('exiftool', 'ExifIFD:ExposureCompensation#', number, 'set in the camera'),
  ),
  field(
    'exposure.readoutMode',
    ...fromRdd18('ImageSensorReadoutMode', text, 'RDD 18 8107'),
    from('sidecar:NonRealTimeMeta', 'item.ImageSensorReadoutMode', text, 'set in the camera'),
    from('export:arriCsv', 'Mirror Shutter Running', oneOf({ Yes: 'mirror shutter' }), 'only a yes says something'),
  ),
  field('exposure.hdrMode', from('export:redline', 'HDR Mode', textExcept('No HDR'), 'only when it is on')),
  fieldIn(
    'dB',
    'exposure.gainDb',
    from('exiftool', 'H264:Gain', matching(/^(-?\d+) dB/, 'decibel', number), 'the camera wrote it'),
    ...fromRdd18('CameraMasterGainAdjustment', scaled(1, 'decibel', { zero: true }), 'RDD 18'),
  ),
];
