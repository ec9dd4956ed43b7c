/**
 * A service's part in the exchange of events. Every replica answers others from the outbox. The replica that holds the
 * applier's lock also relays what the service announced and applies what it hears.
 */
import pg from 'pg';
import { sql } from 'drizzle-orm';
import type { Broker } from './broker.ts';
import { openBus, type Bus } from './bus.ts';
import { runConsumer } from './consumer.ts';
import type { Database } from './db.ts';
import { eventName } from './events.ts';
import { countParked, openInbox, reactionsByType, readWatermarks, type Reaction } from './inbox.ts';
import { runChore, type Chore } from './chores.ts';
import { createLag, type Lag, type Position } from './lag.ts';
import type { Log } from './log.ts';
import { countAnnounced, readHeads, readOutboxPage, type Heads } from './outbox.ts';
import { runRelay } from './relay.ts';
import { levelOf } from './faults.ts';
import { rewindOf } from './heal.ts';
import type { SourceState } from './source.ts';
import { HAND_OVER_MS } from './stopping.ts';
import { createNudge, pause, type Nudge } from './waiting.ts';

export type BackboneHealth = {
  readonly sources: readonly SourceHealth[];
  readonly parked: number;
  readonly unrelayed: number;
  /** How long, at least, one unrelayed event has waited. */
  readonly unrelayedForMs: number;
  /** Streams and consumers that the broker lacks at the moment. Until they are back, events come by page. */
  readonly missing: readonly { readonly what: string; readonly forMs: number }[];
};

export type SourceHealth = {
  readonly source: string;
  readonly behind: number;
  /** How long, at least, one of these events has waited. */
  readonly behindForMs: number;
  /** Why the source stands still until an operator looks. */
  readonly halted?: string;
  /** Why the events of the source fail each time, although they are not to blame. */
  readonly failing?: string;
};

export type Backbone = {
  /** Rings after this service has applied something that others announced. */
  readonly applied: Nudge;
  /** Asks another service how far its own announcements have come. */
  headsOf(service: string): Promise<Heads>;
  /** Asks another service for what only it knows and does not announce. Call it outside transactions. */
  ask: Bus['ask'];
  health(): Promise<BackboneHealth>;
  stop(): Promise<void>;
};

export type BackboneOptions = {
  service: string;
  sources: readonly string[];
  databaseUrl: string;
  database: Database;
  /** Other connections over which the service announces. */
  alsoRelayed?: readonly Database[];
  broker: Broker;
  reactions: readonly Reaction[];
  /** Work that falls due with time. `ask` reaches other services; call it outside transactions. */
  chores?: (ask: Bus['ask']) => readonly Chore[];
  answers?: Answers;
  log: Log;
};

/** What other services may ask of this one, by name. The answers are JSON. */
export type Answers = Readonly<Record<string, (question: never) => Promise<string>>>;

export async function openBackbone(options: BackboneOptions): Promise<Backbone> {
  const { service, sources, database, broker, log } = options;
  const bus = await openBus({ service, broker, log });
  bus.answer('heads', async () => JSON.stringify(await readHeads(database.reader)));
  bus.answer('page', ({ partition, after }: { partition: string; after: number }) =>
    readOutboxPage(database.reader, service, partition, after),
  );
  for (const [what, reply] of Object.entries(options.answers ?? {})) bus.answer(what, reply);
  const toRelay = createNudge();
  const applied = createNudge();
  for (const each of [database, ...(options.alsoRelayed ?? [])]) each.onCommit((tx) => countAnnounced(tx) > 0 && toRelay.ring());
  const stopping = new AbortController();
  const states = new Map<string, SourceState>();
  const lags = { relay: createLag(), of: Object.fromEntries(sources.map((source) => [source, createLag()])) };
  const applying = applyWhileLeading({ options, bus, toRelay, applied, states, signal: stopping.signal });
  return {
    applied,
    headsOf: (asked) => bus.ask<Heads>(asked, 'heads', {}),
    ask: bus.ask,
    async health() {
      const { count: unrelayed, forMs: unrelayedForMs } = lags.relay(await unrelayedPositions(database));
      return {
        sources: await Promise.all(
          sources.map((source) => healthOf({ database, bus, source, state: states.get(source), lag: lags.of[source]! })),
        ),
        parked: await countParked(database.reader),
        unrelayed,
        unrelayedForMs,
        missing: bus.missing.list(),
      };
    },
    async stop() {
      stopping.abort();
      const applied = new AbortController();
      const ended = applying.finally(() => applied.abort());
      await pause(HAND_OVER_MS, applied.signal);
      // Some may still wait for a broker that does not answer: closing the connection ends their waiting.
      await bus.close().catch((fault: unknown) => log.warn({ err: fault }, 'the broker connection did not close in order'));
      await ended;
    },
  };
}

type Heard = {
  readonly database: Database;
  readonly bus: Bus;
  readonly source: string;
  /** Absent in a replica that does not apply. */
  readonly state: SourceState | undefined;
  readonly lag: (positions: readonly Position[]) => Lag;
};

async function healthOf({ database, bus, source, state, lag }: Heard): Promise<SourceHealth> {
  const watermarks = await readWatermarks(database.reader, source);
  const { epoch, heads } = await bus.ask<Heads>(source, 'heads', {});
  const positions = Object.entries(heads).map(([partition, head]) => ({ partition, done: watermarks[partition]?.last ?? 0, head }));
  const { count: behind, forMs: behindForMs } = lag(positions);
  // Only the replica that applies knows of its halt. Any other replica works out the cause here.
  const isHalted = state?.halted !== undefined;
  const rewound = isHalted ? undefined : rewindOf(source, watermarks, epoch, heads)?.message;
  const failing = state?.failing ?? rewound;
  return { source, behind, behindForMs, ...(isHalted && { halted: state.halted! }), ...(failing && { failing }) };
}

async function unrelayedPositions(database: Database): Promise<Position[]> {
  const { rows } = await database.reader.execute<{ partition: string; done: bigint; head: bigint }>(sql`
    select partition, coalesce(r.seq, 0) as done, h.seq as head
      from outbox_head h left join relay r using (partition) where h.seq > coalesce(r.seq, 0)`);
  return rows.map(({ partition, done, head }) => ({ partition, done: Number(done), head: Number(head) }));
}

/** The applier of one replica, whether it holds the lock or waits for it. */
type Applier = {
  readonly options: BackboneOptions;
  readonly bus: Bus;
  readonly toRelay: Nudge;
  readonly applied: Nudge;
  readonly states: Map<string, SourceState>;
  readonly signal: AbortSignal;
};

/** The connection that holds the lock. `signal` ends the work: the connection was lost, or the service stops. */
type Holding = { readonly client: pg.Client; readonly lost: AbortController; readonly signal: AbortSignal };

const LOCK_KEY = 'applier';
const LOCK_RETRY_MS = 500;
const LOCK_CHECK_MS = 2_000;

async function takeLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as taken', [LOCK_KEY]);
  return rows[0].taken;
}

/** Whether the lock came before the signal. */
async function waitForLock({ client, signal }: Holding): Promise<boolean> {
  while (!signal.aborted) {
    if (await takeLock(client)) return true;
    await pause(LOCK_RETRY_MS, signal);
  }
  return false;
}

/**
 * Takes the lock on a connection of its own, works while that connection lives, and starts over when it is lost. Two
 * appliers at once would only double the work: watermarks and message ids prevent harm.
 */
async function applyWhileLeading(applier: Applier): Promise<void> {
  const { service, databaseUrl, log } = applier.options;
  while (!applier.signal.aborted) {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: `${service} applier`,
      connectionTimeoutMillis: 3_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    const holding = { client, lost, signal: AbortSignal.any([applier.signal, lost.signal]) };
    try {
      await client.connect();
      if (await waitForLock(holding)) await lead(applier, holding);
    } catch (fault) {
      log[levelOf(fault)]({ err: fault }, 'the applier lost its database connection');
    }
    await client.end().catch((fault: unknown) => log.debug({ err: fault }, 'the lost connection could not be closed'));
    await pause(LOCK_RETRY_MS, applier.signal);
  }
}

async function lead(applier: Applier, { client, lost, signal }: Holding): Promise<void> {
  const { options, bus, toRelay } = applier;
  const { service, database, log } = options;
  const chores = options.chores?.(bus.ask) ?? [];
  const working = Promise.all([
    runRelay({ service, database, bus, nudge: toRelay, log, signal }),
    ...listen(applier, signal),
    ...chores.map((chore) => runChore(chore, log, signal)),
  ]);
  while (!signal.aborted) {
    await pause(LOCK_CHECK_MS, signal);
    if (!signal.aborted) await client.query('select 1').catch(() => lost.abort());
  }
  await working;
}

/** Runs a consumer for each source, until the signal. */
function listen({ options, bus, applied, states }: Applier, signal: AbortSignal): Promise<unknown>[] {
  const { service, sources, database, reactions, log } = options;
  const inbox = openInbox({ database, reactions: reactionsByType(reactions), applied, log });
  return sources.map((source) => {
    const heeded = new Set(reactions.filter((reaction) => reaction.source === source).map(({ type }) => eventName(type)));
    const { state, done } = runConsumer({ service, source, database, bus, inbox, heeded, log, signal });
    states.set(source, state);
    return done;
  });
}
