import type { Amf, AmfClipId, AmfHash, AmfTransform } from '../domain/amf.ts';
import type { Cdl } from '../domain/cdl.ts';
import type { Problem } from '../domain/problem.ts';
import { decodeText } from '../syntax/lines.ts';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../syntax/xml.ts';
import { amfSchemaProblems } from './amfSchema.ts';
import { correctionOf } from './cdl.ts';
import type { DocumentReader } from './document.ts';

const directText = (element: XmlElement, name: string): string[] => childrenOf(element, name).map((each) => each.text.trim());

/** The elements of a transform that say what it is: itself, and for an output of ACES 1 its rendering and device transforms. */
function parts(element: XmlElement): XmlElement[] {
  const inside = [
    'referenceRenderingTransform',
    'outputDeviceTransform',
    'inverseOutputTransform',
    'inverseReferenceRenderingTransform',
    'inverseOutputDeviceTransform',
  ];
  return [element, ...element.children.filter(({ name }) => inside.includes(name))];
}

/** Version 1 calls the working space of a CDL `lookTransformWorkingSpace`. */
function workingSpaceOf(element: XmlElement): AmfTransform['workingSpace'] {
  const space = childOf(element, 'cdlWorkingSpace') ?? childOf(element, 'lookTransformWorkingSpace');
  if (!space) return undefined;
  const idOf = (names: readonly string[]): string | undefined => {
    const way = space.children.find(({ name }) => names.includes(name));
    return way && (textOf(way, 'transformId') ?? textOf(way, 'file'));
  };
  const to = idOf(['toCdlWorkingSpace', 'toLookTransformWorkingSpace']);
  const from = idOf(['fromCdlWorkingSpace', 'fromLookTransformWorkingSpace']);
  return { ...(to === undefined ? {} : { to }), ...(from === undefined ? {} : { from }) };
}

function cdlIn(element: XmlElement): Cdl | undefined {
  const holds = element.children.some(({ name }) => ['SOPNode', 'ASC_SOP', 'SatNode', 'ASC_SAT'].includes(name));
  return holds ? correctionOf(element) : undefined;
}

function hashesOf(element: XmlElement): AmfHash[] {
  const [file, hash] = [childOf(element, 'file'), childOf(element, 'hash')];
  return file && hash ? [{ file: file.text.trim(), algorithm: hash.attributes['algorithm'] ?? '', value: hash.text.trim() }] : [];
}

function transform(element: XmlElement, role: AmfTransform['role']): AmfTransform {
  const all = parts(element);
  const description = textOf(element, 'description') ?? all.slice(1).flatMap((part) => textOf(part, 'description') ?? [])[0];
  const [cdl, workingSpace] = [cdlIn(element), workingSpaceOf(element)];
  const reference = childOf(element, 'ColorCorrectionRef')?.attributes['ref'];
  return {
    role,
    applied: ['true', '1'].includes((element.attributes['applied'] ?? '').trim()),
    ids: all.flatMap((part) => directText(part, 'transformId')),
    files: all.flatMap((part) => directText(part, 'file')),
    hashes: all.flatMap(hashesOf),
    ...(description === undefined ? {} : { description }),
    ...(all.some(({ name }) => name.startsWith('inverse')) ? { inverse: true as const } : {}),
    ...(cdl ? { cdl } : {}),
    ...(reference === undefined ? {} : { correctionRef: reference }),
    ...(workingSpace ? { workingSpace } : {}),
  };
}

function clipIdOf(root: XmlElement): AmfClipId | undefined {
  const element = childOf(root, 'clipId');
  const name = textOf(element, 'clipName');
  if (!element || name === undefined) return undefined;
  const [file, uuid, sequence] = [textOf(element, 'file'), textOf(element, 'uuid'), childOf(element, 'sequence')];
  const { idx, min, max } = sequence?.attributes ?? {};
  return {
    name,
    ...(file === undefined ? {} : { file }),
    ...(uuid === undefined ? {} : { uuid: uuid.replace(/^urn:uuid:/i, '') }),
    ...(sequence && idx !== undefined
      ? { sequence: { pattern: sequence.text.trim(), index: idx, min: Number(min), max: Number(max) } }
      : {}),
  };
}

/** ACES Metadata File 1.0 and 2.0 (S-2019-001). Which ids can be built is asked of the engine, which has the configurations. */
export const amf: DocumentReader = {
  name: 'amf',
  kind: 'AMF',
  title: 'ACES Metadata File',
  extensions: ['amf'],
  sniff: (head) => /<(\w+:)?acesMetadataFile[\s>]/.test(head),
  read: async (name, bytes) => {
    const { text } = decodeText(bytes, name);
    const root = parseXml(text, name);
    const problems: Problem[] = [];
    if (root.name !== 'acesMetadataFile') {
      problems.push({
        severity: 'ERROR',
        code: 'AMF_SCHEMA_INVALID',
        message: `${name} begins with <${root.name}>, not with <acesMetadataFile>.`,
        at: `${name}:${root.line}`,
      });
    } else problems.push(...(await amfSchemaProblems(name, text, root)));
    const pipeline = childOf(root, 'pipeline');
    const of = (tag: string, role: AmfTransform['role']): AmfTransform[] =>
      pipeline ? childrenOf(pipeline, tag).map((each) => transform(each, role)) : [];
    const transforms = [...of('inputTransform', 'input'), ...of('lookTransform', 'look'), ...of('outputTransform', 'output')];
    if (transforms.length === 0)
      problems.push({
        severity: 'INFO',
        code: 'AMF_NOTHING_TO_APPLY',
        message: `${name} lists no transform: there is nothing to apply.`,
        at: name,
      });
    const [uuid, description, clipId] = [textOf(root, 'amfInfo', 'uuid'), textOf(root, 'amfInfo', 'description'), clipIdOf(root)];
    const version = (part: string): string => textOf(pipeline, 'pipelineInfo', 'systemVersion', part) ?? '0';
    const parsed: Amf = {
      ...(root.attributes['version'] === undefined ? {} : { version: root.attributes['version'] }),
      ...(uuid === undefined ? {} : { uuid }),
      ...(description === undefined ? {} : { description }),
      ...(clipId ? { clipId } : {}),
      ...(pipeline ? { systemVersion: `${version('majorVersion')}.${version('minorVersion')}.${version('patchVersion')}` } : {}),
      transforms,
    };
    return { parsed, problems };
  },
};
