import { useAct } from '../../act.ts';
import { useAsk } from '../../ask.ts';
import { DecideNamingRuleDocument, NamingRulesDocument } from '../../generated/operations.ts';
import { useRefusal } from '../../role.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Trouble } from '../../parts/Trouble.tsx';

const kinds: Readonly<Record<string, string>> = { PATTERN: 'A way of naming', OFFSET: 'An offset of a roll' };

/** What was learned from decisions in this production: proposed, applied by a person, taken back at will. Never applied unseen. */
export function Proposals({ production, decided }: { production: string; decided: () => void }) {
  const { data, error, again } = useAsk(NamingRulesDocument, { production });
  const { act, trouble, busy } = useAct();
  const refusal = useRefusal('EDITOR');
  const rules = data?.namingRules ?? [];
  const decide = async (id: string, apply: boolean): Promise<void> => {
    if (!(await act(DecideNamingRuleDocument, { input: { id, apply } }))) return;
    again();
    decided();
  };
  if (error) return <p className="notice error">{error}</p>;
  if (data && rules.length === 0)
    return (
      <p className="quiet">
        Nothing is proposed. After three decisions that agree, a rule of naming or an offset of a roll is offered here; it is never applied
        unseen.
      </p>
    );
  return (
    <div>
      <Trouble message={trouble} />
      <ul className="plain-list">
        {rules.map((rule) => (
          <li key={rule.id} className="proposal">
            <div>
              <strong>{kinds[rule.kind] ?? rule.kind}</strong> <Badge state={rule.state} />
            </div>
            <p>{rule.message}</p>
            <dl className="event-facts">
              <Said value={rule.rule} />
            </dl>
            <details>
              <summary>What it was learned from</summary>
              <dl className="event-facts">
                <Said value={rule.evidence} />
              </dl>
            </details>
            {rule.state === 'APPLIED' ? (
              <button type="button" disabled={busy || refusal !== undefined} title={refusal} onClick={() => void decide(rule.id, false)}>
                Take back
              </button>
            ) : (
              <span className="row">
                <button
                  type="button"
                  className="primary"
                  disabled={busy || refusal !== undefined}
                  title={refusal}
                  onClick={() => void decide(rule.id, true)}
                >
                  Apply
                </button>
                {rule.state === 'PROPOSED' && (
                  <button
                    type="button"
                    disabled={busy || refusal !== undefined}
                    title={refusal}
                    onClick={() => void decide(rule.id, false)}
                  >
                    Reject
                  </button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The parts of a rule or its evidence, by name. */
function Said({ value }: { value: unknown }) {
  const entries: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((each, index) => [String(index + 1), each])
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [['', value]];
  return (
    <>
      {entries.map(([name, part]) => (
        <div key={name} className="said">
          <dt>{name.replace(/([A-Z])/g, ' $1').toLowerCase()}</dt>
          <dd>{typeof part === 'object' && part !== null ? Object.values(part).map(String).join(', ') : String(part)}</dd>
        </div>
      ))}
    </>
  );
}
