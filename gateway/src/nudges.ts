/**
 * Wakes subscriptions when settlement says that an organiser's feed has new items. It carries nothing and promises
 * nothing: while the broker is away, subscriptions read at their own pace.
 */
import type { NatsConnection } from '@nats-io/transport-node';
import { connectToBroker, type Broker } from '@seteli/kit/broker';
import { ConfigError } from '@seteli/kit/config';
import type { Log } from '@seteli/kit/log';
import { createNudge, pause, type Nudge } from '@seteli/kit/waiting';

export type Nudges = {
  /** A bell for one subscription to an organiser's feed; hand it back with `release`. */
  bell(organiserId: string): Nudge & { release(): void };
  ring(organiserId: string): void;
  ringAll(): void;
};

export function createNudges(): Nudges {
  const bells = new Map<string, Set<Nudge>>();
  return {
    bell(organiserId) {
      const nudge = createNudge();
      const group = bells.get(organiserId) ?? new Set();
      bells.set(organiserId, group.add(nudge));
      const release = () => {
        group.delete(nudge);
        if (group.size === 0 && bells.get(organiserId) === group) bells.delete(organiserId);
      };
      return { ...nudge, release };
    },
    ring(organiserId) {
      for (const nudge of bells.get(organiserId) ?? []) nudge.ring();
    },
    ringAll() {
      for (const group of bells.values()) for (const nudge of group) nudge.ring();
    },
  };
}

/** Settlement's announcement, with the organiser's id as the partition. */
const SUBJECT = 'seteli.settlement.*.feed-extended';
const RETRY_MS = 1_000;

/** Listens until the signal ends, through every absence of the broker. */
export async function listenForNudges(broker: Broker, nudges: Nudges, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const connection = await connectToBroker(broker, 'gateway', { timeout: 2_000 }).catch((fault: unknown) => {
      // Wrong settings would go unnoticed for ever; an absence passes.
      log[fault instanceof ConfigError ? 'error' : 'debug'](
        { err: fault },
        'the broker cannot be reached; subscriptions read at their own pace',
      );
      return undefined;
    });
    if (connection) await listen(connection, nudges, log, signal);
    else await pause(RETRY_MS, signal);
  }
}

async function listen(connection: NatsConnection, nudges: Nudges, log: Log, signal: AbortSignal): Promise<void> {
  // The gateway was stopped while it was still connecting.
  if (signal.aborted) return await connection.close();
  const close = () => void connection.close();
  signal.addEventListener('abort', close, { once: true });
  connection.subscribe(SUBJECT, {
    callback: (fault, { subject }) => {
      if (fault) log.warn({ err: fault }, 'nudges cannot be received');
      else nudges.ring(subject.split('.')[2]!);
    },
  });
  // What was announced between two connections nobody heard.
  nudges.ringAll();
  void (async () => {
    for await (const { type } of connection.status()) if (type === 'reconnect') nudges.ringAll();
  })();
  const fault = await connection.closed();
  signal.removeEventListener('abort', close);
  if (fault) log.warn({ err: fault }, 'the broker connection ended');
}
