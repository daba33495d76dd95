import { formatRational } from '../domain/rational.ts';
import type { Cdl } from '../domain/cdl.ts';
import type { Severity } from '../domain/problem.ts';
import type { EventKind, EventName, Marker, Timeline, TimelineEvent, TimelineOptions } from '../domain/timeline.ts';
import { readTimeline, type TimelinePorts } from '../timelines/index.ts';

/** One event as `lint --json` prints it (CONTRACT, Event): null where the list says nothing; rates and speeds are exact fractions. */
export type LintEvent = {
  readonly number: string;
  readonly line: number | null;
  readonly reel: string;
  readonly names: readonly EventName[];
  readonly track: string;
  readonly kind: EventKind;
  readonly sourceIn: string | null;
  readonly sourceOut: string | null;
  readonly recordIn: string | null;
  readonly recordOut: string | null;
  readonly sourceFrames: number | null;
  readonly recordFrames: number | null;
  readonly rate: string;
  readonly dropFrame: boolean;
  readonly recordRate: string | null;
  readonly recordDropFrame: boolean | null;
  readonly speed: string;
  readonly reverse: boolean;
  readonly variableSpeed: boolean;
  readonly playedIn: string | null;
  readonly playedOut: string | null;
  readonly transitionFrames: number | null;
  readonly mediaFrameIn: number | null;
  readonly mediaFrameOut: number | null;
  readonly cdl: Cdl | null;
  readonly markers: readonly Marker[];
  readonly extra: Readonly<Record<string, string>>;
};

export type LintDiagnostic = {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly fix: string | null;
};

export type LintReport = {
  readonly format: string;
  readonly title: string | null;
  readonly rate: string;
  readonly rateOrigin: string;
  readonly dropFrame: boolean;
  readonly events: readonly LintEvent[];
  readonly diagnostics: readonly LintDiagnostic[];
};

/** Reads any list and says what is in it and what is wrong with it. Throws what readTimeline throws when the file as a whole cannot be read. */
export async function lintTimeline(
  bytes: Uint8Array,
  fileName: string,
  options: TimelineOptions = {},
  ports: TimelinePorts = {},
): Promise<LintReport> {
  return lintReport(await readTimeline(bytes, fileName, options, ports));
}

export function lintReport(timeline: Timeline): LintReport {
  return {
    format: timeline.format,
    title: timeline.title ?? null,
    rate: formatRational(timeline.rate),
    rateOrigin: timeline.rateOrigin,
    dropFrame: timeline.dropFrame,
    events: timeline.events.map(lintEvent),
    diagnostics: timeline.diagnostics.map(({ severity, code, message, line, column, fix }) => ({
      severity,
      code,
      message,
      line: line ?? null,
      column: column ?? null,
      fix: fix ?? null,
    })),
  };
}

export function lintEvent(event: TimelineEvent): LintEvent {
  return {
    number: event.number,
    line: event.line ?? null,
    reel: event.reel,
    names: event.names,
    track: event.track,
    kind: event.kind,
    sourceIn: event.sourceIn ?? null,
    sourceOut: event.sourceOut ?? null,
    recordIn: event.recordIn ?? null,
    recordOut: event.recordOut ?? null,
    sourceFrames: event.sourceFrames ?? null,
    recordFrames: event.recordFrames ?? null,
    rate: formatRational(event.rate),
    dropFrame: event.dropFrame,
    recordRate: event.recordRate ? formatRational(event.recordRate) : null,
    recordDropFrame: event.recordDropFrame ?? null,
    speed: formatRational(event.speed),
    reverse: event.reverse,
    variableSpeed: event.variableSpeed ?? false,
    playedIn: event.playedIn ?? null,
    playedOut: event.playedOut ?? null,
    transitionFrames: event.transitionFrames ?? null,
    mediaFrameIn: event.mediaFrameIn ?? null,
    mediaFrameOut: event.mediaFrameOut ?? null,
    cdl: event.cdl ?? null,
    markers: event.markers,
    extra: event.extra ?? {},
  };
}

/** Whether a person should look: something was not read (ERROR) or is doubtful (WARN). */
export function needsAttention(report: LintReport): boolean {
  return report.diagnostics.some(({ severity }) => severity === 'ERROR' || severity === 'WARN' || severity === 'BLOCK');
}
