/** Sign-in, tokens and keys are identity's; browsers and systems reach them at the gateway's address. Only the client's address is added on the way. */
import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OriginOf } from './origin.ts';

const PREFIXES = ['/sign-in', '/token', '/.well-known'];
const TIMEOUT_MS = 10_000;

export async function addSignIn(app: FastifyInstance, identityUrl: string, originOf: OriginOf): Promise<void> {
  for (const prefix of PREFIXES)
    await app.register(proxy, {
      upstream: identityUrl,
      prefix,
      rewritePrefix: prefix,
      undici: { connections: 8, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS },
      replyOptions: {
        // What a client says of its own address counts for nothing.
        rewriteRequestHeaders: (request, headers) => ({ ...headers, 'x-forwarded-for': originOf((request as FastifyRequest).raw).address }),
        // In OAuth's words, since it is OAuth clients who read them.
        onError: (reply) => void reply.code(503).send({ error: 'temporarily_unavailable' }),
      },
    });
}
