import type { Fact } from '../clip.ts';
import type { Problem } from '../problem.ts';
import {
  exposureIndexOfTransformId,
  inputTransformNamed,
  inputTransformOf,
  inputTransformWithId,
  spaceOfTransformId,
} from '../render/inputTransforms.ts';
import { captureFields } from './lookFields.ts';
import type { ExplainedAmf, ExplainSource, Explanation, ExplanationNode, ExplanationValue } from './source.ts';

/** Formats whose pictures are developed from sensor data, with who does it. */
const rawFormats: Readonly<Record<string, string>> = {
  r3d: 'RED R3D SDK',
  arriraw: 'ARRI Image SDK',
  braw: 'Blackmagic RAW SDK',
  'canon-raw': 'Canon RAW development',
  dng: 'LibRaw',
  'raw-still': 'LibRaw',
};
/** What people are shown where nobody decided otherwise. */
const defaultOutput = {
  id: 'urn:ampas:aces:transformId:v2.0:Output.Academy.Rec709-D65_100nit_in_Rec709-D65_BT1886.a2.v1',
  title: 'ACES 2 Rec.709, 100 nits',
};

/** Origin of a fact in words: source, key and the raw text, so that anyone can look it up. */
export function originOf({ origin }: Fact): string {
  if (origin.source === 'person') return `corrected by a person: ${origin.raw}`;
  return `${origin.source}, ${origin.key}: ${origin.raw.length > 120 ? `${origin.raw.slice(0, 117)}...` : origin.raw}`;
}

function valueOf(fact: Fact, field = fact.field): ExplanationValue {
  return { field, value: fact.value, origin: originOf(fact), ...(fact.unit === undefined ? {} : { unit: fact.unit }) };
}

/** A transform id without what all of them begin with. */
export function withoutPrefix(id: string): string {
  return id.replace(/^urn:ampas:aces:transformId:v\d\.\d:/, '');
}

const attachedAs = (document: { readonly name: string; readonly scope: string; readonly attachedBy: string }, what: string): string =>
  `${what} ${document.name}, attached to the ${document.scope} by ${document.attachedBy}`;

/** Why a clip looks as it does, from the sensor to the delivered picture. Pure; what is not known is not shown, what a default fills is said. */
export function explain(source: ExplainSource): Explanation {
  const facts = new Map(source.clip.facts.map((fact) => [fact.field, fact]));
  const chain = [
    captureNode(facts),
    decodeNode(source, facts),
    inputNode(source, facts),
    framingNode(source, facts),
    lookNode(source, facts),
    outputNode(source),
  ];
  const renders = source.renders.map(renderNode);
  const last = chain.at(-1)!;
  return {
    nodes: [...chain, ...renders],
    edges: [
      ...chain.slice(1).map((node, index) => ({ from: chain[index]!.id, to: node.id })),
      ...renders.map((node) => ({ from: last.id, to: node.id })),
    ],
  };
}

type Facts = ReadonlyMap<string, Fact>;

const text = (facts: Facts, field: string): string | undefined => {
  const value = facts.get(field)?.value;
  return value === undefined || typeof value === 'object' ? undefined : String(value);
};

function captureNode(facts: Facts): ExplanationNode {
  const known = captureFields.flatMap(({ field }) => facts.get(field) ?? []);
  const camera = [text(facts, 'camera.make'), text(facts, 'camera.model')].filter(Boolean).join(' ') || 'an unknown camera';
  const parts = [
    text(facts, 'exposure.exposureIndex') && `EI ${text(facts, 'exposure.exposureIndex')}`,
    text(facts, 'color.whiteBalanceKelvin') && `${text(facts, 'color.whiteBalanceKelvin')} K`,
    text(facts, 'exposure.shutterAngle') && `${text(facts, 'exposure.shutterAngle')}° shutter`,
    text(facts, 'lens.model') ?? (text(facts, 'lens.focalLengthMm') && `${text(facts, 'lens.focalLengthMm')} mm`),
  ].filter(Boolean);
  const changing = known.filter((fact) => fact.runs !== undefined && fact.runs.length > 1);
  const baked = ['baked.look', 'baked.whiteBalance', 'baked.iso'].filter((field) => facts.get(field)?.value === true);
  const warnings: Problem[] = [
    ...changing.map(({ field }): Problem => ({
      severity: 'INFO',
      code: 'CHANGES_WITHIN_CLIP',
      message: `${field} changes within the clip; the value shown is that of the first frame.`,
    })),
    ...(baked.includes('baked.look')
      ? [{ severity: 'ERROR' as const, code: 'BAKED_LOOK', message: 'A look is baked into the original; it cannot be taken out.' }]
      : []),
    ...(facts.has('camera.model') || facts.has('camera.make')
      ? []
      : [{ severity: 'WARN' as const, code: 'CAMERA_FORMAT_UNKNOWN', message: 'The file names no camera.' }]),
  ];
  return {
    id: 'capture',
    kind: 'capture',
    title: 'Capture',
    summary: `Shot on ${camera}${parts.length > 0 ? ` at ${parts.join(', ')}` : ''}${baked.length > 0 ? `; baked in: ${baked.map((field) => field.slice(6)).join(', ')}` : ''}.`,
    values: known.map((fact) => valueOf(fact)),
    warnings,
    confidence: Math.min(1, ...known.map((fact) => fact.confidence)),
  };
}

function decodeNode({ clip }: ExplainSource, facts: Facts): ExplanationNode {
  const developer = clip.format === undefined ? undefined : rawFormats[clip.format];
  const codec = text(facts, 'image.codec');
  if (developer === undefined) {
    const what = codec ?? clip.format ?? 'unknown';
    return {
      id: 'decode',
      kind: 'decode',
      title: 'Decode',
      summary: `${what} is a developed picture: it is decoded and nothing is decided here.`,
      values: [{ field: 'decode.method', value: 'decoded as recorded', origin: `the format: ${what}` }],
      warnings: [],
      confidence: codec === undefined ? 0.8 : 1,
    };
  }
  const asShot = [
    ['color.whiteBalanceKelvin', 'decode.whiteBalanceKelvin'],
    ['color.tint', 'decode.tint'],
    ['exposure.exposureIndex', 'decode.exposureIndex'],
  ] as const;
  const values = asShot.flatMap(([field, name]) => {
    const fact = facts.get(field);
    return fact ? [{ ...valueOf(fact, name), origin: `as shot (${originOf(fact)})` }] : [];
  });
  const unknown = values.length === 0;
  return {
    id: 'decode',
    kind: 'decode',
    title: 'Decode',
    summary: `Raw, developed by ${developer} with the camera's own settings.`,
    values: [{ field: 'decode.method', value: developer, origin: `the format: ${clip.format}` }, ...values],
    warnings: unknown
      ? [
          {
            severity: 'WARN',
            code: 'DECODE_DEFAULTS',
            message: `The file says neither white balance nor EI; ${developer} uses its defaults.`,
          },
        ]
      : [],
    confidence: unknown ? 0.5 : 1,
  };
}

/** True where the AMF's own clip id is this clip; ids are written with or without extension, and cut by some. */
export function amfIsFor(amf: Pick<ExplainedAmf, 'clipName'>, names: readonly string[]): boolean {
  if (amf.clipName === undefined) return true;
  const key = (name: string): string =>
    name
      .replace(/\.[A-Za-z0-9]{2,4}$/, '')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '');
  const wanted = key(amf.clipName);
  return (
    wanted === '' ||
    names
      .map(key)
      .some((name) => name === wanted || (wanted.length >= 8 && name.startsWith(wanted)) || (name.length >= 8 && wanted.startsWith(name)))
  );
}

function inputNode(source: ExplainSource, facts: Facts): ExplanationNode {
  const { clip, card, amf } = source;
  const warnings: Problem[] = [];
  const values: ExplanationValue[] = [];
  const [transfer, primaries] = [facts.get('color.transfer'), facts.get('color.primaries')];
  const byFacts = inputTransformOf(text(facts, 'color.transfer'), text(facts, 'color.primaries'));
  const stated = card?.inputTransform ?? text(facts, 'color.inputTransform');
  const byStatement =
    stated === undefined
      ? undefined
      : (inputTransformWithId(stated)?.space ?? inputTransformNamed(stated)?.space ?? spaceOfTransformId(stated) ?? stated);
  const listed = amf?.transforms.find(({ role }) => role === 'input');
  const id = listed?.ids[0];
  let summary: string;
  let confidence = 1;
  if (amf && !amfIsFor(amf, [clip.name, ...clip.names]))
    warnings.push({
      severity: 'ERROR',
      code: 'AMF_CLIPID_UNRESOLVED',
      message: `The AMF ${amf.name} is for the clip ${amf.clipName ?? ''}, not for this one.`,
    });
  if (amf && listed) {
    const space = (id === undefined ? undefined : spaceOfTransformId(id)) ?? listed.description ?? id ?? 'as the AMF describes';
    values.push({
      field: 'inputTransform.space',
      value: space,
      origin: `${attachedAs(amf, 'AMF')}${id === undefined ? '' : `: ${id}`}`,
      documentId: amf.id,
    });
    if (id !== undefined) values.push({ field: 'inputTransform.id', value: id, origin: attachedAs(amf, 'AMF'), documentId: amf.id });
    const ei = id === undefined ? undefined : exposureIndexOfTransformId(id);
    if (ei !== undefined)
      values.push({ field: 'inputTransform.exposureIndex', value: ei, origin: `the id ${id ?? ''}`, documentId: amf.id });
    summary = listed.applied ? `The AMF says that ${space} is applied already.` : `${space}, because the AMF ${amf.name} says so.`;
    if (byFacts && id !== undefined && spaceOfTransformId(id) !== undefined && spaceOfTransformId(id) !== byFacts.space)
      warnings.push({
        severity: 'ERROR',
        code: 'AMF_IDT_CAMERA_MISMATCH',
        message: `The AMF ${amf.name} asks for ${space}; the camera recorded ${byFacts.space} (${transfer ? originOf(transfer) : 'its metadata'}).`,
      });
    const shotAt = facts.get('exposure.exposureIndex')?.value;
    if (ei !== undefined && typeof shotAt === 'number' && shotAt !== ei)
      warnings.push({
        severity: 'ERROR',
        code: 'AMF_IDT_CAMERA_MISMATCH',
        message: `The AMF ${amf.name} asks for the transform of EI ${ei}; the clip was shot at EI ${shotAt}.`,
      });
  } else if (stated !== undefined) {
    const by =
      card?.inputTransform === undefined
        ? originOf(facts.get('color.inputTransform')!)
        : `the format card${card.answeredBy ? `, answered by ${card.answeredBy}` : ''}`;
    values.push({ field: 'inputTransform.space', value: byStatement, origin: by });
    summary = `${byStatement ?? stated}, by ${by}.`;
  } else if (clip.format === 'dng' || clip.format === 'raw-still') {
    values.push({
      field: 'inputTransform.space',
      value: 'LibRaw to ACES2065-1',
      origin: 'the format: raw pictures are developed straight to ACES2065-1',
    });
    summary = 'Developed straight to ACES2065-1.';
  } else if (byFacts) {
    const why = [transfer, primaries].flatMap((fact) => (fact ? [originOf(fact)] : [])).join('; ');
    values.push({ field: 'inputTransform.space', value: byFacts.space, origin: `what the camera recorded (${why})` });
    if (byFacts.id) values.push({ field: 'inputTransform.id', value: byFacts.id, origin: 'the ACES registry, by that name' });
    confidence = Math.min(transfer?.confidence ?? 1, primaries?.confidence ?? 1);
    summary = `${byFacts.space}, because the camera recorded ${text(facts, 'color.transfer')}${primaries ? ` / ${text(facts, 'color.primaries')}` : ''}.`;
  } else {
    confidence = 0;
    summary = 'Not known: no AMF, no answered format card, and the camera names no transfer function and primaries.';
    warnings.push({
      severity: 'WARN',
      code: 'CAMERA_FORMAT_UNKNOWN',
      message: 'How this clip is coded is not known; attach an AMF, answer its format card, or correct color.transfer and color.primaries.',
    });
  }
  if (!amf)
    warnings.push({
      severity: 'INFO',
      code: 'AMF_NO_LOOK',
      message: 'No AMF is attached; the input transform follows the camera, the picture is shown by the default.',
    });
  return { id: 'inputTransform', kind: 'inputTransform', title: 'Input transform', summary, values, warnings, confidence };
}

function framingNode({ fdl }: ExplainSource, facts: Facts): ExplanationNode {
  const squeeze = facts.get('image.anamorphicSqueeze');
  const [width, height] = [facts.get('image.width')?.value, facts.get('image.height')?.value];
  const size = typeof width === 'number' && typeof height === 'number' ? { width, height } : undefined;
  const node = { id: 'framing', kind: 'framing', title: 'Framing' } as const;
  const squeezeValue: ExplanationValue[] = squeeze
    ? [{ ...valueOf(squeeze, 'framing.squeeze'), origin: `the lens or camera (${originOf(squeeze)})` }]
    : [];
  if (!fdl) {
    return {
      ...node,
      summary: `Full frame${size ? `, ${size.width}x${size.height}` : ''}: no FDL is attached.`,
      values: [{ field: 'framing.decision', value: 'full frame', origin: 'default, for no FDL is attached' }, ...squeezeValue],
      warnings: [{ severity: 'INFO', code: 'FDL_ABSENT', message: 'No FDL is attached: the full frame is used.' }],
      confidence: 0.5,
    };
  }
  const origin = attachedAs(fdl, 'FDL');
  const fitting = size && fdl.canvases.find(({ dimensions }) => dimensions?.width === size.width && dimensions.height === size.height);
  const canvas = fitting ?? fdl.canvases[0];
  const decision = canvas?.decisions[0];
  const inDocument = { origin, documentId: fdl.id };
  const shown = (dimensions: { width: number; height: number } | undefined): string =>
    dimensions ? `${dimensions.width}x${dimensions.height}` : 'of unknown size';
  const warnings: Problem[] = [];
  if (size && canvas?.dimensions && !fitting)
    warnings.push({
      severity: 'ERROR',
      code: 'FDL_CANVAS_MISMATCH',
      message: `The FDL ${fdl.name} has no canvas of ${size.width}x${size.height}, the size of this clip; its first is ${shown(canvas.dimensions)}.`,
    });
  if (
    canvas?.anamorphicSqueeze !== undefined &&
    typeof squeeze?.value === 'number' &&
    Math.abs(canvas.anamorphicSqueeze - squeeze.value) > 0.01
  )
    warnings.push({
      severity: 'ERROR',
      code: 'FDL_SQUEEZE_MISMATCH',
      message: `The FDL ${fdl.name} says squeeze ${canvas.anamorphicSqueeze}, the clip ${squeeze.value}.`,
    });
  return {
    ...node,
    summary: decision
      ? `${shown(decision.dimensions)} out of ${shown(canvas?.dimensions)}, by the FDL ${fdl.name}.`
      : `The FDL ${fdl.name} has no framing decision for this clip.`,
    values: [
      { field: 'framing.document', value: fdl.name, ...inDocument },
      ...(canvas ? [{ field: 'framing.canvas', value: `${canvas.id} ${shown(canvas.dimensions)}`, ...inDocument }] : []),
      ...(decision ? [{ field: 'framing.decision', value: `${decision.id} ${shown(decision.dimensions)}`, ...inDocument }] : []),
      ...(canvas?.anamorphicSqueeze === undefined
        ? squeezeValue
        : [{ field: 'framing.squeeze', value: canvas.anamorphicSqueeze, ...inDocument }]),
    ],
    warnings,
    confidence: warnings.length > 0 ? 0.3 : 1,
  };
}

function lookNode({ amf, cdl, luts }: ExplainSource, facts: Facts): ExplanationNode {
  const values: ExplanationValue[] = [];
  const parts: string[] = [];
  const warnings: Problem[] = [];
  const embedded = facts.get('color.look');
  if (embedded) {
    values.push(valueOf(embedded, 'look.embedded'));
    parts.push(
      `the camera carries the look ${String(embedded.value)} (${facts.get('baked.look')?.value === true ? 'baked in' : 'shown on set, not applied'})`,
    );
  }
  const embeddedCdl = facts.get('color.cdl');
  if (embeddedCdl) values.push(valueOf(embeddedCdl, 'look.embeddedCdl'));
  const looks = amf?.transforms.filter(({ role }) => role === 'look') ?? [];
  if (amf && looks.length > 0) {
    values.push({
      field: 'look.amf',
      value: looks.map(
        ({ description, ids, files, hasCdl, applied }) =>
          `${ids[0] ?? files[0] ?? (hasCdl ? 'CDL' : (description ?? 'look'))}${applied ? ' (applied already)' : ''}`,
      ),
      origin: attachedAs(amf, 'AMF'),
      documentId: amf.id,
    });
    parts.push(`${looks.length === 1 ? 'one look transform' : `${looks.length} look transforms`} of the AMF ${amf.name}`);
  }
  if (cdl?.correction) {
    const { slope, offset, power, saturation } = cdl.correction;
    values.push({ field: 'look.cdl', value: { slope, offset, power, saturation }, origin: attachedAs(cdl, 'CDL'), documentId: cdl.id });
    if (amf)
      warnings.push({
        severity: 'INFO',
        code: 'CDL_NOT_APPLIED',
        message: `The CDL ${cdl.name} is attached and not applied: the AMF decides.`,
      });
    else parts.push(`the CDL ${cdl.name}`);
  }
  for (const lut of luts)
    values.push({ field: 'look.lut', value: `${lut.name} ${lut.sha256.slice(0, 12)}`, origin: attachedAs(lut, 'LUT'), documentId: lut.id });
  if (!amf && !cdl) warnings.push({ severity: 'INFO', code: 'AMF_NO_LOOK', message: 'No look is attached: none is applied.' });
  return {
    id: 'look',
    kind: 'look',
    title: 'Look',
    summary: parts.length > 0 ? `${parts.join('; ').replace(/^./, (letter) => letter.toUpperCase())}.` : 'No look.',
    values,
    warnings,
    confidence: amf || cdl ? 1 : 0.5,
  };
}

function outputNode({ amf }: ExplainSource): ExplanationNode {
  const output = amf?.transforms.find(({ role }) => role === 'output');
  const node = { id: 'outputTransform', kind: 'outputTransform', title: 'Output transform' } as const;
  if (amf && output) {
    const name = output.ids.at(-1) ?? output.description ?? 'as the AMF describes';
    const title = name === defaultOutput.id ? defaultOutput.title : withoutPrefix(name);
    return {
      ...node,
      summary: `${title}, because the AMF ${amf.name} says so.`,
      values: [{ field: 'outputTransform.id', value: name, origin: attachedAs(amf, 'AMF'), documentId: amf.id }],
      warnings: [],
      confidence: 1,
    };
  }
  return {
    ...node,
    summary: `${defaultOutput.title}, the default: ${amf ? `the AMF ${amf.name} names none` : 'no AMF is attached'}.`,
    values: [{ field: 'outputTransform.id', value: defaultOutput.id, origin: 'default, for no AMF names an output transform' }],
    warnings: [
      {
        severity: 'INFO',
        code: 'OUTPUT_DEFAULT',
        message: `Nothing names an output transform; pictures for people are shown through ${defaultOutput.title}.`,
      },
    ],
    confidence: 0.5,
  };
}

function renderNode(render: ExplainSource['renders'][number]): ExplanationNode {
  const origin = `render ${render.id}`;
  const documents = [render.amf, render.fdl, ...render.looks].filter((name) => name !== undefined);
  return {
    id: `render:${render.recipe}`,
    kind: 'render',
    title: `Render: ${render.recipe}`,
    summary: `${render.name}, frames ${render.frameIn} to ${render.frameOut}: ${render.colour === 'source' ? 'as recorded' : `to ${render.colour}`}${documents.length > 0 ? ` with ${documents.join(', ')}` : ''}.`,
    values: [
      { field: 'render.colour', value: render.colour, origin },
      ...(render.input === undefined ? [] : [{ field: 'render.input', value: render.input, origin }]),
      ...(documents.length === 0 ? [] : [{ field: 'render.documents', value: documents, origin }]),
      ...(render.engine === undefined ? [] : [{ field: 'render.engine', value: render.engine, origin }]),
    ],
    warnings: render.stale === undefined ? [] : [{ severity: 'WARN', code: 'PULL_STALE_LOOK', message: render.stale }],
    confidence: 1,
  };
}
