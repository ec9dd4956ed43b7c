/** Sign-in, tokens and keys are identity's; browsers and systems reach them at the gateway's address. Only the client's address is added on the way. */
import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OriginOf } from './origin.ts';

const PREFIXES = ['/sign-in', '/token', '/.well-known'];
const TIMEOUT_MS = 10_000;
/** Identity takes less still; nothing that is sent there is longer. */
const LARGEST_BODY_BYTES = 8 * 1024;

export async function addSignIn(app: FastifyInstance, identityUrl: string, originOf: OriginOf): Promise<void> {
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
        // Nothing is sent twice: an answer of the provider is good for one time, and what failed may have been done.
        retryMethods: [],
        undici: { connections: 8, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS },
        replyOptions: {
          // What a client says of its own address counts for nothing.
          rewriteRequestHeaders: (request, headers) => ({
            ...headers,
            'x-forwarded-for': originOf((request as FastifyRequest).raw).address,
          }),
          onError: (reply) => void reply.code(503).send({ error: 'temporarily_unavailable' }),
        },
      });
  });
}
