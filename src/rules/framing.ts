import { enlargement, rectangle } from '../domain/fdl.ts';
import { clipRule, documentRule, listed, numberOf, rollRule, type Rule } from './rule.ts';

const problemRule = (code: string, title: string, fix: string): Rule =>
  documentRule({
    code,
    severity: 'ERROR',
    title,
    reads: ['documents'],
    check: (document) =>
      document.problems
        .filter((problem) => problem.code === code)
        .slice(0, 1)
        .map((problem) => ({
          message: problem.message.replace(/^./, (letter) => letter.toUpperCase()),
          evidence: { message: problem.message },
          fix,
        })),
  });

/** Framing decisions. */
export const framingRules: readonly Rule[] = [
  problemRule('FDL_SCHEMA_INVALID', 'An FDL does not follow its schema.', 'Export the FDL again; other tools will refuse it too.'),
  clipRule({
    code: 'FDL_CANVAS_MISMATCH',
    severity: 'ERROR',
    title: 'No canvas of the FDL has the size of the clip.',
    reads: ['documents', 'image.width', 'image.height'],
    check: (clip) => {
      const [width, height] = [numberOf(clip, 'image.width'), numberOf(clip, 'image.height')];
      if (!clip.fdl || width === undefined || height === undefined || clip.fdl.canvases.length === 0 || clip.framed) return [];
      const sizes = clip.fdl.canvases.flatMap(({ dimensions }) => (dimensions ? [rectangle(dimensions)] : []));
      return [
        {
          clipId: clip.id,
          message: `${clip.name} is ${width}x${height}; ${clip.fdl.name} has canvases of ${listed(sizes)} only.`,
          evidence: { fdl: clip.fdl.id, width, height, canvases: sizes },
          fix: 'Attach the FDL of this sensor mode to its format card.',
        },
      ];
    },
  }),
  problemRule(
    'FDL_DECISION_OUTSIDE_CANVAS',
    'A framing decision reaches beyond its canvas, or its protection is smaller than it.',
    'Correct the decision where the FDL was made.',
  ),
  clipRule({
    code: 'FDL_SQUEEZE_MISMATCH',
    severity: 'ERROR',
    title: 'The squeeze of the FDL is not that of the lens.',
    reads: ['documents', 'image.anamorphicSqueeze', 'image.width', 'image.height'],
    settings: { tolerance: 0.01 },
    check: (clip, { settings }) => {
      const [said, shot] = [clip.framed?.canvas.anamorphicSqueeze, numberOf(clip, 'image.anamorphicSqueeze')];
      if (!clip.fdl || said === undefined || shot === undefined || Math.abs(said - shot) <= Number(settings['tolerance'])) return [];
      return [
        {
          clipId: clip.id,
          message: `${clip.fdl.name} says squeeze ${said}; ${clip.name} was shot with ${shot}.`,
          evidence: { fdl: clip.fdl.id, said, shot },
          fix: 'Correct image.anamorphicSqueeze of the roll where the camera was not told of the lens; else attach the right FDL.',
        },
      ];
    },
  }),
  documentRule({
    code: 'FDL_UPRES',
    severity: 'ERROR',
    title: 'A canvas template would enlarge the picture.',
    reads: ['documents'],
    settings: { tolerance: 0.001 },
    check: ({ name, fdl }, { settings }) =>
      (fdl?.templates ?? []).flatMap((template) => {
        const enlarged = (fdl?.canvases ?? []).flatMap((canvas) =>
          (canvas.decisions.length > 0 ? canvas.decisions : [undefined]).flatMap((decision) => {
            const factor = enlargement(template, canvas, decision);
            return factor !== undefined && factor > 1 + Number(settings['tolerance']) ? [{ canvas, decision, factor }] : [];
          }),
        );
        if (enlarged.length === 0 || !template.target) return [];
        const { canvas, decision, factor } = enlarged.reduce((most, each) => (each.factor > most.factor ? each : most));
        const percent = Math.round((factor - 1) * 1000) / 10;
        return [
          {
            message: `The template ${template.label ?? template.id} of ${name} enlarges by ${percent} %: it makes ${rectangle(template.target)} out of ${rectangle(decision?.dimensions ?? canvas.dimensions)}.`,
            evidence: { template: template.id, target: template.target, canvas: canvas.id, decision: decision?.id ?? null },
            fix: 'Deliver at the size of the decision; nobody wants enlarged plates.',
          },
        ];
      }),
  }),
  clipRule({
    code: 'FDL_MIN_WIDTH',
    severity: 'WARN',
    title: 'The framed picture is narrower than delivery asks for.',
    reads: ['documents', 'image.width', 'image.height'],
    settings: { pixels: 3840 },
    check: (clip, { settings }) => {
      const decision = clip.framed?.decision;
      const least = Number(settings['pixels']);
      if (!clip.fdl || !decision?.dimensions || decision.dimensions.width >= least) return [];
      return [
        {
          clipId: clip.id,
          message: `The frame of ${clip.name} is ${decision.dimensions.width} pixels wide by ${clip.fdl.name}; delivery asks for ${least}.`,
          evidence: { fdl: clip.fdl.id, width: decision.dimensions.width },
          fix: 'Shoot in a larger sensor mode, or agree on a smaller delivery and set the threshold.',
        },
      ];
    },
  }),
  rollRule({
    code: 'FDL_ABSENT',
    severity: 'INFO',
    title: 'No FDL: the full frame is used.',
    reads: ['documents'],
    check: (roll) => {
      const bare = roll.clips.filter((clip) => clip.kind === 'CAMERA' && !clip.fdl);
      if (bare.length === 0) return [];
      return [
        {
          message: `${bare.length} of ${roll.clips.length} clips of ${roll.name} have no FDL: plates are made of the full frame.`,
          evidence: { clips: bare.map((clip) => clip.id).sort() },
          fix: 'Attach the FDL to the format card of each camera.',
        },
      ];
    },
  }),
];
