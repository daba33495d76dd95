/**
 * A render as an Open Job Description template (2023-09, with task chunking), for farms that speak it: the job file does the work, the template says which
 * frames of it a task does. JSON is YAML too, so `openjd run` and a farm read it as it is.
 */
import { chunksOf } from './chunks.ts';
import type { JobDraft } from '../ports/renderStore.ts';

export type TemplateOptions = {
  /** Name of the job file beside the template. */
  readonly jobFile: string;
  /** The engine's command up to the job file, as on this machine. */
  readonly command: readonly string[];
  /** Where the engine's packages lie; put on PYTHONPATH. */
  readonly engineFolder?: string;
  readonly secondsPerFrame: number;
  readonly isDivisible: boolean;
};

export function openJobDescription(job: Pick<JobDraft, 'clip' | 'recipe' | 'range' | 'outputs'>, options: TemplateOptions): object {
  const numbered = job.outputs.find((output) => 'pattern' in output);
  const divided = options.isDivisible && numbered !== undefined;
  const frames = job.range.out - job.range.in;
  const [executable, ...args] = options.command;
  const parameters = [
    { name: 'Engine', type: 'STRING', description: 'Program that runs the engine.', default: executable },
    {
      name: 'JobFile',
      type: 'PATH',
      objectType: 'FILE',
      dataFlow: 'IN',
      description: 'All that the engine is told.',
      default: options.jobFile,
    },
    {
      name: 'Output',
      type: 'PATH',
      objectType: 'DIRECTORY',
      dataFlow: 'OUT',
      description: 'Where pictures and reports go.',
      default: 'out',
    },
    ...(options.engineFolder === undefined
      ? []
      : [{ name: 'EngineFolder', type: 'STRING', description: 'Folder that holds the engine’s packages.', default: options.engineFolder }]),
    ...(divided
      ? [
          {
            name: 'Frames',
            type: 'STRING',
            description: 'Delivered frame numbers.',
            default: `${numbered.firstFrame}-${numbered.firstFrame + frames - 1}`,
          },
        ]
      : []),
  ];
  const chunk = chunksOf(job.range, options.secondsPerFrame, divided)[0]!;
  return {
    specificationVersion: 'jobtemplate-2023-09',
    ...(divided ? { extensions: ['TASK_CHUNKING'] } : {}),
    name: `${job.clip.name} ${job.recipe}`.slice(0, 128),
    parameterDefinitions: parameters,
    steps: [
      {
        name: 'render',
        ...(divided
          ? {
              parameterSpace: {
                taskParameterDefinitions: [
                  {
                    name: 'Frame',
                    type: 'CHUNK[INT]',
                    range: '{{Param.Frames}}',
                    chunks: { defaultTaskCount: chunk.out - chunk.in, targetRuntimeSeconds: 0, rangeConstraint: 'CONTIGUOUS' },
                  },
                ],
              },
            }
          : {}),
        ...(options.engineFolder === undefined
          ? {}
          : { stepEnvironments: [{ name: 'engine', variables: { PYTHONPATH: '{{Param.EngineFolder}}' } }] }),
        script: {
          actions: {
            onRun: {
              command: '{{Param.Engine}}',
              args: [...args, '{{Param.JobFile}}', '--work', '{{Param.Output}}', ...(divided ? ['--frames', '{{Task.Param.Frame}}'] : [])],
            },
          },
        },
      },
    ],
  };
}
