import type { Problem } from '../problem.ts';
import { textIn, valueOf, type Facts } from './facts.ts';
import { captureFields } from './lookFields.ts';
import type { ExplanationNode } from './source.ts';

/** What the camera decided, and what of it is in the pixels for good. */
export function captureNode(facts: Facts): ExplanationNode {
  const known = captureFields.flatMap(({ field }) => facts.get(field) ?? []);
  const camera = [textIn(facts, 'camera.make'), textIn(facts, 'camera.model')].filter(Boolean).join(' ') || 'an unknown camera';
  const parts = [
    textIn(facts, 'exposure.exposureIndex') && `EI ${textIn(facts, 'exposure.exposureIndex')}`,
    textIn(facts, 'color.whiteBalanceKelvin') && `${textIn(facts, 'color.whiteBalanceKelvin')} K`,
    textIn(facts, 'exposure.shutterAngle') && `${textIn(facts, 'exposure.shutterAngle')}° shutter`,
    textIn(facts, 'lens.model') ?? (textIn(facts, 'lens.focalLengthMm') && `${textIn(facts, 'lens.focalLengthMm')} mm`),
  ].filter(Boolean);
  const changing = known.filter((fact) => fact.runs !== undefined && fact.runs.length > 1);
  const baked = ['baked.look', 'baked.whiteBalance', 'baked.iso'].filter((field) => facts.get(field)?.value === true);
  const warnings: Problem[] = [
    ...changing.map(({ field }): Problem => ({
      severity: 'INFO',
      code: 'CHANGES_WITHIN_CLIP',
      message: `${field} changes within the clip; the value shown is that of the first frame.`,
    })),
    ...(baked.includes('baked.look')
      ? [{ severity: 'ERROR' as const, code: 'BAKED_LOOK', message: 'A look is baked into the original; it cannot be taken out.' }]
      : []),
    ...(facts.has('camera.model') || facts.has('camera.make')
      ? []
      : [{ severity: 'WARN' as const, code: 'CAMERA_FORMAT_UNKNOWN', message: 'The file names no camera.' }]),
  ];
  return {
    id: 'capture',
    kind: 'capture',
    title: 'Capture',
    summary: `Shot on ${camera}${parts.length > 0 ? ` at ${parts.join(', ')}` : ''}${baked.length > 0 ? `; baked in: ${baked.map((field) => field.slice(6)).join(', ')}` : ''}.`,
    values: known.map((fact) => valueOf(fact)),
    warnings,
    confidence: Math.min(1, ...known.map((fact) => fact.confidence)),
  };
}
