import type { FrameRate } from '../../domain/frameRate.ts';
import type { Rational } from '../../domain/rational.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProductionRecord, RollRecord, FormatCardRecord, ClipRecord, RenditionRecord, CopyRecord, CorrectionRecord, TimelineRecord, TimelineEventRecord, DocumentRecord, FindingRecord, PullRecord, PullPlanRecord, PullItemRecord, RenderRecord, OutputRecord, JobRecord, IngestRecord, SavedSearchRecord, ApiTokenRecord, ClipUsesRecord, TimelineUseRecord, NeighboursRecord } from '../../domain/ports/records.ts';
import type { ClipPage, ClipEdgeRecord, TimecodeParent } from '../connection.ts';
import type { MatchParent, FixActionParent, CandidateParent } from '../matches.ts';
import type { NamingRule as NamingRuleRecord } from '../../domain/ports/namingStore.ts';
import type { TimelineComparisonRecord, ClipComparisonRecord, ExplanationValueRecord, IngestProgressRecord, PullProgressRecord, IdentificationRecord } from '../services.ts';
import type { ApiContext } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A whole number up to 2^53, as a JSON number: sizes in bytes, revisions. */
  BigInt: { input: number; output: number; }
  /** A calendar day, `2026-02-02`. */
  Date: { input: string; output: string; }
  /** An instant, ISO 8601 in UTC: `2026-02-02T10:12:04.000Z`. */
  DateTime: { input: Date; output: Date; }
  /** Frames per second as an exact fraction, `24000/1001`. Decimals such as `23.976` are read and mean the exact NTSC rate. */
  FrameRate: { input: FrameRate; output: FrameRate; }
  /** Any JSON value; used where the shape belongs to a camera maker or to a document, not to us. */
  JSON: { input: unknown; output: unknown; }
  /** An exact fraction, `1/1`, `-1/2`. */
  Rational: { input: Rational; output: Rational; }
  /** A SMPTE ST 12-1 label, `hh:mm:ss:ff`; with `;` before the frames where it is drop-frame. Both forms are read. */
  Timecode: { input: string; output: string; }
};

/** Another timecode track of the same clip. */
export type AlternateTimecode = {
  __typename?: 'AlternateTimecode';
  /** Labels a second. */
  base: Scalars['Int']['output'];
  /** Drop-frame. */
  dropFrame: Scalars['Boolean']['output'];
  /** `edge`, `aux1`. */
  kind: Scalars['String']['output'];
  /** Label of the first frame. */
  start: Scalars['Timecode']['output'];
};

/** How the clips of a card are coded. */
export type AnswerFormatCardInput = {
  /** The card. */
  id: Scalars['ID']['input'];
  /** Colour space of OpenColorIO's studio configuration, such as `ARRI LogC4`, or a transform id of ACES 2; null takes the answer back. */
  inputTransform?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `answerFormatCard`. */
export type AnswerFormatCardPayload = {
  __typename?: 'AnswerFormatCardPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The card, as it is now. */
  formatCard?: Maybe<FormatCard>;
};

/** An API token. Its secret is stored as a hash only. */
export type ApiToken = Node & {
  __typename?: 'ApiToken';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made it. */
  createdBy: Scalars['String']['output'];
  /** When it ends by itself. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** What it is for, in the words of whoever made it. */
  name: Scalars['String']['output'];
  /** Slug of its only production; null: all. */
  production?: Maybe<Scalars['String']['output']>;
  /** When it was revoked. */
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it may do. */
  role: Role;
};

/** Which pull to approve. */
export type ApprovePullInput = {
  /** The pull. */
  id: Scalars['ID']['input'];
};

/** Which clips to take out of search and matching, or back. */
export type ArchiveClipsInput = {
  /** False brings them back. */
  archived?: InputMaybe<Scalars['Boolean']['input']>;
  /** The clips. */
  ids: Array<Scalars['ID']['input']>;
};

/** What came of `archiveClips`. */
export type ArchiveClipsPayload = {
  __typename?: 'ArchiveClipsPayload';
  /** The clips, as they are now. */
  clips: Array<Clip>;
  /** Why not. */
  errors: Array<UserError>;
};

/** What to attach, and where. */
export type AttachDocumentInput = {
  /** The document. */
  content: DocumentContent;
  /** File name; its extension helps to know the kind. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Slug of the production. */
  production: Scalars['String']['input'];
  /** What it holds for. */
  target: AttachmentTarget;
};

/** What came of `attachDocument` and `detachDocument`. */
export type AttachDocumentPayload = {
  __typename?: 'AttachDocumentPayload';
  /** The document, as it is now. */
  document?: Maybe<Document>;
  /** Why not. */
  errors: Array<UserError>;
};

/** What a document holds for. None of the three: for the whole production. */
export type Attachment = {
  __typename?: 'Attachment';
  /** Who attached it. */
  actor: Scalars['String']['output'];
  /** For this clip. */
  clipId?: Maybe<Scalars['ID']['output']>;
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** For this camera set-up. */
  formatCardId?: Maybe<Scalars['ID']['output']>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** For this roll. */
  rollId?: Maybe<Scalars['ID']['output']>;
};

/** What a document is to hold for. */
export type AttachmentTarget =
  /** A clip, by id. */
  { clip: Scalars['ID']['input']; formatCard?: never; production?: never; roll?: never; }
  |  /** A camera set-up, by id. */
  { clip?: never; formatCard: Scalars['ID']['input']; production?: never; roll?: never; }
  |  /** The whole production, by slug. */
  { clip?: never; formatCard?: never; production: Scalars['String']['input']; roll?: never; }
  |  /** A roll, by id. */
  { clip?: never; formatCard?: never; production?: never; roll: Scalars['ID']['input']; };

/** A page of the audit trail. */
export type AuditConnection = {
  __typename?: 'AuditConnection';
  /** The entries with their cursors. */
  edges: Array<AuditEdge>;
  /** Where this page lies. */
  pageInfo: PageInfo;
};

/** One entry and its cursor. */
export type AuditEdge = {
  __typename?: 'AuditEdge';
  /** For `after`. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: AuditEntry;
};

/** One thing that someone did. */
export type AuditEntry = {
  __typename?: 'AuditEntry';
  /** What, as a verb: `resolveEvent`. */
  action: Scalars['String']['output'];
  /** Who. */
  actor: Scalars['String']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The particulars. */
  detail: Scalars['JSON']['output'];
  /** Id of what it was done to. */
  subject: Scalars['String']['output'];
};

/** What can no longer be undone; null where unknown. */
export type Baked = {
  __typename?: 'Baked';
  /** Sensitivity is in the pixels. */
  iso?: Maybe<Scalars['Boolean']['output']>;
  /** A look is in the pixels. */
  look?: Maybe<Scalars['Boolean']['output']>;
  /** White balance is in the pixels. */
  whiteBalance?: Maybe<Scalars['Boolean']['output']>;
};

/** The camera. */
export type Camera = {
  __typename?: 'Camera';
  /** Software version. */
  firmware?: Maybe<Scalars['String']['output']>;
  /** Letter: `A`, `B`. */
  index?: Maybe<Scalars['String']['output']>;
  /** Maker. */
  make?: Maybe<Scalars['String']['output']>;
  /** Model. */
  model?: Maybe<Scalars['String']['output']>;
  /** Serial number. */
  serial?: Maybe<Scalars['String']['output']>;
};

/** Which pull to stop. */
export type CancelPullInput = {
  /** The pull. */
  id: Scalars['ID']['input'];
};

/** ASC CDL v1.2, red, green, blue. */
export type Cdl = {
  __typename?: 'Cdl';
  /** Its id where it has one. */
  id?: Maybe<Scalars['String']['output']>;
  /** Offset. */
  offset: Array<Scalars['Float']['output']>;
  /** Power. */
  power: Array<Scalars['Float']['output']>;
  /** Saturation. */
  saturation: Scalars['Float']['output'];
  /** Slope. */
  slope: Array<Scalars['Float']['output']>;
};

/** One recording of one camera (or sound recorder). It has many names, one identity, renditions of it, and copies of those. */
export type Clip = Node & {
  __typename?: 'Clip';
  /** Other cameras at the same moment. */
  angles: Array<Clip>;
  /** When it left search and matching. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What can no longer be undone. */
  baked: Baked;
  /** The camera. */
  camera: Camera;
  /** How colour is encoded, and what the camera meant by it. */
  color: ClipColor;
  /** What people overrode, newest first. */
  corrections: Array<Correction>;
  /** When it was registered. */
  createdAt: Scalars['DateTime']['output'];
  /** Documents that hold for it, the nearest of each kind. */
  documents: Array<Document>;
  /** Why it looks as it does, from sensor to delivered picture. */
  explanation: Explanation;
  /** How it was exposed. */
  exposure: Exposure;
  /** Values with their origins; all of them, or the named fields. */
  facts: Array<Fact>;
  /** What the guardrails found, waived ones included. */
  findings: Array<Finding>;
  /** Camera family or file format that read it. */
  format?: Maybe<ClipFormat>;
  /** The camera set-up it belongs to. */
  formatCard?: Maybe<FormatCard>;
  /** Frames in all; null where the file does not say. */
  frameCount?: Maybe<Scalars['Int']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** The picture as recorded. */
  image: ClipImage;
  /** Camera or sound. */
  kind: ClipKind;
  /** The lens. */
  lens: Lens;
  /** The name people use: the stem of its file or folder. */
  name: Scalars['String']['output'];
  /** Every name it goes by. */
  names: Array<ClipName>;
  /** The clips before and after it on the same roll. */
  neighbours: Neighbours;
  /** At least one copy is present. */
  online: Scalars['Boolean']['output'];
  /** What was wrong when it was read. */
  problems: Array<Problem>;
  /** The production. */
  production: Production;
  /** Playback and capture rate. */
  rate: ClipRate;
  /** Everything the readers saw, unchanged, newest reading first. */
  raw: Array<RawMetadata>;
  /** The name stamped on the roll, as the camera wrote it. */
  reel?: Maybe<Scalars['String']['output']>;
  /** What was rendered of it, newest first. */
  renders: Array<Render>;
  /** Original, proxy, trim, transcode. */
  renditions: Array<Rendition>;
  /** Bumped by every write. */
  revision: Scalars['BigInt']['output'];
  /** The card or magazine. */
  roll?: Maybe<Roll>;
  /** Day of shooting. */
  shootDate?: Maybe<Scalars['Date']['output']>;
  /** Scene, take, day. */
  slate: Slate;
  /** Where it stands. */
  state: ClipState;
  /** Address of its thumbnail, good for one hour. */
  thumbnail?: Maybe<Scalars['String']['output']>;
  /** Of the first frame; null where the file has none. */
  timecode?: Maybe<ClipTimecode>;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Timelines and pulls that use it. */
  usedIn: ClipUses;
};


/** One recording of one camera (or sound recorder). It has many names, one identity, renditions of it, and copies of those. */
export type ClipFactsArgs = {
  fields?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** How colour is encoded, and what the camera meant by it. */
export type ClipColor = {
  __typename?: 'ClipColor';
  /** ASC CDL stamped by the camera. */
  cdl?: Maybe<Cdl>;
  /** ACES input transform id. */
  inputTransform?: Maybe<Scalars['String']['output']>;
  /** Name of the embedded look. */
  look?: Maybe<Scalars['String']['output']>;
  /** Primaries. */
  primaries?: Maybe<Scalars['String']['output']>;
  /** Green to magenta, in the camera's own unit. */
  tint?: Maybe<Scalars['Float']['output']>;
  /** Transfer characteristic. */
  transfer?: Maybe<Scalars['String']['output']>;
  /** Kelvin. */
  whiteBalanceKelvin?: Maybe<Scalars['Int']['output']>;
};

/** Where clips part. */
export type ClipComparison = {
  __typename?: 'ClipComparison';
  /** The clips, in the order asked. */
  clips: Array<Clip>;
  /** All differences, in the order of light. */
  divergences: Array<Divergence>;
  /** The first difference in the order of light; null where there is none. */
  firstDivergence?: Maybe<Divergence>;
  /** In plain words. */
  summary: Scalars['String']['output'];
};

/** A page of clips, with what the search engine says of the whole. */
export type ClipConnection = {
  __typename?: 'ClipConnection';
  /** These are the clips of the suggestion, for nothing was found for what was typed; only with `fuzzy`. */
  corrected: Scalars['Boolean']['output'];
  /** The clips with their cursors. */
  edges: Array<ClipEdge>;
  /** Which engine answered: `elasticsearch` or `postgres`; with the reason where it is a fallback. */
  engine: SearchEngine;
  /** Counts by value, over all results. */
  facets: Array<Facet>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** The search as it was perhaps meant, where nothing was found for it as it was typed. */
  suggestion?: Maybe<Scalars['String']['output']>;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};


/** A page of clips, with what the search engine says of the whole. */
export type ClipConnectionFacetsArgs = {
  fields: Array<ClipFacet>;
  size?: InputMaybe<Scalars['Int']['input']>;
};

/** One clip, its cursor and how it was found. */
export type ClipEdge = {
  __typename?: 'ClipEdge';
  /** For `after`. */
  cursor: Scalars['String']['output'];
  /** Where the text was found. */
  highlights: Array<Highlight>;
  /** The clip. */
  node: Clip;
  /** How well it fits; of use only within one answer. */
  score?: Maybe<Scalars['Float']['output']>;
};

/** How to write a result set. */
export type ClipExportFormat =
  /** Avid Log Exchange. */
  | 'ALE'
  /** Comma-separated, with a header line. */
  | 'CSV';

/** What can be counted. */
export type ClipFacet =
  /** Camera letter. */
  | 'CAMERA_INDEX'
  /** Codec. */
  | 'CODEC'
  /** Exposure index. */
  | 'EXPOSURE_INDEX'
  /** Camera family or file format. */
  | 'FORMAT'
  /** Lens model. */
  | 'LENS'
  /** Camera maker. */
  | 'MAKE'
  /** Camera model. */
  | 'MODEL'
  /** Present or not. */
  | 'ONLINE'
  /** Playback rate. */
  | 'RATE'
  /** Reel. */
  | 'REEL'
  /** Width by height. */
  | 'RESOLUTION'
  /** Scene. */
  | 'SCENE'
  /** Day of shooting. */
  | 'SHOOT_DATE'
  /** Where the clip stands. */
  | 'STATE'
  /** White balance in kelvin. */
  | 'WHITE_BALANCE';

/** Exact conditions; all of them must hold. Text search and `field:value` are in `search`. */
export type ClipFilter = {
  /** Archived clips instead of the others. */
  archived?: InputMaybe<Scalars['Boolean']['input']>;
  /** Any of these cameras' letters. */
  cameraIndex?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Its timecode covers this label. */
  coversTimecode?: InputMaybe<Scalars['Timecode']['input']>;
  /** Any of these formats. */
  format?: InputMaybe<Array<ClipFormat>>;
  /** Camera or sound. */
  kind?: InputMaybe<ClipKind>;
  /** Any of these camera models. */
  model?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At least one copy is present, or none is. */
  online?: InputMaybe<Scalars['Boolean']['input']>;
  /** Any of these reels, by name. */
  reel?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Any of these rolls, by id. */
  roll?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Any of these scenes. */
  scene?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Shot on or after this day. */
  shotFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Shot on or before this day. */
  shotTo?: InputMaybe<Scalars['Date']['input']>;
  /** Any of these states. */
  state?: InputMaybe<Array<ClipState>>;
};

/** Camera family or file format, from the list in `src/formats`. */
export type ClipFormat =
  /** `arriraw`. */
  | 'ARRIRAW'
  /** `avchd`. */
  | 'AVCHD'
  /** `braw`. */
  | 'BRAW'
  /** `bwf`. */
  | 'BWF'
  /** `canon-raw`. */
  | 'CANON_RAW'
  /** `cineon`. */
  | 'CINEON'
  /** `dng`. */
  | 'DNG'
  /** `dpx`. */
  | 'DPX'
  /** `dv`. */
  | 'DV'
  /** `exr`. */
  | 'EXR'
  /** `mxf`. */
  | 'MXF'
  /** `quicktime`. */
  | 'QUICKTIME'
  /** `r3d`. */
  | 'R3D'
  /** `raw-still`. */
  | 'RAW_STILL';

/** The picture as recorded. */
export type ClipImage = {
  __typename?: 'ClipImage';
  /** How much the lens squeezes. */
  anamorphicSqueeze?: Maybe<Scalars['Float']['output']>;
  /** Bits a component. */
  bitDepth?: Maybe<Scalars['Int']['output']>;
  /** Codec. */
  codec?: Maybe<Scalars['String']['output']>;
  /** Pixels down. */
  height?: Maybe<Scalars['Int']['output']>;
  /** Shape of a stored pixel. */
  pixelAspectRatio?: Maybe<Scalars['Float']['output']>;
  /** Pixels across. */
  width?: Maybe<Scalars['Int']['output']>;
};

/** Camera or sound. */
export type ClipKind =
  /** Picture. */
  | 'CAMERA'
  /** Production sound. */
  | 'SOUND';

/** A name and where it comes from. */
export type ClipName = {
  __typename?: 'ClipName';
  /** `STEM`, `REEL`, `TAPE`, `UUID`... */
  kind: Scalars['String']['output'];
  /** The name. */
  value: Scalars['String']['output'];
};

/** How to sort. */
export type ClipOrder = {
  /** Which way. */
  direction?: OrderDirection;
  /** By what. */
  field: ClipOrderField;
};

/** What to sort by. */
export type ClipOrderField =
  /** By when it was registered. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** The best first; without a text, by name. */
  | 'RELEVANCE'
  /** By shooting day, then name. */
  | 'SHOOT_DATE'
  /** By start timecode. */
  | 'TIMECODE';

/** Rates of a clip. */
export type ClipRate = {
  __typename?: 'ClipRate';
  /** How fast the sensor ran. */
  capture?: Maybe<Scalars['FrameRate']['output']>;
  /** How fast it plays. */
  playback?: Maybe<Scalars['FrameRate']['output']>;
};

/** Where a clip stands. */
export type ClipState =
  /** Known from an ALE, a CSV or a proxy; its media is not here yet. */
  | 'ANNOUNCED'
  /** Could not be read; see `problems`. */
  | 'FAILED'
  /** Read. */
  | 'INSPECTED'
  /** Its files are known, and not read yet. */
  | 'REGISTERED';

/** Which clips; or a whole roll. */
export type ClipTarget =
  /** These clips. */
  { clips: Array<Scalars['ID']['input']>; roll?: never; }
  |  /** Every clip of this roll. */
  { clips?: never; roll: Scalars['ID']['input']; };

/** Labels of a clip. Frames are exact; `base` is how many labels a second has, which is not always the rate. */
export type ClipTimecode = {
  __typename?: 'ClipTimecode';
  /** Edge code, auxiliary and other tracks. */
  alternates: Array<AlternateTimecode>;
  /** Labels a second. */
  base: Scalars['Int']['output'];
  /** Labels are skipped, frames never. */
  dropFrame: Scalars['Boolean']['output'];
  /** Label after the last frame; null where the length is unknown. */
  end?: Maybe<Scalars['Timecode']['output']>;
  /** Where the count breaks: from this clip frame on, counting goes on from this label. Empty where it runs through. */
  runs: Array<TimecodeRun>;
  /** Label of the first frame. */
  start: Scalars['Timecode']['output'];
};

/** Timelines and pulls that use a clip. */
export type ClipUses = {
  __typename?: 'ClipUses';
  /** Pulls with renders of it. */
  pulls: Array<Pull>;
  /** Events that it was matched to. */
  timelines: Array<TimelineUse>;
};

/** What a production says of one guardrail. */
export type ConfigureRuleInput = {
  /** Which rule. */
  code: RuleCode;
  /** Slug of the production. */
  production: Scalars['String']['input'];
  /** `off` (true or false), `severity` and the rule's own thresholds, over what was set before; null takes one back to its default. */
  settings: Scalars['JSON']['input'];
};

/** What came of `configureRule`. */
export type ConfigureRulePayload = {
  __typename?: 'ConfigureRulePayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The rule, as it is now. */
  rule?: Maybe<ProductionRule>;
};

/** One place where a rendition lies: the same on every machine. */
export type Copy = {
  __typename?: 'Copy';
  /** Its id. */
  id: Scalars['ID']['output'];
  /** What the MHL says. */
  mhlState: MhlState;
  /** Path under it. */
  path: Scalars['String']['output'];
  /** It was there when last looked. */
  present: Scalars['Boolean']['output'];
  /** Name of the media root. */
  root: Scalars['String']['output'];
  /** When it was last seen. */
  seenAt: Scalars['DateTime']['output'];
  /** Its files, in order. */
  segments: Array<Segment>;
  /** Bytes in all. */
  sizeBytes: Scalars['BigInt']['output'];
  /** When it was last verified. */
  verifiedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What to override, and why. */
export type CorrectFieldsInput = {
  /** The fields. */
  fields: Array<FieldCorrection>;
  /** Why; it stands in the audit trail. */
  reason: Scalars['String']['input'];
  /** Which clips. */
  target: ClipTarget;
};

/** What came of `correctFields`. */
export type CorrectFieldsPayload = {
  __typename?: 'CorrectFieldsPayload';
  /** The clips, as they are now. */
  clips: Array<Clip>;
  /** Why not. */
  errors: Array<UserError>;
};

/** A person's word about a field; beats every other source until it is revoked. */
export type Correction = {
  __typename?: 'Correction';
  /** Who. */
  actor: Scalars['String']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** Dotted path. */
  field: Scalars['String']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** Why. */
  reason: Scalars['String']['output'];
  /** When it was taken back. */
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The value. */
  value?: Maybe<Scalars['JSON']['output']>;
};

/** A new production. */
export type CreateProductionInput = {
  /** The project counts drop-frame timecode. */
  dropFrame?: InputMaybe<Scalars['Boolean']['input']>;
  /** Project rate. */
  rate: Scalars['FrameRate']['input'];
  /** Lower-case letters, digits and hyphens, 2 to 40. */
  slug: Scalars['String']['input'];
  /** As people say it. */
  title: Scalars['String']['input'];
};

/** What came of `createProduction`. */
export type CreateProductionPayload = {
  __typename?: 'CreateProductionPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The production. */
  production?: Maybe<Production>;
};

/** A new token. */
export type CreateTokenInput = {
  /** When it ends by itself. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What it is for. */
  name: Scalars['String']['input'];
  /** Slug of the only production it may see; all where absent. */
  production?: InputMaybe<Scalars['String']['input']>;
  /** What it may do. */
  role: Role;
};

/** What came of `createToken`. */
export type CreateTokenPayload = {
  __typename?: 'CreateTokenPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The token itself: shown once, stored nowhere. */
  secret?: Maybe<Scalars['String']['output']>;
  /** The token's record. */
  token?: Maybe<ApiToken>;
};

/** Where to call. */
export type CreateWebhookInput = {
  /** What to be called for. */
  events: Array<WebhookEvent>;
  /** Slug of the production. */
  production: Scalars['String']['input'];
  /** https, or http inside the house. */
  url: Scalars['String']['input'];
};

/** What came of `createWebhook`. */
export type CreateWebhookPayload = {
  __typename?: 'CreateWebhookPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The webhook's id. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The key of the HMAC-SHA-256 that signs each call in `X-Rushes-Signature`; shown once. */
  secret?: Maybe<Scalars['String']['output']>;
};

/** What to do with a proposed rule. */
export type DecideNamingRuleInput = {
  /** True applies it, false rejects it or takes it back. */
  apply: Scalars['Boolean']['input'];
  /** Its id. */
  id: Scalars['ID']['input'];
};

/** What came of `decideNamingRule`. */
export type DecideNamingRulePayload = {
  __typename?: 'DecideNamingRulePayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The rule. */
  namingRule?: Maybe<NamingRule>;
};

/** An editor's choice. */
export type Decision = {
  __typename?: 'Decision';
  /** Who. */
  actor: Scalars['String']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** Why, where they said. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** Which search to forget. */
export type DeleteSavedSearchInput = {
  /** Its id. */
  id: Scalars['ID']['input'];
};

/** What came of `deleteSavedSearch`. */
export type DeleteSavedSearchPayload = {
  __typename?: 'DeleteSavedSearchPayload';
  /** Its id. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** Why not. */
  errors: Array<UserError>;
};

/** Which webhook to forget. */
export type DeleteWebhookInput = {
  /** Its id. */
  id: Scalars['ID']['input'];
};

/** What came of `deleteWebhook`. */
export type DeleteWebhookPayload = {
  __typename?: 'DeleteWebhookPayload';
  /** Its id. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** Why not. */
  errors: Array<UserError>;
};

/** Which attachment to take off. */
export type DetachDocumentInput = {
  /** Id of the attachment (`Document.attachments`). */
  attachment: Scalars['ID']['input'];
};

/** A problem found in a text file. */
export type Diagnostic = {
  __typename?: 'Diagnostic';
  /** SCREAMING_SNAKE, stable. */
  code: Scalars['String']['output'];
  /** 1-based column. */
  column?: Maybe<Scalars['Int']['output']>;
  /** What would mend it. */
  fix?: Maybe<Scalars['String']['output']>;
  /** 1-based line. */
  line?: Maybe<Scalars['Int']['output']>;
  /** One plain sentence. */
  message: Scalars['String']['output'];
  /** How much it matters. */
  severity: Severity;
};

/** One difference. */
export type Divergence = {
  __typename?: 'Divergence';
  /** The value. */
  field: Scalars['String']['output'];
  /** The value that this one only follows from; null where it parts by itself. */
  followsFrom?: Maybe<Scalars['String']['output']>;
  /** In plain words, with both values. */
  message: Scalars['String']['output'];
  /** The step. */
  node: Scalars['String']['output'];
  /** What it would take to make them alike. */
  remedy?: Maybe<Scalars['String']['output']>;
  /** What each clip has, in the order asked. */
  values: Array<Maybe<Scalars['JSON']['output']>>;
};

/** AMF, FDL, CDL, LUT or MHL as received, byte for byte, with what was read of it. */
export type Document = Node & {
  __typename?: 'Document';
  /** Where it is attached. */
  attachments: Array<Attachment>;
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** Who brought it. */
  createdBy: Scalars['String']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Which standard. */
  kind?: Maybe<DocumentKind>;
  /** File name. */
  name: Scalars['String']['output'];
  /** What was read of it. */
  parsed?: Maybe<Scalars['JSON']['output']>;
  /** What was wrong with it. */
  problems: Array<Problem>;
  /** SHA-256 of its bytes. */
  sha256: Scalars['String']['output'];
};

/** A page of documents. */
export type DocumentConnection = {
  __typename?: 'DocumentConnection';
  /** The documents with their cursors. */
  edges: Array<DocumentEdge>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** The document to attach: one that is here, or a new one. */
export type DocumentContent =
  /** Bytes of a new one in base64. */
  { base64: Scalars['String']['input']; document?: never; text?: never; }
  |  /** A document that is here already. */
  { base64?: never; document: Scalars['ID']['input']; text?: never; }
  |  /** Text of a new one. */
  { base64?: never; document?: never; text: Scalars['String']['input']; };

/** One document and its cursor. */
export type DocumentEdge = {
  __typename?: 'DocumentEdge';
  /** For `after`. */
  cursor: Scalars['String']['output'];
  /** The document. */
  node: Document;
};

/** Standard of a document, from the list in `src/documents`. */
export type DocumentKind =
  /** ACES Metadata File */
  | 'AMF'
  /** ASC Color Decision List */
  | 'CDL'
  /** ASC Framing Decision List */
  | 'FDL'
  /** Look-up table */
  | 'LUT';

/** One change. */
export type EventChange = {
  __typename?: 'EventChange';
  /** Source frames gained or lost at the head; positive where more are needed. */
  headFrames?: Maybe<Scalars['Int']['output']>;
  /** What happened. */
  kind: EventChangeKind;
  /** In words. */
  message: Scalars['String']['output'];
  /** Frames that were delivered with handles no longer cover it. */
  needsRepull?: Maybe<Scalars['Boolean']['output']>;
  /** Event number in the newer list. */
  newerNumber?: Maybe<Scalars['String']['output']>;
  /** Event number in the older list. */
  olderNumber?: Maybe<Scalars['String']['output']>;
  /** Reel or name. */
  reel?: Maybe<Scalars['String']['output']>;
  /** Source frames gained or lost at the tail; positive where more are needed. */
  tailFrames?: Maybe<Scalars['Int']['output']>;
};

/** How many changes of a kind. */
export type EventChangeCount = {
  __typename?: 'EventChangeCount';
  /** How many. */
  count: Scalars['Int']['output'];
  /** The kind. */
  kind: EventChangeKind;
};

/** How an event changed from one cut to the next. */
export type EventChangeKind =
  /** New. */
  | 'ADDED'
  /** Gone. */
  | 'CUT'
  /** More frames. */
  | 'EXTENDED'
  /** The same frames at another place. */
  | 'MOVED'
  /** Another speed or direction. */
  | 'RETIMED'
  /** Fewer frames. */
  | 'SHORTENED'
  /** Other frames of the same length. */
  | 'SLIPPED'
  /** As it was. */
  | 'UNCHANGED';

/** A page of events. */
export type EventConnection = {
  __typename?: 'EventConnection';
  /** The events with their cursors. */
  edges: Array<EventEdge>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** One event and its cursor. */
export type EventEdge = {
  __typename?: 'EventEdge';
  /** For `after`. */
  cursor: Scalars['String']['output'];
  /** The event. */
  node: TimelineEvent;
};

/** Which events. */
export type EventFilter = {
  /** In any of these states. */
  state?: InputMaybe<Array<MatchState>>;
};

/** One event to match: what the list says of it. */
export type EventInput = {
  /** Drop-frame; a `;` says so too. */
  dropFrame?: InputMaybe<Scalars['Boolean']['input']>;
  /** Line in the list; comes back in the answer. */
  line?: InputMaybe<Scalars['Int']['input']>;
  /** Every other name the list gives. */
  names?: InputMaybe<Array<EventNameInput>>;
  /** As written; comes back in the answer. */
  number: Scalars['String']['input'];
  /** Rate of the source labels; the call's `rate`, else the production's, where absent. */
  rate?: InputMaybe<Scalars['FrameRate']['input']>;
  /** First record label. */
  recordIn?: InputMaybe<Scalars['Timecode']['input']>;
  /** Record label after the last. */
  recordOut?: InputMaybe<Scalars['Timecode']['input']>;
  /** As written. */
  reel?: InputMaybe<Scalars['String']['input']>;
  /** Plays backwards. */
  reverse?: InputMaybe<Scalars['Boolean']['input']>;
  /** First source label. */
  sourceIn?: InputMaybe<Scalars['Timecode']['input']>;
  /** Source label after the last. */
  sourceOut?: InputMaybe<Scalars['Timecode']['input']>;
  /** Source frames a record frame. */
  speed?: InputMaybe<Scalars['Rational']['input']>;
};

/** What kind of event. */
export type EventKind =
  /** Sound. */
  | 'AUDIO'
  /** Cut. */
  | 'CUT'
  /** One side of a dissolve. */
  | 'DISSOLVE'
  /** One frame held. */
  | 'FREEZE'
  /** Black, bars, a title. */
  | 'GENERATOR'
  /** Foreground or background of a key. */
  | 'KEY'
  /** One side of a wipe. */
  | 'WIPE';

/** What an event is made of, and why we think so. Frames are zero-based from the clip's first frame; out is exclusive. */
export type EventMatch = {
  __typename?: 'EventMatch';
  /** How many clips were considered. */
  candidateCount: Scalars['Int']['output'];
  /** The best of them, best first. */
  candidates: Array<MatchCandidate>;
  /** The clip; null unless MATCHED, MATCHED_PARTIAL or OFFLINE_KNOWN. */
  clip?: Maybe<Clip>;
  /** First clip frame. */
  clipFrameIn?: Maybe<Scalars['Int']['output']>;
  /** Clip frame after the last. */
  clipFrameOut?: Maybe<Scalars['Int']['output']>;
  /** An editor decided this. */
  decision?: Maybe<Decision>;
  /** The single smallest change that would make it match. */
  fix?: Maybe<Scalars['String']['output']>;
  /** What `fix` says, where it can be done at once. */
  fixAction?: Maybe<FixAction>;
  /** As the event has it. */
  line?: Maybe<Scalars['Int']['output']>;
  /** Frames that the clip lacks before its first. */
  missingHeadFrames: Scalars['Int']['output'];
  /** Frames that the clip lacks after its last. */
  missingTailFrames: Scalars['Int']['output'];
  /** As the event has it. */
  number: Scalars['String']['output'];
  /** Where the timecode breaks inside the event: each part. */
  ranges: Array<FrameRange>;
  /** How it was decided. */
  reasons: Array<Reason>;
  /** As the event has it. */
  reel: Scalars['String']['output'];
  /** As the event has it. */
  sourceIn?: Maybe<Scalars['Timecode']['output']>;
  /** As the event has it. */
  sourceOut?: Maybe<Scalars['Timecode']['output']>;
  /** What came of it. */
  state: MatchState;
  /** 1 identity to 7 timecode only. */
  tier?: Maybe<Scalars['Int']['output']>;
  /** How it was decided, step by step: names tried, timecode, every candidate and why it was taken or not. */
  trace: Array<TraceStep>;
};

/** A name and where in the list it stood. */
export type EventName = {
  __typename?: 'EventName';
  /** Where it stood. */
  kind: EventNameKind;
  /** The name. */
  value: Scalars['String']['output'];
};

/** A name as the list gives it. */
export type EventNameInput = {
  /** Where it stood. */
  kind: EventNameKind;
  /** The name. */
  value: Scalars['String']['input'];
};

/** Where a name in a list stood. */
export type EventNameKind =
  /** Camera roll. */
  | 'CAMROLL'
  /** The clip's name. */
  | 'CLIP_NAME'
  /** `* FROM CLIP NAME:` */
  | 'FROM_CLIP_NAME'
  /** `* FROM FILE:` */
  | 'FROM_FILE'
  /** The reel in full, given beside a short one. */
  | 'FULL_REEL'
  /** Lab roll. */
  | 'LABROLL'
  /** The master clip's name. */
  | 'MASTER_CLIP'
  /** An AAF mob id. */
  | 'MOB_ID'
  /** A path or URL. */
  | 'PATH'
  /** `* REEL:` */
  | 'REEL'
  /** Sound roll. */
  | 'SOUNDROLL'
  /** `* SOURCE FILE:` */
  | 'SOURCE_FILE'
  /** From the cross-reference table at the end of the list. */
  | 'SOURCE_TABLE'
  /** Tape. */
  | 'TAPE'
  /** `* TO CLIP NAME:` */
  | 'TO_CLIP_NAME'
  /** What a writer truncated the reel from. */
  | 'TRUNCATED_FROM'
  /** A UMID. */
  | 'UMID'
  /** A UUID. */
  | 'UUID';

/** What an editor says of an event. */
export type EventResolution =
  /** It is this clip. */
  { clip: Scalars['ID']['input']; nonCamera?: never; undo?: never; }
  |  /** It is none of ours. */
  { clip?: never; nonCamera: Scalars['Boolean']['input']; undo?: never; }
  |  /** Take the last decision back. */
  { clip?: never; nonCamera?: never; undo: Scalars['Boolean']['input']; };

/** Why a clip looks as it does: a graph from sensor to delivered picture. */
export type Explanation = {
  __typename?: 'Explanation';
  /** Which step feeds which. */
  edges: Array<ExplanationEdge>;
  /** The steps, in the order of light. */
  nodes: Array<ExplanationNode>;
};

/** One step feeds another. */
export type ExplanationEdge = {
  __typename?: 'ExplanationEdge';
  /** Id of the first. */
  from: Scalars['String']['output'];
  /** Id of the second. */
  to: Scalars['String']['output'];
};

/** One step. */
export type ExplanationNode = {
  __typename?: 'ExplanationNode';
  /** 0 to 1. */
  confidence: Scalars['Float']['output'];
  /** Its id within this explanation: `capture`, `decode`, `inputTransform`, `framing`, `look`, `outputTransform`, `render:...`. */
  id: Scalars['String']['output'];
  /** What kind of step. */
  kind: Scalars['String']['output'];
  /** In one plain sentence. */
  summary: Scalars['String']['output'];
  /** For people. */
  title: Scalars['String']['output'];
  /** What holds at this step, each with its origin. */
  values: Array<ExplanationValue>;
  /** Where a default filled a gap, or something does not fit. */
  warnings: Array<Problem>;
};

/** A value at a step. */
export type ExplanationValue = {
  __typename?: 'ExplanationValue';
  /** The document it comes from. */
  document?: Maybe<Document>;
  /** Name of the value. */
  field: Scalars['String']['output'];
  /** Where it comes from, in words: a metadata key, a document, a person, a default. */
  origin: Scalars['String']['output'];
  /** Unit, where it has one. */
  unit?: Maybe<Scalars['String']['output']>;
  /** The value. */
  value?: Maybe<Scalars['JSON']['output']>;
};

/** A text file to save. */
export type ExportedFile = {
  __typename?: 'ExportedFile';
  /** Its text. */
  content: Scalars['String']['output'];
  /** A name for it. */
  fileName: Scalars['String']['output'];
  /** What could not be said in this format. */
  problems: Array<Problem>;
};

/** How it was exposed. */
export type Exposure = {
  __typename?: 'Exposure';
  /** Exposure index. */
  exposureIndex?: Maybe<Scalars['Int']['output']>;
  /** Seconds. */
  exposureTimeSeconds?: Maybe<Scalars['Float']['output']>;
  /** ISO. */
  iso?: Maybe<Scalars['Int']['output']>;
  /** Stops of neutral density. */
  ndStops?: Maybe<Scalars['Float']['output']>;
  /** Degrees. */
  shutterAngle?: Maybe<Scalars['Float']['output']>;
};

/** Counts of one field. */
export type Facet = {
  __typename?: 'Facet';
  /** The field. */
  field: ClipFacet;
  /** Most frequent first. */
  values: Array<FacetValue>;
};

/** A value and how many results have it. */
export type FacetValue = {
  __typename?: 'FacetValue';
  /** How many results have it. */
  count: Scalars['Int']['output'];
  /** The value as text; use it in `field:value`. */
  value: Scalars['String']['output'];
};

/** A value with its origin. */
export type Fact = {
  __typename?: 'Fact';
  /** 1 where the camera states it, less where it is derived. */
  confidence: Scalars['Float']['output'];
  /** Dotted path, `color.whiteBalanceKelvin`. */
  field: Scalars['String']['output'];
  /** Where it was read. */
  origin: FactOrigin;
  /** The normalising rule that read it. */
  rule: Scalars['String']['output'];
  /** Where the value changes within the clip. */
  runs?: Maybe<Array<FactRun>>;
  /** Unit, where it has one. */
  unit?: Maybe<Scalars['String']['output']>;
  /** Of the first frame. */
  value?: Maybe<Scalars['JSON']['output']>;
};

/** Where a fact was read. */
export type FactOrigin = {
  __typename?: 'FactOrigin';
  /** Key in that source. */
  key: Scalars['String']['output'];
  /** Text as found. */
  raw: Scalars['String']['output'];
  /** Version of the reader. */
  readerVersion: Scalars['String']['output'];
  /** `exiftool`, `mediainfo`, `sidecar:NonRealTimeMeta`, `person`. */
  source: Scalars['String']['output'];
};

/** The value over a range of frames. */
export type FactRun = {
  __typename?: 'FactRun';
  /** First clip frame. */
  in: Scalars['Int']['output'];
  /** Clip frame after the last. */
  out: Scalars['Int']['output'];
  /** The value. */
  value?: Maybe<Scalars['JSON']['output']>;
};

/** A field and its new value. */
export type FieldCorrection = {
  /** Dotted path, `camera.index`. */
  field: Scalars['String']['input'];
  /** The value; null takes earlier corrections back. */
  value?: InputMaybe<Scalars['JSON']['input']>;
};

/** What a guardrail found. It goes by itself when its cause does. */
export type Finding = Node & {
  __typename?: 'Finding';
  /** The clip, where it is about one. */
  clip?: Maybe<Clip>;
  /** Which rule. */
  code?: Maybe<RuleCode>;
  /** Id or name of what it is about. */
  entityId: Scalars['String']['output'];
  /** What the rule saw. */
  evidence: Scalars['JSON']['output'];
  /** When it was first seen. */
  firstSeenAt: Scalars['DateTime']['output'];
  /** What would mend it. */
  fix?: Maybe<Scalars['String']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** One plain sentence. */
  message: Scalars['String']['output'];
  /** When its cause went. */
  resolvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is about: `CLIP`, `ROLL`, `PRODUCTION`, `DOCUMENT`, `EVENT`, `PULL` or `SETUP`. */
  scope: Scalars['String']['output'];
  /** How much it matters. */
  severity: Severity;
  /** Who accepted it, why and until when. */
  waiver?: Maybe<Waiver>;
};

/** A page of findings. */
export type FindingConnection = {
  __typename?: 'FindingConnection';
  /** The findings with their cursors. */
  edges: Array<FindingEdge>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** One finding and its cursor. */
export type FindingEdge = {
  __typename?: 'FindingEdge';
  /** For `after`. */
  cursor: Scalars['String']['output'];
  /** The finding. */
  node: Finding;
};

/** Which findings. */
export type FindingFilter = {
  /** About this clip. */
  clip?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these rules. */
  code?: InputMaybe<Array<RuleCode>>;
  /** Those whose cause has gone, too. */
  includeResolved?: InputMaybe<Scalars['Boolean']['input']>;
  /** Waived ones too. */
  includeWaived?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of any of these severities. */
  severity?: InputMaybe<Array<Severity>>;
};

/** A fix that can be done at once: `rereadTimeline` at `rereadRate`, or `resolveEvent` with `clip` and `offsetFrames`. */
export type FixAction = {
  __typename?: 'FixAction';
  /** The event is this clip. */
  clip?: Maybe<Clip>;
  /** Frames to add to the event's source labels. */
  offsetFrames?: Maybe<Scalars['Int']['output']>;
  /** Read the list again at this rate. */
  rereadRate?: Maybe<Scalars['FrameRate']['output']>;
};

/** Camera letter, model, sensor mode, codec and squeeze: the unit for which input transform and framing are decided once. */
export type FormatCard = Node & {
  __typename?: 'FormatCard';
  /** Who decided. */
  answeredBy?: Maybe<Scalars['String']['output']>;
  /** `A`, `B`. */
  cameraIndex?: Maybe<Scalars['String']['output']>;
  /** Codec. */
  codec?: Maybe<Scalars['String']['output']>;
  /** Documents attached to this card. */
  documents: Array<Document>;
  /** Framing, as decided. */
  framing?: Maybe<Scalars['String']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** ACES input transform id, as decided. */
  inputTransform?: Maybe<Scalars['String']['output']>;
  /** The parts joined, as a person would say them. */
  key: Scalars['String']['output'];
  /** Camera model. */
  model?: Maybe<Scalars['String']['output']>;
  /** Sensor mode. */
  sensorMode?: Maybe<Scalars['String']['output']>;
  /** Anamorphic squeeze. */
  squeeze?: Maybe<Scalars['String']['output']>;
};

/** Clip frames. */
export type FrameRange = {
  __typename?: 'FrameRange';
  /** First clip frame. */
  clipFrameIn: Scalars['Int']['output'];
  /** Clip frame after the last. */
  clipFrameOut: Scalars['Int']['output'];
};

/** What to take of an FDL; where absent, the canvas of the clip's size and the default intent's decision, without a template. */
export type FramingInput = {
  /** Canvas. */
  canvas?: InputMaybe<Scalars['String']['input']>;
  /** Framing decision. */
  decision?: InputMaybe<Scalars['String']['input']>;
  /** Cut to the protection area. */
  protection?: InputMaybe<Scalars['Boolean']['input']>;
  /** Canvas template. */
  template?: InputMaybe<Scalars['String']['input']>;
};

/** Where the text was found. */
export type Highlight = {
  __typename?: 'Highlight';
  /** Dotted path. */
  field: Scalars['String']['output'];
  /** The text, cut at the matches: even places plain, odd places found. */
  parts: Array<Scalars['String']['output']>;
};

/** Which render, clip and frame a file is. */
export type Identification = {
  __typename?: 'Identification';
  /** `HASH`, `HEADER`, `NAME` or null where it is not known. */
  by?: Maybe<Scalars['String']['output']>;
  /** The clip. */
  clip?: Maybe<Clip>;
  /** Clip frame, zero-based. */
  clipFrame?: Maybe<Scalars['Int']['output']>;
  /** In words. */
  message: Scalars['String']['output'];
  /** The render. */
  render?: Maybe<Render>;
};

/** What is known of the file. */
export type IdentifyInput = {
  /** Header fields (EXR attributes, container tags), where read. */
  header?: InputMaybe<Scalars['JSON']['input']>;
  /** Its name. */
  name: Scalars['String']['input'];
  /** SHA-256 of its bytes. */
  sha256?: InputMaybe<Scalars['String']['input']>;
};

/** A list to import. */
export type ImportTimelineInput = {
  /** The file. */
  content: TimelineContent;
  /** Labels are drop-frame, where the list does not say. */
  dropFrame?: InputMaybe<Scalars['Boolean']['input']>;
  /** File name; its extension helps to know the format. */
  name: Scalars['String']['input'];
  /** Slug of the production. */
  production: Scalars['String']['input'];
  /** Rate of the source labels, where the list does not say. */
  rate?: InputMaybe<Scalars['FrameRate']['input']>;
  /** Rate of the record labels, where it differs. */
  recordRate?: InputMaybe<Scalars['FrameRate']['input']>;
};

/** What came of `importTimeline`. */
export type ImportTimelinePayload = {
  __typename?: 'ImportTimelinePayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The stored timeline, matched. */
  timeline?: Maybe<Timeline>;
};

/** A registration of footage. */
export type Ingest = Node & {
  __typename?: 'Ingest';
  /** Who asked. */
  actor: Scalars['String']['output'];
  /** Clips that they make. */
  clipCount: Scalars['Int']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** Files seen. */
  fileCount: Scalars['Int']['output'];
  /** When it ended. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Clips that were not known before. */
  newCount: Scalars['Int']['output'];
  /** Path under it. */
  path: Scalars['String']['output'];
  /** What was wrong on the way. */
  problems: Array<Problem>;
  /** How far its inspection is. */
  progress: IngestProgress;
  /** Name of the media root. */
  root: Scalars['String']['output'];
  /** Where it stands. */
  state: IngestState;
};

/** What to register. */
export type IngestInput = {
  /** Folders, files, `root:path`, `s3://` prefixes, or an ALE or CSV of clips whose media is not here yet. Such lists within a folder count too. */
  paths: Array<Scalars['String']['input']>;
  /** Slug of the production. */
  production: Scalars['String']['input'];
};

/** What came of `ingest`. */
export type IngestPayload = {
  __typename?: 'IngestPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** One for each path that could be registered, in order. */
  ingests: Array<Ingest>;
};

/** How far an ingest is. */
export type IngestProgress = {
  __typename?: 'IngestProgress';
  /** Nothing more will come. */
  done: Scalars['Boolean']['output'];
  /** Clips whose inspection failed. */
  failedCount: Scalars['Int']['output'];
  /** The ingest. */
  ingest: Ingest;
  /** Clips inspected. */
  inspectedCount: Scalars['Int']['output'];
  /** Clips to inspect in all. */
  totalCount: Scalars['Int']['output'];
  /** Why clips wait that a worker had taken up: their drive is away, for one. Null while nothing is in the way. */
  waitingFor?: Maybe<Scalars['String']['output']>;
};

/** Where an ingest stands. */
export type IngestState =
  /** All read. */
  | 'DONE'
  /** Could not go on. */
  | 'FAILED'
  /** Reading the clips' metadata. */
  | 'INSPECTING'
  /** Looking at the folders. */
  | 'WALKING';

/** A piece of work. */
export type Job = Node & {
  __typename?: 'Job';
  /** How often it was begun. */
  attempt: Scalars['Int']['output'];
  /** When it last changed; `jobChanged` goes on from here after a lost connection. */
  changedAt: Scalars['DateTime']['output'];
  /** The clip it is about. */
  clip?: Maybe<Clip>;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** When it ended. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** What kind. */
  kind: JobKind;
  /** One sentence for people. */
  message?: Maybe<Scalars['String']['output']>;
  /** How urgent. */
  priority: Priority;
  /** 0 to 1. */
  progress: Scalars['Float']['output'];
  /** The render it makes. */
  render?: Maybe<Render>;
  /** When it was last begun. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  state: JobState;
};

/** A page of jobs. */
export type JobConnection = {
  __typename?: 'JobConnection';
  /** The jobs with their cursors. */
  edges: Array<JobEdge>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** One job and its cursor. */
export type JobEdge = {
  __typename?: 'JobEdge';
  /** For `after`. */
  cursor: Scalars['String']['output'];
  /** The job. */
  node: Job;
};

/** Which jobs. */
export type JobFilter = {
  /** About this clip. */
  clip?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these kinds. */
  kind?: InputMaybe<Array<JobKind>>;
  /** In any of these states. */
  state?: InputMaybe<Array<JobState>>;
};

/** Which job. */
export type JobInput = {
  /** The job. */
  id: Scalars['ID']['input'];
};

/** What kind of work. */
export type JobKind =
  /** Runs guardrails. */
  | 'CHECK'
  /** Writes the search index. */
  | 'INDEX'
  /** Reads a clip's metadata. */
  | 'INSPECT'
  /** Makes pictures. */
  | 'RENDER'
  /** Hashes files against their MHL. */
  | 'VERIFY';

/** What came of a change to a job. */
export type JobPayload = {
  __typename?: 'JobPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The job, as it is now. */
  job?: Maybe<Job>;
};

/** Where work stands. */
export type JobState =
  /** Stopped by a person. */
  | 'CANCELLED'
  /** Done. */
  | 'DONE'
  /** Gave up; see `message`. */
  | 'FAILED'
  /** Waits. */
  | 'QUEUED'
  /** At work. */
  | 'RUNNING';

/** The lens, at the first frame. */
export type Lens = {
  __typename?: 'Lens';
  /** F-number. */
  fNumber?: Maybe<Scalars['Float']['output']>;
  /** Millimetres. */
  focalLengthMm?: Maybe<Scalars['Float']['output']>;
  /** Metres. */
  focusDistanceMetres?: Maybe<Scalars['Float']['output']>;
  /** Maker. */
  make?: Maybe<Scalars['String']['output']>;
  /** Model. */
  model?: Maybe<Scalars['String']['output']>;
  /** Serial number. */
  serial?: Maybe<Scalars['String']['output']>;
  /** T-stop. */
  tStop?: Maybe<Scalars['Float']['output']>;
};

/** What came of `makeSeedProduction`. */
export type MakeSeedProductionPayload = {
  __typename?: 'MakeSeedProductionPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** Where it stands. */
  seed?: Maybe<Seed>;
};

/** A marker or locator. */
export type Marker = {
  __typename?: 'Marker';
  /** Colour as written. */
  color?: Maybe<Scalars['String']['output']>;
  /** Text. */
  text: Scalars['String']['output'];
  /** Record label. */
  timecode?: Maybe<Scalars['Timecode']['output']>;
};

/** A clip that could be meant. */
export type MatchCandidate = {
  __typename?: 'MatchCandidate';
  /** The clip. */
  clip: Clip;
  /** First clip frame, were it this one. */
  clipFrameIn?: Maybe<Scalars['Int']['output']>;
  /** Clip frame after the last. */
  clipFrameOut?: Maybe<Scalars['Int']['output']>;
  /** What speaks for and against it. */
  reasons: Array<Reason>;
  /** 0 to 1. */
  score: Scalars['Float']['output'];
  /** 1 identity to 7 timecode only. */
  tier: Scalars['Int']['output'];
};

/** What came of matching an event. */
export type MatchState =
  /** Several clips fit; a person decides. */
  | 'AMBIGUOUS'
  /** Black, bars, a title. */
  | 'GENERATED'
  /** One clip, all frames. */
  | 'MATCHED'
  /** One clip; frames are missing at the head or the tail. */
  | 'MATCHED_PARTIAL'
  /** The name is known; its timecode lies elsewhere. */
  | 'NAME_ONLY'
  /** Not from a camera: graphics, stock, sound. */
  | 'NON_CAMERA'
  /** The clip is known; no copy of it is present. */
  | 'OFFLINE_KNOWN'
  /** Only the timecode fits. */
  | 'TC_ONLY'
  /** Nothing fits. */
  | 'UNMATCHED';

/** How many events are in a state. */
export type MatchStateCount = {
  __typename?: 'MatchStateCount';
  /** How many. */
  count: Scalars['Int']['output'];
  /** The state. */
  state: MatchState;
};

/** Someone who may see a production. */
export type Member = {
  __typename?: 'Member';
  /** Name of the token or of the person. */
  name: Scalars['String']['output'];
  /** What they may do here. */
  role: Role;
};

/** What a roll's MHL says. */
export type MhlState =
  /** There is no manifest. */
  | 'ABSENT'
  /** A hash or the chain does not agree. */
  | 'FAILED'
  /** Files are missing. */
  | 'INCOMPLETE'
  /** Not checked yet. */
  | 'UNVERIFIED'
  /** Complete and intact. */
  | 'VERIFIED';

/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Says once how a camera format is coded; holds for all clips of the card, also those that come later. */
  answerFormatCard: AnswerFormatCardPayload;
  /** Lets a pull that waits for approval begin. */
  approvePull: PullPayload;
  /** Out of search and matching, or back again; never deletes media. */
  archiveClips: ArchiveClipsPayload;
  /** AMF, FDL, CDL or LUT to a production, roll, format card or clip; the nearest wins. */
  attachDocument: AttachDocumentPayload;
  /** Stops a job; what it has published stays. */
  cancelJob: JobPayload;
  /** Cancels a pull and its waiting work. */
  cancelPull: PullPayload;
  /** Turns a guardrail of a production off or on, or sets its severity and thresholds; its findings are looked at again. */
  configureRule: ConfigureRulePayload;
  /** A person overrides facts of one or many clips, with a reason. */
  correctFields: CorrectFieldsPayload;
  /** A new production. */
  createProduction: CreateProductionPayload;
  /** A new API token; its secret is shown once. */
  createToken: CreateTokenPayload;
  /** Calls a URL when an ingest or a pull has finished. */
  createWebhook: CreateWebhookPayload;
  /** Applies, rejects or takes back a proposed naming rule. */
  decideNamingRule: DecideNamingRulePayload;
  /** Forgets a saved search. */
  deleteSavedSearch: DeleteSavedSearchPayload;
  /** Forgets a webhook and the calls it still waits for. */
  deleteWebhook: DeleteWebhookPayload;
  /** Takes a document off a production, roll, format card or clip; the next nearest holds from then on. */
  detachDocument: AttachDocumentPayload;
  /** Reads a list, stores it and matches its events. */
  importTimeline: ImportTimelinePayload;
  /** Registers footage and queues its inspection. The same footage twice changes nothing. */
  ingest: IngestPayload;
  /** Makes the seed production in an empty catalogue, for administrators; `service { seed }` says how far it is. */
  makeSeedProduction: MakeSeedProductionPayload;
  /** Moves a waiting job up or down. */
  prioritiseJob: JobPayload;
  /** Matches a stored timeline again, against what the catalogue holds now. */
  rematchTimeline: ImportTimelinePayload;
  /** Takes a production's own recipe away; what was rendered with it stays. */
  removeRecipe: RecipePayload;
  /** Plans the deliverables of a timeline and queues them; `dryRun` plans only. */
  requestPull: RequestPullPayload;
  /** Renders one clip or a part of it. */
  requestRender: RequestRenderPayload;
  /** Reads a stored timeline again at other rates, or as drop-frame, and matches it; what people decided stays with its events. */
  rereadTimeline: ImportTimelinePayload;
  /** An editor picks a candidate, or says that none fits; audited, reversible. */
  resolveEvent: ResolveEventPayload;
  /** Queues a failed or cancelled job again. */
  retryJob: JobPayload;
  /** Begins a failed or cancelled pull again: what is done stays, the rest is queued. */
  retryPull: PullPayload;
  /** Ends a token at once. */
  revokeToken: RevokeTokenPayload;
  /** Runs the guardrails now. */
  runChecks: RunChecksPayload;
  /** A production's own recipe: a built-in one with other defaults. One of the same name is replaced. */
  saveRecipe: RecipePayload;
  /** Keeps a search under a name for everyone in the production. */
  saveSearch: SaveSearchPayload;
  /** Renames a production or changes its settings. */
  updateProduction: UpdateProductionPayload;
  /** Hashes a roll against its manifests now. */
  verifyRoll: JobPayload;
  /** Accepts a finding for its present cause, with a reason and an end date. */
  waiveFinding: WaiveFindingPayload;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationAnswerFormatCardArgs = {
  input: AnswerFormatCardInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationApprovePullArgs = {
  input: ApprovePullInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationArchiveClipsArgs = {
  input: ArchiveClipsInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationAttachDocumentArgs = {
  input: AttachDocumentInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationCancelJobArgs = {
  input: JobInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationCancelPullArgs = {
  input: CancelPullInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationConfigureRuleArgs = {
  input: ConfigureRuleInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationCorrectFieldsArgs = {
  input: CorrectFieldsInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationCreateProductionArgs = {
  input: CreateProductionInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationCreateTokenArgs = {
  input: CreateTokenInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationCreateWebhookArgs = {
  input: CreateWebhookInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationDecideNamingRuleArgs = {
  input: DecideNamingRuleInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationDeleteSavedSearchArgs = {
  input: DeleteSavedSearchInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationDeleteWebhookArgs = {
  input: DeleteWebhookInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationDetachDocumentArgs = {
  input: DetachDocumentInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationImportTimelineArgs = {
  input: ImportTimelineInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationIngestArgs = {
  input: IngestInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationPrioritiseJobArgs = {
  input: PrioritiseJobInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationRematchTimelineArgs = {
  input: RematchTimelineInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationRemoveRecipeArgs = {
  input: RemoveRecipeInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationRequestPullArgs = {
  input: RequestPullInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationRequestRenderArgs = {
  input: RequestRenderInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationRereadTimelineArgs = {
  input: RereadTimelineInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationResolveEventArgs = {
  input: ResolveEventInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationRetryJobArgs = {
  input: JobInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationRetryPullArgs = {
  input: RetryPullInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationRevokeTokenArgs = {
  input: RevokeTokenInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationRunChecksArgs = {
  input: RunChecksInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationSaveRecipeArgs = {
  input: SaveRecipeInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationSaveSearchArgs = {
  input: SaveSearchInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationUpdateProductionArgs = {
  input: UpdateProductionInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationVerifyRollArgs = {
  input: VerifyRollInput;
};


/** Writing. Every write is in the audit trail. Expected refusals come back in the payload's `errors`. */
export type MutationWaiveFindingArgs = {
  input: WaiveFindingInput;
};

/** What the learner proposes. */
export type NamingRule = {
  __typename?: 'NamingRule';
  /** The corrections it was learned from. */
  evidence: Scalars['JSON']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** `PATTERN` or `OFFSET`. */
  kind: Scalars['String']['output'];
  /** What it rests on, in a sentence. */
  message: Scalars['String']['output'];
  /** The rule. */
  rule: Scalars['JSON']['output'];
  /** `PROPOSED`, `APPLIED` or `REJECTED`. */
  state: Scalars['String']['output'];
};

/** The clips before and after on the same roll. */
export type Neighbours = {
  __typename?: 'Neighbours';
  /** The one after. */
  next?: Maybe<Clip>;
  /** The one before. */
  previous?: Maybe<Clip>;
};

/** Anything with an id of its own. Ids are opaque, unique over all types, and stay the same. */
export type Node = {
  /** Opaque and stable; good for `node(id:)`. */
  id: Scalars['ID']['output'];
};

/** Which way. */
export type OrderDirection =
  /** Smallest first. */
  | 'ASC'
  /** Largest first. */
  | 'DESC';

/** A published file. */
export type Output = {
  __typename?: 'Output';
  /** The clip frame that it shows. */
  clipFrame?: Maybe<Scalars['Int']['output']>;
  /** Its frame number. */
  frame?: Maybe<Scalars['Int']['output']>;
  /** `plate`, `amf`, `fdl`, `still`, `proxy`, `trim`, `report`. */
  kind: Scalars['String']['output'];
  /** Path under the output folder. */
  path: Scalars['String']['output'];
  /** SHA-256. */
  sha256?: Maybe<Scalars['String']['output']>;
  /** Bytes. */
  sizeBytes: Scalars['BigInt']['output'];
  /** Address of the file, good for one hour. */
  url: Scalars['String']['output'];
};

/** A file of a package. */
export type PackageFile = {
  __typename?: 'PackageFile';
  /** Path in the package. */
  path: Scalars['String']['output'];
  /** Bytes. */
  sizeBytes: Scalars['BigInt']['output'];
  /** Address of the file, good for one hour. */
  url: Scalars['String']['output'];
};

/** Where a page of a connection lies in the whole. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last edge; give it as `after` for the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** There is more after `endCursor`. */
  hasNextPage: Scalars['Boolean']['output'];
  /** There was something before `startCursor`. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge. Cursors are signed, and good only for the list and the filter that they came from. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** How plates are numbered that were delivered before. */
export type PlateNumbering =
  /** Frames that were delivered keep their numbers: a longer head begins before the first number. */
  | 'KEEP'
  /** Every plate begins at the first number. */
  | 'RESTART';

/** Which job, and how urgent. */
export type PrioritiseJobInput = {
  /** The job. */
  id: Scalars['ID']['input'];
  /** How urgent. */
  priority: Priority;
};

/** How urgent. */
export type Priority =
  /** When nothing else waits. */
  | 'BACKGROUND'
  /** As usual. */
  | 'NORMAL'
  /** Before everything else that waits. */
  | 'RUSH';

/** Something about one input that a person should know. Reading went on all the same. */
export type Problem = {
  __typename?: 'Problem';
  /** `A001C003.mov`, `list.edl:41:9`, or a key of the raw metadata. */
  at?: Maybe<Scalars['String']['output']>;
  /** SCREAMING_SNAKE, stable. */
  code: Scalars['String']['output'];
  /** One plain sentence. */
  message: Scalars['String']['output'];
  /** How much it matters. */
  severity: Severity;
};

/** A show: everything belongs to one, and nobody sees across. */
export type Production = Node & {
  __typename?: 'Production';
  /** How many clips it holds, archived ones apart. */
  clipCount: Scalars['Int']['output'];
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** AMF, FDL, CDL, LUT and MHL as received. */
  documents: DocumentConnection;
  /** The project counts drop-frame timecode. */
  dropFrame: Scalars['Boolean']['output'];
  /** Camera set-ups for which input transform and framing are decided once. */
  formatCards: Array<FormatCard>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** The newest ingests. */
  ingests: Array<Ingest>;
  /** Who may see this production. */
  members: Array<Member>;
  /** Pulls, newest first. */
  pulls: PullConnection;
  /** Project rate. */
  rate: Scalars['FrameRate']['output'];
  /** Cards and magazines, by day and name. */
  rolls: RollConnection;
  /** The guardrails as this production has them. */
  rules: Array<ProductionRule>;
  /** Searches that were kept. */
  savedSearches: Array<SavedSearch>;
  /** Guardrail thresholds, naming templates, recipes of its own. */
  settings: Scalars['JSON']['output'];
  /** Short name for addresses and commands, `harbour`. */
  slug: Scalars['String']['output'];
  /** Imported timelines, newest first. */
  timelines: TimelineConnection;
  /** As people say it. */
  title: Scalars['String']['output'];
};


/** A show: everything belongs to one, and nobody sees across. */
export type ProductionDocumentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A show: everything belongs to one, and nobody sees across. */
export type ProductionIngestsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A show: everything belongs to one, and nobody sees across. */
export type ProductionPullsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A show: everything belongs to one, and nobody sees across. */
export type ProductionRollsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A show: everything belongs to one, and nobody sees across. */
export type ProductionTimelinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of productions. */
export type ProductionConnection = {
  __typename?: 'ProductionConnection';
  /** The productions with their cursors. */
  edges: Array<ProductionEdge>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** One production and its cursor. */
export type ProductionEdge = {
  __typename?: 'ProductionEdge';
  /** For `after`. */
  cursor: Scalars['String']['output'];
  /** The production. */
  node: Production;
};

/** A guardrail as a production has it. */
export type ProductionRule = {
  __typename?: 'ProductionRule';
  /** The production has set something of it. */
  changed: Scalars['Boolean']['output'];
  /** Not run in this production. */
  off: Scalars['Boolean']['output'];
  /** The rule with its defaults. */
  rule: Rule;
  /** Thresholds in force. */
  settings: Scalars['JSON']['output'];
  /** How much its findings matter here, where the production says otherwise than the rule. */
  severity?: Maybe<Severity>;
};

/** The deliverables of a timeline: planned, rendered, packed. */
export type Pull = Node & {
  __typename?: 'Pull';
  /** Who asked. */
  actor: Scalars['String']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** When it ended. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Handles in source frames, each side. */
  handles: Scalars['Int']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** What lies in the package, to be fetched; empty until it is delivered. At most 10,000 files. */
  packageFiles: Array<PackageFile>;
  /** Folder of the package, once delivered. */
  packagePath?: Maybe<Scalars['String']['output']>;
  /** What is to be made. */
  plan: PullPlan;
  /** How urgent. */
  priority: Priority;
  /** The production. */
  production: Production;
  /** How far it is. */
  progress: PullProgress;
  /** Name of the recipe. */
  recipe: Scalars['String']['output'];
  /** Its renders. */
  renders: RenderConnection;
  /** Where it stands. */
  state: PullState;
  /** The timeline it was made from. */
  timeline?: Maybe<Timeline>;
  /** Version of the delivery. */
  version: Scalars['Int']['output'];
};


/** The deliverables of a timeline: planned, rendered, packed. */
export type PullRendersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of pulls. */
export type PullConnection = {
  __typename?: 'PullConnection';
  /** The pulls with their cursors. */
  edges: Array<PullEdge>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** One pull and its cursor. */
export type PullEdge = {
  __typename?: 'PullEdge';
  /** For `after`. */
  cursor: Scalars['String']['output'];
  /** The pull. */
  node: Pull;
};

/** Which pulls. */
export type PullFilter = {
  /** In any of these states. */
  state?: InputMaybe<Array<PullState>>;
};

/** One plate of a pull. */
export type PullItem = {
  __typename?: 'PullItem';
  /** The clip. */
  clip?: Maybe<Clip>;
  /** First clip frame, handles included. */
  clipFrameIn: Scalars['Int']['output'];
  /** Clip frame after the last. */
  clipFrameOut: Scalars['Int']['output'];
  /** Numbers of the events that it serves. */
  eventNumbers: Array<Scalars['String']['output']>;
  /** Name of the deliverable. */
  name: Scalars['String']['output'];
  /** What stands in the way. */
  problems: Array<Problem>;
  /** A render that exists already is used. */
  reused: Scalars['Boolean']['output'];
};

/** What came of a change to a pull. */
export type PullPayload = {
  __typename?: 'PullPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The pull, as it is now. */
  pull?: Maybe<Pull>;
};

/** What a pull is to make. */
export type PullPlan = {
  __typename?: 'PullPlan';
  /** True where nothing like it was rendered here yet: the bytes and seconds are then those of another machine. */
  estimateIsGuess?: Maybe<Scalars['Boolean']['output']>;
  /** Bytes, about. */
  estimatedBytes?: Maybe<Scalars['BigInt']['output']>;
  /** Seconds, about, on the workers there are. */
  estimatedSeconds?: Maybe<Scalars['Float']['output']>;
  /** What stands in the way or should be known. */
  findings: Array<Problem>;
  /** Frames to render. */
  frameCount: Scalars['Int']['output'];
  /** One for each plate. */
  items: Array<PullItem>;
  /** Renders that exist already and are used again. */
  reusedCount: Scalars['Int']['output'];
};

/** How far a pull is. */
export type PullProgress = {
  __typename?: 'PullProgress';
  /** Nothing more will come. */
  done: Scalars['Boolean']['output'];
  /** Renders done. */
  doneCount: Scalars['Int']['output'];
  /** Renders failed. */
  failedCount: Scalars['Int']['output'];
  /** The pull. */
  pull: Pull;
  /** Renders in all. */
  totalCount: Scalars['Int']['output'];
};

/** Where a pull stands. */
export type PullState =
  /** Approved, not started. */
  | 'APPROVED'
  /** Stopped by a person. */
  | 'CANCELLED'
  /** Delivered. */
  | 'DONE'
  /** At least one render failed; the rest is there. */
  | 'FAILED'
  /** Planned only. */
  | 'PLANNED'
  /** At work. */
  | 'RUNNING';

/** Who gets which plates. */
export type PullVendorInput = {
  /** The plates of these events. */
  eventNumbers: Array<Scalars['String']['input']>;
  /** Name of its package. */
  name: Scalars['String']['input'];
};

/** Reading. What a token may not see does not exist for it. */
export type Query = {
  __typename?: 'Query';
  /** Who did what, newest first; for operators and administrators. */
  audit: AuditConnection;
  /** One clip. */
  clip?: Maybe<Clip>;
  /**
   * Clips of a production: by free text and `field:value` (`search`), by exact filters, or all of them. `skip` leaves out hits behind `after`, or from the top.
   * `fuzzy`: where nothing is found, the clips of what was perhaps meant (`corrected` then says so).
   */
  clips: ClipConnection;
  /** Several clips at once, in the order of the ids, null where one does not exist; at most 1,000. */
  clipsByIds: Array<Maybe<Clip>>;
  /** Clips whose name, in any of its spellings, is this one. */
  clipsByName: Array<Clip>;
  /** Why clips look different: the first node where they part, then the rest. */
  compareClips: ClipComparison;
  /** What changed between two versions of a cut, to the frame. */
  compareTimelines: TimelineComparison;
  /** Engines that render, and formats that wait for their maker's engine to be plugged in. */
  engines: Array<RenderEngine>;
  /** A result set as a file: CSV or ALE. */
  exportClips: ExportedFile;
  /** What each event of a timeline was matched to, as CSV. */
  exportMatches: ExportedFile;
  /** An imported timeline written as a list in another format or repaired: reels and names as the matched clips have them. */
  exportTimeline: ExportedFile;
  /** What the guardrails found. */
  findings: FindingConnection;
  /** Which render, clip and frame a delivered file is, by its name, hash or header (see `POST /upload/identify`). */
  identify: Identification;
  /** Work, newest first. */
  jobs: JobConnection;
  /** Which clip and which frames each event is made of; up to 10,000 events a call, given as variables. Nothing is stored. */
  matchEvents: Array<EventMatch>;
  /** What the learner proposes about a production's naming and offsets; never applied unseen. */
  namingRules: Array<NamingRule>;
  /** Any thing by its id. */
  node?: Maybe<Node>;
  /** One production by its slug. */
  production?: Maybe<Production>;
  /** Every production that the token may see, by slug. */
  productions: ProductionConnection;
  /** One pull. */
  pull?: Maybe<Pull>;
  /** Pulls of a production, newest first. */
  pulls: PullConnection;
  /** What can be delivered, and how. */
  recipes: Array<Recipe>;
  /** A report that people hand over: HTML that is ready to print, or CSV. */
  report: ExportedFile;
  /** The guardrails, as they are documented. */
  rules: Array<Rule>;
  /** The fields that a search may name, for completion. */
  searchFields: Array<SearchField>;
  /** What this service is, and which engines it can reach. */
  service: Service;
  /** One imported timeline. */
  timeline?: Maybe<Timeline>;
  /** API tokens; for administrators. */
  tokens: Array<ApiToken>;
  /** Who is asking. */
  viewer: Viewer;
  /** Webhooks of a production; for its administrators. */
  webhooks: Array<Webhook>;
};


/** Reading. What a token may not see does not exist for it. */
export type QueryAuditArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  production: Scalars['String']['input'];
  subject?: InputMaybe<Scalars['ID']['input']>;
};


/** Reading. What a token may not see does not exist for it. */
export type QueryClipArgs = {
  id: Scalars['ID']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryClipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ClipFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  fuzzy?: InputMaybe<Scalars['Boolean']['input']>;
  orderBy?: InputMaybe<ClipOrder>;
  production: Scalars['String']['input'];
  search?: InputMaybe<Scalars['String']['input']>;
  skip?: InputMaybe<Scalars['Int']['input']>;
};


/** Reading. What a token may not see does not exist for it. */
export type QueryClipsByIdsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Reading. What a token may not see does not exist for it. */
export type QueryClipsByNameArgs = {
  name: Scalars['String']['input'];
  production: Scalars['String']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryCompareClipsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Reading. What a token may not see does not exist for it. */
export type QueryCompareTimelinesArgs = {
  newer: Scalars['ID']['input'];
  older: Scalars['ID']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryExportClipsArgs = {
  filter?: InputMaybe<ClipFilter>;
  format: ClipExportFormat;
  production: Scalars['String']['input'];
  search?: InputMaybe<Scalars['String']['input']>;
};


/** Reading. What a token may not see does not exist for it. */
export type QueryExportMatchesArgs = {
  id: Scalars['ID']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryExportTimelineArgs = {
  format: TimelineFormat;
  id: Scalars['ID']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  production: Scalars['String']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryIdentifyArgs = {
  input: IdentifyInput;
};


/** Reading. What a token may not see does not exist for it. */
export type QueryJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<JobFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  production: Scalars['String']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryMatchEventsArgs = {
  events: Array<EventInput>;
  production: Scalars['String']['input'];
  rate?: InputMaybe<Scalars['FrameRate']['input']>;
};


/** Reading. What a token may not see does not exist for it. */
export type QueryNamingRulesArgs = {
  production: Scalars['String']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryProductionArgs = {
  slug: Scalars['String']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryProductionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reading. What a token may not see does not exist for it. */
export type QueryPullArgs = {
  id: Scalars['ID']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryPullsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PullFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  production: Scalars['String']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryRecipesArgs = {
  production?: InputMaybe<Scalars['String']['input']>;
};


/** Reading. What a token may not see does not exist for it. */
export type QueryReportArgs = {
  input: ReportInput;
};


/** Reading. What a token may not see does not exist for it. */
export type QueryTimelineArgs = {
  id: Scalars['ID']['input'];
};


/** Reading. What a token may not see does not exist for it. */
export type QueryWebhooksArgs = {
  production: Scalars['String']['input'];
};

/** Everything one reader saw of one file. */
export type RawMetadata = {
  __typename?: 'RawMetadata';
  /** The file. */
  path: Scalars['String']['output'];
  /** Version of the reader. */
  readerVersion: Scalars['String']['output'];
  /** The reader. */
  source: Scalars['String']['output'];
  /** Key to text, unchanged. */
  values: Scalars['JSON']['output'];
};

/** A machine-readable reason with its sentence. */
export type Reason = {
  __typename?: 'Reason';
  /** SCREAMING_SNAKE, stable. */
  code: Scalars['String']['output'];
  /** One plain sentence. */
  message: Scalars['String']['output'];
};

/** What can be delivered, and how. */
export type Recipe = {
  __typename?: 'Recipe';
  /** The built-in recipe that it is, or is made from. */
  base: RecipeName;
  /** What it makes, in a sentence. */
  description: Scalars['String']['output'];
  /** The name that commands take, `plate-aces2065-1`. */
  name: Scalars['String']['output'];
  /** Its parameters with types and defaults, as JSON Schema. */
  parameters: Scalars['JSON']['output'];
  /** For people. */
  title: Scalars['String']['output'];
};

/** Built-in recipe, from the list in `src/recipes`. */
export type RecipeName =
  /** DNxHR in MXF (OP1a, or OP-Atom) for Avid, look and Rec.709 view applied, with timecode and tape name. */
  | 'AVID_DNXHR_MXF'
  /** One JPEG with frames spread over the range, each with its timecode, look and Rec.709 view applied. */
  | 'CONTACT_SHEET'
  /** Half-float EXR frames in ACES2065-1 with lossless compression, an AMF beside them; no look is baked in. */
  | 'PLATE_ACES2065_1'
  /** Half-float EXR frames in ACEScg with lossless compression, an AMF beside them; no look is baked in. */
  | 'PLATE_ACESCG'
  /** DPX frames in the camera’s own log coding, full range RGB, an AMF beside them that says what is still to be applied. */
  | 'PLATE_LOG_DPX'
  /** Strict ACES image container (SMPTE ST 2065-4): uncompressed half-float EXR in ACES2065-1, an AMF beside it. */
  | 'PLATE_ST2065_4'
  /** MP4 with look and Rec.709 view applied, for review; burn-ins on request. */
  | 'PROXY_H264'
  /** QuickTime ProRes with look and Rec.709 view applied; the original’s name, timecode and reel. */
  | 'PROXY_PRORES'
  /** One JPEG through the look and the ACES 2 Rec.709 view (or the AMF’s own output transform). */
  | 'STILL'
  /** The original’s own packets (or files) for the range, with right timecode, reel and file name; a codec that cannot be cut is delivered whole, or refused. */
  | 'TRIM_ORIGINAL';

/** What came of a change to a production's recipes. */
export type RecipePayload = {
  __typename?: 'RecipePayload';
  /** Why not. */
  errors: Array<UserError>;
  /** All recipes of the production, as they are now. */
  recipes: Array<Recipe>;
};

/** Which timeline to match again. */
export type RematchTimelineInput = {
  /** The timeline. */
  id: Scalars['ID']['input'];
};

/** Which recipe to take away. */
export type RemoveRecipeInput = {
  /** Its name. */
  name: Scalars['String']['input'];
  /** Slug of the production. */
  production: Scalars['String']['input'];
};

/** One unit of rendering, named by its inputs: the same identity is the same result. */
export type Render = Node & {
  __typename?: 'Render';
  /** The clip. */
  clip: Clip;
  /** First clip frame. */
  clipFrameIn: Scalars['Int']['output'];
  /** Clip frame after the last. */
  clipFrameOut: Scalars['Int']['output'];
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** When it ended. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Hash of clip content, range, parameters, documents and engine version. */
  identity: Scalars['String']['output'];
  /** Folder of its outputs. */
  outputPath?: Maybe<Scalars['String']['output']>;
  /** Its files. */
  outputs: Array<Output>;
  /** The pull that it belongs to. */
  pull?: Maybe<Pull>;
  /** Name of the recipe. */
  recipe: Scalars['String']['output'];
  /** What it says it did: commands, versions, durations, problems. */
  report?: Maybe<Scalars['JSON']['output']>;
  /** What made it has changed since: what, in words. */
  stale?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  state: JobState;
};

/** A page of renders. */
export type RenderConnection = {
  __typename?: 'RenderConnection';
  /** The renders with their cursors. */
  edges: Array<RenderEdge>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** One render and its cursor. */
export type RenderEdge = {
  __typename?: 'RenderEdge';
  /** For `after`. */
  cursor: Scalars['String']['output'];
  /** The render. */
  node: Render;
};

/** A program that turns job files into pictures. */
export type RenderEngine = {
  __typename?: 'RenderEngine';
  /** It can render. */
  available: Scalars['Boolean']['output'];
  /** What it is. */
  description: Scalars['String']['output'];
  /** Source formats that it decodes. */
  formats: Array<Scalars['String']['output']>;
  /** Why it cannot, and what to do. */
  missing?: Maybe<Scalars['String']['output']>;
  /** As requests name it. */
  name: Scalars['String']['output'];
  /** For people. */
  title: Scalars['String']['output'];
  /** Part of every render's identity; null where it is not here. */
  version?: Maybe<Scalars['String']['output']>;
};

/** One form of a clip. */
export type Rendition = {
  __typename?: 'Rendition';
  /** Where it lies. */
  copies: Array<Copy>;
  /** Format that read it. */
  format?: Maybe<ClipFormat>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** What kind. */
  kind: RenditionKind;
  /** Its own name. */
  name: Scalars['String']['output'];
};

/** What kind of rendition. */
export type RenditionKind =
  /** Losslessly repacked. */
  | 'HDE'
  /** As the camera wrote it. */
  | 'ORIGINAL'
  /** Small, to cut with. */
  | 'PROXY'
  /** Another codec. */
  | 'TRANSCODE'
  /** A part of the original. */
  | 'TRIM';

/** As what a report is written. */
export type ReportFormat =
  /** For spreadsheets. */
  | 'CSV'
  /** One page, ready to print. */
  | 'HTML';

/** Which report. */
export type ReportInput = {
  /** Only this day. */
  day?: InputMaybe<Scalars['Date']['input']>;
  /** As what it is written. */
  format: ReportFormat;
  /** What it is about. */
  kind: ReportKind;
  /** Slug of the production. */
  production: Scalars['String']['input'];
  /** Only this roll, by name. */
  roll?: InputMaybe<Scalars['String']['input']>;
};

/** What a report is about. */
export type ReportKind =
  /** What each camera shot, roll by roll. */
  | 'CAMERA'
  /** Whether all of it is here and intact. */
  | 'COMPLETENESS';

/** What to deliver. */
export type RequestPullInput = {
  /** An older cut: only events that need frames which it did not read are pulled. */
  against?: InputMaybe<Scalars['ID']['input']>;
  /** How the sources are decoded, where not as their files say. */
  decode?: InputMaybe<Scalars['JSON']['input']>;
  /** Plan only. */
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** When it is due, for the shot list. */
  due?: InputMaybe<Scalars['String']['input']>;
  /** What comes before a plate's number: PL, FG, BG... */
  element?: InputMaybe<Scalars['String']['input']>;
  /** Name of an engine, instead of the usual one. */
  engine?: InputMaybe<Scalars['String']['input']>;
  /** Only these events, by number; all where absent. */
  eventNumbers?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Handles in source frames, each side. */
  handles?: InputMaybe<Scalars['Int']['input']>;
  /** Names of plates, `{shot}_{plate}` where neither this nor the production's setting `plateName` says another; tokens: show, shot, event, clip, plate. */
  nameTemplate?: InputMaybe<Scalars['String']['input']>;
  /** Wait for `approvePull`; the production's setting `pullsNeedApproval` where absent. */
  needsApproval?: InputMaybe<Scalars['Boolean']['input']>;
  /** Numbers of frames that were delivered before. */
  numbering?: InputMaybe<PlateNumbering>;
  /** Folder under the output folder; named by production and version where absent. */
  output?: InputMaybe<Scalars['String']['input']>;
  /** Parameters of the recipe. */
  parameters?: InputMaybe<Scalars['JSON']['input']>;
  /** How urgent. */
  priority?: InputMaybe<Priority>;
  /** Name of the recipe. */
  recipe: Scalars['String']['input'];
  /** The timeline. */
  timeline: Scalars['ID']['input'];
  /** A package for each vendor; one package where absent. */
  vendors?: InputMaybe<Array<PullVendorInput>>;
};

/** What came of `requestPull`. */
export type RequestPullPayload = {
  __typename?: 'RequestPullPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** What it makes. */
  plan?: Maybe<PullPlan>;
  /** The pull; null for a dry run. */
  pull?: Maybe<Pull>;
};

/** What to render. */
export type RequestRenderInput = {
  /** An AMF to use instead of the attached one. */
  amf?: InputMaybe<DocumentContent>;
  /** The clip. */
  clip: Scalars['ID']['input'];
  /** How the source is decoded, where not as its file says: demosaic, highlights, white balance, exposure index of a DNG; matrix and range of a movie. */
  decode?: InputMaybe<Scalars['JSON']['input']>;
  /** Name of an engine, instead of the usual one. */
  engine?: InputMaybe<Scalars['String']['input']>;
  /** Write pipeline, AMF and exact engine command instead of pictures. */
  explain?: InputMaybe<Scalars['Boolean']['input']>;
  /** An FDL to use instead of the attached one. */
  fdl?: InputMaybe<DocumentContent>;
  /** First clip frame, instead of `in`. */
  frameIn?: InputMaybe<Scalars['Int']['input']>;
  /** Clip frame after the last, instead of `out`. */
  frameOut?: InputMaybe<Scalars['Int']['input']>;
  /** Which canvas, framing decision and canvas template of the FDL, by id or label. */
  framing?: InputMaybe<FramingInput>;
  /** First label; the clip's first where absent. */
  in?: InputMaybe<Scalars['Timecode']['input']>;
  /** Label after the last; the clip's end where absent. */
  out?: InputMaybe<Scalars['Timecode']['input']>;
  /** Folder under the output folder. */
  output?: InputMaybe<Scalars['String']['input']>;
  /** Parameters of the recipe. */
  parameters?: InputMaybe<Scalars['JSON']['input']>;
  /** How urgent. */
  priority?: InputMaybe<Priority>;
  /** Name of the recipe. */
  recipe: Scalars['String']['input'];
};

/** What came of `requestRender`. */
export type RequestRenderPayload = {
  __typename?: 'RequestRenderPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** With `explain`: pipeline, AMF and command, as files. */
  explanation: Array<ExportedFile>;
  /** Its job; null where the result existed already. */
  job?: Maybe<Job>;
  /** The render. */
  render?: Maybe<Render>;
};

/** How to read a stored timeline again. What is absent comes from the list, else from the production, as at its import. */
export type RereadTimelineInput = {
  /** Labels are drop-frame. */
  dropFrame?: InputMaybe<Scalars['Boolean']['input']>;
  /** The timeline. */
  id: Scalars['ID']['input'];
  /** Rate of the source labels. */
  rate?: InputMaybe<Scalars['FrameRate']['input']>;
  /** Rate of the record labels, where it differs. */
  recordRate?: InputMaybe<Scalars['FrameRate']['input']>;
};

/** An event and what it is. */
export type ResolveEventInput = {
  /** The event's id. */
  event: Scalars['ID']['input'];
  /** Frames to add to the list's source labels for this clip; absent, the offset that is applied to its roll. */
  offsetFrames?: InputMaybe<Scalars['Int']['input']>;
  /** Why. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** What it is. */
  resolution: EventResolution;
};

/** What came of `resolveEvent`. */
export type ResolveEventPayload = {
  __typename?: 'ResolveEventPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The event, as it is now. */
  event?: Maybe<TimelineEvent>;
};

/** Which pull to begin again. */
export type RetryPullInput = {
  /** The pull. */
  id: Scalars['ID']['input'];
};

/** Which token to end. */
export type RevokeTokenInput = {
  /** The token's id. */
  id: Scalars['ID']['input'];
};

/** What came of `revokeToken`. */
export type RevokeTokenPayload = {
  __typename?: 'RevokeTokenPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The revoked token. */
  token?: Maybe<ApiToken>;
};

/** What a token or a person may do. Each role may do what those before it may. */
export type Role =
  /** Creates productions, tokens and webhooks. */
  | 'ADMINISTRATOR'
  /** Imports lists, resolves events, corrects fields, attaches documents, waives findings. */
  | 'EDITOR'
  /** Ingests, pulls, renders, steers jobs. */
  | 'OPERATOR'
  /** Reads. */
  | 'VIEWER';

/** A card or magazine. Its reel is the name stamped on it; the same name on another day or camera is another roll. */
export type Roll = Node & {
  __typename?: 'Roll';
  /** `A`, `B`. */
  cameraIndex?: Maybe<Scalars['String']['output']>;
  /** The camera's serial number. */
  cameraSerial?: Maybe<Scalars['String']['output']>;
  /** How many clips it holds. */
  clipCount: Scalars['Int']['output'];
  /** Its clips, by name. */
  clips: ClipConnection;
  /** Documents attached to this roll. */
  documents: Array<Document>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** `CAMERA` or `SOUND`. */
  kind: Scalars['String']['output'];
  /** What its MHL says. */
  mhlState: MhlState;
  /** The reel. */
  name: Scalars['String']['output'];
  /** The production. */
  production: Production;
  /** Day of shooting. */
  shootDay?: Maybe<Scalars['Date']['output']>;
  /** What the newest verification said; null where there was none. */
  verification?: Maybe<RollVerification>;
};


/** A card or magazine. Its reel is the name stamped on it; the same name on another day or camera is another roll. */
export type RollClipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of rolls. */
export type RollConnection = {
  __typename?: 'RollConnection';
  /** The rolls with their cursors. */
  edges: Array<RollEdge>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** One roll and its cursor. */
export type RollEdge = {
  __typename?: 'RollEdge';
  /** For `after`. */
  cursor: Scalars['String']['output'];
  /** The roll. */
  node: Roll;
};

/** What came of hashing a roll against its manifests. */
export type RollVerification = {
  __typename?: 'RollVerification';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** What did not agree, file by file; at most 100. */
  findings: Array<Problem>;
  /** In a sentence. */
  verdict: Scalars['String']['output'];
};

/** A guardrail. */
export type Rule = {
  __typename?: 'Rule';
  /** Its code. */
  code: RuleCode;
  /** Its plain sentence. */
  description: Scalars['String']['output'];
  /** Not run until a production turns it on. */
  offByDefault: Scalars['Boolean']['output'];
  /** Fields that it reads. */
  reads: Array<Scalars['String']['output']>;
  /** What it is about. */
  scope: Scalars['String']['output'];
  /** Thresholds with their defaults, which a production may set. */
  settings: Scalars['JSON']['output'];
  /** How much its findings matter. */
  severity: Severity;
};

/** Guardrail, from the list in `src/rules`. */
export type RuleCode =
  /** The clip that an AMF is for is not there, or there are several. */
  | 'AMF_CLIPID_UNRESOLVED'
  /** A LUT or CLF that an AMF names is not the one that it was made with. */
  | 'AMF_HASH_MISMATCH'
  /** The input transform of the AMF is for another camera, curve or EI. */
  | 'AMF_IDT_CAMERA_MISMATCH'
  /** No AMF and no CDL: the default look is used. */
  | 'AMF_NO_LOOK'
  /** An AMF does not follow its schema. */
  | 'AMF_SCHEMA_INVALID'
  /** An AMF names a transform that is not in the Academy's registry. */
  | 'AMF_UNKNOWN_TRANSFORM'
  /** AMFs of ACES 1 and ACES 2 in one production. */
  | 'AMF_VERSION_MIX'
  /** A look or a display curve is baked into the original. */
  | 'BAKED_LOOK'
  /** The date in the camera is wrong, or its timecode is not the time of day that it should be. */
  | 'CAMERA_CLOCK_WRONG'
  /** Nobody has said how a camera format is coded. */
  | 'CAMERA_FORMAT_UNKNOWN'
  /** A camera that the production has not approved. */
  | 'CAMERA_NOT_APPROVED'
  /** The CDL of the camera or its ALE, the one attached and the one in the AMF differ. */
  | 'CDL_MISMATCH'
  /** Two clips have one name. */
  | 'CLIP_NAME_COLLISION'
  /** Sound or another camera recorded a take that this camera has no clip of. */
  | 'COVERAGE_HOLE'
  /** A newer cut needs frames that were not delivered. */
  | 'CUT_CHANGED_AFTER_PULL'
  /** Drop-frame in one and not in the other: clip and production. */
  | 'DROPFRAME_MISMATCH'
  /** The camera dropped frames, or a clip has not as many as its timecode says. */
  | 'DROPPED_FRAMES'
  /** An external recorder may have written frames twice. */
  | 'DUPLICATE_FRAMES_SUSPECT'
  /** Several events share a plate. */
  | 'EVENT_DUPLICATE'
  /** No FDL: the full frame is used. */
  | 'FDL_ABSENT'
  /** No canvas of the FDL has the size of the clip. */
  | 'FDL_CANVAS_MISMATCH'
  /** A framing decision reaches beyond its canvas, or its protection is smaller than it. */
  | 'FDL_DECISION_OUTSIDE_CANVAS'
  /** The framed picture is narrower than delivery asks for. */
  | 'FDL_MIN_WIDTH'
  /** An FDL does not follow its schema. */
  | 'FDL_SCHEMA_INVALID'
  /** The squeeze of the FDL is not that of the lens. */
  | 'FDL_SQUEEZE_MISMATCH'
  /** A canvas template would enlarge the picture. */
  | 'FDL_UPRES'
  /** A clip gives fewer handles than were asked for. */
  | 'HANDLE_SHORT'
  /** Two readers give different timecode or length. */
  | 'INSPECTOR_DISAGREE'
  /** The look in the camera is not the show's. */
  | 'LOOK_MISMATCH'
  /** Several clips fit an event equally. */
  | 'MATCH_AMBIGUOUS'
  /** An event needs frames that its clip does not have. */
  | 'MATCH_PARTIAL'
  /** Metadata that the camera should have written is missing. */
  | 'METADATA_INCOMPLETE'
  /** A roll came without a manifest. */
  | 'MHL_ABSENT'
  /** The chain of manifests is broken: one is missing, changed, or numbered twice. */
  | 'MHL_CHAIN_BROKEN'
  /** A file on the roll stands in no manifest. */
  | 'MHL_EXTRA_FILE'
  /** A file is not the one that was hashed on set. */
  | 'MHL_HASH_MISMATCH'
  /** A file that the manifest names is not on disk. */
  | 'MHL_MISSING_FILE'
  /** A file was replaced by one of another kind with the same stem, as HDE does. */
  | 'MHL_TRANSCODE_RENAME'
  /** Cameras of one take do not overlap in timecode. */
  | 'MULTICAM_TC_DRIFT'
  /** A clip was shot at another rate than it plays. */
  | 'OFF_SPEED'
  /** A render has not as many frames as were asked for. */
  | 'OUTPUT_FRAME_COUNT'
  /** Timecode or reel in the header of a plate are not those of its source. */
  | 'OUTPUT_TC_HEADER'
  /** A clip plays at another rate than the production. */
  | 'PLAYBACK_RATE_MISMATCH'
  /** AMF, CDL or FDL have changed since a plate was made. */
  | 'PULL_STALE_LOOK'
  /** An event is retimed; the plate is at source speed. */
  | 'RETIME_NOT_REPRESENTABLE'
  /** Clip numbers of a roll are not contiguous. */
  | 'ROLL_CLIP_GAP'
  /** The same content was brought in twice. */
  | 'ROLL_DUPLICATE_CONTENT'
  /** Two rolls of different content have one name. */
  | 'ROLL_DUPLICATE_NAME'
  /** Card numbers of a camera are not contiguous. */
  | 'ROLL_REEL_GAP'
  /** The folders of a card are no longer as the camera made them. */
  | 'ROLL_STRUCTURE_CHANGED'
  /** A file in the middle of a clip is missing. */
  | 'SEGMENT_MISSING'
  /** A file of a clip is empty. */
  | 'SEGMENT_ZERO_BYTE'
  /** Clips of one setup differ in EI. */
  | 'SETUP_EI_MIXED'
  /** Clips of one setup differ in transfer function. */
  | 'SETUP_GAMMA_MIXED'
  /** Clips of one setup differ in primaries. */
  | 'SETUP_GAMUT_MIXED'
  /** Clips of one setup differ in squeeze. */
  | 'SETUP_LENS_SQUEEZE_MIXED'
  /** Clips of one setup differ in resolution. */
  | 'SETUP_RESOLUTION_MIXED'
  /** Clips of one setup differ in shutter angle. */
  | 'SETUP_SHUTTER_MIXED'
  /** Clips of one setup differ in white balance. */
  | 'SETUP_WB_MIXED'
  /** A sidecar or export that this camera writes, or that the other clips of the roll have, is not there. */
  | 'SIDECAR_MISSING'
  /** A take has no sound. */
  | 'SOUND_UNMATCHED'
  /** Timecode counts another number of frames a second than the production. */
  | 'TC_BASE_MISMATCH'
  /** A clip runs through midnight. */
  | 'TC_CROSSES_MIDNIGHT'
  /** Timecode breaks within a clip. */
  | 'TC_DISCONTINUOUS'
  /** A clip begins at a label that drop-frame skips. */
  | 'TC_ILLEGAL_DF_LABEL'
  /** A clip has no timecode. */
  | 'TC_MISSING'
  /** Two clips of one roll have the same timecode. */
  | 'TC_OVERLAP_IN_REEL'
  /** A clip begins at 00:00:00:00, as one does whose timecode was never set. */
  | 'TC_ZERO';

/** Where to run the guardrails. */
export type RunChecksInput = {
  /** Slug of the production. */
  production: Scalars['String']['input'];
};

/** What came of `runChecks`. */
export type RunChecksPayload = {
  __typename?: 'RunChecksPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** How many are new. */
  newCount: Scalars['Int']['output'];
  /** How many findings stand now, waived ones apart. */
  openCount: Scalars['Int']['output'];
  /** How many went because their cause did. */
  resolvedCount: Scalars['Int']['output'];
};

/** A recipe of a production. */
export type SaveRecipeInput = {
  /** The built-in recipe that it is made from. */
  base: RecipeName;
  /** What it makes, in a sentence. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Lower-case letters, digits and hyphens. */
  name: Scalars['String']['input'];
  /** Defaults of its own. */
  parameters?: InputMaybe<Scalars['JSON']['input']>;
  /** Slug of the production. */
  production: Scalars['String']['input'];
  /** For people. */
  title: Scalars['String']['input'];
};

/** A search to keep. */
export type SaveSearchInput = {
  /** Its name; the same name again replaces it. */
  name: Scalars['String']['input'];
  /** Slug of the production. */
  production: Scalars['String']['input'];
  /** As one types it in the search box. */
  query: Scalars['String']['input'];
};

/** What came of `saveSearch`. */
export type SaveSearchPayload = {
  __typename?: 'SaveSearchPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The search. */
  savedSearch?: Maybe<SavedSearch>;
};

/** A search that was kept. */
export type SavedSearch = Node & {
  __typename?: 'SavedSearch';
  /** Who kept it. */
  actor: Scalars['String']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
  /** As one types it in the search box. */
  query: Scalars['String']['output'];
};

/** Which engine answered. */
export type SearchEngine = {
  __typename?: 'SearchEngine';
  /** Why this one, where it is not the configured one. */
  fallbackReason?: Maybe<Scalars['String']['output']>;
  /** `elasticsearch` or `postgres`. */
  name: Scalars['String']['output'];
};

/** A field that a search may name: `name:value`. */
export type SearchField = {
  __typename?: 'SearchField';
  /** Other names that mean it. */
  aliases: Array<Scalars['String']['output']>;
  /** What it is. */
  description: Scalars['String']['output'];
  /** How it is compared. */
  kind: SearchFieldKind;
  /** Its name. */
  name: Scalars['String']['output'];
  /** Units that may stand behind its number. */
  units: Array<Scalars['String']['output']>;
};

/** How a field of a search is compared. */
export type SearchFieldKind =
  /** As a day: `2026-02-02`, `>=2026-02-02`, `2026-02-01..2026-02-05`. */
  | 'DATE'
  /** As a word: exactly, without case, with * for the rest; commas mean "or". */
  | 'KEYWORD'
  /** As a number that holds at some moment of the clip; all conditions on the lens at the same one. */
  | 'LENS'
  /** As a number: `800`, `>=800`, `400..800`. */
  | 'NUMBER'
  /** As what a vendor wrote: `raw:value` under any key, `raw.KEY:value` under this one. */
  | 'RAW';

/** The small production that shows what Rushes does. */
export type Seed = {
  __typename?: 'Seed';
  /** What was done so far, in words. */
  lines: Array<Scalars['String']['output']>;
  /** Where it stands. */
  state: SeedState;
};

/** Where the making of the seed production stands. */
export type SeedState =
  /** It is there. */
  | 'DONE'
  /** It could not be made; the last line says why. */
  | 'FAILED'
  /** Nobody asked for it since the service started. */
  | 'IDLE'
  /** It is being made. */
  | 'RUNNING';

/** One file of a copy; for an image sequence, its pattern. */
export type Segment = {
  __typename?: 'Segment';
  /** Frames, where known. */
  frameCount?: Maybe<Scalars['Int']['output']>;
  /** Algorithm to hexadecimal hash. */
  hashes: Scalars['JSON']['output'];
  /** Path under the media root. */
  path: Scalars['String']['output'];
  /** Bytes. */
  sizeBytes: Scalars['BigInt']['output'];
};

/** What this service is. */
export type Service = {
  __typename?: 'Service';
  /** What is missing on this machine and what that costs, one sentence each. */
  notices: Array<Scalars['String']['output']>;
  /** The folder that paths of renders and pulls begin in, on the service's machine. */
  outputFolder: Scalars['String']['output'];
  /** Which search engine answers now: `elasticsearch` or `postgres`. */
  searchEngine: Scalars['String']['output'];
  /** The seed production; null where this service makes none. */
  seed?: Maybe<Seed>;
  /** Version of Rushes. */
  version: Scalars['String']['output'];
};

/** How much a problem or finding matters. BLOCK stops pulls and renders that touch the thing; ingest and matching always go on. */
export type Severity =
  /** Stops pulls and renders. */
  | 'BLOCK'
  /** Wrong, and will hurt later. */
  | 'ERROR'
  /** Good to know. */
  | 'INFO'
  /** Worth a look. */
  | 'WARN';

/** Scene, take, day. */
export type Slate = {
  __typename?: 'Slate';
  /** Scene. */
  scene?: Maybe<Scalars['String']['output']>;
  /** Day of shooting. */
  shootDate?: Maybe<Scalars['Date']['output']>;
  /** Shot. */
  shot?: Maybe<Scalars['String']['output']>;
  /** Take. */
  take?: Maybe<Scalars['String']['output']>;
};

/** Live answers over graphql-ws on the same path. A client that reads too slowly misses states in between, never the last one. */
export type Subscription = {
  __typename?: 'Subscription';
  /** How far an ingest is; ends when it is done. */
  ingestProgress: IngestProgress;
  /**
   * Each change of a job of this production. What changes again before a client has read it is sent once, as it then is: a slow client gets fewer states, but
   * of every job the last. After a lost connection `since` is the `changedAt` of the last job received: what has changed from there on is sent first.
   */
  jobChanged: Job;
  /** How far a pull is; ends when it is done. */
  pullProgress: PullProgress;
};


/** Live answers over graphql-ws on the same path. A client that reads too slowly misses states in between, never the last one. */
export type SubscriptionIngestProgressArgs = {
  id: Scalars['ID']['input'];
};


/** Live answers over graphql-ws on the same path. A client that reads too slowly misses states in between, never the last one. */
export type SubscriptionJobChangedArgs = {
  production: Scalars['String']['input'];
  since?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Live answers over graphql-ws on the same path. A client that reads too slowly misses states in between, never the last one. */
export type SubscriptionPullProgressArgs = {
  id: Scalars['ID']['input'];
};

/** A run of consecutive labels. */
export type TimecodeRun = {
  __typename?: 'TimecodeRun';
  /** Clip frame, zero-based. */
  frame: Scalars['Int']['output'];
  /** Label of that frame. */
  timecode: Scalars['Timecode']['output'];
};

/** A list as imported: its events, what was wrong with it, and what it is made of. */
export type Timeline = Node & {
  __typename?: 'Timeline';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** Who imported it. */
  createdBy: Scalars['String']['output'];
  /** What was wrong with it, by line. */
  diagnostics: Array<Diagnostic>;
  /** Drop-frame. */
  dropFrame: Scalars['Boolean']['output'];
  /** How many events it has. */
  eventCount: Scalars['Int']['output'];
  /** Its events, in the order of the file. */
  events: EventConnection;
  /** Format that read it. */
  format?: Maybe<TimelineFormat>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** File name. */
  name: Scalars['String']['output'];
  /** The production. */
  production: Production;
  /** Pulls made from it, newest first. */
  pulls: Array<Pull>;
  /** Rate that its labels were read with. */
  rate: Scalars['FrameRate']['output'];
  /** Why this rate. */
  rateOrigin: Scalars['String']['output'];
  /** How many events are in each state. */
  summary: Array<MatchStateCount>;
  /** As written in the list. */
  title?: Maybe<Scalars['String']['output']>;
};


/** A list as imported: its events, what was wrong with it, and what it is made of. */
export type TimelineEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What changed between two versions of a cut. */
export type TimelineComparison = {
  __typename?: 'TimelineComparison';
  /** One for each event that changed, in the newer order; unchanged ones only where asked for. */
  changes: Array<EventChange>;
  /** The newer version. */
  newer: Timeline;
  /** The older version. */
  older: Timeline;
  /** How many of each kind. */
  summary: Array<EventChangeCount>;
};


/** What changed between two versions of a cut. */
export type TimelineComparisonChangesArgs = {
  includeUnchanged?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A page of timelines. */
export type TimelineConnection = {
  __typename?: 'TimelineConnection';
  /** The timelines with their cursors. */
  edges: Array<TimelineEdge>;
  /** Where this page lies. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** A list to import: its text, or the bytes of a binary one. */
export type TimelineContent =
  /** Bytes in base64 (AAF, or a text of unknown encoding). For more than a few megabytes use `POST /upload/timeline`. */
  { base64: Scalars['String']['input']; text?: never; }
  |  /** Text. */
  { base64?: never; text: Scalars['String']['input']; };

/** One timeline and its cursor. */
export type TimelineEdge = {
  __typename?: 'TimelineEdge';
  /** For `after`. */
  cursor: Scalars['String']['output'];
  /** The timeline. */
  node: Timeline;
};

/** One use of source material in a list. */
export type TimelineEvent = Node & {
  __typename?: 'TimelineEvent';
  /** CDL that travels with the list. */
  cdl?: Maybe<Cdl>;
  /** Drop-frame. */
  dropFrame: Scalars['Boolean']['output'];
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** What kind. */
  kind: EventKind;
  /** 1-based line in the file. */
  line?: Maybe<Scalars['Int']['output']>;
  /** Markers and notes. */
  markers: Array<Marker>;
  /** What it was matched to; null until it has been. */
  match?: Maybe<EventMatch>;
  /** Every name the list gives. */
  names: Array<EventName>;
  /** As written; not always unique. */
  number: Scalars['String']['output'];
  /** Rate of the source labels. */
  rate: Scalars['FrameRate']['output'];
  /** First record label. */
  recordIn?: Maybe<Scalars['Timecode']['output']>;
  /** Record label after the last. */
  recordOut?: Maybe<Scalars['Timecode']['output']>;
  /** As written. */
  reel: Scalars['String']['output'];
  /** Plays backwards. */
  reverse: Scalars['Boolean']['output'];
  /** Source frames that it reads. */
  sourceFrames?: Maybe<Scalars['Int']['output']>;
  /** First source label. */
  sourceIn?: Maybe<Scalars['Timecode']['output']>;
  /** Source label after the last. */
  sourceOut?: Maybe<Scalars['Timecode']['output']>;
  /** Source frames a record frame. */
  speed: Scalars['Rational']['output'];
  /** `V`, `A1`. */
  track: Scalars['String']['output'];
};

/** Timeline format, from the list in `src/timelines`. */
export type TimelineFormat =
  /** `aaf`. */
  | 'AAF'
  /** `ale`. */
  | 'ALE'
  /** `cmx3600`. */
  | 'CMX3600'
  /** `fcp7xml`. */
  | 'FCP7XML'
  /** `fcpxml`. */
  | 'FCPXML'
  /** `otio`. */
  | 'OTIO';

/** An event that uses a clip. */
export type TimelineUse = {
  __typename?: 'TimelineUse';
  /** First clip frame. */
  clipFrameIn?: Maybe<Scalars['Int']['output']>;
  /** Clip frame after the last. */
  clipFrameOut?: Maybe<Scalars['Int']['output']>;
  /** Event number as written. */
  eventNumber: Scalars['String']['output'];
  /** The timeline. */
  timeline: Timeline;
};

/** One step of how an event was decided. */
export type TraceStep = {
  __typename?: 'TraceStep';
  /** In words. */
  message: Scalars['String']['output'];
  /** What it is about. */
  step: TraceStepKind;
};

/** What a step of a decision is about. */
export type TraceStepKind =
  /** The clip that was taken. */
  | 'CANDIDATE'
  /** The state. */
  | 'DECIDED'
  /** The smallest change that would make it match. */
  | 'FIX'
  /** A name that the list gives, and what it may mean. */
  | 'NAMES'
  /** A clip that was not taken, and why. */
  | 'REJECTED'
  /** The event's timecode as it was counted. */
  | 'TIMECODE';

/** What to change; absent fields stay. */
export type UpdateProductionInput = {
  /** Slug of the production. */
  production: Scalars['String']['input'];
  /** Merged over the present settings; null takes a setting back to its default. */
  settings?: InputMaybe<Scalars['JSON']['input']>;
  /** As people say it. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `updateProduction`. */
export type UpdateProductionPayload = {
  __typename?: 'UpdateProductionPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The production. */
  production?: Maybe<Production>;
};

/** An expected refusal. The operation did nothing where this is all that came back. */
export type UserError = {
  __typename?: 'UserError';
  /** The field, path or line that it is about. */
  at?: Maybe<Scalars['String']['output']>;
  /** `INVALID_INPUT`, `NOT_FOUND`, `AMBIGUOUS_NAME`, `UNREADABLE`, `CONFLICT`, `BLOCKED` or `LIMIT_EXCEEDED`. */
  code: Scalars['String']['output'];
  /** A sentence that names the thing and says what to do next. */
  message: Scalars['String']['output'];
};

/** Which roll to hash against its manifests. */
export type VerifyRollInput = {
  /** The roll. */
  id: Scalars['ID']['input'];
};

/** Who is asking. */
export type Viewer = {
  __typename?: 'Viewer';
  /** Name of the token or of the person. */
  name: Scalars['String']['output'];
  /** Slug of the only production that this token sees; null where it sees all. */
  production?: Maybe<Scalars['String']['output']>;
  /** The highest role held anywhere. */
  role: Role;
};

/** Which finding to accept. */
export type WaiveFindingInput = {
  /** The finding. */
  id: Scalars['ID']['input'];
  /** Why. */
  reason: Scalars['String']['input'];
  /** True takes the waiver back. */
  revoke?: InputMaybe<Scalars['Boolean']['input']>;
  /** Until when; while the cause is the same, where absent. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What came of `waiveFinding`. */
export type WaiveFindingPayload = {
  __typename?: 'WaiveFindingPayload';
  /** Why not. */
  errors: Array<UserError>;
  /** The finding, as it is now. */
  finding?: Maybe<Finding>;
};

/** An accepted finding. */
export type Waiver = {
  __typename?: 'Waiver';
  /** Who. */
  actor: Scalars['String']['output'];
  /** When it was given. */
  createdAt: Scalars['DateTime']['output'];
  /** Why. */
  reason: Scalars['String']['output'];
  /** Until when; null: while the cause is the same. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** An address that is called when something has finished. */
export type Webhook = {
  __typename?: 'Webhook';
  /** When the address last took a call. */
  deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is called for. */
  events: Array<WebhookEvent>;
  /** Opaque and stable. */
  id: Scalars['ID']['output'];
  /** Why the newest call was not taken; null where it was. */
  trouble?: Maybe<Scalars['String']['output']>;
  /** What is called. */
  url: Scalars['String']['output'];
  /** Calls that wait to be made or tried again. */
  waitingCount: Scalars['Int']['output'];
};

/** What to be called for. */
export type WebhookEvent =
  /** An ingest has been inspected to the end. */
  | 'INGEST_FINISHED'
  /** A pull is done or has failed. */
  | 'PULL_FINISHED';



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ApiTokenRecord )
    | ( ClipRecord )
    | ( DocumentRecord )
    | ( FindingRecord )
    | ( FormatCardRecord )
    | ( IngestRecord )
    | ( JobRecord )
    | ( ProductionRecord )
    | ( PullRecord )
    | ( RenderRecord )
    | ( RollRecord )
    | ( SavedSearchRecord )
    | ( TimelineRecord )
    | ( TimelineEventRecord )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AlternateTimecode: ResolverTypeWrapper<AlternateTimecode>;
  AnswerFormatCardInput: AnswerFormatCardInput;
  AnswerFormatCardPayload: ResolverTypeWrapper<Omit<AnswerFormatCardPayload, 'formatCard'> & { formatCard?: Maybe<ResolversTypes['FormatCard']> }>;
  ApiToken: ResolverTypeWrapper<ApiTokenRecord>;
  ApprovePullInput: ApprovePullInput;
  ArchiveClipsInput: ArchiveClipsInput;
  ArchiveClipsPayload: ResolverTypeWrapper<Omit<ArchiveClipsPayload, 'clips'> & { clips: Array<ResolversTypes['Clip']> }>;
  AttachDocumentInput: AttachDocumentInput;
  AttachDocumentPayload: ResolverTypeWrapper<Omit<AttachDocumentPayload, 'document'> & { document?: Maybe<ResolversTypes['Document']> }>;
  Attachment: ResolverTypeWrapper<Attachment>;
  AttachmentTarget: AttachmentTarget;
  AuditConnection: ResolverTypeWrapper<AuditConnection>;
  AuditEdge: ResolverTypeWrapper<AuditEdge>;
  AuditEntry: ResolverTypeWrapper<AuditEntry>;
  Baked: ResolverTypeWrapper<Baked>;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Camera: ResolverTypeWrapper<Camera>;
  CancelPullInput: CancelPullInput;
  Cdl: ResolverTypeWrapper<Cdl>;
  Clip: ResolverTypeWrapper<ClipRecord>;
  ClipColor: ResolverTypeWrapper<ClipColor>;
  ClipComparison: ResolverTypeWrapper<ClipComparisonRecord>;
  ClipConnection: ResolverTypeWrapper<ClipPage>;
  ClipEdge: ResolverTypeWrapper<ClipEdgeRecord>;
  ClipExportFormat: ClipExportFormat;
  ClipFacet: ClipFacet;
  ClipFilter: ClipFilter;
  ClipFormat: ClipFormat;
  ClipImage: ResolverTypeWrapper<ClipImage>;
  ClipKind: ClipKind;
  ClipName: ResolverTypeWrapper<ClipName>;
  ClipOrder: ClipOrder;
  ClipOrderField: ClipOrderField;
  ClipRate: ResolverTypeWrapper<ClipRate>;
  ClipState: ClipState;
  ClipTarget: ClipTarget;
  ClipTimecode: ResolverTypeWrapper<TimecodeParent>;
  ClipUses: ResolverTypeWrapper<ClipUsesRecord>;
  ConfigureRuleInput: ConfigureRuleInput;
  ConfigureRulePayload: ResolverTypeWrapper<ConfigureRulePayload>;
  Copy: ResolverTypeWrapper<CopyRecord>;
  CorrectFieldsInput: CorrectFieldsInput;
  CorrectFieldsPayload: ResolverTypeWrapper<Omit<CorrectFieldsPayload, 'clips'> & { clips: Array<ResolversTypes['Clip']> }>;
  Correction: ResolverTypeWrapper<CorrectionRecord>;
  CreateProductionInput: CreateProductionInput;
  CreateProductionPayload: ResolverTypeWrapper<Omit<CreateProductionPayload, 'production'> & { production?: Maybe<ResolversTypes['Production']> }>;
  CreateTokenInput: CreateTokenInput;
  CreateTokenPayload: ResolverTypeWrapper<Omit<CreateTokenPayload, 'token'> & { token?: Maybe<ResolversTypes['ApiToken']> }>;
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: ResolverTypeWrapper<CreateWebhookPayload>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DecideNamingRuleInput: DecideNamingRuleInput;
  DecideNamingRulePayload: ResolverTypeWrapper<Omit<DecideNamingRulePayload, 'namingRule'> & { namingRule?: Maybe<ResolversTypes['NamingRule']> }>;
  Decision: ResolverTypeWrapper<Decision>;
  DeleteSavedSearchInput: DeleteSavedSearchInput;
  DeleteSavedSearchPayload: ResolverTypeWrapper<DeleteSavedSearchPayload>;
  DeleteWebhookInput: DeleteWebhookInput;
  DeleteWebhookPayload: ResolverTypeWrapper<DeleteWebhookPayload>;
  DetachDocumentInput: DetachDocumentInput;
  Diagnostic: ResolverTypeWrapper<Diagnostic>;
  Divergence: ResolverTypeWrapper<Divergence>;
  Document: ResolverTypeWrapper<DocumentRecord>;
  DocumentConnection: ResolverTypeWrapper<Omit<DocumentConnection, 'edges'> & { edges: Array<ResolversTypes['DocumentEdge']> }>;
  DocumentContent: DocumentContent;
  DocumentEdge: ResolverTypeWrapper<Omit<DocumentEdge, 'node'> & { node: ResolversTypes['Document'] }>;
  DocumentKind: DocumentKind;
  EventChange: ResolverTypeWrapper<EventChange>;
  EventChangeCount: ResolverTypeWrapper<EventChangeCount>;
  EventChangeKind: EventChangeKind;
  EventConnection: ResolverTypeWrapper<Omit<EventConnection, 'edges'> & { edges: Array<ResolversTypes['EventEdge']> }>;
  EventEdge: ResolverTypeWrapper<Omit<EventEdge, 'node'> & { node: ResolversTypes['TimelineEvent'] }>;
  EventFilter: EventFilter;
  EventInput: EventInput;
  EventKind: EventKind;
  EventMatch: ResolverTypeWrapper<MatchParent>;
  EventName: ResolverTypeWrapper<EventName>;
  EventNameInput: EventNameInput;
  EventNameKind: EventNameKind;
  EventResolution: EventResolution;
  Explanation: ResolverTypeWrapper<Omit<Explanation, 'nodes'> & { nodes: Array<ResolversTypes['ExplanationNode']> }>;
  ExplanationEdge: ResolverTypeWrapper<ExplanationEdge>;
  ExplanationNode: ResolverTypeWrapper<Omit<ExplanationNode, 'values'> & { values: Array<ResolversTypes['ExplanationValue']> }>;
  ExplanationValue: ResolverTypeWrapper<ExplanationValueRecord>;
  ExportedFile: ResolverTypeWrapper<ExportedFile>;
  Exposure: ResolverTypeWrapper<Exposure>;
  Facet: ResolverTypeWrapper<Facet>;
  FacetValue: ResolverTypeWrapper<FacetValue>;
  Fact: ResolverTypeWrapper<Fact>;
  FactOrigin: ResolverTypeWrapper<FactOrigin>;
  FactRun: ResolverTypeWrapper<FactRun>;
  FieldCorrection: FieldCorrection;
  Finding: ResolverTypeWrapper<FindingRecord>;
  FindingConnection: ResolverTypeWrapper<Omit<FindingConnection, 'edges'> & { edges: Array<ResolversTypes['FindingEdge']> }>;
  FindingEdge: ResolverTypeWrapper<Omit<FindingEdge, 'node'> & { node: ResolversTypes['Finding'] }>;
  FindingFilter: FindingFilter;
  FixAction: ResolverTypeWrapper<FixActionParent>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FormatCard: ResolverTypeWrapper<FormatCardRecord>;
  FrameRange: ResolverTypeWrapper<FrameRange>;
  FrameRate: ResolverTypeWrapper<Scalars['FrameRate']['output']>;
  FramingInput: FramingInput;
  Highlight: ResolverTypeWrapper<Highlight>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Identification: ResolverTypeWrapper<IdentificationRecord>;
  IdentifyInput: IdentifyInput;
  ImportTimelineInput: ImportTimelineInput;
  ImportTimelinePayload: ResolverTypeWrapper<Omit<ImportTimelinePayload, 'timeline'> & { timeline?: Maybe<ResolversTypes['Timeline']> }>;
  Ingest: ResolverTypeWrapper<IngestRecord>;
  IngestInput: IngestInput;
  IngestPayload: ResolverTypeWrapper<Omit<IngestPayload, 'ingests'> & { ingests: Array<ResolversTypes['Ingest']> }>;
  IngestProgress: ResolverTypeWrapper<IngestProgressRecord>;
  IngestState: IngestState;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Job: ResolverTypeWrapper<JobRecord>;
  JobConnection: ResolverTypeWrapper<Omit<JobConnection, 'edges'> & { edges: Array<ResolversTypes['JobEdge']> }>;
  JobEdge: ResolverTypeWrapper<Omit<JobEdge, 'node'> & { node: ResolversTypes['Job'] }>;
  JobFilter: JobFilter;
  JobInput: JobInput;
  JobKind: JobKind;
  JobPayload: ResolverTypeWrapper<Omit<JobPayload, 'job'> & { job?: Maybe<ResolversTypes['Job']> }>;
  JobState: JobState;
  Lens: ResolverTypeWrapper<Lens>;
  MakeSeedProductionPayload: ResolverTypeWrapper<MakeSeedProductionPayload>;
  Marker: ResolverTypeWrapper<Marker>;
  MatchCandidate: ResolverTypeWrapper<CandidateParent>;
  MatchState: MatchState;
  MatchStateCount: ResolverTypeWrapper<MatchStateCount>;
  Member: ResolverTypeWrapper<Member>;
  MhlState: MhlState;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NamingRule: ResolverTypeWrapper<NamingRuleRecord>;
  Neighbours: ResolverTypeWrapper<NeighboursRecord>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OrderDirection: OrderDirection;
  Output: ResolverTypeWrapper<OutputRecord>;
  PackageFile: ResolverTypeWrapper<PackageFile>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PlateNumbering: PlateNumbering;
  PrioritiseJobInput: PrioritiseJobInput;
  Priority: Priority;
  Problem: ResolverTypeWrapper<Problem>;
  Production: ResolverTypeWrapper<ProductionRecord>;
  ProductionConnection: ResolverTypeWrapper<Omit<ProductionConnection, 'edges'> & { edges: Array<ResolversTypes['ProductionEdge']> }>;
  ProductionEdge: ResolverTypeWrapper<Omit<ProductionEdge, 'node'> & { node: ResolversTypes['Production'] }>;
  ProductionRule: ResolverTypeWrapper<ProductionRule>;
  Pull: ResolverTypeWrapper<PullRecord>;
  PullConnection: ResolverTypeWrapper<Omit<PullConnection, 'edges'> & { edges: Array<ResolversTypes['PullEdge']> }>;
  PullEdge: ResolverTypeWrapper<Omit<PullEdge, 'node'> & { node: ResolversTypes['Pull'] }>;
  PullFilter: PullFilter;
  PullItem: ResolverTypeWrapper<PullItemRecord>;
  PullPayload: ResolverTypeWrapper<Omit<PullPayload, 'pull'> & { pull?: Maybe<ResolversTypes['Pull']> }>;
  PullPlan: ResolverTypeWrapper<PullPlanRecord>;
  PullProgress: ResolverTypeWrapper<PullProgressRecord>;
  PullState: PullState;
  PullVendorInput: PullVendorInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Rational: ResolverTypeWrapper<Scalars['Rational']['output']>;
  RawMetadata: ResolverTypeWrapper<RawMetadata>;
  Reason: ResolverTypeWrapper<Reason>;
  Recipe: ResolverTypeWrapper<Recipe>;
  RecipeName: RecipeName;
  RecipePayload: ResolverTypeWrapper<RecipePayload>;
  RematchTimelineInput: RematchTimelineInput;
  RemoveRecipeInput: RemoveRecipeInput;
  Render: ResolverTypeWrapper<RenderRecord>;
  RenderConnection: ResolverTypeWrapper<Omit<RenderConnection, 'edges'> & { edges: Array<ResolversTypes['RenderEdge']> }>;
  RenderEdge: ResolverTypeWrapper<Omit<RenderEdge, 'node'> & { node: ResolversTypes['Render'] }>;
  RenderEngine: ResolverTypeWrapper<RenderEngine>;
  Rendition: ResolverTypeWrapper<RenditionRecord>;
  RenditionKind: RenditionKind;
  ReportFormat: ReportFormat;
  ReportInput: ReportInput;
  ReportKind: ReportKind;
  RequestPullInput: RequestPullInput;
  RequestPullPayload: ResolverTypeWrapper<Omit<RequestPullPayload, 'plan' | 'pull'> & { plan?: Maybe<ResolversTypes['PullPlan']>, pull?: Maybe<ResolversTypes['Pull']> }>;
  RequestRenderInput: RequestRenderInput;
  RequestRenderPayload: ResolverTypeWrapper<Omit<RequestRenderPayload, 'job' | 'render'> & { job?: Maybe<ResolversTypes['Job']>, render?: Maybe<ResolversTypes['Render']> }>;
  RereadTimelineInput: RereadTimelineInput;
  ResolveEventInput: ResolveEventInput;
  ResolveEventPayload: ResolverTypeWrapper<Omit<ResolveEventPayload, 'event'> & { event?: Maybe<ResolversTypes['TimelineEvent']> }>;
  RetryPullInput: RetryPullInput;
  RevokeTokenInput: RevokeTokenInput;
  RevokeTokenPayload: ResolverTypeWrapper<Omit<RevokeTokenPayload, 'token'> & { token?: Maybe<ResolversTypes['ApiToken']> }>;
  Role: Role;
  Roll: ResolverTypeWrapper<RollRecord>;
  RollConnection: ResolverTypeWrapper<Omit<RollConnection, 'edges'> & { edges: Array<ResolversTypes['RollEdge']> }>;
  RollEdge: ResolverTypeWrapper<Omit<RollEdge, 'node'> & { node: ResolversTypes['Roll'] }>;
  RollVerification: ResolverTypeWrapper<RollVerification>;
  Rule: ResolverTypeWrapper<Rule>;
  RuleCode: RuleCode;
  RunChecksInput: RunChecksInput;
  RunChecksPayload: ResolverTypeWrapper<RunChecksPayload>;
  SaveRecipeInput: SaveRecipeInput;
  SaveSearchInput: SaveSearchInput;
  SaveSearchPayload: ResolverTypeWrapper<Omit<SaveSearchPayload, 'savedSearch'> & { savedSearch?: Maybe<ResolversTypes['SavedSearch']> }>;
  SavedSearch: ResolverTypeWrapper<SavedSearchRecord>;
  SearchEngine: ResolverTypeWrapper<SearchEngine>;
  SearchField: ResolverTypeWrapper<SearchField>;
  SearchFieldKind: SearchFieldKind;
  Seed: ResolverTypeWrapper<Seed>;
  SeedState: SeedState;
  Segment: ResolverTypeWrapper<Segment>;
  Service: ResolverTypeWrapper<Service>;
  Severity: Severity;
  Slate: ResolverTypeWrapper<Slate>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Timecode: ResolverTypeWrapper<Scalars['Timecode']['output']>;
  TimecodeRun: ResolverTypeWrapper<TimecodeRun>;
  Timeline: ResolverTypeWrapper<TimelineRecord>;
  TimelineComparison: ResolverTypeWrapper<TimelineComparisonRecord>;
  TimelineConnection: ResolverTypeWrapper<Omit<TimelineConnection, 'edges'> & { edges: Array<ResolversTypes['TimelineEdge']> }>;
  TimelineContent: TimelineContent;
  TimelineEdge: ResolverTypeWrapper<Omit<TimelineEdge, 'node'> & { node: ResolversTypes['Timeline'] }>;
  TimelineEvent: ResolverTypeWrapper<TimelineEventRecord>;
  TimelineFormat: TimelineFormat;
  TimelineUse: ResolverTypeWrapper<TimelineUseRecord>;
  TraceStep: ResolverTypeWrapper<TraceStep>;
  TraceStepKind: TraceStepKind;
  UpdateProductionInput: UpdateProductionInput;
  UpdateProductionPayload: ResolverTypeWrapper<Omit<UpdateProductionPayload, 'production'> & { production?: Maybe<ResolversTypes['Production']> }>;
  UserError: ResolverTypeWrapper<UserError>;
  VerifyRollInput: VerifyRollInput;
  Viewer: ResolverTypeWrapper<Viewer>;
  WaiveFindingInput: WaiveFindingInput;
  WaiveFindingPayload: ResolverTypeWrapper<Omit<WaiveFindingPayload, 'finding'> & { finding?: Maybe<ResolversTypes['Finding']> }>;
  Waiver: ResolverTypeWrapper<Waiver>;
  Webhook: ResolverTypeWrapper<Webhook>;
  WebhookEvent: WebhookEvent;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AlternateTimecode: AlternateTimecode;
  AnswerFormatCardInput: AnswerFormatCardInput;
  AnswerFormatCardPayload: Omit<AnswerFormatCardPayload, 'formatCard'> & { formatCard?: Maybe<ResolversParentTypes['FormatCard']> };
  ApiToken: ApiTokenRecord;
  ApprovePullInput: ApprovePullInput;
  ArchiveClipsInput: ArchiveClipsInput;
  ArchiveClipsPayload: Omit<ArchiveClipsPayload, 'clips'> & { clips: Array<ResolversParentTypes['Clip']> };
  AttachDocumentInput: AttachDocumentInput;
  AttachDocumentPayload: Omit<AttachDocumentPayload, 'document'> & { document?: Maybe<ResolversParentTypes['Document']> };
  Attachment: Attachment;
  AttachmentTarget: AttachmentTarget;
  AuditConnection: AuditConnection;
  AuditEdge: AuditEdge;
  AuditEntry: AuditEntry;
  Baked: Baked;
  BigInt: Scalars['BigInt']['output'];
  Boolean: Scalars['Boolean']['output'];
  Camera: Camera;
  CancelPullInput: CancelPullInput;
  Cdl: Cdl;
  Clip: ClipRecord;
  ClipColor: ClipColor;
  ClipComparison: ClipComparisonRecord;
  ClipConnection: ClipPage;
  ClipEdge: ClipEdgeRecord;
  ClipFilter: ClipFilter;
  ClipImage: ClipImage;
  ClipName: ClipName;
  ClipOrder: ClipOrder;
  ClipRate: ClipRate;
  ClipTarget: ClipTarget;
  ClipTimecode: TimecodeParent;
  ClipUses: ClipUsesRecord;
  ConfigureRuleInput: ConfigureRuleInput;
  ConfigureRulePayload: ConfigureRulePayload;
  Copy: CopyRecord;
  CorrectFieldsInput: CorrectFieldsInput;
  CorrectFieldsPayload: Omit<CorrectFieldsPayload, 'clips'> & { clips: Array<ResolversParentTypes['Clip']> };
  Correction: CorrectionRecord;
  CreateProductionInput: CreateProductionInput;
  CreateProductionPayload: Omit<CreateProductionPayload, 'production'> & { production?: Maybe<ResolversParentTypes['Production']> };
  CreateTokenInput: CreateTokenInput;
  CreateTokenPayload: Omit<CreateTokenPayload, 'token'> & { token?: Maybe<ResolversParentTypes['ApiToken']> };
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: CreateWebhookPayload;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  DecideNamingRuleInput: DecideNamingRuleInput;
  DecideNamingRulePayload: Omit<DecideNamingRulePayload, 'namingRule'> & { namingRule?: Maybe<ResolversParentTypes['NamingRule']> };
  Decision: Decision;
  DeleteSavedSearchInput: DeleteSavedSearchInput;
  DeleteSavedSearchPayload: DeleteSavedSearchPayload;
  DeleteWebhookInput: DeleteWebhookInput;
  DeleteWebhookPayload: DeleteWebhookPayload;
  DetachDocumentInput: DetachDocumentInput;
  Diagnostic: Diagnostic;
  Divergence: Divergence;
  Document: DocumentRecord;
  DocumentConnection: Omit<DocumentConnection, 'edges'> & { edges: Array<ResolversParentTypes['DocumentEdge']> };
  DocumentContent: DocumentContent;
  DocumentEdge: Omit<DocumentEdge, 'node'> & { node: ResolversParentTypes['Document'] };
  EventChange: EventChange;
  EventChangeCount: EventChangeCount;
  EventConnection: Omit<EventConnection, 'edges'> & { edges: Array<ResolversParentTypes['EventEdge']> };
  EventEdge: Omit<EventEdge, 'node'> & { node: ResolversParentTypes['TimelineEvent'] };
  EventFilter: EventFilter;
  EventInput: EventInput;
  EventMatch: MatchParent;
  EventName: EventName;
  EventNameInput: EventNameInput;
  EventResolution: EventResolution;
  Explanation: Omit<Explanation, 'nodes'> & { nodes: Array<ResolversParentTypes['ExplanationNode']> };
  ExplanationEdge: ExplanationEdge;
  ExplanationNode: Omit<ExplanationNode, 'values'> & { values: Array<ResolversParentTypes['ExplanationValue']> };
  ExplanationValue: ExplanationValueRecord;
  ExportedFile: ExportedFile;
  Exposure: Exposure;
  Facet: Facet;
  FacetValue: FacetValue;
  Fact: Fact;
  FactOrigin: FactOrigin;
  FactRun: FactRun;
  FieldCorrection: FieldCorrection;
  Finding: FindingRecord;
  FindingConnection: Omit<FindingConnection, 'edges'> & { edges: Array<ResolversParentTypes['FindingEdge']> };
  FindingEdge: Omit<FindingEdge, 'node'> & { node: ResolversParentTypes['Finding'] };
  FindingFilter: FindingFilter;
  FixAction: FixActionParent;
  Float: Scalars['Float']['output'];
  FormatCard: FormatCardRecord;
  FrameRange: FrameRange;
  FrameRate: Scalars['FrameRate']['output'];
  FramingInput: FramingInput;
  Highlight: Highlight;
  ID: Scalars['ID']['output'];
  Identification: IdentificationRecord;
  IdentifyInput: IdentifyInput;
  ImportTimelineInput: ImportTimelineInput;
  ImportTimelinePayload: Omit<ImportTimelinePayload, 'timeline'> & { timeline?: Maybe<ResolversParentTypes['Timeline']> };
  Ingest: IngestRecord;
  IngestInput: IngestInput;
  IngestPayload: Omit<IngestPayload, 'ingests'> & { ingests: Array<ResolversParentTypes['Ingest']> };
  IngestProgress: IngestProgressRecord;
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
  Job: JobRecord;
  JobConnection: Omit<JobConnection, 'edges'> & { edges: Array<ResolversParentTypes['JobEdge']> };
  JobEdge: Omit<JobEdge, 'node'> & { node: ResolversParentTypes['Job'] };
  JobFilter: JobFilter;
  JobInput: JobInput;
  JobPayload: Omit<JobPayload, 'job'> & { job?: Maybe<ResolversParentTypes['Job']> };
  Lens: Lens;
  MakeSeedProductionPayload: MakeSeedProductionPayload;
  Marker: Marker;
  MatchCandidate: CandidateParent;
  MatchStateCount: MatchStateCount;
  Member: Member;
  Mutation: Record<PropertyKey, never>;
  NamingRule: NamingRuleRecord;
  Neighbours: NeighboursRecord;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Output: OutputRecord;
  PackageFile: PackageFile;
  PageInfo: PageInfo;
  PrioritiseJobInput: PrioritiseJobInput;
  Problem: Problem;
  Production: ProductionRecord;
  ProductionConnection: Omit<ProductionConnection, 'edges'> & { edges: Array<ResolversParentTypes['ProductionEdge']> };
  ProductionEdge: Omit<ProductionEdge, 'node'> & { node: ResolversParentTypes['Production'] };
  ProductionRule: ProductionRule;
  Pull: PullRecord;
  PullConnection: Omit<PullConnection, 'edges'> & { edges: Array<ResolversParentTypes['PullEdge']> };
  PullEdge: Omit<PullEdge, 'node'> & { node: ResolversParentTypes['Pull'] };
  PullFilter: PullFilter;
  PullItem: PullItemRecord;
  PullPayload: Omit<PullPayload, 'pull'> & { pull?: Maybe<ResolversParentTypes['Pull']> };
  PullPlan: PullPlanRecord;
  PullProgress: PullProgressRecord;
  PullVendorInput: PullVendorInput;
  Query: Record<PropertyKey, never>;
  Rational: Scalars['Rational']['output'];
  RawMetadata: RawMetadata;
  Reason: Reason;
  Recipe: Recipe;
  RecipePayload: RecipePayload;
  RematchTimelineInput: RematchTimelineInput;
  RemoveRecipeInput: RemoveRecipeInput;
  Render: RenderRecord;
  RenderConnection: Omit<RenderConnection, 'edges'> & { edges: Array<ResolversParentTypes['RenderEdge']> };
  RenderEdge: Omit<RenderEdge, 'node'> & { node: ResolversParentTypes['Render'] };
  RenderEngine: RenderEngine;
  Rendition: RenditionRecord;
  ReportInput: ReportInput;
  RequestPullInput: RequestPullInput;
  RequestPullPayload: Omit<RequestPullPayload, 'plan' | 'pull'> & { plan?: Maybe<ResolversParentTypes['PullPlan']>, pull?: Maybe<ResolversParentTypes['Pull']> };
  RequestRenderInput: RequestRenderInput;
  RequestRenderPayload: Omit<RequestRenderPayload, 'job' | 'render'> & { job?: Maybe<ResolversParentTypes['Job']>, render?: Maybe<ResolversParentTypes['Render']> };
  RereadTimelineInput: RereadTimelineInput;
  ResolveEventInput: ResolveEventInput;
  ResolveEventPayload: Omit<ResolveEventPayload, 'event'> & { event?: Maybe<ResolversParentTypes['TimelineEvent']> };
  RetryPullInput: RetryPullInput;
  RevokeTokenInput: RevokeTokenInput;
  RevokeTokenPayload: Omit<RevokeTokenPayload, 'token'> & { token?: Maybe<ResolversParentTypes['ApiToken']> };
  Roll: RollRecord;
  RollConnection: Omit<RollConnection, 'edges'> & { edges: Array<ResolversParentTypes['RollEdge']> };
  RollEdge: Omit<RollEdge, 'node'> & { node: ResolversParentTypes['Roll'] };
  RollVerification: RollVerification;
  Rule: Rule;
  RunChecksInput: RunChecksInput;
  RunChecksPayload: RunChecksPayload;
  SaveRecipeInput: SaveRecipeInput;
  SaveSearchInput: SaveSearchInput;
  SaveSearchPayload: Omit<SaveSearchPayload, 'savedSearch'> & { savedSearch?: Maybe<ResolversParentTypes['SavedSearch']> };
  SavedSearch: SavedSearchRecord;
  SearchEngine: SearchEngine;
  SearchField: SearchField;
  Seed: Seed;
  Segment: Segment;
  Service: Service;
  Slate: Slate;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  Timecode: Scalars['Timecode']['output'];
  TimecodeRun: TimecodeRun;
  Timeline: TimelineRecord;
  TimelineComparison: TimelineComparisonRecord;
  TimelineConnection: Omit<TimelineConnection, 'edges'> & { edges: Array<ResolversParentTypes['TimelineEdge']> };
  TimelineContent: TimelineContent;
  TimelineEdge: Omit<TimelineEdge, 'node'> & { node: ResolversParentTypes['Timeline'] };
  TimelineEvent: TimelineEventRecord;
  TimelineUse: TimelineUseRecord;
  TraceStep: TraceStep;
  UpdateProductionInput: UpdateProductionInput;
  UpdateProductionPayload: Omit<UpdateProductionPayload, 'production'> & { production?: Maybe<ResolversParentTypes['Production']> };
  UserError: UserError;
  VerifyRollInput: VerifyRollInput;
  Viewer: Viewer;
  WaiveFindingInput: WaiveFindingInput;
  WaiveFindingPayload: Omit<WaiveFindingPayload, 'finding'> & { finding?: Maybe<ResolversParentTypes['Finding']> };
  Waiver: Waiver;
  Webhook: Webhook;
};

export type AlternateTimecodeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AlternateTimecode'] = ResolversParentTypes['AlternateTimecode']> = {
  base?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dropFrame?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Timecode'], ParentType, ContextType>;
};

export type AnswerFormatCardPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AnswerFormatCardPayload'] = ResolversParentTypes['AnswerFormatCardPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  formatCard?: Resolver<Maybe<ResolversTypes['FormatCard']>, ParentType, ContextType>;
};

export type ApiTokenResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ApiToken'] = ResolversParentTypes['ApiToken']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  production?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ArchiveClipsPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ArchiveClipsPayload'] = ResolversParentTypes['ArchiveClipsPayload']> = {
  clips?: Resolver<Array<ResolversTypes['Clip']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AttachDocumentPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AttachDocumentPayload'] = ResolversParentTypes['AttachDocumentPayload']> = {
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AttachmentResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Attachment'] = ResolversParentTypes['Attachment']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  clipId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  formatCardId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rollId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type AuditConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AuditConnection'] = ResolversParentTypes['AuditConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AuditEdge'] = ResolversParentTypes['AuditEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  detail?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BakedResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Baked'] = ResolversParentTypes['Baked']> = {
  iso?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  look?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  whiteBalance?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type CameraResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Camera'] = ResolversParentTypes['Camera']> = {
  firmware?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  index?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  make?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  serial?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CdlResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Cdl'] = ResolversParentTypes['Cdl']> = {
  id?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  offset?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
  power?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
  saturation?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  slope?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ClipResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Clip'] = ResolversParentTypes['Clip']> = {
  angles?: Resolver<Array<ResolversTypes['Clip']>, ParentType, ContextType>;
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  baked?: Resolver<ResolversTypes['Baked'], ParentType, ContextType>;
  camera?: Resolver<ResolversTypes['Camera'], ParentType, ContextType>;
  color?: Resolver<ResolversTypes['ClipColor'], ParentType, ContextType>;
  corrections?: Resolver<Array<ResolversTypes['Correction']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  documents?: Resolver<Array<ResolversTypes['Document']>, ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['Explanation'], ParentType, ContextType>;
  exposure?: Resolver<ResolversTypes['Exposure'], ParentType, ContextType>;
  facts?: Resolver<Array<ResolversTypes['Fact']>, ParentType, ContextType, Partial<ClipFactsArgs>>;
  findings?: Resolver<Array<ResolversTypes['Finding']>, ParentType, ContextType>;
  format?: Resolver<Maybe<ResolversTypes['ClipFormat']>, ParentType, ContextType>;
  formatCard?: Resolver<Maybe<ResolversTypes['FormatCard']>, ParentType, ContextType>;
  frameCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  image?: Resolver<ResolversTypes['ClipImage'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ClipKind'], ParentType, ContextType>;
  lens?: Resolver<ResolversTypes['Lens'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  names?: Resolver<Array<ResolversTypes['ClipName']>, ParentType, ContextType>;
  neighbours?: Resolver<ResolversTypes['Neighbours'], ParentType, ContextType>;
  online?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['Problem']>, ParentType, ContextType>;
  production?: Resolver<ResolversTypes['Production'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['ClipRate'], ParentType, ContextType>;
  raw?: Resolver<Array<ResolversTypes['RawMetadata']>, ParentType, ContextType>;
  reel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  renders?: Resolver<Array<ResolversTypes['Render']>, ParentType, ContextType>;
  renditions?: Resolver<Array<ResolversTypes['Rendition']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  roll?: Resolver<Maybe<ResolversTypes['Roll']>, ParentType, ContextType>;
  shootDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  slate?: Resolver<ResolversTypes['Slate'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ClipState'], ParentType, ContextType>;
  thumbnail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timecode?: Resolver<Maybe<ResolversTypes['ClipTimecode']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  usedIn?: Resolver<ResolversTypes['ClipUses'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClipColorResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ClipColor'] = ResolversParentTypes['ClipColor']> = {
  cdl?: Resolver<Maybe<ResolversTypes['Cdl']>, ParentType, ContextType>;
  inputTransform?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  look?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  primaries?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tint?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  transfer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  whiteBalanceKelvin?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ClipComparisonResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ClipComparison'] = ResolversParentTypes['ClipComparison']> = {
  clips?: Resolver<Array<ResolversTypes['Clip']>, ParentType, ContextType>;
  divergences?: Resolver<Array<ResolversTypes['Divergence']>, ParentType, ContextType>;
  firstDivergence?: Resolver<Maybe<ResolversTypes['Divergence']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ClipConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ClipConnection'] = ResolversParentTypes['ClipConnection']> = {
  corrected?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['ClipEdge']>, ParentType, ContextType>;
  engine?: Resolver<ResolversTypes['SearchEngine'], ParentType, ContextType>;
  facets?: Resolver<Array<ResolversTypes['Facet']>, ParentType, ContextType, RequireFields<ClipConnectionFacetsArgs, 'fields'>>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  suggestion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ClipEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ClipEdge'] = ResolversParentTypes['ClipEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  highlights?: Resolver<Array<ResolversTypes['Highlight']>, ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Clip'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ClipImageResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ClipImage'] = ResolversParentTypes['ClipImage']> = {
  anamorphicSqueeze?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  bitDepth?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  codec?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  height?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  pixelAspectRatio?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  width?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ClipNameResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ClipName'] = ResolversParentTypes['ClipName']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ClipRateResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ClipRate'] = ResolversParentTypes['ClipRate']> = {
  capture?: Resolver<Maybe<ResolversTypes['FrameRate']>, ParentType, ContextType>;
  playback?: Resolver<Maybe<ResolversTypes['FrameRate']>, ParentType, ContextType>;
};

export type ClipTimecodeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ClipTimecode'] = ResolversParentTypes['ClipTimecode']> = {
  alternates?: Resolver<Array<ResolversTypes['AlternateTimecode']>, ParentType, ContextType>;
  base?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dropFrame?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['Timecode']>, ParentType, ContextType>;
  runs?: Resolver<Array<ResolversTypes['TimecodeRun']>, ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Timecode'], ParentType, ContextType>;
};

export type ClipUsesResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ClipUses'] = ResolversParentTypes['ClipUses']> = {
  pulls?: Resolver<Array<ResolversTypes['Pull']>, ParentType, ContextType>;
  timelines?: Resolver<Array<ResolversTypes['TimelineUse']>, ParentType, ContextType>;
};

export type ConfigureRulePayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ConfigureRulePayload'] = ResolversParentTypes['ConfigureRulePayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['ProductionRule']>, ParentType, ContextType>;
};

export type CopyResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Copy'] = ResolversParentTypes['Copy']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mhlState?: Resolver<ResolversTypes['MhlState'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  present?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  root?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  segments?: Resolver<Array<ResolversTypes['Segment']>, ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  verifiedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CorrectFieldsPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CorrectFieldsPayload'] = ResolversParentTypes['CorrectFieldsPayload']> = {
  clips?: Resolver<Array<ResolversTypes['Clip']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CorrectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Correction'] = ResolversParentTypes['Correction']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type CreateProductionPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CreateProductionPayload'] = ResolversParentTypes['CreateProductionPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  production?: Resolver<Maybe<ResolversTypes['Production']>, ParentType, ContextType>;
};

export type CreateTokenPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CreateTokenPayload'] = ResolversParentTypes['CreateTokenPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['ApiToken']>, ParentType, ContextType>;
};

export type CreateWebhookPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CreateWebhookPayload'] = ResolversParentTypes['CreateWebhookPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DecideNamingRulePayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DecideNamingRulePayload'] = ResolversParentTypes['DecideNamingRulePayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  namingRule?: Resolver<Maybe<ResolversTypes['NamingRule']>, ParentType, ContextType>;
};

export type DecisionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Decision'] = ResolversParentTypes['Decision']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DeleteSavedSearchPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DeleteSavedSearchPayload'] = ResolversParentTypes['DeleteSavedSearchPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteWebhookPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DeleteWebhookPayload'] = ResolversParentTypes['DeleteWebhookPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DiagnosticResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Diagnostic'] = ResolversParentTypes['Diagnostic']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  column?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  fix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
};

export type DivergenceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Divergence'] = ResolversParentTypes['Divergence']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  followsFrom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remedy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  values?: Resolver<Array<Maybe<ResolversTypes['JSON']>>, ParentType, ContextType>;
};

export type DocumentResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document']> = {
  attachments?: Resolver<Array<ResolversTypes['Attachment']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['DocumentKind']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parsed?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['Problem']>, ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DocumentConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DocumentConnection'] = ResolversParentTypes['DocumentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DocumentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DocumentEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DocumentEdge'] = ResolversParentTypes['DocumentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
};

export type EventChangeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['EventChange'] = ResolversParentTypes['EventChange']> = {
  headFrames?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['EventChangeKind'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  needsRepull?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  newerNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  olderNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tailFrames?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type EventChangeCountResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['EventChangeCount'] = ResolversParentTypes['EventChangeCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['EventChangeKind'], ParentType, ContextType>;
};

export type EventConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['EventConnection'] = ResolversParentTypes['EventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EventEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['EventEdge'] = ResolversParentTypes['EventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TimelineEvent'], ParentType, ContextType>;
};

export type EventMatchResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['EventMatch'] = ResolversParentTypes['EventMatch']> = {
  candidateCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  candidates?: Resolver<Array<ResolversTypes['MatchCandidate']>, ParentType, ContextType>;
  clip?: Resolver<Maybe<ResolversTypes['Clip']>, ParentType, ContextType>;
  clipFrameIn?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  clipFrameOut?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  fix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fixAction?: Resolver<Maybe<ResolversTypes['FixAction']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  missingHeadFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missingTailFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ranges?: Resolver<Array<ResolversTypes['FrameRange']>, ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['Reason']>, ParentType, ContextType>;
  reel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sourceIn?: Resolver<Maybe<ResolversTypes['Timecode']>, ParentType, ContextType>;
  sourceOut?: Resolver<Maybe<ResolversTypes['Timecode']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['MatchState'], ParentType, ContextType>;
  tier?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  trace?: Resolver<Array<ResolversTypes['TraceStep']>, ParentType, ContextType>;
};

export type EventNameResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['EventName'] = ResolversParentTypes['EventName']> = {
  kind?: Resolver<ResolversTypes['EventNameKind'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ExplanationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Explanation'] = ResolversParentTypes['Explanation']> = {
  edges?: Resolver<Array<ResolversTypes['ExplanationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ExplanationNode']>, ParentType, ContextType>;
};

export type ExplanationEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ExplanationEdge'] = ResolversParentTypes['ExplanationEdge']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ExplanationNodeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ExplanationNode'] = ResolversParentTypes['ExplanationNode']> = {
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['ExplanationValue']>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type ExplanationValueResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ExplanationValue'] = ResolversParentTypes['ExplanationValue']> = {
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type ExportedFileResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ExportedFile'] = ResolversParentTypes['ExportedFile']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type ExposureResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Exposure'] = ResolversParentTypes['Exposure']> = {
  exposureIndex?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  exposureTimeSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  iso?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ndStops?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shutterAngle?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type FacetResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Facet'] = ResolversParentTypes['Facet']> = {
  field?: Resolver<ResolversTypes['ClipFacet'], ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['FacetValue']>, ParentType, ContextType>;
};

export type FacetValueResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FacetValue'] = ResolversParentTypes['FacetValue']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FactResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Fact'] = ResolversParentTypes['Fact']> = {
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['FactOrigin'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  runs?: Resolver<Maybe<Array<ResolversTypes['FactRun']>>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type FactOriginResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FactOrigin'] = ResolversParentTypes['FactOrigin']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  raw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readerVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FactRunResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FactRun'] = ResolversParentTypes['FactRun']> = {
  in?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  out?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type FindingResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding']> = {
  clip?: Resolver<Maybe<ResolversTypes['Clip']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['RuleCode']>, ParentType, ContextType>;
  entityId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  evidence?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  waiver?: Resolver<Maybe<ResolversTypes['Waiver']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FindingConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FindingConnection'] = ResolversParentTypes['FindingConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FindingEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FindingEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FindingEdge'] = ResolversParentTypes['FindingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Finding'], ParentType, ContextType>;
};

export type FixActionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FixAction'] = ResolversParentTypes['FixAction']> = {
  clip?: Resolver<Maybe<ResolversTypes['Clip']>, ParentType, ContextType>;
  offsetFrames?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rereadRate?: Resolver<Maybe<ResolversTypes['FrameRate']>, ParentType, ContextType>;
};

export type FormatCardResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FormatCard'] = ResolversParentTypes['FormatCard']> = {
  answeredBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cameraIndex?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  codec?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  documents?: Resolver<Array<ResolversTypes['Document']>, ParentType, ContextType>;
  framing?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputTransform?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sensorMode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  squeeze?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FrameRangeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['FrameRange'] = ResolversParentTypes['FrameRange']> = {
  clipFrameIn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clipFrameOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface FrameRateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['FrameRate'], any> {
  name: 'FrameRate';
}

export type HighlightResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Highlight'] = ResolversParentTypes['Highlight']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parts?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type IdentificationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Identification'] = ResolversParentTypes['Identification']> = {
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clip?: Resolver<Maybe<ResolversTypes['Clip']>, ParentType, ContextType>;
  clipFrame?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  render?: Resolver<Maybe<ResolversTypes['Render']>, ParentType, ContextType>;
};

export type ImportTimelinePayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ImportTimelinePayload'] = ResolversParentTypes['ImportTimelinePayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  timeline?: Resolver<Maybe<ResolversTypes['Timeline']>, ParentType, ContextType>;
};

export type IngestResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Ingest'] = ResolversParentTypes['Ingest']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  clipCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fileCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  newCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['Problem']>, ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['IngestProgress'], ParentType, ContextType>;
  root?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['IngestState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IngestPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['IngestPayload'] = ResolversParentTypes['IngestPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  ingests?: Resolver<Array<ResolversTypes['Ingest']>, ParentType, ContextType>;
};

export type IngestProgressResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['IngestProgress'] = ResolversParentTypes['IngestProgress']> = {
  done?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  failedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ingest?: Resolver<ResolversTypes['Ingest'], ParentType, ContextType>;
  inspectedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  waitingFor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type JobResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  clip?: Resolver<Maybe<ResolversTypes['Clip']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['JobKind'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  render?: Resolver<Maybe<ResolversTypes['Render']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JobState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JobConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['JobConnection'] = ResolversParentTypes['JobConnection']> = {
  edges?: Resolver<Array<ResolversTypes['JobEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type JobEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['JobEdge'] = ResolversParentTypes['JobEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
};

export type JobPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['JobPayload'] = ResolversParentTypes['JobPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
};

export type LensResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Lens'] = ResolversParentTypes['Lens']> = {
  fNumber?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  focalLengthMm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  focusDistanceMetres?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  make?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  serial?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tStop?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type MakeSeedProductionPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MakeSeedProductionPayload'] = ResolversParentTypes['MakeSeedProductionPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  seed?: Resolver<Maybe<ResolversTypes['Seed']>, ParentType, ContextType>;
};

export type MarkerResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Marker'] = ResolversParentTypes['Marker']> = {
  color?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timecode?: Resolver<Maybe<ResolversTypes['Timecode']>, ParentType, ContextType>;
};

export type MatchCandidateResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MatchCandidate'] = ResolversParentTypes['MatchCandidate']> = {
  clip?: Resolver<ResolversTypes['Clip'], ParentType, ContextType>;
  clipFrameIn?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  clipFrameOut?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['Reason']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MatchStateCountResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['MatchStateCount'] = ResolversParentTypes['MatchStateCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['MatchState'], ParentType, ContextType>;
};

export type MemberResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  answerFormatCard?: Resolver<ResolversTypes['AnswerFormatCardPayload'], ParentType, ContextType, RequireFields<MutationAnswerFormatCardArgs, 'input'>>;
  approvePull?: Resolver<ResolversTypes['PullPayload'], ParentType, ContextType, RequireFields<MutationApprovePullArgs, 'input'>>;
  archiveClips?: Resolver<ResolversTypes['ArchiveClipsPayload'], ParentType, ContextType, RequireFields<MutationArchiveClipsArgs, 'input'>>;
  attachDocument?: Resolver<ResolversTypes['AttachDocumentPayload'], ParentType, ContextType, RequireFields<MutationAttachDocumentArgs, 'input'>>;
  cancelJob?: Resolver<ResolversTypes['JobPayload'], ParentType, ContextType, RequireFields<MutationCancelJobArgs, 'input'>>;
  cancelPull?: Resolver<ResolversTypes['PullPayload'], ParentType, ContextType, RequireFields<MutationCancelPullArgs, 'input'>>;
  configureRule?: Resolver<ResolversTypes['ConfigureRulePayload'], ParentType, ContextType, RequireFields<MutationConfigureRuleArgs, 'input'>>;
  correctFields?: Resolver<ResolversTypes['CorrectFieldsPayload'], ParentType, ContextType, RequireFields<MutationCorrectFieldsArgs, 'input'>>;
  createProduction?: Resolver<ResolversTypes['CreateProductionPayload'], ParentType, ContextType, RequireFields<MutationCreateProductionArgs, 'input'>>;
  createToken?: Resolver<ResolversTypes['CreateTokenPayload'], ParentType, ContextType, RequireFields<MutationCreateTokenArgs, 'input'>>;
  createWebhook?: Resolver<ResolversTypes['CreateWebhookPayload'], ParentType, ContextType, RequireFields<MutationCreateWebhookArgs, 'input'>>;
  decideNamingRule?: Resolver<ResolversTypes['DecideNamingRulePayload'], ParentType, ContextType, RequireFields<MutationDecideNamingRuleArgs, 'input'>>;
  deleteSavedSearch?: Resolver<ResolversTypes['DeleteSavedSearchPayload'], ParentType, ContextType, RequireFields<MutationDeleteSavedSearchArgs, 'input'>>;
  deleteWebhook?: Resolver<ResolversTypes['DeleteWebhookPayload'], ParentType, ContextType, RequireFields<MutationDeleteWebhookArgs, 'input'>>;
  detachDocument?: Resolver<ResolversTypes['AttachDocumentPayload'], ParentType, ContextType, RequireFields<MutationDetachDocumentArgs, 'input'>>;
  importTimeline?: Resolver<ResolversTypes['ImportTimelinePayload'], ParentType, ContextType, RequireFields<MutationImportTimelineArgs, 'input'>>;
  ingest?: Resolver<ResolversTypes['IngestPayload'], ParentType, ContextType, RequireFields<MutationIngestArgs, 'input'>>;
  makeSeedProduction?: Resolver<ResolversTypes['MakeSeedProductionPayload'], ParentType, ContextType>;
  prioritiseJob?: Resolver<ResolversTypes['JobPayload'], ParentType, ContextType, RequireFields<MutationPrioritiseJobArgs, 'input'>>;
  rematchTimeline?: Resolver<ResolversTypes['ImportTimelinePayload'], ParentType, ContextType, RequireFields<MutationRematchTimelineArgs, 'input'>>;
  removeRecipe?: Resolver<ResolversTypes['RecipePayload'], ParentType, ContextType, RequireFields<MutationRemoveRecipeArgs, 'input'>>;
  requestPull?: Resolver<ResolversTypes['RequestPullPayload'], ParentType, ContextType, RequireFields<MutationRequestPullArgs, 'input'>>;
  requestRender?: Resolver<ResolversTypes['RequestRenderPayload'], ParentType, ContextType, RequireFields<MutationRequestRenderArgs, 'input'>>;
  rereadTimeline?: Resolver<ResolversTypes['ImportTimelinePayload'], ParentType, ContextType, RequireFields<MutationRereadTimelineArgs, 'input'>>;
  resolveEvent?: Resolver<ResolversTypes['ResolveEventPayload'], ParentType, ContextType, RequireFields<MutationResolveEventArgs, 'input'>>;
  retryJob?: Resolver<ResolversTypes['JobPayload'], ParentType, ContextType, RequireFields<MutationRetryJobArgs, 'input'>>;
  retryPull?: Resolver<ResolversTypes['PullPayload'], ParentType, ContextType, RequireFields<MutationRetryPullArgs, 'input'>>;
  revokeToken?: Resolver<ResolversTypes['RevokeTokenPayload'], ParentType, ContextType, RequireFields<MutationRevokeTokenArgs, 'input'>>;
  runChecks?: Resolver<ResolversTypes['RunChecksPayload'], ParentType, ContextType, RequireFields<MutationRunChecksArgs, 'input'>>;
  saveRecipe?: Resolver<ResolversTypes['RecipePayload'], ParentType, ContextType, RequireFields<MutationSaveRecipeArgs, 'input'>>;
  saveSearch?: Resolver<ResolversTypes['SaveSearchPayload'], ParentType, ContextType, RequireFields<MutationSaveSearchArgs, 'input'>>;
  updateProduction?: Resolver<ResolversTypes['UpdateProductionPayload'], ParentType, ContextType, RequireFields<MutationUpdateProductionArgs, 'input'>>;
  verifyRoll?: Resolver<ResolversTypes['JobPayload'], ParentType, ContextType, RequireFields<MutationVerifyRollArgs, 'input'>>;
  waiveFinding?: Resolver<ResolversTypes['WaiveFindingPayload'], ParentType, ContextType, RequireFields<MutationWaiveFindingArgs, 'input'>>;
};

export type NamingRuleResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['NamingRule'] = ResolversParentTypes['NamingRule']> = {
  evidence?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NeighboursResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Neighbours'] = ResolversParentTypes['Neighbours']> = {
  next?: Resolver<Maybe<ResolversTypes['Clip']>, ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['Clip']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType?: TypeResolveFn<'ApiToken' | 'Clip' | 'Document' | 'Finding' | 'FormatCard' | 'Ingest' | 'Job' | 'Production' | 'Pull' | 'Render' | 'Roll' | 'SavedSearch' | 'Timeline' | 'TimelineEvent', ParentType, ContextType>;
};

export type OutputResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Output'] = ResolversParentTypes['Output']> = {
  clipFrame?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  frame?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PackageFileResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PackageFile'] = ResolversParentTypes['PackageFile']> = {
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProblemResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Problem'] = ResolversParentTypes['Problem']> = {
  at?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
};

export type ProductionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Production'] = ResolversParentTypes['Production']> = {
  clipCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  documents?: Resolver<ResolversTypes['DocumentConnection'], ParentType, ContextType, Partial<ProductionDocumentsArgs>>;
  dropFrame?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  formatCards?: Resolver<Array<ResolversTypes['FormatCard']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ingests?: Resolver<Array<ResolversTypes['Ingest']>, ParentType, ContextType, Partial<ProductionIngestsArgs>>;
  members?: Resolver<Array<ResolversTypes['Member']>, ParentType, ContextType>;
  pulls?: Resolver<ResolversTypes['PullConnection'], ParentType, ContextType, Partial<ProductionPullsArgs>>;
  rate?: Resolver<ResolversTypes['FrameRate'], ParentType, ContextType>;
  rolls?: Resolver<ResolversTypes['RollConnection'], ParentType, ContextType, Partial<ProductionRollsArgs>>;
  rules?: Resolver<Array<ResolversTypes['ProductionRule']>, ParentType, ContextType>;
  savedSearches?: Resolver<Array<ResolversTypes['SavedSearch']>, ParentType, ContextType>;
  settings?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timelines?: Resolver<ResolversTypes['TimelineConnection'], ParentType, ContextType, Partial<ProductionTimelinesArgs>>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductionConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ProductionConnection'] = ResolversParentTypes['ProductionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProductionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductionEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ProductionEdge'] = ResolversParentTypes['ProductionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Production'], ParentType, ContextType>;
};

export type ProductionRuleResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ProductionRule'] = ResolversParentTypes['ProductionRule']> = {
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  off?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['Rule'], ParentType, ContextType>;
  settings?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  severity?: Resolver<Maybe<ResolversTypes['Severity']>, ParentType, ContextType>;
};

export type PullResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Pull'] = ResolversParentTypes['Pull']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  handles?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  packageFiles?: Resolver<Array<ResolversTypes['PackageFile']>, ParentType, ContextType>;
  packagePath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['PullPlan'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  production?: Resolver<ResolversTypes['Production'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['PullProgress'], ParentType, ContextType>;
  recipe?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  renders?: Resolver<ResolversTypes['RenderConnection'], ParentType, ContextType, Partial<PullRendersArgs>>;
  state?: Resolver<ResolversTypes['PullState'], ParentType, ContextType>;
  timeline?: Resolver<Maybe<ResolversTypes['Timeline']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PullConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PullConnection'] = ResolversParentTypes['PullConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PullEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PullEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PullEdge'] = ResolversParentTypes['PullEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Pull'], ParentType, ContextType>;
};

export type PullItemResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PullItem'] = ResolversParentTypes['PullItem']> = {
  clip?: Resolver<Maybe<ResolversTypes['Clip']>, ParentType, ContextType>;
  clipFrameIn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clipFrameOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  eventNumbers?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['Problem']>, ParentType, ContextType>;
  reused?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PullPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PullPayload'] = ResolversParentTypes['PullPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  pull?: Resolver<Maybe<ResolversTypes['Pull']>, ParentType, ContextType>;
};

export type PullPlanResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PullPlan'] = ResolversParentTypes['PullPlan']> = {
  estimateIsGuess?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  estimatedBytes?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  estimatedSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  findings?: Resolver<Array<ResolversTypes['Problem']>, ParentType, ContextType>;
  frameCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  items?: Resolver<Array<ResolversTypes['PullItem']>, ParentType, ContextType>;
  reusedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PullProgressResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PullProgress'] = ResolversParentTypes['PullProgress']> = {
  done?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  doneCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pull?: Resolver<ResolversTypes['Pull'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  audit?: Resolver<ResolversTypes['AuditConnection'], ParentType, ContextType, RequireFields<QueryAuditArgs, 'production'>>;
  clip?: Resolver<Maybe<ResolversTypes['Clip']>, ParentType, ContextType, RequireFields<QueryClipArgs, 'id'>>;
  clips?: Resolver<ResolversTypes['ClipConnection'], ParentType, ContextType, RequireFields<QueryClipsArgs, 'fuzzy' | 'production'>>;
  clipsByIds?: Resolver<Array<Maybe<ResolversTypes['Clip']>>, ParentType, ContextType, RequireFields<QueryClipsByIdsArgs, 'ids'>>;
  clipsByName?: Resolver<Array<ResolversTypes['Clip']>, ParentType, ContextType, RequireFields<QueryClipsByNameArgs, 'name' | 'production'>>;
  compareClips?: Resolver<ResolversTypes['ClipComparison'], ParentType, ContextType, RequireFields<QueryCompareClipsArgs, 'ids'>>;
  compareTimelines?: Resolver<ResolversTypes['TimelineComparison'], ParentType, ContextType, RequireFields<QueryCompareTimelinesArgs, 'newer' | 'older'>>;
  engines?: Resolver<Array<ResolversTypes['RenderEngine']>, ParentType, ContextType>;
  exportClips?: Resolver<ResolversTypes['ExportedFile'], ParentType, ContextType, RequireFields<QueryExportClipsArgs, 'format' | 'production'>>;
  exportMatches?: Resolver<ResolversTypes['ExportedFile'], ParentType, ContextType, RequireFields<QueryExportMatchesArgs, 'id'>>;
  exportTimeline?: Resolver<ResolversTypes['ExportedFile'], ParentType, ContextType, RequireFields<QueryExportTimelineArgs, 'format' | 'id'>>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, RequireFields<QueryFindingsArgs, 'production'>>;
  identify?: Resolver<ResolversTypes['Identification'], ParentType, ContextType, RequireFields<QueryIdentifyArgs, 'input'>>;
  jobs?: Resolver<ResolversTypes['JobConnection'], ParentType, ContextType, RequireFields<QueryJobsArgs, 'production'>>;
  matchEvents?: Resolver<Array<ResolversTypes['EventMatch']>, ParentType, ContextType, RequireFields<QueryMatchEventsArgs, 'events' | 'production'>>;
  namingRules?: Resolver<Array<ResolversTypes['NamingRule']>, ParentType, ContextType, RequireFields<QueryNamingRulesArgs, 'production'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  production?: Resolver<Maybe<ResolversTypes['Production']>, ParentType, ContextType, RequireFields<QueryProductionArgs, 'slug'>>;
  productions?: Resolver<ResolversTypes['ProductionConnection'], ParentType, ContextType, Partial<QueryProductionsArgs>>;
  pull?: Resolver<Maybe<ResolversTypes['Pull']>, ParentType, ContextType, RequireFields<QueryPullArgs, 'id'>>;
  pulls?: Resolver<ResolversTypes['PullConnection'], ParentType, ContextType, RequireFields<QueryPullsArgs, 'production'>>;
  recipes?: Resolver<Array<ResolversTypes['Recipe']>, ParentType, ContextType, Partial<QueryRecipesArgs>>;
  report?: Resolver<ResolversTypes['ExportedFile'], ParentType, ContextType, RequireFields<QueryReportArgs, 'input'>>;
  rules?: Resolver<Array<ResolversTypes['Rule']>, ParentType, ContextType>;
  searchFields?: Resolver<Array<ResolversTypes['SearchField']>, ParentType, ContextType>;
  service?: Resolver<ResolversTypes['Service'], ParentType, ContextType>;
  timeline?: Resolver<Maybe<ResolversTypes['Timeline']>, ParentType, ContextType, RequireFields<QueryTimelineArgs, 'id'>>;
  tokens?: Resolver<Array<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  webhooks?: Resolver<Array<ResolversTypes['Webhook']>, ParentType, ContextType, RequireFields<QueryWebhooksArgs, 'production'>>;
};

export interface RationalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Rational'], any> {
  name: 'Rational';
}

export type RawMetadataResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RawMetadata'] = ResolversParentTypes['RawMetadata']> = {
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readerVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type ReasonResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Reason'] = ResolversParentTypes['Reason']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RecipeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Recipe'] = ResolversParentTypes['Recipe']> = {
  base?: Resolver<ResolversTypes['RecipeName'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parameters?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RecipePayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RecipePayload'] = ResolversParentTypes['RecipePayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  recipes?: Resolver<Array<ResolversTypes['Recipe']>, ParentType, ContextType>;
};

export type RenderResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Render'] = ResolversParentTypes['Render']> = {
  clip?: Resolver<ResolversTypes['Clip'], ParentType, ContextType>;
  clipFrameIn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clipFrameOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identity?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outputPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outputs?: Resolver<Array<ResolversTypes['Output']>, ParentType, ContextType>;
  pull?: Resolver<Maybe<ResolversTypes['Pull']>, ParentType, ContextType>;
  recipe?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  report?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  stale?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JobState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RenderConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RenderConnection'] = ResolversParentTypes['RenderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RenderEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RenderEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RenderEdge'] = ResolversParentTypes['RenderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Render'], ParentType, ContextType>;
};

export type RenderEngineResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RenderEngine'] = ResolversParentTypes['RenderEngine']> = {
  available?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  formats?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  missing?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RenditionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Rendition'] = ResolversParentTypes['Rendition']> = {
  copies?: Resolver<Array<ResolversTypes['Copy']>, ParentType, ContextType>;
  format?: Resolver<Maybe<ResolversTypes['ClipFormat']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RenditionKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RequestPullPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RequestPullPayload'] = ResolversParentTypes['RequestPullPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['PullPlan']>, ParentType, ContextType>;
  pull?: Resolver<Maybe<ResolversTypes['Pull']>, ParentType, ContextType>;
};

export type RequestRenderPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RequestRenderPayload'] = ResolversParentTypes['RequestRenderPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  explanation?: Resolver<Array<ResolversTypes['ExportedFile']>, ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  render?: Resolver<Maybe<ResolversTypes['Render']>, ParentType, ContextType>;
};

export type ResolveEventPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ResolveEventPayload'] = ResolversParentTypes['ResolveEventPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['TimelineEvent']>, ParentType, ContextType>;
};

export type RevokeTokenPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RevokeTokenPayload'] = ResolversParentTypes['RevokeTokenPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['ApiToken']>, ParentType, ContextType>;
};

export type RollResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Roll'] = ResolversParentTypes['Roll']> = {
  cameraIndex?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cameraSerial?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clipCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clips?: Resolver<ResolversTypes['ClipConnection'], ParentType, ContextType, Partial<RollClipsArgs>>;
  documents?: Resolver<Array<ResolversTypes['Document']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mhlState?: Resolver<ResolversTypes['MhlState'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  production?: Resolver<ResolversTypes['Production'], ParentType, ContextType>;
  shootDay?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  verification?: Resolver<Maybe<ResolversTypes['RollVerification']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RollConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RollConnection'] = ResolversParentTypes['RollConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RollEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RollEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RollEdge'] = ResolversParentTypes['RollEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Roll'], ParentType, ContextType>;
};

export type RollVerificationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RollVerification'] = ResolversParentTypes['RollVerification']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  findings?: Resolver<Array<ResolversTypes['Problem']>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RuleResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Rule'] = ResolversParentTypes['Rule']> = {
  code?: Resolver<ResolversTypes['RuleCode'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  offByDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reads?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  settings?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
};

export type RunChecksPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RunChecksPayload'] = ResolversParentTypes['RunChecksPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  newCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  openCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resolvedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SaveSearchPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SaveSearchPayload'] = ResolversParentTypes['SaveSearchPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  savedSearch?: Resolver<Maybe<ResolversTypes['SavedSearch']>, ParentType, ContextType>;
};

export type SavedSearchResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SavedSearch'] = ResolversParentTypes['SavedSearch']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  query?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SearchEngineResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SearchEngine'] = ResolversParentTypes['SearchEngine']> = {
  fallbackReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SearchFieldResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SearchField'] = ResolversParentTypes['SearchField']> = {
  aliases?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SearchFieldKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  units?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SeedResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Seed'] = ResolversParentTypes['Seed']> = {
  lines?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SeedState'], ParentType, ContextType>;
};

export type SegmentResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Segment'] = ResolversParentTypes['Segment']> = {
  frameCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  hashes?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type ServiceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Service'] = ResolversParentTypes['Service']> = {
  notices?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  outputFolder?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  searchEngine?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seed?: Resolver<Maybe<ResolversTypes['Seed']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SlateResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Slate'] = ResolversParentTypes['Slate']> = {
  scene?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shootDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  shot?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  take?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  ingestProgress?: SubscriptionResolver<ResolversTypes['IngestProgress'], "ingestProgress", ParentType, ContextType, RequireFields<SubscriptionIngestProgressArgs, 'id'>>;
  jobChanged?: SubscriptionResolver<ResolversTypes['Job'], "jobChanged", ParentType, ContextType, RequireFields<SubscriptionJobChangedArgs, 'production'>>;
  pullProgress?: SubscriptionResolver<ResolversTypes['PullProgress'], "pullProgress", ParentType, ContextType, RequireFields<SubscriptionPullProgressArgs, 'id'>>;
};

export interface TimecodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Timecode'], any> {
  name: 'Timecode';
}

export type TimecodeRunResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TimecodeRun'] = ResolversParentTypes['TimecodeRun']> = {
  frame?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  timecode?: Resolver<ResolversTypes['Timecode'], ParentType, ContextType>;
};

export type TimelineResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Timeline'] = ResolversParentTypes['Timeline']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  diagnostics?: Resolver<Array<ResolversTypes['Diagnostic']>, ParentType, ContextType>;
  dropFrame?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  eventCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  events?: Resolver<ResolversTypes['EventConnection'], ParentType, ContextType, Partial<TimelineEventsArgs>>;
  format?: Resolver<Maybe<ResolversTypes['TimelineFormat']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  production?: Resolver<ResolversTypes['Production'], ParentType, ContextType>;
  pulls?: Resolver<Array<ResolversTypes['Pull']>, ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['FrameRate'], ParentType, ContextType>;
  rateOrigin?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<Array<ResolversTypes['MatchStateCount']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TimelineComparisonResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TimelineComparison'] = ResolversParentTypes['TimelineComparison']> = {
  changes?: Resolver<Array<ResolversTypes['EventChange']>, ParentType, ContextType, RequireFields<TimelineComparisonChangesArgs, 'includeUnchanged'>>;
  newer?: Resolver<ResolversTypes['Timeline'], ParentType, ContextType>;
  older?: Resolver<ResolversTypes['Timeline'], ParentType, ContextType>;
  summary?: Resolver<Array<ResolversTypes['EventChangeCount']>, ParentType, ContextType>;
};

export type TimelineConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TimelineConnection'] = ResolversParentTypes['TimelineConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TimelineEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TimelineEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TimelineEdge'] = ResolversParentTypes['TimelineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Timeline'], ParentType, ContextType>;
};

export type TimelineEventResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TimelineEvent'] = ResolversParentTypes['TimelineEvent']> = {
  cdl?: Resolver<Maybe<ResolversTypes['Cdl']>, ParentType, ContextType>;
  dropFrame?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['EventKind'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  markers?: Resolver<Array<ResolversTypes['Marker']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['EventMatch']>, ParentType, ContextType>;
  names?: Resolver<Array<ResolversTypes['EventName']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['FrameRate'], ParentType, ContextType>;
  recordIn?: Resolver<Maybe<ResolversTypes['Timecode']>, ParentType, ContextType>;
  recordOut?: Resolver<Maybe<ResolversTypes['Timecode']>, ParentType, ContextType>;
  reel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reverse?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sourceFrames?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sourceIn?: Resolver<Maybe<ResolversTypes['Timecode']>, ParentType, ContextType>;
  sourceOut?: Resolver<Maybe<ResolversTypes['Timecode']>, ParentType, ContextType>;
  speed?: Resolver<ResolversTypes['Rational'], ParentType, ContextType>;
  track?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TimelineUseResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TimelineUse'] = ResolversParentTypes['TimelineUse']> = {
  clipFrameIn?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  clipFrameOut?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  eventNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeline?: Resolver<ResolversTypes['Timeline'], ParentType, ContextType>;
};

export type TraceStepResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TraceStep'] = ResolversParentTypes['TraceStep']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['TraceStepKind'], ParentType, ContextType>;
};

export type UpdateProductionPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['UpdateProductionPayload'] = ResolversParentTypes['UpdateProductionPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  production?: Resolver<Maybe<ResolversTypes['Production']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  at?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  production?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type WaiveFindingPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['WaiveFindingPayload'] = ResolversParentTypes['WaiveFindingPayload']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  finding?: Resolver<Maybe<ResolversTypes['Finding']>, ParentType, ContextType>;
};

export type WaiverResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Waiver'] = ResolversParentTypes['Waiver']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type WebhookResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook']> = {
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['WebhookEvent']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  trouble?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  waitingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type Resolvers<ContextType = ApiContext> = {
  AlternateTimecode?: AlternateTimecodeResolvers<ContextType>;
  AnswerFormatCardPayload?: AnswerFormatCardPayloadResolvers<ContextType>;
  ApiToken?: ApiTokenResolvers<ContextType>;
  ArchiveClipsPayload?: ArchiveClipsPayloadResolvers<ContextType>;
  AttachDocumentPayload?: AttachDocumentPayloadResolvers<ContextType>;
  Attachment?: AttachmentResolvers<ContextType>;
  AuditConnection?: AuditConnectionResolvers<ContextType>;
  AuditEdge?: AuditEdgeResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  Baked?: BakedResolvers<ContextType>;
  BigInt?: GraphQLScalarType;
  Camera?: CameraResolvers<ContextType>;
  Cdl?: CdlResolvers<ContextType>;
  Clip?: ClipResolvers<ContextType>;
  ClipColor?: ClipColorResolvers<ContextType>;
  ClipComparison?: ClipComparisonResolvers<ContextType>;
  ClipConnection?: ClipConnectionResolvers<ContextType>;
  ClipEdge?: ClipEdgeResolvers<ContextType>;
  ClipImage?: ClipImageResolvers<ContextType>;
  ClipName?: ClipNameResolvers<ContextType>;
  ClipRate?: ClipRateResolvers<ContextType>;
  ClipTimecode?: ClipTimecodeResolvers<ContextType>;
  ClipUses?: ClipUsesResolvers<ContextType>;
  ConfigureRulePayload?: ConfigureRulePayloadResolvers<ContextType>;
  Copy?: CopyResolvers<ContextType>;
  CorrectFieldsPayload?: CorrectFieldsPayloadResolvers<ContextType>;
  Correction?: CorrectionResolvers<ContextType>;
  CreateProductionPayload?: CreateProductionPayloadResolvers<ContextType>;
  CreateTokenPayload?: CreateTokenPayloadResolvers<ContextType>;
  CreateWebhookPayload?: CreateWebhookPayloadResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DecideNamingRulePayload?: DecideNamingRulePayloadResolvers<ContextType>;
  Decision?: DecisionResolvers<ContextType>;
  DeleteSavedSearchPayload?: DeleteSavedSearchPayloadResolvers<ContextType>;
  DeleteWebhookPayload?: DeleteWebhookPayloadResolvers<ContextType>;
  Diagnostic?: DiagnosticResolvers<ContextType>;
  Divergence?: DivergenceResolvers<ContextType>;
  Document?: DocumentResolvers<ContextType>;
  DocumentConnection?: DocumentConnectionResolvers<ContextType>;
  DocumentEdge?: DocumentEdgeResolvers<ContextType>;
  EventChange?: EventChangeResolvers<ContextType>;
  EventChangeCount?: EventChangeCountResolvers<ContextType>;
  EventConnection?: EventConnectionResolvers<ContextType>;
  EventEdge?: EventEdgeResolvers<ContextType>;
  EventMatch?: EventMatchResolvers<ContextType>;
  EventName?: EventNameResolvers<ContextType>;
  Explanation?: ExplanationResolvers<ContextType>;
  ExplanationEdge?: ExplanationEdgeResolvers<ContextType>;
  ExplanationNode?: ExplanationNodeResolvers<ContextType>;
  ExplanationValue?: ExplanationValueResolvers<ContextType>;
  ExportedFile?: ExportedFileResolvers<ContextType>;
  Exposure?: ExposureResolvers<ContextType>;
  Facet?: FacetResolvers<ContextType>;
  FacetValue?: FacetValueResolvers<ContextType>;
  Fact?: FactResolvers<ContextType>;
  FactOrigin?: FactOriginResolvers<ContextType>;
  FactRun?: FactRunResolvers<ContextType>;
  Finding?: FindingResolvers<ContextType>;
  FindingConnection?: FindingConnectionResolvers<ContextType>;
  FindingEdge?: FindingEdgeResolvers<ContextType>;
  FixAction?: FixActionResolvers<ContextType>;
  FormatCard?: FormatCardResolvers<ContextType>;
  FrameRange?: FrameRangeResolvers<ContextType>;
  FrameRate?: GraphQLScalarType;
  Highlight?: HighlightResolvers<ContextType>;
  Identification?: IdentificationResolvers<ContextType>;
  ImportTimelinePayload?: ImportTimelinePayloadResolvers<ContextType>;
  Ingest?: IngestResolvers<ContextType>;
  IngestPayload?: IngestPayloadResolvers<ContextType>;
  IngestProgress?: IngestProgressResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Job?: JobResolvers<ContextType>;
  JobConnection?: JobConnectionResolvers<ContextType>;
  JobEdge?: JobEdgeResolvers<ContextType>;
  JobPayload?: JobPayloadResolvers<ContextType>;
  Lens?: LensResolvers<ContextType>;
  MakeSeedProductionPayload?: MakeSeedProductionPayloadResolvers<ContextType>;
  Marker?: MarkerResolvers<ContextType>;
  MatchCandidate?: MatchCandidateResolvers<ContextType>;
  MatchStateCount?: MatchStateCountResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NamingRule?: NamingRuleResolvers<ContextType>;
  Neighbours?: NeighboursResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Output?: OutputResolvers<ContextType>;
  PackageFile?: PackageFileResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Problem?: ProblemResolvers<ContextType>;
  Production?: ProductionResolvers<ContextType>;
  ProductionConnection?: ProductionConnectionResolvers<ContextType>;
  ProductionEdge?: ProductionEdgeResolvers<ContextType>;
  ProductionRule?: ProductionRuleResolvers<ContextType>;
  Pull?: PullResolvers<ContextType>;
  PullConnection?: PullConnectionResolvers<ContextType>;
  PullEdge?: PullEdgeResolvers<ContextType>;
  PullItem?: PullItemResolvers<ContextType>;
  PullPayload?: PullPayloadResolvers<ContextType>;
  PullPlan?: PullPlanResolvers<ContextType>;
  PullProgress?: PullProgressResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Rational?: GraphQLScalarType;
  RawMetadata?: RawMetadataResolvers<ContextType>;
  Reason?: ReasonResolvers<ContextType>;
  Recipe?: RecipeResolvers<ContextType>;
  RecipePayload?: RecipePayloadResolvers<ContextType>;
  Render?: RenderResolvers<ContextType>;
  RenderConnection?: RenderConnectionResolvers<ContextType>;
  RenderEdge?: RenderEdgeResolvers<ContextType>;
  RenderEngine?: RenderEngineResolvers<ContextType>;
  Rendition?: RenditionResolvers<ContextType>;
  RequestPullPayload?: RequestPullPayloadResolvers<ContextType>;
  RequestRenderPayload?: RequestRenderPayloadResolvers<ContextType>;
  ResolveEventPayload?: ResolveEventPayloadResolvers<ContextType>;
  RevokeTokenPayload?: RevokeTokenPayloadResolvers<ContextType>;
  Roll?: RollResolvers<ContextType>;
  RollConnection?: RollConnectionResolvers<ContextType>;
  RollEdge?: RollEdgeResolvers<ContextType>;
  RollVerification?: RollVerificationResolvers<ContextType>;
  Rule?: RuleResolvers<ContextType>;
  RunChecksPayload?: RunChecksPayloadResolvers<ContextType>;
  SaveSearchPayload?: SaveSearchPayloadResolvers<ContextType>;
  SavedSearch?: SavedSearchResolvers<ContextType>;
  SearchEngine?: SearchEngineResolvers<ContextType>;
  SearchField?: SearchFieldResolvers<ContextType>;
  Seed?: SeedResolvers<ContextType>;
  Segment?: SegmentResolvers<ContextType>;
  Service?: ServiceResolvers<ContextType>;
  Slate?: SlateResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Timecode?: GraphQLScalarType;
  TimecodeRun?: TimecodeRunResolvers<ContextType>;
  Timeline?: TimelineResolvers<ContextType>;
  TimelineComparison?: TimelineComparisonResolvers<ContextType>;
  TimelineConnection?: TimelineConnectionResolvers<ContextType>;
  TimelineEdge?: TimelineEdgeResolvers<ContextType>;
  TimelineEvent?: TimelineEventResolvers<ContextType>;
  TimelineUse?: TimelineUseResolvers<ContextType>;
  TraceStep?: TraceStepResolvers<ContextType>;
  UpdateProductionPayload?: UpdateProductionPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  WaiveFindingPayload?: WaiveFindingPayloadResolvers<ContextType>;
  Waiver?: WaiverResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
};

