import type { Children } from '../domain/ports/browse.ts';

/** Fields of a clip that are read by the clip's id alone, and the relation that each reads. Facts have two: see `factRelation`. */
export const clipRelations = {
  roll: 'clipRoll',
  names: 'clipNames',
  raw: 'clipRaw',
  renditions: 'clipRenditions',
  findings: 'clipFindings',
  neighbours: 'clipNeighbours',
  angles: 'clipAngles',
  documents: 'clipDocuments',
  renders: 'clipRenders',
  corrections: 'clipCorrections',
  online: 'clipPresent',
} as const satisfies Readonly<Record<string, keyof Children>>;
