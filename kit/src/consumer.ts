/**
 * Brings one source's events to the inbox: fast from its stream, and by page from its outbox whenever the stream has
 * less than the outbox. The stream and the consumer may vanish at any time; they are made again, and nothing is lost.
 */
import { AckPolicy, DeliverPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { streamName, type Bus } from './bus.ts';
import type { Database } from './db.ts';
import type { Envelope } from './events.ts';
import { readWatermarks, SourceRewound, type Inbox } from './inbox.ts';
import type { Log } from './log.ts';
import type { Heads } from './outbox.ts';
import { pause, type Nudge } from './waiting.ts';

const BATCH = 200;
const LANES = 4;
const HEAL_INTERVAL_MS = 5_000;
const RETRY_DELAY_MS = 200;
const MISSED_HEARTBEATS = 2;

export type ConsumerOptions = {
  service: string;
  source: string;
  database: Database;
  bus: Bus;
  inbox: Inbox;
  /** Rung after each batch: what was applied may have announced something, and callers may wait for it. */
  applied: Nudge[];
  log: Log;
  signal: AbortSignal;
};

/** Why a source stands still until an operator has looked, if it does. */
export type SourceState = { halted?: string };

export function runConsumer(options: ConsumerOptions): { state: SourceState; done: Promise<unknown> } {
  const state: SourceState = {};
  const lanes = createLanes();
  const heal = createHealer(options, lanes, state);
  return { state, done: Promise.all([consumeAgainAndAgain(options, lanes, heal, state), healAgainAndAgain(options, heal, state)]) };
}

type Lanes = { run<T>(partition: string, work: () => Promise<T>): Promise<T> };

/** One thing at a time within a partition, whether it came from the stream or by page. */
function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(partition, work) {
      const next = (tails.get(partition) ?? Promise.resolve()).then(work, work);
      tails.set(partition, next);
      return next;
    },
  };
}

async function applyBatch({ source, inbox, applied }: ConsumerOptions, partition: string, events: readonly Envelope[]) {
  const result = await inbox.apply(source, partition, events);
  for (const nudge of applied) nudge.ring();
  return result;
}

type Healer = {
  /** Asks for pages of a partition until it is up to date. Call it within the partition's lane. */
  pull(partition: string): Promise<void>;
  /** Compares all watermarks with the producer's heads and pulls what is behind. */
  compare(): Promise<void>;
};

function createHealer(options: ConsumerOptions, lanes: Lanes, state: SourceState): Healer {
  const { source, bus, database } = options;
  const pull = async (partition: string) => {
    for (let after = (await readWatermarks(database.reader, source))[partition]?.last ?? 0; ; ) {
      const page = await bus.ask<Envelope[]>(source, 'page', { partition, after });
      if (page.length === 0) return;
      const { last } = await applyBatch(options, partition, page);
      if (last <= after) return;
      after = last;
    }
  };
  return {
    pull,
    async compare() {
      // Watermarks first: the other way round, a busy consumer would see itself ahead of the producer.
      const before = await readWatermarks(database.reader, source);
      const { epoch, heads } = await bus.ask<Heads>(source, 'heads', {});
      for (const [partition, { last, epoch: known }] of Object.entries(before)) {
        if ((known !== null && known !== epoch) || last > (heads[partition] ?? 0))
          throw new SourceRewound(`${source} is at ${heads[partition] ?? 0} of ${partition} in epoch ${epoch}; we have applied ${last} of epoch ${known}`);
      }
      delete state.halted;
      const behind = Object.keys(heads).filter((partition) => (before[partition]?.last ?? 0) < heads[partition]!);
      await Promise.all(behind.map((partition) => lanes.run(partition, () => pull(partition))));
    },
  };
}

async function healAgainAndAgain(options: ConsumerOptions, heal: Healer, state: SourceState): Promise<void> {
  const { source, bus, log, signal } = options;
  const reconnected = watchReconnects(bus, signal);
  while (!signal.aborted) {
    await heal.compare().catch((fault: unknown) => reportFault(fault, source, state, log, 'healing has to wait'));
    await Promise.race([pause(HEAL_INTERVAL_MS, signal), reconnected()]);
  }
}

function watchReconnects(bus: Bus, signal: AbortSignal): () => Promise<void> {
  let wake = () => {};
  void (async () => {
    for await (const status of bus.nats.status()) {
      if (signal.aborted) return;
      if (status.type === 'reconnect') wake();
    }
  })();
  return () => new Promise<void>((resolve) => (wake = resolve));
}

function reportFault(fault: unknown, source: string, state: SourceState, log: Log, what: string): void {
  if (fault instanceof SourceRewound) {
    if (state.halted !== fault.message) log.error({ source, err: fault }, 'this source stands still until an operator reconciles it');
    state.halted = fault.message;
  } else log.info({ source, err: fault }, what);
}

async function consumeAgainAndAgain(options: ConsumerOptions, lanes: Lanes, heal: Healer, state: SourceState): Promise<void> {
  const { source, log, signal } = options;
  while (!signal.aborted) {
    try {
      await consumeUntilBroken(options, lanes, heal, state);
    } catch (fault) {
      reportFault(fault, source, state, log, 'the consumer has to be made again');
    }
    await pause(RETRY_DELAY_MS, signal);
  }
}

async function consumeUntilBroken(options: ConsumerOptions, lanes: Lanes, heal: Healer, state: SourceState): Promise<void> {
  const { service, source, bus, log, signal } = options;
  const stream = streamName(source);
  await bus.jsm.consumers.add(stream, {
    durable_name: service,
    ack_policy: AckPolicy.All,
    deliver_policy: DeliverPolicy.All,
    ack_wait: nanos(30_000),
    max_ack_pending: 5_000,
  });
  const consumer = await bus.js.consumers.get(stream, service);
  const waiting: JsMsg[] = [];
  let pumping = false;
  const pump = async () => {
    if (pumping) return;
    pumping = true;
    while (waiting.length > 0 && !signal.aborted) {
      const messages = waiting.splice(0);
      await applyMessages(options, lanes, heal, state, messages);
      // A courtesy to the broker. What was not applied is healed from the producer's outbox.
      messages.at(-1)!.ack();
    }
    pumping = false;
  };
  const messages = await consumer.consume({
    max_messages: 2_000,
    idle_heartbeat: 1_000,
    callback: (message) => {
      waiting.push(message);
      void pump();
    },
  });
  const stop = () => messages.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    log.debug({ source, why: await untilBroken(messages) }, 'the consumer ended');
  } finally {
    signal.removeEventListener('abort', stop);
    messages.stop();
  }
}

/** A consumer does not come back by itself when its stream was made anew: it only reports that it hears nothing. */
async function untilBroken(messages: ConsumerMessages): Promise<string> {
  for await (const status of messages.status()) {
    if (['consumer_deleted', 'consumer_not_found', 'stream_not_found', 'close'].includes(status.type)) return status.type;
    if (status.type === 'heartbeats_missed' && status.count >= MISSED_HEARTBEATS) return status.type;
  }
  return 'stopped';
}

async function applyMessages(options: ConsumerOptions, lanes: Lanes, heal: Healer, state: SourceState, messages: readonly JsMsg[]): Promise<void> {
  const { source, log, signal } = options;
  const byPartition = Map.groupBy(
    messages.map((message) => message.json<Envelope>()),
    (event) => event.partition,
  );
  const partitions = [...byPartition];
  const work = async () => {
    for (let next = partitions.shift(); next && !signal.aborted; next = partitions.shift()) {
      const [partition, events] = next;
      for (let start = 0; start < events.length; start += BATCH) {
        await lanes.run(partition, async () => {
          const { gap } = await applyBatch(options, partition, events.slice(start, start + BATCH));
          if (gap) await heal.pull(partition);
        });
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: LANES }, work));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    reportFault(failed.reason, source, state, log, 'a batch could not be applied; it is healed later');
    await pause(RETRY_DELAY_MS, signal);
  }
}
