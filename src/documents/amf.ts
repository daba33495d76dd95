import type { Problem } from '../domain/problem.ts';
import { decodeText } from '../syntax/lines.ts';
import { childOf, childrenOf, descendants, parseXml, textOf, type XmlElement } from '../syntax/xml.ts';
import type { DocumentReader } from './document.ts';

export type AmfTransform = {
  readonly role: 'input' | 'look' | 'output';
  readonly applied: boolean;
  readonly description?: string;
  /** Transform ids in the order of the file; an output of ACES 1 has two. */
  readonly ids: readonly string[];
  readonly files: readonly string[];
  readonly hasCdl: boolean;
  /** Hashes of the files; `algorithm` as the schema has it. */
  readonly hashes: readonly { readonly file: string; readonly algorithm: string; readonly value: string }[];
};

function transform(element: XmlElement, role: AmfTransform['role']): AmfTransform {
  const inside = [...descendants(element)];
  const description = textOf(element, 'description');
  return {
    role,
    applied: element.attributes['applied'] === 'true',
    ids: inside.filter((each) => each.name === 'transformId').map((each) => each.text.trim()),
    files: inside.filter((each) => each.name === 'file').map((each) => each.text.trim()),
    hashes: [element, ...inside].flatMap((each) => {
      const [file, hash] = [childOf(each, 'file'), childOf(each, 'hash')];
      return file && hash ? [{ file: file.text.trim(), algorithm: hash.attributes['algorithm'] ?? '', value: hash.text.trim() }] : [];
    }),
    hasCdl: inside.some((each) => each.name === 'SOPNode' || each.name === 'ASC_SOP' || each.name === 'SatNode'),
    ...(description === undefined ? {} : { description }),
  };
}

/** ACES Metadata File 1.0 and 2.0 (S-2019-001). Which ids exist is asked of the engine, which has the registry. */
export const amf: DocumentReader = {
  name: 'amf',
  kind: 'AMF',
  title: 'ACES Metadata File',
  extensions: ['amf'],
  sniff: (head) => /<(\w+:)?acesMetadataFile[\s>]/.test(head),
  read: (name, bytes) => {
    const root = parseXml(decodeText(bytes, name).text, name);
    const problems: Problem[] = [];
    if (root.name !== 'acesMetadataFile') {
      problems.push({
        severity: 'ERROR',
        code: 'AMF_SCHEMA_INVALID',
        message: `${name} begins with <${root.name}>, not with <acesMetadataFile>.`,
        at: `${name}:${root.line}`,
      });
    }
    const pipeline = childOf(root, 'pipeline');
    const transforms = pipeline
      ? [
          ...childrenOf(pipeline, 'inputTransform').map((each) => transform(each, 'input')),
          ...childrenOf(pipeline, 'lookTransform').map((each) => transform(each, 'look')),
          ...childrenOf(pipeline, 'outputTransform').map((each) => transform(each, 'output')),
        ]
      : [];
    if (transforms.length === 0)
      problems.push({
        severity: 'INFO',
        code: 'AMF_NOTHING_TO_APPLY',
        message: `${name} lists no transform: there is nothing to apply.`,
        at: name,
      });
    const version = (part: string): string => textOf(pipeline, 'pipelineInfo', 'systemVersion', part) ?? '0';
    return {
      parsed: {
        version: root.attributes['version'] ?? null,
        uuid: textOf(root, 'amfInfo', 'uuid') ?? null,
        description: textOf(root, 'amfInfo', 'description') ?? null,
        clipName: textOf(root, 'clipId', 'clipName') ?? null,
        systemVersion: pipeline ? `${version('majorVersion')}.${version('minorVersion')}.${version('patchVersion')}` : null,
        transforms,
      },
      problems,
    };
  },
};
