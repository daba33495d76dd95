/** LUTs in XML: CLF (S-2014-006, ASC/Academy Common LUT Format) and Autodesk's CTF before it, and the looks of IRIDAS. */
import type { Problem } from '../domain/problem.ts';
import { childOf, childrenOf, descendants, parseXml, textOf, type XmlElement } from '../syntax/xml.ts';
import { nodeProblems } from './clfNodes.ts';
import { lutProblem, type Lut, type ReadLut } from './lutText.ts';

const numbersIn = (element: XmlElement): { readonly count: number; readonly wrong: string | undefined } => {
  const words = element.text.split(/\s+/).filter((word) => word !== '');
  // A table over the half floats has no finite value at some of them (CLF, Array).
  return {
    count: words.length,
    wrong: words.find((word) => !Number.isFinite(Number(word)) && !/^([+-]?inf(inity)?|[+-]?nan)$/i.test(word)),
  };
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

/** The SMPTE's CLF says what it is by its namespace (ST 2136-1). */
function isSmpte(root: XmlElement): boolean {
  return Object.entries(root.attributes).some(([key, value]) => key.startsWith('xmlns') && value.includes('smpte-ra.org/ns/2136-1/'));
}

/** The Academy's list has an id; the SMPTE's may have an element of that name, which holds a UUID. */
function idProblems(name: string, root: XmlElement): Problem[] {
  const [id, element] = [root.attributes['id']?.trim(), textOf(root, 'Id')?.trim()];
  if (element !== undefined && !/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(element))
    return [lutProblem(name, childOf(root, 'Id')?.line, `has the Id "${element.slice(0, 50)}", which is no urn:uuid.`)];
  return id === '' || (id === undefined && !isSmpte(root))
    ? [lutProblem(name, root.line, 'has a ProcessList without the id that it must have.')]
    : [];
}

/** CLF 3 is the newest of the Academy. Autodesk's CTF counts its own versions. */
function versionProblems(name: string, root: XmlElement, format: 'clf' | 'ctf'): Problem[] {
  const { compCLFversion, version } = root.attributes;
  const told = compCLFversion ?? version;
  if (told === undefined)
    return format === 'clf' && !isSmpte(root)
      ? [lutProblem(name, root.line, 'has a ProcessList without its compCLFversion; CLF 3 writes compCLFversion="3".')]
      : [];
  if (/^ST ?2136-1:\d{4}$/.test(told.trim())) return [];
  const newest = compCLFversion === undefined ? 2.5 : 3;
  const number = /^\d+(\.\d+){0,2}$/.test(told.trim()) ? Number.parseFloat(told) : undefined;
  return number === undefined || number > newest
    ? [
        lutProblem(
          name,
          root.line,
          `is of the version "${told.slice(0, 20)}"; ${compCLFversion === undefined ? 'CTF' : 'CLF'} up to ${newest} is known.`,
        ),
      ]
    : [];
}

/** A process list: its nodes in order, each with as many values as it promises. */
export function readProcessList(name: string, text: string, format: 'clf' | 'ctf'): ReadLut {
  const root = parseXml(text, name);
  if (root.name !== 'ProcessList')
    return {
      parsed: { format },
      problems: [lutProblem(name, root.line, `begins with <${root.name}>, not with <ProcessList>; it is no CLF or CTF.`)],
    };
  const described = ['Id', 'Description', 'InputDescriptor', 'OutputDescriptor', 'Info'];
  const known =
    /^(Matrix|Log|Exponent|Range|LUT1D|LUT3D|ASC_CDL|Reference|InverseLUT1D|InverseLUT3D|Gamma|ExposureContrast|ACES|FixedFunction|GradingPrimary|GradingRGBCurve|GradingTone|GradingHueCurve|Function|CDL|PrimaryLog|PrimaryLin|PrimaryVideo)$/;
  const nodes = root.children.filter((child) => known.test(child.name));
  const strangers = root.children.filter((child) => !known.test(child.name) && !described.includes(child.name));
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
      ...strangers.map((node) => ({
        ...lutProblem(name, node.line, `has a <${node.name}>, which is no process node; tools leave it out.`),
        severity: 'WARN' as const,
      })),
      ...idProblems(name, root),
      ...versionProblems(name, root, format),
      ...nodes.flatMap((node) => arrayProblems(name, node)),
      ...nodeProblems(name, nodes),
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
