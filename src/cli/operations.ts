/** What the command line asks of the service. `operations.test.ts` checks every document against the SDL. */
export type Operation<Data, Variables> = {
  readonly text: string;
  /** Types only; never set. */
  readonly types?: { readonly data: Data; readonly variables: Variables };
};

export type UserErrors = readonly { readonly code: string; readonly message: string; readonly at: string | null }[];

const texts: string[] = [];
const operation = <Data, Variables = Record<string, never>>(text: string): Operation<Data, Variables> => {
  texts.push(text);
  return { text };
};

/** Every document that the command line may send. */
export const allOperations = (): readonly string[] => texts;

const errors = 'errors { code message at }';

export type PageInfo = { readonly hasNextPage: boolean; readonly endCursor: string | null };
export type Page<T> = { readonly edges: readonly { readonly node: T }[]; readonly pageInfo: PageInfo; readonly totalCount: number };

export type ProductionLine = { id: string; slug: string; title: string; rate: string; dropFrame: boolean; clipCount: number };
const productionFields = 'id slug title rate dropFrame clipCount';

export const listProductions = operation<{ productions: Page<ProductionLine> }, { after?: string }>(
  `query Productions($after: String) { productions(first: 500, after: $after) {
     totalCount pageInfo { hasNextPage endCursor } edges { node { ${productionFields} } } } }`,
);

export const createProduction = operation<
  { createProduction: { production: ProductionLine | null; errors: UserErrors } },
  { input: { slug: string; title: string; rate: string; dropFrame: boolean } }
>(
  `mutation CreateProduction($input: CreateProductionInput!) { createProduction(input: $input) { production { ${productionFields} } ${errors} } }`,
);

export type Problem = { severity: string; code: string; message: string; at: string | null };
export type IngestLine = {
  id: string;
  root: string;
  path: string;
  state: 'WALKING' | 'INSPECTING' | 'DONE' | 'FAILED';
  fileCount: number;
  clipCount: number;
  newCount: number;
  progress: { inspectedCount: number; failedCount: number; totalCount: number; waitingFor: string | null };
  problems: Problem[];
};
const ingestFields = `id root path state fileCount clipCount newCount
  progress { inspectedCount failedCount totalCount waitingFor } problems { severity code message at }`;

export const startIngest = operation<
  { ingest: { ingests: IngestLine[]; errors: UserErrors } },
  { input: { production: string; paths: readonly string[] } }
>(`mutation Ingest($input: IngestInput!) { ingest(input: $input) { ingests { ${ingestFields} } ${errors} } }`);

export const followIngest = operation<{ node: IngestLine | null }, { id: string }>(
  `query IngestState($id: ID!) { node(id: $id) { ... on Ingest { ${ingestFields} } } }`,
);

export type Reason = { code: string; message: string };
export type MatchedEvent = {
  number: string;
  line: number | null;
  reel: string;
  sourceIn: string | null;
  sourceOut: string | null;
  match: {
    state: string;
    tier: number | null;
    reasons: Reason[];
    fix: string | null;
    clip: { id: string; name: string; roll: { name: string } | null } | null;
    clipFrameIn: number | null;
    clipFrameOut: number | null;
    ranges: { clipFrameIn: number; clipFrameOut: number }[];
    missingHeadFrames: number;
    missingTailFrames: number;
    candidateCount: number;
    trace: { step: string; message: string }[];
    candidates: {
      clip: { id: string; name: string; roll: { name: string } | null };
      tier: number;
      score: number;
      reasons: Reason[];
    }[];
  } | null;
};
export type TimelineHead = {
  id: string;
  name: string;
  format: string | null;
  rate: string;
  dropFrame: boolean;
  diagnostics: { severity: string; code: string; message: string; line: number | null; column: number | null; fix: string | null }[];
};

export const timelineEvents = operation<
  { timeline: (TimelineHead & { events: Page<MatchedEvent> }) | null },
  { id: string; after?: string }
>(
  `query TimelineEvents($id: ID!, $after: String) { timeline(id: $id) { id name format rate dropFrame
     diagnostics { severity code message line column fix }
     events(first: 500, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node {
       number line reel sourceIn sourceOut
       match { state tier fix clipFrameIn clipFrameOut missingHeadFrames missingTailFrames candidateCount reasons { code message } trace { step message }
         ranges { clipFrameIn clipFrameOut } clip { ...ClipLabel }
         candidates { tier score reasons { code message } clip { ...ClipLabel } } } } } } } }
   fragment ClipLabel on Clip { id name roll { name } }`,
);

export const exportMatches = operation<{ exportMatches: { content: string } }, { id: string }>(
  'query ExportMatches($id: ID!) { exportMatches(id: $id) { content } }',
);

export const exportTimeline = operation<
  { exportTimeline: { fileName: string; content: string; problems: Problem[] } },
  { id: string; format: string }
>(
  `query ExportTimeline($id: ID!, $format: TimelineFormat!) { exportTimeline(id: $id, format: $format) { fileName content problems { severity code message at } } }`,
);

export type NamingRuleLine = { id: string; kind: string; rule: Record<string, unknown>; state: string; message: string };
const namingRuleFields = 'id kind rule state message';
export const namingRules = operation<{ namingRules: NamingRuleLine[] }, { production: string }>(
  `query NamingRules($production: String!) { namingRules(production: $production) { ${namingRuleFields} } }`,
);
export const decideNamingRule = operation<
  { decideNamingRule: { namingRule: NamingRuleLine | null; errors: UserErrors } },
  { input: { id: string; apply: boolean } }
>(
  `mutation DecideNamingRule($input: DecideNamingRuleInput!) { decideNamingRule(input: $input) { namingRule { ${namingRuleFields} } ${errors} } }`,
);

export type EventChange = {
  kind: string;
  message: string;
  olderNumber: string | null;
  newerNumber: string | null;
  reel: string | null;
  headFrames: number | null;
  tailFrames: number | null;
  needsRepull: boolean | null;
};
export const compareTimelines = operation<
  { compareTimelines: { changes: EventChange[]; summary: { kind: string; count: number }[] } },
  { older: string; newer: string }
>(`query CompareTimelines($older: ID!, $newer: ID!) { compareTimelines(older: $older, newer: $newer) {
     changes { kind message olderNumber newerNumber reel headFrames tailFrames needsRepull } summary { kind count } } }`);

export type ClipLine = {
  id: string;
  name: string;
  reel: string | null;
  state: string;
  shootDate: string | null;
  frameCount: number | null;
  timecode: { start: string; end: string | null } | null;
  rate: { playback: string | null };
  camera: { make: string | null; model: string | null; index: string | null };
  roll: { id: string; name: string; shootDay: string | null } | null;
};
const clipFields = `id name reel state shootDate frameCount timecode { start end } rate { playback } camera { make model index } roll { id name shootDay }`;

export const searchClips = operation<
  {
    clips: {
      edges: { node: ClipLine; score: number | null }[];
      pageInfo: PageInfo;
      totalCount: number;
      engine: { name: string; fallbackReason: string | null };
      suggestion: string | null;
      corrected: boolean;
    };
  },
  { production: string; search?: string; first: number; after?: string; fuzzy?: boolean }
>(`query Search($production: String!, $search: String, $first: Int, $after: String, $fuzzy: Boolean) {
     clips(production: $production, search: $search, first: $first, after: $after, fuzzy: $fuzzy) { totalCount suggestion corrected engine { name fallbackReason } pageInfo { hasNextPage endCursor } edges { score node { ${clipFields} } } } }`);

export const exportClips = operation<
  { exportClips: { fileName: string; content: string; problems: Problem[] } },
  { production: string; search?: string; format: 'CSV' | 'ALE' }
>(`query ExportClips($production: String!, $search: String, $format: ClipExportFormat!) {
     exportClips(production: $production, search: $search, format: $format) { fileName content problems { severity code message at } } }`);

export const clipById = operation<{ clip: (ClipLine & { production: { slug: string } }) | null }, { id: string }>(
  `query ClipById($id: ID!) { clip(id: $id) { ${clipFields} production { slug } } }`,
);

export const clipsByName = operation<{ clipsByName: ClipLine[] }, { production: string; name: string }>(
  `query ClipsByName($production: String!, $name: String!) { clipsByName(production: $production, name: $name) { ${clipFields} } }`,
);

export type ExplanationNode = {
  id: string;
  kind: string;
  title: string;
  summary: string;
  confidence: number;
  values: { field: string; value: unknown; unit: string | null; origin: string; document: { id: string; name: string } | null }[];
  warnings: Problem[];
};
export const explainClip = operation<
  { clip: { id: string; name: string; explanation: { nodes: ExplanationNode[]; edges: { from: string; to: string }[] } } | null },
  { id: string }
>(`query Explain($id: ID!) { clip(id: $id) { id name explanation { edges { from to } nodes { id kind title summary confidence
     values { field value unit origin document { id name } } warnings { severity code message at } } } } }`);

export type Divergence = {
  node: string;
  field: string;
  values: unknown[];
  message: string;
  remedy: string | null;
  followsFrom: string | null;
};
export const compareClips = operation<
  {
    compareClips: { clips: { id: string; name: string }[]; firstDivergence: Divergence | null; divergences: Divergence[]; summary: string };
  },
  { ids: string[] }
>(`query CompareClips($ids: [ID!]!) { compareClips(ids: $ids) { summary clips { id name }
     firstDivergence { ...Part } divergences { ...Part } } }
   fragment Part on Divergence { node field values message remedy followsFrom }`);

export const runChecks = operation<
  { runChecks: { openCount: number; newCount: number; resolvedCount: number; errors: UserErrors } },
  { input: { production: string } }
>(`mutation RunChecks($input: RunChecksInput!) { runChecks(input: $input) { openCount newCount resolvedCount ${errors} } }`);

export type FindingLine = {
  id: string;
  code: string | null;
  severity: string;
  scope: string;
  entityId: string;
  message: string;
  fix: string | null;
  clip: { id: string; name: string } | null;
};
export const listFindings = operation<{ findings: Page<FindingLine> }, { production: string; after?: string }>(
  `query Findings($production: String!, $after: String) { findings(production: $production, first: 500, after: $after) {
     totalCount pageInfo { hasNextPage endCursor } edges { node { id code severity scope entityId message fix clip { id name } } } } }`,
);

export type RuleLine = {
  rule: { code: string; severity: string; description: string };
  off: boolean;
  severity: string | null;
  settings: Record<string, unknown>;
  changed: boolean;
};
const ruleFields = 'rule { code severity description } off severity settings changed';
export const productionRules = operation<{ production: { rules: RuleLine[] } | null }, { slug: string }>(
  `query Rules($slug: String!) { production(slug: $slug) { rules { ${ruleFields} } } }`,
);
export const configureRule = operation<
  { configureRule: { rule: RuleLine | null; errors: UserErrors } },
  { input: { production: string; code: string; settings: Readonly<Record<string, unknown>> } }
>(`mutation ConfigureRule($input: ConfigureRuleInput!) { configureRule(input: $input) { rule { ${ruleFields} } ${errors} } }`);
export const waiveFinding = operation<
  { waiveFinding: { finding: { id: string; message: string } | null; errors: UserErrors } },
  { input: { id: string; reason: string; until?: string; revoke?: boolean } }
>(
  `mutation Waive($input: WaiveFindingInput!) { waiveFinding(input: $input) { finding { id message waiver { actor reason until } } ${errors} } }`,
);

export type AttachmentLine = { id: string; rollId: string | null; formatCardId: string | null; clipId: string | null };
export const attachedDocuments = operation<
  { production: { documents: Page<{ id: string; name: string; attachments: AttachmentLine[] }> } | null },
  { slug: string; after?: string }
>(
  `query AttachedDocuments($slug: String!, $after: String) { production(slug: $slug) { documents(first: 500, after: $after) {
     totalCount pageInfo { hasNextPage endCursor } edges { node { id name attachments { id rollId formatCardId clipId } } } } } }`,
);
export const detachDocument = operation<
  { detachDocument: { document: { id: string; name: string } | null; errors: UserErrors } },
  { input: { attachment: string } }
>(`mutation Detach($input: DetachDocumentInput!) { detachDocument(input: $input) { document { id name } ${errors} } }`);

export const productionParts = operation<
  {
    production: {
      rolls: Page<{ id: string; name: string; shootDay: string | null }>;
      formatCards: { id: string; key: string }[];
    } | null;
  },
  { slug: string; after?: string }
>(`query Parts($slug: String!, $after: String) { production(slug: $slug) { formatCards { id key }
     rolls(first: 500, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id name shootDay } } } } }`);

export const documentById = operation<
  { node: { id: string; kind: string | null; name: string; problems: Problem[] } | null },
  { id: string }
>(`query Document($id: ID!) { node(id: $id) { ... on Document { id kind name problems { severity code message at } } } }`);

export type JobLine = {
  id: string;
  kind: string;
  state: string;
  priority: string;
  progress: number;
  message: string | null;
  attempt: number;
  clip: { name: string } | null;
  render: { id: string } | null;
  createdAt: string;
};
const jobFields = 'id kind state priority progress message attempt createdAt clip { name } render { id }';

/** Where paths of renders and pulls begin. */
export const outputFolder = operation<{ service: { outputFolder: string } }>('query OutputFolder { service { outputFolder } }');

export const listJobs = operation<
  { jobs: Page<JobLine> },
  { production: string; first: number; after?: string; filter?: { state?: readonly string[]; kind?: readonly string[] } }
>(
  `query Jobs($production: String!, $first: Int, $after: String, $filter: JobFilter) { jobs(production: $production, first: $first, after: $after, filter: $filter) {
     totalCount pageInfo { hasNextPage endCursor } edges { node { ${jobFields} } } } }`,
);
export const jobById = operation<{ node: JobLine | null }, { id: string }>(
  `query Job($id: ID!) { node(id: $id) { ... on Job { ${jobFields} } } }`,
);
type JobAnswer = { job: JobLine | null; errors: UserErrors };
export const cancelJob = operation<{ change: JobAnswer }, { id: string }>(
  `mutation CancelJob($id: ID!) { change: cancelJob(input: { id: $id }) { job { ${jobFields} } ${errors} } }`,
);
export const retryJob = operation<{ change: JobAnswer }, { id: string }>(
  `mutation RetryJob($id: ID!) { change: retryJob(input: { id: $id }) { job { ${jobFields} } ${errors} } }`,
);
export const prioritiseJob = operation<{ change: JobAnswer }, { id: string; priority: string }>(
  `mutation PrioritiseJob($id: ID!, $priority: Priority!) { change: prioritiseJob(input: { id: $id, priority: $priority }) { job { ${jobFields} } ${errors} } }`,
);

export type PlanLine = {
  frameCount: number;
  estimatedBytes: number | null;
  estimatedSeconds: number | null;
  estimateIsGuess: boolean | null;
  reusedCount: number;
  items: {
    name: string;
    clip: { id: string; name: string } | null;
    clipFrameIn: number;
    clipFrameOut: number;
    eventNumbers: string[];
    reused: boolean;
    problems: Problem[];
  }[];
  findings: Problem[];
};
const planFields = `frameCount estimatedBytes estimatedSeconds estimateIsGuess reusedCount findings { severity code message at }
  items { name clip { id name } clipFrameIn clipFrameOut eventNumbers reused problems { severity code message at } }`;
export type PullLine = {
  id: string;
  recipe: string;
  state: string;
  priority: string;
  version: number;
  packagePath: string | null;
  createdAt: string;
  timeline: { name: string } | null;
  progress: { doneCount: number; failedCount: number; totalCount: number; done: boolean };
};
const pullFields =
  'id recipe state priority version packagePath createdAt timeline { name } progress { doneCount failedCount totalCount done }';

export const requestPull = operation<
  { requestPull: { pull: PullLine | null; plan: PlanLine | null; errors: UserErrors } },
  { input: Readonly<Record<string, unknown>> }
>(
  `mutation RequestPull($input: RequestPullInput!) { requestPull(input: $input) { pull { ${pullFields} } plan { ${planFields} } ${errors} } }`,
);
export const pullById = operation<{ pull: PullLine | null }, { id: string }>(`query Pull($id: ID!) { pull(id: $id) { ${pullFields} } }`);
export const listPulls = operation<{ pulls: Page<PullLine> }, { production: string; first: number }>(
  `query Pulls($production: String!, $first: Int) { pulls(production: $production, first: $first) {
     totalCount pageInfo { hasNextPage endCursor } edges { node { ${pullFields} } } } }`,
);
export const cancelPull = operation<{ cancelPull: { pull: PullLine | null; errors: UserErrors } }, { id: string }>(
  `mutation CancelPull($id: ID!) { cancelPull(input: { id: $id }) { pull { ${pullFields} } ${errors} } }`,
);
export const approvePull = operation<{ approvePull: { pull: PullLine | null; errors: UserErrors } }, { id: string }>(
  `mutation ApprovePull($id: ID!) { approvePull(input: { id: $id }) { pull { ${pullFields} } ${errors} } }`,
);
export const retryPull = operation<{ retryPull: { pull: PullLine | null; errors: UserErrors } }, { id: string }>(
  `mutation RetryPull($id: ID!) { retryPull(input: { id: $id }) { pull { ${pullFields} } ${errors} } }`,
);

export type RecipeLine = { name: string; base: string; title: string; description: string; parameters: unknown };
const recipeFields = 'name base title description parameters';
export const listRecipes = operation<{ recipes: RecipeLine[] }, { production?: string }>(
  `query Recipes($production: String) { recipes(production: $production) { ${recipeFields} } }`,
);
export const saveRecipe = operation<
  { saveRecipe: { recipes: RecipeLine[]; errors: UserErrors } },
  { input: Readonly<Record<string, unknown>> }
>(`mutation SaveRecipe($input: SaveRecipeInput!) { saveRecipe(input: $input) { recipes { ${recipeFields} } ${errors} } }`);
export const removeRecipe = operation<
  { removeRecipe: { recipes: RecipeLine[]; errors: UserErrors } },
  { input: Readonly<Record<string, unknown>> }
>(`mutation RemoveRecipe($input: RemoveRecipeInput!) { removeRecipe(input: $input) { recipes { ${recipeFields} } ${errors} } }`);

export type EngineLine = {
  name: string;
  title: string;
  version: string | null;
  formats: string[];
  available: boolean;
  missing: string | null;
};
export const listEngines = operation<{ engines: EngineLine[] }, Record<string, never>>(
  `query Engines { engines { name title version formats available missing } }`,
);

export const jobsOfPull = operation<
  { pull: { renders: Page<{ id: string; state: string }>; production: { slug: string } } | null },
  { id: string }
>(
  `query PullRenders($id: ID!) { pull(id: $id) { production { slug } renders(first: 500) { totalCount pageInfo { hasNextPage endCursor } edges { node { id state } } } } }`,
);

export type RenderLine = {
  id: string;
  recipe: string;
  state: string;
  clipFrameIn: number;
  clipFrameOut: number;
  outputPath: string | null;
  outputs: { path: string; kind: string; sizeBytes: number; frame: number | null }[];
};
const renderFields = 'id recipe state clipFrameIn clipFrameOut outputPath outputs { path kind sizeBytes frame }';
export const requestRender = operation<
  {
    requestRender: {
      render: RenderLine | null;
      job: JobLine | null;
      explanation: { fileName: string; content: string }[];
      errors: UserErrors;
    };
  },
  { input: Readonly<Record<string, unknown>> }
>(`mutation RequestRender($input: RequestRenderInput!) { requestRender(input: $input) {
     render { ${renderFields} } job { ${jobFields} } explanation { fileName content } ${errors} } }`);
export const renderById = operation<{ node: RenderLine | null }, { id: string }>(
  `query Render($id: ID!) { node(id: $id) { ... on Render { ${renderFields} } } }`,
);

export type Identified = {
  by: string | null;
  clipFrame: number | null;
  message: string;
  clip: { id: string; name: string } | null;
  render: { id: string; recipe: string } | null;
};
export const identifyFile = operation<{ identify: Identified }, { input: { name: string; sha256: string } }>(
  `query Identify($input: IdentifyInput!) { identify(input: $input) { by clipFrame message clip { id name } render { id recipe } } }`,
);

export type TokenLine = {
  id: string;
  name: string;
  role: string;
  production: string | null;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
};
const tokenFields = 'id name role production createdAt expiresAt revokedAt';
export const listTokens = operation<{ tokens: TokenLine[] }>(`query Tokens { tokens { ${tokenFields} } }`);
export const createToken = operation<
  { createToken: { token: TokenLine | null; secret: string | null; errors: UserErrors } },
  { input: { name: string; role: string; production?: string; expiresAt?: string } }
>(`mutation CreateToken($input: CreateTokenInput!) { createToken(input: $input) { secret token { ${tokenFields} } ${errors} } }`);
export const revokeToken = operation<{ revokeToken: { token: TokenLine | null; errors: UserErrors } }, { id: string }>(
  `mutation RevokeToken($id: ID!) { revokeToken(input: { id: $id }) { token { ${tokenFields} } ${errors} } }`,
);

export const makeReport = operation<
  { report: { fileName: string; content: string } },
  { input: { production: string; kind: string; format: string; day?: string; roll?: string } }
>('query Report($input: ReportInput!) { report(input: $input) { fileName content } }');
