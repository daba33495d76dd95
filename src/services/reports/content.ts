import type { ClipToCheck, RollToCheck } from '../../domain/ports/checkStore.ts';

/** A roll with its clips, in the order in which they were shot. */
export type ReportedRoll = { readonly roll: RollToCheck; readonly clips: readonly ClipToCheck[] };

/** What both reports are made of. `about`: day and roll that were asked for. */
export type ReportContent = {
  readonly title: string;
  readonly about: string;
  readonly made: string;
  readonly rolls: readonly ReportedRoll[];
  readonly format: 'HTML' | 'CSV';
};
