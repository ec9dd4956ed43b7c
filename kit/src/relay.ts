/**
 * Sends what the outbox holds to the service's stream, in order. It may send an event twice, never skips one, and
 * forgets nothing when it dies.
 */
import { errors } from '@nats-io/transport-node';
import type { Bus } from './bus.ts';
import type { Database } from './db.ts';
import { natsSubject } from './events.ts';
import { levelOf } from './faults.ts';
import type { Log } from './log.ts';
import { markRelayed, readUnrelayed, type Confirmed, type Outgoing } from './outbox.ts';
import { streamName } from './streams.ts';
import { pause, type Nudge } from './waiting.ts';

const BATCH = 500;
const MESSAGE_EVENTS = 100;
/** In characters; far below what the broker takes. */
const MESSAGE_SIZE = 128 * 1024;
const POLL_MS = 250;
const MARK_EVERY_MS = 200;
const PUBLISH_TIMEOUT_MS = 3_000;
const RETRY_DELAY_MS = 200;

export type RelayOptions = { service: string; database: Database; bus: Bus; nudge: Nudge; log: Log; signal: AbortSignal };

/** Runs until the signal ends it. Only the holder of the applier's lock may run it. */
export async function runRelay(options: RelayOptions): Promise<void> {
  const { bus, nudge, log, signal } = options;
  const marks = keepMarks(options.database);
  while (!signal.aborted) {
    try {
      const { more, failure } = bus.connected ? await relayBatch(options, marks) : { more: false };
      await marks.saveNowAndThen();
      if (failure) {
        log.warn({ err: failure }, 'the broker did not take an event; it will be sent again');
        await pause(RETRY_DELAY_MS, signal);
      } else if (!more) await nudge.next(POLL_MS, signal);
    } catch (fault) {
      log[levelOf(fault)]({ err: fault }, 'the relay could not go on; it will try again');
      await pause(RETRY_DELAY_MS, signal);
    }
  }
  await marks.save().catch((fault: unknown) => log.info({ err: fault }, 'what was confirmed last is not marked; it will be sent again'));
}

/**
 * Remembers at once what the broker confirmed, and saves it now and then. A successor sends a little again, and the
 * stream drops it.
 */
function keepMarks(database: Database) {
  const confirmed = new Map<string, bigint>();
  const unsaved = new Map<string, bigint>();
  let savedAt = performance.now();
  const save = async () => {
    savedAt = performance.now();
    if (unsaved.size === 0) return;
    const saving = new Map(unsaved);
    await database.transaction((tx) => markRelayed(tx, saving));
    for (const [partition, seq] of saving) if (unsaved.get(partition) === seq) unsaved.delete(partition);
  };
  return {
    confirmed,
    add(more: Confirmed) {
      for (const [partition, seq] of more) {
        confirmed.set(partition, seq);
        unsaved.set(partition, seq);
      }
    },
    save,
    saveNowAndThen: async () => (performance.now() - savedAt >= MARK_EVERY_MS ? await save() : undefined),
  };
}

/** `more`: when the batch was read, a partition had more than its share. */
type Sent = { readonly more: boolean; readonly failure?: unknown };

async function relayBatch({ service, database, bus }: RelayOptions, marks: ReturnType<typeof keepMarks>): Promise<Sent> {
  const events = await readUnrelayed(database.reader, service, BATCH, marks.confirmed);
  const messages = toMessages(events);
  const results = await Promise.allSettled(
    messages.map(({ partition, type, id, wires }) =>
      bus.js.publish(natsSubject(service, partition, type), `[${wires.join(',')}]`, { msgID: id, timeout: PUBLISH_TIMEOUT_MS }),
    ),
  );
  marks.add(confirmedPrefix(messages, results));
  const failed = results.find((result) => result.status === 'rejected');
  const name = `the stream ${streamName(service)}`;
  if (failed && isTakenByNobody(failed.reason)) bus.missing.report(name);
  else if (results.length > 0) bus.missing.found(name);
  const last = new Map(events.map((event) => [event.partition, event]));
  const more = [...last.values()].some(({ seq, head }) => seq < head);
  return { more, ...(failed && { failure: failed.reason }) };
}

const isTakenByNobody = (fault: unknown): boolean =>
  fault instanceof Error && fault.cause instanceof errors.RequestError && fault.cause.isNoResponders();

export type Message = {
  readonly partition: string;
  readonly type: string;
  /** The first and the last event's id: the same events together are the same message. */
  readonly id: string;
  /** The number of its last event. */
  readonly seq: bigint;
  readonly wires: readonly string[];
};

/**
 * Puts consecutive events of a partition and type into one message, since the broker's work grows with the number of
 * messages.
 */
export function toMessages(events: readonly Outgoing[]): Message[] {
  const messages: Message[] = [];
  let first = 0;
  let size = 0;
  for (const [index, { partition, type, wire, seq, id }] of events.entries()) {
    size += wire.length;
    const next = events[index + 1];
    if (
      next?.partition === partition &&
      next.type === type &&
      index - first + 1 < MESSAGE_EVENTS &&
      size + next.wire.length <= MESSAGE_SIZE
    )
      continue;
    const together = events.slice(first, index + 1);
    messages.push({ partition, type, id: `${together[0]!.id} ${id}`, seq, wires: together.map((event) => event.wire) });
    first = index + 1;
    size = 0;
  }
  return messages;
}

/**
 * The last event of each partition before the first message that failed. The relay sends again what follows a failure,
 * so that the order holds.
 */
export function confirmedPrefix(
  messages: readonly Pick<Message, 'partition' | 'seq'>[],
  results: readonly PromiseSettledResult<unknown>[],
): Map<string, bigint> {
  const confirmed = new Map<string, bigint>();
  const stuck = new Set<string>();
  messages.forEach(({ partition, seq }, index) => {
    if (results[index]!.status === 'rejected') stuck.add(partition);
    if (!stuck.has(partition)) confirmed.set(partition, seq);
  });
  return confirmed;
}
