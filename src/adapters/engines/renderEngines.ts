import { spawnSync } from 'node:child_process';
import type { RenderEngine } from '../../domain/ports/render.ts';
import { createProcessEngine } from './processEngine.ts';

/** The engines of engines/; `version` as in the package's `ENGINE_VERSION`: raise both when the same job could come out differently. */
const own = [
  {
    name: 'open',
    label: 'Open engine',
    description: 'OpenColorIO, OpenImageIO, LibRaw and ffmpeg in one process.',
    module: 'rushes_engine.render',
    version: '3',
  },
  {
    name: 'cli',
    label: 'Command line engine',
    description: 'The command lines of ffmpeg and oiiotool, a process a step: slower, and each step can be repeated by hand.',
    module: 'rushes_cli_engine.render',
    version: '2',
  },
] as const;

/** What both decode. */
const decoded = ['movie', 'dng', 'image'];

export type OwnEngineOptions = {
  /** The engines' own interpreter. */
  readonly python: string;
  /** The folder that holds the packages. */
  readonly engineFolder: string;
};

export function createOwnEngines({ python, engineFolder }: OwnEngineOptions): readonly RenderEngine[] {
  return own.map(({ module, ...engine }) =>
    createProcessEngine({
      ...engine,
      formats: decoded,
      executable: python,
      folder: engineFolder,
      command: (jobFile) => [python, '-B', '-m', module, jobFile],
      remedy: 'The imaging engine is not installed: install Python 3.11 or later with venv and start Rushes again.',
    }),
  );
}

/** Milliseconds that a vendor's program gets to say its version. */
const versionPatienceMs = 20_000;

/** A vendor's engine: a program that takes the same job files (docs/add-an-engine.md), named by the format it decodes. */
export function createPluggedEngine(format: string, command: string): RenderEngine {
  const [executable, ...args] = command.split(' ').filter(Boolean);
  const told = spawnSync(executable!, [...args, '--version'], { encoding: 'utf8', timeout: versionPatienceMs });
  return createProcessEngine({
    name: format,
    label: `Engine for ${format}`,
    description: `${executable}, plugged in with RUSHES_ENGINES.`,
    version: told.status === 0 ? told.stdout.trim().split('\n')[0]! : 'unknown',
    formats: [format],
    executable: executable!,
    command: (jobFile) => [executable!, ...args, jobFile],
    remedy: `RUSHES_ENGINES names ${executable} for ${format}, and there is no such program.`,
  });
}
