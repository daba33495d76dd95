import { SaxesParser } from 'saxes';
import { LimitExceeded, Unreadable } from '../domain/errors.ts';

/** One element of a document that is small enough to hold: a timeline, a look, a framing list. Text is what stands directly inside it. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  /** 1-based line of the opening tag. */
  readonly line: number;
};

/** Real timelines nest about 30 deep (compound clips in compound clips) and have up to a few hundred thousand elements. */
const limits = { depth: 256, elements: 3_000_000, textCharacters: 4_000_000 };

type OpenElement = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string; line: number };

/**
 * Parses a document into a tree with line numbers. Namespace prefixes are dropped from element names. Throws Unreadable, with line and column,
 * for malformed text and for any document that declares entities (a few hundred bytes of them can expand to gigabytes, and no edit system
 * writes them); LimitExceeded past the limits of depth and size.
 */
export function parseXml(text: string, fileName: string): XmlElement {
  const parser = new SaxesParser({ position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  const at = (): string => `${fileName}:${parser.line}:${parser.column + 1}`;
  parser.on('error', (error) => {
    throw new Unreadable(
      `${fileName} is not well-formed XML: ${error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')} (line ${parser.line}, column ${parser.column + 1}); export it again.`,
      {
        at: at(),
      },
    );
  });
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) {
      throw new Unreadable(
        `${fileName} declares XML entities (line ${parser.line}), which no edit system writes and Rushes does not expand; remove the DOCTYPE.`,
        { at: at() },
      );
    }
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (open.length >= limits.depth)
      throw new LimitExceeded(`${fileName} nests deeper than ${limits.depth} elements (line ${parser.line}).`, { at: at() });
    if (elements > limits.elements)
      throw new LimitExceeded(`${fileName} has more than ${limits.elements} elements; split it.`, { at: at() });
    open.push({
      name: tag.name.slice(tag.name.indexOf(':') + 1),
      attributes: tag.attributes as Record<string, string>,
      children: [],
      text: '',
      line: parser.line,
    });
  });
  const addText = (data: string): void => {
    const element = open.at(-1);
    if (!element) return;
    if (element.text.length + data.length > limits.textCharacters)
      throw new LimitExceeded(`${fileName} has an endless text (line ${parser.line}).`, { at: at() });
    element.text += data;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (!element) return;
    element.text = element.text.trim();
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
  });
  const blockCharacters = 65_536;
  for (let from = 0; from < text.length; from += blockCharacters) parser.write(text.slice(from, from + blockCharacters));
  parser.close();
  if (!root) throw new Unreadable(`${fileName} has no XML element; export it again.`, { at: fileName });
  return root;
}

export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The first child of a name, or of a path of names. */
export function childOf(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  return found;
}

/** The text of the element at a path below; undefined when there is none or it is empty. */
export function textOf(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  const text = childOf(element, ...path)?.text;
  return text === undefined || text === '' ? undefined : text;
}

/** Every element below, depth first, in the order of the document. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    yield child;
    yield* descendants(child);
  }
}
