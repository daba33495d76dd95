/** A fact that shows in the picture. */
export type LookField = {
  readonly field: string;
  /** What people call it, in a sentence. */
  readonly label: string;
  /** What it would take to make two clips alike; `{value}` is the other clip's. */
  readonly remedy: string;
};

const reshoot = 'Nothing makes them alike afterwards; match it by eye in the grade.';
const metadata = 'It can still be changed where it is metadata (raw); set it to {value} when developing, or match it in the grade.';

/** What the camera decided, in the order of light. Serial numbers, places, dates and the like do not show and are not here. */
export const captureFields: readonly LookField[] = [
  { field: 'lens.model', label: 'lens', remedy: reshoot },
  { field: 'lens.focalLengthMm', label: 'focal length', remedy: reshoot },
  { field: 'lens.tStop', label: 'T-stop', remedy: 'Match the exposure in the grade; depth of field stays different.' },
  { field: 'lens.fNumber', label: 'f-number', remedy: 'Match the exposure in the grade; depth of field stays different.' },
  { field: 'lens.filter', label: 'lens filter', remedy: reshoot },
  { field: 'lens.effectiveFocalLengthMm', label: 'effective focal length', remedy: reshoot },
  { field: 'image.anamorphicSqueeze', label: 'squeeze', remedy: 'De-squeeze each by its own factor; see that the FDL of each says it.' },
  { field: 'exposure.ndStops', label: 'ND filter', remedy: 'Match the exposure in the grade.' },
  { field: 'exposure.nd', label: 'ND filter as written', remedy: 'Match the exposure in the grade.' },
  { field: 'camera.make', label: 'camera maker', remedy: 'Bring both to ACES by their own input transform; what is left is the sensor.' },
  { field: 'camera.model', label: 'camera model', remedy: 'Bring both to ACES by their own input transform; what is left is the sensor.' },
  { field: 'image.sensorMode', label: 'sensor mode', remedy: 'Frame both to the same field of view by an FDL.' },
  { field: 'exposure.readoutMode', label: 'sensor readout', remedy: reshoot },
  { field: 'exposure.hdrMode', label: 'HDR mode', remedy: reshoot },
  { field: 'rate.capture', label: 'sensor frame rate', remedy: 'Motion blur differs; nothing makes it alike afterwards.' },
  { field: 'exposure.shutterAngle', label: 'shutter angle', remedy: 'Motion blur differs; match the exposure in the grade.' },
  { field: 'exposure.exposureTimeSeconds', label: 'exposure time', remedy: 'Motion blur differs; match the exposure in the grade.' },
  { field: 'exposure.exposureIndex', label: 'EI', remedy: metadata },
  { field: 'exposure.iso', label: 'ISO', remedy: metadata },
  { field: 'exposure.compensationStops', label: 'exposure compensation', remedy: metadata },
  { field: 'exposure.gainDb', label: 'gain', remedy: 'Match the exposure in the grade; noise stays different.' },
  { field: 'color.whiteBalanceKelvin', label: 'white balance', remedy: metadata },
  { field: 'color.tint', label: 'tint', remedy: metadata },
  {
    field: 'color.autoWhiteBalance',
    label: 'automatic white balance',
    remedy: 'Set one white balance for both when developing, or match them in the grade.',
  },
  { field: 'image.flip', label: 'picture upside down', remedy: 'Turn the one that is flipped.' },
  { field: 'image.flop', label: 'picture mirrored', remedy: 'Mirror the one that is flopped.' },
  { field: 'image.rotationDegrees', label: 'rotation', remedy: 'Turn both the same way up.' },
  { field: 'image.width', label: 'width', remedy: 'Scale both to one canvas by an FDL.' },
  { field: 'image.height', label: 'height', remedy: 'Scale both to one canvas by an FDL.' },
  { field: 'image.activeImage', label: 'active image', remedy: 'Crop both to their active image; see that the FDL of each says it.' },
  { field: 'image.pixelAspectRatio', label: 'pixel aspect ratio', remedy: 'Scale each by its own pixel aspect ratio.' },
  { field: 'image.scan', label: 'scan', remedy: 'Deinterlace the interlaced one.' },
  { field: 'image.codec', label: 'codec', remedy: 'Nothing; see how much was lost by compression.' },
  { field: 'image.compression', label: 'compression', remedy: 'Nothing; see how much was lost by compression.' },
  { field: 'image.bitDepth', label: 'bit depth', remedy: 'Nothing; expect banding in the one with fewer bits.' },
  { field: 'image.chromaSubsampling', label: 'chroma subsampling', remedy: 'Nothing; expect soft edges of colour in the one with less.' },
  { field: 'color.colorScience', label: 'colour science', remedy: 'Develop both with the same colour science.' },
  {
    field: 'color.transfer',
    label: 'transfer function',
    remedy: 'Use the input transform of each; correct color.transfer where the file is wrong.',
  },
  {
    field: 'color.primaries',
    label: 'primaries',
    remedy: 'Use the input transform of each; correct color.primaries where the file is wrong.',
  },
  { field: 'baked.iso', label: 'baked exposure index', remedy: 'What is baked in stays; match it in the grade.' },
  { field: 'baked.whiteBalance', label: 'baked white balance', remedy: 'What is baked in stays; match it in the grade.' },
  { field: 'baked.look', label: 'baked look', remedy: 'A baked look cannot be taken out; ask for the original without it.' },
];

/** Fields that stand at later nodes, with what would make two clips alike. */
export const laterFields: Readonly<Record<string, Omit<LookField, 'field'>>> = {
  'decode.method': { label: 'developing', remedy: 'Develop both from their originals.' },
  'decode.whiteBalanceKelvin': { label: 'white balance when developing', remedy: 'Develop both with {value}.' },
  'decode.exposureIndex': { label: 'EI when developing', remedy: 'Develop both with {value}.' },
  'decode.tint': { label: 'tint when developing', remedy: 'Develop both with {value}.' },
  'inputTransform.space': {
    label: 'input transform',
    remedy:
      'Attach the AMF of its own camera, or answer the format card, so that both use {value}; where the cameras differ, different is right.',
  },
  'inputTransform.fileHash': { label: 'file of the input transform', remedy: 'Attach the same AMF, with the file that it names, to both.' },
  'inputTransform.applied': { label: 'input transform applied already', remedy: 'Use the original of both, or the plates of both.' },
  'framing.decision': { label: 'framing decision', remedy: 'Attach the same FDL to both.' },
  'framing.effective': { label: 'effective area', remedy: 'Attach the same FDL to both.' },
  'framing.protection': { label: 'protection', remedy: 'Attach the same FDL to both.' },
  'framing.squeeze': { label: 'de-squeeze', remedy: 'De-squeeze each by the squeeze of its lens.' },
  'look.embedded': {
    label: 'embedded look',
    remedy: 'Decide on one look and attach it to the production; embedded looks are only shown on set.',
  },
  'look.embeddedCdl': { label: 'embedded CDL', remedy: 'Attach the CDL that is meant to both.' },
  'look.amf': { label: 'look transforms of the AMF', remedy: 'Attach the same AMF to both, or one AMF to the production.' },
  'look.cdl': { label: 'CDL', remedy: 'Attach the same CDL to both.' },
  'look.lut': { label: 'LUT', remedy: 'Attach the same LUT to both.' },
  'outputTransform.id': { label: 'output transform', remedy: 'Use one output transform for the whole production, in its AMF.' },
  'outputTransform.applied': { label: 'output transform applied already', remedy: 'Use the original of both.' },
  'render.colour': { label: 'colour of the render', remedy: 'Render both again with the same recipe.' },
  'render.input': { label: 'input transform of the render', remedy: 'Render the older one again.' },
  'render.documents': { label: 'documents of the render', remedy: 'Render the older one again.' },
  'render.looksApplied': { label: 'looks in the render', remedy: 'Render both with the same recipe.' },
  'render.framing': { label: 'framing of the render', remedy: 'Render both with the same FDL and canvas template.' },
};
