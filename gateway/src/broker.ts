/** The gateway's connection to the broker, kept through every absence of it. What is said and heard over it, others decide. */
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Log } from '@seteli/kit/log';
import { pause } from '@seteli/kit/waiting';

const RETRY_MS = 1_000;

/** Connects until the signal ends, and lets `use` set up each connection. */
export async function keepConnected(url: string, use: (connection: NatsConnection) => void, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const connection = await open(url).catch((fault: unknown) => {
      log.debug({ err: fault }, 'the broker cannot be reached; subscriptions read at their own pace');
      return undefined;
    });
    if (connection) await hold(connection, use, log, signal);
    else await pause(RETRY_MS, signal);
  }
}

function open(url: string): Promise<NatsConnection> {
  const { username, password, host } = new URL(url);
  return connect({
    servers: host,
    user: username,
    pass: password,
    name: 'gateway',
    inboxPrefix: '_INBOX_gateway',
    timeout: 2_000,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    pingInterval: 5_000,
    maxPingOut: 2,
  });
}

async function hold(connection: NatsConnection, use: (connection: NatsConnection) => void, log: Log, signal: AbortSignal): Promise<void> {
  // The gateway was stopped while it was still connecting.
  if (signal.aborted) return await connection.close();
  const close = () => void connection.close();
  signal.addEventListener('abort', close, { once: true });
  use(connection);
  const fault = await connection.closed();
  signal.removeEventListener('abort', close);
  if (fault) log.warn({ err: fault }, 'the broker connection ended');
}
