import { LimitExceeded, Unreadable } from '../domain/errors.ts';

export type JsonObject = { readonly [key: string]: JsonValue };
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

export type JsonDocument = {
  readonly value: JsonValue;
  /** 1-based line on which an object of the document begins. */
  readonly lineOf: (object: JsonObject) => number | undefined;
};

const maxDepth = 512;

/**
 * Parses JSON with line numbers, and with the bare NaN, Inf, Infinity and -Infinity that OpenTimelineIO and other Python tools write.
 * Throws Unreadable with line and column, LimitExceeded when it nests deeper than 512.
 */
export function parseJson(text: string, fileName: string): JsonDocument {
  const starts = new WeakMap<object, number>();
  let at = 0;
  const space = /[ \t\r\n\u00a0\ufeff]*/y;
  const plainString = /"([^"\\\u0000-\u001f]*)"/y;
  const numberText = /-?(?:Inf(?:inity)?|NaN|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|[+]?(?:Inf(?:inity)?|NaN)/y;

  const fail = (what: string): never => {
    const before = text.slice(0, at);
    const line = before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    throw new Unreadable(`${fileName} is not well-formed JSON: ${what} (line ${line}, column ${column}); export it again.`, {
      at: `${fileName}:${line}:${column}`,
    });
  };
  const skip = (): void => {
    space.lastIndex = at;
    space.exec(text);
    at = space.lastIndex;
  };
  const string = (): string => {
    plainString.lastIndex = at;
    const plain = plainString.exec(text);
    if (plain) {
      at = plainString.lastIndex;
      return plain[1]!;
    }
    let end = at + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    if (end >= text.length) fail('a text does not end');
    const raw = text.slice(at, end + 1);
    try {
      const value = JSON.parse(raw.replace(/[\u0000-\u001f]/g, ' ')) as string;
      at = end + 1;
      return value;
    } catch {
      return fail('a text holds a wrong escape');
    }
  };
  const value = (depth: number): JsonValue => {
    if (depth > maxDepth) throw new LimitExceeded(`${fileName} nests deeper than ${maxDepth}.`, { at: fileName });
    skip();
    const first = text[at];
    if (first === '{') {
      const object: Record<string, JsonValue> = {};
      starts.set(object, at);
      at += 1;
      skip();
      if (text[at] === '}') {
        at += 1;
        return object;
      }
      for (;;) {
        skip();
        if (text[at] !== '"') fail('a key in quotes should stand here');
        const key = string();
        skip();
        if (text[at] !== ':') fail(`a colon should follow "${key.slice(0, 40)}"`);
        at += 1;
        const entry = value(depth + 1);
        // A key named __proto__ would change the object itself.
        if (key !== '__proto__') object[key] = entry;
        skip();
        if (text[at] === ',') at += 1;
        else if (text[at] === '}') {
          at += 1;
          return object;
        } else fail('a comma or a closing brace should stand here');
      }
    }
    if (first === '[') {
      const list: JsonValue[] = [];
      at += 1;
      skip();
      if (text[at] === ']') {
        at += 1;
        return list;
      }
      for (;;) {
        list.push(value(depth + 1));
        skip();
        if (text[at] === ',') at += 1;
        else if (text[at] === ']') {
          at += 1;
          return list;
        } else fail('a comma or a closing bracket should stand here');
      }
    }
    if (first === '"') return string();
    for (const [word, meaning] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return meaning;
      }
    }
    numberText.lastIndex = at;
    const number = numberText.exec(text);
    if (!number) return fail(at >= text.length ? 'the file ends too early' : `"${text.slice(at, at + 12)}" is no value`);
    at = numberText.lastIndex;
    return Number(number[0].replace(/Inf$/, 'Infinity'));
  };

  const root = value(0);
  skip();
  if (at < text.length) fail('something follows the end');
  let lineStarts: number[] | undefined;
  return {
    value: root,
    lineOf(object) {
      const start = starts.get(object);
      if (start === undefined) return undefined;
      if (!lineStarts) {
        lineStarts = [0];
        for (let feed = text.indexOf('\n'); feed !== -1; feed = text.indexOf('\n', feed + 1)) lineStarts.push(feed + 1);
      }
      let [low, high] = [0, lineStarts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (lineStarts[middle]! <= start) low = middle;
        else high = middle - 1;
      }
      return low + 1;
    },
  };
}

export function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

export function textIn(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
