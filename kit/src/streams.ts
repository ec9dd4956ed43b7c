/**
 * What the broker holds: a stream for each service, and in it a consumer for each listener. Only the steward makes and
 * mends them; services publish, take and acknowledge. A stream is never the truth, so the steward makes a wrong one
 * anew.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type ConsumerInfo,
  type JetStreamManager,
  type StreamInfo,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Log } from './log.ts';

export const streamName = (service: string): string => service.toUpperCase();

/** For each service, the services that it listens to. */
export type Listeners = Readonly<Record<string, readonly string[]>>;

const DAY_MS = 86_400_000;
const STREAM_BYTES = 256 * 1024 * 1024;
/** No update removes these: foreign messages that come in, ours that go elsewhere, a stream that is closed for good. */
const NEVER_IN_A_STREAM = ['mirror', 'sources', 'republish', 'subject_transform', 'sealed'];
/** These would keep messages from the listener, or bring them to another. */
const NEVER_IN_A_CONSUMER = [
  'deliver_subject',
  'deliver_group',
  'filter_subject',
  'filter_subjects',
  'headers_only',
  'inactive_threshold',
  'pause_until',
];

const streamShape = (service: string, replicas: number) => ({
  name: streamName(service),
  subjects: [`seteli.${service}.>`],
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.Old,
  max_age: nanos(7 * DAY_MS),
  max_bytes: STREAM_BYTES,
  max_msgs: -1,
  max_msgs_per_subject: -1,
  max_msg_size: -1,
  max_consumers: -1,
  no_ack: false,
  duplicate_window: nanos(120_000),
  num_replicas: replicas,
  deny_delete: true,
  deny_purge: true,
});

const consumerShape = (listener: string) => ({
  durable_name: listener,
  ack_policy: AckPolicy.All,
  deliver_policy: DeliverPolicy.All,
  ack_wait: nanos(30_000),
  max_deliver: -1,
  max_ack_pending: 5_000,
});

/** The server leaves out what is false. */
const isSame = (found: unknown, wanted: unknown): boolean => isDeepStrictEqual(found ?? false, wanted ?? false);

function differences(found: object, wanted: object, never: readonly string[]): string[] {
  const config: Record<string, unknown> = { ...found };
  const wrong = Object.entries(wanted).filter(([name, value]) => !isSame(config[name], value));
  return [...wrong.map(([name]) => name), ...never.filter((name) => config[name])];
}

type Look = { manager: JetStreamManager; log: Log; replicas: number };

/**
 * Looks once at everything and mends it. Between two looks it remembers only what it has logged and what it suspects.
 */
export function createLook(look: Look & { listensTo: Listeners }): () => Promise<void> {
  const { manager, log, listensTo, replicas } = look;
  const services = Object.keys(listensTo);
  const listenersTo = (source: string) => services.filter((service) => listensTo[service]!.includes(source));
  const said = new Set<string>();
  let suspects = new Set<string>();

  const reportOthers = (what: 'stream' | 'consumer', found: readonly string[], known: readonly string[]) => {
    for (const name of found.filter((each) => !known.includes(each) && !said.has(`${what} ${each}`))) {
      said.add(`${what} ${name}`);
      log.warn({ [what]: name }, `the broker holds a ${what} that is none of ours`);
    }
  };

  return async () => {
    // List consumers first: the other way round, a busy one would seem to be ahead of its stream.
    const consumers = new Map(await Promise.all(services.map(async (source) => [source, await consumersOf(manager, source)] as const)));
    const streams = new Map((await all(manager.streams.list())).map((stream) => [stream.config.name, stream]));
    reportOthers('stream', [...streams.keys()], services.map(streamName));
    const [before, suspected] = [suspects, new Set<string>()];
    suspects = suspected;
    await Promise.all(
      services.map(async (source) => {
        const stream = streams.get(streamName(source));
        const isKept = await mendStream(look, source, stream, replicas);
        const found = (isKept && consumers.get(source)) || [];
        reportOthers(
          'consumer',
          found.map(({ name }) => name),
          listenersTo(source),
        );
        for (const listener of listenersTo(source)) {
          const consumer = found.find(({ name }) => name === listener);
          const name = `${source} ${listener}`;
          if (consumer && stream && isDeaf(consumer, stream)) suspected.add(name);
          await mendConsumer(look, source, listener, consumer, before.has(name) && suspected.has(name));
        }
      }),
    );
  };
}

async function all<T>(lister: { next(): Promise<T[]> }): Promise<T[]> {
  const found: T[] = [];
  for (let page = await lister.next(); page.length > 0; page = await lister.next()) found.push(...page);
  return found;
}

const consumersOf = (manager: JetStreamManager, source: string): Promise<ConsumerInfo[]> =>
  all(manager.consumers.list(streamName(source))).catch((fault: unknown) => {
    if (fault instanceof JetStreamApiError && fault.code === JetStreamApiCodes.StreamNotFound) return [];
    throw fault;
  });

/**
 * A stream that lost its tail in a crash gives the same numbers again. A consumer that has already seen these numbers
 * waits in silence and reports no lag. The servers of a cluster may differ for a moment, so two looks must agree.
 */
const isDeaf = ({ delivered }: ConsumerInfo, { state }: StreamInfo): boolean => delivered.stream_seq > state.last_seq;

/** Answers whether the found stream is still there. */
async function mendStream({ manager, log }: Look, source: string, found: StreamInfo | undefined, replicas: number): Promise<boolean> {
  const wanted = streamShape(source, replicas);
  if (!found) {
    await manager.streams.add(wanted);
    log.info({ stream: wanted.name }, 'the stream was made');
    return false;
  }
  const wrong = differences(found.config, wanted, NEVER_IN_A_STREAM);
  if (wrong.length === 0) return true;
  const anew = wrong.some((name) => [...NEVER_IN_A_STREAM, 'retention', 'storage'].includes(name));
  if (anew) {
    await manager.streams.delete(wanted.name);
    await manager.streams.add(wanted);
  } else await manager.streams.update(wanted.name, wanted);
  log.warn({ stream: wanted.name, wrong, anew }, 'the stream was not as it should be, and was mended');
  return !anew;
}

async function mendConsumer(
  { manager, log }: Look,
  source: string,
  listener: string,
  found: ConsumerInfo | undefined,
  deaf: boolean,
): Promise<void> {
  const stream = streamName(source);
  const wrong = found ? differences(found.config, consumerShape(listener), NEVER_IN_A_CONSUMER) : [];
  if (found && !deaf && wrong.length === 0) return;
  if (found) await manager.consumers.delete(stream, listener);
  await manager.consumers.add(stream, consumerShape(listener));
  if (found) log.warn({ stream, listener, deaf, wrong }, 'the consumer was not as it should be, and was made anew');
  else log.info({ stream, listener }, 'the consumer was made');
}
