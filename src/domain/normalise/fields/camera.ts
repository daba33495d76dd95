import {
  exactNumber,
  always,
  matching,
  number,
  oneOf,
  positive,
  rate,
  ratePerThousand,
  scaled,
  text,
  textExcept,
  whole,
  count,
} from '../parsers.ts';
import { derived, field, fieldIn, from, rdd18, type FieldRule } from '../rule.ts';

export const cameraFields: readonly FieldRule[] = [
  field(
    'camera.make',
    from('exr', ['cameraMake'], text, 'the camera wrote it'),
    from(
      'quicktime',
      ['key.com.apple.quicktime.make', 'key.manufacturer', 'key.make', 'key.com.apple.proapps.manufacturer'],
      text,
      'the camera wrote it',
    ),
    from(
      'quicktime',
      [
        'key.com.arri.camera.CameraModel',
        'key.com.arri.camera.CameraSerialNumber',
        'key.com.arri.camera.SensorFps',
        'key.com.arri.camera.ReelName',
      ],
      always('ARRI', 'keysOfArri'),
      "keys of ARRI's own namespace",
    ),
    from(
      'exiftool',
      ['IFD0:Make', 'H264:Make', 'Keys:Make', 'UserData:Make', 'QuickTime:Make', 'MakerNotes:Make', 'Pentax:Make'],
      text,
      'the camera wrote it',
    ),
    from('exiftool', 'Red:RedcodeVersion', always('RED', 'onlyRedWritesR3d'), 'only RED cameras write this header'),
    from('arriraw', 'reader', always('ARRI', 'onlyArriWritesAri'), 'only ARRI cameras write this header'),
    from(
      'mediainfo',
      ['General:Encoded_Hardware_CompanyName', 'General:Make', 'General:extra.com_apple_quicktime_make'],
      text,
      'the container says so',
    ),
    from('export:arriJson', 'desc.Camera Device.cameraModel', always('ARRI', 'exportOfArri'), "ARRI's reader opens ARRI cameras only"),
    from('export:arriCsv', 'Camera Model', always('ARRI', 'exportOfArri'), "ARRI's reader opens ARRI cameras only"),
    from('export:redline', 'Camera Model', always('RED', 'exportOfRed'), 'REDline opens RED cameras only'),
    from('export:braw', 'clip.manufacturer', text, 'the camera wrote it'),
    from('sidecar:NonRealTimeMeta', 'Device.manufacturer', text, 'the camera wrote it'),

    from('list:ale', ['Camera Manufacturer', 'Manufacturer'], text, 'what the dailies house wrote down'),
    from('gopro', 'device', always('GoPro', 'onlyGoProWritesGpmf'), 'only GoPro writes this telemetry'),
    from('mediainfo', 'Video:Encoded_Library', matching(/^(GoPro)\b/, 'goProEncoder'), 'GoPro names its encoder after itself', 0.9),
  ),
  field(
    'camera.model',
    from('exr', ['cameraModel'], text, 'the camera wrote it'),
    from(
      'quicktime',
      [
        'key.com.arri.camera.CameraModel',
        'key.com.apple.quicktime.model',
        'key.camera_type',
        'key.model',
        'key.com.apple.proapps.cameraName',
      ],
      text,
      'the camera wrote it',
    ),
    from(
      'exiftool',
      ['Red:Model', 'IFD0:Model', 'H264:Model', 'Keys:Model', 'UserData:Model', 'QuickTime:Model', 'IFD0:UniqueCameraModel', 'GoPro:Model'],
      text,
      'the camera wrote it',
    ),
    from('mediainfo', ['General:Encoded_Hardware_Name', 'General:extra.com_apple_quicktime_model'], text, 'the container says so'),
    from('export:arriJson', 'desc.Camera Device.cameraModel', matching(/^(?:ARRI )?(.+)$/, 'withoutMake'), 'the camera wrote it'),
    from('export:arriCsv', 'Camera Model', text, 'the camera wrote it'),
    from('export:redline', 'Camera Model', text, 'the camera wrote it'),
    from('export:braw', 'clip.camera_type', text, 'the camera wrote it'),
    from('sidecar:NonRealTimeMeta', 'Device.modelName', text, 'the camera wrote it'),

    from('list:ale', ['Camera Model', 'Camera Type'], text, 'what the dailies house wrote down'),
  ),
  field(
    'camera.serial',
    from('exr', ['cameraSerialNumber'], text, 'the camera wrote it'),
    from(
      'quicktime',
      ['key.com.arri.camera.CameraSerialNumber', 'key.camera_serial', 'key.com.apple.proapps.serialno'],
      text,
      'the camera wrote it',
    ),
    from(
      'exiftool',
      [
        'Red:SerialNumber',
        'IFD0:CameraSerialNumber',
        'ExifIFD:SerialNumber',
        'Canon:SerialNumber',
        'UserData:CameraSerialNumber',
        'GoPro:CameraSerialNumber',
        'IFD0:SerialNumber',
      ],
      textExcept('0', '0000000000'),
      'the camera wrote it',
    ),
    from('export:arriJson', 'desc.Camera Device.cameraSerialNumber', text, 'the camera wrote it'),
    from('export:arriCsv', 'Camera Serial Number', text, 'the camera wrote it'),
    from('export:redline', 'Camera PIN', text, "RED's PIN is the serial number"),
    from('sidecar:NonRealTimeMeta', 'Device.serialNo', text, 'the camera wrote it'),
  ),
  field(
    'camera.uuid',
    from('export:braw', 'clip.camera_id', text, 'the camera wrote it'),
    from('quicktime', 'key.camera_id', text, 'the camera wrote it'),
    from('exr', ['cameraUID', 'cameraIdentifier'], text, 'the camera wrote it'),
  ),
  field(
    'camera.firmware',
    from('exr', ['cameraFirmwareVersion', 'com.arri.camera.SupVersion'], text, 'the camera wrote it'),
    from(
      'quicktime',
      ['key.com.arri.camera.SupVersion', 'key.com.apple.quicktime.software', 'key.firmware_version'],
      text,
      'the camera wrote it',
    ),
    from(
      'exiftool',
      ['Red:FirmwareVersion', 'UserData:FirmwareVersion', 'Canon:CanonFirmwareVersion', 'GoPro:FirmwareVersion', 'ExifIFD:CameraFirmware'],
      text,
      'the camera wrote it',
    ),
    from('export:arriJson', 'desc.Camera Device.cameraSoftwarePackageName', text, 'the camera wrote it'),
    from('export:arriCsv', 'Camera SUP Name', text, 'the camera wrote it'),
    from('export:redline', 'Firmware Version', text, 'the camera wrote it'),
    from('export:braw', 'clip.firmware_version', text, 'the camera wrote it'),
  ),
  field('recorder.make', from('exr', 'recorderMake', text, 'the recorder wrote it')),
  field(
    'recorder.model',
    from('exr', 'recorderModel', text, 'the recorder wrote it'),
    from('bwf', 'bext.originator', text, 'the sound recorder names itself'),
    from(
      'dpx',
      'source.device',
      matching(/^(.*(?: |spirit|northlight|arriscan|scanity|datacine).*)$/i, 'scannerOfDevice'),
      'scanners write themselves into the input device',
    ),
    from('cineon', 'source.device', text, 'the input device'),
  ),
  field(
    'recorder.serial',
    from('exr', 'recorderSerialNumber', text, 'the recorder wrote it'),
    from('dpx', 'source.serial', text, 'the input device, mostly a scanner'),
    from('cineon', 'source.serial', text, 'the input device, mostly a scanner'),
  ),
  field('recorder.firmware', from('exr', 'recorderFirmwareVersion', text, 'the recorder wrote it')),

  field(
    'rate.playback',
    from('quicktime', 'trak*.rate', rate, "the picture track's own clock, exact"),
    from('exr', ['framesPerSecond', 'FramesPerSecond'], rate, 'the standard attribute, a fraction; OpenImageIO writes it with a capital'),
    derived('mediainfo', 'numberAndDenominator', 'an exact fraction of the container', (raw) => {
      for (const track of ['Video', 'Other']) {
        // The edit rate of a sound track is no frame rate.
        if (Number(raw.values[`${track}:FrameRate`]) < 5) continue;
        const [num, den] = [raw.values[`${track}:FrameRate_Num`], raw.values[`${track}:FrameRate_Den`]];
        if (num === undefined || den === undefined || raw.values[`${track}:FrameRate_Mode`] === 'VFR') continue;
        const value = rate.parse(`${num}/${den}`, raw);
        if (value !== undefined) return { value, key: `${track}:FrameRate_Num`, raw: `${num}/${den}` };
      }
      return undefined;
    }),
    from('exiftool', ['Red:FrameRate#', 'Red:FrameRate', 'IFD0:FrameRate#', 'IFD0:FrameRate'], rate, 'the header of the camera'),
    from('mediainfo', 'Video:FrameRate', rate, 'a decimal, snapped to the rate it abbreviates'),
    from('exiftool', ['DV:FrameRate#', 'DV:FrameRate', 'H264:VideoFrameRate', 'M2TS:VideoFrameRate'], rate, 'a decimal'),
    from('dpx', ['television.frameRate', 'film.frameRate'], rate, 'the header of the frame'),
    from('cineon', 'film.frameRate', rate, 'the header of the frame'),
    from('exr', 'timecodeRate', rate, 'where only the rate of the labels is known', 0.8),
    from('export:arriJson', 'clip.Project Rate.timebase', rate, 'the project rate'),
    from('export:arriCsv', 'Project FPS', rate, 'the project rate'),
    from('export:redline', 'FPS', rate, 'the project rate'),
    derived('export:braw', 'brawRate', 'whole frames a second times 65536', (raw) => {
      const text_ = raw.values['clip.format_frame_rate'];
      const value = Number(text_);
      return text_ !== undefined && Number.isInteger(value) && value >= 65536 && value % 65536 === 0
        ? { value: `${value / 65536}/1`, key: 'clip.format_frame_rate', raw: text_ }
        : undefined;
    }),
    from('sidecar:NonRealTimeMeta', 'VideoFrame.formatFps', rate, 'the recording format'),

    from('list:ale', ['FPS', 'heading.FPS'], rate, 'what the dailies house wrote down'),
    from('bwf', ['ixml.SPEED.TIMECODE_RATE', 'bext.FRAMERATE'], rate, 'the rate of the labels on the recorder'),
  ),
  field(
    'rate.capture',
    from('exr', 'captureRate', rate, 'the standard attribute, a fraction'),
    from(
      'quicktime',
      ['key.com.arri.camera.SensorFps', 'key.com.arri.camera.SensorFPS'],
      ratePerThousand,
      'ARRI counts thousandths of a frame a second',
    ),
    from('quicktime', ['key.sensor_rate', 'key.com.apple.proapps.sensorFrameRate'], rate, 'the camera wrote it'),
    from('exiftool', ['Red:OriginalFrameRate#', 'Red:OriginalFrameRate'], rate, 'what the sensor ran at'),
    from('mediainfo', rdd18('CaptureFrameRate'), rate, 'RDD 18 acquisition metadata'),
    from('export:arriJson', 'frame.Sensor State.sensorSampleRate', rate, 'what the sensor ran at, frame by frame'),
    from('export:arriCsv', 'Sensor FPS', rate, 'what the sensor ran at, frame by frame'),
    from('export:redline', 'Record FPS', rate, 'what the sensor ran at'),
    derived('export:braw', 'brawSensorRate', 'a numerator and a denominator', (raw) =>
      pair(raw.values['frame.sensor_rate'], 'frame.sensor_rate'),
    ),
    from('sidecar:NonRealTimeMeta', ['CaptureFps', 'VideoFrame.captureFps', 'item.CaptureFrameRate'], rate, 'what the sensor ran at'),

    from('list:ale', ['Camera FPS', 'Shoot rate', 'Sensor FPS'], rate, 'what the dailies house wrote down'),
  ),
  field('timecode.droppedFrames', from('export:redline', 'Dropped Frame Count', whole, 'the camera counts what it could not write')),
  field(
    'timecode.userBits',
    from(
      'exr',
      'timeCode',
      matching(/^\d+ (\d+)$/, 'userData', {
        name: 'userData',
        parse: (raw) => (raw === '0' || raw === '4294967295' ? undefined : (Number(raw) >>> 0).toString(16).padStart(8, '0')),
      }),
      'the second integer',
    ),
    from('dpx', 'television.userBits', matching(/^(?!0{8})([0-9a-f]{8})$/, 'hex'), 'the television header'),
    from('export:arriCsv', 'Master TC User Info', textExcept('00:00:00:00'), 'the user bits'),
  ),
  field(
    'timecode.keyCode',
    from('exr', 'keyCode', text, 'the standard attribute'),
    derived('dpx', 'filmKeycode', 'manufacturer, type, offset, prefix and count of the film header', (raw) => keyCode(raw.values)),
    from('list:ale', 'KN Start', text, 'what the lab wrote down'),
  ),
  field('timecode.genlock', from('export:redline', 'Genlock Setting', text, 'what the camera was locked to')),
  field('timecode.jamSource', from('export:redline', 'Jamsync Setting', text, 'where timecode came from')),
  field('timecode.frameCounter', from('exr', 'imageCounter', count, 'the camera counts frames of high speed recordings')),

  fieldIn(
    'degrees',
    'motion.tiltDegrees',
    from('exr', 'com.arri.camera.Tilt', number, 'the sensor of the camera'),
    from('quicktime', 'key.com.arri.camera.CameraTilt', number, 'the sensor of the camera'),
    from('export:arriJson', 'frame.Positional.orientation.tilt', number, 'the sensor of the camera'),
    from(
      'export:arriCsv',
      'Camera Tilt',
      {
        name: 'tilt',
        parse: (raw) => {
          const value = Number(raw);
          return raw.trim() !== '' && Number.isFinite(value) && Math.abs(value) <= 180 ? value : undefined;
        },
      },
      '409.5 is how the camera says that it has no sensor',
    ),
  ),
  fieldIn(
    'degrees',
    'motion.rollDegrees',
    from('exr', 'com.arri.camera.Roll', number, 'the sensor of the camera'),
    from('quicktime', 'key.com.arri.camera.CameraRoll', number, 'the sensor of the camera'),
    from('export:arriJson', 'frame.Positional.orientation.roll', number, 'the sensor of the camera'),
    from('export:arriCsv', 'Camera Roll', number, 'the sensor of the camera'),
  ),
  fieldIn(
    'degrees',
    'place.latitude',
    from('exr', 'latitude', exactNumber, 'the standard attribute'),
    from('gopro', 'latitude', exactNumber, 'the first fix of the telemetry track'),
    from('exiftool', ['Composite:GPSLatitude#', 'Keys:GPSLatitude#'], exactNumber, 'the receiver of the camera'),
    from('sidecar:djiSrt', 'latitude', exactNumber, 'the receiver of the drone'),
  ),
  fieldIn(
    'degrees',
    'place.longitude',
    from('exr', 'longitude', exactNumber, 'the standard attribute'),
    from('gopro', 'longitude', exactNumber, 'the first fix of the telemetry track'),
    from('exiftool', ['Composite:GPSLongitude#', 'Keys:GPSLongitude#'], exactNumber, 'the receiver of the camera'),
    from('sidecar:djiSrt', 'longitude', exactNumber, 'the receiver of the drone'),
  ),
  fieldIn(
    'm',
    'place.altitudeMetres',
    from('exr', 'altitude', exactNumber, 'the standard attribute'),
    from('gopro', 'altitude', exactNumber, 'the first fix of the telemetry track'),
    from('exiftool', ['Composite:GPSAltitude#', 'Keys:GPSAltitude#'], exactNumber, 'the receiver of the camera'),
    from('sidecar:djiSrt', 'altitude', exactNumber, 'the receiver of the drone'),
  ),
  field(
    'audio.channels',
    from('mediainfo', ['General:Audio_Channels_Total', 'Audio:Channels'], count, 'all tracks together'),
    from('export:redline', 'Camera Audio Channels', count, 'the camera records them in its own file'),
  ),
  fieldIn(
    'Hz',
    'audio.sampleRateHz',
    from('bwf', 'fmt.sampleRate', count, 'the format chunk'),
    from('mediainfo', 'Audio:SamplingRate', count, 'the first track'),
  ),
  field(
    'audio.bitDepth',
    from('bwf', 'fmt.bitsPerSample', count, 'the format chunk'),
    from('mediainfo', 'Audio:BitDepth', count, 'the first track'),
  ),
  field('audio.samplesSinceMidnight', from('bwf', 'bext.timeReference', whole, 'the broadcast extension: the start to the sample')),
  fieldIn(
    'mm',
    'image.sensorWidthMm',
    from(
      'exr',
      'sensorOverallDimensions',
      { name: 'part1', parse: (raw) => positive.parse(raw.split(' ')[0] ?? '', { source: '', readerVersion: '', path: '', values: {} }) },
      'the standard attribute',
    ),
    from('mediainfo', rdd18('ImageSensorDimensionEffectiveWidth'), positive, 'RDD 18, in millimetres'),
    from('export:redline', 'Sensor Width', positive, "RED's own reader"),
    from('export:arriJson', 'clip.Sensor Device.sensorDimensions.width', positive, 'of the whole sensor; 0 is unset'),
  ),
  fieldIn(
    'mm',
    'image.sensorHeightMm',
    from('mediainfo', rdd18('ImageSensorDimensionEffectiveHeight'), positive, 'RDD 18, in millimetres'),
    from('export:arriJson', 'clip.Sensor Device.sensorDimensions.height', positive, 'of the whole sensor; 0 is unset'),
  ),
  fieldIn(
    'µm',
    'image.photositePitchMicrometres',
    from('exr', 'sensorPhotositePitch', positive, 'the standard attribute'),
    from('export:arriJson', 'clip.Sensor Device.sensorPixelPitch', positive, '0 is unset'),
  ),
  field(
    'image.sensorName',
    from('export:arriJson', 'clip.Sensor Device.sensorName', text, "ARRI's own reader"),
    from('export:redline', 'Sensor Name', text, "RED's own reader"),
  ),
  field(
    'image.orientation',
    from(
      'exr',
      'com.arri.camera.ImageOrient',
      oneOf({ 'Flip image vertically': 'flop', 'Flip image horizontally': 'flip', 'Rotated 180 degrees': 'rotated' }),
      'no flip is the default',
    ),
  ),
  fieldIn(
    'dB',
    'exposure.gainDb',
    from('exiftool', 'H264:Gain', matching(/^(-?\d+) dB/, 'decibel', number), 'the camera wrote it'),
    from('mediainfo', rdd18('CameraMasterGainAdjustment'), scaled(1, 'decibel', { zero: true }), 'RDD 18'),
  ),
];

function pair(text_: string | undefined, key: string) {
  const found = text_ === undefined ? undefined : /^(\d+),(\d+)/.exec(text_);
  const value = found ? rate.parse(`${found[1]}/${found[2]}`, { source: '', readerVersion: '', path: '', values: {} }) : undefined;
  return value === undefined || text_ === undefined ? undefined : { value, key, raw: text_ };
}

function keyCode(values: Readonly<Record<string, string>>) {
  const parts = ['manufacturer', 'type', 'perfOffset', 'prefix', 'count'].map((name) => values[`film.${name}`]);
  const [manufacturer, type, offset, prefix, number_] = parts;
  if (prefix === undefined || number_ === undefined || !/^\d{6}$/.test(prefix) || !/^\d{4}$/.test(number_)) return undefined;
  if (/^0+$/.test(prefix + number_)) return undefined;
  const text_ = `${manufacturer ?? ''} ${type ?? ''} ${prefix} ${number_}${offset === undefined ? '' : `+${offset}`}`.trim();
  return { value: text_, key: 'film.prefix', raw: parts.map((part) => part ?? '').join('') };
}
