import type { Severity } from '../domain/problem.ts';
import { listed, setupRule, type CheckedClip, type CheckedSetup, type Observation, type Rule } from './rule.ts';

type Same = {
  readonly code: string;
  readonly severity: Severity;
  readonly field: string;
  /** What people call it, and in which unit. */
  readonly label: string;
  readonly unit?: string;
  /** Values nearer than this are the same. */
  readonly tolerance?: number;
  readonly fix: string;
};

const grade = 'Match them in the grade, or change it where it is metadata; tell the camera assistant.';

/** What must be the same in a setup. */
const same: readonly Same[] = [
  { code: 'SETUP_EI_MIXED', severity: 'WARN', field: 'exposure.exposureIndex', label: 'EI', fix: grade },
  {
    code: 'SETUP_WB_MIXED',
    severity: 'WARN',
    field: 'color.whiteBalanceKelvin',
    label: 'white balance',
    unit: ' K',
    tolerance: 100,
    fix: grade,
  },
  {
    code: 'SETUP_GAMMA_MIXED',
    severity: 'ERROR',
    field: 'color.transfer',
    label: 'transfer function',
    fix: 'Give each its own input transform; find out which was meant.',
  },
  {
    code: 'SETUP_GAMUT_MIXED',
    severity: 'ERROR',
    field: 'color.primaries',
    label: 'primaries',
    fix: 'Give each its own input transform; find out which was meant.',
  },
  {
    code: 'SETUP_SHUTTER_MIXED',
    severity: 'WARN',
    field: 'exposure.shutterAngle',
    label: 'shutter angle',
    unit: '°',
    tolerance: 0.5,
    fix: 'Motion blur differs; nothing mends it. Tell the camera assistant.',
  },
  {
    code: 'SETUP_LENS_SQUEEZE_MIXED',
    severity: 'WARN',
    field: 'image.anamorphicSqueeze',
    label: 'squeeze',
    tolerance: 0.01,
    fix: 'Correct image.anamorphicSqueeze where the camera was not told of the lens.',
  },
  {
    code: 'SETUP_RESOLUTION_MIXED',
    severity: 'WARN',
    field: 'image.resolution',
    label: 'resolution',
    fix: 'Frame them to one canvas by an FDL.',
  },
];

function valueOf(clip: CheckedClip, field: string): string | number | undefined {
  if (field === 'image.resolution') {
    const [width, height] = [clip.facts['image.width'], clip.facts['image.height']];
    return typeof width === 'number' && typeof height === 'number' ? `${width}x${height}` : undefined;
  }
  // Some cameras call it ISO.
  const value = clip.facts[field] ?? (field === 'exposure.exposureIndex' ? clip.facts['exposure.iso'] : undefined);
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function mixed(setup: CheckedSetup, rule: Same, tolerance: number): Observation[] {
  const groups: { value: string | number; clips: CheckedClip[] }[] = [];
  for (const clip of setup.clips) {
    const value = valueOf(clip, rule.field);
    if (value === undefined) continue;
    const group = groups.find((each) =>
      typeof value === 'number' && typeof each.value === 'number' ? Math.abs(value - each.value) <= tolerance : value === each.value,
    );
    if (group) group.clips.push(clip);
    else groups.push({ value, clips: [clip] });
  }
  if (groups.length < 2) return [];
  // The fewest are the odd ones out.
  groups.sort((a, b) => a.clips.length - b.clips.length);
  const told = groups.map(({ value, clips }) => `${listed(clips.map((clip) => clip.name))} ${value}${rule.unit ?? ''}`);
  return [
    {
      clipId: groups[0]!.clips[0]!.id,
      message: `${setup.label} mixes ${rule.label}: ${told.join('; ')}.`,
      evidence: { values: groups.map(({ value, clips }) => ({ value, clips: clips.map((clip) => clip.id).sort() })) },
      fix: rule.fix,
    },
  ];
}

/** One rule for each field that a setup must have in common. */
export const setupRules: readonly Rule[] = [
  ...same.map((each) =>
    setupRule({
      code: each.code,
      severity: each.severity,
      title: `Clips of one setup differ in ${each.label}.`,
      reads: [
        ...(each.field === 'image.resolution' ? ['image.width', 'image.height'] : [each.field]),
        ...(each.code === 'SETUP_WB_MIXED' ? ['color.tint'] : []),
        ...(each.code === 'SETUP_EI_MIXED' ? ['exposure.iso'] : []),
        'slate.scene',
        'slate.shot',
        'slate.shootDate',
        'camera.index',
        'camera.position',
      ],
      settings: { tolerance: each.tolerance ?? 0 },
      check: (setup, { settings }) => {
        const found = mixed(setup, each, Number(settings['tolerance']));
        // A change of tint is a change of white balance.
        if (found.length > 0 || each.code !== 'SETUP_WB_MIXED') return found;
        return mixed(setup, { ...each, field: 'color.tint', label: 'tint', unit: '' }, 0);
      },
    }),
  ),
];
