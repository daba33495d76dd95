import type { ClipOfEventFragment, EventQuery } from '../../generated/operations.ts';
import { Link } from '../../parts/Link.tsx';
import { linkTo } from '../../route.ts';
import { ClipBar } from './ClipBar.tsx';
import { tierWords } from './states.ts';

type TimelineEvent = Extract<NonNullable<EventQuery['node']>, { names: unknown }>;
export type Candidate = NonNullable<TimelineEvent['match']>['candidates'][number];

/** Clips that the event could mean, best first, numbered as the keys that choose them. */
export function Candidates({
  production,
  candidates,
  chosen,
  refusal,
  choose,
}: {
  production: string;
  candidates: readonly Candidate[];
  chosen: string | undefined;
  refusal: string | undefined;
  choose: (clip: ClipOfEventFragment) => void;
}) {
  if (candidates.length === 0) return <p className="quiet">No clip of this production fits.</p>;
  return (
    <ol className="candidate-list">
      {candidates.map((candidate, index) => (
        <li key={candidate.clip.id} className={candidate.clip.id === chosen ? 'candidate chosen' : 'candidate'}>
          <Picture clip={candidate.clip} />
          <div>
            <div className="candidate-name">
              <Link className="mono" href={linkTo(production, 'clip', candidate.clip.id)}>
                {candidate.clip.name}
              </Link>
              <span className="quiet">{whereFrom(candidate.clip)}</span>
            </div>
            <ClipBar clip={candidate.clip} frameIn={candidate.clipFrameIn} frameOut={candidate.clipFrameOut} />
            <p className="quiet">
              {`${tierWords[candidate.tier] ?? ''}, ${Math.round(candidate.score * 100)} %. ${candidate.reasons.map((reason) => reason.message).join(' ')}`}
            </p>
          </div>
          <button
            type="button"
            disabled={refusal !== undefined || candidate.clip.id === chosen}
            title={refusal}
            aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
            onClick={() => choose(candidate.clip)}
          >
            {candidate.clip.id === chosen ? 'Chosen' : 'Choose'}
            <span className="unseen">{candidate.clip.name}</span>
            {index < 9 && <kbd aria-hidden="true">{index + 1}</kbd>}
          </button>
        </li>
      ))}
    </ol>
  );
}

export function Picture({ clip }: { clip: ClipOfEventFragment }) {
  return clip.thumbnail ? (
    <img className="picture" src={clip.thumbnail} alt="" width={112} height={63} />
  ) : (
    <div className="picture none" />
  );
}

export function whereFrom(clip: ClipOfEventFragment): string {
  return [
    clip.camera.index && `camera ${clip.camera.index}`,
    clip.roll?.name,
    clip.roll?.shootDay,
    clip.slate.scene && `${clip.slate.scene}${clip.slate.take ? `-${clip.slate.take}` : ''}`,
    clip.online ? undefined : 'offline',
  ]
    .filter(Boolean)
    .join(' · ');
}
