const words: Readonly<Record<string, string>> = {
  MATCHED: 'Matched',
  MATCHED_PARTIAL: 'Partly there',
  AMBIGUOUS: 'Ambiguous',
  NAME_ONLY: 'Name only',
  TC_ONLY: 'Timecode only',
  OFFLINE_KNOWN: 'Known, offline',
  GENERATED: 'Generated',
  NON_CAMERA: 'Not camera',
  UNMATCHED: 'Not found',
};

/** A state in colour and in words: never colour alone. */
export function Badge({ state }: { state: string }) {
  return <span className={`badge ${state}`}>{words[state] ?? state.charAt(0) + state.slice(1).toLowerCase().replaceAll('_', ' ')}</span>;
}
