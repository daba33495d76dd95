import { objectOf, type JsonObject, type JsonValue } from './json.ts';

/** A place that does not follow the schema: the path to it, and what is wrong, in words. */
export type SchemaFault = {
  readonly path: string;
  readonly object: JsonObject | undefined;
  readonly message: string;
  /** Of a `format`, which the draft calls an annotation: told, and no fault that makes a document invalid. */
  readonly annotation?: true;
};

type Check = (value: JsonValue, at: Place) => SchemaFault[];
/** Where we are, with the object that holds the value, for its line. */
type Place = { readonly path: string; readonly object: JsonObject | undefined };

/** Keywords that say something to people only. */
const silent: ReadonlySet<string> = new Set(['$schema', '$id', '$defs', 'title', 'description', 'default']);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const typeOf = (value: JsonValue): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : typeof value === 'number' && Number.isInteger(value)
        ? 'integer'
        : typeof value;
const article = (word: string): string => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`);
const shown = (value: JsonValue): string => JSON.stringify(value).slice(0, 60);

/**
 * The part of JSON Schema (draft 2020-12) that the trade's schemas are written in. Throws for a keyword that it does not know, when the schema is
 * loaded: what it lets through has been looked at.
 */
export function schemaCheck(root: JsonObject): (value: JsonValue) => SchemaFault[] {
  const compiled = new Map<JsonObject, Check>();

  /** Compiled once, and lazily: definitions may refer to one another. */
  function checkOf(schema: JsonValue | undefined): Check {
    const object = objectOf(schema);
    if (!object) throw new Error(`A schema is an object here, not ${shown(schema ?? null)}.`);
    const known = compiled.get(object);
    if (known) return known;
    const parts = Object.entries(object).flatMap(([keyword, told]) => (silent.has(keyword) ? [] : [partOf(keyword, told, object)]));
    const check: Check = (value, at) => parts.flatMap((part) => part(value, at));
    compiled.set(object, check);
    return check;
  }

  function referred(pointer: string): JsonValue | undefined {
    return pointer
      .replace(/^#\//, '')
      .split('/')
      .reduce<JsonValue | undefined>((value, key) => objectOf(value)?.[key], root);
  }

  const failing = (test: (value: JsonValue) => boolean, message: (value: JsonValue) => string): Check => {
    return (value, at) => (test(value) ? [{ ...at, message: message(value) }] : []);
  };

  function partOf(keyword: string, told: JsonValue, schema: JsonObject): Check {
    const number = typeof told === 'number' ? told : Number.NaN;
    switch (keyword) {
      case '$ref': {
        const check = checkOf(referred(String(told)));
        return (value, at) => check(value, at);
      }
      case 'type':
        return failing(
          (value) => typeOf(value) !== told && !(told === 'number' && typeOf(value) === 'integer'),
          (value) => `is ${article(typeOf(value))}, not ${article(String(told))}`,
        );
      case 'const':
        return failing(
          (value) => value !== told,
          (value) => `is ${shown(value)}, not ${shown(told)}`,
        );
      case 'enum':
        return failing(
          (value) => !(told as readonly JsonValue[]).includes(value),
          (value) => `is ${shown(value)}; it may be ${(told as readonly JsonValue[]).join(', ')}`,
        );
      case 'minimum':
        return failing(
          (value) => typeof value === 'number' && value < number,
          (value) => `is ${String(value)}; it is at least ${number}`,
        );
      case 'exclusiveMinimum':
        return failing(
          (value) => typeof value === 'number' && value <= number,
          (value) => `is ${String(value)}; it is more than ${number}`,
        );
      case 'minLength':
        return failing(
          (value) => typeof value === 'string' && [...value].length < number,
          () => `has fewer than ${number} characters`,
        );
      case 'maxLength':
        return failing(
          (value) => typeof value === 'string' && [...value].length > number,
          () => `has more than ${number} characters`,
        );
      case 'pattern': {
        const pattern = new RegExp(String(told), 'u');
        return failing(
          (value) => typeof value === 'string' && !pattern.test(value),
          (value) => `is ${shown(value)}, which has characters that may not stand there (${pattern.source})`,
        );
      }
      case 'format':
        if (told !== 'uuid') throw new Error(`The format ${shown(told)} is not known here.`);
        return (value, at) =>
          typeof value === 'string' && !uuid.test(value)
            ? [{ ...at, message: `is ${shown(value)}, which is no uuid`, annotation: true }]
            : [];
      case 'required':
        return (value, at) => missing(value, at, told as readonly string[]);
      case 'dependentRequired':
        return (value, at) =>
          Object.entries(told as JsonObject).flatMap(([key, others]) =>
            objectOf(value)?.[key] === undefined ? [] : missing(value, at, others as readonly string[]),
          );
      case 'items': {
        const check = checkOf(told);
        return (value, at) =>
          Array.isArray(value) ? value.flatMap((each: JsonValue, index) => check(each, { ...at, path: `${at.path}[${index}]` })) : [];
      }
      case 'properties': {
        const checks = Object.entries(told as JsonObject).map(([key, each]) => [key, checkOf(each)] as const);
        return (value, at) => {
          const object = objectOf(value);
          return object
            ? checks.flatMap(([key, check]) => (object[key] === undefined ? [] : check(object[key], inside(object, at, key))))
            : [];
        };
      }
      case 'patternProperties': {
        const checks = Object.entries(told as JsonObject).map(([key, each]) => [new RegExp(key, 'u'), checkOf(each)] as const);
        return (value, at) => {
          const object = objectOf(value);
          return Object.entries(object ?? {}).flatMap(([key, each]) =>
            checks.flatMap(([pattern, check]) => (pattern.test(key) ? check(each, inside(object!, at, key)) : [])),
          );
        };
      }
      case 'additionalProperties': {
        if (told !== false) throw new Error('additionalProperties is false here, or absent.');
        const names = new Set(Object.keys(objectOf(schema['properties']) ?? {}));
        const patterns = Object.keys(objectOf(schema['patternProperties']) ?? {}).map((key) => new RegExp(key, 'u'));
        return (value, at) => {
          const object = objectOf(value);
          return Object.keys(object ?? {})
            .filter((key) => !names.has(key) && !patterns.some((pattern) => pattern.test(key)))
            .map((key) => ({ ...inside(object!, at, key), message: 'is no field of the standard' }));
        };
      }
      case 'not': {
        const check = checkOf(told);
        const names = (objectOf(told)?.['required'] as readonly string[] | undefined)?.join(' and ') ?? 'what the schema excludes';
        return failing(
          (value) => check(value, { path: '', object: undefined }).length === 0,
          () => `may not have ${names} at once`,
        );
      }
      case 'oneOf': {
        const checks = (told as readonly JsonValue[]).map(checkOf);
        return (value, at) => {
          const faults = checks.map((check) => check(value, at));
          const right = faults.filter((each) => each.length === 0).length;
          if (right === 1) return [];
          return right > 1 ? [{ ...at, message: 'is two things at once' }] : (faults[0] ?? []);
        };
      }
      default:
        throw new Error(`The schema keyword "${keyword}" is not known here.`);
    }
  }

  const check = checkOf(root);
  return (value) => check(value, { path: '', object: objectOf(value) });
}

const inside = (object: JsonObject, at: Place, key: string): Place => ({ path: at.path === '' ? key : `${at.path}.${key}`, object });

function missing(value: JsonValue, at: Place, names: readonly string[]): SchemaFault[] {
  const object = objectOf(value);
  return object
    ? names.filter((name) => object[name] === undefined).map((name) => ({ path: at.path, object, message: `has no ${name}` }))
    : [];
}
