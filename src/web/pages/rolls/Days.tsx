import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { useAct } from '../../act.ts';
import { askOnce, useAsk, useLive } from '../../ask.ts';
import {
  JobChangedDocument,
  ReportFileDocument,
  RollsDocument,
  VerifyRollDocument,
  type ReportKind,
  type RollLineFragment,
} from '../../generated/operations.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Link } from '../../parts/Link.tsx';
import { Menu } from '../../parts/Menu.tsx';
import { saveFile } from '../../parts/saveFile.ts';
import { Trouble } from '../../parts/Trouble.tsx';
import { useRefusal } from '../../role.ts';
import { linkTo } from '../../route.ts';
import { DayAxis } from './DayAxis.tsx';

/** Days that are unfolded at first, the newest; the clips of the others are asked for when somebody looks. */
const openDays = 3;
const noDay = 'No day';

type Work = { readonly rollId: string; readonly progress: number; readonly message: string | null };

/** Days, their rolls, and whether each is here and intact. */
export function Days({ production }: { production: string }) {
  const { data, error, again } = useAsk(RollsDocument, { production });
  const { act, trouble, setTrouble, busy } = useAct();
  const refusal = useRefusal('OPERATOR');
  /** By job. */
  const [work, setWork] = useState<ReadonlyMap<string, Work>>(new Map());
  /** Jobs that ended, also before their request was answered. */
  const ended = useRef(new Set<string>());
  useLive(JobChangedDocument, { production }, ({ jobChanged: job }) => {
    if (job.kind !== 'VERIFY') return;
    if (job.state === 'QUEUED' || job.state === 'RUNNING') {
      setWork((before) => {
        const known = before.get(job.id);
        return known ? new Map(before).set(job.id, { ...known, progress: job.progress, message: job.message }) : before;
      });
      return;
    }
    ended.current.add(job.id);
    setWork((before) => new Map([...before].filter(([id]) => id !== job.id)));
    if (job.state === 'FAILED') setTrouble(job.message ?? 'The roll could not be verified.');
    again();
  });
  const verify = async (roll: RollLineFragment): Promise<void> => {
    const job = (await act(VerifyRollDocument, { input: { id: roll.id } }))?.job;
    if (job && !ended.current.has(job.id))
      setWork((before) => new Map(before).set(job.id, { rollId: roll.id, progress: 0, message: 'Waits.' }));
  };
  if (error) return <p className="notice error">{error}</p>;
  if (!data) return null;
  const rolls = data.production?.rolls.edges.map((edge) => edge.node) ?? [];
  const days = [...new Set(rolls.map((roll) => roll.shootDay ?? noDay))].sort().reverse();
  if (rolls.length === 0)
    return (
      <p className="empty">
        No roll is here yet. <Link href={linkTo(production, 'rolls', 'bring')}>Bring footage in</Link>.
      </p>
    );
  return (
    <>
      <Trouble message={trouble} />
      {days.map((day, index) => {
        const ofDay = rolls.filter((roll) => (roll.shootDay ?? noDay) === day);
        return (
          <Day key={day} production={production} day={day} rolls={ofDay} isOpen={index < openDays} say={setTrouble}>
            <table>
              <thead>
                <tr>
                  <th scope="col">Roll</th>
                  <th scope="col">Camera</th>
                  <th scope="col" className="number">
                    Clips
                  </th>
                  <th scope="col">Manifest</th>
                  <th scope="col">What it says</th>
                  <th scope="col">Verify</th>
                </tr>
              </thead>
              <tbody>
                {ofDay.map((roll) => (
                  <RollRow
                    key={roll.id}
                    production={production}
                    roll={roll}
                    work={[...work.values()].find((each) => each.rollId === roll.id)}
                    refusal={refusal}
                    busy={busy}
                    verify={() => void verify(roll)}
                  />
                ))}
              </tbody>
            </table>
          </Day>
        );
      })}
    </>
  );
}

function RollRow({
  production,
  roll,
  work,
  refusal,
  busy,
  verify,
}: {
  production: string;
  roll: RollLineFragment;
  work: Work | undefined;
  refusal: string | undefined;
  busy: boolean;
  verify: () => void;
}) {
  const { verification } = roll;
  return (
    <tr>
      <td>
        <Link className="mono" href={linkTo(production, 'find', undefined, { q: `roll:${roll.name}` })}>
          {roll.name}
        </Link>
      </td>
      <td>
        {roll.kind === 'SOUND' ? 'sound' : (roll.cameraIndex ?? 'unknown')}
        {roll.cameraSerial && <span className="quiet"> {roll.cameraSerial}</span>}
      </td>
      <td className="number">{roll.clipCount}</td>
      <td>
        <Badge state={roll.mhlState} />
      </td>
      <td>
        {work ? (
          <span className="progress-words">
            <progress max={1} value={work.progress} aria-label={`Verifying ${roll.name}`} /> {work.message}
          </span>
        ) : verification ? (
          <>
            {verification.verdict} <span className="quiet">{new Date(verification.at).toLocaleString()}</span>
            {verification.findings.length > 0 && (
              <details>
                <summary>{`${verification.findings.length} ${verification.findings.length === 1 ? 'file' : 'files'} to look at`}</summary>
                <ul className="plain-list">
                  {verification.findings.map((finding, index) => (
                    <li key={index}>
                      <span className="mono">{finding.at}</span> {finding.message}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </>
        ) : null}
      </td>
      <td>
        <button
          type="button"
          disabled={busy || work !== undefined || refusal !== undefined}
          title={refusal}
          aria-label={`Verify ${roll.name}`}
          onClick={verify}
        >
          Verify
        </button>
      </td>
    </tr>
  );
}

const reports: readonly (readonly [ReportKind, string])[] = [
  ['CAMERA', 'Camera report'],
  ['COMPLETENESS', 'Completeness'],
];

function Day({
  production,
  day,
  rolls,
  isOpen,
  say,
  children,
}: {
  production: string;
  day: string;
  rolls: readonly RollLineFragment[];
  isOpen: boolean;
  say: (message: string | undefined) => void;
  children: React.ReactNode;
}) {
  const client = useClient();
  const [open, setOpen] = useState(isOpen);
  const save = async (kind: ReportKind, format: 'HTML' | 'CSV'): Promise<void> => {
    const { data, trouble } = await askOnce(client, ReportFileDocument, {
      input: { production, kind, format, ...(day === noDay ? {} : { day }) },
    });
    say(trouble);
    if (data) saveFile(data.report.fileName, data.report.content);
  };
  return (
    <section className="day" aria-label={day}>
      <header>
        <button type="button" className="plain fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span aria-hidden="true">{open ? '▾' : '▸'}</span> <h2>{day}</h2>
        </button>
        <span className="quiet">{`${rolls.length} ${rolls.length === 1 ? 'roll' : 'rolls'}, ${rolls.reduce((sum, roll) => sum + roll.clipCount, 0)} clips`}</span>
        <span className="space" />
        <Menu label="Reports" align="end">
          {(close) => (
            <ul>
              {reports.flatMap(([kind, name]) =>
                (['HTML', 'CSV'] as const).map((format) => (
                  <li key={kind + format}>
                    <button type="button" className="plain" onClick={() => void save(kind, format).then(close)}>
                      {`${name}, ${format === 'HTML' ? 'to print' : 'CSV'}`}
                    </button>
                  </li>
                )),
              )}
            </ul>
          )}
        </Menu>
      </header>
      {open && (
        <>
          <DayAxis production={production} day={day} rolls={rolls} />
          {children}
        </>
      )}
    </section>
  );
}
