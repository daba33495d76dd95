import type { HeaderValue } from './job.ts';

/** A reader of the inspect JSON by dotted path. */
export type FieldOf = (field: string) => unknown;

type Row = { readonly name: string; readonly field: string; readonly type: 'string' | 'float' | 'int' };

/** Attributes of a plate's header, by OpenEXR's own names and units (ImfStandardAttributes), and the fact that each carries. */
const attributes: readonly Row[] = [
  { name: 'cameraMake', field: 'camera.make', type: 'string' },
  { name: 'cameraModel', field: 'camera.model', type: 'string' },
  { name: 'cameraSerialNumber', field: 'camera.serial', type: 'string' },
  { name: 'cameraFirmwareVersion', field: 'camera.firmware', type: 'string' },
  { name: 'cameraLabel', field: 'camera.index', type: 'string' },
  { name: 'cameraCCTSetting', field: 'color.whiteBalanceKelvin', type: 'float' },
  { name: 'cameraTintSetting', field: 'color.tint', type: 'float' },
  { name: 'isoSpeed', field: 'exposure.iso', type: 'float' },
  { name: 'shutterAngle', field: 'exposure.shutterAngle', type: 'float' },
  { name: 'expTime', field: 'exposure.exposureTimeSeconds', type: 'float' },
  { name: 'ocf/exposureIndex', field: 'exposure.exposureIndex', type: 'float' },
  { name: 'ocf/ndStops', field: 'exposure.ndStops', type: 'float' },
  { name: 'lensMake', field: 'lens.make', type: 'string' },
  { name: 'lensModel', field: 'lens.model', type: 'string' },
  { name: 'lensSerialNumber', field: 'lens.serial', type: 'string' },
  { name: 'nominalFocalLength', field: 'lens.focalLengthMm', type: 'float' },
  { name: 'focus', field: 'lens.focusDistanceMetres', type: 'float' },
  { name: 'tStop', field: 'lens.tStop', type: 'float' },
  { name: 'aperture', field: 'lens.fNumber', type: 'float' },
  { name: 'ocf/scene', field: 'slate.scene', type: 'string' },
  { name: 'ocf/take', field: 'slate.take', type: 'string' },
  { name: 'ocf/shootDate', field: 'slate.shootDate', type: 'string' },
  { name: 'ocf/anamorphicSqueeze', field: 'image.anamorphicSqueeze', type: 'float' },
];

/** What is known of the camera and the lens, for the header of every frame; what is unknown is not written. */
export function headerOf(
  field: FieldOf,
  captureRate?: { readonly num: number; readonly den: number },
): Readonly<Record<string, HeaderValue>> {
  const header: Record<string, HeaderValue> = {};
  for (const { name, field: path, type } of attributes) {
    const value = field(path);
    if (type === 'string' && (typeof value === 'string' || typeof value === 'number') && value !== '')
      header[name] = { type, value: String(value) };
    else if (type !== 'string' && typeof value === 'number' && Number.isFinite(value)) header[name] = { type, value };
  }
  if (captureRate) header['captureRate'] = { type: 'rational', value: [captureRate.num, captureRate.den] };
  return header;
}
