/** What a test of inspection expects of one file, with its evidence; never our own output. */
export type Expected = {
  readonly path: string;
  readonly family: string;
  readonly fields: Readonly<Record<string, readonly [value: unknown, evidence: string]>>;
};

export const coreFields = [
  'timecode.start',
  'timecode.dropFrame',
  'reel',
  'frameCount',
  'rate.playback',
  'rate.capture',
  'camera.make',
  'camera.model',
  'camera.serial',
  'camera.firmware',
  'camera.index',
  'image.width',
  'image.height',
  'exposure.iso',
  'exposure.exposureIndex',
  'exposure.shutterAngle',
  'exposure.exposureTimeSeconds',
  'exposure.ndStops',
  'color.whiteBalanceKelvin',
  'lens.make',
  'lens.model',
  'lens.serial',
  'lens.focalLengthMm',
  'lens.focusDistanceMetres',
  'lens.fNumber',
  'lens.tStop',
  'slate.scene',
  'slate.take',
  'slate.shootDate',
  'place.latitude',
  'place.longitude',
] as const;
