import type { Problem } from '../domain/problem.ts';
import { decodeText } from '../syntax/lines.ts';
import { listOf, objectOf, parseJson, textIn, type JsonObject, type JsonValue } from '../syntax/json.ts';
import type { DocumentReader } from './document.ts';

type Size = { readonly width: number; readonly height: number };

function sizeIn(value: JsonValue | undefined): Size | undefined {
  const object = objectOf(value);
  const [width, height] = [object?.['width'], object?.['height']];
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : undefined;
}

/** A decision that reaches beyond its canvas, or a protection smaller than its decision. */
function checkDecision(decision: JsonObject, canvas: Size, where: string): Problem[] {
  const size = sizeIn(decision['dimensions']);
  const protection = sizeIn(decision['protection_dimensions']);
  const anchor = objectOf(decision['anchor_point']);
  const x = typeof anchor?.['x'] === 'number' ? anchor['x'] : 0;
  const y = typeof anchor?.['y'] === 'number' ? anchor['y'] : 0;
  if (!size) return [{ severity: 'ERROR', code: 'FDL_SCHEMA_INVALID', message: `${where} has no dimensions.`, at: where }];
  const outside = x < 0 || y < 0 || x + size.width > canvas.width + 1e-6 || y + size.height > canvas.height + 1e-6;
  const small = protection !== undefined && (protection.width < size.width - 1e-6 || protection.height < size.height - 1e-6);
  return [
    ...(outside
      ? [
          {
            severity: 'ERROR' as const,
            code: 'FDL_DECISION_OUTSIDE_CANVAS',
            message: `${where} reaches beyond its canvas of ${canvas.width}x${canvas.height}.`,
            at: where,
          },
        ]
      : []),
    ...(small
      ? [
          {
            severity: 'ERROR' as const,
            code: 'FDL_DECISION_OUTSIDE_CANVAS',
            message: `The protection of ${where} is smaller than the decision.`,
            at: where,
          },
        ]
      : []),
  ];
}

/** ASC Framing Decision List 1.x and 2.0. Geometry is computed by the ASC's own library in the engine; here it is read and checked. */
export const fdl: DocumentReader = {
  name: 'fdl',
  kind: 'FDL',
  title: 'ASC Framing Decision List',
  extensions: ['fdl'],
  sniff: (head) => /"(framing_intents|canvas_templates|contexts)"\s*:/.test(head) && head.trimStart().startsWith('{'),
  read: (name, bytes) => {
    const root = objectOf(parseJson(decodeText(bytes, name).text, name).value) ?? {};
    const problems: Problem[] = [];
    const canvases = listOf(root['contexts'])
      .flatMap((context) => listOf(objectOf(context)?.['canvases']))
      .map(objectOf)
      .filter((canvas) => canvas !== undefined);
    const version = objectOf(root['version']);
    if (typeof version?.['major'] !== 'number')
      problems.push({
        severity: 'ERROR',
        code: 'FDL_SCHEMA_INVALID',
        message: `${name} does not say which version of FDL it is.`,
        at: name,
      });
    const summaries = canvases.map((canvas) => {
      const size = sizeIn(canvas['dimensions']);
      const id = textIn(canvas['id']) ?? '?';
      if (!size)
        problems.push({
          severity: 'ERROR',
          code: 'FDL_SCHEMA_INVALID',
          message: `The canvas ${id} of ${name} has no dimensions.`,
          at: name,
        });
      const decisions = listOf(canvas['framing_decisions'])
        .map(objectOf)
        .filter((decision) => decision !== undefined);
      if (size)
        for (const decision of decisions)
          problems.push(...checkDecision(decision, size, `the decision ${textIn(decision['id']) ?? '?'} of ${name}`));
      return {
        id,
        dimensions: size ?? null,
        anamorphicSqueeze: canvas['anamorphic_squeeze'] ?? null,
        decisions: decisions.map((decision) => ({ id: decision['id'] ?? null, dimensions: decision['dimensions'] ?? null })),
      };
    });
    return {
      parsed: {
        version: version ? `${String(version['major'])}.${String(version['minor'] ?? 0)}` : null,
        uuid: textIn(root['uuid']) ?? null,
        canvases: summaries,
        templates: listOf(root['canvas_templates']).flatMap((template) => {
          const id = textIn(objectOf(template)?.['id']);
          return id === undefined ? [] : [{ id, target: sizeIn(objectOf(template)?.['target_dimensions']) ?? null }];
        }),
      },
      problems,
    };
  },
};
