import { NotAllowed, NotFound } from './errors.ts';

/** What a token or a person may do; each role may do what those before it may. */
export type Role = 'VIEWER' | 'EDITOR' | 'OPERATOR' | 'ADMINISTRATOR';

const rank: Readonly<Record<Role, number>> = { VIEWER: 0, EDITOR: 1, OPERATOR: 2, ADMINISTRATOR: 3 };

/** Who is asking: the first argument of every service function. Made from a token, a cookie or a JWT; never from a request's own words. */
export type Actor = {
  /** Name of the token or of the person; what the audit trail says. */
  readonly name: string;
  /** Role in every production. */
  readonly everywhere?: Role;
  /** Production id → role, for those that see only some. */
  readonly productions: Readonly<Record<string, Role>>;
};

/** The service itself: seeds, workers, schedules. */
export const systemActor: Actor = { name: 'system', everywhere: 'ADMINISTRATOR', productions: {} };

/** The role in this production, or undefined where the production does not exist for this actor. */
export function roleIn(actor: Actor, productionId: string): Role | undefined {
  const own = actor.productions[productionId];
  if (actor.everywhere === undefined) return own;
  return own !== undefined && rank[own] > rank[actor.everywhere] ? own : actor.everywhere;
}

export function hasRole(role: Role | undefined, needed: Role): boolean {
  return role !== undefined && rank[role] >= rank[needed];
}

/** Throws NotFound where the production does not exist for this actor, NotAllowed where the role is too small. `thing` names what was asked for. */
export function requireRole(actor: Actor, productionId: string, needed: Role, thing: string): void {
  const role = roleIn(actor, productionId);
  if (role === undefined) throw new NotFound(`${thing} does not exist.`);
  if (!hasRole(role, needed)) {
    throw new NotAllowed(`${thing}: this needs the role ${needed}, and "${actor.name}" is ${role} here.`);
  }
}

/** For what belongs to no production: creating one, tokens. */
export function requireEverywhere(actor: Actor, needed: Role, what: string): void {
  if (!hasRole(actor.everywhere, needed)) {
    throw new NotAllowed(`${what} needs the role ${needed} for every production; "${actor.name}" does not have it.`);
  }
}

/** Ids of the productions that this actor sees; undefined: all. */
export function visibleProductions(actor: Actor): readonly string[] | undefined {
  return actor.everywhere === undefined ? Object.keys(actor.productions) : undefined;
}

/** The highest role held anywhere; undefined for an actor that sees nothing. */
export function highestRole(actor: Actor): Role | undefined {
  const held = [...Object.values(actor.productions), ...(actor.everywhere === undefined ? [] : [actor.everywhere])];
  return held.sort((a, b) => rank[b] - rank[a])[0];
}
