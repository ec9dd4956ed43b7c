/**
 * Subscriptions as server-sent events at /graphql/stream. Each event's id is the cursor of its item, so a disconnected
 * client resumes with Last-Event-ID. The gateway reads events only as fast as the client takes them.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badRequest, rateLimited, statusOf, type ErrorMask } from './errors.ts';
import type { FeedEvent } from './feed.ts';
import { asErrors, type UncheckedRequest, type Subscriptions } from './subscriptions.ts';
import type { OriginOf } from './origin.ts';
import type { Seats } from './seats.ts';
import { say } from '@seteli/kit/language';

const BEAT_MS = 15_000;
const RECONNECT_MS = 2_000;
const FAREWELL_MS = 300;
const BUFFER_BYTES = 64 * 1024;

const TOO_MANY = say(
  'Tästä osoitteesta on liian monta yhteyttä kerralla.',
  'För många förbindelser från den här adressen på en gång.',
  'Too many streams and sockets from this address at a time.',
);

type StreamOptions = { subscriptions: Subscriptions; originOf: OriginOf; seats: Seats; mask: ErrorMask };

export function addStream(app: FastifyInstance, { subscriptions, originOf, seats, mask }: StreamOptions): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    handler: async (request, reply) => {
      const gone = new AbortController();
      const origin = originOf(request.raw);
      const leave = seats.take(origin.address);
      if (!leave) throw rateLimited(TOO_MANY);
      gone.signal.addEventListener('abort', leave, { once: true });
      reply.raw.once('close', () => gone.abort());
      // The event never comes when the client is already gone.
      if (reply.raw.destroyed) gone.abort();
      // A client that does not read would never hear of the end, and keep the gateway from stopping.
      const hangUp = () => setTimeout(() => reply.raw.destroy(), FAREWELL_MS);
      subscriptions.stopping.addEventListener('abort', hangUp, { signal: gone.signal });
      const events = await subscriptions
        .open({
          asked: request.method === 'GET' ? fromUrl(request) : ((request.body ?? {}) as UncheckedRequest),
          authorization: request.headers.authorization,
          lastEventId: oneOf(request.headers['last-event-id']),
          origin,
          gone: gone.signal,
        })
        .catch((thrown: unknown) => refusal(thrown, mask));
      return (
        reply
          .header('content-type', 'text/event-stream; charset=utf-8')
          // Without it, a proxy in front keeps events back until its buffer is full.
          .header('x-accel-buffering', 'no')
          .send(eventStream(events, subscriptions.stopping))
      );
    },
  });
}

function fromUrl({ query }: FastifyRequest): UncheckedRequest {
  const { variables, ...rest } = query as Record<string, unknown>;
  if (variables === undefined || variables === '') return rest;
  try {
    return { ...rest, variables: JSON.parse(String(variables)) };
  } catch {
    throw badRequest('`variables` in the address must be JSON.');
  }
}

/** A client that has not had any event may send the header empty. */
const oneOf = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header) || undefined;

/**
 * An EventSource shows its page only events, so a fault of the operation is an event. The status tells a client who may
 * not come in, or not now.
 */
function refusal(thrown: unknown, mask: ErrorMask): AsyncGenerator<FeedEvent, void, undefined> {
  const errors = asErrors(thrown);
  if (statusOf(errors[0]!) !== 400) throw errors[0]!;
  const result = { errors: errors.map((error) => mask(error.toJSON(), error)) };
  return (async function* () {
    yield { result };
  })();
}

function eventStream(events: AsyncGenerator<FeedEvent, void, undefined>, stopping: AbortSignal): Readable {
  const lines = async function* () {
    yield `: hello\nretry: ${RECONNECT_MS}\n\n`;
    const beat = setInterval(() => body.push(': beat\n\n'), BEAT_MS);
    try {
      for await (const { id, result } of events) yield `${id ? `id: ${id}\n` : ''}event: next\ndata: ${JSON.stringify(result)}\n\n`;
    } finally {
      clearInterval(beat);
    }
    // A client without this event comes back by itself: to another gateway, or to this one when it is up again.
    if (!stopping.aborted) yield 'event: complete\ndata:\n\n';
  };
  const body: Readable = Readable.from(lines(), { objectMode: false, highWaterMark: BUFFER_BYTES });
  return body;
}
