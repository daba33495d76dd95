import { useState } from 'react';
import { useAsk } from '../../ask.ts';
import { AuditDocument } from '../../generated/operations.ts';

/** Who did what, newest first. */
export function Audit({ production }: { production: string }) {
  /** The cursors of the pages that were left behind. */
  const [pages, setPages] = useState<readonly string[]>([]);
  const after = pages.at(-1);
  const { data, error } = useAsk(AuditDocument, { production, ...(after === undefined ? {} : { after }) });
  if (error) return <p className="notice error">{error}</p>;
  const next = data?.audit.pageInfo.hasNextPage ? data.audit.pageInfo.endCursor : undefined;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Particulars</th>
          </tr>
        </thead>
        <tbody>
          {data?.audit.edges.map(({ node }, index) => (
            <tr key={index}>
              <td className="quiet">{new Date(node.createdAt).toLocaleString()}</td>
              <td>{node.actor}</td>
              <td>{node.action.replace(/([A-Z])/g, ' $1').toLowerCase()}</td>
              <td className="foreign">{particulars(node.detail)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row">
        <button type="button" disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>
          Newer
        </button>
        <button type="button" disabled={!next} onClick={() => next && setPages([...pages, next])}>
          Older
        </button>
      </div>
    </>
  );
}

function particulars(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return '';
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
}
