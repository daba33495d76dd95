import { outlinePull } from '../domain/render/pullPlan.ts';
import type { Severity } from '../domain/problem.ts';
import { listed, pullRule, type CheckedPull, type Observation, type Rule } from './rule.ts';

/** What planning says of the events of a pull, by code. */
function planned(pull: CheckedPull, code: string, fix: string): Observation[] {
  const frames = new Map(Object.entries(pull.clips).map(([id, clip]) => [id, clip.frames]));
  const outline = outlinePull(pull.events, frames, { handles: pull.handles, gapFrames: 0 });
  const ofPlates = outline.plates.flatMap((plate) =>
    plate.problems
      .filter((problem) => problem.code === code)
      .map((problem) => ({
        entityId: `${pull.id} ${plate.clipId} ${plate.in}`,
        clipId: plate.clipId,
        message: `${pull.clips[plate.clipId]?.name ?? 'A clip'}: ${problem.message.replace(/^The clip/, 'it').replace(/^E/, 'e')}`,
        evidence: { in: plate.in, out: plate.out, events: plate.events.map((event) => event.number) },
        fix,
      })),
  );
  const ofEvents = outline.findings
    .filter((problem) => problem.code === code)
    .map((problem) => ({
      entityId: `${pull.id} event ${problem.at ?? ''}`,
      message: problem.message,
      evidence: { event: problem.at ?? null },
      fix,
    }));
  return [...ofEvents, ...ofPlates];
}

const planRule = (code: string, severity: Severity, title: string, fix: string): Rule =>
  pullRule({ code, severity, title, reads: ['pulls'], check: (pull) => planned(pull, code, fix) });

/** Deliverables: before they are made, and against what was asked afterwards. */
export const pullRules: readonly Rule[] = [
  planRule(
    'MATCH_PARTIAL',
    'ERROR',
    'An event needs frames that its clip does not have.',
    'Ask editorial to trim the event; find out whether another clip goes on there.',
  ),
  planRule('HANDLE_SHORT', 'WARN', 'A clip gives fewer handles than were asked for.', 'Tell VFX; nothing was shot beyond it.'),
  planRule('MATCH_AMBIGUOUS', 'BLOCK', 'Several clips fit an event equally.', 'Choose one of its candidates.'),
  planRule(
    'RETIME_NOT_REPRESENTABLE',
    'WARN',
    'An event is retimed; the plate is at source speed.',
    'Send the count sheet with the plate.',
  ),
  planRule('EVENT_DUPLICATE', 'INFO', 'Several events share a plate.', 'Nothing; it is rendered once and referenced by each.'),
  pullRule({
    code: 'CUT_CHANGED_AFTER_PULL',
    severity: 'ERROR',
    title: 'A newer cut needs frames that were not delivered.',
    reads: ['pulls'],
    check: (pull) =>
      (pull.newerEvents ?? []).flatMap((event) => {
        if (event.clipId === undefined || event.clipFrameIn === undefined || event.clipFrameOut === undefined) return [];
        const given = pull.plates.filter((plate) => plate.clipId === event.clipId);
        if (given.length === 0 || given.some((plate) => plate.in <= event.clipFrameIn! && event.clipFrameOut! <= plate.out)) return [];
        const nearest = given[0]!;
        const [before, after] = [Math.max(0, nearest.in - event.clipFrameIn), Math.max(0, event.clipFrameOut - nearest.out)];
        const lacks = [...(before > 0 ? [`${before} before`] : []), ...(after > 0 ? [`${after} after`] : [])].join(' and ');
        return [
          {
            entityId: `${pull.id} ${event.number}`,
            clipId: event.clipId,
            message: `Event ${event.number} of ${pull.newerName ?? 'the newer cut'} needs frames of ${pull.clips[event.clipId]?.name ?? 'its clip'} that ${nearest.name} does not have (${lacks}): pull it again.`,
            evidence: { event: event.number, in: event.clipFrameIn, out: event.clipFrameOut, plate: nearest.name },
            fix: 'Pull the newer cut; only what has changed is rendered.',
          },
        ];
      }),
  }),
  pullRule({
    code: 'PULL_STALE_LOOK',
    severity: 'WARN',
    title: 'AMF, CDL or FDL have changed since a plate was made.',
    reads: ['pulls', 'documents'],
    check: (pull) =>
      pull.plates
        .filter((plate) => plate.stale !== undefined)
        .map((plate) => ({
          entityId: `${pull.id} ${plate.name}`,
          clipId: plate.clipId,
          message: `${plate.name} is out of date: ${plate.stale!}`,
          evidence: { plate: plate.name, stale: plate.stale! },
          fix: 'Pull again; only these plates are redone, as the next version.',
        })),
  }),
  pullRule({
    code: 'OUTPUT_FRAME_COUNT',
    severity: 'BLOCK',
    title: 'A render has not as many frames as were asked for.',
    reads: ['pulls'],
    check: (pull) => {
      const short = pull.plates.filter((plate) => plate.renderedFrames !== undefined && plate.renderedFrames !== plate.out - plate.in);
      return short.map((plate) => ({
        entityId: `${pull.id} ${plate.name}`,
        clipId: plate.clipId,
        message: `${plate.name} has ${plate.renderedFrames} frames; ${plate.out - plate.in} were asked for.`,
        evidence: { rendered: plate.renderedFrames, asked: plate.out - plate.in },
        fix: 'Retry the render; see its log.',
      }));
    },
  }),
  pullRule({
    code: 'OUTPUT_TC_HEADER',
    severity: 'ERROR',
    title: 'Timecode or reel in the header of a plate are not those of its source.',
    reads: ['pulls', 'timecode', 'identity.reelNumber', 'reel'],
    check: (pull) =>
      pull.plates.flatMap((plate) => {
        const wrong = (['timecode', 'reel'] as const).filter(
          (field) => plate.header && plate.source?.[field] !== undefined && plate.header[field] !== plate.source[field],
        );
        if (wrong.length === 0) return [];
        const told = wrong.map((field) => `${field} ${plate.header?.[field] ?? 'none'} instead of ${plate.source?.[field] ?? 'none'}`);
        return [
          {
            entityId: `${pull.id} ${plate.name}`,
            clipId: plate.clipId,
            message: `The header of ${plate.name} says ${listed(told)}.`,
            evidence: { header: plate.header ?? {}, source: plate.source ?? {} },
            fix: 'Render it again; if it stays, do not deliver it.',
          },
        ];
      }),
  }),
];
