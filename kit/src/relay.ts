/** Sends what the outbox holds to the service's stream, in order. It may send an event twice, never skips one, and forgets nothing when it dies. */
import type { Bus } from './bus.ts';
import type { Database } from './db.ts';
import { natsSubject } from './events.ts';
import type { Log } from './log.ts';
import { markRelayed, readUnrelayed, type Outgoing } from './outbox.ts';
import { pause, type Nudge } from './waiting.ts';

const BATCH = 500;
const POLL_MS = 250;
const PUBLISH_TIMEOUT_MS = 3_000;
const RETRY_DELAY_MS = 200;

export type RelayOptions = { service: string; database: Database; bus: Bus; nudge: Nudge; log: Log; signal: AbortSignal };

/** Runs until the signal ends it. Only the holder of the applier's lock may run it. */
export async function runRelay(options: RelayOptions): Promise<void> {
  const { bus, nudge, log, signal } = options;
  while (!signal.aborted) {
    try {
      const { sent, failure } = bus.connected ? await relayBatch(options) : nothing;
      if (failure) {
        log.warn({ err: failure }, 'the broker did not take an event; it will be sent again');
        await bus.ensureStream();
        await pause(RETRY_DELAY_MS, signal);
      } else if (sent === 0) await nudge.next(POLL_MS, signal);
    } catch (fault) {
      log.warn({ err: fault }, 'the relay could not go on; it will try again');
      await pause(RETRY_DELAY_MS, signal);
    }
  }
}

type Sent = { sent: number; failure?: unknown };

const nothing: Sent = { sent: 0 };

async function relayBatch({ service, database, bus }: RelayOptions): Promise<Sent> {
  const events = await readUnrelayed(database.reader, service, BATCH);
  if (events.length === 0) return nothing;
  const results = await Promise.allSettled(
    events.map((event) =>
      bus.js.publish(natsSubject(service, event.partition, event.type), event.wire, { msgID: event.id, timeout: PUBLISH_TIMEOUT_MS }),
    ),
  );
  const confirmed = confirmedPrefix(events, results);
  if (confirmed.size > 0) await markRelayed(database.reader, confirmed);
  const failed = results.find((result) => result.status === 'rejected');
  return { sent: events.length, ...(failed && { failure: failed.reason }) };
}

/** Per partition the last event before the first that failed: what follows a failure is sent again, so that order holds. */
export function confirmedPrefix(events: readonly Outgoing[], results: readonly PromiseSettledResult<unknown>[]): Map<string, bigint> {
  const confirmed = new Map<string, bigint>();
  const stuck = new Set<string>();
  events.forEach(({ partition, seq }, index) => {
    if (results[index]!.status === 'rejected') stuck.add(partition);
    if (!stuck.has(partition)) confirmed.set(partition, seq);
  });
  return confirmed;
}
