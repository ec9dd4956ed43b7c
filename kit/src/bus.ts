/** NATS: the connection, streams, asking and answering. It remembers nothing that matters; PostgreSQL does. */
import { jetstream, jetstreamManager, JetStreamApiError, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, nanos, type NatsConnection } from '@nats-io/transport-node';
import type { Log } from './log.ts';

export type Bus = {
  readonly nats: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  /** Makes the service's stream, or brings it to the wanted shape. */
  ensureStream(): Promise<void>;
  ask<Answer>(service: string, what: string, question: unknown): Promise<Answer>;
  answer(what: string, reply: (question: never) => Promise<string>): void;
  close(): Promise<void>;
};

export const streamName = (service: string): string => service.toUpperCase();

const DAY_MS = 86_400_000;
const STREAM_BYTES = 256 * 1024 * 1024;
const STREAM_EXISTS_OTHERWISE = 10058;
const ASK_TIMEOUT_MS = 3_000;

export async function openBus({ service, url, log }: { service: string; url: string; log: Log }): Promise<Bus> {
  const { username, password, host } = new URL(url);
  const nats = await connect({
    servers: host,
    user: username,
    pass: password,
    name: service,
    // Nobody else may read our replies, so they do not go to the shared `_INBOX`.
    inboxPrefix: `_INBOX_${service}`,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    waitOnFirstConnect: true,
    // A frozen server is noticed in about ten seconds.
    pingInterval: 5_000,
    maxPingOut: 2,
  });
  void reportStatus(nats, log);
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
    async ensureStream() {
      try {
        await jsm.streams.add(stream);
      } catch (fault) {
        if (!(fault instanceof JetStreamApiError) || fault.code !== STREAM_EXISTS_OTHERWISE) throw fault;
        await jsm.streams.update(stream.name, stream);
      }
    },
    async ask(asked, what, question) {
      const reply = await nats.request(`ask.${asked}.${what}`, JSON.stringify(question), { timeout: ASK_TIMEOUT_MS });
      return reply.json();
    },
    answer(what, reply) {
      // A queue group: one of the replicas answers.
      nats.subscribe(`ask.${service}.${what}`, {
        queue: service,
        callback: (fault, message) => {
          if (fault) return log.warn({ err: fault }, 'an ask could not be received');
          reply(message.json<never>()).then(
            (text) => message.respond(text),
            (failure: unknown) => log.warn({ err: failure, what }, 'an ask could not be answered'),
          );
        },
      });
    },
    close: async () => {
      if (!nats.isClosed()) await nats.drain();
    },
  };
}

async function reportStatus(nats: NatsConnection, log: Log): Promise<void> {
  for await (const status of nats.status()) {
    if (status.type === 'error') log.warn({ err: status.error }, 'the broker refused something');
    else if (status.type === 'disconnect' || status.type === 'reconnect' || status.type === 'staleConnection') log.info(`broker: ${status.type}`);
  }
}
