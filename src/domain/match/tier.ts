import { agree } from '../clipName.ts';
import type { TimelineEvent } from '../timeline.ts';
import { eventNames, shortestPrefix } from './keys.ts';
import { isIdentityKind, isReelKind, nameForms, type NameForms } from './nameForms.ts';
import { meantByPattern, type NamingPattern } from './naming.ts';
import { cardOfName } from '../reelName.ts';
import type { MatchClip, Reason, Tier } from './result.ts';

export type NameEvidence = {
  readonly tier: Tier;
  readonly written: string;
  /** The name could as well mean a clip that is not here. */ readonly loose: boolean;
  readonly reason: Reason;
  /** Another name of the event that tells this clip's card. */ readonly card?: string;
};

/** A clip's names and reels in every form that is compared. */
function clipNamesOf({ name, names }: MatchClip): readonly NameForms[] {
  if (names.length === 0) return [nameForms(name)];
  return [...new Set([name, ...names.filter(({ kind }) => !isReelKind(kind)).map(({ value }) => value)])].map(nameForms);
}

function clipReelsOf({ reel, roll, names }: MatchClip): readonly NameForms[] {
  const reels = [reel, roll, ...names.filter(({ kind }) => isReelKind(kind)).map(({ value }) => value)];
  return [...new Set(reels.filter((name) => name !== undefined))].map(nameForms);
}

/** How the written names mean this clip, the best way; undefined where none does. */
export function nameEvidence(
  event: Pick<TimelineEvent, 'reel' | 'names'>,
  clip: MatchClip,
  patterns: readonly NamingPattern[] = [],
): NameEvidence | undefined {
  const written = eventNames(event);
  if (written.length === 1) return evidenceOf(written[0]!, clip, patterns);
  let best: NameEvidence | undefined;
  const others: NameEvidence[] = [];
  for (const name of written) {
    const found = evidenceOf(name, clip, patterns);
    if (!found) continue;
    others.push(found);
    if (!best || found.tier < best.tier || (found.tier === best.tier && best.loose && !found.loose)) best = found;
  }
  if (!best?.loose) return best;
  const card = best.tier === 6 ? undefined : others.find((other) => other.tier === 6 && other.written !== best.written);
  return card ? { ...best, card: card.written } : best;
}

function evidenceOf(written: string, clip: MatchClip, patterns: readonly NamingPattern[]): NameEvidence | undefined {
  const forms = nameForms(written);
  const evidence = (tier: Tier, loose: boolean, code: string, message: string): NameEvidence => ({
    tier,
    written,
    loose,
    reason: { code, message },
  });
  const { identity } = forms;
  if (identity.length >= 16 && clip.names.some((name) => isIdentityKind(name.kind) && nameForms(name.value).identity === identity)) {
    return evidence(1, false, 'IDENTITY', `"${written}" is the identity that the camera gave to ${clip.name}.`);
  }
  const { parsed, normal } = forms;
  // A name of camera, reel and clip only is whole for nobody: another day has it again.
  const short = forms.generic || (parsed !== undefined && !forms.whole);
  // Most names are the clip's own, letter for letter.
  if (written === clip.name) return evidence(2, short, 'NAME_EXACT', `"${written}" is the name of ${clip.name}.`);
  const names = clipNamesOf(clip);
  if (names.some((name) => name.stem === forms.stem)) return evidence(2, short, 'NAME_EXACT', `"${written}" is the name of ${clip.name}.`);
  if (names.some((name) => name.normal === normal))
    return evidence(3, short, 'NAME_NORMALISED', `"${written}" and ${clip.name} differ in separators or case only.`);
  const same = parsed && names.find((name) => name.parsed !== undefined && agree(parsed, name.parsed))?.parsed;
  if (same && forms.whole) {
    const renamed = same.codecLetter !== undefined && parsed.codecLetter !== undefined && same.codecLetter !== parsed.codecLetter;
    return renamed
      ? evidence(
          4,
          false,
          'NAME_RENAMED_COPY',
          `"${written}" is ${clip.name} under the name of another codec (${parsed.codecLetter} and ${same.codecLetter}): the same recording.`,
        )
      : evidence(
          4,
          false,
          'NAME_STRUCTURED',
          `"${written}" agrees with ${clip.name} in camera, reel, clip and everything else that both carry.`,
        );
  }
  if (normal.length >= shortestPrefix && /\d/.test(normal) && names.some((name) => name.normal.startsWith(normal))) {
    return evidence(5, true, 'REEL_TRUNCATED', `"${written}" is the beginning of ${clip.name}, cut at ${normal.length} characters.`);
  }
  if (same) return evidence(5, true, 'NAME_SHORT', `"${written}" names camera, reel and clip of ${clip.name}, not its day.`);
  const rule = patterns.find((pattern) => names.some((name) => name.parsed !== undefined && meantByPattern(pattern, written, name.parsed)));
  if (rule) return evidence(5, true, 'NAME_RULE', `"${written}" means ${clip.name} by this production's rule "${rule.template}".`);
  const reels = clipReelsOf(clip);
  if (forms.reel !== '' && reels.some((name) => name.reel === forms.reel))
    return evidence(6, true, 'REEL', `"${written}" is the reel of ${clip.name}.`);
  const { card } = forms;
  if (card) {
    const own = reels.map((name) => cardOfName(name.bare)).find((each) => each !== undefined) ?? cardOfName(clip.name);
    if (own && own.cameraIndex === card.cameraIndex && own.reel === card.reel)
      return evidence(6, true, 'REEL_SHORT', `"${written}" names camera and reel of ${clip.name}, not its card.`);
  }
  return undefined;
}
