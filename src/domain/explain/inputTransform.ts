import { withoutPrefix } from '../amf.ts';
import type { Problem } from '../problem.ts';
import {
  exposureIndexOfTransformId,
  inputTransformNamed,
  inputTransformOf,
  inputTransformWithId,
  spaceOfTransformId,
} from '../render/inputTransforms.ts';
import { attachedAs, numberIn, originOf, textIn, type Facts } from './facts.ts';
import type { ExplainedAmf, ExplainSource, ExplanationNode, ExplanationValue } from './source.ts';

type Decided = Pick<ExplanationNode, 'summary' | 'values' | 'warnings' | 'confidence'>;

/** How the picture is brought to ACES, and why this way: the AMF says so, else a person or the format card, else what the camera recorded. */
export function inputNode(source: ExplainSource, facts: Facts): ExplanationNode {
  const { clip, card, amf } = source;
  const listed = amf?.transforms.find(({ role }) => role === 'input');
  const stated = card?.inputTransform ?? textIn(facts, 'color.inputTransform');
  const decided =
    amf && listed
      ? byAmf(amf, listed, facts)
      : stated !== undefined
        ? byStatement(source, stated, facts)
        : clip.format === 'dng' || clip.format === 'raw-still'
          ? developed()
          : byCamera(facts);
  return {
    id: 'inputTransform',
    kind: 'inputTransform',
    title: 'Input transform',
    ...decided,
    warnings: [...aboutAmf(source), ...decided.warnings],
  };
}

/** Whether the AMF in force is one for this clip, and those that might have been. */
function aboutAmf({ amf, ambiguousAmfs }: ExplainSource): Problem[] {
  const several = ambiguousAmfs.map(({ name, clipName, clips }): Problem => ({
    severity: 'ERROR',
    code: 'AMF_CLIPID_UNRESOLVED',
    message: `The AMF ${name} is for the clip ${clipName}, which could be ${clips.join(' or ')}: it is used for none of them. Attach it to the right one.`,
  }));
  if (amf?.foreign)
    return [
      ...several,
      {
        severity: 'ERROR',
        code: 'AMF_CLIPID_UNRESOLVED',
        message: `The AMF ${amf.name} is for the clip ${amf.clipId?.name ?? ''}, not for this one.`,
      },
    ];
  if (amf) return several;
  return [
    ...several,
    {
      severity: 'INFO',
      code: 'AMF_NO_LOOK',
      message: 'No AMF is attached; the input transform follows the camera, the picture is shown by the default.',
    },
  ];
}

function byAmf(amf: ExplainedAmf, listed: ExplainedAmf['transforms'][number], facts: Facts): Decided {
  const id = listed.ids.at(-1);
  const known = id === undefined ? undefined : spaceOfTransformId(id);
  // ARRI's LogC3 has another curve for each exposure index: one coding, many transforms.
  const ei = id === undefined ? undefined : exposureIndexOfTransformId(id);
  const named = ei === undefined ? known : known?.replace(/\(EI\d+\)/, `(EI${ei})`);
  const space = `${listed.inverse ? 'the inverse of ' : ''}${named ?? (id === undefined ? undefined : withoutPrefix(id)) ?? listed.files[0] ?? listed.description ?? 'as the AMF describes'}`;
  const [origin, documentId] = [attachedAs(amf, 'AMF'), amf.id];
  const values: ExplanationValue[] = [
    { field: 'inputTransform.space', value: space, origin: id === undefined ? origin : `${origin}: ${id}`, documentId },
    ...(id === undefined ? [] : [{ field: 'inputTransform.id', value: id, origin, documentId }]),
    ...(ei === undefined ? [] : [{ field: 'inputTransform.exposureIndex', value: ei, origin: `the id ${id ?? ''}`, documentId }]),
    ...listed.hashes.map(({ value }) => ({ field: 'inputTransform.fileHash', value, origin, documentId })),
    ...(listed.applied ? [{ field: 'inputTransform.applied', value: true, origin, documentId }] : []),
  ];
  const recorded = inputTransformOf(textIn(facts, 'color.transfer'), textIn(facts, 'color.primaries'));
  const transfer = facts.get('color.transfer');
  const shotAt = numberIn(facts, 'exposure.exposureIndex');
  const warnings: Problem[] = [];
  if (recorded && known !== undefined && known !== recorded.space && !listed.inverse)
    warnings.push({
      severity: 'ERROR',
      code: 'AMF_IDT_CAMERA_MISMATCH',
      message: `The AMF ${amf.name} asks for ${space}; the camera recorded ${recorded.space} (${transfer ? originOf(transfer) : 'its metadata'}).`,
    });
  if (ei !== undefined && shotAt !== undefined && shotAt !== ei)
    warnings.push({
      severity: 'ERROR',
      code: 'AMF_IDT_CAMERA_MISMATCH',
      message: `The AMF ${amf.name} asks for the transform of EI ${ei}; the clip was shot at EI ${shotAt}.`,
    });
  return {
    summary: listed.applied
      ? `The AMF ${amf.name} says that ${space} is applied already.`
      : `${space}, because the AMF ${amf.name} says so.`,
    values,
    warnings,
    confidence: 1,
  };
}

function byStatement({ card }: ExplainSource, stated: string, facts: Facts): Decided {
  const space = inputTransformWithId(stated)?.space ?? inputTransformNamed(stated)?.space ?? spaceOfTransformId(stated) ?? stated;
  const by =
    card?.inputTransform === undefined
      ? originOf(facts.get('color.inputTransform')!)
      : `the format card${card.answeredBy ? `, answered by ${card.answeredBy}` : ''}`;
  return {
    summary: `${space}, by ${by}.`,
    values: [{ field: 'inputTransform.space', value: space, origin: by }],
    warnings: [],
    confidence: 1,
  };
}

function developed(): Decided {
  return {
    summary: 'Developed straight to ACES2065-1.',
    values: [
      {
        field: 'inputTransform.space',
        value: 'LibRaw to ACES2065-1',
        origin: 'the format: raw pictures are developed straight to ACES2065-1',
      },
    ],
    warnings: [],
    confidence: 1,
  };
}

/** How the origin of an input transform begins that nobody chose: it follows from the camera's own words. */
export const followsCamera = 'what the camera recorded';

function byCamera(facts: Facts): Decided {
  const [transfer, primaries] = [facts.get('color.transfer'), facts.get('color.primaries')];
  const found = inputTransformOf(textIn(facts, 'color.transfer'), textIn(facts, 'color.primaries'));
  if (!found)
    return {
      summary: 'Not known: no AMF, no answered format card, and the camera names no transfer function and primaries.',
      values: [],
      warnings: [
        {
          severity: 'WARN',
          code: 'CAMERA_FORMAT_UNKNOWN',
          message:
            'How this clip is coded is not known; attach an AMF, answer its format card, or correct color.transfer and color.primaries.',
        },
      ],
      confidence: 0,
    };
  const why = [transfer, primaries].flatMap((fact) => (fact ? [originOf(fact)] : [])).join('; ');
  return {
    summary: `${found.space}, because the camera recorded ${textIn(facts, 'color.transfer')}${primaries ? ` / ${textIn(facts, 'color.primaries')}` : ''}.`,
    values: [
      { field: 'inputTransform.space', value: found.space, origin: `${followsCamera} (${why})` },
      ...(found.id ? [{ field: 'inputTransform.id', value: found.id, origin: 'the ACES registry, by that name' }] : []),
    ],
    warnings: [],
    confidence: Math.min(transfer?.confidence ?? 1, primaries?.confidence ?? 1),
  };
}
