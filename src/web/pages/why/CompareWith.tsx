import { useEffect, useState } from 'react';
import { useAsk } from '../../ask.ts';
import { ClipsByNameDocument } from '../../generated/operations.ts';
import { go, linkTo } from '../../route.ts';

/** Which other clip to stand beside; a name that fits several is asked about, never picked. */
export function CompareWith({ production, id, other }: { production: string; id: string; other: string | undefined }) {
  const [name, setName] = useState('');
  const [asked, setAsked] = useState<string>();
  const { data, error } = useAsk(ClipsByNameDocument, { production, name: asked ?? '' }, asked === undefined);
  const found = asked === undefined ? undefined : data?.clipsByName;
  const only = found?.length === 1 ? found[0]!.id : undefined;
  useEffect(() => {
    if (only === undefined) return;
    setAsked(undefined);
    go(linkTo(production, 'why', id, { with: only }));
  }, [only, production, id]);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(name.trim());
      }}
    >
      <label>
        Compare with{' '}
        <input
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            setAsked(undefined);
          }}
          placeholder="Name of another clip"
          spellCheck={false}
        />
      </label>
      <button type="submit" disabled={name.trim() === ''}>
        Compare
      </button>
      <button type="button" aria-pressed={other === 'setup'} onClick={() => go(linkTo(production, 'why', id, { with: 'setup' }))}>
        Compare with its set-up
      </button>
      {other !== undefined && (
        <button type="button" className="plain" onClick={() => go(linkTo(production, 'why', id))}>
          Alone
        </button>
      )}
      {error && (
        <span role="alert" className="ERROR">
          {error}
        </span>
      )}
      {found?.length === 0 && <span role="alert">There is no clip {asked}.</span>}
      {found && found.length > 1 && (
        <span role="alert">
          {found.length} clips have this name:{' '}
          {found.map((clip) => (
            <button key={clip.id} type="button" onClick={() => go(linkTo(production, 'why', id, { with: clip.id }))}>
              {clip.roll?.name ?? 'no roll'} {clip.roll?.shootDay}
            </button>
          ))}
        </span>
      )}
    </form>
  );
}
