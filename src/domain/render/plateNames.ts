/** Names of plates: shot, element and number, by a production's template; the version comes last and is added when the plate is made. */
import { InvalidInput } from '../errors.ts';
import type { Marker } from '../timeline.ts';

export const defaultTemplate = '{shot}_{plate}';
const tokens = ['show', 'shot', 'event', 'clip', 'plate'] as const;

export type PlateName = {
  readonly show: string;
  readonly shot: string;
  /** Number of the plate's first event. */
  readonly event: string;
  readonly clip: string;
  /** PL, FG, BG, EL, RF... */
  readonly element: string;
  /** 1 for a shot's first plate of another clip, and so on. */
  readonly number: number;
};

const legal = (text: string): string => text.replaceAll(/[^A-Za-z0-9.-]+/g, '_').replaceAll(/^_+|_+$/g, '');

/** Throws InvalidInput for a template with an unknown token, or without what tells two plates apart. */
export function checkTemplate(template: string): void {
  for (const [whole, token] of template.matchAll(/\{([^}]*)\}/g))
    if (!tokens.some((each) => each === token))
      throw new InvalidInput(
        `The name "${template}" has ${whole}; there are ${tokens.map((each) => `{${each}}`).join(' ')}, and the version is added last.`,
        {
          at: 'nameTemplate',
        },
      );
  if (!template.includes('{plate}') || !/\{(shot|event)\}/.test(template))
    throw new InvalidInput(`The name "${template}" needs {plate} and {shot} or {event}: else two plates have one name.`, {
      at: 'nameTemplate',
    });
  if (!/^[A-Za-z0-9._-]*$/.test(template.replaceAll(/\{[^}]*\}/g, '')))
    throw new InvalidInput(`The name "${template}" may have letters, digits, dots, hyphens and underscores beside its tokens.`, {
      at: 'nameTemplate',
    });
}

/** The stem of a plate's files, without version and frame number. */
export function plateName(template: string, { show, shot, event, clip, element, number }: PlateName): string {
  const values: Readonly<Record<string, string>> = {
    show: legal(show),
    shot: legal(shot),
    event: legal(event),
    clip: legal(clip),
    plate: `${element}${String(number).padStart(2, '0')}`,
  };
  return template.replaceAll(/\{([^}]*)\}/g, (_, token: string) => values[token] ?? '');
}

/** What VFX editors write into a list to name a shot: `* LOC: 01:00:00:00 RED AGM_104_065_010`, or a marker of that text. At least two parts, one with a digit. */
const shotName = /(?:^|\s)([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?=\s|$)/i;

/** The shot of an event: as a marker names it, else the production and the event's number. */
export function shotOf(show: string, event: { readonly number: string; readonly markers?: readonly Marker[] }): string {
  for (const marker of event.markers ?? []) {
    const found = shotName.exec(marker.text)?.[1];
    if (found && /\d/.test(found)) return found;
  }
  return `${legal(show.replaceAll('-', '_'))}_${legal(event.number)}`;
}

/** A plate of an earlier pull, by what its number depends on. */
export type EarlierPlate = {
  readonly shot: string;
  readonly clipId: string;
  readonly number: number;
  readonly in: number;
  readonly out: number;
  readonly firstFrame: number;
};

/**
 * The number of a clip's plate in its shot: the one it had (a longer range, a changed look and a new cut make a new version of it), else the next free one.
 * `taken` are numbers of the shot that other plates of this pull have.
 */
export function plateNumber(earlier: readonly EarlierPlate[], shot: string, clipId: string, taken: ReadonlySet<number>): number {
  const ofShot = earlier.filter((each) => each.shot === shot);
  const had = ofShot.find((each) => each.clipId === clipId && !taken.has(each.number));
  return had?.number ?? Math.max(0, ...ofShot.map((each) => each.number), ...taken) + 1;
}

/**
 * The number of a plate's first frame such that frames delivered before keep theirs: 12 more frames of head begin at 989. The chosen first frame where the
 * plate is new, has nothing in common with the earlier one, or would begin below zero.
 */
export function keptFirstFrame(
  earlier: readonly EarlierPlate[],
  plate: { shot: string; clipId: string; in: number; out: number },
  chosen: number,
): number {
  const last = earlier.find((each) => each.shot === plate.shot && each.clipId === plate.clipId);
  if (!last || plate.in >= last.out || plate.out <= last.in) return chosen;
  const kept = last.firstFrame + plate.in - last.in;
  return kept < 0 ? chosen : kept;
}
