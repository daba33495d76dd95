/** Made by scripts/generate.ts from the lists in src/; do not edit. */
export const listNames: Readonly<Record<string, readonly string[]>> = {
  ClipFormat: ["r3d","arriraw","braw","canon-raw","mxf","quicktime","dpx","cineon","exr","dng","raw-still","avchd","dv","bwf"],
  TimelineFormat: ["aaf","otio","fcpxml","fcp7xml","ale","cmx3600"],
  DocumentKind: ["amf","fdl","cdl","lut"],
  RuleCode: [],
  RecipeName: ["plate-aces2065-1","plate-st2065-4","plate-acescg","plate-log-dpx","proxy-prores","proxy-h264","avid-dnxhr-mxf","trim-original","still","contact-sheet"],
};
