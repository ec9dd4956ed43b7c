/**
 * Subscriptions over WebSocket (graphql-transport-ws) at /graphql. The access token comes in the parameters of the
 * connection.
 */
import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, type ExecutionResult, type FormattedExecutionResult, type GraphQLSchema } from 'graphql';
import type { Context as Connection } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { turnAway } from '@seteli/kit/door';
import type { Log } from '@seteli/kit/log';
import { serving } from '@seteli/kit/request';
import type { ErrorMask } from './errors.ts';
import type { FeedEvent } from './feed.ts';
import type { OriginOf } from './origin.ts';
import type { Seats } from './seats.ts';
import type { SignInCheck } from './sign-in-check.ts';
import { asErrors, type Subscriptions } from './subscriptions.ts';

const MAX_MESSAGE_BYTES = 64 * 1024;
/** The socket closes on a client who has not shown a token within this time. */
const GREETING_MS = 3_000;
/** A peer that does not answer a ping before the next is due is gone. */
const PING_MS = 15_000;
/** How long a peer may take to answer our farewell. The types of the library do not know the option yet. */
const PATIENCE = { closeTimeout: 2_000 };
const NORMAL = 1000;
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;
const FAREWELL_MS = 300;

type OfOurs = Partial<Record<PropertyKey, never>>;
type SocketOptions = {
  subscriptions: Subscriptions;
  signInCheck: SignInCheck;
  originOf: OriginOf;
  schema: GraphQLSchema;
  mask: ErrorMask;
  log: Log;
  /** An address takes a seat when the socket asks to open, and a user when the token names them. */
  seats: { byAddress: Seats; byUser: Seats };
  idleMs: number;
};
export type Sockets = { close(): Promise<void> };

export function addSocket(server: Server, options: SocketOptions): Sockets {
  const { subscriptions, signInCheck, originOf, schema, mask, log, seats, idleMs } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, ...PATIENCE });
  let isClosing = false;
  const open = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== '/graphql') return turnAway(socket, '404 Not Found');
    if (isClosing) return turnAway(socket, '503 Service Unavailable');
    const leave = seats.byAddress.take(originOf(request).address);
    if (!leave) return turnAway(socket, '429 Too Many Requests');
    socket.once('close', leave);
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  };
  server.on('upgrade', (request, socket, head) => {
    // Nothing else would catch a fault here, and it would end the process.
    try {
      open(request, socket, head);
    } catch (fault) {
      log.error({ err: fault }, 'a socket could not be opened');
      socket.destroy();
    }
  });
  useServer<Record<string, unknown>, OfOurs>(
    {
      connectionInitWaitTimeout: GREETING_MS,
      async onConnect(connection) {
        const { socket } = connection.extra;
        // The client does not learn why: the socket closes as forbidden.
        const caller = await signInCheck(tokenIn(connection.connectionParams)).catch(() => undefined);
        if (!caller) return false;
        const leave = seats.byUser.take(caller.actor.userId);
        if (!leave) socket.close(TRY_AGAIN_LATER, 'Too many connections');
        else if (socket.readyState === socket.OPEN) {
          socket.once('close', leave);
          closeWhenIdle(connection, idleMs);
        } else leave();
        return leave !== undefined;
      },
      // All checks are our own. The library only learns that there is a subscription, and gets its events.
      onSubscribe: async ({ connectionParams, extra }, _id, asked) => {
        const gone = new AbortController();
        try {
          const events = await serving(originOf(extra.request), () =>
            subscriptions.open({
              asked,
              authorization: tokenIn(connectionParams),
              origin: originOf(extra.request),
              gone: gone.signal,
            }),
          );
          return { schema, document: ANY_SUBSCRIPTION, contextValue: cancellable(events, gone) };
        } catch (thrown) {
          return asErrors(thrown);
        }
      },
      // The events are already formatted, and `onNext` hands them on as they are.
      subscribe: ({ contextValue }) => contextValue as AsyncIterableIterator<ExecutionResult>,
      onNext: (_context, _id, _asked, _args, result) => result as FormattedExecutionResult,
      onError: ({ extra }, _id, _asked, errors) =>
        serving(originOf(extra.request), () => errors.map((error) => mask(error.toJSON(), error))),
    },
    sockets,
    PING_MS,
  );
  sockets.on('connection', (client) => {
    // graphql-ws takes a peer's nonsense for a fault of ours, and prints it. The peer has its answer and is
    // disconnected.
    client.removeAllListeners('error').on('error', (fault) => log.debug({ err: fault }, 'a socket broke'));
  });
  return {
    close() {
      isClosing = true;
      return farewell(sockets);
    },
  };
}

/**
 * Closes a connection that follows nothing for this long, or twice as long at most. Its client opens another when it
 * has something to follow.
 */
function closeWhenIdle(connection: Connection<Record<string, unknown>, Extra & OfOurs>, idleMs: number): void {
  const { socket } = connection.extra;
  let wasIdle = false;
  const look = setInterval(() => {
    const isIdle = Object.keys(connection.subscriptions).length === 0;
    if (isIdle && wasIdle) socket.close(NORMAL, 'Idle');
    wasIdle = isIdle;
  }, idleMs);
  socket.once('close', () => clearInterval(look));
}

const ANY_SUBSCRIPTION = parse('subscription { settlementFeed }');

const tokenIn = (parameters: Readonly<Record<string, unknown>> | undefined): string | undefined =>
  typeof parameters?.authorization === 'string' ? parameters.authorization : undefined;

/** `return()` of a generator waits for its pending step, which may take seconds. The signal wakes that step first. */
function cancellable(events: AsyncGenerator<FeedEvent, void, undefined>, gone: AbortController) {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next(): Promise<IteratorResult<FormattedExecutionResult, void>> {
      const step = await events.next();
      return step.done ? step : { done: false, value: step.value.result };
    },
    return() {
      gone.abort();
      return events.return();
    },
  };
}

/**
 * Says goodbye before the subscriptions end. Otherwise clients would take the end for a completion and not come back.
 */
async function farewell(sockets: WebSocketServer): Promise<void> {
  for (const client of sockets.clients) client.close(GOING_AWAY, 'Going away');
  const left = [...sockets.clients].map((client) => once(client, 'close'));
  await Promise.race([Promise.all(left), sleep(FAREWELL_MS)]);
  for (const client of sockets.clients) client.terminate();
  sockets.close();
}
