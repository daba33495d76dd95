/** Says what took how long, where somebody listens; else it costs nothing. */
export type Tracing = {
  /** Does the work inside a span; one that throws is marked. `parent`: a W3C `traceparent`, where the work was asked for from outside. */
  readonly span: <T>(
    name: string,
    attributes: Readonly<Record<string, string | number>>,
    work: () => Promise<T>,
    parent?: string,
  ) => Promise<T>;
  /** Adds to the span that runs. */
  readonly note: (attributes: Readonly<Record<string, string | number>>) => void;
};

export const untraced: Tracing = { span: (_name, _attributes, work) => work(), note: () => undefined };
