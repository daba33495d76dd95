/** Bytes above which a list is uploaded beside GraphQL, whose requests end at 8 MiB with base64 counted in. */
export const uploadFromBytes = 4 * 1024 * 1024;

/** A large list as an upload; the id of what it became, or why not in a sentence. */
export async function uploadList(file: File, fields: Readonly<Record<string, string>>): Promise<{ id: string } | { trouble: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file, file.name);
  try {
    const answer = await fetch('/upload/timeline', { method: 'POST', body: form });
    const body = (await answer.json()) as { id?: string; errors?: { message: string }[] };
    return body.id === undefined ? { trouble: body.errors?.[0]?.message ?? 'The list could not be read.' } : { id: body.id };
  } catch {
    return { trouble: 'The service does not answer; drop the list again.' };
  }
}
