/**
 * Brings one source's events from its stream to the inbox. The stream and the consumer may vanish at any time: the
 * steward makes them anew. The healer fetches from the outbox what the stream did not bring.
 */
import { JetStreamApiCodes, JetStreamApiError, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { natsSubject, sourceUri, type Envelope } from './events.ts';
import { createHealer, type Healer } from './heal.ts';
import { SourceRewound } from './inbox.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { reportFault, type ConsumerOptions, type SourceState } from './source.ts';
import { streamName } from './streams.ts';
import { createNudge, pause, type Nudge } from './waiting.ts';

const BATCH = 200;
const RETRY_DELAY_MS = 500;
const MISSED_HEARTBEATS = 2;
/** How long events without a reaction here wait for others: they only move the watermark. */
const UNHEEDED_MS = 250;

type Consumer = ConsumerOptions & { state: SourceState; lanes: Lanes; heal: Healer };

export function runConsumer(options: ConsumerOptions): { state: SourceState; done: Promise<unknown> } {
  const state: SourceState = {};
  const lanes = createLanes(options.signal);
  const heal = createHealer(options, state, lanes);
  return { state, done: Promise.all([consumeAgainAndAgain({ ...options, state, lanes, heal }), heal.run()]) };
}

async function consumeAgainAndAgain(consumer: Consumer): Promise<void> {
  const { service, source, bus, log, signal } = consumer;
  const name = `the consumer ${service} of ${streamName(source)}`;
  while (!signal.aborted) {
    try {
      log.debug({ source, why: await consumeUntilBroken(consumer, name) }, 'the consumer ended');
    } catch (fault) {
      if (!isMissing(fault)) log.info({ source, err: fault }, 'the consumer cannot be read; it is tried again');
      else if (!bus.missing.has(name)) log.info({ source }, 'the consumer is missing; the steward makes it');
      if (isMissing(fault)) bus.missing.report(name);
    }
    await pause(RETRY_DELAY_MS, signal);
  }
  bus.missing.found(name);
}

const isMissing = (fault: unknown): boolean =>
  fault instanceof JetStreamApiError &&
  ([JetStreamApiCodes.ConsumerNotFound, JetStreamApiCodes.StreamNotFound] as number[]).includes(fault.code);

async function consumeUntilBroken(consumer: Consumer, name: string): Promise<string> {
  const { service, source, bus, signal } = consumer;
  const found = await bus.js.consumers.get(streamName(source), service);
  bus.missing.found(name);
  const waiting: JsMsg[] = [];
  const toHeed = createNudge();
  let pump: Promise<void> | undefined;
  const messages = await found.consume({
    max_messages: 2_000,
    idle_heartbeat: 1_000,
    callback: (message) => {
      waiting.push(message);
      if (isHeeded(consumer, message)) toHeed.ring();
      pump ??= applyWaiting(consumer, waiting, toHeed).finally(() => (pump = undefined));
    },
  });
  const stop = () => messages.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return signal.aborted ? 'stopped' : await untilBroken(messages);
  } finally {
    signal.removeEventListener('abort', stop);
    messages.stop();
    await pump;
  }
}

/** A consumer does not come back by itself after its stream was made anew: it only reports missed heartbeats. */
async function untilBroken(messages: ConsumerMessages): Promise<string> {
  for await (const status of messages.status()) {
    if (['consumer_deleted', 'consumer_not_found', 'stream_not_found', 'close'].includes(status.type)) return status.type;
    if (status.type === 'heartbeats_missed' && status.count >= MISSED_HEARTBEATS) return status.type;
  }
  return 'stopped';
}

const isHeeded = ({ heeded }: Consumer, { subject }: JsMsg): boolean => heeded.has(subject.slice(subject.lastIndexOf('.') + 1));

/** Applies all waiting messages, and those that arrive meanwhile, until none is left. */
async function applyWaiting(consumer: Consumer, waiting: JsMsg[], toHeed: Nudge): Promise<void> {
  while (waiting.length > 0 && !consumer.signal.aborted) {
    if (!waiting.some((message) => isHeeded(consumer, message))) await toHeed.next(UNHEEDED_MS, consumer.signal);
    const messages = waiting.splice(0);
    await applyMessages(consumer, messages);
    // The acknowledgement is a courtesy to the broker: the healer fetches what this service did not apply.
    messages.at(-1)!.ack();
  }
}

async function applyMessages(consumer: Consumer, messages: readonly JsMsg[]): Promise<void> {
  const { source, state, lanes, heal, signal } = consumer;
  if (state.halted) return;
  const events = messages.flatMap((message) => readEvents(source, message));
  const byPartition = Map.groupBy(events, (event) => event.partition);
  try {
    await lanes.each([...byPartition.keys()], (partition) => applyInOrder(consumer, partition, byPartition.get(partition)!));
  } catch (fault) {
    if (!(fault instanceof SourceRewound)) reportFault(consumer, state, fault, 'a batch could not be applied; it is healed');
    await pause(RETRY_DELAY_MS, signal);
    heal.now();
  }
}

async function applyInOrder({ source, inbox, heal }: Consumer, partition: string, events: readonly Envelope[]): Promise<void> {
  for (let start = 0; start < events.length; start += BATCH) {
    const batch = events.slice(start, start + BATCH);
    const { gap } = await inbox.apply(source, partition, batch);
    if (gap) await heal.pull(partition, batch.at(-1)!.seq);
  }
}

/**
 * Drops what the source itself did not say. The broker's permissions do not cover the reply to a request, so a listener
 * may have a message sent into another's stream.
 */
function readEvents(source: string, message: Pick<JsMsg, 'subject' | 'json'>): Envelope[] {
  try {
    return [message.json<Envelope | Envelope[]>()]
      .flat()
      .filter((event) => isFrom(source, event) && message.subject === natsSubject(source, event.partition, event.type));
  } catch {
    return [];
  }
}

const isFrom = (source: string, event: Envelope | null): boolean =>
  event?.source === sourceUri(source) && typeof event.partition === 'string';
