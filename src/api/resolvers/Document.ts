import { enumValueOf } from '../listNames.ts';
import type { ClipComparisonResolvers, DocumentResolvers, ExplanationValueResolvers, FindingResolvers } from '../generated/schema.ts';
import { children, exists } from './shared.ts';

export const Document: DocumentResolvers = {
  kind: (document) => enumValueOf('DocumentKind', document.kind) as never,
  problems: (document) => [...document.problems],
  attachments: children('documentAttachments'),
};

export const Finding: FindingResolvers = {
  code: (finding) => enumValueOf('RuleCode', finding.code) as never,
  clip: (finding, _, context) => (finding.clipId === undefined ? undefined : context.loaders.record('clip').load(finding.clipId)),
  waiver: async (finding, _, context) => (await context.loaders.children('findingWaiver').load(finding.id))[0],
};

export const ExplanationValue: ExplanationValueResolvers = {
  document: (value, _, context) => (value.documentId === undefined ? undefined : context.loaders.record('document').load(value.documentId)),
};

export const ClipComparison: ClipComparisonResolvers = {
  clips: async ({ clipIds }, _, context) => Promise.all(clipIds.map(async (id) => exists(await context.loaders.record('clip').load(id)))),
  firstDivergence: ({ divergences }) => divergences[0] as never,
  divergences: ({ divergences }) => [...divergences] as never,
};
