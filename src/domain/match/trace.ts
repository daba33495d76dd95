import { formatTimecode, formatLabel } from '../timecode.ts';
import type { Decision } from './decide.ts';
import { eventNames } from './keys.ts';
import { fit, type Considered, type Judged } from './judge.ts';
import type { EventMatch, TraceStep } from './result.ts';

/** Candidates that are told one by one; of more the number is told. */
const mostTold = 8;

/** How an event was decided, for a person to follow: names tried, timecode, each candidate with why it was taken or not, the decision, the fix. */
export function traceOf(considered: Considered, { chosen, reasons, state }: Decision, { fix }: EventMatch): TraceStep[] {
  const { event, source, judged, count, settled } = considered;
  const steps: TraceStep[] = [];
  if (!settled) {
    const names = eventNames(event);
    for (const name of names) {
      const found = judged.filter((each) => each.evidence?.written === name);
      const means =
        found.length === 0
          ? 'means no clip here'
          : found.length === 1
            ? `may mean ${found[0]!.clip.name}`
            : `may mean ${found.length} clips`;
      steps.push({ step: 'NAMES', message: `"${name}" ${means}.` });
    }
    if (names.length === 0) steps.push({ step: 'NAMES', message: `"${event.reel}" says nothing, and the list gives no other name.` });
    const format = source && { base: source.base, dropFrame: source.dropFrame };
    steps.push({
      step: 'TIMECODE',
      message: format
        ? `${formatLabel(source.in, format)}, ${source.frames} frame(s), counted ${source.base} a second${source.dropFrame ? ' drop-frame' : ''}.`
        : 'The event has no source timecode.',
    });
    for (const each of judged.slice(0, mostTold)) {
      const is = chosen !== undefined && each.clip === chosen.clip;
      steps.push({
        step: is ? 'CANDIDATE' : 'REJECTED',
        message: `${each.clip.name}${rollOf(each)}: ${is ? within(each) : whyNot(each, chosen)}`,
      });
    }
    if (count > mostTold) steps.push({ step: 'REJECTED', message: `${count} candidates in all; the others fit less.` });
  }
  const last = chosen ? `${state}: ${chosen.clip.name}.` : `${state}: ${reasons.map(({ message }) => message).join(' ')}`;
  steps.push({ step: 'DECIDED', message: last });
  if (fix !== undefined) steps.push({ step: 'FIX', message: fix });
  return steps;
}

const rollOf = ({ clip }: Judged): string =>
  clip.roll === undefined ? '' : ` (roll ${clip.roll}${clip.shootDate === undefined ? '' : `, ${clip.shootDate}`})`;

/** The sum that places the event: clip start, event start, difference. */
function within({ clip, placement }: Judged): string {
  if (!placement) return 'its timecode cannot be compared with the list.';
  const { timecode } = clip;
  const start = timecode === undefined ? 'no timecode' : `starts at ${formatTimecode(timecode.start, timecode)}`;
  const length = clip.frameCount === undefined ? 'of unknown length' : `${clip.frameCount} frames long`;
  return `${start}, ${length}; the event is its frames ${placement.frameIn} to ${placement.frameOut}.`;
}

function whyNot(each: Judged, chosen: Judged | undefined): string {
  const { placement, evidence, clip } = each;
  if (!placement) return `its labels count ${clip.timecode?.base ?? 'in no'} a second and cannot be compared with the list's.`;
  if (placement.containment === 'NONE')
    return `${evidence ? 'its name fits, ' : ''}${within(each)} That is ${placement.distance} frame(s) outside.`;
  if (!evidence) return `it was running then, but no name says so.`;
  if (chosen && evidence.loose) return `it fits, but a name that tells more means ${chosen.clip.name}.`;
  if (chosen && fit(chosen) > fit(each)) return `it holds only a part: ${within(each)}`;
  return within(each);
}
