/**
 * The text whose hash names a render: everything that decides its pixels and headers, and nothing else (no ids of rows, no folders, no dates), so
 * that the same request is the same render on every machine. Keys are sorted; absent values are left out.
 */
export function identityText(parts: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(parts, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : value,
  );
}
