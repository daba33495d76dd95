import { useState } from 'react';
import { useAsk } from '../ask.ts';
import { Link } from '../parts/Link.tsx';
import { go, linkTo } from '../route.ts';

type Node = {
  id: string;
  title: string;
  summary: string;
  confidence: number;
  values: { field: string; value: unknown; unit: string | null; origin: string }[];
  warnings: { severity: string; code: string; message: string }[];
};
type Explained = { id: string; name: string; thumbnail: string | null; explanation: { nodes: Node[] } };
type Divergence = { node: string; field: string; values: unknown[]; message: string; remedy: string | null };

const fields =
  'id name thumbnail explanation { nodes { id title summary confidence values { field value unit origin } warnings { severity code message } } }';
const one = `query Why($id: ID!) { clip(id: $id) { ${fields} } }`;
const several = `query Compare($ids: [ID!]!) { compareClips(ids: $ids) { summary clips { id name } divergences { node field values message remedy } } }`;
const byName = 'query ByName($production: String!, $name: String!) { clipsByName(production: $production, name: $name) { id } }';

/** Why a clip looks as it does, from the sensor to the delivered picture; beside another clip, with the first divergence lit. */
export function Why({ production, id, other }: { production: string; id: string; other: string | undefined }) {
  const first = useAsk<{ clip: Explained | null }, { id: string }>(one, { id });
  const isSetup = other === 'setup';
  const second = useAsk<{ clip: Explained | null }, { id: string }>(one, { id: other ?? '' }, other === undefined || isSetup);
  const ids = other === undefined || isSetup ? [id] : [id, other];
  const compared = useAsk<
    { compareClips: { summary: string; clips: { id: string; name: string }[]; divergences: Divergence[] } },
    { ids: string[] }
  >(several, { ids }, other === undefined);
  const error = first.error ?? second.error ?? compared.error;
  if (error) return <p className="notice error">{error}</p>;
  const clip = first.data?.clip;
  if (!clip) return first.data ? <p>There is no such clip.</p> : null;
  const comparison = other === undefined ? undefined : compared.data?.compareClips;
  const divergences = comparison?.divergences ?? [];
  const lit = divergences[0]?.node;
  const apart = new Set(divergences.map((each) => each.node));
  return (
    <article className="why">
      <h1>Why {clip.name} looks as it does</h1>
      <p>
        <Link href={linkTo(production, 'clip', id)}>Back to the clip</Link>
      </p>
      <CompareWith production={production} id={id} other={other} />
      {comparison && (
        <section aria-live="polite" className="notice">
          <p>
            <strong>{comparison.summary}</strong>
          </p>
          <ol>
            {divergences.map((each) => (
              <li key={each.node + each.field} className={each === divergences[0] ? 'first-divergence' : undefined}>
                {each.message} {each.remedy && <span className="quiet">{each.remedy}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
      <div className="lanes">
        <Lane clip={clip} lit={lit} apart={apart} />
        {second.data?.clip && other !== undefined && <Lane clip={second.data.clip} lit={lit} apart={apart} />}
      </div>
    </article>
  );
}

/** The steps of one clip, top to bottom, as light goes. */
function Lane({ clip, lit, apart }: { clip: Explained; lit: string | undefined; apart: ReadonlySet<string> }) {
  return (
    <ol className="lane" aria-label={`From sensor to delivery: ${clip.name}`}>
      {clip.explanation.nodes.map((node) => (
        <li key={node.id} className={`step ${node.id === lit ? 'lit' : apart.has(node.id) ? 'apart' : ''}`}>
          <h2>
            {node.title}
            {node.id === lit && <span className="badge AMBIGUOUS">First divergence</span>}
            {node.confidence < 1 && <span className="badge NEUTRAL">{node.confidence === 0 ? 'Not known' : 'By default'}</span>}
          </h2>
          <p>{node.summary}</p>
          {node.warnings.map((warning) => (
            <p key={warning.code + warning.message} className={`notice ${warning.severity === 'ERROR' ? 'error' : ''}`}>
              {warning.message} <span className="quiet">{warning.code}</span>
            </p>
          ))}
          <details>
            <summary>
              {node.values.length} {node.values.length === 1 ? 'value' : 'values'} and where they come from
            </summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">Value of</th>
                  <th scope="col">Value</th>
                  <th scope="col">Origin</th>
                </tr>
              </thead>
              <tbody>
                {node.values.map((value) => (
                  <tr key={value.field + value.origin}>
                    <td className="mono">{value.field}</td>
                    <td>
                      {typeof value.value === 'string' ? value.value : JSON.stringify(value.value)} {value.unit ?? ''}
                    </td>
                    <td className="quiet">{value.origin}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </li>
      ))}
    </ol>
  );
}

function CompareWith({ production, id, other }: { production: string; id: string; other: string | undefined }) {
  const [name, setName] = useState('');
  const [asked, setAsked] = useState<string>();
  const found = useAsk<{ clipsByName: { id: string }[] }, { production: string; name: string }>(
    byName,
    { production, name: asked ?? '' },
    asked === undefined,
  );
  const match = asked === undefined ? undefined : found.data?.clipsByName;
  if (match?.[0] && match[0].id !== other) {
    setAsked(undefined);
    go(linkTo(production, 'why', id, { with: match[0].id }));
  }
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
        <input value={name} onChange={(event) => setName(event.target.value)} placeholder="Name of another clip" spellCheck={false} />
      </label>
      <button type="submit" disabled={name.trim() === ''}>
        Compare
      </button>
      <button type="button" onClick={() => go(linkTo(production, 'why', id, { with: 'setup' }))}>
        Compare with its setup
      </button>
      {other !== undefined && (
        <button type="button" onClick={() => go(linkTo(production, 'why', id))}>
          Alone
        </button>
      )}
      {match?.length === 0 && <span role="alert">There is no clip {asked}.</span>}
    </form>
  );
}
