/** Subscriptions over WebSocket (graphql-transport-ws) at /graphql. The access token comes in the parameters of the connection. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, type ExecutionResult, type FormattedExecutionResult, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { ErrorMask } from './errors.ts';
import type { FeedEvent } from './feed.ts';
import type { SignInCheck } from './sign-in-check.ts';
import { asErrors, type Subscriptions } from './subscriptions.ts';
import type { OriginOf } from './origin.ts';

const MAX_MESSAGE_BYTES = 64 * 1024;
const GOING_AWAY = 1001;
const FAREWELL_MS = 300;

type SocketOptions = { subscriptions: Subscriptions; signInCheck: SignInCheck; originOf: OriginOf; schema: GraphQLSchema; mask: ErrorMask };
export type Sockets = { close(): Promise<void> };

export function addSocket(server: Server, { subscriptions, signInCheck, originOf, schema, mask }: SocketOptions): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== '/graphql') return socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  });
  useServer(
    {
      onConnect: ({ connectionParams }) =>
        signInCheck(tokenIn(connectionParams)).then(
          () => true,
          () => false,
        ),
      // All checks are our own; the library only learns that there is a subscription and gets its events.
      onSubscribe: async ({ connectionParams, extra }, _id, asked) => {
        const gone = new AbortController();
        try {
          const events = await subscriptions.open({
            asked,
            authorization: tokenIn(connectionParams),
            origin: originOf(extra.request),
            gone: gone.signal,
          });
          return { schema, document: ANY_SUBSCRIPTION, contextValue: cancellable(events, gone) };
        } catch (thrown) {
          return asErrors(thrown);
        }
      },
      // What it yields is formatted already, and `onNext` hands it on as it is.
      subscribe: ({ contextValue }) => contextValue as AsyncIterableIterator<ExecutionResult>,
      onNext: (_context, _id, _asked, _args, result) => result as FormattedExecutionResult,
      onError: (_context, _id, _asked, errors) => errors.map((error) => mask(error.toJSON(), error)),
    },
    sockets,
  );
  return { close: () => farewell(sockets) };
}

const ANY_SUBSCRIPTION = parse('subscription { settlementFeed }');

const tokenIn = (parameters: Readonly<Record<string, unknown>> | undefined): string | undefined =>
  typeof parameters?.authorization === 'string' ? parameters.authorization : undefined;

/** `return()` of a generator waits for its pending step, which may be seconds away; the signal wakes it first. */
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

/** Says goodbye before the subscriptions end, or clients would take the end for a completion and not come back. */
async function farewell(sockets: WebSocketServer): Promise<void> {
  for (const client of sockets.clients) client.close(GOING_AWAY, 'Going away');
  const left = [...sockets.clients].map((client) => once(client, 'close'));
  await Promise.race([Promise.all(left), sleep(FAREWELL_MS)]);
  for (const client of sockets.clients) client.terminate();
  sockets.close();
}
