type Present<T> = { [K in keyof T as T[K] extends null | undefined ? never : K]?: Exclude<T[K], null | undefined> };

/** GraphQL's null and absent are both `absent` inside: leaves out what is neither given nor set. */
export function definitely<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as Present<T>;
}
