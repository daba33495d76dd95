import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createAafReader } from '../../../src/adapters/engines/aaf.ts';
import type { TimelinePorts } from '../../../src/timelines/index.ts';

const root = new URL('../../../', import.meta.url);
const pythons = ['.rushes/engines/venv/bin/python', '.rushes/test-oracles/venv/bin/python'].map((path) => fileURLToPath(new URL(path, root)));

/** What a reader needs to run here; `left` says why it cannot. Under CI that is a failure. `limits` of the AAF engine are its own where none are given. */
export async function timelinePorts(
  reader: string,
  limits: { readonly timeoutSeconds?: number } = {},
): Promise<{ ports: TimelinePorts; left?: string }> {
  if (reader !== 'aaf') return { ports: {} };
  const python = pythons.find((path) => existsSync(path));
  if (python) return { ports: { aaf: createAafReader({ python, enginesFolder: fileURLToPath(new URL('engines', root)), ...limits }) } };
  const left = 'left out: AAF (neither the engines\' Python nor that of the oracles is installed)';
  if (process.env['CI'] === 'true') throw new Error(left);
  return { ports: {}, left };
}
