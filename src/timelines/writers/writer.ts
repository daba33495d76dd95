import type { Timeline, TimelineEvent } from '../../domain/timeline.ts';

/** One list format that Rushes writes. What it reads back from its own text is what went in. */
export type TimelineWriter = {
  /** As the reader of the same format. */
  readonly name: string;
  readonly label: string;
  /** Without the dot. */
  readonly extension: string;
  readonly write: (timeline: Timeline) => string;
};

/** Text of one line: a name with a line break in it would become two lines of a list. */
export function oneLine(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The strongest name of an event, for columns that take one. */
export function nameOfKind(event: TimelineEvent, ...kinds: readonly TimelineEvent['names'][number]['kind'][]): string | undefined {
  for (const kind of kinds) {
    const found = event.names.find((name) => name.kind === kind);
    if (found) return found.value;
  }
  return undefined;
}
