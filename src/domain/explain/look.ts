import { cdlInWords, lookInWords } from '../amf.ts';
import type { Problem } from '../problem.ts';
import { attachedAs, valueOf, type Facts } from './facts.ts';
import type { ExplainedCdl, ExplainSource, ExplanationNode, ExplanationValue } from './source.ts';

/** What was meant to be seen: the camera's own look, and the looks of AMF, CDL and LUT, with which of them are in the pictures made from it. */
export function lookNode({ amf, cdl, luts }: ExplainSource, facts: Facts): ExplanationNode {
  const values: ExplanationValue[] = [];
  const parts: string[] = [];
  const warnings: Problem[] = [];
  const embedded = facts.get('color.look');
  if (embedded) {
    values.push(valueOf(embedded, 'look.embedded'));
    parts.push(
      `the camera carries the look ${String(embedded.value)} (${facts.get('baked.look')?.value === true ? 'baked in' : 'shown on set, not applied'})`,
    );
  }
  const embeddedCdl = facts.get('color.cdl');
  if (embeddedCdl) {
    values.push(valueOf(embeddedCdl, 'look.embeddedCdl'));
    parts.push('the camera carries a CDL (shown on set, not applied)');
  }
  const looks = amf?.transforms.filter(({ role }) => role === 'look') ?? [];
  if (amf && looks.length > 0) {
    values.push({ field: 'look.amf', value: looks.map(lookInWords), origin: attachedAs(amf, 'AMF'), documentId: amf.id });
    const done = looks.filter(({ applied }) => applied).length;
    parts.push(
      `${looks.length === 1 ? 'one look transform' : `${looks.length} look transforms`} of the AMF ${amf.name}${done > 0 ? `, ${done === looks.length ? '' : `${done} of them `}applied already` : ''}`,
    );
  } else if (amf && amf.transforms.length === 0) {
    warnings.push({
      severity: 'INFO',
      code: 'AMF_NOTHING_TO_APPLY',
      message: `The AMF ${amf.name} lists no transform: there is nothing to apply.`,
    });
  }
  if (cdl) parts.push(...cdlParts(cdl, amf !== undefined, values, warnings));
  for (const lut of luts) {
    values.push({ field: 'look.lut', value: `${lut.name} ${lut.sha256.slice(0, 12)}`, origin: attachedAs(lut, 'LUT'), documentId: lut.id });
    const named = amf?.transforms.some(({ files }) => files.some((file) => file.endsWith(lut.name))) === true;
    if (!named)
      warnings.push({
        severity: 'INFO',
        code: 'LUT_NOT_APPLIED',
        message: `The LUT ${lut.name} is attached and not applied: a LUT is applied where an AMF names it, which says in which space.`,
      });
  }
  if (!amf && !cdl) warnings.push({ severity: 'INFO', code: 'AMF_NO_LOOK', message: 'No look is attached: none is applied.' });
  return {
    id: 'look',
    kind: 'look',
    title: 'Look',
    summary: parts.length > 0 ? `${parts.join('; ').replace(/^./, (letter) => letter.toUpperCase())}.` : 'No look.',
    values,
    warnings,
    confidence: amf || cdl?.correction ? 1 : 0.5,
  };
}

function cdlParts(cdl: ExplainedCdl, hasAmf: boolean, values: ExplanationValue[], warnings: Problem[]): string[] {
  const { correction } = cdl;
  if (!correction) {
    warnings.push({
      severity: 'WARN',
      code: 'CDL_NOT_APPLIED',
      message:
        cdl.fitting === 0
          ? `The CDL ${cdl.name} has no correction that names this clip: none is applied.`
          : `The CDL ${cdl.name} has ${cdl.fitting} different corrections for this clip: none is applied. Attach the one that is meant to the clip.`,
    });
    return [];
  }
  const { slope, offset, power, saturation, id } = correction;
  const which = id === undefined ? '' : `, correction ${id}`;
  values.push({
    field: 'look.cdl',
    value: { slope, offset, power, saturation },
    origin: `${attachedAs(cdl, 'CDL')}${which}`,
    documentId: cdl.id,
  });
  if (!hasAmf) return [`the CDL ${cdl.name} (${cdlInWords(correction)})`];
  warnings.push({
    severity: 'INFO',
    code: 'CDL_NOT_APPLIED',
    message: `The CDL ${cdl.name} is attached and not applied: the AMF decides.`,
  });
  return [];
}
