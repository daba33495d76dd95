import { Unreadable } from '../domain/errors.ts';
import type { Cdl } from '../domain/cdl.ts';
import { decodeText } from '../syntax/lines.ts';
import { descendants, parseXml, textOf, type XmlElement } from '../syntax/xml.ts';
import type { DocumentReader } from './document.ts';

function triple(text: string | undefined): [number, number, number] | undefined {
  const values = (text ?? '').trim().split(/\s+/).map(Number);
  return values.length === 3 && values.every(Number.isFinite) ? (values as [number, number, number]) : undefined;
}

function correction(element: XmlElement): Cdl | undefined {
  const sop = element.children.find((child) => child.name === 'SOPNode' || child.name === 'ASC_SOP');
  const sat = element.children.find((child) => child.name === 'SatNode' || child.name === 'SATNode' || child.name === 'ASC_SAT');
  const [slope, offset, power] = [triple(textOf(sop, 'Slope')), triple(textOf(sop, 'Offset')), triple(textOf(sop, 'Power'))];
  const saturation = Number(textOf(sat, 'Saturation') ?? '1');
  if (sop && (!slope || !offset || !power)) return undefined;
  const id = element.attributes['id'];
  return {
    slope: slope ?? [1, 1, 1],
    offset: offset ?? [0, 0, 0],
    power: power ?? [1, 1, 1],
    saturation: Number.isFinite(saturation) ? saturation : 1,
    ...(id === undefined ? {} : { id }),
  };
}

/** ASC CDL v1.2 as XML: one correction (.cc), a collection (.ccc) or decisions (.cdl). */
export const cdl: DocumentReader = {
  name: 'cdl',
  kind: 'CDL',
  title: 'ASC Color Decision List',
  extensions: ['cc', 'ccc', 'cdl'],
  sniff: (head) => /<(\w+:)?(ColorCorrection|ColorCorrectionCollection|ColorDecisionList)[\s>]/.test(head),
  read: (name, bytes) => {
    const root = parseXml(decodeText(bytes, name).text, name);
    const elements = [root, ...descendants(root)].filter((element) => element.name === 'ColorCorrection');
    if (elements.length === 0) throw new Unreadable(`${name} holds no ColorCorrection; it is no CDL.`, { at: name });
    const problems = elements.flatMap((element) =>
      correction(element)
        ? []
        : [
            {
              severity: 'ERROR' as const,
              code: 'CDL_INVALID',
              message: `The correction "${element.attributes['id'] ?? ''}" of ${name} lacks a slope, offset or power of three numbers.`,
              at: `${name}:${element.line}`,
            },
          ],
    );
    return { parsed: { corrections: elements.flatMap((element) => correction(element) ?? []) }, problems };
  },
};
