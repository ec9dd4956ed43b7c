/**
 * Keeps the gateway's connection to the broker through every absence of the broker. It does not know what travels over
 * it.
 */
import type { NatsConnection } from '@nats-io/transport-node';
import { connectToBroker, type Broker } from '@seteli/kit/broker';
import { ConfigError } from '@seteli/kit/config';
import type { Log } from '@seteli/kit/log';
import { pause } from '@seteli/kit/waiting';

const RETRY_MS = 1_000;

/** Connects until the signal ends, and lets `use` set up each connection. */
export async function keepConnected(
  broker: Broker,
  use: (connection: NatsConnection) => void,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const connection = await connectToBroker(broker, 'gateway', { timeout: 2_000 }).catch((fault: unknown) => {
      // Wrong settings would stay unnoticed for ever; an absence passes.
      log[fault instanceof ConfigError ? 'error' : 'debug'](
        { err: fault },
        'the broker cannot be reached; subscriptions read at their own pace',
      );
      return undefined;
    });
    if (connection) await hold(connection, use, log, signal);
    else await pause(RETRY_MS, signal);
  }
}

async function hold(connection: NatsConnection, use: (connection: NatsConnection) => void, log: Log, signal: AbortSignal): Promise<void> {
  // The gateway stopped while it was still connecting.
  if (signal.aborted) return await connection.close();
  const close = () => void connection.close();
  signal.addEventListener('abort', close, { once: true });
  use(connection);
  const fault = await connection.closed();
  signal.removeEventListener('abort', close);
  if (fault) log.warn({ err: fault }, 'the broker connection ended');
}
