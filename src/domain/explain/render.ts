import type { ExplainedRender, ExplanationNode } from './source.ts';

/** A picture that was made of the clip: what it applied, and whether that still holds. */
export function renderNode(render: ExplainedRender): ExplanationNode {
  const origin = `render ${render.id}`;
  const { amf, looks, decode } = render;
  const documents = [amf === undefined ? undefined : `the AMF ${amf}`, ...looks].filter((name) => name !== undefined);
  const looked = documents.length === 0 ? '' : ` with ${documents.join(', ')}${render.looksApplied ? '' : ', its looks left for later'}`;
  const asked = Object.entries(decode);
  return {
    id: `render:${render.recipe}`,
    kind: 'render',
    title: `Render: ${render.recipe}`,
    summary: `${render.name}, frames ${render.frameIn} to ${render.frameOut}: ${render.colour === 'source' ? 'as recorded' : `to ${render.colour}`}${looked}; ${render.framing}.`,
    values: [
      { field: 'render.colour', value: render.colour, origin },
      ...(render.input === undefined ? [] : [{ field: 'render.input', value: render.input, origin }]),
      ...(documents.length === 0 ? [] : [{ field: 'render.documents', value: documents, origin }]),
      { field: 'render.looksApplied', value: render.looksApplied, origin },
      { field: 'render.framing', value: render.framing, origin },
      ...asked.map(([name, value]) => ({ field: `render.decode.${name}`, value, origin: `${origin}: asked for when it was requested` })),
      ...(render.engine === undefined ? [] : [{ field: 'render.engine', value: render.engine, origin }]),
    ],
    warnings: render.stale === undefined ? [] : [{ severity: 'WARN', code: 'PULL_STALE_LOOK', message: render.stale }],
    confidence: 1,
  };
}
