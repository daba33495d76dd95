import { framedBy, rectangle, type Framed } from '../fdl.ts';
import type { Problem } from '../problem.ts';
import { attachedAs, numberIn, originOf, valueOf, type Facts } from './facts.ts';
import type { ExplainedFdl, ExplainSource, ExplanationNode, ExplanationValue } from './source.ts';

/** Which part of the picture is meant to be seen: the decision of the FDL, or all of it. */
export function framingNode({ fdl, isNamed }: ExplainSource, facts: Facts): ExplanationNode {
  const squeeze = facts.get('image.anamorphicSqueeze');
  const [width, height] = [numberIn(facts, 'image.width'), numberIn(facts, 'image.height')];
  const size = width !== undefined && height !== undefined ? { width, height } : undefined;
  const node = { id: 'framing', kind: 'framing', title: 'Framing' } as const;
  const ofLens: ExplanationValue[] = squeeze
    ? [{ ...valueOf(squeeze, 'framing.squeeze'), origin: `the lens or camera (${originOf(squeeze)})` }]
    : [];
  if (!fdl) {
    return {
      ...node,
      summary: `Full frame${size ? `, ${rectangle(size)}` : ''}: no FDL is attached.`,
      values: [{ field: 'framing.decision', value: 'full frame', origin: 'default, for no FDL is attached' }, ...ofLens],
      warnings: [{ severity: 'INFO', code: 'FDL_ABSENT', message: 'No FDL is attached: the full frame is used.' }],
      confidence: 0.5,
    };
  }
  const fitting = framedBy(fdl, { ...(size ? { size } : {}), isNamed });
  const framed = fitting ?? framedBy(fdl, { isNamed });
  const warnings: Problem[] = [];
  if (!fitting && framed && size)
    warnings.push({
      severity: 'ERROR',
      code: 'FDL_CANVAS_MISMATCH',
      message: `The FDL ${fdl.name} has no canvas of ${rectangle(size)}, the size of this clip; its first is ${rectangle(framed.canvas.dimensions)}.`,
    });
  const said = framed?.canvas.anamorphicSqueeze;
  if (said !== undefined && squeeze && Number(squeeze.value) !== said)
    warnings.push({
      severity: 'ERROR',
      code: 'FDL_SQUEEZE_MISMATCH',
      message: `The FDL ${fdl.name} says squeeze ${said}, the clip ${String(squeeze.value)}.`,
    });
  return {
    ...node,
    summary: framed?.decision
      ? `${rectangle(framed.decision.dimensions, framed.decision.anchor)} out of ${rectangle(framed.canvas.dimensions)}, by the FDL ${fdl.name}.`
      : `The FDL ${fdl.name} has no framing decision for this clip: the full frame is used.`,
    values: [...valuesOf(fdl, framed), ...(said === undefined ? ofLens : [])],
    warnings,
    confidence: warnings.length > 0 ? 0.3 : 1,
  };
}

/** An effective area of the canvas's own size says nothing more. */
function isWhole({ effective, dimensions }: Framed['canvas']): boolean {
  return effective?.width === dimensions?.width && effective?.height === dimensions?.height;
}

/** What an FDL decides of a picture; ids only name it, and are told in the origin. */
function valuesOf(fdl: ExplainedFdl, framed: Framed | undefined): ExplanationValue[] {
  const document = attachedAs(fdl, 'FDL');
  const value = (field: string, text: unknown, id: string): ExplanationValue => ({
    field,
    value: text,
    origin: `${document}: ${id}`,
    documentId: fdl.id,
  });
  if (!framed) return [value('framing.decision', 'full frame', 'it has no canvas')];
  const { canvas, decision } = framed;
  return [
    { field: 'framing.document', value: fdl.name, origin: document, documentId: fdl.id },
    value('framing.canvas', rectangle(canvas.dimensions), `canvas ${canvas.id}`),
    ...(canvas.effective && !isWhole(canvas)
      ? [value('framing.effective', rectangle(canvas.effective, canvas.effectiveAnchor), `canvas ${canvas.id}`)]
      : []),
    value(
      'framing.decision',
      decision ? rectangle(decision.dimensions, decision.anchor) : 'full frame',
      decision ? `decision ${decision.id}` : `canvas ${canvas.id}`,
    ),
    ...(decision?.protection
      ? [value('framing.protection', rectangle(decision.protection, decision.protectionAnchor), `decision ${decision.id}`)]
      : []),
    ...(canvas.anamorphicSqueeze === undefined ? [] : [value('framing.squeeze', canvas.anamorphicSqueeze, `canvas ${canvas.id}`)]),
  ];
}
