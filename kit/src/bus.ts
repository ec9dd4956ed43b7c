/** NATS: the connection, streams, asking and answering. It remembers nothing that matters; PostgreSQL does. */
import { jetstream, jetstreamManager, JetStreamApiError, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, nanos, type NatsConnection } from '@nats-io/transport-node';
import { newId } from './ids.ts';
import type { Log } from './log.ts';
import { orAborted, pause } from './waiting.ts';

export type Bus = {
  readonly nats: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  /** What is published while it is false only waits in memory, and times out. */
  readonly connected: boolean;
  /** Calls the listener each time that the broker comes back; answers how to stop that. */
  onReconnect(listener: () => void): () => void;
  /** Makes the service's stream, or brings it to the wanted shape. */
  ensureStream(): Promise<void>;
  ask<Answer>(service: string, what: string, question: unknown, patienceMs?: number): Promise<Answer>;
  answer(what: string, reply: (question: never) => Promise<string>): void;
  close(): Promise<void>;
};

export const streamName = (service: string): string => service.toUpperCase();

const DAY_MS = 86_400_000;
const STREAM_BYTES = 256 * 1024 * 1024;
const STREAM_EXISTS_OTHERWISE = 10058;
const ASK_TIMEOUT_MS = 3_000;
const FAREWELL_MS = 1_000;

export async function openBus({ service, url, log }: { service: string; url: string; log: Log }): Promise<Bus> {
  const { username, password, host } = new URL(url);
  const nats = await connect({
    servers: host,
    user: username,
    pass: password,
    name: service,
    // Nobody else may read our replies, so they do not go to the shared `_INBOX`.
    inboxPrefix: `_INBOX_${service}`,
    // Two stack traces for each published event would be a tenth of a relay's work.
    noAsyncTraces: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    waitOnFirstConnect: true,
    // A frozen server is noticed in about ten seconds.
    pingInterval: 5_000,
    maxPingOut: 2,
  });
  const link = watchLink(nats, log);
  const closing = new AbortController();
  // The client gives up only when it is turned away for good; then the process ends, and is started again with other settings.
  void (async () => {
    const fault = await nats.closed();
    if (!closing.signal.aborted) throw new Error('the broker connection ended for good', { cause: fault });
  })();
  const jsm = await jetstreamManager(nats, { checkAPI: false });
  const stream = {
    name: streamName(service),
    subjects: [`seteli.${service}.>`],
    max_age: nanos(7 * DAY_MS),
    max_bytes: STREAM_BYTES,
    duplicate_window: nanos(120_000),
    deny_delete: true,
    deny_purge: true,
  };
  return {
    nats,
    js: jetstream(nats),
    jsm,
    get connected() {
      return link.connected;
    },
    onReconnect(listener) {
      link.listeners.add(listener);
      return () => void link.listeners.delete(listener);
    },
    async ensureStream() {
      try {
        await jsm.streams.add(stream);
      } catch (fault) {
        if (!(fault instanceof JetStreamApiError) || fault.code !== STREAM_EXISTS_OTHERWISE) throw fault;
        await jsm.streams.update(stream.name, stream);
      }
    },
    async ask(asked, what, question, patienceMs = ASK_TIMEOUT_MS) {
      // Nobody but the asked may answer there, and nobody but us may read it.
      const to = { noMux: true, reply: `answer.${asked}.${service}.${newId()}` };
      const asking = nats.request(`ask.${asked}.${what}`, JSON.stringify(question), { timeout: patienceMs, ...to });
      // When its connection closes, the client forgets whoever waits for such an answer.
      return (await orAborted(asking, closing.signal)).json();
    },
    answer(what, reply) {
      // A queue group: one of the replicas answers.
      nats.subscribe(`ask.${service}.${what}`, {
        queue: service,
        callback: (fault, message) => {
          if (fault) return log.warn({ err: fault }, 'an ask could not be received');
          Promise.try(() => reply(message.json<never>())).then(
            (text) => message.respond(text),
            (failure: unknown) => log.warn({ err: failure, what }, 'an ask could not be answered'),
          );
        },
      });
    },
    async close() {
      closing.abort(new Error('the broker connection is closing'));
      if (nats.isClosed()) return;
      // Without a broker, or with one that stands still, there is nobody to say farewell to.
      if (link.connected) await Promise.race([nats.drain(), pause(FAREWELL_MS)]);
      await Promise.race([nats.close(), pause(FAREWELL_MS)]);
    },
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
