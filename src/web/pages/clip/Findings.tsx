import { useState } from 'react';
import { useTell } from '../../ask.ts';
import { WaiveClipFindingDocument } from '../../generated/operations.ts';
import { Badge } from '../../parts/Badge.tsx';
import type { Clip } from './clock.ts';

/** What was wrong when it was read, and what the guardrails say: accepted with a reason, or taken back. */
export function Findings({ clip, mayWrite, again }: { clip: Clip; mayWrite: boolean; again: () => void }) {
  if (clip.problems.length === 0 && clip.findings.length === 0) return <p className="quiet">Nothing was found wrong with it.</p>;
  return (
    <ul className="findings">
      {clip.findings.map((finding) => (
        <Finding key={finding.id} finding={finding} mayWrite={mayWrite} again={again} />
      ))}
      {clip.problems.map((problem) => (
        <li key={problem.code + problem.message}>
          <Badge state={problem.severity} /> <span className="foreign">{problem.message}</span>{' '}
          <span className="quiet mono">{problem.code}</span>
        </li>
      ))}
    </ul>
  );
}

function Finding({ finding, mayWrite, again }: { finding: Clip['findings'][number]; mayWrite: boolean; again: () => void }) {
  const waive = useTell(WaiveClipFindingDocument);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const send = async (revoke: boolean): Promise<void> => {
    const { data, trouble: why } = await waive({ input: { id: finding.id, reason: revoke ? 'taken back' : reason.trim(), revoke } });
    setTrouble(why ?? data?.waiveFinding.errors[0]?.message);
    setOpen(false);
    again();
  };
  return (
    <li className={finding.waiver ? 'waived' : undefined}>
      <Badge state={finding.severity} /> <span className="foreign">{finding.message}</span>{' '}
      <span className="quiet mono">{finding.code}</span>
      {finding.fix && <p className="fix">{finding.fix}</p>}
      {finding.waiver && (
        <p className="quiet">
          Accepted by {finding.waiver.actor}: <span className="foreign">{finding.waiver.reason}</span>
          {finding.waiver.until && `, until ${finding.waiver.until.slice(0, 10)}`}
        </p>
      )}
      {mayWrite &&
        (finding.waiver ? (
          <button type="button" onClick={() => void send(true)}>
            Take back
          </button>
        ) : isOpen ? (
          <form
            className="row"
            onSubmit={(event) => {
              event.preventDefault();
              void send(false);
            }}
          >
            <input
              autoFocus
              required
              aria-label={`Why ${finding.code} is accepted`}
              placeholder="Why it may stay"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <button type="submit" disabled={reason.trim() === ''}>
              Accept
            </button>
          </form>
        ) : (
          <button type="button" onClick={() => setOpen(true)}>
            Accept…
          </button>
        ))}
      {trouble && (
        <p role="alert" className="notice error">
          {trouble}
        </p>
      )}
    </li>
  );
}
