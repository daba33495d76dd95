import { labelOfEnd } from '../../domain/clipLabels.ts';
import { formatTimecode } from '../../domain/timecode.ts';
import type { ClipRecord, ShownOfClip } from '../../domain/ports/records.ts';
import { toConnection, pageQuery } from '../connection.ts';
import { definitely } from '../definitely.ts';
import { enumValueOf } from '../listNames.ts';
import { clipRelations } from '../clipRelations.ts';
import { factRelation } from '../lookAhead.ts';
import { children, exists } from './shared.ts';
import type {
  ClipConnectionResolvers,
  ClipEdgeResolvers,
  ClipResolvers,
  ClipTimecodeResolvers,
  ClipUsesResolvers,
  CopyResolvers,
  NeighboursResolvers,
  RenditionResolvers,
  RollResolvers,
  TimelineUseResolvers,
} from '../generated/schema.ts';
import { highlight } from '../../domain/query/highlight.ts';
import { need } from '../context.ts';

/** A part of the inspect JSON that the clip carries; its fields have the names of the SDL. */
const part = (clip: ClipRecord, name: string) => (clip.summary[name] ?? {}) as Record<string, never>;

export const Clip: ClipResolvers = {
  format: (clip) => enumValueOf('ClipFormat', clip.format) as never,
  timecode: (clip) =>
    clip.timecode && { ...clip.timecode, ...definitely({ frameCount: clip.frameCount, playbackRate: clip.playbackRate }) },
  rate: (clip) => ({ playback: clip.playbackRate, capture: clip.captureRate }),
  camera: (clip) => ({ index: clip.cameraIndex, ...part(clip, 'camera') }),
  image: (clip) => part(clip, 'image'),
  exposure: (clip) => part(clip, 'exposure'),
  color: (clip) => part(clip, 'color'),
  baked: (clip) => part(clip, 'baked'),
  lens: (clip) => part(clip, 'lens'),
  slate: (clip) => part(clip, 'slate'),
  production: async (clip, _, context) => exists(await context.loaders.record('production').load(clip.productionId)),
  roll: (clip, _, context) => {
    if (clip.rollId === undefined) return undefined;
    return clip.shown
      ? clip.shown.roll
      : context.loaders
          .children(clipRelations.roll)
          .load(clip.id)
          .then(([roll]) => roll);
  },
  formatCard: (clip, _, context) =>
    clip.formatCardId === undefined ? undefined : context.loaders.record('formatCard').load(clip.formatCardId),
  names: (clip, _, context) => (clip.shown?.names as never) ?? context.loaders.children(clipRelations.names).load(clip.id),
  facts: (clip, { fields }, context, info) =>
    clip.shown ? factsOf(clip.shown, fields) : (context.loaders.children(factRelation(info), fields ?? undefined).load(clip.id) as never),
  raw: children(clipRelations.raw) as never,
  renditions: children(clipRelations.renditions),
  problems: (clip) => [...clip.problems],
  findings: children(clipRelations.findings),
  explanation: (clip, _, context) => context.loaders.explanation.load(clip.id) as never,
  neighbours: async (clip, _, context) => (await context.loaders.children(clipRelations.neighbours).load(clip.id))[0] ?? {},
  angles: async (clip, _, context) => {
    const found = await context.loaders.children(clipRelations.angles).load(clip.id);
    const clips = await Promise.all(found.map(({ clipId }) => context.loaders.record('clip').load(clipId)));
    return clips.filter((angle) => angle !== undefined);
  },
  usedIn: (clip) => ({ clipId: clip.id }),
  documents: async (clip, _, context) => {
    // The nearest of each kind: they come nearest first.
    const found = await context.loaders.children(clipRelations.documents).load(clip.id);
    return found.filter((document, index) => found.findIndex((other) => other.kind === document.kind) === index);
  },
  renders: children(clipRelations.renders),
  corrections: children(clipRelations.corrections),
  thumbnail: (clip, _, context) => (clip.thumbnail === undefined ? undefined : context.signer.mediaUrl(clip.thumbnail)),
  online: (clip, _, context) =>
    clip.shown?.online ??
    context.loaders
      .children(clipRelations.online)
      .load(clip.id)
      .then((present) => present.length > 0),
};

/** The facts of a card, of these fields where they are given. */
const factsOf = ({ facts }: ShownOfClip, fields: readonly string[] | null | undefined) =>
  (fields ? facts.filter(({ field }) => fields.includes(field)) : facts) as never;

export const ClipTimecode: ClipTimecodeResolvers = {
  start: (timecode) => formatTimecode(timecode.start, timecode),
  end: ({ frameCount, playbackRate, ...timecode }) =>
    frameCount === undefined ? undefined : labelOfEnd({ timecode, playbackRate }, frameCount),
  runs: (timecode) => timecode.runs.map(({ frame, label }) => ({ frame, timecode: formatTimecode(label, timecode) })),
  alternates: (timecode) => timecode.alternates.map((other) => ({ ...other, start: formatTimecode(other.start, other) })),
};

export const ClipEdge: ClipEdgeResolvers = {
  highlights: async ({ node, sought }, _, context) => {
    if (sought.length === 0) return [];
    const [names, facts] = await Promise.all([
      context.loaders.children('clipNames').load(node.id),
      context.loaders.children('clipFacts').load(node.id),
    ]);
    const texts = [
      { field: 'name', text: node.name },
      ...names.map(({ value }) => ({ field: 'name', text: value })),
      ...facts.map(({ field, value }) => ({ field, text: String(value) })),
    ];
    return highlight(sought, texts).map(({ field, parts }) => ({ field, parts: [...parts] }));
  },
};

export const ClipConnection: ClipConnectionResolvers = {
  edges: (page) => [...page.edges] as never,
  facets: async (page, { fields, size }, context) => {
    const limited = Math.min(Math.max(size ?? 20, 1), 200);
    const facets = await need(context, 'search').facets(context.actor, page.query, fields, limited);
    return facets.map(({ field, values }) => ({ field: field as never, values: [...values] }));
  },
};

export const Rendition: RenditionResolvers = {
  format: (rendition) => enumValueOf('ClipFormat', rendition.format) as never,
  copies: children('renditionCopies'),
};

export const Copy: CopyResolvers = { segments: children('copySegments') };

export const Neighbours: NeighboursResolvers = {
  previous: ({ previousId }, _, context) => (previousId === undefined ? undefined : context.loaders.record('clip').load(previousId)),
  next: ({ nextId }, _, context) => (nextId === undefined ? undefined : context.loaders.record('clip').load(nextId)),
};

export const ClipUses: ClipUsesResolvers = {
  timelines: ({ clipId }, _, context) => context.loaders.children('clipTimelineUses').load(clipId),
  pulls: ({ clipId }, _, context) => context.loaders.children('clipPulls').load(clipId),
};

export const TimelineUse: TimelineUseResolvers = {
  timeline: async ({ timelineId }, _, context) => exists(await context.loaders.record('timeline').load(timelineId)),
};

export const Roll: RollResolvers = {
  verification: ({ mhlDetail }) =>
    mhlDetail && {
      verdict: mhlDetail.verdict,
      at: new Date(mhlDetail.at),
      findings: mhlDetail.findings.map(({ code, severity, message, path }) => ({ code, severity, message, at: path })),
    },
  clipCount: async (roll, _, context) => (await context.loaders.children('rollClipCount').load(roll.id))[0] ?? 0,
  production: async (roll, _, context) => exists(await context.loaders.record('production').load(roll.productionId)),
  documents: children('rollDocuments'),
  clips: async (roll, args, context) => {
    const scope = `rollClips ${roll.id}`;
    const page = await context.loaders.page('rollClips', {}, pageQuery(context, scope, args)).load(roll.id);
    const { edges, ...rest } = toConnection(context, scope, args, page);
    const production = exists(await context.loaders.record('production').load(roll.productionId));
    return {
      ...rest,
      edges: edges.map((edge) => ({ ...edge, sought: [] })),
      engine: { name: 'postgres' },
      corrected: false,
      query: { production: production.slug, filter: { rollIds: [roll.id], archived: false } },
    };
  },
};
