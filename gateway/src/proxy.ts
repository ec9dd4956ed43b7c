/**
 * Sign-in, tokens and keys are identity's; browsers and systems reach them at the gateway's address. Only the client's address and
 * the trace are added on the way, and their language is said shortly. A body is taken in before identity hears of it: a slow client holds nothing there, and what never ran can be sent again.
 */
import type { Readable } from 'node:stream';
import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OriginOf } from './origin.ts';
import { neverArrived, PAUSES_MS, poolOptions, wasNotRun, type Upstream } from './upstream.ts';

const PREFIXES = ['/sign-in', '/token', '/.well-known'];
const TIMEOUT_MS = 10_000;
const CONNECTIONS = 8;
/** Identity takes less still; nothing that is sent there is longer. */
const LARGEST_BODY_BYTES = 8 * 1024;

type SignInOptions = Pick<Upstream, 'keepAliveMs'> & { identityUrl: string; originOf: OriginOf };

export async function addSignIn(app: FastifyInstance, { identityUrl, originOf, keepAliveMs }: SignInOptions): Promise<void> {
  await app.register(async (routes) => {
    // A body is read to its end before identity is asked, so that slow senders hold none of the few connections to it.
    routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    routes.addHook('onRoute', (route) => {
      route.bodyLimit = LARGEST_BODY_BYTES;
    });
    // In OAuth's words, since it is OAuth clients who read them.
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
          // What a client says of its own address counts for nothing.
          rewriteRequestHeaders(request, headers) {
            const { address, traceparent, language } = originOf((request as FastifyRequest).raw);
            const { 'accept-language': _, ...others } = headers;
            const read = language && { 'accept-language': language.toLowerCase() };
            return { ...others, ...read, traceparent, 'x-forwarded-for': address };
          },
          onError: (reply) => void reply.code(503).send({ error: 'temporarily_unavailable' }),
          // The library's own rule sends every GET again after a 503, whether it ran or not: an answer of the provider is good for one time.
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
