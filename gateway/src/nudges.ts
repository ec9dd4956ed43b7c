/**
 * Wakes subscriptions when settlement says that an organiser's feed has new items. A nudge carries nothing and promises
 * nothing: while the broker is away, subscriptions read at their own pace.
 */
import type { NatsConnection } from '@nats-io/transport-node';
import type { Log } from '@seteli/kit/log';
import { createNudge, type Nudge } from '@seteli/kit/waiting';

export type Nudges = {
  /** A bell for one subscription to an organiser's feed. `release` hands it back. */
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
/** Listens for as long as the connection lives. */
export function hearNudges(connection: NatsConnection, nudges: Nudges, log: Log): void {
  connection.subscribe(SUBJECT, {
    callback: (fault, { subject }) => {
      if (fault) log.warn({ err: fault }, 'nudges cannot be received');
      else nudges.ring(subject.split('.')[2]!);
    },
  });
  // Nobody heard announcements between two connections.
  nudges.ringAll();
  void (async () => {
    for await (const { type } of connection.status()) if (type === 'reconnect') nudges.ringAll();
  })();
}
