/** Made by scripts/generate.ts from the lists in src/; do not edit. */
export const listNames: Readonly<Record<string, readonly string[]>> = {
  ClipFormat: [],
  TimelineFormat: ["fcp7xml","ale","cmx3600"],
  DocumentKind: ["","",""],
  RuleCode: [],
  RecipeName: [],
};
