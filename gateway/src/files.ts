/**
 * Files on their way between a caller and the service that owns them. The gateway knows the caller and carries the
 * bytes as they come, in both directions, with bounds; the service decides who may send and read, and what a file is.
 */
import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Readable } from 'node:stream';
import { Pool, type Dispatcher } from 'undici';
import { say } from '@seteli/kit/language';
import { rateLimited, unavailable } from './errors.ts';
import type { OriginOf } from './origin.ts';
import { createSeats } from './seats.ts';
import { poolOptions, type Upstream } from './upstream.ts';

/** No service takes a larger file. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024;
/** A service still keeps the end of a file when it has all of it. */
const TIMEOUT_MS = 35_000;
const CONNECTIONS = 32;
const EACH = 4;

export type FileOptions = Pick<Upstream, 'keepAliveMs'> & { identityUrl: string; originOf: OriginOf; slowReaderMs: number };

/** What a service says of an answer, and we say on. Its other headers are between it and us. */
const PASSED_ON = ['content-type', 'content-length', 'content-disposition', 'retry-after'] as const;
/** Whatever the bytes are, a browser saves them and runs nothing of them. */
const CLOSED = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox", 'x-content-type-options': 'nosniff' };

const BUSY = say(
  'Liian monta tiedostoa on siirtymässä. Odota hetki.',
  'För många filer överförs just nu. Vänta en stund.',
  'Too many files are on their way; wait a moment.',
);

/** The caller is known before the first byte of a file is read. */
export async function addFiles(routes: FastifyInstance, { identityUrl, originOf, keepAliveMs, slowReaderMs }: FileOptions): Promise<void> {
  const pool = new Pool(new URL(identityUrl).origin, { connections: CONNECTIONS, ...poolOptions({ timeoutMs: TIMEOUT_MS, keepAliveMs }) });
  const seats = createSeats({ each: EACH, inAll: CONNECTIONS });
  await routes.register(async (files) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', (_, payload, done) => done(null, payload));
    files.addHook('onClose', () => pool.destroy());
    files.put('/files', async (request, reply) => {
      requireBound(request);
      return await carry(request, reply, 'PUT', request.body as Readable | undefined);
    });
    files.get('/files/:id', (request, reply) => carry(request, reply, 'GET'));
  });

  async function carry(request: FastifyRequest, reply: FastifyReply, method: 'PUT' | 'GET', body?: Readable): Promise<FastifyReply> {
    const { caller, raw, url, headers } = request;
    const leave = seats.take(caller.actor.userId);
    if (!leave) throw rateLimited(BUSY, 1);
    // Also when the caller hangs up, so that a seat is given back with the line.
    reply.raw.once('close', leave);
    const { traceparent, address, language } = originOf(raw);
    const own = { authorization: `Bearer ${await caller.actorToken('identity')}`, traceparent, 'x-forwarded-for': address };
    const length = body && { 'content-length': headers['content-length']!, 'content-type': 'application/octet-stream' };
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const asked = { method, path: url, headers: { ...own, ...length, ...(language && { 'accept-language': language.toLowerCase() }) } };
    const answer = await pool.request({ ...asked, ...(body && { body }), signal: gone.signal }).catch((fault: unknown) => {
      // A caller who hung up took the bytes with them: that is no fault of the service, and nobody reads an answer.
      if (reply.raw.socket?.destroyed !== false) return undefined;
      throw unavailable(fault);
    });
    return answer ? pass(answer, reply) : reply.hijack();
  }

  function pass({ statusCode, headers, body }: Dispatcher.ResponseData, reply: FastifyReply): FastifyReply {
    for (const name of PASSED_ON) if (headers[name] !== undefined) void reply.header(name, headers[name]);
    // Whoever reads a byte now and then would hold a seat and a connection.
    const timer = setTimeout(() => reply.raw.destroy(), slowReaderMs);
    reply.raw.once('close', () => clearTimeout(timer));
    return reply.code(statusCode).headers(CLOSED).send(body);
  }
}

/** A length that is stated lets a service keep the file while it comes, and Node takes no byte beyond it. */
function requireBound({ headers }: FastifyRequest): void {
  const length = headers['content-length'];
  if (length === undefined)
    throw new GraphQLError('State the length of the file.', { extensions: { code: 'BAD_REQUEST', http: { status: 411 } } });
  if (Number(length) > FILE_BYTES_MAX) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
}
