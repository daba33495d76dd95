import { snapFrameRate } from '../../frameRate.ts';
import { matching, rate, ratePerThousand, text, textExcept, whole, count } from '../parsers.ts';
import { derived, field, from, fromRdd18, type FieldRule, type Parser } from '../rule.ts';

/** A frame's length as a fraction of a second: `1001/24000`. */
const editUnit: Parser = {
  name: 'secondsAFrame',
  parse: (raw, whole_) => {
    const found = /^(\d+)\/(\d+)$/.exec(raw.trim());
    return found ? rate.parse(`${found[2]}/${found[1]}`, whole_) : undefined;
  },
};

/** Of frames of unequal length MediaInfo gives the average: where that is no known rate, it is nobody's. */
const rateUnlessAverage: Parser = {
  name: 'rateUnlessAverage',
  parse: (raw, whole_) =>
    whole_.values['Video:FrameRate_Mode'] === 'VFR' && !snapFrameRate(Number(raw)) ? undefined : rate.parse(raw, whole_),
};

/** Switches stand under some of these keys: 0 and 1 are no rates. */
const rateAboveOne: Parser = {
  name: 'rateAboveOne',
  parse: (raw, whole_) => (/^[01]$/.test(raw.trim()) ? undefined : rate.parse(raw, whole_)),
};

/** Rates and what goes with timecode; start, base and frame count are concluded in normalise.ts. */
export const timeFields: readonly FieldRule[] = [
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
    from('mediainfo', 'Video:FrameRate', rateUnlessAverage, 'a decimal, snapped to the rate it abbreviates'),
    from('exiftool', ['DV:FrameRate#', 'DV:FrameRate', 'H264:VideoFrameRate', 'M2TS:VideoFrameRate'], rate, 'a decimal'),
    from('dpx', ['television.frameRate', 'film.frameRate'], rateAboveOne, 'the header of the frame; After Effects fills in 1'),
    from('cineon', 'film.frameRate', rate, 'the header of the frame'),
    from('exr', 'timecodeRate', rate, 'where only the rate of the labels is known', 0.8),
    from('export:arriJson', 'clip.Project Rate.timebase', rate, 'the project rate'),
    from('export:arriCsv', 'Project FPS', rate, 'the project rate'),
    from('export:redline', 'FPS', rate, 'the project rate'),
    ...['braw', 'export:braw'].map((source) =>
      derived(source, 'brawRate', 'whole frames a second times 65536', (raw) => {
        const text_ = raw.values['clip.format_frame_rate'];
        const value = Number(text_);
        return text_ !== undefined && Number.isInteger(value) && value >= 65536 && value % 65536 === 0
          ? { value: `${value / 65536}/1`, key: 'clip.format_frame_rate', raw: text_ }
          : undefined;
      }),
    ),
    from('sidecar:NonRealTimeMeta', 'VideoFrame.formatFps', rate, 'the recording format'),
    from('sidecar:P2', 'EditUnit', editUnit, 'seconds a frame, as a fraction'),
    from('sidecar:P2', 'EssenceList.Video.FrameRate', rate, 'the recording format'),
    from('index:sony', 'Material.fps', rate, 'the recording format'),

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
    from(
      'quicktime',
      ['key.sensor_rate', 'key.com.apple.proapps.sensorFrameRate', 'key.com.apple.proapps.shootingRate'],
      rateAboveOne,
      'the camera wrote it',
    ),
    from('exiftool', ['Red:OriginalFrameRate#', 'Red:OriginalFrameRate'], rate, 'what the sensor ran at'),
    ...fromRdd18('CaptureFrameRate', rate, 'RDD 18 acquisition metadata'),
    from('export:arriJson', 'frame.Sensor State.sensorSampleRate', rate, 'what the sensor ran at, frame by frame'),
    from('export:arriCsv', 'Sensor FPS', rate, 'what the sensor ran at, frame by frame'),
    from('export:redline', 'Record FPS', rate, 'what the sensor ran at'),
    ...['braw', 'export:braw'].map((source) =>
      derived(source, 'brawSensorRate', 'a numerator and a denominator', (raw) =>
        pair(raw.values['frame.sensor_rate'], 'frame.sensor_rate'),
      ),
    ),
    from('sidecar:NonRealTimeMeta', ['CaptureFps', 'VideoFrame.captureFps', 'item.CaptureFrameRate'], rate, 'what the sensor ran at'),

    from('list:ale', ['Camera FPS', 'Shoot rate', 'Sensor FPS', 'Capture FPS'], rate, 'what the dailies house wrote down'),
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
    from('sidecar:NonRealTimeMeta', 'TypicalUbit.value', matching(/^(?!0+$)([0-9A-Fa-f]{8,16})$/, 'hex'), "Sony's sidecar"),
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
