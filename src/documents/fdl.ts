import { readFileSync } from 'node:fs';
import { Unreadable } from '../domain/errors.ts';
import { rectangle, type Fdl, type FdlCanvas, type FdlDecision, type FdlTemplate, type Point, type Size } from '../domain/fdl.ts';
import type { Problem } from '../domain/problem.ts';
import { listOf, objectOf, parseJson, textIn, type JsonDocument, type JsonObject, type JsonValue } from '../syntax/json.ts';
import { schemaCheck, type SchemaFault } from '../syntax/jsonSchema.ts';
import { decodeText } from '../syntax/lines.ts';
import type { DocumentReader } from './document.ts';

/** Faults of one document that are told: the first ones lead to the others. */
const mostFaults = 20;
/** The trade's files carry rounded floats: a hundredth of a pixel is no error. */
const slackPixels = 0.01;

const checks = new Map<number, (value: JsonValue) => SchemaFault[]>();
/** The ASC's schema of a version. */
function schemaOf(major: 1 | 2): (value: JsonValue) => SchemaFault[] {
  const made =
    checks.get(major) ??
    schemaCheck(JSON.parse(readFileSync(new URL(`./schemas/fdl-${major}.0/ascfdl.schema.json`, import.meta.url), 'utf8')) as JsonObject);
  checks.set(major, made);
  return made;
}

const numberIn = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const objects = (value: JsonValue | undefined): JsonObject[] =>
  listOf(value)
    .map(objectOf)
    .filter((each) => each !== undefined);

function sizeIn(value: JsonValue | undefined): Size | undefined {
  const [width, height] = [numberIn(objectOf(value)?.['width']), numberIn(objectOf(value)?.['height'])];
  return width === undefined || height === undefined ? undefined : { width, height };
}

function pointIn(value: JsonValue | undefined): Point | undefined {
  const [x, y] = [numberIn(objectOf(value)?.['x']), numberIn(objectOf(value)?.['y'])];
  return x === undefined || y === undefined ? undefined : { x, y };
}

/** Drops what is not there. */
function present<T extends object>(object: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

function decisionOf(decision: JsonObject): FdlDecision {
  return present<FdlDecision>({
    id: textIn(decision['id']) ?? '?',
    label: textIn(decision['label']),
    intent: textIn(decision['framing_intent_id']),
    dimensions: sizeIn(decision['dimensions']),
    anchor: pointIn(decision['anchor_point']),
    protection: sizeIn(decision['protection_dimensions']),
    protectionAnchor: pointIn(decision['protection_anchor_point']),
  });
}

function canvasOf(canvas: JsonObject, context: JsonObject): FdlCanvas {
  return present<FdlCanvas>({
    id: textIn(canvas['id']) ?? '?',
    label: textIn(canvas['label']),
    context: textIn(context['label']),
    clipName: textIn(objectOf(context['clip_id'])?.['clip_name']),
    dimensions: sizeIn(canvas['dimensions']),
    effective: sizeIn(canvas['effective_dimensions']),
    effectiveAnchor: pointIn(canvas['effective_anchor_point']),
    anamorphicSqueeze: numberIn(canvas['anamorphic_squeeze']),
    decisions: objects(canvas['framing_decisions']).map(decisionOf),
  });
}

function templateOf(template: JsonObject): FdlTemplate {
  return present<FdlTemplate>({
    id: textIn(template['id']) ?? '?',
    label: textIn(template['label']),
    target: sizeIn(template['target_dimensions']),
    squeeze: numberIn(template['target_anamorphic_squeeze']),
    fitSource: textIn(template['fit_source']),
    fitMethod: textIn(template['fit_method']),
  });
}

/** True where the inner rectangle lies in the outer; without a place only the sizes are compared. */
function liesIn(inner: Size, at: Point | undefined, outer: Size, outerAt: Point = { x: 0, y: 0 }): boolean {
  const fits = inner.width <= outer.width + slackPixels && inner.height <= outer.height + slackPixels;
  if (!at || !fits) return fits;
  return (
    at.x >= outerAt.x - slackPixels &&
    at.y >= outerAt.y - slackPixels &&
    at.x + inner.width <= outerAt.x + outer.width + slackPixels &&
    at.y + inner.height <= outerAt.y + outer.height + slackPixels
  );
}

/** Decision in protection in effective area in canvas (FDL 2.0, the hierarchy of dimensions): where one reaches beyond the other. */
function hierarchyProblems(name: string, canvas: FdlCanvas): Problem[] {
  const problem = (message: string): Problem => ({ severity: 'ERROR', code: 'FDL_DECISION_OUTSIDE_CANVAS', message, at: name });
  const { dimensions, effective, effectiveAnchor } = canvas;
  if (!dimensions) return [];
  const found: Problem[] = [];
  if (effective && !liesIn(effective, effectiveAnchor, dimensions))
    found.push(problem(`The effective area of the canvas ${canvas.id} of ${name} reaches beyond its canvas of ${rectangle(dimensions)}.`));
  for (const { id, dimensions: size, anchor, protection, protectionAnchor } of canvas.decisions) {
    if (size && !liesIn(size, anchor, dimensions))
      found.push(problem(`The decision ${id} of ${name} reaches beyond its canvas of ${rectangle(dimensions)}.`));
    else if (size && effective && !liesIn(size, anchor, effective, effectiveAnchor))
      found.push(
        problem(`The decision ${id} of ${name} reaches beyond the effective area of its canvas, ${rectangle(effective, effectiveAnchor)}.`),
      );
    if (protection && !liesIn(protection, protectionAnchor, dimensions))
      found.push(problem(`The protection of the decision ${id} of ${name} reaches beyond its canvas of ${rectangle(dimensions)}.`));
    if (size && protection && !liesIn(size, undefined, protection))
      found.push(problem(`The protection of the decision ${id} of ${name} is smaller than the decision.`));
    else if (size && protection && anchor && protectionAnchor && !liesIn(size, anchor, protection, protectionAnchor))
      found.push(problem(`The decision ${id} of ${name} reaches beyond its protection, ${rectangle(protection, protectionAnchor)}.`));
  }
  return found;
}

/** Sizes and places that are there and say nothing: the schema lets a text or a nought pass where an object should stand. */
function shapeProblems(name: string, document: JsonDocument, root: JsonObject): Problem[] {
  const check = (owner: JsonObject, what: string, keys: readonly string[], read: (value: JsonValue | undefined) => unknown): Problem[] =>
    keys
      .filter((key) => ((owner[key] ?? undefined) !== undefined || key === 'dimensions') && read(owner[key]) === undefined)
      .map((key) => {
        const line = document.lineOf(owner);
        const at = line === undefined ? name : `${name}:${line}`;
        return { severity: 'ERROR', code: 'FDL_SCHEMA_INVALID', message: `${at} says ${key}, which is no ${what}.`, at };
      });
  const sizes = ['dimensions', 'effective_dimensions', 'photosite_dimensions', 'physical_dimensions', 'protection_dimensions'];
  const points = ['anchor_point', 'effective_anchor_point', 'protection_anchor_point'];
  return objects(root['contexts'])
    .flatMap((context) => objects(context['canvases']))
    .flatMap((canvas) => [canvas, ...objects(canvas['framing_decisions'])])
    .flatMap((owner) => [...check(owner, 'width and height', sizes, sizeIn), ...check(owner, 'x and y', points, pointIn)]);
}

/** Ids that are used twice, and ids that are named and not there: the schema cannot say so. */
function referenceProblems(name: string, root: JsonObject, fdl: Fdl): Problem[] {
  const problem = (message: string): Problem => ({ severity: 'ERROR', code: 'FDL_SCHEMA_INVALID', message, at: name });
  const intents = objects(root['framing_intents']).flatMap((each) => textIn(each['id']) ?? []);
  const twice = (ids: readonly string[]): string[] => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  const decisions = fdl.canvases.flatMap((canvas) => canvas.decisions);
  return [
    ...twice(fdl.canvases.map(({ id }) => id)).map((id) => problem(`${name} has two canvases of the id ${id}.`)),
    ...twice(fdl.templates.map(({ id }) => id)).map((id) => problem(`${name} has two canvas templates of the id ${id}.`)),
    ...twice(intents).map((id) => problem(`${name} has two framing intents of the id ${id}.`)),
    ...[...new Set([fdl.defaultIntent, ...decisions.map(({ intent }) => intent)])]
      .filter((id) => id !== undefined && !intents.includes(id))
      .map((id) => problem(`${name} names the framing intent ${id!}, which it does not have.`)),
  ];
}

function schemaProblems(name: string, document: JsonDocument, root: JsonObject): Problem[] {
  const version = objectOf(root['version']);
  const [major, minor] = [numberIn(version?.['major']), numberIn(version?.['minor'])];
  const problem = (message: string, object: JsonObject | undefined): Problem => {
    const line = object && document.lineOf(object);
    const at = line === undefined ? name : `${name}:${line}`;
    return { severity: 'ERROR', code: 'FDL_SCHEMA_INVALID', message: `${at} ${message}`, at };
  };
  if (major === undefined) return [problem('does not say which version of FDL it is.', root)];
  const whole = [major, minor].every((each) => each !== undefined && Number.isInteger(each) && each >= 0);
  if (!whole || Object.keys(version!).some((key) => !/^(major|minor|_.*)$/.test(key)))
    return [problem('writes its version otherwise than as a whole major and a whole minor number.', version)];
  if (major > 2) return [problem(`is FDL ${major}.${minor ?? 0}; Rushes knows 1.x and 2.x.`, root)];
  const draft = major === 0;
  // A draft counts from 0.1: only its number differs from 1.0.
  const faults = schemaOf(major >= 2 ? 2 : 1)(root).filter(({ path }) => !path.startsWith('version.'));
  return [
    ...(draft
      ? [
          {
            severity: 'INFO' as const,
            code: 'FDL_DRAFT',
            message: `${name} is of the draft ${major}.${minor ?? 0}, read as FDL 1.0; some tools refuse it.`,
            at: name,
          },
        ]
      : []),
    ...faults.slice(0, mostFaults).map(({ path, object, message, annotation }) => ({
      ...problem(`does not follow FDL ${major >= 2 ? '2.0' : '1.0'}: ${path === '' ? 'the document' : path} ${message}.`, object),
      ...(annotation ? { severity: 'WARN' as const } : {}),
    })),
  ];
}

/** ASC Framing Decision List 1.x and 2.0. Geometry is computed by the ASC's own library in the engine; here it is read and checked. */
export const fdl: DocumentReader = {
  name: 'fdl',
  kind: 'FDL',
  title: 'ASC Framing Decision List',
  extensions: ['fdl'],
  sniff: (head) =>
    /"(framing_intents|canvas_templates|contexts|default_framing_intent)"\s*:/.test(head) &&
    head
      .replace(/^\u00ef\u00bb\u00bf/, '')
      .trimStart()
      .startsWith('{'),
  read: async (name, bytes) => {
    const document = parseJson(decodeText(bytes, name).text, name);
    const root = objectOf(document.value);
    if (!root) throw new Unreadable(`${name} is JSON and no object; it is no FDL.`, { at: name });
    const version = objectOf(root['version']);
    const parsed = present<Fdl>({
      version: version ? `${String(version['major'])}.${String(version['minor'] ?? 0)}` : undefined,
      uuid: textIn(root['uuid']),
      defaultIntent: textIn(root['default_framing_intent']),
      canvases: objects(root['contexts']).flatMap((context) => objects(context['canvases']).map((canvas) => canvasOf(canvas, context))),
      templates: objects(root['canvas_templates']).map(templateOf),
    });
    return {
      parsed,
      problems: [
        ...schemaProblems(name, document, root),
        ...shapeProblems(name, document, root),
        ...referenceProblems(name, root, parsed),
        ...parsed.canvases.flatMap((canvas) => hierarchyProblems(name, canvas)),
      ],
    };
  },
};
