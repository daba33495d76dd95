/** Traces of a real service at a collector of our own: OTLP over HTTP, in its JSON form. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { startService } from '../servers/service.ts';

type Span = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: { stringValue?: string } }[];
};
type Export = {
  resourceSpans: { resource: { attributes: { key: string; value: { stringValue?: string } }[] }; scopeSpans: { spans: Span[] }[] }[];
};

test('an operation is a span under its caller, its statements are spans under it', async () => {
  const exported: Export[] = [];
  const collector = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.url === '/v1/traces') exported.push(JSON.parse(body) as Export);
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const service = await startService({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, RUSHES_ROLES: 'api' } });
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  try {
    const answer = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${service.token}`,
        traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      },
      body: JSON.stringify({ query: 'query Listed { productions { totalCount } }' }),
    });
    expect(answer.status).toBe(200);
  } finally {
    // What is left is sent at the end.
    expect((await service.terminate()).code).toBe(0);
    await service.close();
    collector.close();
    collector.closeAllConnections();
  }
  const resources = exported.flatMap((each) => each.resourceSpans);
  expect(resources[0]!.resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'rushes' } });
  const spans = resources
    .flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans))
    .filter((span) => span.traceId === traceId);
  const operation = spans.find((span) => span.name === 'POST /graphql')!;
  expect(operation.parentSpanId).toBe('00f067aa0ba902b7');
  expect(operation.attributes).toContainEqual({ key: 'graphql.operation.name', value: { stringValue: 'Listed' } });
  const statements = spans.filter((span) => span.name === 'SQL');
  expect(statements.length).toBeGreaterThan(0);
  expect(statements.every((span) => span.parentSpanId === operation.spanId)).toBe(true);
  // Statements carry their text, never their values.
  expect(JSON.stringify(spans)).not.toContain(service.token);
});
