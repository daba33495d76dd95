/** What an ACES Metadata File (S-2019-001, v1.0 and v2.0) says, as read; ids are not looked up here. */
import type { Cdl } from './cdl.ts';

export type Amf = {
  /** Of the document: `2.0`. */
  readonly version?: string;
  readonly uuid?: string;
  readonly description?: string;
  readonly clipId?: AmfClipId;
  /** ACES version that the pipeline says it is for; its ids decide where they differ. */
  readonly systemVersion?: string;
  /** Of the active pipeline, in the order in which they work. */
  readonly transforms: readonly AmfTransform[];
};

/** The clip that the document is for: its name, and one of file, sequence and uuid. */
export type AmfClipId = {
  readonly name: string;
  readonly file?: string;
  readonly uuid?: string;
  /** File names with `index` in place of the digits, first and last number inclusive. */
  readonly sequence?: { readonly pattern: string; readonly index: string; readonly min: number; readonly max: number };
};

export type AmfTransform = {
  readonly role: 'input' | 'look' | 'output';
  /** In the pixels already. */
  readonly applied: boolean;
  readonly description?: string;
  /** Its own transform ids in the order of the file; an output of ACES 1 has two. */
  readonly ids: readonly string[];
  readonly files: readonly string[];
  readonly hashes: readonly AmfHash[];
  /** An input that takes an output transform back. */
  readonly inverse?: true;
  readonly cdl?: Cdl;
  /** Id of a correction in the file that it names. */
  readonly correctionRef?: string;
  /** Ids or files that lead to the space in which the CDL works, and back. */
  readonly workingSpace?: { readonly to?: string; readonly from?: string };
};

/** `algorithm` as the schema has it: the end of a URI. */
export type AmfHash = { readonly file: string; readonly algorithm: string; readonly value: string };

const prefix = 'urn:ampas:aces:transformId:';

/** A transform id without what all of them begin with. */
export function withoutPrefix(id: string): string {
  return id.replace(/^urn:ampas:aces:transformId:v\d\.\d:/, '');
}

/** As the Academy's registry is kept here: version and name. */
export function registryName(id: string): string {
  return id.replace(prefix, '');
}

/** Every id that the pipeline needs, working spaces too. */
export function transformIdsOf(amf: Pick<Amf, 'transforms'>): string[] {
  const all = amf.transforms.flatMap(({ ids, workingSpace }) => [...ids, workingSpace?.to, workingSpace?.from]);
  return [...new Set(all.filter((id) => id !== undefined && id.startsWith('urn:ampas:')))] as string[];
}

/** `1` or `2`: the version of ACES by the ids, which decide, or by what the pipeline says where it lists none; several where its ids mix. */
export function acesVersionsOf(amf: Pick<Amf, 'transforms' | 'systemVersion'>): string[] {
  const byIds = new Set(transformIdsOf(amf).map((id) => (id.includes(':v1.5:') ? '1' : '2')));
  if (byIds.size > 0) return [...byIds].sort();
  const stated = /^([12])\./.exec(amf.systemVersion ?? '')?.[1];
  return stated === undefined ? [] : [stated];
}

const triple = (values: readonly number[]): string => values.join(' ');

/** A CDL as people read it. */
export function cdlInWords({ slope, offset, power, saturation }: Cdl): string {
  return `slope ${triple(slope)}, offset ${triple(offset)}, power ${triple(power)}, saturation ${saturation}`;
}

/** One look transform, complete: two that read alike do the same to a picture. */
export function lookInWords({ ids, files, hashes, cdl, correctionRef, workingSpace, description, applied }: AmfTransform): string {
  const space = [workingSpace?.to, workingSpace?.from].find((each) => each !== undefined);
  const hash = hashes[0] ? ` (${hashes[0].value.slice(0, 12)})` : '';
  const what = cdl
    ? `CDL ${cdlInWords(cdl)}${space === undefined ? '' : `, in ${workingSpaceName(space)}`}`
    : ids.length > 0
      ? ids.map(withoutPrefix).join(' and ')
      : files.length > 0
        ? `${files.join(' and ')}${correctionRef === undefined ? '' : `, correction ${correctionRef}`}${hash}`
        : (description ?? 'a look that is told in words only');
  return `${what}${applied ? ' (applied already)' : ''}`;
}

/** `ACEScct` of `...ACEScct_to_ACES.a1.0.3` and of `...ACES_to_ACEScct.a1.0.3`: the way there and the way back are one space. */
function workingSpaceName(id: string): string {
  const name = withoutPrefix(id).replace(/^(ACEScsc|CSC)\.([^.]+\.)?/, '');
  return /^ACES_to_([^.]+)/.exec(name)?.[1] ?? /^([^.]+?)_to_ACES/.exec(name)?.[1] ?? name;
}
