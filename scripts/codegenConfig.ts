import type { CodegenConfig } from '@graphql-codegen/cli';

const records = '../../domain/ports/records.ts';
const record = (name: string) => `${records}#${name}Record`;

/** What a resolver's parent is: the record that the services return, not the GraphQL type. */
const mappers: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'Production',
      'Roll',
      'FormatCard',
      'Clip',
      'Rendition',
      'Copy',
      'Correction',
      'Timeline',
      'TimelineEvent',
      'Document',
      'Finding',
      'Pull',
      'PullPlan',
      'PullItem',
      'Render',
      'Output',
      'Job',
      'Ingest',
      'SavedSearch',
      'ApiToken',
    ].map((name) => [name, record(name)]),
  ),
  ClipConnection: '../connection.ts#ClipPage',
  ClipEdge: '../connection.ts#ClipEdgeRecord',
  ClipTimecode: '../connection.ts#TimecodeParent',
  EventMatch: '../matches.ts#MatchParent',
  FixAction: '../matches.ts#FixActionParent',
  NamingRule: '../../domain/ports/namingStore.ts#NamingRule as NamingRuleRecord',
  MatchCandidate: '../matches.ts#CandidateParent',
  TimelineComparison: '../services.ts#TimelineComparisonRecord',
  ClipComparison: '../services.ts#ClipComparisonRecord',
  ExplanationValue: '../services.ts#ExplanationValueRecord',
  IngestProgress: '../services.ts#IngestProgressRecord',
  PullProgress: '../services.ts#PullProgressRecord',
  ClipUses: `${records}#ClipUsesRecord`,
  TimelineUse: `${records}#TimelineUseRecord`,
  Neighbours: `${records}#NeighboursRecord`,
  Identification: '../services.ts#IdentificationRecord',
};

/**
 * graphql-code-generator: resolver types for src/api (records and scalars are ours; `undefined` is allowed wherever null is), and the page's operations,
 * each checked against the SDL, with the types of its answer and variables. Scalars travel as JSON.
 */
export const codegenConfig: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'src/web/generated/operations.ts': {
      documents: 'src/web/operations/*.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        documentMode: 'documentNode',
        skipTypename: true,
        scalars: {
          Timecode: 'string',
          FrameRate: 'string',
          Rational: 'string',
          DateTime: 'string',
          Date: 'string',
          JSON: 'unknown',
          BigInt: 'number',
        },
      },
    },
    'src/api/generated/schema.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../context.ts#ApiContext',
        mappers,
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        maybeValue: 'T | null | undefined',
        resolverTypeWrapperSignature: 'Promise<T> | T',
        optionalResolveType: true,
        makeResolverTypeCallable: false,
        emitLegacyCommonJSImports: false,
        importExtension: '',
        scalars: {
          Timecode: 'string',
          FrameRate: '../../domain/frameRate.ts#FrameRate',
          Rational: '../../domain/rational.ts#Rational',
          DateTime: 'Date',
          Date: 'string',
          JSON: 'unknown',
          BigInt: 'number',
        },
      },
    },
  },
};
