/** The HTTP server: the routes, the door in front of GraphQL, and faults of HTTP in GraphQL's shape. */
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Door } from '@seteli/kit/door';
import { headersFor } from '@seteli/kit/headers';
import { knowWhomWeServe } from '@seteli/kit/request';
import type { AppOrigins } from './app-origins.ts';
import type { Settings } from './config.ts';
import { addCors } from './cors.ts';
import { badRequest, statusOf, type ErrorMask } from './errors.ts';
import type { Graphql } from './graphql.ts';
import { addFiles } from './files.ts';
import { addHealth } from './health.ts';
import { MAX_BODY_BYTES } from './limits.ts';
import type { OriginOf } from './origin.ts';
import { addSignIn } from './proxy.ts';
import type { Seats } from './seats.ts';
import type { Caller, SignInCheck } from './sign-in-check.ts';
import { closeWhenGone, hangUpOnSlowReaders } from './slow-readers.ts';
import { addStream } from './stream.ts';
import type { Context } from './context.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { SystemWatch } from './system-watch.ts';
import { addWeb, type Web } from './web.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
    /** Set for operations with one answer. */
    operation: Context | undefined;
  }
}

type AppOptions = {
  appOrigins: AppOrigins;
  graphql: Graphql;
  subscriptions: Subscriptions;
  signInCheck: SignInCheck;
  originOf: OriginOf;
  mask: ErrorMask;
  door: Door;
  watch: SystemWatch;
  seatsByAddress: Seats;
  /** The browser client, where this gateway serves it. */
  web?: Web | undefined;
  config: Pick<Settings, 'PUBLIC_URL' | 'IDENTITY_URL' | 'OPERATOR_TOKEN' | 'SUBGRAPH_KEEP_ALIVE_MS' | 'SLOW_READER_MS'>;
};

const TOO_LARGE = 'FST_ERR_CTP_BODY_TOO_LARGE';
/** Of a body that is too large, we discard so much and answer; we hang up on a longer one. */
const DISCARDED_BYTES_MAX = 32 * 1024 * 1024;

export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { appOrigins, graphql, subscriptions, signInCheck, originOf, mask, door, watch, seatsByAddress, web, config } = options;
  const app = Fastify({ ...door.options, bodyLimit: MAX_BODY_BYTES, exposeHeadRoutes: false });
  const addHeaders = headersFor({ publicUrl: config.PUBLIC_URL });
  // Hooks that wait for nothing call `done`: a promise takes longer than their work.
  app.addHook('onRequest', ({ raw }, reply, done) => {
    addHeaders(raw, reply.raw);
    done();
  });
  // Before all that may turn a request away: pages of apps read why.
  addCors(app, appOrigins);
  door.guard(app);
  knowWhomWeServe(app, originOf);
  const answer = (fault: GraphQLError) => ({ errors: [mask(fault.toJSON(), fault)] });
  // A foreign page may send this type without a preflight, and nobody else needs it.
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((fault: Error & { statusCode?: number; code?: string }, { headers }, reply) => {
    const error = asGraphQLError(fault);
    // Fastify would hang up on a client that still sends its body, which could then not read why we refused it.
    if (fault.code === TOO_LARGE && Number(headers['content-length']) <= DISCARDED_BYTES_MAX) void reply.removeHeader('connection');
    if (statusOf(error) === 401) void reply.header('www-authenticate', 'Bearer');
    return reply.code(statusOf(error)).send(answer(error));
  });
  app.setNotFoundHandler((_, reply) => reply.code(404).send(answer(badRequest('There is nothing at this address.'))));
  if (web) addWeb(app, web, { publicUrl: config.PUBLIC_URL, slowReaderMs: config.SLOW_READER_MS });
  addHealth(app, { door, watch, operatorToken: config.OPERATOR_TOKEN });
  await addSignIn(app, { identityUrl: config.IDENTITY_URL, originOf, signInCheck, keepAliveMs: config.SUBGRAPH_KEEP_ALIVE_MS });
  await app.register(async (routes) => {
    routes.decorateRequest('caller');
    routes.decorateRequest('operation');
    // The check runs before the body is read, so that callers who are not signed in cost us nothing.
    routes.addHook('onRequest', async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      request.caller = await signInCheck(request.headers.authorization);
    });
    routes.addHook('onSend', (request, reply, payload, done) => {
      hangUpOnSlowReaders(request.operation?.meter, reply.raw, payload, config.SLOW_READER_MS);
      done();
    });
    const contextOf = (request: FastifyRequest, reply: FastifyReply): Context => {
      if (request.operation) return request.operation;
      const { caller, raw } = request;
      const meter = graphql.meterFor(caller);
      request.operation = { caller, meter, ...originOf(raw) };
      closeWhenGone(meter, reply.raw);
      return request.operation;
    };
    const others = fastifyApolloHandler(graphql.server, { context: async (request, reply) => contextOf(request, reply) });
    routes.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      async handler(request, reply) {
        const { method, body, headers, caller } = request;
        const admitted = method === 'POST' ? graphql.knownTexts(body, headers.accept, caller) : undefined;
        const answered = await admitted?.(contextOf(request, reply));
        if (!answered) return await others.call(this, request, reply);
        for (const [name, value] of answered.headers) void reply.header(name, value);
        void reply.code(answered.status).header('content-type', answered.contentType);
        return answered.text;
      },
    });
    await addFiles(routes, {
      identityUrl: config.IDENTITY_URL,
      originOf,
      keepAliveMs: config.SUBGRAPH_KEEP_ALIVE_MS,
      slowReaderMs: config.SLOW_READER_MS,
    });
    addStream(routes, { subscriptions, originOf, seats: seatsByAddress, mask });
  });
  return app;
}

/**
 * Fastify's own refusals (malformed JSON, too large, another media type) name no secret. Every other fault here is
 * ours.
 */
function asGraphQLError(fault: Error & { statusCode?: number }): GraphQLError {
  if (fault instanceof GraphQLError) return fault;
  const status = fault.statusCode ?? 500;
  if (status >= 400 && status < 500) return new GraphQLError(fault.message, { extensions: { code: 'BAD_REQUEST', http: { status } } });
  return new GraphQLError('A fault.', { originalError: fault });
}
