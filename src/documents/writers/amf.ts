import { createHash } from 'node:crypto';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../../syntax/xml.ts';

/** What an AMF beside a rendered deliverable says. */
export type PlateAmf = {
  readonly clipName: string;
  /** Name of the files that it describes. */
  readonly deliverable: string;
  readonly description: string;
  /** Decides the document's uuids: the same render gives the same ones. */
  readonly identity: string;
  /** ISO 8601. */
  readonly when: string;
  /** The transform that led from the camera's coding to ACES2065-1; `id` absent: told in words. */
  readonly input?: { readonly id?: string; readonly name: string };
  /** True: the pixels are ACES2065-1 (or a space that follows from it); false: they are as the camera coded them. */
  readonly inputApplied: boolean;
  /** Looks are in the pixels. */
  readonly looksApplied: boolean;
  /** The output transform is in the pixels. */
  readonly outputApplied: boolean;
  /** The AMF that the render followed: its looks and output transform go on. */
  readonly followed?: { readonly name: string; readonly text: string };
  /** Names of looks that no AMF carries, told in words. */
  readonly otherLooks?: readonly string[];
};

const cdlElements: ReadonlySet<string> = new Set(['SOPNode', 'Slope', 'Offset', 'Power', 'SatNode', 'Saturation', 'ColorCorrectionRef']);
/** The reader's names of AMF v1 that v2 spells otherwise. */
const renamed: Readonly<Record<string, string>> = {
  ASC_SOP: 'SOPNode',
  ASC_SAT: 'SatNode',
  lookTransformWorkingSpace: 'cdlWorkingSpace',
  toLookTransformWorkingSpace: 'toCdlWorkingSpace',
  fromLookTransformWorkingSpace: 'fromCdlWorkingSpace',
};

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** An RFC 9562 version 8 uuid made of a hash. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function serialise(element: XmlElement, indent: string, attributes: Readonly<Record<string, string>> = element.attributes): string {
  const plain = renamed[element.name] ?? element.name;
  const name = `${cdlElements.has(plain) ? 'cdl' : 'aces'}:${plain}`;
  const written = Object.entries(attributes)
    .filter(([key]) => !key.startsWith('xmlns'))
    .map(([key, value]) => ` ${key}="${escape(value)}"`)
    .join('');
  if (element.children.length === 0) return `${indent}<${name}${written}>${escape(element.text)}</${name}>`;
  const inner = element.children.map((child) => serialise(child, `${indent}  `)).join('\n');
  return `${indent}<${name}${written}>\n${inner}\n${indent}</${name}>`;
}

function inputElement(amf: PlateAmf, followed: XmlElement | undefined): string | undefined {
  const given = childOf(followed, 'inputTransform');
  if (given)
    return serialise(given, '    ', { ...given.attributes, applied: String(amf.inputApplied || given.attributes['applied'] === 'true') });
  if (amf.input?.id === undefined) return undefined;
  return [
    `    <aces:inputTransform applied="${amf.inputApplied}">`,
    `      <aces:description>${escape(amf.input.name)}</aces:description>`,
    `      <aces:transformId>${escape(amf.input.id)}</aces:transformId>`,
    '    </aces:inputTransform>',
  ].join('\n');
}

function words(amf: PlateAmf, hasInput: boolean): string {
  const parts = [amf.description];
  if (!hasInput && amf.input)
    parts.push(`Input: ${amf.input.name}, ${amf.inputApplied ? 'applied' : 'not applied'}; it has no transform id.`);
  if (amf.otherLooks?.length)
    parts.push(`Looks beside the AMF: ${amf.otherLooks.join(', ')}, ${amf.looksApplied ? 'applied' : 'not applied'}.`);
  if (amf.followed) parts.push(`Follows ${amf.followed.name}.`);
  return parts.join(' ');
}

/**
 * An AMF v2.0 document for a deliverable: which transforms are in its pixels (`applied="true"`) and which are still to come. Valid against the
 * Academy's schema. Throws Unreadable when the AMF that it follows is not XML.
 */
export function writePlateAmf(amf: PlateAmf): string {
  const root = amf.followed && parseXml(amf.followed.text, amf.followed.name);
  const followed = root && childOf(root, 'pipeline');
  const input = inputElement(amf, followed);
  const looks = childrenOf(followed, 'lookTransform').map((look) =>
    serialise(look, '    ', { ...look.attributes, applied: String(amf.looksApplied || look.attributes['applied'] === 'true') }),
  );
  const output = childOf(followed, 'outputTransform');
  const version = (part: string, otherwise: string): string => textOf(followed, 'pipelineInfo', 'systemVersion', part) ?? otherwise;
  const date = `<aces:dateTime><aces:creationDateTime>${amf.when}</aces:creationDateTime><aces:modificationDateTime>${amf.when}</aces:modificationDateTime></aces:dateTime>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<aces:acesMetadataFile xmlns:aces="urn:ampas:aces:amf:v2.0" xmlns:cdl="urn:ASC:CDL:v1.01" version="2.0">',
    '  <aces:amfInfo>',
    `    <aces:description>${escape(amf.deliverable)}</aces:description>`,
    `    ${date}`,
    `    <aces:uuid>${uuidOf(`${amf.identity} document`)}</aces:uuid>`,
    '  </aces:amfInfo>',
    '  <aces:clipId>',
    `    <aces:clipName>${escape(amf.clipName)}</aces:clipName>`,
    `    <aces:file>${escape(encodeURI(amf.deliverable))}</aces:file>`,
    '  </aces:clipId>',
    '  <aces:pipeline>',
    '    <aces:pipelineInfo>',
    `      <aces:description>${escape(words(amf, input !== undefined))}</aces:description>`,
    `      ${date}`,
    `      <aces:uuid>${uuidOf(`${amf.identity} pipeline`)}</aces:uuid>`,
    `      <aces:systemVersion><aces:majorVersion>${version('majorVersion', '2')}</aces:majorVersion><aces:minorVersion>${version('minorVersion', '0')}</aces:minorVersion><aces:patchVersion>${version('patchVersion', '0')}</aces:patchVersion></aces:systemVersion>`,
    '    </aces:pipelineInfo>',
    ...(input === undefined ? [] : [input]),
    ...looks,
    ...(output ? [serialise(output, '    ', { ...output.attributes, applied: String(amf.outputApplied) })] : []),
    '  </aces:pipeline>',
    '</aces:acesMetadataFile>',
    '',
  ].join('\n');
}
