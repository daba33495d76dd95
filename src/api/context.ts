import type { Actor } from '../domain/actor.ts';
import { Unavailable } from '../domain/errors.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { Services } from './services.ts';
import type { Signer } from './signer.ts';
import type { Watches } from './watches.ts';

/** What every resolver gets. */
export type ApiContext = {
  readonly actor: Actor;
  readonly services: Services;
  readonly loaders: Loaders;
  readonly signer: Signer;
  readonly watches: Watches;
  readonly requestId: string;
};

/** What lives as long as the server. */
export type Shared = { readonly services: Services; readonly signer: Signer; readonly watches: Watches };

export function createContext(shared: Shared, actor: Actor, requestId: string): ApiContext {
  return { ...shared, actor, requestId, loaders: createLoaders(actor, shared.services) };
}

/** A part of the service that may not run in this process. */
export function need<K extends keyof Services>(context: ApiContext, name: K): NonNullable<Services[K]> {
  const service = context.services[name];
  if (service === undefined) throw new Unavailable(`This service does not run the part that answers this (${name}).`);
  return service as NonNullable<Services[K]>;
}

/** A part of a service that may be missing. */
export function present<T>(part: T | undefined, what: string): T {
  if (part === undefined) throw new Unavailable(`This service cannot ${what}.`);
  return part;
}
