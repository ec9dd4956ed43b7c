/**
 * The broker's steward: the one user who may make, change and remove streams and consumers. Every second it makes what
 * is missing and mends what is wrong. It listens nowhere, so nobody can ask it for anything.
 */
import { jetstreamManager } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';
import { reachBroker, type Broker } from './broker.ts';
import { ConfigError } from './config.ts';
import type { Log } from './log.ts';
import { createLook, type Listeners } from './streams.ts';
import { pause } from './waiting.ts';

export type StewardOptions = {
  broker: Broker;
  listensTo: Listeners;
  /** How many servers keep each stream. */
  replicas?: number;
  log: Log;
};

export type Steward = { stop(): Promise<void> };

const INTERVAL_MS = 1_000;
const REQUEST_MS = 2_000;

/** Resolves when everything is there for the first time. */
export async function openSteward({ broker, listensTo, replicas = 1, log }: StewardOptions): Promise<Steward> {
  const nats = await reachBroker(broker, 'steward', log);
  const stopping = new AbortController();
  void (async () => {
    const fault = await nats.closed();
    // The client gives up only when the broker turns it away for good. The process then ends, and its supervisor starts
    // it with the settings of that moment.
    if (!stopping.signal.aborted) throw new Error('the broker connection ended for good', { cause: fault });
  })();
  const manager = await jetstreamManager(nats, { checkAPI: false, timeout: REQUEST_MS });
  const look = createLook({ manager, log, listensTo, replicas });
  let said = '';
  const lookSurely = async () => {
    try {
      await look();
      said = '';
      return true;
    } catch (fault) {
      if (isNotEnabled(fault))
        throw new ConfigError('The broker has JetStream, but not for this account: its configuration needs jetstream: enabled.');
      const why = String(fault);
      if (why !== said && !stopping.signal.aborted)
        log.warn({ err: fault }, 'the streams cannot be looked after; it is tried again and again');
      said = why;
      return false;
    }
  };
  try {
    while (!(await lookSurely())) await pause(INTERVAL_MS);
  } catch (fault) {
    stopping.abort();
    await nats.close();
    throw fault;
  }
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await pause(INTERVAL_MS, stopping.signal);
      if (!stopping.signal.aborted) await lookSurely();
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await nats.close();
      await looking;
    },
  };
}

/** Only the server's own answer counts. A request without a taker looks alike, but passes when the broker is up. */
const isNotEnabled = (fault: unknown): boolean =>
  fault instanceof Error && fault.name === 'JetStreamNotEnabled' && !(fault.cause instanceof errors.RequestError);
