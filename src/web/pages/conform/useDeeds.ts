import { useMemo } from 'react';
import type { useAct } from '../../act.ts';
import { ResolveEventDocument, type EventRowFragment, type ResolveEventInput } from '../../generated/operations.ts';
import type { Deeds } from './EventPanel.tsx';
import { asTheListSays, type ReadingChoice } from './Reading.tsx';

/** What people decide about events. Each is one step back with `undo`. */
export function useDeeds({
  act,
  put,
  refusal,
  afterChange,
  readAgain,
}: {
  act: ReturnType<typeof useAct>['act'];
  put: (event: EventRowFragment) => void;
  refusal: string | undefined;
  /** A decision is evidence for other events: all of them are looked at again. */
  afterChange: () => void;
  readAgain: (choice: ReadingChoice) => Promise<void>;
}): Deeds {
  return useMemo(() => {
    const resolve = async (event: EventRowFragment, input: Omit<ResolveEventInput, 'event'>): Promise<void> => {
      const done = await act(ResolveEventDocument, { input: { event: event.id, ...input } });
      if (done?.event) put(done.event);
      if (done) afterChange();
    };
    return {
      refusal,
      choose: (event, clip, offsetFrames) =>
        void resolve(event, { resolution: { clip: clip.id }, ...(offsetFrames === undefined ? {} : { offsetFrames }) }),
      lock: (event) => {
        if (event.match?.clip) void resolve(event, { resolution: { clip: event.match.clip.id }, reason: 'locked as matched' });
      },
      undo: (event) => void resolve(event, { resolution: { undo: true } }),
      nonCamera: (event) => void resolve(event, { resolution: { nonCamera: true } }),
      applyFix: (event) => {
        const { fixAction, fix } = event.match ?? {};
        if (fixAction?.rereadRate) void readAgain({ ...asTheListSays, rate: fixAction.rereadRate });
        else if (fixAction?.clip)
          void resolve(event, {
            resolution: { clip: fixAction.clip.id },
            offsetFrames: fixAction.offsetFrames ?? 0,
            ...(fix ? { reason: fix } : {}),
          });
      },
    };
  }, [act, put, refusal, afterChange, readAgain]);
}
