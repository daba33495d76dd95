import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import websocket from '@fastify/websocket';
import fastify, { LogController, type FastifyBaseLogger, type FastifyReply, type FastifyRequest } from 'fastify';
import { Kind, parse, specifiedRules, validate, GraphQLError, type DocumentNode, type ExecutionArgs } from 'graphql';
import { makeHandler } from 'graphql-ws/use/@fastify/websocket';
import { Registry } from 'prom-client';
import { NotAuthenticated, RushesError, Unavailable } from '../domain/errors.ts';
import { untraced, type Tracing } from '../domain/ports/tracing.ts';
import { compiledQueries } from './compiledQueries.ts';
import { createContext, type ApiContext, type Shared } from './context.ts';
import { createFormatError, graphqlCode } from './formatError.ts';
import { addErrorHandler, addSecurityHeaders, checkHostAndOrigin, createAuthentication, secretOf } from './http/guards.ts';
import { serveMedia } from './http/media.ts';
import { operationMetrics, serveOperations } from './http/operations.ts';
import { servePages } from './http/pages.ts';
import { acceptUploads } from './http/uploads.ts';
import { answerLimit, bodyLimitBytes, documentLimits } from './limits.ts';
import { createSchema } from './schema.ts';
import type { Services } from './services.ts';
import { createSigner } from './signer.ts';
import { createTrustedDocuments, type DocumentRequest, type TrustedDocuments } from './trustedDocuments.ts';
import { createWatches } from './watches.ts';
import { stringify } from './writtenClips.ts';

export type ApiOptions = {
  readonly services: Services;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Other names that the service answers to (Host header, without port). */
  readonly allowedHosts?: readonly string[];
  /** Signs cursors and media links; the same over restarts, or links and cursors end with the process. */
  readonly secret: string;
  /** The project's folder: `schema/` and `dist/web` lie there. */
  readonly projectFolder: string;
  readonly logger?: FastifyBaseLogger;
  /** Gauges of the other parts (queue, index lag) register here too. */
  readonly registry?: Registry;
  readonly tracing?: Tracing;
  /** Absent: any document may be run, none by its hash. */
  readonly trusted?: TrustedDocuments;
  readonly requestsPerMinute?: number;
};

export type RunningApi = { readonly url: string; readonly port: number; readonly close: () => Promise<void> };

/** Starts the API: GraphQL over HTTP and WebSocket, uploads, media, pages and probes. Throws Unavailable where the port is taken. */
export async function startApi(options: ApiOptions): Promise<RunningApi> {
  const { services, host, projectFolder } = options;
  const registry = options.registry ?? new Registry();
  const shared: Shared = { services, signer: createSigner(options.secret), watches: createWatches() };
  const schema = createSchema(join(projectFolder, 'schema'));
  const app = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 1000 },
  });

  const tracing = options.tracing ?? untraced;
  const trusted = options.trusted ?? createTrustedDocuments({}, [], false);
  const authenticate = createAuthentication(services, options.requestsPerMinute);
  const actorOf = (request: FastifyRequest) => authenticate(secretOf(request), request.ip);
  addErrorHandler(app);
  addSecurityHeaders(app);
  checkHostAndOrigin(app, host, options.allowedHosts ?? []);
  await servePages(app, { webFolder: join(projectFolder, 'dist/web'), authenticate });
  await acceptUploads(app, { services, authenticate: actorOf });
  serveMedia(app, { services, signer: shared.signer, authenticate: actorOf });
  serveOperations(app, services, registry);

  const limits = documentLimits();
  // Over HTTP the plugin logs, which knows the request's id.
  const formatError = createFormatError(() => undefined);
  const formatSocketError = createFormatError((error, message) => app.log.error({ err: error }, message));
  const apollo = new ApolloServer<ApiContext>({
    schema,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    formatError,
    stringifyResult: stringify,
    validationRules: limits.validationRules,
    plugins: [
      ...limits.plugins,
      answerLimit,
      operationMetrics(registry, app.log, tracing),
      compiledQueries(schema),
      ApolloServerPluginLandingPageDisabled(),
      // Its hook at every field costs a tenth of an answer, and nothing here may be cached by others.
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin(app),
    ] as never,
    stopOnTerminationSignals: false,
  });
  await apollo.start();

  const answer = fastifyApolloHandler(apollo, {
    context: async (request) => createContext(shared, actors.get(request)!, request.id),
  }) as (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

  await app.register(websocket, { options: { maxPayload: bodyLimitBytes } });
  const socketRules = [...specifiedRules, ...limits.validationRules];
  await app.register(async (routes) => {
    routes.route({
      method: 'POST',
      url: '/graphql',
      // Before the body is read: who is not signed in cannot make us parse 8 MiB.
      onRequest: async (request) => {
        actors.set(request, await actorOf(request));
      },
      preHandler: async (request) => {
        const { body } = request;
        if (typeof body !== 'object' || body === null || Array.isArray(body)) return;
        const { documentId: _id, ...rest } = body as DocumentRequest & Record<string, unknown>;
        request.body = { ...rest, query: trusted.textOf(body) };
      },
      handler: (request, reply) =>
        tracing.span('POST /graphql', { 'rushes.request_id': request.id }, () => answer(request, reply), traceparentOf(request)),
    });
    routes.route({
      method: 'GET',
      url: '/graphql',
      handler: (_request, reply) =>
        reply
          .code(405)
          .header('allow', 'POST')
          .send({
            errors: [
              {
                message: 'Send GraphQL as POST, or open a WebSocket with the protocol graphql-transport-ws.',
                extensions: { code: 'BAD_USER_INPUT' },
              },
            ],
          }),
      wsHandler: makeHandler<Record<string, unknown>>({
        schema,
        connectionInitWaitTimeout: 5000,
        onConnect: async (context) => {
          const { request } = context.extra;
          const given = context.connectionParams?.['authorization'] ?? context.connectionParams?.['Authorization'];
          const secret = typeof given === 'string' ? given.replace(/^bearer\s+/i, '') : secretOf(request);
          try {
            actors.set(request, await authenticate(secret, request.ip));
            return true;
          } catch (error) {
            if (error instanceof NotAuthenticated) return false;
            throw error;
          }
        },
        context: (context) => createContext(shared, actors.get(context.extra.request)!, context.extra.request.id),
        // The same limits as over HTTP. An answer is an array of errors.
        onSubscribe: async (context, _id, payload) => {
          const { document, errors } = read(payload);
          if (errors !== undefined) return errors;
          const contextValue = createContext(shared, actors.get(context.extra.request)!, randomUUID());
          return {
            schema,
            document,
            contextValue,
            variableValues: payload.variables,
            operationName: payload.operationName,
          } as ExecutionArgs;
        },
        onError: (_context, _id, _payload, errors) =>
          errors.map((error) => {
            // Errors of a document have no code yet; those of a resolver have their cause.
            const formatted = error.toJSON();
            const code = formatted.extensions?.['code'] ?? (error.originalError ? 'INTERNAL_SERVER_ERROR' : 'GRAPHQL_VALIDATION_FAILED');
            return formatSocketError({ ...formatted, extensions: { ...formatted.extensions, code } }, error);
          }),
        onNext: (_context, _id, _payload, _args, result) =>
          (result.errors
            ? { ...result, errors: result.errors.map((error) => formatSocketError(error.toJSON(), error)) }
            : undefined) as never,
      }),
    });
  });

  /** Parses and validates; a limit that is reached is thrown by its rule, and is an error of the operation like the others. */
  function read(request: DocumentRequest): { document: DocumentNode; errors?: readonly GraphQLError[] } {
    const nothing: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };
    try {
      const document = parse(trusted.textOf(request), { maxTokens: 3000 });
      const errors = validate(schema, document, socketRules);
      return errors.length > 0 ? { document, errors } : { document };
    } catch (error) {
      if (!(error instanceof RushesError)) return { document: nothing, errors: [error as GraphQLError] };
      return { document: nothing, errors: [new GraphQLError(error.message, { extensions: { code: graphqlCode(error), at: error.at } })] };
    }
  }

  const url = await listen();
  return {
    url,
    port: Number(new URL(url).port),
    close: async () => {
      // First: a subscription that were ended by its server would look finished, and its client would not come back for the rest.
      for (const socket of app.websocketServer.clients) socket.close(1001, 'Going away: connect again.');
      shared.watches.close();
      await apollo.stop();
      await app.close();
    },
  };

  async function listen(): Promise<string> {
    try {
      return await app.listen({ host, port: options.port });
    } catch (error) {
      await apollo.stop().catch(() => undefined);
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      throw new Unavailable(`Port ${options.port} on ${host} is taken: set RUSHES_PORT to another one, or stop what listens there.`, {
        at: 'RUSHES_PORT',
        cause: error,
      });
    }
  }
}

/** W3C Trace Context: whose work this request is part of. */
function traceparentOf(request: FastifyRequest): string {
  const given = request.headers['traceparent'];
  return typeof given === 'string' ? given : '';
}

/** The actor of a request, from the hook that authenticated it to the handler that answers. */
const actors = new WeakMap<object, Awaited<ReturnType<ReturnType<typeof createAuthentication>>>>();
