/** What an ASC Framing Decision List (1.x, 2.0) says, as read, and which part of it is meant for a clip. Sizes and places in pixels. */
export type Size = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };

export type FdlDecision = {
  readonly id: string;
  readonly label?: string;
  readonly intent?: string;
  readonly dimensions?: Size;
  readonly anchor?: Point;
  readonly protection?: Size;
  readonly protectionAnchor?: Point;
};

export type FdlCanvas = {
  readonly id: string;
  readonly label?: string;
  /** Label of its context, and the clip that the context is for. */
  readonly context?: string;
  readonly clipName?: string;
  readonly dimensions?: Size;
  readonly effective?: Size;
  readonly effectiveAnchor?: Point;
  readonly anamorphicSqueeze?: number;
  readonly decisions: readonly FdlDecision[];
};

export type FdlTemplate = {
  readonly id: string;
  readonly label?: string;
  readonly target?: Size;
  readonly squeeze?: number;
  /** `framing_decision.dimensions` and so on. */
  readonly fitSource?: string;
  readonly fitMethod?: string;
};

export type Fdl = {
  readonly version?: string;
  readonly uuid?: string;
  readonly defaultIntent?: string;
  readonly canvases: readonly FdlCanvas[];
  readonly templates: readonly FdlTemplate[];
};

/** Named by id or label; absent: what the document and the clip's size decide. */
export type FramingChoice = {
  readonly canvas?: string;
  readonly decision?: string;
  readonly template?: string;
  readonly protection?: boolean;
};

export type Framed = { readonly canvas: FdlCanvas; readonly decision?: FdlDecision };

const isNamed = (item: { readonly id: string; readonly label?: string }, name: string): boolean => item.id === name || item.label === name;

/**
 * The canvas of the clip's own size (the named one, else the first that fits; one whose context names the clip before others), with the decision of the
 * default intent, else its first. Undefined where no canvas fits.
 */
export function framedBy(
  fdl: Fdl,
  clip: { readonly size?: Size; readonly isNamed: (clipName: string) => boolean },
  choice: FramingChoice = {},
): Framed | undefined {
  const fitting = fdl.canvases.filter(
    (canvas) =>
      (choice.canvas === undefined || isNamed(canvas, choice.canvas)) &&
      (clip.size === undefined || (canvas.dimensions?.width === clip.size.width && canvas.dimensions.height === clip.size.height)),
  );
  const canvas =
    fitting.find(({ clipName }) => clipName !== undefined && clip.isNamed(clipName)) ??
    fitting.find(({ clipName }) => clipName === undefined) ??
    fitting[0];
  if (!canvas) return undefined;
  const decision =
    choice.decision === undefined
      ? (canvas.decisions.find(({ intent }) => intent !== undefined && intent === fdl.defaultIntent) ?? canvas.decisions[0])
      : canvas.decisions.find((each) => isNamed(each, choice.decision!));
  return { canvas, ...(decision ? { decision } : {}) };
}

/** `4000x3000 at 304,82`. */
export function rectangle(size: Size | undefined, anchor?: Point): string {
  if (!size) return 'of unknown size';
  return `${size.width}x${size.height}${anchor ? ` at ${anchor.x},${anchor.y}` : ''}`;
}

/**
 * How much a canvas template enlarges what it fits: the factor of the pixels after the squeeze was taken out, as the ASC's implementers' guide has it
 * (2.0, scale by fit method). Undefined where the document does not say enough.
 */
export function enlargement(template: FdlTemplate, canvas: FdlCanvas, decision: FdlDecision | undefined): number | undefined {
  const sources: Readonly<Record<string, Size | undefined>> = {
    'framing_decision.dimensions': decision?.dimensions,
    'framing_decision.protection_dimensions': decision?.protection,
    'canvas.dimensions': canvas.dimensions,
    'canvas.effective_dimensions': canvas.effective,
  };
  const [source, target] = [sources[template.fitSource ?? 'framing_decision.dimensions'], template.target];
  if (!source || !target) return undefined;
  const wide = (source.width * (canvas.anamorphicSqueeze ?? 1)) / (template.squeeze ?? 1);
  const [across, down] = [target.width / wide, target.height / source.height];
  switch (template.fitMethod) {
    case 'width':
      return across;
    case 'height':
      return down;
    case 'fill':
      return Math.max(across, down);
    default:
      return Math.min(across, down);
  }
}
