import { useRef, useEffect, type RefObject } from 'react';
import { useAsk } from '../../ask.ts';
import { EventDocument, type ClipOfEventFragment, type EventRowFragment } from '../../generated/operations.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Link } from '../../parts/Link.tsx';
import { sayRate } from '../../parts/rates.ts';
import { linkTo } from '../../route.ts';
import { Candidates, Picture, whereFrom, type Candidate } from './Candidates.tsx';
import { ClipBar } from './ClipBar.tsx';
import { kindWords, nameWords } from './states.ts';

export type Deeds = {
  /** Why nothing may be decided here; undefined: it may. */
  readonly refusal: string | undefined;
  readonly choose: (event: EventRowFragment, clip: { readonly id: string }, offsetFrames?: number) => void;
  readonly lock: (event: EventRowFragment) => void;
  readonly undo: (event: EventRowFragment) => void;
  readonly nonCamera: (event: EventRowFragment) => void;
  readonly applyFix: (event: EventRowFragment) => void;
};

/** Everything about one event, and what can be done with it. `candidates` holds what the number keys choose. */
export function EventPanel({
  production,
  event,
  deeds,
  panel,
  candidates,
}: {
  production: string;
  event: EventRowFragment;
  deeds: Deeds;
  panel: RefObject<HTMLDivElement | null>;
  candidates: RefObject<readonly Candidate[]>;
}) {
  const { data, loading } = useAsk(EventDocument, { id: event.id });
  const asked = data?.node && 'names' in data.node && data.node.id === event.id ? data.node : undefined;
  // While the next event is on its way the last one stays, quietly: nothing jumps.
  const last = useRef(asked);
  if (asked) last.current = asked;
  const detail = asked ?? (loading ? last.current : undefined);
  useEffect(() => {
    candidates.current = asked?.match?.candidates ?? [];
  }, [asked, candidates]);
  const { match } = event;
  const { refusal } = deeds;
  const clip: ClipOfEventFragment | null | undefined = detail?.match?.clip;
  return (
    <div ref={panel} className="event-panel" aria-busy={asked === undefined}>
      <header>
        <h2>Event {event.number}</h2>
        {match && <Badge state={match.state} />}
        <span className="quiet">
          {[event.line === null ? undefined : `line ${event.line}`, event.track, kindWords[event.kind]].filter(Boolean).join(' · ')}
        </span>
      </header>
      {clip && match?.clip && (
        <div className="matched">
          <Picture clip={clip} />
          <div>
            <div className="candidate-name">
              <Link className="mono" href={linkTo(production, 'clip', clip.id)}>
                {clip.name}
              </Link>
              <span className="quiet">{whereFrom(clip)}</span>
            </div>
            {(detail?.match?.ranges ?? []).map((range) => (
              <ClipBar key={range.clipFrameIn} clip={clip} frameIn={range.clipFrameIn} frameOut={range.clipFrameOut} />
            ))}
            <Link href={linkTo(production, 'why', clip.id)}>Why it looks as it does</Link>
          </div>
        </div>
      )}
      {match?.fix && (
        <div className="fix-box">
          <p>
            <span className="quiet">Smallest fix:</span> {match.fix}
          </p>
          {match.fixAction && (
            <button
              type="button"
              className="primary"
              disabled={refusal !== undefined}
              title={refusal}
              onClick={() => deeds.applyFix(event)}
            >
              {match.fixAction.rereadRate ? `Read the list again at ${sayRate(match.fixAction.rereadRate)}` : 'Apply the fix'} <kbd>F</kbd>
            </button>
          )}
        </div>
      )}
      <div className="deeds">
        {match?.decision ? (
          <>
            <span className="quiet">
              Locked: {match.decision.actor} decided this
              {detail?.match?.decision ? `, ${new Date(detail.match.decision.createdAt).toLocaleString()}` : ''}
              {detail?.match?.decision?.reason ? `: ${detail.match.decision.reason}` : ''}.
            </span>
            <button type="button" disabled={refusal !== undefined} title={refusal} onClick={() => deeds.undo(event)}>
              Undo <kbd>U</kbd>
            </button>
          </>
        ) : (
          match?.clip && (
            <button
              type="button"
              disabled={refusal !== undefined}
              title={refusal ?? 'It stays this clip, whatever comes in later.'}
              onClick={() => deeds.lock(event)}
            >
              Lock <kbd>L</kbd>
            </button>
          )
        )}
        {!match?.decision && match?.state !== 'GENERATED' && match?.state !== 'NON_CAMERA' && (
          <button type="button" disabled={refusal !== undefined} title={refusal} onClick={() => deeds.nonCamera(event)}>
            Not from our cameras <kbd>X</kbd>
          </button>
        )}
      </div>
      {detail && (detail.match?.candidates.length !== 1 || !match?.clip) && (
        <>
          <h3>Candidates</h3>
          <Candidates
            production={production}
            candidates={detail.match?.candidates ?? []}
            chosen={match?.decision ? match.clip?.id : undefined}
            refusal={refusal}
            choose={(chosen) => deeds.choose(event, chosen)}
          />
        </>
      )}
      <h3>Why</h3>
      <ul className="reasons">
        {detail?.match?.reasons.map((reason, index) => (
          <li key={index}>{reason.message}</li>
        ))}
      </ul>
      <h3>As the list has it</h3>
      <dl className="event-facts mono">
        <dt>Reel</dt>
        <dd>{event.reel}</dd>
        <dt>Source</dt>
        <dd>
          {event.sourceIn} <span className="quiet">{event.sourceOut}</span>
        </dd>
        <dt>Frames</dt>
        <dd>
          {typeof detail?.sourceFrames === 'number' && (
            <span className="quiet">{` ${detail.sourceFrames} frames at ${sayRate(detail.rate)}${detail.dropFrame ? ' drop' : ''}`}</span>
          )}
        </dd>
        <dt>Record</dt>
        <dd>
          {event.recordIn} <span className="quiet">{event.recordOut}</span>
        </dd>
        {detail && (detail.speed !== '1/1' || detail.reverse) && (
          <>
            <dt>Speed</dt>
            <dd>{`${detail.reverse ? 'backwards, ' : ''}${detail.speed} source frames a record frame`}</dd>
          </>
        )}
        {detail?.names.map((name) => (
          <FactLine key={`${name.kind}${name.value}`} name={nameWords[name.kind]} value={name.value} />
        ))}
        {detail?.markers.map((marker) => (
          <FactLine
            key={`${marker.timecode}${marker.text}`}
            name="marker"
            value={[marker.timecode, marker.text].filter(Boolean).join(' ')}
          />
        ))}
      </dl>
    </div>
  );
}

function FactLine({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
