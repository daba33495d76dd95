import { agree, bareName, isGenericName, normalisedKey, parseCameraName, stemKey } from '../clipName.ts';
import { reelKey } from '../reelName.ts';
import type { TimelineEvent } from '../timeline.ts';
import { eventNames, identityKey, isWholeName, shortestPrefix } from './keys.ts';
import type { MatchClip, Reason, Tier } from './result.ts';

export type NameEvidence = {
  readonly tier: Tier;
  readonly written: string;
  /** The name could as well mean a clip that is not here. */ readonly loose: boolean;
  readonly reason: Reason;
};

const isReelKind = (kind: string): boolean => /^(REEL|TAPE|ROLL|CAMROLL|LABROLL|SOUNDROLL)$/.test(kind);

/** How a written name means this clip, the best way; undefined where it does not. */
export function nameEvidence(event: Pick<TimelineEvent, 'reel' | 'names'>, clip: MatchClip): NameEvidence | undefined {
  let best: NameEvidence | undefined;
  for (const written of eventNames(event)) {
    const found = evidenceOf(written, clip);
    if (found && (!best || found.tier < best.tier || (found.tier === best.tier && best.loose && !found.loose))) best = found;
  }
  return best;
}

function evidenceOf(written: string, clip: MatchClip): NameEvidence | undefined {
  const clipNames = [clip.name, ...clip.names.filter((name) => !isReelKind(name.kind)).map((name) => name.value)];
  const identity = identityKey(written);
  if (identity.length >= 16 && clip.names.some(({ kind, value }) => /^(UUID|UMID|MOB_ID)$/.test(kind) && identityKey(value) === identity)) {
    return {
      tier: 1,
      written,
      loose: false,
      reason: { code: 'IDENTITY', message: `"${written}" is the identity that the camera gave to ${clip.name}.` },
    };
  }
  const generic = isGenericName(written);
  const stem = stemKey(written);
  if (clipNames.some((name) => stemKey(name) === stem)) {
    // A name of camera, reel and clip only is whole for nobody: another day has it again.
    const loose = generic || (parseCameraName(bareName(written)) !== undefined && !isWholeName(written));
    return { tier: 2, written, loose, reason: { code: 'NAME_EXACT', message: `"${written}" is the name of ${clip.name}.` } };
  }
  const normal = normalisedKey(written);
  if (clipNames.some((name) => normalisedKey(name) === normal)) {
    return {
      tier: 3,
      written,
      loose: generic,
      reason: { code: 'NAME_NORMALISED', message: `"${written}" and ${clip.name} differ in separators or case only.` },
    };
  }
  const parsed = parseCameraName(bareName(written));
  if (parsed && isWholeName(written)) {
    const same = clipNames.map((name) => parseCameraName(bareName(name))).find((other) => other !== undefined && agree(parsed, other));
    if (same) {
      const renamed = same.codecLetter !== undefined && parsed.codecLetter !== undefined && same.codecLetter !== parsed.codecLetter;
      const message = renamed
        ? `"${written}" is ${clip.name} under the name of another codec (${parsed.codecLetter} and ${same.codecLetter}): the same recording.`
        : `"${written}" agrees with ${clip.name} in camera, reel, clip and everything else that both carry.`;
      return { tier: 4, written, loose: false, reason: { code: renamed ? 'NAME_RENAMED_COPY' : 'NAME_STRUCTURED', message } };
    }
  }
  if (normal.length >= shortestPrefix && /\d/.test(normal) && clipNames.some((name) => normalisedKey(name).startsWith(normal))) {
    return {
      tier: 5,
      written,
      loose: true,
      reason: { code: 'REEL_TRUNCATED', message: `"${written}" is the beginning of ${clip.name}, cut at ${normal.length} characters.` },
    };
  }
  if (parsed && !isWholeName(written)) {
    const other = clipNames.map((name) => parseCameraName(bareName(name))).find((each) => each !== undefined && agree(parsed, each));
    if (other)
      return {
        tier: 5,
        written,
        loose: true,
        reason: { code: 'NAME_SHORT', message: `"${written}" names camera, reel and clip of ${clip.name}, not its day.` },
      };
  }
  const reel = reelKey(written);
  const reels = [clip.reel, clip.roll, ...clip.names.filter((name) => isReelKind(name.kind)).map((name) => name.value)].filter(
    (name) => name !== undefined,
  );
  if (reel !== '' && reels.some((name) => reelKey(name) === reel)) {
    return { tier: 6, written, loose: true, reason: { code: 'REEL', message: `"${written}" is the reel of ${clip.name}.` } };
  }
  return undefined;
}
