/** Manifests, hidden files and what operating systems leave behind: not footage, never a sidecar. */
export function isLeftOut(path: string): boolean {
  const parts = path.split('/');
  const fileName = parts.at(-1) ?? '';
  return (
    parts.some((part) => part.startsWith('.') || part === 'ascmhl' || part === 'System Volume Information' || part === '$RECYCLE.BIN') ||
    /^(Thumbs\.db|desktop\.ini)$/i.test(fileName) ||
    /\.mhl$/i.test(fileName)
  );
}

/** Folders that a camera makes inside a card; the card is the folder above the topmost of them. */
const structural =
  /^(XDROOT|PROAV|PRIVATE|AVCHD|BDMV|STREAM|CLIPINF|PLAYLIST|AVF_INFO|M4ROOT|XAVC|CONTENTS|CLIPS?|CLIPS\d+|VIDEO|AUDIO|VOICE|ICON|PROXY|PROXIES|SUB|THMBNL|UserData|General|DCIM|DATA|CRM|\d{3}[A-Z0-9_]{5}|.*\.RDC|.*\.RDT)$/i;

/**
 * The card of a clip: the folder above the camera's own structure (a .RDM magazine is the card itself), and the name that it gives to the
 * roll. A sequence in a folder of its own name belongs to the folder above. `rootName` names the folder that was walked.
 */
export function cardOf(
  folder: string,
  clipName: string,
  rootName: string | undefined,
): { readonly folder: string; readonly roll?: string } {
  const parts = folder === '' ? [] : folder.split('/');
  const magazine = parts.findLastIndex((part) => /\.RDM$/i.test(part));
  let depth = magazine >= 0 ? magazine + 1 : parts.length;
  if (magazine < 0) {
    const inside = parts.findIndex(
      (part, index) => structural.test(part) && parts.slice(index + 1).every((next) => structural.test(next) || next === clipName),
    );
    if (inside >= 0) depth = inside;
    else if (parts.at(-1) === clipName) depth = parts.length - 1;
  }
  const name = (depth > 0 ? parts[depth - 1] : rootName)?.replace(/\.RDM$/i, '');
  return { folder: parts.slice(0, depth).join('/'), ...(name ? { roll: name } : {}) };
}
