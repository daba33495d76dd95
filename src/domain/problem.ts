export type Severity = 'BLOCK' | 'ERROR' | 'WARN' | 'INFO';

/** Something about one input that a person should know. A reader reports it and goes on; it never throws for a bad field. */
export type Problem = {
  readonly severity: Severity;
  /** SCREAMING_SNAKE, stable. */
  readonly code: string;
  /** One plain sentence. */
  readonly message: string;
  /** `A001C003.mov`, `list.edl:41:9`, a key of the raw metadata. */
  readonly at?: string;
};

/** A problem found in a text file: 1-based line and column, and what would mend it. */
export type Diagnostic = Problem & {
  readonly line?: number;
  readonly column?: number;
  readonly fix?: string;
};
