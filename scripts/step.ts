import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder; scripts work from any other. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program in the project's folder with our Node first on PATH; resolves with its exit code. Output goes to the terminal unless `quiet`. */
export function run(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; quiet?: boolean } = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectFolder,
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, PATH: `${projectFolder}node_modules/.bin:${process.env['PATH'] ?? ''}`, ...options.env },
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ code: 127, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
