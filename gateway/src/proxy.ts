/**
 * Sign-in, tokens and keys belong to identity; browsers and systems reach them at the gateway's address. The gateway
 * adds only the client's address and the trace, and shortens the wanted language. It reads the whole body first, so a
 * slow client holds nothing at identity, and a request that never ran can go again.
 */
import type { Readable } from 'node:stream';
import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OriginOf } from './origin.ts';
import { neverArrived, PAUSES_MS, poolOptions, wasNotRun, type Upstream } from './upstream.ts';

const PREFIXES = ['/sign-in', '/authorize', '/token', '/revoke', '/.well-known'];
const TIMEOUT_MS = 10_000;
const CONNECTIONS = 8;
/** Identity itself takes less, and no real request is longer. */
const LARGEST_BODY_BYTES = 8 * 1024;

type SignInOptions = Pick<Upstream, 'keepAliveMs'> & { identityUrl: string; originOf: OriginOf };

export async function addSignIn(app: FastifyInstance, { identityUrl, originOf, keepAliveMs }: SignInOptions): Promise<void> {
  await app.register(async (routes) => {
    // The gateway reads a body to its end before it asks identity, so that slow senders hold none of the few
    // connections.
    routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    routes.addHook('onRoute', (route) => {
      route.bodyLimit = LARGEST_BODY_BYTES;
    });
    // OAuth clients read these answers, so they use OAuth's words.
    routes.setErrorHandler<Error & { statusCode?: number }>((fault, _, reply) => {
      const status = fault.statusCode ?? 500;
      return status < 500
        ? reply.code(status).send({ error: 'invalid_request' })
        : reply.code(503).send({ error: 'temporarily_unavailable' });
    });
    for (const prefix of PREFIXES)
      await routes.register(proxy, {
        upstream: identityUrl,
        prefix,
        rewritePrefix: prefix,
        proxyPayloads: false,
        undici: { connections: CONNECTIONS, ...poolOptions({ timeoutMs: TIMEOUT_MS, keepAliveMs }) },
        replyOptions: {
          // A client's own claim about its address counts for nothing.
          rewriteRequestHeaders(request, headers) {
            const { address, traceparent, language } = originOf((request as FastifyRequest).raw);
            const { 'accept-language': _, ...others } = headers;
            const read = language && { 'accept-language': language.toLowerCase() };
            return { ...others, ...read, traceparent, 'x-forwarded-for': address };
          },
          onError: (reply) => void reply.code(503).send({ error: 'temporarily_unavailable' }),
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
