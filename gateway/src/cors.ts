/**
 * Which pages of other origins may read our answers (CORS). Pages of registered apps may use the API and get tokens;
 * everybody may read what is public. No answer allows cookies: browsers then send none, and pages that have a cookie of
 * ours are our own.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { AppOrigins } from './app-origins.ts';

/** Where pages of registered apps may ask. Of sign-in they see nothing: people go there, and come back with a code. */
const FOR_APPS: Readonly<Record<string, string>> = {
  '/graphql': 'GET, POST',
  '/graphql/stream': 'GET, POST',
  '/token': 'POST',
  '/revoke': 'POST',
};
/** The document about us, and keys. */
const FOR_ALL = /^\/\.well-known\//;

const HEADERS = 'authorization, content-type, accept-language, apollo-require-preflight, last-event-id, traceparent';
/** What pages may read beside the answer: when to try again, and why a token does not do. */
const READABLE = 'retry-after, www-authenticate';
/** A closed app is out of the list before its pages ask again. */
const REMEMBERED_SECONDS = 60;

export function addCors(app: FastifyInstance, origins: AppOrigins): void {
  app.addHook('onRequest', async (request, reply) => {
    const [path = ''] = request.url.split('?');
    const { origin } = request.headers;
    const isPreflight = request.method === 'OPTIONS' && origin !== undefined;
    if (FOR_ALL.test(path)) {
      void reply.header('access-control-allow-origin', '*');
      return isPreflight ? preflight(reply, 'GET') : undefined;
    }
    const methods = FOR_APPS[path];
    if (methods === undefined) return;
    // Without an origin, too: a cache must not give one page the answer for another.
    void reply.header('vary', 'origin');
    if (origin === undefined) return;
    const isAllowed = await origins.has(origin);
    if (isAllowed) void reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', READABLE);
    if (isPreflight) return isAllowed ? preflight(reply, methods) : reply.code(403).send();
  });
}

const preflight = (reply: FastifyReply, methods: string): FastifyReply =>
  reply
    .header('access-control-allow-methods', methods)
    .header('access-control-allow-headers', HEADERS)
    .header('access-control-max-age', String(REMEMBERED_SECONDS))
    .code(204)
    .send();
