import { InvalidInput } from '../../domain/errors.ts';

/** A folder under the production's own that a person named: safe characters, no way out, and no place elsewhere that would quietly become one here. */
export function outputFolderName(text: string): string {
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  if (text.startsWith('/') || /^[A-Za-z]:/.test(text) || parts.includes('..'))
    throw new InvalidInput(
      `"${text}" is no folder below the production's output folder; give one such as "vendor-a/plates", or move all output with RUSHES_OUTPUT.`,
      { at: 'output' },
    );
  if (parts.length === 0 || !parts.every((part) => /^[A-Za-z0-9._-]{1,100}$/.test(part)))
    throw new InvalidInput(`"${text}" cannot be an output folder: letters, digits, dots, hyphens and underscores, separated by slashes.`, {
      at: 'output',
    });
  return parts.join('/');
}
