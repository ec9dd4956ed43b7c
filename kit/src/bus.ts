/**
 * A service's connection to NATS, over which it asks and answers. It remembers nothing that matters: PostgreSQL does.
 * The steward makes the streams.
 */
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { reachBroker, type Broker } from './broker.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';
import { currentTrace, serving } from './request.ts';
import { FAREWELL_MS } from './stopping.ts';
import { orAborted, pause } from './waiting.ts';

export type Bus = {
  readonly nats: NatsConnection;
  readonly js: JetStreamClient;
  /** Streams and consumers that the service last looked for in vain. The steward makes them. */
  readonly missing: Missing;
  /** While this is false, a published message only waits in memory and times out. */
  readonly connected: boolean;
  /** Calls the listener each time that the broker comes back. Returns the function that ends this. */
  onReconnect(listener: () => void): () => void;
  ask<Answer>(service: string, what: string, question: unknown, patienceMs?: number): Promise<Answer>;
  answer(what: string, reply: (question: never) => Promise<string>): void;
  close(): Promise<void>;
};

const ASK_TIMEOUT_MS = 3_000;

export async function openBus({ service, broker, log }: { service: string; broker: Broker; log: Log }): Promise<Bus> {
  // Two stack traces for each published event would be a tenth of a relay's work.
  const nats = await reachBroker(broker, service, log, { noAsyncTraces: true });
  const link = watchLink(nats, log);
  const closing = new AbortController();
  // The client gives up only when the broker turns it away for good. The process then ends, and its supervisor starts
  // it with the settings of that moment.
  void (async () => {
    const fault = await nats.closed();
    if (!closing.signal.aborted) throw new Error('the broker connection ended for good', { cause: fault });
  })();
  return {
    nats,
    js: jetstream(nats),
    missing: createMissing(),
    get connected() {
      return link.connected;
    },
    onReconnect(listener) {
      link.listeners.add(listener);
      return () => void link.listeners.delete(listener);
    },
    async ask(asked, what, question, patienceMs = ASK_TIMEOUT_MS) {
      // The broker lets only the asked service write to this subject, and only us read it.
      const to = { noMux: true, reply: `answer.${asked}.${service}.${newId()}` };
      const asking = nats.request(`ask.${asked}.${what}`, JSON.stringify(question), {
        timeout: patienceMs,
        headers: ofTheRequest(),
        ...to,
      });
      // When its connection closes, the client never settles such a request.
      return (await orAborted(asking, closing.signal)).json();
    },
    answer(what, reply) {
      // The queue group makes one of the replicas answer.
      nats.subscribe(`ask.${service}.${what}`, {
        queue: service,
        callback: (fault, message) => {
          if (fault) return log.warn({ err: fault }, 'an ask could not be received');
          // Sending may fail too: the broker refuses more than a megabyte, and a closed connection takes nothing.
          serving({ traceparent: message.headers?.get(TRACE) || undefined }, () =>
            Promise.try(() => reply(message.json<never>()))
              .then((text) => message.respond(text))
              .catch((failure: unknown) => log.warn({ err: failure, what }, 'an ask could not be answered')),
          );
        },
      });
    },
    async close() {
      closing.abort(new Error('the broker connection is closing'));
      if (nats.isClosed()) return;
      // A broker that is away or frozen acknowledges no farewell.
      if (link.connected) await Promise.race([nats.drain(), pause(FAREWELL_MS)]);
      await Promise.race([nats.close(), pause(FAREWELL_MS)]);
    },
  };
}

const TRACE = 'traceparent';

/** The asked service logs under the same trace. */
function ofTheRequest() {
  const carried = headers();
  const traceparent = currentTrace();
  if (traceparent !== undefined) carried.set(TRACE, traceparent);
  return carried;
}

/** What is missing, in words, and for how long at least. */
export type Missing = {
  report(what: string): void;
  found(what: string): void;
  has(what: string): boolean;
  list(): { what: string; forMs: number }[];
};

function createMissing(): Missing {
  const since = new Map<string, number>();
  return {
    report: (what) => void since.set(what, since.get(what) ?? performance.now()),
    found: (what) => void since.delete(what),
    has: (what) => since.has(what),
    list: () => [...since].map(([what, from]) => ({ what, forMs: Math.trunc(performance.now() - from) })),
  };
}

type Link = { connected: boolean; readonly listeners: Set<() => void> };

function watchLink(nats: NatsConnection, log: Log): Link {
  const link: Link = { connected: true, listeners: new Set() };
  void (async () => {
    for await (const status of nats.status()) {
      if (status.type === 'error') log.warn({ err: status.error }, 'the broker refused something');
      if (!['disconnect', 'reconnect', 'staleConnection'].includes(status.type)) continue;
      log.info(`broker: ${status.type}`);
      link.connected = status.type === 'reconnect';
      if (link.connected) for (const listener of link.listeners) listener();
    }
  })();
  return link;
}
