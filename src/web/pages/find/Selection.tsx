import { useState } from 'react';
import { useTell } from '../../ask.ts';
import { ArchiveClipsDocument } from '../../generated/operations.ts';
import { Correct } from '../../parts/Correct.tsx';
import { go, linkTo } from '../../route.ts';
import type { FoundClip } from './useResults.ts';

/** What can be done with the clips that were chosen. */
export function Selection({
  production,
  clips,
  mayWrite,
  onClear,
  onChange,
  onTrouble,
}: {
  production: string;
  clips: readonly FoundClip[];
  mayWrite: boolean;
  onClear: () => void;
  /** Something about the clips is different now. */
  onChange: () => void;
  onTrouble: (text: string | undefined) => void;
}) {
  const archive = useTell(ArchiveClipsDocument);
  const [correcting, setCorrecting] = useState(false);
  const ids = clips.map((clip) => clip.id);
  const copyNames = (): void => {
    navigator.clipboard
      .writeText(clips.map((clip) => clip.name).join('\n'))
      .catch(() => onTrouble('The browser does not let this page copy.'));
  };
  return (
    <div className="selection" role="toolbar" aria-label="Chosen clips">
      <strong>{clips.length} chosen</strong>
      <button
        type="button"
        disabled={clips.length !== 2}
        title={clips.length === 2 ? undefined : 'Choose two clips'}
        onClick={() => go(linkTo(production, 'why', ids[0], { with: ids[1] }))}
      >
        Compare
      </button>
      <button type="button" onClick={copyNames}>
        Copy names
      </button>
      {mayWrite && (
        <>
          <button type="button" onClick={() => setCorrecting(true)}>
            Correct…
          </button>
          <button
            type="button"
            title="Out of search and matching; the media stays where it is"
            onClick={() =>
              void archive({ input: { ids } }).then(({ data, trouble }) => {
                const refusal = trouble ?? data?.archiveClips.errors[0]?.message;
                onTrouble(refusal);
                if (refusal) return;
                onClear();
                onChange();
              })
            }
          >
            Archive
          </button>
        </>
      )}
      <span className="space" />
      <button type="button" className="plain" onClick={onClear}>
        Choose none
      </button>
      {correcting && (
        <Correct
          clips={ids}
          onDone={(changed) => {
            setCorrecting(false);
            if (changed) onChange();
          }}
        />
      )}
    </div>
  );
}
