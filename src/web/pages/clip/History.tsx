import { useAsk } from '../../ask.ts';
import { ClipHistoryDocument } from '../../generated/operations.ts';
import { timeText, valueText, type Clip } from './clock.ts';

type Entry = { readonly at: string; readonly who: string; readonly what: string; readonly more: string };

/** What people did to it, newest first: the audit trail for those who may read it, corrections for everyone. */
export function History({ production, clip, mayAudit }: { production: string; clip: Clip; mayAudit: boolean }) {
  const { data, error } = useAsk(ClipHistoryDocument, { production, id: clip.id }, !mayAudit);
  const audited = (data?.audit.edges ?? []).map(({ node }): Entry => ({
    at: node.createdAt,
    who: node.actor,
    what: node.action.replace(/([A-Z])/g, ' $1').toLowerCase(),
    more: valueText(node.detail),
  }));
  const corrections = clip.corrections.map((each): Entry => ({
    at: each.createdAt,
    who: each.actor,
    what: each.revokedAt ? `corrected, taken back ${timeText(each.revokedAt)}` : 'corrected',
    more: `${each.field} = ${valueText(each.value)}: ${each.reason}`,
  }));
  const entries: Entry[] = [
    // The trail names corrections too, without what they came to.
    ...audited.filter((entry) => entry.what !== 'correct fields'),
    ...corrections,
    { at: clip.createdAt, who: '', what: 'registered', more: '' },
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <section>
      {error && <p className="notice error">{error}</p>}
      <table aria-label="History">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Particulars</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            <tr key={index}>
              <td className="mono">{timeText(entry.at)}</td>
              <td className="foreign">{entry.who}</td>
              <td>{entry.what}</td>
              <td className="foreign">{entry.more.slice(0, 500)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">
        {mayAudit ? '' : 'Operators and administrators see the whole audit trail here. '}Revision {clip.revision}, last changed{' '}
        {timeText(clip.updatedAt)}.
      </p>
    </section>
  );
}
