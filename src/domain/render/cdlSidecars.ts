import type { Cdl } from '../cdl.ts';

/** A look as `.cc` and `.cdl` (ASC CDL 1.2 XML): one correction alone, and a decision list of it. Numbers as they are, at most six decimals. */
export function cdlSidecars(name: string, cdl: Omit<Cdl, 'id'>): readonly { readonly path: string; readonly text: string }[] {
  const number = (value: number): string => String(Number(value.toFixed(6)));
  const triple = (values: readonly number[]): string => values.map(number).join(' ');
  const correction = (indent: string, attributes: string): string =>
    [
      `<ColorCorrection id="${name}"${attributes}>`,
      '  <SOPNode>',
      `    <Slope>${triple(cdl.slope)}</Slope>`,
      `    <Offset>${triple(cdl.offset)}</Offset>`,
      `    <Power>${triple(cdl.power)}</Power>`,
      '  </SOPNode>',
      '  <SatNode>',
      `    <Saturation>${number(cdl.saturation)}</Saturation>`,
      '  </SatNode>',
      '</ColorCorrection>',
    ]
      .map((line) => indent + line)
      .join('\n');
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const space = ' xmlns="urn:ASC:CDL:v1.2"';
  return [
    { path: `${name}.cc`, text: `${head}${correction('', space)}\n` },
    {
      path: `${name}.cdl`,
      text: `${head}<ColorDecisionList${space}>\n  <ColorDecision>\n${correction('    ', '')}\n  </ColorDecision>\n</ColorDecisionList>\n`,
    },
  ];
}
