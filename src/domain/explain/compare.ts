import { withoutPrefix } from '../amf.ts';
import { followsCamera } from './inputTransform.ts';
import { captureFields, laterFields, type LookField } from './lookFields.ts';
import type { Explanation, ExplanationNode } from './source.ts';

export type Divergence = {
  readonly node: string;
  readonly field: string;
  /** What each has, in the order given; null where nothing is known. */
  readonly values: readonly unknown[];
  readonly message: string;
  readonly remedy?: string;
  /** The field that this only follows from: alike as soon as that one is. */
  readonly followsFrom?: string;
};

export type Comparison = {
  /** In the order of light. */
  readonly divergences: readonly Divergence[];
  readonly summary: string;
};

type Compared = { readonly name: string; readonly explanation: Explanation };

const captureOrder = new Map(captureFields.map((each, index) => [each.field, { ...each, index }]));
/** What only names a thing, or follows from another value of its node. */
const unseen: ReadonlySet<string> = new Set([
  'inputTransform.id',
  'inputTransform.exposureIndex',
  'framing.document',
  'framing.canvas',
  'render.engine',
]);
/** Where one does not say, it is no other for that: the other's document only says more. */
const onlyWhereAllSay: ReadonlySet<string> = new Set([
  'framing.squeeze',
  'framing.protection',
  'framing.effective',
  'inputTransform.fileHash',
]);

/** Where clips part, first in the order of light. What neither knows is no difference; what one knows and another does not is one, and is said to be unknown. */
export function compare(clips: readonly Compared[]): Comparison {
  const nodeIds = orderedNodes(clips);
  const divergences = nodeIds.flatMap((id) => {
    const nodes = clips.map(({ explanation }) => explanation.nodes.find((node) => node.id === id));
    // A render that one has and the other has not is no difference of the picture.
    if (id.startsWith('render:') && nodes.some((node) => node === undefined)) return [];
    return divergencesAt(id, nodes, clips);
  });
  // Where a camera does not say, nothing is known to differ: after what is.
  const isUnsure = ({ node, values }: Divergence): boolean => node === 'capture' && values.includes(null);
  const told = divergences.map((each) => withCause(each, divergences, clips));
  const ordered = [...told.filter((each) => !isUnsure(each)), ...told.filter(isUnsure)];
  return { divergences: ordered, summary: summaryOf(ordered, nodeIds, clips) };
}

/** Fields of the capture that a later value is taken from, where nobody decided otherwise. */
const causes: Readonly<Record<string, readonly string[]>> = {
  'decode.whiteBalanceKelvin': ['color.whiteBalanceKelvin'],
  'decode.tint': ['color.tint'],
  'decode.exposureIndex': ['exposure.exposureIndex', 'exposure.iso'],
  'decode.method': ['camera.make', 'camera.model', 'image.codec'],
  'inputTransform.space': ['color.transfer', 'color.primaries', 'exposure.exposureIndex'],
  'framing.squeeze': ['image.anamorphicSqueeze'],
};
/** How an origin begins that only hands on what the camera said. */
const handedOn = ['as shot', followsCamera, 'the format', 'the lens or camera'];

/** A later value that was taken from the capture in every clip follows from what differs there. */
function withCause(divergence: Divergence, all: readonly Divergence[], clips: readonly Compared[]): Divergence {
  const { node, field, values } = divergence;
  const own = clips
    .flatMap(({ explanation }) => explanation.nodes.flatMap((each) => (each.id === node ? each.values : [])))
    .filter((value) => value.field === field);
  const isHandedOn = own.every(({ origin }) => handedOn.some((begin) => origin.startsWith(begin)));
  const cause = all.find((each) => {
    if (each.node !== 'capture' || causes[field]?.includes(each.field) !== true) return false;
    // An AMF may hold the transform of the EI that each clip was shot at: as it should be.
    if (node === 'inputTransform' && each.field === 'exposure.exposureIndex')
      return values.every((value, index) => String(value).includes(`(EI${String(each.values[index])})`));
    return isHandedOn;
  });
  return cause ? { ...divergence, followsFrom: cause.field } : divergence;
}

function orderedNodes(clips: readonly Compared[]): string[] {
  return [...new Set(clips.flatMap(({ explanation }) => explanation.nodes.map((node) => node.id)))].sort(
    (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );
}

const order = ['capture', 'decode', 'inputTransform', 'framing', 'look', 'outputTransform'];
function rank(id: string): number {
  const place = order.indexOf(id);
  return place < 0 ? order.length : place;
}

function divergencesAt(id: string, nodes: readonly (ExplanationNode | undefined)[], clips: readonly Compared[]): Divergence[] {
  const fields = [...new Set(nodes.flatMap((node) => node?.values.map((value) => sameAs(value.field, node)) ?? []))]
    .filter((field) => !unseen.has(field))
    .sort((a, b) => (captureOrder.get(a)?.index ?? 0) - (captureOrder.get(b)?.index ?? 0));
  return fields.flatMap((field) => {
    const values = nodes.map((node) => {
      const all = node?.values.filter((value) => sameAs(value.field, node) === field).map((value) => value.value) ?? [];
      return all.length === 0 ? null : all.length === 1 ? all[0] : all;
    });
    if (new Set(values.map((value) => JSON.stringify(canonical(value)))).size <= 1) return [];
    if (onlyWhereAllSay.has(field) && values.includes(null)) return [];
    const known = captureOrder.get(field) ?? laterFields[field];
    return [{ node: id, field, values, ...inWords(field, known, nodes, values, clips) }];
  });
}

/** Some cameras call the exposure index ISO. */
function sameAs(field: string, node: ExplanationNode): string {
  if (field !== 'exposure.iso') return field;
  return node.values.some((value) => value.field === 'exposure.exposureIndex') ? field : 'exposure.exposureIndex';
}

/** 800 and 800.0000001 are one value: cameras write floats. */
function canonical(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(6));
  if (Array.isArray(value)) return value.map(canonical);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, canonical(inner)]),
    );
  return value;
}

function shown(value: unknown, unit: string | undefined): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return value.map((each) => shown(each, undefined)).join(', ');
  const text =
    typeof value === 'string' ? withoutPrefix(value) : typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value);
  return unit === undefined ? text : `${text} ${unit}`;
}

function inWords(
  field: string,
  known: Omit<LookField, 'field'> | undefined,
  nodes: readonly (ExplanationNode | undefined)[],
  values: readonly unknown[],
  clips: readonly Compared[],
): { message: string; remedy?: string } {
  const unit = nodes.flatMap((node) => node?.values ?? []).find((value) => value.field === field)?.unit;
  const groups = new Map<string, string[]>();
  for (const [index, value] of values.entries()) {
    const text = value === null && captureOrder.has(field) ? 'unknown' : shown(value, unit);
    groups.set(text, [...(groups.get(text) ?? []), clips[index]!.name]);
  }
  // The smallest group first: it is the odd one out.
  const sorted = [...groups].sort((a, b) => a[1].length - b[1].length);
  const label = known?.label ?? field;
  const told = sorted.map(([text, names], index) => {
    const who = names.length === 1 ? names[0]! : index === sorted.length - 1 && index > 0 ? `the ${names.length} others` : names.join(', ');
    return `${who} ${text}`;
  });
  const unknown = values.flatMap((value, index) => (value === null ? [clips[index]!.name] : []));
  const target = sorted.at(-1)![0];
  if (unknown.length > 0 && captureOrder.has(field)) {
    const remedy = `${unknown.join(', ')} ${unknown.length === 1 ? 'does' : 'do'} not say it; correct ${field} where you know it.`;
    return { message: `${label.replace(/^[a-z]/, (letter) => letter.toUpperCase())}: ${told.join('; ')}.`, remedy };
  }
  return {
    message: `${label.replace(/^[a-z]/, (letter) => letter.toUpperCase())}: ${told.join('; ')}.`,
    ...(known ? { remedy: known.remedy.replace('{value}', target) } : {}),
  };
}

const titles: Readonly<Record<string, string>> = {
  capture: 'capture',
  decode: 'decoding',
  inputTransform: 'input transform',
  framing: 'framing',
  look: 'look',
  outputTransform: 'output transform',
};

function summaryOf(divergences: readonly Divergence[], nodeIds: readonly string[], clips: readonly Compared[]): string {
  const names =
    clips.length === 2
      ? `${clips[0]!.name} and ${clips[1]!.name}`
      : `${clips[0]?.name ?? ''} and the ${clips.length - 1} others of its setup`;
  const [first] = divergences;
  if (!first) return `${names} look alike from sensor to delivered picture, as far as is known.`;
  const apart = new Set(divergences.map(({ node }) => node));
  const title = (id: string): string => titles[id] ?? id.replace('render:', 'render ');
  const alike = nodeIds.filter((id) => !apart.has(id) && !id.startsWith('render:')).map(title);
  const own = divergences.slice(1).filter(({ followsFrom }) => followsFrom === undefined);
  const followers = [...new Set(divergences.flatMap(({ node, followsFrom }) => (followsFrom === undefined ? [] : [node])))];
  const because = followers
    .filter((node) => !own.some((each) => each.node === node))
    .map((node) => ` ${title(node).replace(/^[a-z]/, (letter) => letter.toUpperCase())} differs because of it.`)
    .join('');
  const others = own.map(({ node, field }) => (node === first.node ? label(field) : title(node)));
  const also = others.length === 0 ? '' : ` Also different: ${[...new Set(others)].join(', ')}.`;
  return `${names} first part at ${title(first.node)}. ${first.message}${because}${also}${alike.length > 0 ? ` Alike: ${alike.join(', ')}.` : ''}`;
}

function label(field: string): string {
  return (captureOrder.get(field) ?? laterFields[field])?.label ?? field;
}
