import { Unreadable } from '../domain/errors.ts';
import type { Cdl, Correction } from '../domain/cdl.ts';
import type { Problem } from '../domain/problem.ts';
import { decodeText } from '../syntax/lines.ts';
import { descendants, parseXml, textOf, type XmlElement } from '../syntax/xml.ts';
import { correctionsOfAle, correctionsOfEdl } from './cdlLists.ts';
import type { DocumentReader } from './document.ts';

function triple(text: string | undefined): [number, number, number] | undefined {
  const values = (text ?? '').trim().split(/\s+/).map(Number);
  return values.length === 3 && values.every(Number.isFinite) ? (values as [number, number, number]) : undefined;
}

/** The correction that an element of any spelling holds; undefined where a slope, offset or power is not three numbers. */
export function correctionOf(element: XmlElement): Cdl | undefined {
  const sop = element.children.find((child) => child.name === 'SOPNode' || child.name === 'ASC_SOP');
  const sat = element.children.find((child) => child.name === 'SatNode' || child.name === 'SATNode' || child.name === 'ASC_SAT');
  const [slope, offset, power] = [triple(textOf(sop, 'Slope')), triple(textOf(sop, 'Offset')), triple(textOf(sop, 'Power'))];
  const saturation = Number(textOf(sat, 'Saturation') ?? '1');
  if ((sop && (!slope || !offset || !power)) || !Number.isFinite(saturation)) return undefined;
  const id = element.attributes['id'];
  return {
    slope: slope ?? [1, 1, 1],
    offset: offset ?? [0, 0, 0],
    power: power ?? [1, 1, 1],
    saturation,
    ...(id === undefined ? {} : { id }),
  };
}

/** What the standard forbids and every tool treats otherwise (ASC CDL 1.2: slope, power and saturation are not negative, power is not 0). */
function rangeProblem(correction: Correction, at: string): Problem[] {
  const { slope, power, saturation, id } = correction;
  if (slope.every((value) => value >= 0) && power.every((value) => value > 0) && saturation >= 0) return [];
  return [
    {
      severity: 'ERROR',
      code: 'CDL_INVALID',
      message: `${at} the correction${id === undefined ? '' : ` "${id}"`} has a negative slope or saturation, or a power that is not above 0: tools do not agree on what that looks like.`,
      at,
    },
  ];
}

function ofXml(name: string, text: string): { corrections: Correction[]; problems: Problem[] } {
  const root = parseXml(text, name);
  /** The media that a decision of a .cdl is for. */
  const media = new Map<XmlElement, string[]>();
  for (const decision of [root, ...descendants(root)].filter((element) => element.name === 'ColorDecision')) {
    const refs = decision.children
      .flatMap((child) => (child.name === 'MediaRef' ? (child.attributes['ref'] ?? child.text) : []))
      .filter((ref) => ref !== '');
    for (const child of decision.children) if (child.name === 'ColorCorrection') media.set(child, refs);
  }
  const elements = [root, ...descendants(root)].filter((element) => element.name === 'ColorCorrection');
  if (elements.length === 0) throw new Unreadable(`${name} holds no ColorCorrection; it is no CDL.`, { at: name });
  const corrections: Correction[] = [];
  const problems: Problem[] = [];
  for (const element of elements) {
    const [correction, names, at] = [correctionOf(element), media.get(element) ?? [], `${name}:${element.line}`];
    if (!correction)
      problems.push({
        severity: 'ERROR',
        code: 'CDL_INVALID',
        message: `${at} the correction "${element.attributes['id'] ?? ''}" lacks a slope, offset or power of three numbers, or its saturation is no number.`,
        at,
      });
    else {
      corrections.push({ ...correction, ...(names.length > 0 ? { names } : {}) });
      problems.push(...rangeProblem(correction, at));
    }
  }
  return { corrections, problems };
}

/** ASC CDL v1.2: one correction (.cc), a collection (.ccc) or decisions (.cdl) as XML; the notes of an EDL and the columns of an ALE. */
export const cdl: DocumentReader = {
  name: 'cdl',
  kind: 'CDL',
  title: 'ASC Color Decision List',
  extensions: ['cc', 'ccc', 'cdl', 'edl', 'ale'],
  sniff: (head) =>
    /<(\w+:)?(ColorCorrection|ColorCorrectionCollection|ColorDecisionList)[\s>]/.test(head) ||
    /^\s*\*?\s*ASC_SOP/im.test(head) ||
    /^Heading\s*\r?$/m.test(head.slice(0, 200)),
  read: async (name, bytes) => {
    const { text } = decodeText(bytes, name);
    if (/^\s*</.test(text)) {
      const { corrections, problems } = ofXml(name, text);
      return { parsed: { corrections }, problems };
    }
    const { corrections: found, problems } = /^Heading\s*$/m.test(text.slice(0, 400))
      ? correctionsOfAle(name, text)
      : correctionsOfEdl(name, text);
    const corrections = found.map(({ correction }) => correction);
    if (corrections.length === 0 && problems.length === 0)
      throw new Unreadable(
        `${name} is a list without a CDL (ASC_SOP, ASC_SAT); import it as a timeline, or attach the list that carries the corrections.`,
        {
          at: name,
        },
      );
    return {
      parsed: { corrections },
      problems: [...problems, ...found.flatMap(({ correction, line }) => rangeProblem(correction, `${name}:${line}`))],
    };
  },
};
