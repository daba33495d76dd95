import type { Fact } from '../clip.ts';
import type { Attached, ExplanationValue } from './source.ts';

/** Facts of a clip by their field. */
export type Facts = ReadonlyMap<string, Fact>;

export function textIn(facts: Facts, field: string): string | undefined {
  const value = facts.get(field)?.value;
  return value === undefined || typeof value === 'object' ? undefined : String(value);
}

export function numberIn(facts: Facts, field: string): number | undefined {
  const value = facts.get(field)?.value;
  return typeof value === 'number' ? value : undefined;
}

/** Origin of a fact in words: source, key and the raw text, so that anyone can look it up. */
export function originOf({ origin }: Fact): string {
  if (origin.source === 'person') return `corrected by a person: ${origin.raw}`;
  return `${origin.source}, ${origin.key}: ${origin.raw.length > 120 ? `${origin.raw.slice(0, 117)}...` : origin.raw}`;
}

export function valueOf(fact: Fact, field = fact.field): ExplanationValue {
  return { field, value: fact.value, origin: originOf(fact), ...(fact.unit === undefined ? {} : { unit: fact.unit }) };
}

/** Where a document's word comes from: how it reached this clip, and who attached it. */
export function attachedAs(document: Attached, what: string): string {
  const place = document.scope === 'clip id' ? 'which names this clip, attached' : `attached to the ${document.scope}`;
  return `${what} ${document.name}, ${place} by ${document.attachedBy}`;
}
