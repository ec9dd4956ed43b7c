/**
 * Sign-in, tokens and keys belong to identity; browsers and systems reach them at the gateway's address. The gateway
 * adds only the client's address and the trace, and shortens the wanted language. It reads the whole body first, so a
 * slow client holds nothing at identity, and a request that never ran can go again.
 */
import type { Readable } from 'node:stream';
import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { sendAway } from './away-page.ts';
import { statusOf } from './errors.ts';
import type { OriginOf } from './origin.ts';
import type { SignInCheck } from './sign-in-check.ts';
import { neverArrived, PAUSES_MS, poolOptions, wasNotRun, type Upstream } from './upstream.ts';

const PREFIXES = ['/sign-in', '/authorize', '/token', '/revoke', '/.well-known'];
/** Copies of persons' data: here the gateway itself says who reads, as it does towards GraphQL. */
const COPIES = '/person-exports';
const TIMEOUT_MS = 10_000;
const CONNECTIONS = 8;
/** Identity itself takes less, and no real request is longer. */
const LARGEST_BODY_BYTES = 8 * 1024;

type SignInOptions = Pick<Upstream, 'keepAliveMs'> & { identityUrl: string; originOf: OriginOf; signInCheck: SignInCheck };

/** What the gateway says of a caller to identity, once it has checked the token. */
const vouched = new WeakMap<FastifyRequest, string>();

export async function addSignIn(app: FastifyInstance, { identityUrl, originOf, signInCheck, keepAliveMs }: SignInOptions): Promise<void> {
  await app.register(async (routes) => {
    // The gateway reads a body to its end before it asks identity, so that slow senders hold none of the few
    // connections.
    routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    routes.addHook('onRoute', (route) => {
      route.bodyLimit = LARGEST_BODY_BYTES;
    });
    // OAuth clients read these answers, so they use OAuth's words.
    routes.setErrorHandler<Error & { statusCode?: number }>((fault, request, reply) => {
      const status = fault instanceof GraphQLError ? statusOf(fault) : (fault.statusCode ?? 500);
      if (status === 401) return reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'invalid_token' });
      return status < 500 ? reply.code(status).send({ error: 'invalid_request' }) : sendAway(request, reply);
    });
    for (const prefix of [...PREFIXES, COPIES])
      await routes.register(proxy, {
        upstream: identityUrl,
        prefix,
        rewritePrefix: prefix,
        proxyPayloads: false,
        ...(prefix === COPIES && {
          httpMethods: ['GET'],
          preHandler: async (request: FastifyRequest) => {
            const caller = await signInCheck(request.headers.authorization);
            vouched.set(request, `Bearer ${await caller.actorToken('identity')}`);
          },
        }),
        undici: { connections: CONNECTIONS, ...poolOptions({ timeoutMs: TIMEOUT_MS, keepAliveMs }) },
        replyOptions: {
          // A client's own claim about its address counts for nothing.
          rewriteRequestHeaders(request, headers) {
            const { address, traceparent, language } = originOf((request as FastifyRequest).raw);
            const { 'accept-language': _, ...others } = headers;
            const vouching = vouched.get(request as FastifyRequest);
            const read = language && { 'accept-language': language.toLowerCase() };
            return { ...others, ...(vouching && { authorization: vouching }), ...read, traceparent, 'x-forwarded-for': address };
          },
          onError: (reply) => void sendAway(reply.request as FastifyRequest, reply as FastifyReply),
          // The library's own rule repeats every GET after a 503, whether it ran or not. An answer of the sign-in
          // provider counts only once.
          retryDelay({ err, res, attempt }) {
            const answer = res as unknown as { statusCode: number; headers: Record<string, string>; stream: Readable } | undefined;
            if (!(answer ? wasNotRun(answer.statusCode, answer.headers) : neverArrived(err))) return null;
            const pauseMs = PAUSES_MS[attempt] ?? null;
            if (pauseMs !== null) answer?.stream.resume();
            return pauseMs;
          },
        },
      });
  });
}
