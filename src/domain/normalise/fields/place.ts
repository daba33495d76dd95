import { exactNumber, number } from '../parsers.ts';
import { fieldIn, from, type FieldRule, type Parser } from '../rule.ts';

/** How the camera was held, and where. */
export const placeFields: readonly FieldRule[] = [
  fieldIn(
    'degrees',
    'motion.tiltDegrees',
    from('exr', 'com.arri.camera.Tilt', number, 'the sensor of the camera'),
    from('quicktime', 'key.com.arri.camera.CameraTilt', number, 'the sensor of the camera'),
    from('sidecar:NonRealTimeMeta', 'item.CameraTiltAngle', number, 'the sensor of the camera'),
    from('export:sony', 'Camera Tilt', number, 'the sensor of the camera'),
    from('sidecar:djiSrt', 'tilt', number, 'the gimbal of the drone'),
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
    from('sidecar:NonRealTimeMeta', 'item.CameraRollAngle', number, 'the sensor of the camera'),
    from('export:sony', 'Camera Roll', number, 'the sensor of the camera'),
    from('sidecar:djiSrt', 'roll', number, 'the gimbal of the drone'),
    from('export:arriCsv', 'Camera Roll', number, 'the sensor of the camera'),
  ),
  fieldIn(
    'degrees',
    'motion.headingDegrees',
    from('sidecar:djiSrt', 'heading', number, 'the gimbal of the drone'),
    from('exiftool', ['Composite:GPSImgDirection#', 'GPS:GPSImgDirection#', 'GPS:GPSImgDirection'], number, 'the compass of the camera'),
  ),
  fieldIn(
    'degrees',
    'place.latitude',
    from('exr', 'latitude', fix('longitude'), 'the standard attribute'),
    from('gopro', 'latitude', fix('longitude'), 'the first fix of the telemetry track'),
    from(
      'exiftool',
      ['Composite:GPSLatitude#', 'Keys:GPSLatitude#'],
      fix('Composite:GPSLongitude#', 'Keys:GPSLongitude#'),
      'the receiver of the camera',
    ),
    from('sidecar:P2', 'ClipMetadata.Shoot.Location.Latitude', compass('N', 'S'), 'the receiver of the camera'),
    from('sidecar:djiSrt', 'latitude', fix('longitude'), 'the receiver of the drone'),
  ),
  fieldIn(
    'degrees',
    'place.longitude',
    from('exr', 'longitude', fix('latitude'), 'the standard attribute'),
    from('gopro', 'longitude', fix('latitude'), 'the first fix of the telemetry track'),
    from(
      'exiftool',
      ['Composite:GPSLongitude#', 'Keys:GPSLongitude#'],
      fix('Composite:GPSLatitude#', 'Keys:GPSLatitude#'),
      'the receiver of the camera',
    ),
    from('sidecar:P2', 'ClipMetadata.Shoot.Location.Longitude', compass('E', 'W'), 'the receiver of the camera'),
    from('sidecar:djiSrt', 'longitude', fix('latitude'), 'the receiver of the drone'),
  ),
  fieldIn(
    'm',
    'place.altitudeMetres',
    from('exr', 'altitude', exactNumber, 'the standard attribute'),
    from('gopro', 'altitude', exactNumber, 'the first fix of the telemetry track'),
    from('exiftool', ['Composite:GPSAltitude#', 'Keys:GPSAltitude#'], exactNumber, 'the receiver of the camera'),
    from('sidecar:djiSrt', 'altitude', exactNumber, 'the receiver of the drone'),
  ),
];

/** A coordinate with all its digits. Nought in both is how receivers without a fix write it, not a place in the Gulf of Guinea. */
function fix(...partners: readonly string[]): Parser {
  return {
    name: 'coordinateOfAFix',
    parse: (raw, { values, runs }) => {
      const value = exactNumber.parse(raw, noRaw);
      const other = partners.map((key) => values[key] ?? runs?.[key]?.[0]?.value).find((text) => text !== undefined);
      return value === 0 && other !== undefined && Number(other) === 0 ? undefined : value;
    },
  };
}
const noRaw = { source: '', readerVersion: '', path: '', values: {} };

/** Panasonic writes the side of the world before the degrees: `N35.123`. */
function compass(plus: string, minus: string): Parser {
  return {
    name: 'sideAndDegrees',
    parse: (raw) => {
      const found = new RegExp(`^([${plus}${minus}])?\\s*([+-]?\\d+(?:\\.\\d+)?)`).exec(raw.trim());
      return found ? Number(found[2]) * (found[1] === minus ? -1 : 1) : undefined;
    },
  };
}
