import { SaxesParser } from 'saxes';

/**
 * Streams the elements of an XML text: for documents with very many like entries (manifests of 100,000 files), where a tree costs too much.
 * Namespaces are stripped from names; entities beyond the five of XML and DOCTYPE declarations are not expanded.
 */
export type XmlEventHandler = {
  /** `path` holds the open elements from the root, the new one last. */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>, path: readonly string[], line: number) => void;
  /** `text` is all character data directly inside the element, trimmed. */
  readonly close?: (name: string, text: string, path: readonly string[], line: number) => void;
};

export type XmlFault = { readonly message: string; readonly line: number; readonly column: number };

/** Deep nesting and endless text only occur in hostile files; the formats read here nest at most ten deep. */
const limits = { depth: 64, textCharacters: 1_000_000 };

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Reads `text` to its end or to the first fault, which is returned with its 1-based line and column. Exceptions of the handler pass through. */
export function readXmlEvents(text: string, handler: XmlEventHandler): XmlFault | undefined {
  const parser = new SaxesParser({ position: true });
  const path: string[] = [];
  const texts: string[] = [];
  let fault: XmlFault | undefined;
  const fail = (message: string): void => {
    fault ??= { message, line: parser.line, column: parser.column + 1 };
  };
  parser.on('error', (error) => fail(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('opentag', (tag) => {
    if (fault) return;
    if (path.length >= limits.depth) return fail(`elements nest deeper than ${limits.depth}`);
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(tag.attributes)) attributes[localName(name)] = value as string;
    const name = localName(tag.name);
    path.push(name);
    texts.push('');
    handler.open?.(name, attributes, path, parser.line);
  });
  const addText = (data: string): void => {
    const last = texts.length - 1;
    if (fault || last < 0) return;
    if (texts[last]!.length + data.length > limits.textCharacters) return fail('an element holds more than a million characters');
    texts[last] += data;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    if (fault) return;
    const name = path.at(-1);
    if (name === undefined) return;
    handler.close?.(name, texts.pop()!.trim(), path, parser.line);
    path.pop();
  });
  const blockCharacters = 65_536;
  for (let at = 0; at < text.length && !fault; at += blockCharacters) parser.write(text.slice(at, at + blockCharacters));
  if (!fault) parser.close();
  return fault;
}
