import type { RawMetadata } from '../../clip.ts';
import { always, matching, text, textExcept, workstations } from '../parsers.ts';
import { derived, field, from, fromBraw, fromRdd18, type FieldRule, type Found, type Parser } from '../rule.ts';

const noRaw = { source: '', readerVersion: '', path: '', values: {} };

/** The camera itself, and the recorder or scanner. */
export const cameraFields: readonly FieldRule[] = [
  field(
    'camera.make',
    from('exr', ['cameraMake', 'Make'], text, 'the camera wrote it; OpenImageIO carries over what a still says under its own names'),
    from(
      'quicktime',
      [
        'key.com.apple.quicktime.make',
        'key.manufacturer',
        'key.make',
        'key.CameraMaker',
        'key.com.apple.proapps.manufacturer',
        'key.com.android.manufacturer',
      ],
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
    from(
      'mediainfo',
      ['General:Encoded_Application_CompanyName', 'General:Encoded_Library_CompanyName'],
      {
        name: 'companyThatBuildsCameras',
        parse: (raw, { values }) => (cameraMakers.test(raw) && !isSoftware(values) ? text.parse(raw, noRaw) : undefined),
      },
      'the company that wrote the MXF, where it builds cameras; not where its software did',
      0.9,
    ),
    from('export:arriJson', 'desc.Camera Device.cameraModel', always('ARRI', 'exportOfArri'), "ARRI's reader opens ARRI cameras only"),
    from('export:arriCsv', 'Camera Model', always('ARRI', 'exportOfArri'), "ARRI's reader opens ARRI cameras only"),
    from('export:redline', 'Camera Model', always('RED', 'exportOfRed'), 'REDline opens RED cameras only'),
    from(
      'export:canon',
      ['LensSqueezeFactor', 'frame.PhotographicSensitivityMode'],
      always('Canon', 'exportOfCanon'),
      "only Canon's own reader writes these tables",
    ),
    from(
      'export:sony',
      'Camera Model',
      matching(/^((?:MPC|PMW|PXW|ILME|ILCE)-)/, 'modelOfSony', always('Sony', 'modelOfSony')),
      "Sony's own numbers of its models",
    ),
    ...fromBraw('clip.manufacturer', text, 'the camera wrote it'),
    from(
      'sidecar:NonRealTimeMeta',
      ['Camera.manufacturer', 'Device.manufacturer'],
      text,
      'the camera wrote it; beside a Camera the Device is its recorder',
    ),
    from('sidecar:P2', /(^|\.)Device\.Manufacturer$/, text, 'the camera wrote it'),
    from('index:sony', 'System.systemKind', always('Sony', 'indexOfSony'), 'only Sony writes this index'),

    from('list:ale', ['Camera Manufacturer', 'Manufacturer'], text, 'what the dailies house wrote down'),
    from('gopro', 'device', always('GoPro', 'onlyGoProWritesGpmf'), 'only GoPro writes this telemetry'),
    from('mediainfo', 'Video:Encoded_Library', matching(/^(GoPro)\b/, 'goProEncoder'), 'GoPro names its encoder after itself', 0.9),
  ),
  field(
    'camera.model',
    from('exr', ['cameraModel', 'Model'], text, 'the camera wrote it'),
    from(
      'quicktime',
      [
        'key.com.arri.camera.CameraModel',
        'key.com.apple.quicktime.model',
        'key.camera_type',
        'key.model',
        'key.CameraModel',
        'key.com.apple.proapps.modelname',
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
    from(
      'gopro',
      ['model', 'device'],
      matching(/^((?:GoPro )?(?:HERO|MAX|Fusion)\b.*)$/i, 'namedDevice'),
      'the device names itself; older ones say Camera',
    ),
    ...fromRdd18('CameraAttributes', attributes('model'), 'RDD 18 8114: model, serial number and version'),
    from('mediainfo', ['General:Encoded_Hardware_Name', 'General:extra.com_apple_quicktime_model'], text, 'the container says so'),
    derived('mediainfo', 'applicationOfCamera', 'a camera names itself as the application that wrote the MXF', (raw) =>
      applicationOfCamera(raw, ['Encoded_Application_Name', 'Encoded_Application']),
    ),
    from('export:arriJson', 'desc.Camera Device.cameraModel', matching(/^(?:ARRI )?(.+)$/, 'withoutMake'), 'the camera wrote it'),
    from('export:arriCsv', 'Camera Model', text, 'the camera wrote it'),
    from('export:redline', 'Camera Model', text, 'the camera wrote it'),
    ...fromBraw('clip.camera_type', text, 'the camera wrote it'),
    from(
      'sidecar:NonRealTimeMeta',
      ['Camera.modelName', 'Device.modelName'],
      text,
      'the camera wrote it; beside a Camera the Device is its recorder',
    ),
    from('sidecar:NonRealTimeMeta', 'item.CameraAttributes', attributes('model'), 'model, serial number and version in one text'),
    from('sidecar:P2', /(^|\.)Device\.ModelName$/, text, 'the camera wrote it'),
    from('export:sony', 'Camera Model', text, 'the camera wrote it'),
    from('index:sony', 'System.systemKind', matching(/^(\S+)/, 'modelBeforeVersion'), 'the camera wrote the index'),

    from('list:ale', ['Camera Model', 'Camera Type'], text, 'what the dailies house wrote down'),
  ),
  field(
    'camera.serial',
    from('exr', ['cameraSerialNumber'], text, 'the camera wrote it'),
    from(
      'quicktime',
      ['key.com.arri.camera.CameraSerialNumber', 'key.camera_serial', 'key.com.zcam.camera.sn', 'key.com.apple.proapps.serialno'],
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
    ...fromRdd18('CameraAttributes', attributes('serial'), 'RDD 18 8114: model, serial number and version'),
    from(
      'sidecar:NonRealTimeMeta',
      ['Camera.serialNo', 'Device.serialNo'],
      // All ones: what the Alphas and the FX line write for every camera.
      textExcept('4294967295'),
      'the camera wrote it; beside a Camera the Device is its recorder',
    ),
    from('sidecar:P2', /(^|\.)Device\.SerialNo\.?$/, text, 'the camera wrote it'),
  ),
  field(
    'camera.uuid',
    ...fromBraw('clip.camera_id', text, 'the camera wrote it'),
    from('quicktime', 'key.camera_id', text, 'the camera wrote it'),
    from('exr', ['cameraUID', 'cameraIdentifier'], text, 'the camera wrote it'),
  ),
  field(
    'camera.firmware',
    from('exr', ['cameraFirmwareVersion', 'com.arri.camera.SupVersion'], text, 'the camera wrote it'),
    from(
      'quicktime',
      ['key.com.arri.camera.SupVersion', 'key.com.apple.quicktime.software', 'key.firmware_version', 'key.com.zcam.camera.fw'],
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
    ...fromRdd18('CameraAttributes', attributes('version'), 'RDD 18 8114: model, serial number and version'),
    derived('mediainfo', 'applicationOfCamera', 'a camera names itself as the application that wrote the MXF', (raw) =>
      applicationOfCamera(raw, ['Encoded_Application_Version']),
    ),
    from(
      'sidecar:NonRealTimeMeta',
      ['Camera.Element.software', 'Device.Element.software'],
      text,
      'the camera wrote it; beside a Camera the Device is its recorder',
    ),
    from('index:sony', 'System.systemKind', matching(/ver\.([\d.]+)/, 'versionBehindModel'), 'the camera wrote the index'),
    from('export:redline', 'Firmware Version', text, 'the camera wrote it'),
    ...fromBraw('clip.firmware_version', text, 'the camera wrote it'),
  ),
  field('recorder.make', from('exr', 'recorderMake', text, 'the recorder wrote it'), sonyRecorder('Device.manufacturer')),
  field(
    'recorder.model',
    from('exr', 'recorderModel', text, 'the recorder wrote it'),
    sonyRecorder('Device.modelName'),
    from(
      'bwf',
      'bext.originator',
      { name: 'unlessWorkstation', parse: (raw) => (workstations.test(raw) ? undefined : text.parse(raw, noRaw)) },
      'the sound recorder names itself; workstations do too',
    ),
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
    sonyRecorder('Device.serialNo'),
    from('dpx', 'source.serial', text, 'the input device, mostly a scanner'),
    from('cineon', 'source.serial', text, 'the input device, mostly a scanner'),
  ),
  field(
    'recorder.firmware',
    from('exr', 'recorderFirmwareVersion', text, 'the recorder wrote it'),
    sonyRecorder('Device.Element.software'),
  ),
];

/** RDD 18 8114 as Sony fills it: `MPC-3610 0010201 Version6.10`. Others write what they like, of which nothing is taken apart. */
function attributes(which: 'model' | 'serial' | 'version'): Parser {
  return {
    name: `${which}OfCameraAttributes`,
    parse: (raw) => {
      const found = /^(\S+)\s+(\d+)(?:\s+Version\s*(\S+))?\s*$/.exec(raw.trim());
      return found?.[{ model: 1, serial: 2, version: 3 }[which]];
    },
  };
}

/** Companies that build cameras; others that wrote the file are tools. */
const cameraMakers = /^(ARRI|Arnold (?:&|and) Richter|Canon|Panasonic|RED|Sony|JVC|Ikegami|Hitachi|Nikon|Blackmagic)/i;

/** What the makers of cameras sell beside them: it writes their name into files that no camera wrote. */
const software =
  /resolve|fusion|catalyst|vegas|xdcam (?:viewer|browser|transfer)|content browser|utility|viewer|converter|plug-?in|reference tool|redcine/i;

function isSoftware(values: RawMetadata['values']): boolean {
  return ['Encoded_Application_Name', 'Encoded_Application'].some((name) => software.test(values[`General:${name}`] ?? ''));
}

function applicationOfCamera(raw: RawMetadata, names: readonly string[]): Found | undefined {
  const company = raw.values['General:Encoded_Application_CompanyName'] ?? raw.values['General:Encoded_Library_CompanyName'] ?? '';
  if (!cameraMakers.test(company) || isSoftware(raw.values)) return undefined;
  for (const name of names) {
    const key = `General:${name}`;
    const text_ = raw.values[key];
    // Sony's cameras write the name of their MXF library there.
    const model = text_?.replace(new RegExp(`^${company}\\s*`, 'i'), '') ?? '';
    // A company's name alone is no model.
    if (text_ !== undefined && model !== '' && !/\b(mem|mxf|lib(?:rary)?|sdk|codec)\b/i.test(text_))
      return { value: model, key, raw: text_ };
  }
  return undefined;
}

/** In Sony's document the Device is what recorded: a recorder of its own only where a Camera stands beside it. */
function sonyRecorder(key: string) {
  return derived('sidecar:NonRealTimeMeta', 'deviceBesideCamera', 'the Device beside a Camera is its recorder', (raw) => {
    const text_ = raw.values[key];
    return text_ === undefined || raw.values['Camera.modelName'] === undefined ? undefined : { value: text_, key, raw: text_ };
  });
}
