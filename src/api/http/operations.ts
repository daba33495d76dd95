import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Histogram, type Registry } from 'prom-client';
import type { ApiContext } from '../context.ts';
import { RushesError } from '../../domain/errors.ts';
import type { Tracing } from '../../domain/ports/tracing.ts';
import type { Services } from '../services.ts';

/** GET /healthz: the process lives. GET /readyz: it can answer. GET /metrics: Prometheus. */
export function serveOperations(app: FastifyInstance, services: Services, registry: Registry): void {
  collectDefaultMetrics({ register: registry, prefix: 'rushes_' });
  const seconds = new Histogram({
    name: 'rushes_http_request_seconds',
    help: 'Duration of HTTP requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    // The route, not the address: media links carry a signature. What went well is told by /metrics; in the log it would bury what did not.
    const level = reply.statusCode >= 500 ? 'error' : 'debug';
    request.log[level]({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const trouble = await services.ready().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    return trouble === undefined ? { status: 'ready' } : reply.code(503).send({ status: 'not ready', reason: trouble });
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}

/** Counts operations by kind and outcome; logs what each was called. */
export function operationMetrics(registry: Registry, log: FastifyBaseLogger, tracing: Tracing): ApolloServerPlugin<ApiContext> {
  const operations = new Counter({
    name: 'rushes_graphql_operations_total',
    help: 'GraphQL operations by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  return {
    async requestDidStart() {
      return {
        /** Faults of ours, under the id that the answer carries in x-request-id; formatError masks them. */
        async didEncounterErrors({ errors, operationName, contextValue }) {
          for (const error of errors) {
            const cause = error.originalError;
            if (cause === undefined || cause instanceof RushesError || typeof error.extensions['code'] === 'string') continue;
            log.error({ err: cause, requestId: contextValue.requestId, operation: operationName, path: error.path }, 'a resolver failed');
          }
        },
        async didResolveOperation({ operation, operationName }) {
          tracing.note({
            'graphql.operation.type': operation?.operation ?? 'none',
            'graphql.operation.name': operationName ?? 'anonymous',
          });
        },
        async willSendResponse({ operation, errors }) {
          operations.inc({ kind: operation?.operation ?? 'none', outcome: errors?.length ? 'error' : 'ok' });
        },
      };
    },
  };
}
