import type { EventChangeKind, EventKind, EventNameKind, MatchState } from '../../generated/operations.ts';

/** States in the order in which somebody works through them. */
export const stateOrder: readonly MatchState[] = [
  'AMBIGUOUS',
  'UNMATCHED',
  'NAME_ONLY',
  'TC_ONLY',
  'MATCHED_PARTIAL',
  'OFFLINE_KNOWN',
  'MATCHED',
  'GENERATED',
  'NON_CAMERA',
];

/** Nobody has to look at these any more. */
const settled: ReadonlySet<MatchState> = new Set(['MATCHED', 'GENERATED', 'NON_CAMERA']);

export const isOpen = (state: MatchState | undefined): boolean => state === undefined || !settled.has(state);

export const tierWords: Readonly<Record<number, string>> = {
  1: 'identity',
  2: 'whole name',
  3: 'name without separators',
  4: 'same recording, other copy',
  5: 'shortened name',
  6: 'reel and timecode',
  7: 'timecode only',
};

export const kindWords: Readonly<Record<EventKind, string>> = {
  CUT: 'cut',
  DISSOLVE: 'dissolve',
  WIPE: 'wipe',
  KEY: 'key',
  FREEZE: 'freeze',
  GENERATOR: 'generator',
  AUDIO: 'audio',
};

export const nameWords: Readonly<Record<EventNameKind, string>> = {
  FROM_CLIP_NAME: 'from clip name',
  TO_CLIP_NAME: 'to clip name',
  SOURCE_FILE: 'source file',
  FROM_FILE: 'from file',
  REEL: 'reel',
  TAPE: 'tape',
  CAMROLL: 'camera roll',
  LABROLL: 'lab roll',
  SOUNDROLL: 'sound roll',
  FULL_REEL: 'reel in full',
  SOURCE_TABLE: 'source table',
  TRUNCATED_FROM: 'shortened from',
  PATH: 'path',
  CLIP_NAME: 'clip name',
  MASTER_CLIP: 'master clip',
  UUID: 'UUID',
  UMID: 'UMID',
  MOB_ID: 'mob id',
};

export const changeWords: Readonly<Record<EventChangeKind, string>> = {
  ADDED: 'New',
  CUT: 'Gone',
  SLIPPED: 'Slipped',
  EXTENDED: 'Longer',
  SHORTENED: 'Shorter',
  MOVED: 'Moved',
  RETIMED: 'Retimed',
  UNCHANGED: 'As before',
};
