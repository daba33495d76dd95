import { InvalidInput } from '../../domain/errors.ts';
import type { Production } from '../../domain/ports/catalogue.ts';
import type { Severity } from '../../domain/problem.ts';
import type { Rule } from '../../rules/index.ts';

/** Thresholds of a rule, with what every rule has: whether it is run, and how bad its findings are. */
export type RuleSettings = Readonly<Record<string, unknown>> & { readonly off?: boolean; readonly severity?: Severity };

const severities: readonly string[] = ['BLOCK', 'ERROR', 'WARN', 'INFO'];

/** What the production itself says of a rule: `settings.rules.CODE`. */
export function ownSettings(production: Pick<Production, 'settings'>, code: string): RuleSettings {
  return (production.settings['rules'] as Record<string, RuleSettings> | undefined)?.[code] ?? {};
}

/** The rule's defaults under what the production says. */
export function settingsOf(production: Pick<Production, 'settings'>, rule: Rule): RuleSettings {
  return { ...(rule.offByDefault ? { off: true } : {}), ...rule.settings, ...ownSettings(production, rule.code) };
}

/** A rule as a production has it. */
export type ConfiguredRule = {
  readonly rule: Rule;
  readonly off: boolean;
  /** Of all its findings; absent: as the rule says. */
  readonly severity?: Severity;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Differs from the default. */
  readonly changed: boolean;
};

export function configured(production: Pick<Production, 'settings'>, rule: Rule): ConfiguredRule {
  const { off, severity, ...settings } = settingsOf(production, rule);
  return {
    rule,
    off: off === true,
    ...(severity === undefined ? {} : { severity }),
    settings,
    changed: Object.keys(ownSettings(production, rule.code)).length > 0,
  };
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'a list' : value === null ? 'nothing' : `a ${typeof value}`);

/** Settings as a person writes them. Throws InvalidInput for a name that the rule does not have, and for a value of another kind than its default. */
export function checkedSettings(rule: Rule, given: Readonly<Record<string, unknown>>): RuleSettings {
  const known = rule.settings ?? {};
  for (const [name, value] of Object.entries(given)) {
    if (name === 'off') {
      if (typeof value !== 'boolean') throw new InvalidInput(`${rule.code} is off or not: true or false.`, { at: 'settings.off' });
    } else if (name === 'severity') {
      if (!severities.includes(String(value)))
        throw new InvalidInput(`The severity of ${rule.code} is one of ${severities.join(', ')}.`, { at: 'settings.severity' });
    } else if (!(name in known)) {
      const names = Object.keys(known);
      throw new InvalidInput(
        `${rule.code} has no setting "${name}"; it has ${names.length === 0 ? 'none but off and severity' : [...names, 'off', 'severity'].join(', ')}.`,
        { at: `settings.${name}` },
      );
    } else if (value !== null && known[name] !== null && kindOf(value) !== kindOf(known[name])) {
      throw new InvalidInput(`${name} of ${rule.code} is ${kindOf(known[name])}, such as ${JSON.stringify(known[name])}.`, {
        at: `settings.${name}`,
      });
    }
  }
  return given;
}
