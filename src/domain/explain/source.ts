import type { Amf } from '../amf.ts';
import type { Fact } from '../clip.ts';
import type { Correction } from '../cdl.ts';
import type { Fdl } from '../fdl.ts';
import type { Problem } from '../problem.ts';

/** Where a document is attached; the nearest to the clip wins. `clip id`: attached further away, and it names the clip. */
export type DocumentScope = 'clip' | 'clip id' | 'roll' | 'format card' | 'production';

export type Attached = { readonly id: string; readonly name: string; readonly scope: DocumentScope; readonly attachedBy: string };

export type ExplainedAmf = Attached & Amf & { /** It names another clip than the one that it is attached to. */ readonly foreign?: true };
export type ExplainedFdl = Attached & Fdl;
/** `fitting`: different corrections of the document that fit the clip; one is chosen only where it is one. */
export type ExplainedCdl = Attached & { readonly correction?: Correction; readonly fitting: number };
export type ExplainedLut = Attached & { readonly sha256: string };

/** A render of the clip: what it applied. */
export type ExplainedRender = {
  readonly id: string;
  readonly recipe: string;
  readonly frameIn: number;
  readonly frameOut: number;
  /** Name of the file stem, as delivered. */
  readonly name: string;
  readonly input: string | undefined;
  readonly amf: string | undefined;
  /** What was cut: the full frame, a decision or a canvas template of an FDL. */
  readonly framing: string;
  /** Looks beside an AMF, in words. */
  readonly looks: readonly string[];
  /** Looks are in its pixels. */
  readonly looksApplied: boolean;
  /** Parameters of development or decoding that were asked for. */
  readonly decode: Readonly<Record<string, unknown>>;
  /** ACES2065-1, a display and view, or `source`: as recorded. */
  readonly colour: string;
  readonly engine: string | undefined;
  readonly stale: string | undefined;
};

/** Everything that an explanation rests on. */
export type ExplainSource = {
  readonly clip: {
    readonly id: string;
    readonly name: string;
    readonly format: string | undefined;
    readonly facts: readonly Fact[];
  };
  readonly card:
    | { readonly inputTransform: string | undefined; readonly framing: string | undefined; readonly answeredBy: string | undefined }
    | undefined;
  /** In force, the nearest of each kind. */
  readonly amf: ExplainedAmf | undefined;
  readonly fdl: ExplainedFdl | undefined;
  /** True for a name that a document writes for this clip. */
  readonly isNamed: (clipName: string) => boolean;
  readonly cdl: ExplainedCdl | undefined;
  readonly luts: readonly ExplainedLut[];
  /** AMFs that are not in force, though attached here, since the clip that they name could be several: what they write. */
  readonly ambiguousAmfs: readonly { readonly name: string; readonly clipName: string; readonly clips: readonly string[] }[];
  /** The newest of each recipe. */
  readonly renders: readonly ExplainedRender[];
};

export type ExplanationValue = {
  readonly field: string;
  readonly value?: unknown;
  readonly unit?: string;
  /** In words: a metadata key, a document, a person, a default. */
  readonly origin: string;
  readonly documentId?: string;
};

export type ExplanationNode = {
  readonly id: string;
  readonly kind: 'capture' | 'decode' | 'inputTransform' | 'framing' | 'look' | 'outputTransform' | 'render';
  readonly title: string;
  /** One plain sentence. */
  readonly summary: string;
  readonly values: readonly ExplanationValue[];
  readonly warnings: readonly Problem[];
  /** 0 to 1: the least sure value. */
  readonly confidence: number;
};

export type Explanation = {
  /** In the order of light. */
  readonly nodes: readonly ExplanationNode[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
};
