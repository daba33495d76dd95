import type { Fact } from '../clip.ts';
import type { Cdl } from '../cdl.ts';
import type { Problem } from '../problem.ts';

/** Where a document is attached; the nearest to the clip wins. */
export type DocumentScope = 'clip' | 'roll' | 'format card' | 'production';

type Attached = { readonly id: string; readonly name: string; readonly scope: DocumentScope; readonly attachedBy: string };

export type ExplainedAmf = Attached & {
  readonly clipName: string | undefined;
  readonly systemVersion: string | undefined;
  readonly transforms: readonly {
    readonly role: 'input' | 'look' | 'output';
    readonly applied: boolean;
    readonly description?: string;
    readonly ids: readonly string[];
    readonly files: readonly string[];
    readonly hasCdl: boolean;
  }[];
};

export type ExplainedFdl = Attached & {
  readonly canvases: readonly {
    readonly id: string;
    readonly dimensions: { readonly width: number; readonly height: number } | undefined;
    readonly anamorphicSqueeze: number | undefined;
    readonly decisions: readonly {
      readonly id: string;
      readonly dimensions: { readonly width: number; readonly height: number } | undefined;
    }[];
  }[];
};

export type ExplainedCdl = Attached & { readonly correction: Cdl | undefined };
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
  readonly fdl: string | undefined;
  readonly looks: readonly string[];
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
    readonly names: readonly string[];
    readonly format: string | undefined;
    readonly facts: readonly Fact[];
  };
  readonly card:
    | { readonly inputTransform: string | undefined; readonly framing: string | undefined; readonly answeredBy: string | undefined }
    | undefined;
  /** In force, the nearest of each kind. */
  readonly amf: ExplainedAmf | undefined;
  readonly fdl: ExplainedFdl | undefined;
  readonly cdl: ExplainedCdl | undefined;
  readonly luts: readonly ExplainedLut[];
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
