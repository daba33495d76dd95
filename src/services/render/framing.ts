import { Blocked } from '../../domain/errors.ts';
import { framedBy, rectangle, type Fdl, type FdlCanvas, type FdlDecision, type FramingChoice, type Size } from '../../domain/fdl.ts';
import type { AttachedDocument } from '../../domain/ports/renderStore.ts';
import type { JobFraming } from '../../domain/render/job.ts';
import { textOfDocument } from './documents.ts';

export type { FramingChoice };

/** The framing of a clip by an FDL; a canvas template only where one is named. Throws Blocked where the document does not fit the clip. */
export function framingBy(
  document: AttachedDocument,
  clip: { readonly name: string; readonly image?: Size; readonly isNamed: (clipName: string) => boolean },
  choice: FramingChoice,
): JobFraming {
  const fdl: Fdl = { canvases: [], templates: [], ...document.parsed };
  if (fdl.canvases.length === 0) throw new Blocked(`The FDL "${document.name}" has no canvas.`, { at: 'FDL_SCHEMA_INVALID' });
  const framed = framedBy(fdl, { isNamed: clip.isNamed, ...(clip.image ? { size: clip.image } : {}) }, choice);
  if (!framed) {
    const there = fdl.canvases.map((canvas) => `${canvas.label ?? canvas.id} ${rectangle(canvas.dimensions)}`).join(', ');
    throw new Blocked(
      `The FDL "${document.name}" does not fit ${clip.name} (${clip.image ? rectangle(clip.image) : 'size unknown'}): its canvases are ${there}.`,
      { at: 'FDL_CANVAS_MISMATCH' },
    );
  }
  const { canvas, decision } = framed;
  if (!decision)
    throw new Blocked(`The FDL "${document.name}" has no such framing decision for ${clip.name}.`, { at: 'FDL_CANVAS_MISMATCH' });
  refuseOutside(document, canvas, decision);
  const template =
    choice.template === undefined ? undefined : fdl.templates.find(({ id, label }) => id === choice.template || label === choice.template);
  if (choice.template !== undefined && !template)
    throw new Blocked(`The FDL "${document.name}" has no canvas template "${choice.template}".`, { at: 'FDL_CANVAS_MISMATCH' });
  return {
    kind: 'fdl',
    text: textOfDocument(document),
    ...(canvas.context === undefined ? {} : { context: canvas.context }),
    canvas: canvas.id,
    decision: decision.id,
    ...(template ? { template: template.id } : {}),
    ...(choice.protection ? { protection: true } : {}),
  };
}

function refuseOutside(document: AttachedDocument, canvas: FdlCanvas, { id, label, dimensions: size, anchor }: FdlDecision): void {
  const whole = canvas.dimensions;
  if (!size || !anchor || !whole) return;
  // The trade's files carry rounded floats: a hundredth of a pixel is no error.
  const slack = 0.01;
  if (
    anchor.x < -slack ||
    anchor.y < -slack ||
    anchor.x + size.width > whole.width + slack ||
    anchor.y + size.height > whole.height + slack
  )
    throw new Blocked(`In the FDL "${document.name}" the framing ${label ?? id} leaves its canvas of ${rectangle(whole)}.`, {
      at: 'FDL_DECISION_OUTSIDE_CANVAS',
    });
}
