import type { Cdl } from '../domain/cdl.ts';
import type { ClipTimecode, FactValue } from '../domain/clip.ts';
import type { ExplainedAmf, ExplainedFdl } from '../domain/explain/source.ts';
import type { Framed } from '../domain/fdl.ts';
import type { FrameRate } from '../domain/frameRate.ts';
import type { Problem, Severity } from '../domain/problem.ts';
import type { PullEvent } from '../domain/render/pullPlan.ts';

/** A clip as the guardrails see it. */
export type CheckedClip = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly format?: string;
  readonly rollId?: string;
  readonly rollName?: string;
  /** Shoot day of its roll, ISO. */
  readonly rollDay?: string;
  readonly reel?: string;
  readonly frameCount?: number;
  readonly timecode?: ClipTimecode;
  readonly playbackRate?: FrameRate;
  readonly captureRate?: FrameRate;
  readonly cameraIndex?: string;
  /** ISO day. */
  readonly shootDate?: string;
  /** Values by dotted path: those that some rule reads. */
  readonly facts: Readonly<Record<string, FactValue>>;
  /** Sources that its facts come from: `sidecar:NonRealTimeMeta`. */
  readonly sources: readonly string[];
  readonly problems: readonly Problem[];
  /** Present copies of the original. */
  readonly copies: readonly {
    readonly place: string;
    readonly segments: readonly {
      readonly path: string;
      readonly sizeBytes: number;
      /** Date of the file, ms since 1970. */ readonly modifiedMs?: number;
    }[];
  }[];
  readonly cardKey?: string;
  /** Somebody said on its format card which input transform it has. */
  readonly cardAnswered: boolean;
  /** Documents in force. */
  readonly amf?: ExplainedAmf;
  readonly fdl?: ExplainedFdl;
  /** The canvas and decision of the FDL for this clip; absent where no canvas fits. */
  readonly framed?: Framed;
  readonly cdl?: Cdl;
};

export type CheckedRoll = {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly kind: string;
  readonly cameraIndex?: string;
  readonly shootDay?: string;
  readonly mhlState: string;
  /** What verification found: codes of the ASC MHL, with the file in `at`. */
  readonly mhl: readonly Problem[];
  readonly clips: readonly CheckedClip[];
};

/** Clips that should look alike: one scene, shot and camera; where no scene is known, one day and camera position. */
export type CheckedSetup = { readonly id: string; readonly label: string; readonly clips: readonly CheckedClip[] };

export type CheckedDocument = {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly sha256: string;
  readonly problems: readonly Problem[];
  readonly amf?: ExplainedAmf;
  readonly fdl?: ExplainedFdl;
  /** Clips that its clip id means: one where it is resolved. Absent: it names none. */
  readonly meant?: readonly { readonly id: string; readonly name: string }[];
  /** Clips that it is attached to directly. */
  readonly ofClips: readonly { readonly id: string; readonly name: string }[];
  /** Clips that it is in force for. */
  readonly clipCount: number;
};

export type CheckedPull = {
  readonly id: string;
  readonly name: string;
  readonly handles: number;
  readonly events: readonly PullEvent[];
  /** Clip id → frames, and name. */
  readonly clips: Readonly<Record<string, { readonly name: string; readonly frames: number }>>;
  readonly plates: readonly {
    readonly name: string;
    readonly clipId: string;
    readonly in: number;
    readonly out: number;
    readonly state: string;
    /** Frames on disk, once it is rendered. */
    readonly renderedFrames?: number;
    /** What it was made from has changed since, in words. */
    readonly stale?: string;
    /** Header of its first frame, and what the source says of that frame. */
    readonly header?: { readonly timecode?: string; readonly reel?: string };
    readonly source?: { readonly timecode?: string; readonly reel?: string };
  }[];
  /** Events of the newest version of the list that it was pulled from; absent where that is the one. */
  readonly newerEvents?: readonly PullEvent[];
  readonly newerName?: string;
};

export type CheckedProduction = {
  readonly id: string;
  readonly clips: readonly CheckedClip[];
  readonly rolls: readonly CheckedRoll[];
  readonly documents: readonly CheckedDocument[];
};

export type CheckContext = {
  readonly rate: FrameRate;
  readonly dropFrame: boolean;
  /** The rule's thresholds: its own defaults under the production's settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Ids of the Academy's registry, without their common beginning; undefined: not at hand. */
  readonly registry?: ReadonlySet<string>;
  /** Sound clips of the production, by day. */
  readonly sound: ReadonlyMap<string, readonly CheckedClip[]>;
  /** Clips of a day, of every kind; none where the day is not known. */
  readonly ofDay: (day: string | undefined) => readonly CheckedClip[];
  readonly documentsByName: ReadonlyMap<string, CheckedDocument>;
};

export type Observation = {
  /** Absent: the subject itself. */
  readonly entityId?: string;
  readonly clipId?: string;
  /** Like a colleague would say it. */
  readonly message: string;
  /** What was seen: decides whether a waiver still holds. */
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly fix?: string;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
};

type Subjects = {
  readonly CLIP: CheckedClip;
  readonly ROLL: CheckedRoll;
  readonly SETUP: CheckedSetup;
  readonly DOCUMENT: CheckedDocument;
  readonly PRODUCTION: CheckedProduction;
  readonly PULL: CheckedPull;
};
export type RuleScope = keyof Subjects;

type RuleOf<S extends RuleScope> = {
  /** SCREAMING_SNAKE, as in the trade's list of guardrails. */
  readonly code: string;
  readonly severity: Severity;
  readonly scope: S;
  /** Its plain sentence. */
  readonly title: string;
  /** Fields that it reads: facts by their dotted path; `timecode`, `mhl`, `copies`, `name`, `roll`, `card`, `documents`, `pulls`. A change of another field does not run it. */
  readonly reads: readonly string[];
  /** Thresholds that a production may set. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Not run until a production turns it on. */
  readonly offByDefault?: true;
  /** Reports; never throws. */
  readonly check: (subject: Subjects[S], context: CheckContext) => readonly Observation[];
};
export type Rule = { [S in RuleScope]: RuleOf<S> }[RuleScope];

export const clipRule = (rule: Omit<RuleOf<'CLIP'>, 'scope'>): Rule => ({ scope: 'CLIP', ...rule });
export const rollRule = (rule: Omit<RuleOf<'ROLL'>, 'scope'>): Rule => ({ scope: 'ROLL', ...rule });
export const setupRule = (rule: Omit<RuleOf<'SETUP'>, 'scope'>): Rule => ({ scope: 'SETUP', ...rule });
export const documentRule = (rule: Omit<RuleOf<'DOCUMENT'>, 'scope'>): Rule => ({ scope: 'DOCUMENT', ...rule });
export const productionRule = (rule: Omit<RuleOf<'PRODUCTION'>, 'scope'>): Rule => ({ scope: 'PRODUCTION', ...rule });
export const pullRule = (rule: Omit<RuleOf<'PULL'>, 'scope'>): Rule => ({ scope: 'PULL', ...rule });

export function textOf(clip: CheckedClip, field: string): string | undefined {
  const value = clip.facts[field];
  return value === undefined || typeof value === 'object' ? undefined : String(value);
}

export function numberOf(clip: CheckedClip, field: string): number | undefined {
  const value = clip.facts[field];
  return typeof value === 'number' ? value : undefined;
}

/** `A, B, C and 4 more`. */
export function listed(names: readonly string[], most = 3): string {
  if (names.length <= most) return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
