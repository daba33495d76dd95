import { useAsk } from './ask.ts';
import { ShellDocument, type Role } from './generated/operations.ts';

const order: readonly Role[] = ['VIEWER', 'EDITOR', 'OPERATOR', 'ADMINISTRATOR'];
const people: Readonly<Record<Role, string>> = {
  VIEWER: 'viewers',
  EDITOR: 'editors',
  OPERATOR: 'operators',
  ADMINISTRATOR: 'administrators',
};

/**
 * Why the person who is signed in may not do what this role may: a sentence for a button's title; undefined: they may. Only a courtesy, the service decides. Until it
 * is known who is asking, nothing is promised.
 */
export function useRefusal(needed: Role): string | undefined {
  const { data } = useAsk(ShellDocument, {});
  if (!data) return 'It is not known yet who is signed in.';
  const { name, role } = data.viewer;
  if (order.indexOf(role) >= order.indexOf(needed)) return undefined;
  return `${name} is a ${role.toLowerCase()} here; this is for ${people[needed]}. Ask an administrator for a token with more rights.`;
}
