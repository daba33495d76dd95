import { cardOfName, couldBeRoll, saysNothing } from '../reelName.ts';
import { labelTicksPerSecond } from '../timecode.ts';
import type { TimelineEvent } from '../timeline.ts';
import { eventNames } from './keys.ts';
import { nameForms } from './nameForms.ts';
import type { NameEvidence } from './tier.ts';
import type { MatchClip, RollSpan } from './result.ts';

const dayTicks = 24 * 3600 * labelTicksPerSecond;

/**
 * A clip that is missing here may also lie before a roll's first known clip or behind its last: as far as the camera had no other roll loaded. No more
 * numbers than these are thought missing at one end; a card that lost more is known otherwise.
 */
const edgeClips = 2;
/** How far, where nothing tells: a roll of an unknown day. */
const unknownEdge = 30 * 60 * labelTicksPerSecond;

/**
 * Rolls to ask for: whose name begins with a prefix, but for the roll beside it; whose name is one of `shorter`; and those that should be next to a known
 * one and are not here at all, told by the prefixes of both and whether the known one comes `AFTER` or `BEFORE`.
 */
export type RollsMeant = {
  readonly longer: readonly { readonly prefix: string; readonly but: string | undefined }[];
  readonly shorter: readonly string[];
  readonly missing: readonly { readonly prefix: string; readonly known: string; readonly is: 'AFTER' | 'BEFORE' }[];
};

/** Which rolls could be rivals of these events' candidates. All, where a name (`C0001`) says nothing of its card. */
export function rollsMeant(
  short: readonly { readonly event: Pick<TimelineEvent, 'reel' | 'names'>; readonly clips: readonly MatchClip[] }[],
): RollsMeant | 'all' | 'none' {
  const longer = new Map<string, RollsMeant['longer'][number]>();
  const shorter = new Set<string>();
  const missing = new Map<string, RollsMeant['missing'][number]>();
  for (const { event, clips } of short) {
    if (clips.length === 0) continue;
    const but = onlyRoll(clips);
    for (const written of eventNames(event)) {
      const { card = cardOfName(written), generic, reel } = nameForms(written);
      if (!card && generic) return 'all';
      const prefixes = card ? prefixesOf(card) : [];
      for (const each of card ? missingRolls(card) : []) missing.set(`${each.prefix} ${each.known}`, each);
      if (reel.length >= 3) {
        if (!prefixes.some((prefix) => reel.startsWith(prefix))) prefixes.push(reel);
        // A longer written name may begin with the roll's; one letter would be half of all.
        for (let length = 2; length < reel.length; length += 1) shorter.add(reel.slice(0, length));
      }
      for (const prefix of prefixes) longer.set(`${prefix} ${but}`, { prefix, but });
    }
  }
  if (longer.size + shorter.size === 0) return 'none';
  return { longer: [...longer.values()], shorter: [...shorter], missing: [...missing.values()] };
}

type Card = { readonly cameraIndex: string; readonly reel: number };

/** As makers write a card's name: with three digits or four. */
const prefixesOf = ({ cameraIndex, reel }: Card): string[] => [3, 4].map((digits) => `${cameraIndex}${String(reel).padStart(digits, '0')}`);

/** A card may be missing whole: its number is then free on a day whose cards before or after it are here. */
function missingRolls({ cameraIndex, reel }: Card): RollsMeant['missing'] {
  const own = prefixesOf({ cameraIndex, reel });
  return ([1, -1] as const)
    .filter((step) => reel + step > 0)
    .flatMap((step) =>
      prefixesOf({ cameraIndex, reel: reel + step }).map((known, index) => ({
        prefix: own[index]!,
        known,
        is: step === 1 ? ('AFTER' as const) : ('BEFORE' as const),
      })),
    );
}

/** The roll that all of these are of: no rival of its own clips, but where they have another track of timecode (`rivalRolls`). */
function onlyRoll([first, ...others]: readonly MatchClip[]): string | undefined {
  const isPlain = (clip: MatchClip): boolean => clip.rollId === first!.rollId && (clip.timecode?.alternates.length ?? 0) === 0;
  return isPlain(first!) && others.every(isPlain) ? first!.rollId : undefined;
}

/**
 * Rolls that the written name could mean and that may have run at the event: a missing clip would lie there. Of the hit's own roll that is so only where
 * the hit was found by another track of timecode: the label may as well be one of the main track, of a clip that is not here.
 */
export function rivalRolls(
  event: Pick<TimelineEvent, 'reel' | 'names'>,
  evidence: NameEvidence | undefined,
  clip: MatchClip,
  at: { readonly tick: number | undefined; readonly isOtherTrack: boolean },
  rolls: readonly RollSpan[],
): RollSpan[] {
  // By edge code every card begins at the same hour: then the time tells nothing of other rolls.
  const tick = at.isOtherTrack ? undefined : at.tick;
  const written = evidence?.card ?? evidence?.written ?? event.reel;
  const forms = nameForms(written);
  // Any card can hold a C0001; where no other name tells the card, each that was running is a rival.
  const anyCard = evidence?.card === undefined && (forms.generic || saysNothing(written));
  const numbers = clipNumbers(written, forms.parsed?.clipNumber);
  const day = forms.parsed?.date ?? dayWithin(forms.normal, clip);
  return rolls.filter((roll) => {
    if (roll.rollId === clip.rollId) return at.isOtherTrack && at.tick !== undefined && covers(roll, at.tick, numbers);
    // Time is the cheaper question, and rules most rolls out.
    if (tick !== undefined && !covers(roll, tick, numbers)) return false;
    return anyCard || (couldBeRoll(written, roll.name) && !otherDay(day, roll.shootDate));
  });
}

/** The day, where the beginning of the clip's name that was written reaches so far (`F0010815` of F001_08151512_C001). */
function dayWithin(written: string, clip: MatchClip): string | undefined {
  const { normal, parsed } = nameForms(clip.name);
  const digits = parsed?.date?.replaceAll('-', '');
  if (digits === undefined || !normal.startsWith(written)) return undefined;
  const at = normal.indexOf(digits, 4);
  return at > 0 && written.length >= at + digits.length ? digits : undefined;
}

/** The written name tells the day, and it is not this roll's. */
function otherDay(written: string | undefined, shootDate: string | undefined): boolean {
  if (written === undefined || shootDate === undefined) return false;
  const day = shootDate.replaceAll('-', '');
  const digits = written.replaceAll('-', '');
  return !day.endsWith(digits);
}

/** Which clip numbers the name may mean: one, ten where its last digit was cut, or any. */
function clipNumbers(written: string, parsed: number | undefined): { readonly from: number; readonly to: number } {
  if (parsed !== undefined) return { from: parsed, to: parsed };
  const cut = /\d{3}_?[CD](\d{1,2})$/i.exec(nameForms(written).bare);
  if (!cut) return { from: 1, to: Number.POSITIVE_INFINITY };
  const scale = 10 ** (3 - cut[1]!.length);
  return { from: Math.max(1, Number(cut[1]) * scale), to: (Number(cut[1]) + 1) * scale - 1 };
}

function covers(roll: RollSpan, tick: number, numbers: { readonly from: number; readonly to: number }): boolean {
  const { firstClip = 1, lastClip, labelStart, labelEnd } = roll;
  const start = numbers.from < firstClip ? (roll.earliest ?? labelStart - unknownEdge) : labelStart;
  // The last known clip itself may be longer than its copy here.
  const mayFollow = lastClip !== undefined && numbers.to >= lastClip && numbers.from <= lastClip + edgeClips;
  const end = mayFollow ? (roll.latest ?? labelEnd + unknownEdge) : labelEnd;
  const at = tick % dayTicks;
  return [at - dayTicks, at, at + dayTicks].some((place) => start <= place && place < end);
}
