import { createHash } from 'node:crypto';
import { roleIn, visibleProductions, type Actor } from '../../domain/actor.ts';
import type { RenderStore } from '../../domain/ports/renderStore.ts';

/** Which render, clip and frame a delivered file is: by the hash of its bytes, by its header, or by its name. */
export function createIdentify(store: RenderStore) {
  return async (actor: Actor, input: { name: string; sha256?: string; header?: unknown; content?: Uint8Array }) => {
    const visible = visibleProductions(actor);
    const sha256 = input.sha256 ?? (input.content && createHash('sha256').update(input.content).digest('hex'));
    const hashed = sha256 === undefined ? [] : await store.outputsByHash(sha256.toLowerCase(), visible);
    const header = (input.header ?? {}) as Readonly<Record<string, unknown>>;
    const told = String(header['ocf/render'] ?? '');
    const fromHeader = hashed.length === 0 && /^[0-9a-f-]{36}$/.test(told) ? await store.byIds([told]) : [];
    if (hashed[0]) return found('HASH', hashed[0].renderId, hashed[0].clipId, hashed[0].clipFrame, hashed[0].path);
    const render = fromHeader[0];
    if (render && roleIn(actor, render.productionId) !== undefined) {
      const frame = Number(header['ocf/clipFrame']);
      return found('HEADER', render.id, render.clipId, Number.isInteger(frame) ? frame : undefined, render.outputPath);
    }
    const named = await store.outputsByName(input.name.slice(input.name.lastIndexOf('/') + 1), visible);
    if (named.length === 1) return found('NAME', named[0]!.renderId, named[0]!.clipId, named[0]!.clipFrame, named[0]!.path);
    return {
      message:
        named.length > 1
          ? `${named.length} deliverables are called ${input.name}; give the file itself.`
          : `${input.name} is no deliverable that is known here.`,
    };
  };
}

function found(by: string, renderId: string, clipId: string, clipFrame: number | undefined, path: string) {
  return {
    by,
    renderId,
    clipId,
    ...(clipFrame === undefined ? {} : { clipFrame }),
    message: `It is ${path}${clipFrame === undefined ? '' : `, clip frame ${clipFrame}`} (by ${by.toLowerCase()}).`,
  };
}
