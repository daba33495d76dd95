/** Bytes as GraphQL takes them. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  // In parts: a call with a million arguments ends the stack.
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}
