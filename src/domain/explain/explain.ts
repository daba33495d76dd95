import { captureNode } from './capture.ts';
import { decodeNode } from './decode.ts';
import { framingNode } from './framing.ts';
import { inputNode } from './inputTransform.ts';
import { lookNode } from './look.ts';
import { outputNode } from './output.ts';
import { renderNode } from './render.ts';
import type { ExplainSource, Explanation } from './source.ts';

/** Why a clip looks as it does, from the sensor to the delivered picture. Pure; what is not known is not shown, what a default fills is said. */
export function explain(source: ExplainSource): Explanation {
  const facts = new Map(source.clip.facts.map((fact) => [fact.field, fact]));
  const chain = [
    captureNode(facts),
    decodeNode(source, facts),
    inputNode(source, facts),
    framingNode(source, facts),
    lookNode(source, facts),
    outputNode(source),
  ];
  const renders = source.renders.map(renderNode);
  const last = chain.at(-1)!;
  return {
    nodes: [...chain, ...renders],
    edges: [
      ...chain.slice(1).map((node, index) => ({ from: chain[index]!.id, to: node.id })),
      ...renders.map((node) => ({ from: last.id, to: node.id })),
    ],
  };
}
