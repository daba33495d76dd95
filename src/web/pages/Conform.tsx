import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { useAsk } from '../ask.ts';
import { Badge } from '../parts/Badge.tsx';
import { DropZone } from '../parts/DropZone.tsx';
import { Link } from '../parts/Link.tsx';
import { RequestPull } from '../parts/RequestPull.tsx';
import { go, linkTo } from '../route.ts';

type Reason = { code: string; message: string };
type Candidate = {
  clip: { id: string; name: string; thumbnail: string | null; roll: { name: string } | null };
  tier: number;
  score: number;
  clipFrameIn: number | null;
  clipFrameOut: number | null;
  reasons: Reason[];
};
type Event = {
  id: string;
  number: string;
  line: number | null;
  reel: string;
  sourceIn: string | null;
  sourceOut: string | null;
  match: {
    state: string;
    tier: number | null;
    fix: string | null;
    clipFrameIn: number | null;
    clipFrameOut: number | null;
    missingHeadFrames: number;
    missingTailFrames: number;
    clip: { id: string; name: string } | null;
    reasons: Reason[];
    candidates: Candidate[];
    decision: { actor: string } | null;
  } | null;
};
type Timeline = {
  id: string;
  name: string;
  format: string;
  rate: string;
  rateOrigin: string;
  summary: { state: string; count: number }[];
  diagnostics: { severity: string; line: number | null; message: string }[];
  events: { edges: { node: Event }[] };
};

const eventFields = `id number line reel sourceIn sourceOut match { state tier fix clipFrameIn clipFrameOut missingHeadFrames missingTailFrames clip { id name } reasons { code message }
  decision { actor } candidates { tier score clipFrameIn clipFrameOut reasons { code message } clip { id name thumbnail roll { name } } } }`;
const timelineQuery = `query Timeline($id: ID!) { timeline(id: $id) { id name format rate rateOrigin summary { state count } diagnostics { severity line message } events(first: 500) { edges { node { ${eventFields} } } } } }`;
const listQuery =
  'query Timelines($slug: String!) { production(slug: $slug) { timelines(first: 50) { edges { node { id name createdAt eventCount summary { state count } } } } } }';
const importMutation =
  'mutation Import($input: ImportTimelineInput!) { importTimeline(input: $input) { timeline { id } errors { message } } }';
const resolveMutation = 'mutation Resolve($input: ResolveEventInput!) { resolveEvent(input: $input) { event { id } errors { message } } }';

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

/** Lists: dropped anywhere, matched, explained line by line, decided on. */
export function Conform({ production, timelineId, mayWrite }: { production: string; timelineId: string | undefined; mayWrite: boolean }) {
  const client = useClient();
  const [trouble, setTrouble] = useState<string>();
  const bring = useCallback(
    async (files: File[]) => {
      const [file] = files;
      if (!file) return;
      setTrouble(undefined);
      const content = { base64: base64(new Uint8Array(await file.arrayBuffer())) };
      const answer = await client
        .mutation<{ importTimeline: { timeline: { id: string } | null; errors: { message: string }[] } }>(importMutation, {
          input: { production, name: file.name, content },
        })
        .toPromise();
      const problem =
        answer.error?.graphQLErrors[0]?.message ??
        answer.data?.importTimeline.errors[0]?.message ??
        (answer.error ? 'The service does not answer; drop the list again.' : undefined);
      if (problem) setTrouble(problem);
      else go(linkTo(production, 'conform', answer.data!.importTimeline.timeline!.id));
    },
    [client, production],
  );
  return (
    <div>
      <DropZone onFiles={(files) => void bring(files)} label="Drop the list here: EDL, ALE, XML, OTIO or AAF" />
      <h1>Conform</h1>
      {mayWrite && (
        <p>
          <label>
            Drop a list anywhere, or choose one:{' '}
            <input
              type="file"
              accept=".edl,.ale,.xml,.fcpxml,.otio,.aaf,.txt"
              onChange={(event) => void bring([...(event.target.files ?? [])])}
            />
          </label>
        </p>
      )}
      {trouble && (
        <p className="notice error" role="alert">
          {trouble}
        </p>
      )}
      {timelineId ? <TimelineView id={timelineId} production={production} mayWrite={mayWrite} /> : <Timelines production={production} />}
    </div>
  );
}

function Timelines({ production }: { production: string }) {
  type Answer = {
    production: {
      timelines: {
        edges: { node: { id: string; name: string; createdAt: string; eventCount: number; summary: { state: string; count: number }[] } }[];
      };
    };
  };
  const { data } = useAsk<Answer, { slug: string }>(listQuery, { slug: production });
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">List</th>
          <th scope="col">Imported</th>
          <th scope="col">Events</th>
          <th scope="col">States</th>
        </tr>
      </thead>
      <tbody>
        {data?.production.timelines.edges.map(({ node }) => (
          <tr key={node.id}>
            <td>
              <Link href={linkTo(production, 'conform', node.id)}>{node.name}</Link>
            </td>
            <td>{new Date(node.createdAt).toLocaleString()}</td>
            <td>{node.eventCount}</td>
            <td>
              <Summary summary={node.summary} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Summary({ summary }: { summary: { state: string; count: number }[] }) {
  return (
    <span className="summary">
      {summary
        .filter((each) => each.count > 0)
        .map((each) => (
          <span key={each.state}>
            <Badge state={each.state} /> {each.count}{' '}
          </span>
        ))}
    </span>
  );
}

function TimelineView({ id, production, mayWrite }: { id: string; production: string; mayWrite: boolean }) {
  const { data, error, again } = useAsk<{ timeline: Timeline | null }, { id: string }>(timelineQuery, { id });
  const [state, setState] = useState('');
  const [open, setOpen] = useState<string>();
  const client = useClient();
  const [trouble, setTrouble] = useState<string>();
  const resolve = async (event: string, resolution: object): Promise<void> => {
    const answer = await client
      .mutation<{ resolveEvent: { errors: { message: string }[] } }>(resolveMutation, { input: { event, resolution } })
      .toPromise();
    setTrouble(answer.error?.graphQLErrors[0]?.message ?? answer.data?.resolveEvent.errors[0]?.message);
    again();
  };
  if (error) return <p className="notice error">{error}</p>;
  const timeline = data?.timeline;
  if (!timeline) return null;
  const events = timeline.events.edges.map((edge) => edge.node).filter((event) => state === '' || event.match?.state === state);
  return (
    <section>
      <h2>
        {timeline.name} <span className="quiet">{`${timeline.rate}, ${timeline.rateOrigin}`}</span>
      </h2>
      <p>
        <Summary summary={timeline.summary} />
        <label>
          Show{' '}
          <select value={state} onChange={(event) => setState(event.target.value)}>
            <option value="">all</option>
            {timeline.summary.map((each) => (
              <option key={each.state}>{each.state}</option>
            ))}
          </select>
        </label>
      </p>
      {trouble && (
        <p className="notice error" role="alert">
          {trouble}
        </p>
      )}
      {timeline.diagnostics
        .filter((diagnostic) => diagnostic.severity !== 'INFO')
        .map((diagnostic) => (
          <p key={diagnostic.message} className="notice">
            {diagnostic.line ? `Line ${diagnostic.line}: ` : ''}
            {diagnostic.message}
          </p>
        ))}
      {mayWrite && <RequestPull production={production} timeline={timeline.id} />}
      <table className="events">
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">Reel</th>
            <th scope="col">Source</th>
            <th scope="col">State</th>
            <th scope="col">Clip and frames</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <EventRow
              key={event.id}
              event={event}
              production={production}
              isOpen={open === event.id}
              toggle={() => setOpen(open === event.id ? undefined : event.id)}
              resolve={mayWrite ? resolve : undefined}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function EventRow({
  event,
  production,
  isOpen,
  toggle,
  resolve,
}: {
  event: Event;
  production: string;
  isOpen: boolean;
  toggle: () => void;
  resolve: ((event: string, resolution: object) => Promise<void>) | undefined;
}) {
  const { match } = event;
  return (
    <>
      <tr>
        <td>
          <button type="button" aria-expanded={isOpen} onClick={toggle}>
            {event.number}
          </button>
        </td>
        <td className="mono">{event.reel}</td>
        <td className="mono">
          {event.sourceIn} <span className="quiet">{event.sourceOut}</span>
        </td>
        <td>{match ? <Badge state={match.state} /> : null}</td>
        <td>
          {match?.clip ? <Link href={linkTo(production, 'clip', match.clip.id)}>{match.clip.name}</Link> : null}
          {match?.clip ? <span className="mono">{` ${match.clipFrameIn}-${match.clipFrameOut}`}</span> : null}
          {match && match.missingHeadFrames + match.missingTailFrames > 0 ? (
            <span className="quiet">{` lacks ${match.missingHeadFrames + match.missingTailFrames}`}</span>
          ) : null}
        </td>
        <td>
          {match?.reasons.map((reason) => reason.message).join(' ')}
          {match?.fix ? <div className="fix">{match.fix}</div> : null}
        </td>
      </tr>
      {isOpen && match ? (
        <tr>
          <td colSpan={6}>
            {match.decision && resolve ? (
              <p>
                {match.decision.actor} decided this.{' '}
                <button type="button" onClick={() => void resolve(event.id, { undo: true })}>
                  Undo
                </button>
              </p>
            ) : null}
            {match.candidates.length === 0 ? <p className="quiet">No candidates.</p> : null}
            <ul className="candidates">
              {match.candidates.map((candidate) => (
                <li key={candidate.clip.id} className="panel">
                  {candidate.clip.thumbnail ? <img src={candidate.clip.thumbnail} alt="" width={160} /> : null}
                  <Link href={linkTo(production, 'clip', candidate.clip.id)}>{candidate.clip.name}</Link>{' '}
                  <span className="quiet">{`${candidate.clip.roll?.name ?? ''} tier ${candidate.tier}, score ${candidate.score}`}</span>
                  <div>{candidate.reasons.map((reason) => reason.message).join(' ')}</div>
                  {resolve ? (
                    <button type="button" className="primary" onClick={() => void resolve(event.id, { clip: candidate.clip.id })}>
                      Choose {candidate.clip.name}
                    </button>
                  ) : null}
                </li>
              ))}
            </ul>
          </td>
        </tr>
      ) : null}
    </>
  );
}
