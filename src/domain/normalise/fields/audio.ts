import { count, matching, whole } from '../parsers.ts';
import { field, fieldIn, from, type FieldRule } from '../rule.ts';

/** Sound of a camera's own file, and of a recorder's. */
export const audioFields: readonly FieldRule[] = [
  field(
    'audio.channels',
    from('mediainfo', ['General:Audio_Channels_Total', 'Audio:Channels'], count, 'all tracks together'),
    from('export:redline', 'Camera Audio Channels', count, 'the camera records them in its own file'),
    from('sidecar:NonRealTimeMeta', 'AudioFormat.numOfChannel', count, 'the recording format'),
    from('export:canon', 'AudioChannel', count, "Canon's own reader"),
    from('index:sony', 'Material.ch', count, 'the recording format'),
  ),
  fieldIn(
    'Hz',
    'audio.sampleRateHz',
    from('bwf', 'fmt.sampleRate', count, 'the format chunk'),
    from('mediainfo', 'Audio:SamplingRate', count, 'the first track'),
    from('sidecar:NonRealTimeMeta', 'AudioRecPort.samplingRate', count, 'the recording format'),
    from('sidecar:P2', 'EssenceList.Audio.SamplingRate', count, 'the recording format'),
    from('export:canon', 'AudioSampleRate', count, "Canon's own reader"),
  ),
  field(
    'audio.bitDepth',
    from('bwf', 'fmt.bitsPerSample', count, 'the format chunk'),
    from('mediainfo', 'Audio:BitDepth', count, 'the first track'),
    from('sidecar:NonRealTimeMeta', 'AudioRecPort.audioCodec', matching(/^LPCM(\d+)$/, 'bitsOfLinear', count), 'the recording format'),
    from('sidecar:P2', 'EssenceList.Audio.BitsPerSample', count, 'the recording format'),
    from('export:canon', 'AudioSampleSize', count, "Canon's own reader"),
  ),
  field('audio.samplesSinceMidnight', from('bwf', 'bext.timeReference', whole, 'the broadcast extension: the start to the sample')),
];
