import { useState } from 'react';
import { useMutation } from 'urql';
import { useAsk } from '../ask.ts';
import { Badge } from '../parts/Badge.tsx';
import { Link } from '../parts/Link.tsx';
import { linkTo } from '../route.ts';

type Roll = {
  id: string;
  name: string;
  shootDay: string | null;
  cameraIndex: string | null;
  kind: string;
  mhlState: string;
  clipCount: number;
  clips: { edges: { node: { id: string; name: string; frameCount: number | null; timecode: { start: string; base: number } | null } }[] };
};
type Card = {
  id: string;
  key: string;
  cameraIndex: string | null;
  model: string | null;
  sensorMode: string | null;
  codec: string | null;
  inputTransform: string | null;
  answeredBy: string | null;
};
type Finding = {
  id: string;
  code: string;
  severity: string;
  message: string;
  fix: string | null;
  clip: { id: string; name: string } | null;
  waiver: { actor: string; reason: string } | null;
};
type Data = {
  production: {
    rolls: { edges: { node: Roll }[] };
    formatCards: Card[];
    documents: { edges: { node: { id: string; name: string; kind: string } }[] };
    members: { name: string; role: string }[];
  };
  findings: { totalCount: number; edges: { node: Finding }[] };
};

const query = `query Rolls($production: String!) {
  production(slug: $production) {
    rolls(first: 200) { edges { node { id name shootDay cameraIndex kind mhlState clipCount clips(first: 200) { edges { node { id name frameCount timecode { start base } } } } } } }
    formatCards { id key cameraIndex model sensorMode codec inputTransform answeredBy }
    documents(first: 50) { edges { node { id name kind } } }
    members { name role }
  }
  findings(production: $production, first: 200, filter: { includeWaived: true }) { totalCount edges { node { id code severity message fix clip { id name } waiver { actor reason } } } }
}`;
const waiveText = 'mutation Waive($input: WaiveFindingInput!) { waiveFinding(input: $input) { errors { message } } }';
const answerText = 'mutation Answer($input: AnswerFormatCardInput!) { answerFormatCard(input: $input) { errors { message } } }';
const checkText = 'mutation Check($production: String!) { runChecks(input: { production: $production }) { openCount errors { message } } }';

/** Days and rolls, what the guardrails say, and what somebody still has to say about camera formats. */
export function Rolls({ production, mayWrite }: { production: string; mayWrite: boolean }) {
  const { data, error, again } = useAsk<Data, { production: string }>(query, { production });
  const [, check] = useMutation<{ runChecks: { openCount: number } }>(checkText);
  if (error) return <p className="notice error">{error}</p>;
  if (!data) return null;
  const rolls = data.production.rolls.edges.map((edge) => edge.node);
  const days = [...new Set(rolls.map((roll) => roll.shootDay ?? 'No day'))].sort();
  const findings = data.findings.edges.map((edge) => edge.node);
  return (
    <section>
      <h1>Rolls and checks</h1>
      <h2>What the guardrails say</h2>
      {mayWrite && (
        <button type="button" onClick={() => void check({ production }).then(again)}>
          Run all checks now
        </button>
      )}
      <Findings production={production} findings={findings} mayWrite={mayWrite} again={again} />
      {days.map((day) => (
        <Day key={day} production={production} day={day} rolls={rolls.filter((roll) => (roll.shootDay ?? 'No day') === day)} />
      ))}
      <h2>Camera formats</h2>
      <p className="quiet">One answer holds for all clips of a format, also for those that come later.</p>
      <Cards cards={data.production.formatCards} mayWrite={mayWrite} again={again} />
      <h2>Documents</h2>
      <ul>
        {data.production.documents.edges.map(({ node }) => (
          <li key={node.id}>
            {node.kind} {node.name}
          </li>
        ))}
      </ul>
      <h2>People and tokens</h2>
      <ul>
        {data.production.members.map((member) => (
          <li key={member.name + member.role}>
            {member.name}: {member.role.toLowerCase()}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Findings({
  production,
  findings,
  mayWrite,
  again,
}: {
  production: string;
  findings: Finding[];
  mayWrite: boolean;
  again: () => void;
}) {
  const [, waive] = useMutation<{ waiveFinding: { errors: { message: string }[] } }>(waiveText);
  const [asking, setAsking] = useState<string>();
  const [reason, setReason] = useState('');
  if (findings.length === 0) return <p>Nothing to say: all checks pass.</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">How bad</th>
          <th scope="col">What</th>
          <th scope="col">What would mend it</th>
          <th scope="col">Accepted</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <tr key={finding.id}>
            <td>
              <span className={`badge ${finding.severity}`}>{finding.severity.toLowerCase()}</span>
            </td>
            <td>
              {finding.message} <span className="quiet">{finding.code}</span>{' '}
              {finding.clip && <Link href={linkTo(production, 'why', finding.clip.id)}>Why</Link>}
            </td>
            <td>{finding.fix}</td>
            <td>
              {finding.waiver ? (
                `by ${finding.waiver.actor}: ${finding.waiver.reason}`
              ) : !mayWrite ? null : asking === finding.id ? (
                <form
                  onSubmit={(event) => {
                    event.preventDefault();
                    void waive({ input: { id: finding.id, reason } }).then(() => {
                      setAsking(undefined);
                      setReason('');
                      again();
                    });
                  }}
                >
                  <input aria-label="Why it is accepted" value={reason} onChange={(event) => setReason(event.target.value)} autoFocus />
                  <button type="submit" disabled={reason.trim() === ''}>
                    Accept
                  </button>
                </form>
              ) : (
                <button type="button" aria-label={`Accept: ${finding.message}`} onClick={() => setAsking(finding.id)}>
                  Accept
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const daySeconds = 86_400;

/** Seconds since midnight of a label. */
function secondsOf(label: string, base: number): number {
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = label.split(/[:;]/).map(Number);
  return hours * 3600 + minutes * 60 + seconds + frames / base;
}

/** The rolls of a day, and a time axis on which gaps show. */
function Day({ production, day, rolls }: { production: string; day: string; rolls: Roll[] }) {
  const bars = rolls.flatMap((roll, lane) =>
    roll.clips.edges.flatMap(({ node }) => {
      if (!node.timecode || node.frameCount === null) return [];
      const start = secondsOf(node.timecode.start, node.timecode.base);
      return [{ id: node.id, name: node.name, lane, start, end: start + node.frameCount / node.timecode.base }];
    }),
  );
  const from = Math.floor(Math.min(daySeconds, ...bars.map((bar) => bar.start)) / 900) * 900;
  const to = Math.ceil(Math.max(from + 900, ...bars.map((bar) => bar.end)) / 900) * 900;
  const x = (seconds: number): number => 90 + ((seconds - from) / (to - from)) * 900;
  const hours = Array.from({ length: Math.floor(to / 3600) - Math.ceil(from / 3600) + 1 }, (_, n) => (Math.ceil(from / 3600) + n) * 3600);
  const height = rolls.length * 26 + 22;
  return (
    <>
      <h2>{day}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Roll</th>
            <th scope="col">Camera</th>
            <th scope="col">Clips</th>
            <th scope="col">Manifest</th>
          </tr>
        </thead>
        <tbody>
          {rolls.map((roll) => (
            <tr key={roll.id}>
              <td>
                <Link href={linkTo(production, 'find', undefined, { q: `roll:${roll.name}` })}>{roll.name}</Link>
              </td>
              <td>{roll.cameraIndex ?? (roll.kind === 'SOUND' ? 'sound' : 'unknown')}</td>
              <td>{roll.clipCount}</td>
              <td>
                <Badge state={roll.mhlState} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {bars.length > 0 && (
        <svg className="day" viewBox={`0 0 1000 ${height}`} role="img" aria-label={`When each roll of ${day} was recording`}>
          {hours.map((hour) => (
            <g key={hour}>
              <line x1={x(hour)} x2={x(hour)} y1={0} y2={height - 18} className="hour" />
              <text x={x(hour) + 3} y={height - 5} className="label">{`${String(hour / 3600).padStart(2, '0')}:00`}</text>
            </g>
          ))}
          {rolls.map((roll, lane) => (
            <text key={roll.id} x={0} y={lane * 26 + 17} className="label">
              {roll.name.slice(0, 11)}
            </text>
          ))}
          {bars.map((bar) => (
            <rect
              key={bar.id}
              x={x(bar.start)}
              y={bar.lane * 26 + 5}
              width={Math.max(2, x(bar.end) - x(bar.start))}
              height={16}
              className="bar"
            >
              <title>{bar.name}</title>
            </rect>
          ))}
        </svg>
      )}
    </>
  );
}

function Cards({ cards, mayWrite, again }: { cards: Card[]; mayWrite: boolean; again: () => void }) {
  const [, answer] = useMutation<{ answerFormatCard: { errors: { message: string }[] } }>(answerText);
  const [trouble, setTrouble] = useState('');
  return (
    <>
      {trouble && (
        <p role="alert" className="notice error">
          {trouble}
        </p>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">Camera</th>
            <th scope="col">Mode</th>
            <th scope="col">Codec</th>
            <th scope="col">Input transform</th>
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <tr key={card.id}>
              <td>
                {card.cameraIndex ?? '?'} {card.model ?? 'unknown model'}
              </td>
              <td>{card.sensorMode ?? ''}</td>
              <td>{card.codec ?? ''}</td>
              <td>
                {mayWrite ? (
                  <form
                    onSubmit={(event) => {
                      event.preventDefault();
                      const text = String(new FormData(event.currentTarget).get('space') ?? '').trim();
                      void answer({ input: { id: card.id, inputTransform: text === '' ? null : text } }).then((result) => {
                        setTrouble(result.data?.answerFormatCard.errors[0]?.message ?? result.error?.message ?? '');
                        again();
                      });
                    }}
                  >
                    <input
                      name="space"
                      aria-label={`Input transform of ${card.model ?? card.key}`}
                      defaultValue={card.inputTransform ?? ''}
                      placeholder="as the camera says"
                    />
                    <button type="submit">Save</button>
                  </form>
                ) : (
                  (card.inputTransform ?? 'as the camera says')
                )}
                {card.answeredBy && <span className="quiet"> by {card.answeredBy}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
