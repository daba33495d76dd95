import { Unreadable } from '../domain/errors.ts';
import type { Problem } from '../domain/problem.ts';
import { decodeText } from '../syntax/lines.ts';
import type { DocumentReader } from './document.ts';

/** Lines of a .cube that are not numbers: the sizes, the title and the domain. */
function cube(name: string, text: string): { parsed: Record<string, unknown>; problems: Problem[] } {
  const size3d = Number(/^\s*LUT_3D_SIZE\s+(\d+)/m.exec(text)?.[1] ?? 0);
  const size1d = Number(/^\s*LUT_1D_SIZE\s+(\d+)/m.exec(text)?.[1] ?? 0);
  const rows = (text.match(/^\s*[-+.\d][-+.\deE]*\s+[-+.\d][-+.\deE]*\s+[-+.\d][-+.\deE]*\s*$/gm) ?? []).length;
  const wanted = size1d + size3d ** 3;
  if (size1d === 0 && size3d === 0)
    throw new Unreadable(`${name} states neither LUT_1D_SIZE nor LUT_3D_SIZE; it is no .cube LUT.`, { at: name });
  const title = /^\s*TITLE\s+"([^"]*)"/m.exec(text)?.[1];
  const problems: Problem[] =
    rows === wanted
      ? []
      : [
          {
            severity: 'ERROR',
            code: 'LUT_INCOMPLETE',
            message: `${name} promises ${wanted} lines of values and holds ${rows}; export it again.`,
            at: name,
          },
        ];
  return { parsed: { format: 'cube', size1d: size1d || null, size3d: size3d || null, title: title ?? null }, problems };
}

/** Look-up tables: named, sized and checked for plausibility; applied by OpenColorIO in the engine. */
export const lut: DocumentReader = {
  name: 'lut',
  kind: 'LUT',
  title: 'Look-up table',
  extensions: ['cube', '3dl', 'csp', 'spi1d', 'spi3d', 'spimtx', 'lut', 'clf', 'ctf', 'look'],
  sniff: (head) => /^\s*LUT_[13]D_SIZE\s/m.test(head) || /<ProcessList[\s>]/.test(head) || /^CSPLUTV100/.test(head),
  read: (name, bytes) => {
    const { text } = decodeText(bytes, name);
    const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
    if (extension === 'cube' || /^\s*LUT_[13]D_SIZE\s/m.test(text)) return cube(name, text);
    return { parsed: { format: extension }, problems: [] };
  },
};
