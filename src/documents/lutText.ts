/** The LUTs that are written as lines of numbers: each reader says which lines are values, how many there must be, and where the first wrong one is. */
import type { Problem } from '../domain/problem.ts';
import { forEachLine } from '../syntax/lines.ts';

export type Lut = {
  readonly format: string;
  readonly title?: string;
  /** Entries of its curves, points along an edge of its cube. */
  readonly size1d?: number;
  readonly size3d?: number;
};
export type ReadLut = { readonly parsed: Lut; readonly problems: readonly Problem[] };
type Line = { readonly text: string; readonly number: number; readonly words: readonly string[] };

const numberText = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const isNumber = (word: string): boolean => numberText.test(word);
/** Every number word, also one that computes to none: `nan`, `inf` and cut ones are wrong values, not headers. */
const looksLikeNumber = (word: string): boolean => /^[+-]?(\d|\.\d|nan|inf)/i.test(word);

/** Lines with something on them, without comments. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  forEachLine(text, (line, number) => {
    const bare = line.replace(/(^|\s)#.*$/, '').trim();
    if (bare !== '') lines.push({ text: bare, number, words: bare.split(/\s+/) });
  });
  return lines;
}

export function lutProblem(name: string, line: number | undefined, what: string, code = 'LUT_INVALID'): Problem {
  const at = line === undefined ? name : `${name}:${line}`;
  return { severity: 'ERROR', code, message: `${at} ${what}`, at };
}

/** The lines of values: each of `columns` numbers, and as many as are promised. The first wrong line is told, and where values end too early. */
function valueProblems(name: string, lines: readonly Line[], columns: number, wanted: number): Problem[] {
  const wrong = lines.find(({ words }) => words.length !== columns || !words.every(isNumber));
  if (wrong) {
    const bad = wrong.words.find((word) => !isNumber(word));
    return [
      lutProblem(
        name,
        wrong.number,
        bad === undefined
          ? `has ${wrong.words.length} numbers; each line of values has ${columns}.`
          : `has "${bad.slice(0, 20)}" where a number should stand.`,
      ),
    ];
  }
  if (lines.length === wanted) return [];
  const [last, extra] = [lines.at(-1), lines[wanted]];
  return [
    extra
      ? lutProblem(
          name,
          extra.number,
          `is more than the ${wanted} lines of values that its header promises; export it again.`,
          'LUT_INCOMPLETE',
        )
      : lutProblem(
          name,
          last?.number,
          `is the last of ${lines.length} lines of values; its header promises ${wanted}. It was cut off: export it again.`,
          'LUT_INCOMPLETE',
        ),
  ];
}

const whole = (word: string | undefined): number | undefined => (word !== undefined && /^\d{1,7}$/.test(word) ? Number(word) : undefined);
/** A cube of more points than this along an edge is no LUT that any tool reads. */
const largestCube = 256;
const largestCurve = 1_048_576;

function sizeProblems(name: string, lut: Lut, line: number | undefined): Problem[] {
  const { size1d, size3d } = lut;
  if ((size3d !== undefined && (size3d < 2 || size3d > largestCube)) || (size1d !== undefined && (size1d < 2 || size1d > largestCurve)))
    return [
      lutProblem(
        name,
        line,
        `states a size of ${size3d ?? size1d ?? 0}; cubes have 2 to ${largestCube} points along an edge, curves 2 to ${largestCurve} entries.`,
      ),
    ];
  return [];
}

/** Iridas and Resolve: LUT_1D_SIZE, LUT_3D_SIZE, a title, a domain or input range; a shaper curve may come before the cube. */
export function readCube(name: string, text: string): ReadLut {
  const lines = linesOf(text);
  const keyword = (word: string): Line | undefined => lines.find(({ words }) => words[0] === word);
  const [one, three] = [keyword('LUT_1D_SIZE'), keyword('LUT_3D_SIZE')];
  const [size1d, size3d] = [whole(one?.words[1]), whole(three?.words[1])];
  const title = /^TITLE\s+"?([^"]*)"?$/.exec(keyword('TITLE')?.text ?? '')?.[1]?.trim();
  const parsed: Lut = {
    format: 'cube',
    ...(title === undefined || title === '' ? {} : { title }),
    ...(size1d === undefined ? {} : { size1d }),
    ...(size3d === undefined ? {} : { size3d }),
  };
  if (size1d === undefined && size3d === undefined)
    return {
      parsed,
      problems: [
        lutProblem(name, (one ?? three)?.number ?? 1, 'states neither LUT_1D_SIZE nor LUT_3D_SIZE with a number; it is no .cube LUT.'),
      ],
    };
  const sizes = sizeProblems(name, parsed, (three ?? one)?.number);
  if (sizes.length > 0) return { parsed, problems: sizes };
  const known = /^(TITLE|LUT_[13]D_SIZE|LUT_[13]D_INPUT_RANGE|DOMAIN_MIN|DOMAIN_MAX|LUT_IN_VIDEO_RANGE|LUT_OUT_VIDEO_RANGE)$/;
  const stranger = lines.find(({ words }) => !known.test(words[0]!) && !looksLikeNumber(words[0]!));
  if (stranger)
    return {
      parsed,
      problems: [lutProblem(name, stranger.number, `begins with "${stranger.words[0]!.slice(0, 30)}", which no .cube LUT has.`)],
    };
  const domain = domainProblems(name, lines);
  if (domain.length > 0) return { parsed, problems: domain };
  const values = lines.filter(({ words }) => !known.test(words[0]!));
  return { parsed, problems: valueProblems(name, values, 3, (size1d ?? 0) + (size3d ?? 0) ** 3) };
}

/** The end of a domain lies above its beginning. */
function domainProblems(name: string, lines: readonly Line[]): Problem[] {
  const numbers = (line: Line | undefined): number[] => (line?.words.slice(1) ?? []).map(Number);
  const least = lines.find(({ words }) => words[0] === 'DOMAIN_MIN');
  const most = lines.find(({ words }) => words[0] === 'DOMAIN_MAX');
  const [low, high] = [least ? numbers(least) : [0, 0, 0], most ? numbers(most) : [1, 1, 1]];
  if ((least && low.length !== 3) || (most && high.length !== 3) || low.some((value, index) => !(value < high[index]!)))
    return [lutProblem(name, (most ?? least)?.number, 'gives a domain that ends before it begins.')];
  return lines
    .filter(({ words }) => /^LUT_[13]D_INPUT_RANGE$/.test(words[0]!))
    .flatMap((line) => {
      const [from, to] = numbers(line);
      return from !== undefined && to !== undefined && from < to
        ? []
        : [lutProblem(name, line.number, 'gives an input range that ends before it begins.')];
    });
}

/**
 * Autodesk Lustre and Flame: an optional `3DMESH`, `Mesh in out`, the input codes of an edge (more than three on one line), then a cube of integers
 * with blue running fastest. Lustre leaves the codes out where `Mesh` says how many bits of them there are: 2 to their power, and one.
 */
export function read3dl(name: string, text: string): ReadLut {
  const all = linesOf(text);
  const bits = whole(all.find(({ words }) => /^Mesh$/i.test(words[0]!))?.words[1]);
  const lines = all.filter(({ words }) => !/^(3DMESH|Mesh|LUT8|gamma)$/i.test(words[0]!));
  const [first, ...rest] = lines;
  const coded = (first?.words.length ?? 0) > 3 && first!.words.every(isNumber);
  const size3d = coded ? first!.words.length : bits !== undefined && bits <= 8 ? 2 ** bits + 1 : 0;
  const parsed: Lut = { format: '3dl', ...(size3d > 1 ? { size3d } : {}) };
  if (!first || size3d < 3)
    return {
      parsed,
      problems: [lutProblem(name, first?.number ?? 1, 'should give the input codes of the cube, and does not; it is no .3dl LUT.')],
    };
  const sizes = sizeProblems(name, parsed, first.number);
  return { parsed, problems: sizes.length > 0 ? sizes : valueProblems(name, coded ? rest : lines, 3, size3d ** 3) };
}

/** Sony Pictures Imageworks, one curve: Version, From, Length, Components, then values in braces. */
export function readSpi1d(name: string, text: string): ReadLut {
  const lines = linesOf(text);
  const header = (word: string): Line | undefined => lines.find(({ words }) => words[0] === word);
  const [size1d, columns] = [whole(header('Length')?.words[1]), whole(header('Components')?.words[1]) ?? 3];
  const parsed: Lut = { format: 'spi1d', ...(size1d === undefined ? {} : { size1d }) };
  if (size1d === undefined)
    return { parsed, problems: [lutProblem(name, header('Length')?.number ?? 1, 'does not state its Length; it is no .spi1d LUT.')] };
  const from = lines.findIndex(({ text: line }) => line.startsWith('{'));
  const to = lines.findIndex(({ text: line }) => line.startsWith('}'));
  if (from < 0) return { parsed, problems: [lutProblem(name, lines.at(-1)?.number, 'ends before its values begin.', 'LUT_INCOMPLETE')] };
  return { parsed, problems: valueProblems(name, lines.slice(from + 1, to < 0 ? undefined : to), columns, size1d) };
}

/** Sony Pictures Imageworks, a cube: `SPILUT 1.0`, `3 3`, the sizes, then six numbers a line: place and value. */
export function readSpi3d(name: string, text: string): ReadLut {
  const lines = linesOf(text);
  const sizes = (lines[2]?.words ?? []).map(whole);
  const size3d = sizes[0];
  const parsed: Lut = { format: 'spi3d', ...(size3d === undefined ? {} : { size3d }) };
  if (!/^SPILUT/i.test(lines[0]?.text ?? '') || sizes.length !== 3 || size3d === undefined)
    return {
      parsed,
      problems: [lutProblem(name, lines[2]?.number ?? 1, 'should give three sizes of a cube, and does not; it is no .spi3d LUT.')],
    };
  const wanted = sizes.reduce<number>((product, size) => product * (size ?? 0), 1);
  const values = lines.slice(3);
  const problems = valueProblems(name, values, 6, wanted);
  const outside = values.find(({ words }) => words.slice(0, 3).some((word, index) => Number(word) >= (sizes[index] ?? 0)));
  return {
    parsed,
    problems: problems.length === 0 && outside ? [lutProblem(name, outside.number, 'gives a place outside of the cube.')] : problems,
  };
}

/** A 3 by 4 matrix: twelve numbers. */
export function readSpimtx(name: string, text: string): ReadLut {
  const lines = linesOf(text);
  const words = lines.flatMap((line) => line.words.map((word) => ({ word, number: line.number })));
  const wrong = words.find(({ word }) => !isNumber(word));
  const problems = wrong
    ? [lutProblem(name, wrong.number, `has "${wrong.word.slice(0, 20)}" where a number should stand.`)]
    : words.length === 12
      ? []
      : [lutProblem(name, lines.at(-1)?.number, `is the last line of ${words.length} numbers; a matrix has 12.`, 'LUT_INCOMPLETE')];
  return { parsed: { format: 'spimtx' }, problems };
}

/** Rising Sun Research cineSpace: `CSPLUTV100`, 1D or 3D, an optional block of metadata, three prelut curves, then the table. */
export function readCsp(name: string, text: string): ReadLut {
  let lines = linesOf(text);
  const kind = lines[1]?.text.toUpperCase();
  if (lines[0]?.text !== 'CSPLUTV100' || (kind !== '1D' && kind !== '3D'))
    return {
      parsed: { format: 'csp' },
      problems: [lutProblem(name, lines[1]?.number ?? 1, 'should say 1D or 3D below CSPLUTV100; it is no .csp LUT.')],
    };
  const begin = lines.findIndex((line) => line.text === 'BEGIN METADATA');
  const end = lines.findIndex((line) => line.text === 'END METADATA');
  if (begin >= 0) lines = [...lines.slice(0, begin), ...lines.slice(end < 0 ? lines.length : end + 1)];
  let at = 2;
  for (const channel of ['red', 'green', 'blue']) {
    const count = whole(lines[at]?.text);
    const curves = lines.slice(at + 1, at + 3);
    if (count === undefined || curves.length < 2 || curves.some(({ words }) => words.length !== count || !words.every(isNumber)))
      return {
        parsed: { format: 'csp' },
        problems: [
          lutProblem(
            name,
            lines[at]?.number ?? lines.at(-1)?.number,
            `should begin the ${channel} prelut: a count and two lines of as many numbers.`,
          ),
        ],
      };
    at += 3;
  }
  const sizes = (lines[at]?.words ?? []).map(whole);
  const right = sizes.length === (kind === '1D' ? 1 : 3) && sizes.every((size) => size !== undefined && size > 1);
  if (!right)
    return {
      parsed: { format: 'csp' },
      problems: [lutProblem(name, lines[at]?.number ?? lines.at(-1)?.number, 'should give the size of the table.')],
    };
  const wanted = sizes.reduce<number>((product, size) => product * size!, 1);
  return {
    parsed: { format: 'csp', ...(kind === '1D' ? { size1d: sizes[0]! } : { size3d: sizes[0]! }) },
    problems: valueProblems(name, lines.slice(at + 1), 3, wanted),
  };
}

/** Two unrelated formats share the extension: Houdini's (`Version`, `Type`, `Length`, braces) and Discreet's 1D (`LUT: tables entries`). */
export function readLut(name: string, text: string): ReadLut {
  const lines = linesOf(text);
  const discreet = /^LUT:\s*(\d+)\s+(\d+)/i.exec(lines[0]?.text ?? '');
  if (discreet) {
    const [tables, size1d] = [Number(discreet[1]), Number(discreet[2])];
    return { parsed: { format: 'discreet 1D', size1d }, problems: valueProblems(name, lines.slice(1), 1, tables * size1d) };
  }
  const header = (word: string): Line | undefined => lines.find(({ words }) => words[0]?.toLowerCase() === word);
  const length = (header('length')?.words.slice(1) ?? []).map(whole);
  const type = header('type')?.words[1] ?? '';
  const parsed: Lut = { format: 'houdini', ...(/3D/i.test(type) ? { size3d: length.at(-1) ?? 0 } : { size1d: length[0] ?? 0 }) };
  if (!header('version') || length.length === 0 || length.some((size) => size === undefined))
    return {
      parsed: { format: 'lut' },
      problems: [
        lutProblem(
          name,
          header('length')?.number ?? 1,
          'is neither a Houdini LUT (Version, Type, Length) nor a Discreet one (LUT: tables entries).',
        ),
      ],
    };
  // Each block stands in braces behind its channel: `RGB {`, `Pre {`, `3D {`.
  const problems: Problem[] = [];
  for (const [index, line] of lines.entries()) {
    const block = /^(\w+)\s*\{$/.exec(line.text)?.[1];
    if (block === undefined) continue;
    const close = lines.findIndex((each, place) => place > index && each.text.endsWith('}'));
    const inside = lines.slice(index + 1, close < 0 ? undefined : close + 1);
    // The last value and the brace may stand on one line.
    const values = inside
      .map((each) => ({ ...each, words: each.words.filter((word) => word !== '}') }))
      .filter(({ words }) => words.length > 0);
    const cube = block.toUpperCase() === '3D';
    // A cube's `Length a b`: entries of the prelut, then of an edge.
    problems.push(...valueProblems(name, values, cube ? 3 : 1, cube ? (length.at(-1) ?? 0) ** 3 : (length[0] ?? 0)));
  }
  return { parsed, problems };
}

/** Panasonic VariCam: `# panasonic vlt file version 1.0`, `LUT_3D_SIZE 17`, integers of 12 bits. */
export function readVlt(name: string, text: string): ReadLut {
  const { parsed, problems } = readCube(name, text);
  const lines = linesOf(text).filter(({ words }) => looksLikeNumber(words[0]!));
  const wrong =
    problems.length > 0 ? undefined : lines.find(({ words }) => words.some((word) => !/^\d+$/.test(word) || Number(word) > 4095));
  return {
    parsed: { ...parsed, format: 'vlt' },
    problems: wrong ? [lutProblem(name, wrong.number, 'has a value that is no integer of 0 to 4095, as Panasonic writes them.')] : problems,
  };
}
