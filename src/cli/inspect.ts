import type { Fact, FactValue, InspectedClip } from '../domain/clip.ts';
import { InvalidInput, Unreadable } from '../domain/errors.ts';
import type { Problem } from '../domain/problem.ts';
import { inspectionJson, type Inspector } from '../services/inspect.ts';
import type { CliCommand, CliOutput, ExitCode } from './command.ts';

/** `inspect FILE...`: the normalised clips of these files, read without any service, with the origin of every field. */
export const inspect: CliCommand = {
  name: 'inspect',
  register(program, run) {
    program
      .command('inspect <file...>')
      .description(
        'read camera files, image sequences, sound and vendor exports: timecode, reel, camera, look, and where each value came from',
      )
      .option('--explain <field>', 'where this field came from, what others said, and which sources would win')
      .action((files: string[], given: { explain?: string }) =>
        run(async (output) => {
          const { openInspector } = await import('../openInspector.ts');
          const { inspector, close } = openInspector();
          try {
            return await inspectAndPrint(inspector, files, given, output);
          } finally {
            await close();
          }
        }),
      );
  },
};

/** Exit 0 all is well; 1 some file is unreadable or a clip needs attention; throws Unreadable (exit 2) when nothing could be read. */
export async function inspectAndPrint(
  inspector: Inspector,
  files: readonly string[],
  given: { explain?: string },
  output: CliOutput,
): Promise<ExitCode> {
  const { clips, failures } = await inspector.inspectFiles(files);
  if (clips.length === 0) {
    const [first, ...others] = failures;
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    throw new Unreadable(first ? `${first.message}${more}` : `There is no footage in ${files.join(', ')}.`, { at: first?.at ?? files[0] });
  }
  if (output.json) {
    const explained = given.explain === undefined ? {} : { explanation: clips.map((clip) => explanationOf(clip, given.explain!)) };
    output.printJson({ clips: clips.map(inspectionJson), ...(failures.length > 0 ? { problems: failures } : {}), ...explained });
  } else if (given.explain !== undefined) {
    for (const clip of clips) for (const line of explain(clip, given.explain)) output.print(line);
  } else {
    for (const [index, clip] of clips.entries()) {
      if (index > 0) output.print('');
      for (const line of sheet(clip)) output.print(line);
    }
  }
  for (const { message } of failures) output.note(message);
  const unwell = clips.some(({ problems }) => problems.some(({ severity }) => severity === 'ERROR' || severity === 'BLOCK'));
  return failures.length > 0 || unwell ? 1 : 0;
}

function explanationOf(clip: InspectedClip, field: string): { clip: string; facts: readonly Fact[] } {
  return { clip: clip.name, facts: factsOf(clip, field) };
}

function factsOf(clip: InspectedClip, field: string): readonly Fact[] {
  return clip.facts.filter((fact) => fact.field === field || fact.field.startsWith(`${field}.`));
}

function explain(clip: InspectedClip, field: string): string[] {
  const facts = factsOf(clip, field);
  if (facts.length === 0) {
    const known = clip.facts.map((fact) => fact.field);
    const near = known.filter((name) => name.toLowerCase().includes(field.toLowerCase().split('.').at(-1) ?? field)).slice(0, 5);
    if (!/^[a-zA-Z]+(\.[a-zA-Z]+)*$/.test(field))
      throw new InvalidInput(`"${field}" is no field; write its dotted path, such as color.whiteBalanceKelvin.`, { at: '--explain' });
    return [`${clip.name}: nothing says ${field}.${near.length > 0 ? ` It has ${near.join(', ')}.` : ''}`];
  }
  return facts.flatMap((fact) => [
    `${clip.name}  ${fact.field} = ${show(fact.value)}${fact.unit === undefined ? '' : ` ${fact.unit}`}`,
    `  read by    ${fact.origin.source} ${fact.origin.readerVersion}`.trimEnd(),
    `  from       ${fact.origin.key}: ${fact.origin.raw}`,
    `  rule       ${fact.rule}, confidence ${fact.confidence}`,
    ...(fact.runs
      ? [
          `  changes    ${fact.runs
            .map((run) => `${run.in}-${run.out - 1}: ${show(run.value)}`)
            .slice(0, 20)
            .join(', ')}${fact.runs.length > 20 ? `, ... (${fact.runs.length} runs)` : ''}`,
        ]
      : []),
    ...clip.problems.filter(({ at }) => at === fact.field).map((problem) => `  but        ${problem.message}`),
  ]);
}

/** The parts of the sheet in the order in which people look. */
const parts: readonly (readonly [title: string, prefix: RegExp])[] = [
  ['Time', /^(timecode|rate|frameCount)/],
  ['Names', /^(reel|identity|slate)/],
  ['Camera', /^(camera|recorder)/],
  ['Image', /^image/],
  ['Exposure', /^exposure/],
  ['Colour', /^(color|baked)/],
  ['Lens', /^lens/],
  ['Motion and place', /^(motion|place)/],
  ['Sound', /^audio/],
];

function sheet(clip: InspectedClip): string[] {
  const files =
    clip.segments.length === 1 ? clip.segments[0]!.path : `${clip.segments.length} files from ${clip.segments[0]?.path ?? '(no media)'}`;
  const lines = [`${clip.name}   ${clip.format}   ${files}`];
  const left = new Set(clip.facts);
  const width = Math.max(10, ...clip.facts.map(({ field }) => field.length));
  for (const [title, prefix] of parts) {
    const facts = clip.facts.filter(({ field }) => prefix.test(field));
    if (facts.length === 0) continue;
    lines.push(`  ${title}`);
    for (const fact of facts) {
      left.delete(fact);
      const changes = fact.runs ? `  (changes ${fact.runs.length - 1} times)` : '';
      lines.push(
        `    ${fact.field.padEnd(width)}  ${show(fact.value)}${fact.unit === undefined ? '' : ` ${fact.unit}`}${changes}  [${fact.origin.source}]`,
      );
    }
  }
  for (const fact of left) lines.push(`    ${fact.field.padEnd(width)}  ${show(fact.value)}  [${fact.origin.source}]`);
  for (const { severity, message, code } of sorted(clip.problems)) lines.push(`  ${severity.padEnd(5)} ${message} ${code}`);
  return lines;
}

function sorted(problems: readonly Problem[]): readonly Problem[] {
  const order = ['BLOCK', 'ERROR', 'WARN', 'INFO'];
  return problems.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function show(value: FactValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
