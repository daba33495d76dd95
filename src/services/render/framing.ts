import { Blocked } from '../../domain/errors.ts';
import type { AttachedDocument } from '../../domain/ports/renderStore.ts';
import type { JobFraming } from '../../domain/render/job.ts';
import { textOfDocument } from './documents.ts';

export type FramingChoice = {
  readonly canvas?: string;
  readonly decision?: string;
  readonly template?: string;
  readonly protection?: boolean;
};

type Dimensions = { readonly width: number; readonly height: number };
type Decision = {
  readonly id: string;
  readonly label?: string;
  readonly framing_intent_id?: string;
  readonly dimensions?: Dimensions;
  readonly anchor_point?: { readonly x: number; readonly y: number };
};
type Canvas = {
  readonly id: string;
  readonly label?: string;
  readonly dimensions?: Dimensions;
  readonly framing_decisions?: readonly Decision[];
};
type Fdl = {
  readonly default_framing_intent?: string;
  readonly contexts?: readonly { readonly label?: string; readonly canvases?: readonly Canvas[] }[];
  readonly canvas_templates?: readonly { readonly id: string; readonly label?: string }[];
};

/**
 * The framing of a clip by an FDL: the canvas of its own size (the named one, else the first that fits), its default intent's decision, and a canvas template only
 * where one is named. Throws Blocked where the document does not fit the clip.
 */
export function framingBy(
  fdl: AttachedDocument,
  clip: { readonly name: string; readonly image?: Dimensions },
  choice: FramingChoice,
): JobFraming {
  let parsed: Fdl;
  try {
    parsed = JSON.parse(textOfDocument(fdl)) as Fdl;
  } catch (error) {
    throw new Blocked(`The FDL "${fdl.name}" is not JSON: ${(error as Error).message}.`, { at: 'FDL_SCHEMA_INVALID', cause: error });
  }
  const canvases = (parsed.contexts ?? []).flatMap((context) =>
    (context.canvases ?? []).map((canvas) => ({ context: context.label, canvas })),
  );
  if (canvases.length === 0) throw new Blocked(`The FDL "${fdl.name}" has no canvas.`, { at: 'FDL_SCHEMA_INVALID' });
  const size = clip.image;
  const named =
    choice.canvas === undefined ? canvases : canvases.filter(({ canvas }) => canvas.id === choice.canvas || canvas.label === choice.canvas);
  const found =
    size === undefined
      ? named[0]
      : named.find(({ canvas }) => canvas.dimensions?.width === size.width && canvas.dimensions.height === size.height);
  if (!found) {
    const there = canvases
      .map(({ canvas }) => `${canvas.label ?? canvas.id} ${canvas.dimensions?.width}x${canvas.dimensions?.height}`)
      .join(', ');
    throw new Blocked(
      `The FDL "${fdl.name}" does not fit ${clip.name} (${size ? `${size.width}x${size.height}` : 'size unknown'}): its canvases are ${there}.`,
      {
        at: 'FDL_CANVAS_MISMATCH',
      },
    );
  }
  const decisions = found.canvas.framing_decisions ?? [];
  const decision =
    choice.decision === undefined
      ? (decisions.find((each) => each.framing_intent_id === parsed.default_framing_intent) ?? decisions[0])
      : decisions.find((each) => each.id === choice.decision || each.label === choice.decision);
  if (!decision) throw new Blocked(`The FDL "${fdl.name}" has no such framing decision for ${clip.name}.`, { at: 'FDL_CANVAS_MISMATCH' });
  refuseOutside(fdl, found.canvas, decision);
  const template =
    choice.template === undefined
      ? undefined
      : parsed.canvas_templates?.find((each) => each.id === choice.template || each.label === choice.template);
  if (choice.template !== undefined && !template)
    throw new Blocked(`The FDL "${fdl.name}" has no canvas template "${choice.template}".`, { at: 'FDL_CANVAS_MISMATCH' });
  return {
    kind: 'fdl',
    text: textOfDocument(fdl),
    ...(found.context === undefined ? {} : { context: found.context }),
    canvas: found.canvas.id,
    decision: decision.id,
    ...(template ? { template: template.id } : {}),
    ...(choice.protection ? { protection: true } : {}),
  };
}

function refuseOutside(fdl: AttachedDocument, canvas: Canvas, decision: Decision): void {
  const [size, anchor, whole] = [decision.dimensions, decision.anchor_point, canvas.dimensions];
  if (!size || !anchor || !whole) return;
  // The trade's files carry rounded floats: a hundredth of a pixel is no error.
  const slack = 0.01;
  if (
    anchor.x < -slack ||
    anchor.y < -slack ||
    anchor.x + size.width > whole.width + slack ||
    anchor.y + size.height > whole.height + slack
  ) {
    throw new Blocked(
      `In the FDL "${fdl.name}" the framing ${decision.label ?? decision.id} leaves its canvas of ${whole.width}x${whole.height}.`,
      {
        at: 'FDL_DECISION_OUTSIDE_CANVAS',
      },
    );
  }
}
