import type { Cdl } from '../domain/cdl.ts';
import type { ExplainedAmf, ExplainedCdl, ExplainedFdl, ExplainedLut } from '../domain/explain/source.ts';
import type { DocumentInForce } from '../domain/ports/explainStore.ts';

export type InForce = {
  readonly amf: (ExplainedAmf & { readonly hashes: readonly StoredHash[] }) | undefined;
  readonly fdl: (ExplainedFdl & { readonly templates: readonly StoredTemplate[] }) | undefined;
  readonly cdl: ExplainedCdl | undefined;
  readonly luts: readonly ExplainedLut[];
};

type StoredSize = { readonly width: number; readonly height: number } | null;
type StoredCanvas = {
  readonly id: string;
  readonly dimensions: StoredSize;
  readonly anamorphicSqueeze: unknown;
  readonly decisions: readonly { readonly id: string | null; readonly dimensions: StoredSize }[];
};
type StoredHash = { readonly file: string; readonly algorithm: string; readonly value: string };
type StoredTemplate = { readonly id: string; readonly target: { readonly width: number; readonly height: number } | undefined };
type StoredTransform = ExplainedAmf['transforms'][number] & { readonly hashes?: readonly StoredHash[] };

/** `parsed` of a stored document is what our own reader wrote (documents/*). */
export function amfOf(document: DocumentInForce): NonNullable<InForce['amf']> {
  const transforms = (document.parsed['transforms'] ?? []) as readonly StoredTransform[];
  return {
    ...document,
    clipName: (document.parsed['clipName'] as string | null) ?? undefined,
    systemVersion: (document.parsed['systemVersion'] as string | null) ?? undefined,
    transforms,
    hashes: transforms.flatMap((transform) => transform.hashes ?? []),
  };
}

export function fdlOf(document: DocumentInForce): NonNullable<InForce['fdl']> {
  const canvases = (document.parsed['canvases'] ?? []) as readonly StoredCanvas[];
  const templates = (document.parsed['templates'] ?? []) as readonly (string | { readonly id: string; readonly target: StoredSize })[];
  return {
    ...document,
    canvases: canvases.map((canvas) => ({
      id: canvas.id,
      dimensions: canvas.dimensions ?? undefined,
      anamorphicSqueeze: typeof canvas.anamorphicSqueeze === 'number' ? canvas.anamorphicSqueeze : undefined,
      decisions: canvas.decisions.map((decision) => ({ id: decision.id ?? '?', dimensions: decision.dimensions ?? undefined })),
    })),
    templates: templates.map((template) =>
      typeof template === 'string' ? { id: template, target: undefined } : { id: template.id, target: template.target ?? undefined },
    ),
  };
}

/** The nearest document of each kind, and the LUTs of the nearest scope that has any; `documents` come nearest first. */
export function inForce(documents: readonly DocumentInForce[]): InForce {
  const nearest = (kind: string): DocumentInForce | undefined => documents.find((document) => document.kind === kind);
  const [amf, fdl, cdl] = [nearest('AMF'), nearest('FDL'), nearest('CDL')];
  const luts = documents.filter((document) => document.kind === 'LUT');
  return {
    amf: amf && amfOf(amf),
    fdl: fdl && fdlOf(fdl),
    cdl: cdl && { ...cdl, correction: ((cdl.parsed['corrections'] ?? []) as Cdl[])[0] },
    luts: luts.filter((lut) => lut.scope === luts[0]?.scope),
  };
}
