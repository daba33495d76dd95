import { useState } from 'react';
import { useAct } from '../../act.ts';
import { useAsk } from '../../ask.ts';
import {
  FindingsDocument,
  RunChecksDocument,
  WaiveFindingDocument,
  type FindingLineFragment,
  type Severity,
} from '../../generated/operations.ts';
import { Link } from '../../parts/Link.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useRefusal } from '../../role.ts';
import { linkTo } from '../../route.ts';

const severities: readonly Severity[] = ['BLOCK', 'ERROR', 'WARN', 'INFO'];
const severityWords: Readonly<Record<Severity, string>> = {
  BLOCK: 'Stops pulls',
  ERROR: 'Error',
  WARN: 'Worth a look',
  INFO: 'Good to know',
};

/** What the guardrails found; each can be accepted by a person, with a reason and an end. */
export function Checks({ production }: { production: string }) {
  const [severity, setSeverity] = useState<Severity>();
  const [waived, setWaived] = useState(true);
  const filter = { includeWaived: waived, ...(severity ? { severity: [severity] } : {}) };
  const { data, error, again } = useAsk(FindingsDocument, { production, filter });
  const { act, trouble, busy } = useAct();
  const refusal = useRefusal('EDITOR');
  const [said, setSaid] = useState('');
  const [asking, setAsking] = useState<string>();
  const findings = data?.findings.edges.map((edge) => edge.node) ?? [];
  return (
    <>
      <div className="row">
        <button
          type="button"
          disabled={busy || refusal !== undefined}
          title={refusal}
          onClick={() =>
            void act(RunChecksDocument, { input: { production } }).then((done) => {
              if (!done) return;
              setSaid(`${done.openCount} stand, ${done.newCount} new, ${done.resolvedCount} gone.`);
              again();
            })
          }
        >
          {busy ? 'Checking…' : 'Run all checks now'}
        </button>
        <label>
          Show{' '}
          <select value={severity ?? ''} onChange={(change) => setSeverity((change.target.value || undefined) as Severity | undefined)}>
            <option value="">all</option>
            {severities.map((each) => (
              <option key={each} value={each}>
                {severityWords[each]}
              </option>
            ))}
          </select>
        </label>
        <label className="check">
          <input type="checkbox" checked={waived} onChange={(change) => setWaived(change.target.checked)} /> accepted ones too
        </label>
        <span role="status" className="quiet">
          {said || (data ? `${data.findings.totalCount} findings` : '')}
        </span>
      </div>
      {error && <p className="notice error">{error}</p>}
      <Trouble message={trouble} />
      {data && findings.length === 0 ? (
        <p className="quiet">Nothing to say: all checks pass.</p>
      ) : (
        <table className="findings">
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
                  <span className={`badge ${finding.severity}`}>{severityWords[finding.severity]}</span>
                </td>
                <td>
                  {finding.message} <span className="quiet small">{finding.code}</span>{' '}
                  {finding.clip && (
                    <Link href={linkTo(production, 'clip', finding.clip.id)}>
                      Clip<span className="unseen"> {finding.clip.name}</span>
                    </Link>
                  )}
                </td>
                <td>{finding.fix}</td>
                <td>
                  <Waiver
                    finding={finding}
                    asking={asking === finding.id}
                    ask={() => setAsking(finding.id)}
                    busy={busy}
                    refusal={refusal}
                    waive={(input) =>
                      void act(WaiveFindingDocument, { input: { id: finding.id, ...input } }).then((done) => {
                        if (!done) return;
                        setAsking(undefined);
                        again();
                      })
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Waiver({
  finding,
  asking,
  ask,
  busy,
  refusal,
  waive,
}: {
  finding: FindingLineFragment;
  asking: boolean;
  ask: () => void;
  busy: boolean;
  refusal: string | undefined;
  waive: (input: { reason: string; until?: string; revoke?: boolean }) => void;
}) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const { waiver } = finding;
  if (waiver)
    return (
      <>
        {`by ${waiver.actor}, ${waiver.until ? `until ${new Date(waiver.until).toLocaleDateString()}` : 'while the cause is the same'}: ${waiver.reason}`}{' '}
        <button
          type="button"
          className="plain"
          disabled={busy || refusal !== undefined}
          title={refusal}
          aria-label={`Take back: ${finding.message}`}
          onClick={() => waive({ reason: waiver.reason, revoke: true })}
        >
          Take back
        </button>
      </>
    );
  if (!asking)
    return (
      <button type="button" disabled={refusal !== undefined} title={refusal} aria-label={`Accept: ${finding.message}`} onClick={ask}>
        Accept
      </button>
    );
  return (
    <form
      className="waive"
      onSubmit={(submit) => {
        submit.preventDefault();
        waive({ reason, ...(until === '' ? {} : { until: new Date(`${until}T23:59:59`).toISOString() }) });
      }}
    >
      <input
        aria-label="Why it is accepted"
        placeholder="Why"
        value={reason}
        onChange={(change) => setReason(change.target.value)}
        autoFocus
      />
      <input
        type="date"
        aria-label="Until when"
        title="Until when; empty: while the cause is the same"
        value={until}
        onChange={(change) => setUntil(change.target.value)}
      />
      <button type="submit" className="primary" disabled={busy || reason.trim() === ''}>
        Accept
      </button>
    </form>
  );
}
