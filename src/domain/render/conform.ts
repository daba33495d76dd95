import type { TimelineEvent } from '../timeline.ts';

/** Events whose clips were delivered, each under its clip's full name and with the delivered file's folder beside it. */
export function sourcesOfPlate(
  events: readonly TimelineEvent[],
  delivered: readonly { readonly number: string; readonly clip: string; readonly folder: string }[],
): readonly TimelineEvent[] {
  return events.flatMap((event) => {
    const found = delivered.find((each) => each.number === event.number);
    if (!found) return [];
    const names = event.names.filter((name) => name.kind !== 'PATH' && name.kind !== 'SOURCE_FILE');
    return [{ ...event, reel: found.clip, names: [...names, { kind: 'PATH' as const, value: `${found.folder}/${found.clip}` }] }];
  });
}
