import { useState } from 'react';
import { useAct } from '../../act.ts';
import { useAsk } from '../../ask.ts';
import { ConfigureRuleDocument, ProductionRulesDocument, type RuleLineFragment, type Severity } from '../../generated/operations.ts';
import { Trouble } from '../../parts/Trouble.tsx';
import { useRefusal } from '../../role.ts';

const severities: readonly Severity[] = ['BLOCK', 'ERROR', 'WARN', 'INFO'];

/** The guardrails as this production has them: off or on, how much each matters, its thresholds. */
export function Rules({ production }: { production: string }) {
  const { data, error, again } = useAsk(ProductionRulesDocument, { production });
  const { act, trouble, busy } = useAct();
  const refusal = useRefusal('OPERATOR');
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const rules = (data?.production?.rules ?? []).filter(
    ({ rule }) => wanted === '' || `${rule.code ?? ''} ${rule.description}`.toLowerCase().includes(wanted),
  );
  const configure = (code: RuleLineFragment['rule']['code'], settings: Readonly<Record<string, unknown>>): void => {
    void act(ConfigureRuleDocument, { input: { production, code, settings } }).then((done) => done && again());
  };
  return (
    <>
      <div className="row">
        <input
          type="search"
          aria-label="Find a rule"
          placeholder="Find a rule"
          value={text}
          onChange={(change) => setText(change.target.value)}
        />
        <span className="quiet">
          {data ? `${rules.length} of ${data.production?.rules.length ?? 0}; what is changed holds for this production only` : ''}
        </span>
      </div>
      {error && <p className="notice error">{error}</p>}
      <Trouble message={trouble} />
      <table className="rules">
        <thead>
          <tr>
            <th scope="col">On</th>
            <th scope="col">Rule</th>
            <th scope="col">How bad</th>
            <th scope="col">Thresholds</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((line) => (
            <tr key={line.rule.code}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`Run ${line.rule.code}`}
                  checked={!line.off}
                  disabled={busy || refusal !== undefined}
                  title={refusal}
                  onChange={(change) => configure(line.rule.code, { off: !change.target.checked })}
                />
              </td>
              <td>
                {line.rule.description} <span className="quiet small">{line.rule.code}</span>
                {line.changed && (
                  <button
                    type="button"
                    className="plain"
                    disabled={busy || refusal !== undefined}
                    title={refusal}
                    aria-label={`Back to the default: ${line.rule.code}`}
                    onClick={() => configure(line.rule.code, asBefore(line))}
                  >
                    Back to the default
                  </button>
                )}
              </td>
              <td>
                <select
                  aria-label={`How bad ${line.rule.code} is`}
                  value={line.severity ?? line.rule.severity}
                  disabled={busy || refusal !== undefined}
                  title={refusal}
                  onChange={(change) =>
                    configure(line.rule.code, { severity: change.target.value === line.rule.severity ? null : change.target.value })
                  }
                >
                  {severities.map((each) => (
                    <option key={each} value={each}>
                      {each.toLowerCase()}
                    </option>
                  ))}
                </select>
              </td>
              <td>
                {Object.entries(valuesOf(line.settings)).map(([name, value]) => (
                  <Threshold
                    key={`${name}${JSON.stringify(value)}`}
                    name={name}
                    code={line.rule.code}
                    value={value}
                    refusal={refusal}
                    set={(next) => configure(line.rule.code, { [name]: next })}
                  />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const valuesOf = (settings: unknown): Readonly<Record<string, unknown>> =>
  typeof settings === 'object' && settings !== null ? (settings as Readonly<Record<string, unknown>>) : {};

/** Null takes each back. */
function asBefore(line: RuleLineFragment): Readonly<Record<string, null>> {
  return Object.fromEntries(['off', 'severity', ...Object.keys(valuesOf(line.rule.settings))].map((name) => [name, null]));
}

/** A threshold, kept when one leaves the field or presses Enter; lists are written as JSON. */
function Threshold({
  name,
  code,
  value,
  refusal,
  set,
}: {
  name: string;
  code: string;
  value: unknown;
  refusal: string | undefined;
  set: (value: unknown) => void;
}) {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const [text, setText] = useState(shown);
  const words = name.replace(/([A-Z])/g, ' $1').toLowerCase();
  const keep = (): void => {
    if (text === shown) return;
    if (typeof value === 'string') set(text);
    else
      try {
        set(JSON.parse(text));
      } catch {
        setText(shown);
      }
  };
  if (typeof value === 'boolean')
    return (
      <label className="threshold">
        <span className="quiet">{words}</span>
        <input
          type="checkbox"
          aria-label={`${name} of ${code}`}
          checked={value}
          disabled={refusal !== undefined}
          title={refusal}
          onChange={(change) => set(change.target.checked)}
        />
      </label>
    );
  return (
    <label className="threshold">
      <span className="quiet">{words}</span>
      <input
        aria-label={`${name} of ${code}`}
        value={text}
        disabled={refusal !== undefined}
        title={refusal}
        onChange={(change) => setText(change.target.value)}
        onBlur={keep}
        onKeyDown={(key) => key.key === 'Enter' && keep()}
      />
    </label>
  );
}
