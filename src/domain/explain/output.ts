import { acesVersionsOf, withoutPrefix } from '../amf.ts';
import type { Problem } from '../problem.ts';
import { attachedAs } from './facts.ts';
import type { ExplainSource, ExplanationNode } from './source.ts';

/** What people are shown where nobody decided otherwise, by the version of ACES that the AMF's ids are of: the engine shows the same. */
const defaults = {
  '1': { id: 'urn:ampas:aces:transformId:v1.5:ODT.Academy.Rec709_100nits_dim.a1.0.3', title: 'ACES 1 Rec.709, 100 nits' },
  '2': {
    id: 'urn:ampas:aces:transformId:v2.0:Output.Academy.Rec709-D65_100nit_in_Rec709-D65_BT1886.a2.v1',
    title: 'ACES 2 Rec.709, 100 nits',
  },
} as const;

/** How the picture is shown to people: what the AMF says, else the default. */
export function outputNode({ amf }: ExplainSource): ExplanationNode {
  const output = amf?.transforms.find(({ role }) => role === 'output');
  const node = { id: 'outputTransform', kind: 'outputTransform', title: 'Output transform' } as const;
  const versions = amf ? acesVersionsOf(amf) : [];
  const mixed: Problem[] =
    amf && versions.length > 1
      ? [
          {
            severity: 'ERROR',
            code: 'AMF_VERSION_MIX',
            message: `The AMF ${amf.name} mixes transform ids of ACES 1 and ACES 2: no picture can be made by it.`,
          },
        ]
      : [];
  if (amf && output) {
    const name = output.ids.at(-1) ?? output.files[0] ?? output.description ?? 'as the AMF describes';
    const title = Object.values(defaults).find(({ id }) => id === name)?.title ?? withoutPrefix(name);
    const about = { origin: attachedAs(amf, 'AMF'), documentId: amf.id };
    return {
      ...node,
      summary: `${title}, because the AMF ${amf.name} says so${output.applied ? '; it is applied already' : ''}.`,
      values: [
        { field: 'outputTransform.id', value: name, ...about },
        ...(output.applied ? [{ field: 'outputTransform.applied', value: true, ...about }] : []),
      ],
      warnings: mixed,
      confidence: 1,
    };
  }
  const used = defaults[versions[0] === '1' ? '1' : '2'];
  return {
    ...node,
    summary: `${used.title}, the default: ${amf ? `the AMF ${amf.name} names none` : 'no AMF is attached'}.`,
    values: [{ field: 'outputTransform.id', value: used.id, origin: 'default, for no AMF names an output transform' }],
    warnings: [
      ...mixed,
      {
        severity: 'INFO',
        code: 'OUTPUT_DEFAULT',
        message: `Nothing names an output transform; pictures for people are shown through ${used.title}.`,
      },
    ],
    confidence: 0.5,
  };
}
