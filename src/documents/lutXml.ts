/** LUTs in XML: CLF (S-2014-006, ASC/Academy Common LUT Format) and Autodesk's CTF before it, and the looks of IRIDAS. */
import type { Problem } from '../domain/problem.ts';
import { childOf, childrenOf, descendants, parseXml, textOf, type XmlElement } from '../syntax/xml.ts';
import { lutProblem, type Lut, type ReadLut } from './lutText.ts';

const numbersIn = (element: XmlElement): { readonly count: number; readonly wrong: string | undefined } => {
  const words = element.text.split(/\s+/).filter((word) => word !== '');
  return { count: words.length, wrong: words.find((word) => !Number.isFinite(Number(word))) };
};

/** An `Array dim="..."` has as many numbers as its dimensions say. The last dimension of a table is its channels. */
function arrayProblems(name: string, node: XmlElement): Problem[] {
  const array = childOf(node, 'Array');
  if (!array)
    return ['LUT1D', 'LUT3D', 'Matrix'].includes(node.name) ? [lutProblem(name, node.line, `has a ${node.name} without its Array.`)] : [];
  const dimensions = (array.attributes['dim'] ?? '').trim().split(/\s+/).map(Number);
  if (dimensions.some((each) => !Number.isInteger(each) || each < 1))
    return [lutProblem(name, array.line, 'has an Array whose dim is not whole numbers.')];
  // `dim="3 4 3"` of a CTF matrix names its rows, columns and channels: the last is not a factor.
  const sizes = node.name === 'Matrix' ? dimensions.slice(0, 2) : dimensions;
  const wanted = sizes.reduce((product, each) => product * each, 1);
  const { count, wrong } = numbersIn(array);
  if (wrong !== undefined)
    return [lutProblem(name, array.line, `begins an Array with "${wrong.slice(0, 20)}" where a number should stand.`)];
  if (count !== wanted)
    return [
      lutProblem(
        name,
        array.line,
        `begins an Array of ${count} numbers; its dim ${dimensions.join(' ')} promises ${wanted}.`,
        'LUT_INCOMPLETE',
      ),
    ];
  return [];
}

/** A process list: its nodes in order, each with as many values as it promises. */
export function readProcessList(name: string, text: string, format: 'clf' | 'ctf'): ReadLut {
  const root = parseXml(text, name);
  if (root.name !== 'ProcessList')
    return {
      parsed: { format },
      problems: [lutProblem(name, root.line, `begins with <${root.name}>, not with <ProcessList>; it is no CLF or CTF.`)],
    };
  const described = ['Description', 'InputDescriptor', 'OutputDescriptor', 'Info'];
  const nodes = root.children.filter((child) => !described.includes(child.name));
  const known =
    /^(Matrix|Log|Exponent|Range|LUT1D|LUT3D|ASC_CDL|Reference|InverseLUT1D|InverseLUT3D|Gamma|ExposureContrast|ACES|FixedFunction|GradingPrimary|GradingRGBCurve|GradingTone|GradingHueCurve|Function|CDL|PrimaryLog|PrimaryLin|PrimaryVideo)$/;
  const stranger = nodes.find((node) => !known.test(node.name));
  const edges = nodes.flatMap((node) => {
    const size = Number((childOf(node, 'Array')?.attributes['dim'] ?? '').split(/\s+/)[0]);
    return Number.isInteger(size) && size > 0 ? [{ kind: node.name, size }] : [];
  });
  const [curve, cube] = [edges.find(({ kind }) => kind.endsWith('LUT1D')), edges.find(({ kind }) => kind.endsWith('LUT3D'))];
  const title = root.attributes['name'] ?? textOf(root, 'Description');
  const parsed: Lut = {
    format,
    ...(title === undefined ? {} : { title }),
    ...(curve ? { size1d: curve.size } : {}),
    ...(cube ? { size3d: cube.size } : {}),
  };
  return {
    parsed,
    problems: [
      ...(nodes.length === 0 ? [lutProblem(name, root.line, 'has a ProcessList with nothing in it.')] : []),
      ...(stranger ? [lutProblem(name, stranger.line, `has a <${stranger.name}>, which is no process node.`)] : []),
      ...(root.attributes['id'] === undefined ? [lutProblem(name, root.line, 'has a ProcessList without the id that it must have.')] : []),
      ...nodes.flatMap((node) => arrayProblems(name, node)),
    ],
  };
}

/** IRIDAS .look: XML with the cube as hexadecimal floats, 8 characters a number. */
export function readIridasLook(name: string, text: string): ReadLut {
  const root = parseXml(text, name);
  const lut = [root, ...descendants(root)].find((element) => element.name === 'LUT');
  if (!lut) return { parsed: { format: 'look' }, problems: [lutProblem(name, root.line, 'holds no LUT; it is no IRIDAS look.')] };
  const size3d = Number((textOf(lut, 'size') ?? '').replaceAll('"', '').trim());
  const data = childrenOf(lut, 'data')[0];
  const digits = (data?.text ?? '').replaceAll(/["\s]/g, '');
  const wanted = size3d ** 3 * 3 * 8;
  const problems =
    !Number.isInteger(size3d) || size3d < 2
      ? [lutProblem(name, lut.line, 'has a LUT without its size.')]
      : /[^0-9a-f]/i.test(digits)
        ? [lutProblem(name, data?.line, 'holds data that are no hexadecimal numbers.')]
        : digits.length === wanted
          ? []
          : [
              lutProblem(
                name,
                data?.line ?? lut.line,
                `begins ${digits.length / 8} numbers; a cube of ${size3d} has ${wanted / 8}.`,
                'LUT_INCOMPLETE',
              ),
            ];
  return { parsed: { format: 'look', ...(Number.isInteger(size3d) ? { size3d } : {}) }, problems };
}
