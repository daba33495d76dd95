import { labelOfEnd } from '../../domain/clipLabels.ts';
import { framesPerLabel } from '../../domain/frameRate.ts';
import { createHash } from 'node:crypto';
import type { Cdl } from '../../domain/cdl.ts';
import { Blocked, InvalidInput } from '../../domain/errors.ts';
import { formatRational } from '../../domain/rational.ts';
import { formatTimecode, frameOf, framesPerDay, parseTimecode, fitsBase } from '../../domain/timecode.ts';
import type { Catalogue, ClipRecord } from '../../domain/ports/catalogue.ts';
import type { MediaRoots } from '../../domain/ports/mediaRoots.ts';
import type { RenderEngine } from '../../domain/ports/render.ts';
import type { JobDraft, RenderStore } from '../../domain/ports/renderStore.ts';
import { headerOf } from '../../domain/render/header.ts';
import { identityText } from '../../domain/render/identity.ts';
import { inputTransformNamed, inputTransformOf, inputTransformWithId, type InputTransform } from '../../domain/render/inputTransforms.ts';
import type { JobAsked, JobColour, JobFraming, JobOutput, RenderSource } from '../../domain/render/job.ts';
import type { Problem } from '../../domain/problem.ts';
import { writePlateAmf } from '../../documents/writers/index.ts';
import { decodeParameters, decodeSentence, recipes, type Recipe, type RecipePlan } from '../../recipes/index.ts';
import type { DocumentsInForce } from '../documentsInForce.ts';
import { documentsFor, textOfDocument, type ChosenDocument, type RenderDocuments } from './documents.ts';
import { framingBy, type FramingChoice } from './framing.ts';
import { costOf, type FrameCost } from './cost.ts';
import { pickSource, type PickedSource } from './source.ts';

export type DraftRequest = {
  readonly recipe: string;
  /** Name of an engine, instead of the first that decodes the source. */
  readonly engine?: string;
  readonly in?: string;
  readonly out?: string;
  readonly frameIn?: number;
  readonly frameOut?: number;
  readonly amf?: ChosenDocument;
  readonly fdl?: ChosenDocument;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** How the source is decoded, where not as its file says (src/recipes/decodeParameters). */
  readonly decode?: Readonly<Record<string, unknown>>;
  readonly framing?: FramingChoice;
};

/** A render as it would be done: complete, checked, and not yet asked for. */
export type Draft = {
  readonly clip: ClipRecord;
  readonly recipe: Recipe;
  readonly identity: string;
  readonly asked: JobAsked;
  /**
   * The job, with files of this stem and more attributes in their headers (pull and version). Neither is part of the identity: a result is found again
   * whatever it was called and whoever asked first.
   */
  readonly jobNamed: (name: string, header?: JobDraft['header']) => Omit<JobDraft, 'renderId'>;
  /** Number of the first frame; 1 for what has none. */
  readonly firstFrame: number;
  /** Stem of the files where nobody names them. */
  readonly name: string;
  readonly range: { readonly in: number; readonly out: number };
  readonly problems: readonly Problem[];
  /** Name of the engine. */
  readonly engine: string;
  readonly cost: FrameCost;
  /** A picture a frame and nothing else: several workers may share it. */
  readonly isDivisible: boolean;
};

export type DraftPorts = {
  /** Of this process: what was learned on it counts first. */
  readonly machine: string;
  readonly catalogue: Catalogue;
  readonly roots: MediaRoots;
  readonly store: RenderStore;
  readonly documentsInForce: DocumentsInForce;
  /** The first is taken where nobody chooses; name and version are part of the identity. */
  readonly engines: readonly RenderEngine[];
  readonly now: () => Date;
};

/** The recipe of a name, built in or a production's own, with the production's defaults. Throws InvalidInput naming those there are. */
export async function recipeFor(
  store: Pick<RenderStore, 'recipes'>,
  productionId: string,
  name: string,
): Promise<{ readonly recipe: Recipe; readonly preset: Readonly<Record<string, unknown>> }> {
  const builtIn = recipes.find((each) => each.name === name);
  if (builtIn) return { recipe: builtIn, preset: {} };
  const own = await store.recipes(productionId);
  const saved = own.find((each) => each.name === name);
  const base = saved && recipes.find((each) => each.name === saved.base);
  if (!saved || !base)
    throw new InvalidInput(`There is no recipe "${name}"; there are ${[...recipes, ...own].map((each) => each.name).join(', ')}.`, {
      at: 'recipe',
    });
  return { recipe: base, preset: saved.parameters };
}

function field(clip: ClipRecord, path: string): unknown {
  let value: unknown = clip.summary;
  for (const part of path.split('.'))
    value = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[part] : undefined;
  return value ?? undefined;
}

function textField(clip: ClipRecord, path: string): string | undefined {
  const value = field(clip, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Clip frames of a request; throws InvalidInput where they are not in the clip. */
function rangeOf(clip: ClipRecord, request: DraftRequest): { in: number; out: number } {
  if (clip.frameCount === undefined || clip.frameCount < 1)
    throw new Blocked(`How many frames ${clip.name} has is not known; inspect it again.`, { at: 'CLIP_NOT_INSPECTED' });
  const first = request.in === undefined ? (request.frameIn ?? 0) : frameAt(clip, request.in, 'in', false);
  const end = request.out === undefined ? (request.frameOut ?? clip.frameCount) : frameAt(clip, request.out, 'out', true);
  if (!Number.isInteger(first) || !Number.isInteger(end) || first < 0 || end > clip.frameCount || first >= end) {
    throw new InvalidInput(`Frames ${first} to ${end} (exclusive) are not in ${clip.name}, which has ${clip.frameCount}${labels(clip)}.`, {
      at: request.in === undefined ? 'frameIn' : 'in',
    });
  }
  return { in: first, out: end };
}

function labels(clip: ClipRecord): string {
  const timecode = clip.timecode;
  if (!timecode) return '';
  return ` (${formatTimecode(timecode.start, timecode)} to ${labelOfEnd(clip, clip.frameCount ?? 0)})`;
}

function frameAt(clip: ClipRecord, text: string, at: string, exclusive: boolean): number {
  const label = parseTimecode(text);
  const timecode = clip.timecode;
  if (!timecode) throw new InvalidInput(`${clip.name} has no timecode; give clip frames instead of "${text}".`, { at });
  if (!label || !fitsBase(label, timecode.base)) throw new InvalidInput(`"${text}" is no timecode at base ${timecode.base}.`, { at });
  const day = framesPerDay(timecode);
  const runs = timecode.runs.length > 0 ? timecode.runs : [{ frame: 0, label: timecode.start }];
  const wanted = frameOf(label, timecode);
  const perLabel = framesPerLabel(clip.playbackRate, timecode.base);
  for (const [index, run] of runs.entries()) {
    const length = (runs[index + 1]?.frame ?? clip.frameCount ?? 0) - run.frame;
    const offset = ((((wanted - run.label) % day) + day) % day) * perLabel;
    if (offset < length || (exclusive && offset === length)) return run.frame + offset;
  }
  throw new InvalidInput(`${text} is not in ${clip.name}${labels(clip)}.`, { at });
}

type Coding = { readonly colour: JobColour; readonly input?: InputTransform; readonly known: boolean };

/** How the source is coded: the AMF says it, else the format card's or the camera's facts; decoded raw is ACES2065-1. */
function codingOf(clip: ClipRecord, picked: PickedSource, documents: RenderDocuments, cardTransform: string | undefined): Coding {
  const amf = documents.amf && { name: documents.amf.name, text: textOfDocument(documents.amf) };
  const stated = cardTransform ?? textField(clip, 'color.inputTransform');
  const input =
    stated === undefined
      ? inputTransformOf(textField(clip, 'color.transfer'), textField(clip, 'color.primaries'))
      : (inputTransformWithId(stated) ?? inputTransformNamed(stated));
  const isRaw = picked.source.format === 'dng';
  // A scene-linear EXR whose header names no space is ACES2065-1 only if it says so; nothing is guessed.
  const named = isRaw ? { space: 'LibRaw to ACES2065-1' } : input;
  const listed = amf !== undefined && /<(?:\w+:)?inputTransform[\s>]/.test(amf.text.replace(/<(?:\w+:)?archivedPipeline[\s\S]*$/, ''));
  const looks = amf === undefined && documents.cdl ? [{ cdl: numbersOf(documents.cdl.correction) }] : [];
  const files = amf === undefined ? [] : filesNamedBy(amf.text, documents);
  return {
    colour: {
      ...(amf ? { amf } : {}),
      ...(files.length > 0 ? { files } : {}),
      ...(input && !isRaw ? { input: input.space } : {}),
      ...(looks.length > 0 ? { looks } : {}),
    },
    ...(named ? { input: named } : {}),
    known: isRaw || input !== undefined || listed,
  };
}

/** Attached documents that an AMF names by file; the name is written as a path or URI by some. */
function filesNamedBy(amf: string, documents: RenderDocuments): NonNullable<JobColour['files']> {
  const names = [...amf.matchAll(/<(?:\w+:)?file>([^<]*)<\/(?:\w+:)?file>/g)].map((found) => found[1]!.trim());
  return names.flatMap((name) => {
    const plain = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).replaceAll('%20', ' ');
    const document = documents.all.find((each) => each.name === name || each.name === plain);
    return document ? [{ name, text: textOfDocument(document) }] : [];
  });
}

/** A correction without what it is called, to be applied in ACEScct. */
function numbersOf({ slope, offset, power, saturation }: Cdl): Omit<Cdl, 'id'> {
  return { slope, offset, power, saturation };
}

function withoutColour(outputs: readonly JobOutput[]): readonly JobOutput[] {
  return outputs.map((output) => ('colour' in output ? { ...output, colour: { to: 'source' } as const } : output));
}

/**
 * Plans one render of a clip: checks everything that can be checked before anything is queued. Throws InvalidInput for a wrong request; Blocked,
 * with the finding's code in `at`, for a clip or document that cannot be rendered.
 */
export async function draftRender(ports: DraftPorts, clip: ClipRecord, request: DraftRequest): Promise<Draft> {
  const { recipe, preset } = await recipeFor(ports.store, clip.productionId, request.recipe);
  const parameters = recipe.parameters.safeParse({ ...preset, ...request.parameters });
  if (!parameters.success) {
    const first = parameters.error.issues[0];
    const place = ['parameters', ...(first?.path ?? [])].join('.');
    const known = Object.keys(recipe.parameters.shape);
    const which = known.length === 0 ? 'it has no parameters' : `its parameters are ${known.join(', ')}`;
    throw new InvalidInput(`${recipe.name}, ${place}: ${first?.message ?? 'wrong'}; ${which}.`, {
      at: place,
    });
  }
  const wanted = rangeOf(clip, request);
  const documents = await documentsFor(ports.store, ports.documentsInForce, clip, request);
  const deciding = [documents.amf, documents.fdl].flatMap((document) => document?.id ?? []);
  const blocking = await ports.store.blockingFindings(clip.id, deciding);
  if (blocking[0])
    throw new Blocked(`${clip.name} cannot be rendered: ${blocking[0].message} Mend it, or waive the finding.`, { at: blocking[0].code });
  const renditions = (await ports.catalogue.renditionsOf([clip.id])).get(clip.id) ?? [];
  const plugged = new Set(ports.engines.flatMap((each) => each.formats));
  const picked = decodedBy(await pickSource(clip, renditions, ports.roots, plugged), clip, request.decode);
  const engine = engineFor(ports.engines, picked.source, request.engine);
  const card = clip.formatCardId ? (await ports.catalogue.formatCardsByIds([clip.formatCardId]))[0] : undefined;
  const coding = codingOf(clip, picked, documents, card?.inputTransform);
  const exposureIndex = field(clip, 'exposure.exposureIndex');
  const planNamed = (name: string): RecipePlan =>
    recipe.plan(
      {
        name,
        range: wanted,
        clip: {
          name: clip.name,
          extension: picked.extension,
          format: picked.source.format,
          ...(clip.frameCount === undefined ? {} : { frameCount: clip.frameCount }),
          ...(typeof exposureIndex === 'number' ? { exposureIndex } : {}),
        },
      },
      parameters.data,
    );
  const plan = planNamed('@');
  const needsColour = plan.outputs.some((output) => 'colour' in output && output.colour.to !== 'source');
  const problems: Problem[] = [];
  let showAsRecorded = false;
  if (needsColour && !coding.known) {
    if (!plan.colourOptional) {
      throw new Blocked(
        `How ${clip.name} is coded is not known (no AMF, and the camera's facts name no transfer function and primaries): attach an AMF, answer its format card, or correct color.transfer and color.primaries.`,
        { at: 'CAMERA_FORMAT_UNKNOWN' },
      );
    }
    showAsRecorded = true;
    problems.push({
      severity: 'INFO',
      code: 'CAMERA_FORMAT_UNKNOWN',
      message: `How ${clip.name} is coded is not known; it is shown as it was recorded.`,
    });
  }
  const outputsOf = (each: RecipePlan): readonly JobOutput[] => (showAsRecorded ? withoutColour(each.outputs) : each.outputs);
  const framing = framingOf(clip, documents, plan, request);
  const range = plan.range ?? wanted;
  const rate = clip.playbackRate ?? (await ports.catalogue.productionsByIds([clip.productionId]))[0]?.rate;
  if (!rate) throw new Blocked(`The frame rate of ${clip.name} is not known; correct rate.playback.`, { at: 'CLIP_NOT_INSPECTED' });
  const header = headerOf((path) => field(clip, path), clip.captureRate);
  const perLabel = clip.timecode ? framesPerLabel(clip.playbackRate, clip.timecode.base) : 1;
  const decided = {
    content: picked.rendition.contentKey,
    source: { ...picked.source, segments: undefined, files: undefined },
    range,
    rate: formatRational(rate),
    timecode: clip.timecode,
    ...(perLabel === 1 ? {} : { perLabel }),
    clip: [clip.name, clip.reel],
    recipe: recipe.name,
    outputs: outputsOf(plan),
    colour: needsColour ? coding.colour : {},
    framing,
    header,
    engine: { name: engine.name, version: engine.version },
  };
  const asked = askedFor(request, { ...preset, ...request.parameters });
  const identity = createHash('sha256').update(identityText(decided)).digest('hex');
  const timecode = clip.timecode && {
    base: clip.timecode.base,
    dropFrame: clip.timecode.dropFrame,
    runs: clip.timecode.runs.length > 0 ? clip.timecode.runs : [{ frame: 0, label: clip.timecode.start }],
    ...(perLabel === 1 ? {} : { framesPerLabel: perLabel }),
  };
  return {
    clip,
    recipe,
    identity,
    asked,
    engine: engine.name,
    cost: await costOf(ports, clip, recipe.name, engine.name),
    isDivisible: plan.outputs.every((output) => 'pattern' in output),
    problems,
    range,
    name: clip.name.replaceAll(/[^A-Za-z0-9._-]/g, '_'),
    firstFrame: plan.outputs.flatMap((output) => ('firstFrame' in output ? [output.firstFrame] : []))[0] ?? 1,
    jobNamed: (name, more = {}) => {
      const named = planNamed(name);
      const outputs = outputsOf(named);
      return {
        version: 1,
        task: 'render',
        engine: engine.name,
        recipe: recipe.name,
        identity,
        clip: { id: clip.id, name: clip.name, ...(clip.reel ? { reel: clip.reel } : {}) },
        source: picked.source,
        range,
        rate: formatRational(rate),
        ...(timecode ? { timecode } : {}),
        colour: coding.colour,
        framing: framing.kind === 'fdl' && named.fdlPath !== undefined ? { ...framing, outputPath: named.fdlPath } : framing,
        outputs,
        sidecars:
          named.amfPath === undefined
            ? []
            : [{ path: named.amfPath, kind: 'amf', text: amfBeside(ports, clip, name, outputs, coding, documents, identity) }],
        header: { ...header, ...more },
        ...(Object.keys(asked).length > 0 ? { asked } : {}),
      };
    },
  };
}

function askedFor({ amf, fdl, framing }: DraftRequest, parameters: Readonly<Record<string, unknown>>): JobAsked {
  const idOf = (document: ChosenDocument): string => ('documentId' in document ? document.documentId : 'given');
  return {
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    ...(framing ? { framing } : {}),
    ...(amf ? { amf: idOf(amf) } : {}),
    ...(fdl ? { fdl: idOf(fdl) } : {}),
  };
}

/** The source with what was asked of its decoding. An exposure index becomes stops from the one it was exposed at. */
function decodedBy(picked: PickedSource, clip: ClipRecord, asked: Readonly<Record<string, unknown>> | undefined): PickedSource {
  if (asked === undefined || Object.keys(asked).length === 0) return picked;
  const { source } = picked;
  // A vendor's engine knows its own parameters, and refuses the others.
  if (source.format === 'vendor') return { ...picked, source: { ...source, decode: asked } };
  const parsed = decodeParameters[source.format].safeParse(asked);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    throw new InvalidInput(`${decodeSentence(source.format)} ${first?.path.join('.') || 'decode'}: ${first?.message ?? 'wrong'}.`, {
      at: 'decode',
    });
  }
  const { exposureIndex, ...decode } = parsed.data as { exposureIndex?: number };
  if (exposureIndex === undefined) return { ...picked, source: { ...source, decode } as RenderSource };
  const exposed = field(clip, 'exposure.exposureIndex') ?? field(clip, 'exposure.iso');
  if (typeof exposed !== 'number' || exposed <= 0)
    throw new InvalidInput(
      `At which exposure index ${clip.name} was shot is not known; correct exposure.exposureIndex, or give exposureStops.`,
      {
        at: 'decode.exposureIndex',
      },
    );
  return { ...picked, source: { ...source, decode: { ...decode, exposureStops: Math.log2(exposureIndex / exposed) } } as RenderSource };
}

/** The engine that decodes a source. Throws InvalidInput for one that does not exist or cannot. */
function engineFor(engines: readonly RenderEngine[], source: RenderSource, chosen: string | undefined): RenderEngine {
  const format = source.format === 'vendor' ? source.vendor : source.format;
  const named =
    chosen === undefined ? engines.filter((each) => each.formats.includes(format)) : engines.filter((each) => each.name === chosen);
  const found = named[0];
  if (!found)
    throw new InvalidInput(`There is no engine "${chosen ?? format}"; there are ${engines.map((each) => each.name).join(', ')}.`, {
      at: 'engine',
    });
  if (!found.formats.includes(format))
    throw new InvalidInput(`The engine ${found.name} decodes ${found.formats.join(', ')}, not ${format}.`, { at: 'engine' });
  return found;
}

function framingOf(clip: ClipRecord, documents: RenderDocuments, plan: RecipePlan, request: DraftRequest): JobFraming {
  if (!documents.fdl || plan.ignoresFraming) return { kind: 'full' };
  const [width, height] = [field(clip, 'image.width'), field(clip, 'image.height')];
  const image = typeof width === 'number' && typeof height === 'number' ? { width, height } : undefined;
  return framingBy(documents.fdl, { name: clip.name, isNamed: documents.isNamed, ...(image ? { image } : {}) }, request.framing ?? {});
}

function amfBeside(
  ports: DraftPorts,
  clip: ClipRecord,
  name: string,
  outputs: readonly JobOutput[],
  coding: Coding,
  documents: RenderDocuments,
  identity: string,
): string {
  const colour = outputs.flatMap((output) => ('colour' in output ? [output.colour] : []))[0] ?? { to: 'source' as const };
  const applied = colour.to !== 'source';
  return writePlateAmf({
    clipName: clip.name,
    deliverable: name,
    description: applied
      ? `Rendered to ${colour.to === 'space' ? colour.space : 'display'} by Rushes.`
      : 'Delivered as recorded by Rushes.',
    identity,
    when: ports.now().toISOString(),
    ...(coding.input ? { input: { name: coding.input.space, ...(coding.input.id ? { id: coding.input.id } : {}) } } : {}),
    inputApplied: applied,
    looksApplied: colour.to !== 'source' && colour.look === true,
    outputApplied: colour.to === 'view',
    ...(documents.amf ? { followed: { name: documents.amf.name, text: textOfDocument(documents.amf) } } : {}),
    ...(documents.amf === undefined && documents.cdl ? { otherLooks: [documents.cdl.name] } : {}),
  });
}
