import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { formatFrameRate, parseFrameRate, type FrameRate } from '../../domain/frameRate.ts';
import { formatRational, parseRational, type Rational } from '../../domain/rational.ts';
import { parseTimecode } from '../../domain/timecode.ts';

/** Throws a TypeError whose message GraphQL puts behind the path of the variable or the place in the document. */
function refuse(expected: string, value: unknown): never {
  throw new TypeError(`${JSON.stringify(value)?.slice(0, 60) ?? String(value)} is not ${expected}.`);
}

/** A scalar that travels as text (or, where `numbers`, as a JSON number too). */
function textual<T>(name: string, expected: string, parse: (text: string) => T | undefined, print: (value: T) => string, numbers = false) {
  const read = (value: unknown): T => {
    const text = numbers && typeof value === 'number' ? String(value) : value;
    const parsed = typeof text === 'string' && text.length <= 64 ? parse(text) : undefined;
    return parsed === undefined ? refuse(expected, value) : parsed;
  };
  return new GraphQLScalarType<T, string>({
    name,
    serialize: (value) => print(value as T),
    parseValue: read,
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING) return read(node.value);
      if (numbers && (node.kind === Kind.INT || node.kind === Kind.FLOAT)) return read(node.value);
      return refuse(expected, node.kind);
    },
  });
}

const timecode = textual<string>(
  'Timecode',
  'a timecode such as "01:00:00:00"',
  (text) => (parseTimecode(text) ? text.trim() : undefined),
  String,
);

const frameRate = textual<FrameRate>('FrameRate', 'a frame rate such as "24000/1001" or "25"', parseFrameRate, formatFrameRate, true);

const fraction = textual<Rational>('Rational', 'a fraction such as "1/1" or "-1/2"', parseRational, formatRational, true);

const date = textual<string>(
  'Date',
  'a day such as "2026-02-02"',
  (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : undefined),
  (value) => String(value).slice(0, 10),
);

const dateTime = textual<Date>(
  'DateTime',
  'an instant such as "2026-02-02T10:12:04Z"',
  (text) => (/^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)) ? new Date(text) : undefined),
  (value) => new Date(value).toISOString(),
);

const wholeNumber = (value: unknown): number => {
  const number = typeof value === 'bigint' || (typeof value === 'string' && /^-?\d{1,16}$/.test(value)) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : refuse('a whole number below 2^53', value);
};

const bigInt = new GraphQLScalarType<number, number>({
  name: 'BigInt',
  serialize: wholeNumber,
  parseValue: wholeNumber,
  parseLiteral: (node) => (node.kind === Kind.INT ? wholeNumber(node.value) : refuse('a whole number', node.kind)),
});

function literalValue(node: ValueNode, variables: Record<string, unknown> | null | undefined): unknown {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    case Kind.LIST:
      return node.values.map((value) => literalValue(value, variables));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, literalValue(field.value, variables)]));
    case Kind.VARIABLE:
      return variables?.[node.name.value];
    case Kind.NULL:
      return null;
  }
}

const json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: literalValue,
});

export const scalars = {
  Timecode: timecode,
  FrameRate: frameRate,
  Rational: fraction,
  Date: date,
  DateTime: dateTime,
  BigInt: bigInt,
  JSON: json,
};
