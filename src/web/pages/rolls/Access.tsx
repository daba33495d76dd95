import { useState } from 'react';
import { useAct } from '../../act.ts';
import { useAsk } from '../../ask.ts';
import { CreateTokenDocument, MembersDocument, RevokeTokenDocument, TokensDocument, type Role } from '../../generated/operations.ts';
import { Trouble } from '../../parts/Trouble.tsx';
import { useRefusal } from '../../role.ts';
import { Webhooks } from './Webhooks.tsx';

const roles: readonly (readonly [Role, string])[] = [
  ['VIEWER', 'Viewer: reads'],
  ['EDITOR', 'Editor: imports lists, decides, corrects, attaches'],
  ['OPERATOR', 'Operator: ingests, pulls, renders'],
  ['ADMINISTRATOR', 'Administrator: productions, tokens, webhooks'],
];

/** Who may see this production, the tokens by which they do, and which addresses are called. */
export function Access({ production }: { production: string }) {
  const { data } = useAsk(MembersDocument, { production });
  const refusal = useRefusal('ADMINISTRATOR');
  return (
    <>
      <h2>Who may see this production</h2>
      <ul className="plain-list members">
        {(data?.production?.members ?? []).map((member) => (
          <li key={member.name + member.role}>
            {member.name} <span className="quiet">{member.role.toLowerCase()}</span>
          </li>
        ))}
      </ul>
      {refusal === undefined ? (
        <>
          <Tokens production={production} />
          <Webhooks production={production} />
        </>
      ) : (
        <p className="quiet">Tokens and webhooks: {refusal}</p>
      )}
    </>
  );
}

function Tokens({ production }: { production: string }) {
  const { data, again } = useAsk(TokensDocument, {});
  const { act, trouble, busy } = useAct();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('VIEWER');
  const [everywhere, setEverywhere] = useState(false);
  const [until, setUntil] = useState('');
  const [made, setMade] = useState<{ name: string; secret: string }>();
  const tokens = (data?.tokens ?? []).filter((token) => token.production === null || token.production === production);
  const create = async (): Promise<void> => {
    const input = {
      name,
      role,
      ...(everywhere ? {} : { production }),
      ...(until === '' ? {} : { expiresAt: new Date(`${until}T23:59:59`).toISOString() }),
    };
    const done = await act(CreateTokenDocument, { input });
    if (!done?.secret) return;
    setMade({ name, secret: done.secret });
    setName('');
    again();
  };
  return (
    <section aria-label="Tokens">
      <h2>Tokens</h2>
      <form
        className="row"
        onSubmit={(submit) => {
          submit.preventDefault();
          void create();
        }}
      >
        <label>
          For <input value={name} placeholder="Ada, grading suite" onChange={(change) => setName(change.target.value)} />
        </label>
        <label>
          who may{' '}
          <select value={role} onChange={(change) => setRole(change.target.value as Role)}>
            {roles.map(([each, words]) => (
              <option key={each} value={each}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label>
          until <input type="date" value={until} onChange={(change) => setUntil(change.target.value)} />
        </label>
        <label className="check">
          <input type="checkbox" checked={everywhere} onChange={(change) => setEverywhere(change.target.checked)} /> in all productions
        </label>
        <button type="submit" className="primary" disabled={busy || name.trim() === ''}>
          Make a token
        </button>
      </form>
      <Trouble message={trouble} />
      {made && (
        <div className="notice made" role="status">
          <p>The token of {made.name}: it is shown this once and stored nowhere. Send it, or its sign-in link, to nobody else.</p>
          <p className="mono secret">{made.secret}</p>
          <p className="mono secret">{`${location.origin}/#token=${made.secret}`}</p>
          <button type="button" onClick={() => setMade(undefined)}>
            I have it
          </button>
        </div>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">May</th>
            <th scope="col">Where</th>
            <th scope="col">Made</th>
            <th scope="col">Ends</th>
            <th scope="col">End it</th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id} className={token.revokedAt ? 'quiet' : undefined}>
              <td>{token.name}</td>
              <td>{token.role.toLowerCase()}</td>
              <td>{token.production ?? 'everywhere'}</td>
              <td>{`${new Date(token.createdAt).toLocaleDateString()}, ${token.createdBy}`}</td>
              <td>
                {token.revokedAt
                  ? `ended ${new Date(token.revokedAt).toLocaleString()}`
                  : token.expiresAt
                    ? new Date(token.expiresAt).toLocaleDateString()
                    : 'when somebody ends it'}
              </td>
              <td>
                {!token.revokedAt && (
                  <button
                    type="button"
                    disabled={busy}
                    aria-label={`End the token of ${token.name}`}
                    onClick={() => void act(RevokeTokenDocument, { input: { id: token.id } }).then((done) => done && again())}
                  >
                    End
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
