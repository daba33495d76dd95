/** What each node of a CLF must say beyond its Array (S-2014-006, ProcessNodes; ASC CDL 1.2): told here, for else a renderer refuses the file. */
import type { Problem } from '../domain/problem.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../syntax/xml.ts';
import { correctionOf } from './cdl.ts';
import { lutProblem } from './lutText.ts';

/** Bit depths, and the code value that stands for 1.0. */
const fullScale: Readonly<Record<string, number>> = { '8i': 255, '10i': 1023, '12i': 4095, '16i': 65535, '16f': 1, '32f': 1 };
/** The nodes of CLF; CTF has more, and its own rules. */
const ruled = /^(Matrix|LUT1D|LUT3D|Range|Log|Exponent|ASC_CDL)$/;
const halfFloats = 65_536;

/** Of the nodes of one list, in order. */
export function nodeProblems(name: string, nodes: readonly XmlElement[]): Problem[] {
  return nodes.flatMap((node, index) => {
    if (node.name === 'Reference') return referenceProblem(name, node);
    if (!ruled.test(node.name)) return [];
    const depth = depthProblem(node, nodes[index - 1]);
    const fault = depth ?? rules[node.name]?.(node);
    return fault === undefined ? [] : [lutProblem(name, node.line, fault)];
  });
}

function depthProblem(node: XmlElement, before: XmlElement | undefined): string | undefined {
  const { inBitDepth, outBitDepth } = node.attributes;
  for (const [key, depth] of Object.entries({ inBitDepth, outBitDepth })) {
    if (depth === undefined) return `has a ${node.name} without its ${key}.`;
    if (fullScale[depth] === undefined)
      return `has a ${node.name} with the ${key} "${depth.slice(0, 10)}"; it is ${Object.keys(fullScale).join(', ')}.`;
  }
  const last = before?.attributes['outBitDepth'];
  return last !== undefined && last !== inBitDepth
    ? `has a ${node.name} that takes ${inBitDepth}, behind a ${before!.name} that gives ${last}.`
    : undefined;
}

/** A list that names another file is not whole by itself: nothing can apply it. An alias is a picture format of Autodesk's own, which others pass over. */
function referenceProblem(name: string, node: XmlElement): Problem[] {
  const { path } = node.attributes;
  if (path === undefined) return [];
  return [lutProblem(name, node.line, `refers to ${path}, which is not in it; export it with everything inside.`, 'LUT_INCOMPLETE')];
}

const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;

const rules: Readonly<Record<string, (node: XmlElement) => string | undefined>> = {
  LUT1D: (node) => {
    for (const key of ['halfDomain', 'rawHalfs'])
      if (node.attributes[key] !== undefined && node.attributes[key] !== 'true')
        return `has a LUT1D with ${key}="${node.attributes[key].slice(0, 10)}"; it is "true" or not there.`;
    const { hueAdjust } = node.attributes;
    if (hueAdjust !== undefined && hueAdjust !== 'dw3')
      return `has a LUT1D with hueAdjust="${hueAdjust.slice(0, 10)}"; only "dw3" is known.`;
    const entries = dimensions(node)[0];
    return node.attributes['halfDomain'] !== undefined && entries !== halfFloats
      ? `has a LUT1D over the half floats of ${entries ?? 0} entries; it has ${halfFloats}.`
      : undefined;
  },
  LUT3D: (node) => {
    const [x, y, z, channels] = dimensions(node);
    return x !== undefined && (x !== y || y !== z || channels !== 3)
      ? `has a LUT3D of ${dimensions(node).join(' ')}; its edges are alike and its channels 3.`
      : undefined;
  },
  Range: rangeFault,
  Exponent: (node) => {
    const style = node.attributes['style'] ?? '';
    const monitor = /^monCurve(Mirror)?(Fwd|Rev)$/.test(style);
    if (!monitor && !/^basic(Mirror|PassThru)?(Fwd|Rev)$/.test(style))
      return `has an Exponent of the style "${style.slice(0, 30)}", which is none.`;
    const params = childrenOf(node, 'ExponentParams');
    if (params.length === 0) return 'has an Exponent without its ExponentParams.';
    for (const { attributes } of params) {
      const [exponent, offset] = [numberIn(attributes['exponent']), numberIn(attributes['offset'])];
      const [least, most] = monitor ? [1, 10] : [0.01, 100];
      if (exponent === undefined || exponent < least || exponent > most)
        return `has an Exponent whose exponent is not between ${least} and ${most}, as ${style} asks.`;
      if (!monitor && attributes['offset'] !== undefined) return `has an offset in an Exponent of the style ${style}, which takes none.`;
      if (monitor && (offset === undefined || offset < 0 || offset > 0.9))
        return `has an Exponent whose offset is not between 0 and 0.9, as ${style} asks.`;
    }
    return undefined;
  },
  Log: (node) => {
    const style = node.attributes['style'] ?? '';
    if (!/^(log10|antiLog10|log2|antiLog2|linToLog|logToLin|cameraLinToLog|cameraLogToLin)$/.test(style))
      return `has a Log of the style "${style.slice(0, 30)}", which is none.`;
    const camera = style.startsWith('camera');
    for (const { attributes } of childrenOf(node, 'LogParams')) {
      if (camera !== (attributes['linSideBreak'] !== undefined))
        return camera
          ? `has a Log of the style ${style} without its linSideBreak.`
          : `has a linSideBreak in a Log of the style ${style}, which takes none.`;
    }
    return undefined;
  },
  ASC_CDL: (node) => {
    const style = node.attributes['style'];
    if (style !== undefined && !/^(Fwd|Rev|FwdNoClamp|RevNoClamp|v1\.2_Fwd|v1\.2_Rev|noClampFwd|noClampRev)$/.test(style))
      return `has an ASC_CDL of the style "${style.slice(0, 30)}", which is none.`;
    const cdl = correctionOf(node);
    if (!cdl) return 'has an ASC_CDL without a slope, offset and power of three numbers, or whose saturation is no number.';
    const legal = cdl.slope.every((value) => value >= 0) && cdl.power.every((value) => value > 0) && cdl.saturation >= 0;
    return legal ? undefined : 'has an ASC_CDL with a negative slope or saturation, or a power that is not above 0.';
  },
};

function dimensions(node: XmlElement): number[] {
  return (childOf(node, 'Array')?.attributes['dim'] ?? '').trim().split(/\s+/).map(Number);
}

/** Limits come in pairs of in and out; one pair alone only clips, so both say the same in the code values of their side. */
function rangeFault(node: XmlElement): string | undefined {
  const value = (key: string): number | undefined => numberIn(textOf(node, key));
  const [minIn, maxIn, minOut, maxOut] = [value('minInValue'), value('maxInValue'), value('minOutValue'), value('maxOutValue')];
  if ((minIn === undefined) !== (minOut === undefined) || (maxIn === undefined) !== (maxOut === undefined))
    return 'has a Range with one side of a limit: minInValue goes with minOutValue, maxInValue with maxOutValue.';
  if (minIn === undefined && maxIn === undefined) return 'has a Range without any limit.';
  if (minIn !== undefined && maxIn !== undefined)
    return maxIn <= minIn ? 'has a Range whose maxInValue is not above its minInValue.' : undefined;
  if (node.attributes['style'] === 'noClamp') return 'has a Range that does not clamp, and not all four limits.';
  const [into, out] = [fullScale[node.attributes['inBitDepth'] ?? ''] ?? 1, fullScale[node.attributes['outBitDepth'] ?? ''] ?? 1];
  const [from, to] = [minIn ?? maxIn ?? 0, minOut ?? maxOut ?? 0];
  return Math.abs(from / into - to / out) > 1e-6
    ? 'has a Range with one limit whose in and out differ; it can only clip there.'
    : undefined;
}
