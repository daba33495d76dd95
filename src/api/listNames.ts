import { InvalidInput } from '../domain/errors.ts';
import { enumName } from './enumName.ts';
import { listNames } from './generated/lists.ts';

/** The list's own name of an enum value: FCP7_XML is `fcp7Xml`. */
export function listName(list: string, value: string): string {
  const found = listNames[list]?.find((name) => enumName(name) === value);
  if (found === undefined) throw new InvalidInput(`"${value}" is not in the list ${list}.`);
  return found;
}

/** The enum value of a stored name; undefined for one that the list no longer has, so that old rows stay readable. */
export function enumValueOf(list: string, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const value = enumName(name);
  return listNames[list]?.some((known) => enumName(known) === value) ? value : undefined;
}
