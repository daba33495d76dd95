import { always, matching, oneOf, positive, text, textExcept, count, numbers, part, single, yes } from '../parsers.ts';
import { derived, field, fieldIn, from, fromBraw, fromRdd18, type FieldRule, type FieldSource, type Parser } from '../rule.ts';

/** A side longer than this is a damaged header. */
const largestSide = 1_000_000;

/** Width or height of the stored picture. MXF descriptors count the lines of one field: MediaInfo knows, ExifTool does not. */
function side(axis: 'width' | 'height'): readonly FieldSource[] {
  const [Axis, index] = axis === 'width' ? ['Width', 0] : ['Height', 1];
  return [
    from('quicktime', `trak*.${axis}`, count, 'the sample description of the picture'),
    derived('exr', 'windowSize', 'corners of the data window, inclusive', (raw) => {
      const box = raw.values['dataWindow'];
      const [x0, y0, x1, y1] = (box ?? '').split(' ').map(Number);
      const size = index === 0 ? (x1 ?? NaN) - (x0 ?? NaN) + 1 : (y1 ?? NaN) - (y0 ?? NaN) + 1;
      return box !== undefined && Number.isInteger(size) && size > 0 && size <= largestSide
        ? { value: size, key: 'dataWindow', raw: box }
        : undefined;
    }),
    from('dpx', axis === 'width' ? 'image.pixelsPerLine' : 'image.lines', count, 'the image header'),
    from('cineon', axis === 'width' ? 'image.pixelsPerLine' : 'image.lines', count, 'the image header'),
    from('arriraw', `image.${axis}`, count, 'the header of the frame'),
    from('exiftool', [`Red:Image${Axis}`], count, 'the header of the camera'),
    rawImage(axis),
    from('mediainfo', [`Video:${Axis}`, `Image:${Axis}`], count, 'the picture track; both fields of an interlaced picture'),
    from(
      'exiftool',
      [`H264:Image${Axis}`, `DV:Image${Axis}`, `Track*:SourceImage${Axis}`, `Track*:Image${Axis}`, `File:Image${Axis}`],
      count,
      'the container',
    ),
    from('export:arriJson', `clip.Image Size.storedSize.${axis}`, count, "ARRI's own reader"),
    from('export:arriCsv', `Image ${Axis}`, count, "ARRI's own reader"),
    from('export:redline', `Frame ${Axis}`, count, "RED's own reader"),
    from('export:canon', Axis, count, "Canon's own reader"),
    ...fromBraw('clip.crop_size', part(index), 'what is decoded of the sensor'),
    from(
      'sidecar:NonRealTimeMeta',
      axis === 'width' ? 'VideoLayout.pixel' : 'VideoLayout.numOfVerticalLine',
      count,
      'the recording format',
    ),
  ];
}

/** The directory of a raw still that holds the full resolution; the first directory is usually a thumbnail. */
function rawImage(axis: 'width' | 'height'): FieldSource {
  const Axis = axis === 'width' ? 'Width' : 'Height';
  return derived('exiftool', 'fullResolutionDirectory', 'the directory that says it holds the full resolution', (raw) => {
    const directories = ['IFD0', 'SubIFD', 'SubIFD1', 'SubIFD2', 'SubIFD3', 'IFD1', 'IFD2', 'IFD3'];
    const full = directories.find(
      (name) => /full-resolution image/i.test(raw.values[`${name}:SubfileType`] ?? '') && raw.values[`${name}:Image${Axis}`] !== undefined,
    );
    const keys = full
      ? [`${full}:Image${Axis}`]
      : [`Composite:Image${Axis}`, `IFD0:Sensor${Axis}`, `ExifIFD:ExifImage${Axis}`, `IFD0:Image${Axis}`];
    for (const key of keys) {
      const text_ = raw.values[key];
      const value = text_ === undefined ? undefined : count.parse(text_, raw);
      if (text_ !== undefined && value !== undefined) return { value, key, raw: text_ };
    }
    return undefined;
  });
}

const exrCompression = {
  0: 'none',
  1: 'RLE',
  2: 'ZIPS',
  3: 'ZIP',
  4: 'PIZ',
  5: 'PXR24',
  6: 'B44',
  7: 'B44A',
  8: 'DWAA',
  9: 'DWAB',
  10: 'HTJ2K',
};
/** Fourcc to the name of the codec, for those that do not speak for themselves. Apple, QuickTime and ProRes white papers. */
const codecNames: Readonly<Record<string, string>> = {
  apch: 'Apple ProRes 422 HQ',
  apcn: 'Apple ProRes 422',
  apcs: 'Apple ProRes 422 LT',
  apco: 'Apple ProRes 422 Proxy',
  ap4h: 'Apple ProRes 4444',
  ap4x: 'Apple ProRes 4444 XQ',
  aprn: 'Apple ProRes RAW',
  aprh: 'Apple ProRes RAW HQ',
  avc1: 'H.264',
  hvc1: 'H.265',
  hev1: 'H.265',
  AVdn: 'Avid DNxHD',
  AVdh: 'Avid DNxHR',
  jpeg: 'Photo JPEG',
  'dvc ': 'DV NTSC',
  dvcp: 'DV PAL',
  mp4v: 'MPEG-4 Visual',
  CRAW: 'Canon RAW',
  NR3D: 'Nikon N-RAW',
  dvh1: 'H.265',
  dvhe: 'H.265',
  av01: 'AV1',
  apv1: 'APV',
};

export const imageFields: readonly FieldRule[] = [
  field(
    'image.codec',
    from(
      'quicktime',
      'trak*.codec',
      {
        name: 'fourccOfPicture',
        parse: (raw) => codecNames[raw] ?? (/^(br[a-z0-9]{2})$/.test(raw) ? 'Blackmagic RAW' : undefined),
      },
      'the code of the picture track',
    ),
    from('exiftool', 'Red:RedcodeVersion', always('REDCODE', 'headerOfR3d'), 'R3D holds nothing else'),
    from('dpx', 'image.encoding', oneOf({ 0: 'uncompressed', 1: 'RLE' }), 'the image element'),
    from(
      'exr',
      'compression',
      {
        name: 'exrCompression',
        parse: (raw) => {
          const name = exrCompression[Number(raw) as keyof typeof exrCompression];
          return name === undefined ? undefined : `OpenEXR ${name}`;
        },
      },
      'the standard attribute',
    ),
    derived('mediainfo', 'commercialName', 'the name that the trade uses, else the format', (raw) => {
      for (const key of ['Video:Format_Commercial_IfAny', 'Video:Format']) {
        const text_ = raw.values[key];
        if (text_ === undefined) continue;
        const name =
          { AVC: 'H.264', HEVC: 'H.265', 'MPEG Video': `MPEG-${raw.values['Video:Format_Version'] ?? '2'} Video` }[text_] ?? text_;
        return { value: name, key, raw: text_ };
      }
      return undefined;
    }),
    from('export:arriJson', 'clip.Clip Info.videoCodec', text, "ARRI's own reader"),
    from('export:arriCsv', 'Recording Codec', text, "ARRI's own reader"),
    from('export:redline', 'REDCODE', always('REDCODE', 'exportOfRed'), 'REDline opens R3D only'),
    ...fromBraw('clip.braw_compression_ratio', always('Blackmagic RAW', 'exportOfBraw'), 'the dump is of a BRAW clip'),
    from('sidecar:NonRealTimeMeta', 'VideoFrame.videoCodec', text, 'the recording format'),
    from('sidecar:P2', 'EssenceList.Video.Codec', text, 'the recording format'),
    from('index:sony', 'Material.videoType', text, 'the recording format'),
  ),
  field(
    'image.compression',
    from('export:redline', 'REDCODE', matching(/(\d+(?:\.\d+)?:1)/, 'ratio'), 'the ratio set in the camera'),
    ...fromBraw('clip.braw_compression_ratio', text, 'the ratio set in the camera'),
    from('quicktime', 'key.braw_compression_ratio', text, 'the ratio set in the camera'),
  ),
  field(
    'image.bitDepth',
    from('dpx', 'image.bitDepth', count, 'the image element'),
    from('cineon', 'image.bitDepth', count, 'the first channel'),
    derived('exr', 'channelType', 'half is 16 bits, float 32', (raw) => {
      const channels = raw.values['channels'];
      const types = new Set((channels ?? '').split(' ').map((channel) => channel.split(':')[1]));
      const bits = types.size === 1 ? { half: 16, float: 32, uint: 32 }[[...types][0] ?? ''] : undefined;
      return channels !== undefined && bits !== undefined ? { value: bits, key: 'channels', raw: channels } : undefined;
    }),
    from('mediainfo', 'Video:BitDepth', count, 'the picture track'),
    derived('exiftool', 'fullResolutionDirectory', 'bits of the first channel of the full resolution', (raw) => {
      const name = ['SubIFD', 'SubIFD1', 'SubIFD2', 'SubIFD3', 'IFD0'].find((ifd) =>
        /full-resolution image/i.test(raw.values[`${ifd}:SubfileType`] ?? ''),
      );
      const text_ = name === undefined ? undefined : raw.values[`${name}:BitsPerSample`];
      const bits = text_ === undefined ? undefined : part(0).parse(text_, raw);
      return name !== undefined && text_ !== undefined && bits !== undefined
        ? { value: bits, key: `${name}:BitsPerSample`, raw: text_ }
        : undefined;
    }),
    from('export:canon', 'BitDepth', count, "Canon's own reader"),
    from('export:arriJson', 'clip.Clip Info.arriRawPictureEssenceCoding', matching(/(\d+)\s*bit/, 'bits', count), "ARRI's own reader"),
  ),
  field('image.width', ...side('width')),
  field('image.height', ...side('height')),
  field(
    'image.scan',
    from(
      'mediainfo',
      ['Video:ScanType'],
      oneOf({ Progressive: 'progressive', Interlaced: 'interlaced', MBAFF: 'interlaced', PAFF: 'interlaced' }),
      'the picture track',
    ),
    from('exiftool', 'DV:VideoScanType', oneOf({ Progressive: 'progressive', Interlaced: 'interlaced' }), 'the picture'),
  ),
  field('image.chromaSubsampling', from('mediainfo', 'Video:ChromaSubsampling', text, 'the picture track')),
  field(
    'image.activeImage',
    from('exr', 'dataWindow', numbers(4), 'the standard attribute: corners, inclusive'),
    rectangle('export:arriJson', 'clip.Image Size.sampledRect'),
    from('exiftool', 'Red:CropArea', numbers(4), 'left, top, width and height'),
  ),
  field('image.displayWindow', from('exr', 'displayWindow', numbers(4), 'the standard attribute: corners, inclusive')),
  field(
    'image.sensorMode',
    from('exiftool', 'Red:VideoFormat', text, 'the format chosen in the camera'),
    from(
      'quicktime',
      ['key.com.arri.camera.SensorMode', 'key.com.arri.camera.RecordingResolution', 'key.com.apple.proapps.sensorMode', 'key.sensor_mode'],
      text,
      'the mode chosen in the camera',
    ),
    from('exr', ['com.arri.camera.SensorMode', 'sensorMode'], text, 'the mode chosen in the camera'),
    derived('export:arriJson', 'acquisitionRectangle', 'width and height that are read off the sensor', (raw) => {
      const [width, height] = [
        raw.values['clip.Sensor State.acquisitionRect.width'],
        raw.values['clip.Sensor State.acquisitionRect.height'],
      ];
      return width !== undefined && height !== undefined && Number(width) > 0
        ? { value: `${width}x${height}`, key: 'clip.Sensor State.acquisitionRect.width', raw: `${width} ${height}` }
        : undefined;
    }),
    ...fromBraw(
      'clip.sensor_area_captured',
      matching(/^(\d+,\d+)/, 'area', { name: 'size', parse: (raw) => raw.replace(',', 'x') }),
      'width and height that are read off the sensor',
    ),
  ),
  field(
    'image.photosites',
    rectangle('export:arriJson', 'clip.Sensor State.acquisitionRect'),
    from('exr', 'sensorAcquisitionRectangle', numbers(4), 'the standard attribute'),
  ),
  field(
    'image.pixelAspectRatio',
    from('exr', 'pixelAspectRatio', positive, 'the standard attribute'),
    from('mediainfo', 'Video:PixelAspectRatio', positive, 'the picture track'),
    from('exiftool', 'Red:PixelAspectRatio', positive, 'the header of the camera'),
    from('export:redline', 'Pixel Aspect Ratio', positive, "RED's own reader"),
    derived('dpx', 'aspectOfTwoNumbers', 'two numbers of the source header', (raw) => {
      const [h, v] = [Number(raw.values['source.pixelAspectH']), Number(raw.values['source.pixelAspectV'])];
      return h > 0 && v > 0 && h < 1e6 && v < 1e6 ? { value: single(h / v), key: 'source.pixelAspectH', raw: `${h} ${v}` } : undefined;
    }),
  ),
  field(
    'image.anamorphicSqueeze',
    from('quicktime', ['key.com.arri.camera.LensSqueeze', 'key.com.arri.camera.LensSqueezeFactor'], squeeze(), 'set in the camera'),
    from('quicktime', ['key.anamorphic'], squeeze(), 'set in the camera'),
    from('exr', ['com.arri.camera.LensSqueeze', 'com.arri.camera.LensSqueezeFactor'], squeeze(), 'set in the camera'),
    from('export:arriJson', 'desc.Lens Device.lensSqueezeFactor', squeeze(), 'set in the camera'),
    from('export:arriCsv', 'Lens Squeeze', squeeze(), 'set in the camera'),
    ...['braw', 'export:braw'].map((source) =>
      derived(source, 'squeezeIfEnabled', 'counts only while the camera has it enabled', (raw) => {
        const text_ = raw.values['clip.anamorphic'];
        const value =
          /^(1|true)$/.test(raw.values['clip.anamorphic_enable'] ?? '') && text_ !== undefined ? squeeze().parse(text_, raw) : undefined;
        return value === undefined || text_ === undefined ? undefined : { value, key: 'clip.anamorphic', raw: text_ };
      }),
    ),
    from(
      'sidecar:NonRealTimeMeta',
      'item.AnamorphicLensSqueezeRatio',
      { name: 'hundredthsOfSqueeze', parse: (raw) => squeeze().parse(String(Number(raw) / 100), noRaw) },
      'hundredths, set in the camera',
    ),
    ...fromRdd18(
      'AnamorphicLensSqueezeRatio',
      { name: 'percentOfSqueeze', parse: (raw) => squeeze().parse(Number(raw) >= 50 ? String(Number(raw) / 100) : raw, noRaw) },
      'set in the camera',
    ),
    from(
      'sidecar:NonRealTimeMeta',
      'item.PixelAspectRatio',
      { name: 'widthToHeight', parse: (raw) => squeeze().parse(raw.replace(':', '/'), noRaw) },
      'how wide a pixel is to be shown',
    ),
    from('export:canon', 'LensSqueezeFactor', oneOf({ 0: 1, 1: 1.33, 2: 2, 3: 1.8 }), "Canon's code"),
  ),
  field(
    'image.flip',
    from('export:redline', 'Flip Horizontal', yes, 'only a yes says something'),
    from('export:arriJson', 'clip.Sensor State.imageReversal.horizontal', yes, 'only a yes says something'),
  ),
  field(
    'image.flop',
    from('export:redline', 'Flip Vertical', yes, 'only a yes says something'),
    from('export:arriJson', 'clip.Sensor State.imageReversal.vertical', yes, 'only a yes says something'),
  ),
  field('image.rotationDegrees', from('mediainfo', 'Video:Rotation', positive, 'the matrix of the track; 0 is the default')),
  field(
    'image.framelines',
    from('export:arriJson', 'desc.Frame Line.framelineFilename', textExcept('none'), 'loaded in the camera'),
    from('export:arriCsv', 'Frame Line File 1', textExcept('off'), 'loaded in the camera'),
    from('export:redline', 'Frame Guide Name', text, 'shown in the camera'),
    from('exr', 'ascFramingDecisionList', text, 'the standard attribute'),
  ),
  fieldIn(
    'mm',
    'image.sensorWidthMm',
    from(
      'exr',
      'sensorOverallDimensions',
      { name: 'part1', parse: (raw) => positive.parse(raw.split(' ')[0] ?? '', { source: '', readerVersion: '', path: '', values: {} }) },
      'the standard attribute',
    ),
    ...fromRdd18('ImageSensorDimensionEffectiveWidth', positive, 'RDD 18, in millimetres'),
    from('export:redline', 'Sensor Width', positive, "RED's own reader"),
    from('export:arriJson', 'clip.Sensor Device.sensorDimensions.width', positive, 'of the whole sensor; 0 is unset'),
  ),
  fieldIn(
    'mm',
    'image.sensorHeightMm',
    ...fromRdd18('ImageSensorDimensionEffectiveHeight', positive, 'RDD 18, in millimetres'),
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
];

const noRaw = { source: '', readerVersion: '', path: '', values: {} };

function squeeze(): Parser {
  return {
    name: 'squeeze',
    parse: (raw: string) => {
      const fraction = /^(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)$/.exec(raw.trim());
      const value = fraction ? Number(fraction[1]) / Number(fraction[2]) : Number(/^(\d+(?:\.\d+)?)\s*x?$/i.exec(raw.trim())?.[1]);
      return Number.isFinite(value) && value >= 1 && value <= 2.5 ? single(value) : undefined;
    },
  };
}

/** left, top, width and height of a rectangle that a tool gives as four keys. */
function rectangle(source: string, prefix: string): FieldSource {
  return derived(source, 'rectangle', 'left, top, width and height', (raw) => {
    const parts = ['left', 'top', 'width', 'height'].map((name) => raw.values[`${prefix}.${name}`]);
    const values = parts.map(Number);
    if (parts.some((value) => value === undefined) || values.some((value) => !Number.isFinite(value)) || !(values[2]! > 0))
      return undefined;
    return { value: values, key: `${prefix}.left`, raw: parts.join(' ') };
  });
}
