type Present<T> = { [K in keyof T as T[K] extends null | undefined ? never : K]?: Exclude<T[K], null | undefined> };

/** GraphQL's null and absent are both `absent` inside: leaves out what is neither given nor set. */
export function definitely<T extends object>(values: T): Present<T> {
  const given: Partial<T> = {};
  for (const name of Object.keys(values) as (keyof T)[]) {
    const value = values[name];
    if (value !== null && value !== undefined) given[name] = value;
  }
  return given as unknown as Present<T>;
}
