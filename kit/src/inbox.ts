/**
 * The consumer's side. It applies a partition of a source in order and each event once: the watermark moves in the
 * transaction of the effect. An event that can never be applied is parked, visibly, and does not stop the others.
 */
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Reader, Tx } from './db.ts';
import { isTransient } from './transaction.ts';
import type { DataOf, Envelope, EventContract } from './events.ts';
import { describeFault, type Log } from './log.ts';
import { countAnnounced, forgetAnnounced } from './outbox.ts';
import type { Nudge } from './waiting.ts';

export type Received<Data> = { readonly envelope: Envelope; readonly data: Data };

/** What a service does when another service announces that something happened. */
export type Reaction = {
  readonly source: string;
  readonly type: string;
  readonly apply: (tx: Tx, envelopes: readonly Envelope[]) => Promise<void>;
};

/** A reaction gets all consecutive events of its type at once, so that it can work on sets. */
export const on = <Contract extends EventContract>(
  contract: Contract,
  react: (tx: Tx, events: readonly Received<DataOf<Contract>>[]) => Promise<void>,
): Reaction => ({
  source: contract.name.split('.')[0]!,
  type: contract.type,
  apply: (tx, envelopes) =>
    react(
      tx,
      envelopes.map((envelope) => ({ envelope, data: z.decode(contract.data, envelope.data as never) as DataOf<Contract> })),
    ),
});

export type Reactions = ReadonlyMap<string, Reaction>;
export function reactionsByType(reactions: readonly Reaction[]): Reactions {
  const byType = new Map(reactions.map((reaction) => [reaction.type, reaction]));
  // One of two would never run, and nothing else would tell.
  if (byType.size < reactions.length) throw new Error('Two reactions to the same event: put them into one.');
  return byType;
}

/** The producer's database, or ours, was restored: the numbers no longer mean what we remember. An operator decides. */
export class SourceRewound extends Error {
  override name = 'SourceRewound';
}

/** `gap`: earlier events are missing, and the caller asks the producer for a page. */
export type Applied = { readonly last: number; readonly gap: boolean; readonly count: number };

type Watermark = {
  /** Where the watermark stood before these events. */
  readonly last: number;
  /** Where it stands now: behind these events if they follow without a hole, as they nearly always do. */
  readonly reached: number;
  readonly epoch: number;
  readonly parkedSubjects: ReadonlySet<string>;
};

const haveNoHole = (events: readonly Envelope[]): boolean =>
  events.every(({ seq, epoch }, index) => seq === events[0]!.seq + index && epoch === events[0]!.epoch);

/** Events of one partition of a source, in order, at least one. */
type EventBatch = { readonly source: string; readonly partition: string; readonly events: readonly Envelope[] };

/** Locks the watermark. When the events are the very next ones, it also moves the watermark behind them. */
async function takeWatermark(tx: Tx, { source, partition, events }: EventBatch): Promise<Watermark> {
  const { seq, epoch } = events[0]!;
  const before = seq - 1;
  const after = haveNoHole(events) ? events.at(-1)!.seq : before;
  const taking = tx.execute<{ last: bigint; reached: bigint; epoch: number }>(sql`
    insert into inbox (source, partition, last_seq, epoch)
    values (${source}, ${partition}, case ${before}::bigint when 0 then ${after}::bigint else 0 end, ${epoch})
    on conflict (source, partition) do update
       set last_seq = case when inbox.last_seq = ${before} and coalesce(inbox.epoch, excluded.epoch) = excluded.epoch then ${after} else inbox.last_seq end,
           epoch = coalesce(inbox.epoch, excluded.epoch)
    returning coalesce(old.last_seq, 0) as last, last_seq as reached, epoch`);
  // A separate statement, since the first may wait for the lock and would not see what was parked meanwhile.
  const parked = tx.execute<{ subject: string }>(sql`
    select distinct subject from parked_event where source = ${source} and partition = ${partition}`);
  const [taken, { rows: subjects }] = await Promise.all([taking, parked]);
  const [watermark] = taken.rows;
  return {
    last: Number(watermark!.last),
    reached: Number(watermark!.reached),
    epoch: watermark!.epoch,
    parkedSubjects: new Set(subjects.map(({ subject }) => subject)),
  };
}

const moveWatermark = (tx: Tx, { source, partition }: EventBatch, last: number) =>
  tx.execute(sql`update inbox set last_seq = ${last} where source = ${source} and partition = ${partition}`);

/** The events that follow the watermark without a hole, and whether there is a hole after them. */
function following(events: readonly Envelope[], { last, epoch }: Watermark): { fresh: Envelope[]; gap: boolean } {
  const fresh: Envelope[] = [];
  let at = last;
  for (const event of events) {
    // The stream may still hold what the producer said before its restore. An operator has struck that out.
    if (event.epoch < epoch) continue;
    if (event.epoch > epoch)
      throw new SourceRewound(`${event.source} speaks in epoch ${event.epoch}, we have applied ${last} of epoch ${epoch}`);
    if (event.seq <= at) continue;
    if (event.seq > at + 1) return { fresh, gap: true };
    at = event.seq;
    fresh.push(event);
  }
  return { fresh, gap: false };
}

async function react(tx: Tx, reactions: Reactions, events: readonly Envelope[]): Promise<void> {
  const known = events.filter((event) => reactions.has(event.type));
  for (let start = 0; start < known.length;) {
    const { type } = known[start]!;
    let end = start + 1;
    while (known[end]?.type === type) end++;
    await reactions.get(type)!.apply(tx, known.slice(start, end));
    start = end;
  }
}

export type Inbox = {
  /** Applies a batch of one partition, at least one event. */
  apply(source: string, partition: string, events: readonly Envelope[]): Promise<Applied>;
};

export type InboxOptions = {
  database: Database;
  reactions: Reactions;
  /** Rings after each batch, since callers may wait for what it brought. */
  applied: Nudge;
  log: Log;
};

export function openInbox({ database, reactions, applied, log }: InboxOptions): Inbox {
  const applyBatch = async (batch: EventBatch): Promise<Applied> => {
    try {
      return await database.transaction((tx) => applyTogether(tx, reactions, batch));
    } catch (fault) {
      if (isTransient(fault) || fault instanceof SourceRewound) throw fault;
      return await database.transaction((tx) => applyOneByOne(tx, reactions, batch, log));
    }
  };
  return {
    async apply(source, partition, events) {
      const result = await applyBatch({ source, partition, events });
      applied.ring();
      return result;
    },
  };
}

class BehindParked extends Error {}

async function applyTogether(tx: Tx, reactions: Reactions, batch: EventBatch): Promise<Applied> {
  const watermark = await takeWatermark(tx, batch);
  const { fresh, gap } = following(batch.events, watermark);
  if (fresh.length === 0) return { last: watermark.last, gap, count: 0 };
  if (fresh.some((event) => watermark.parkedSubjects.has(event.subject)))
    throw new BehindParked('an earlier event of the same subject is parked');
  const newLast = fresh.at(-1)!.seq;
  if (newLast !== watermark.reached) await moveWatermark(tx, batch, newLast);
  await react(tx, reactions, fresh);
  return { last: newLast, gap, count: fresh.length };
}

const TRIES = 3;

async function applyOneByOne(tx: Tx, reactions: Reactions, batch: EventBatch, log: Log): Promise<Applied> {
  const { source, partition } = batch;
  const watermark = await takeWatermark(tx, batch);
  const parked = new Set(watermark.parkedSubjects);
  const { fresh, gap } = following(batch.events, watermark);
  for (const event of fresh) {
    if (!reactions.has(event.type)) continue;
    const fault = parked.has(event.subject)
      ? 'waits behind an earlier event of the same subject'
      : await tryInSavepoint(tx, reactions, event);
    if (fault === undefined) continue;
    parked.add(event.subject);
    const { seq, type, traceparent } = event;
    log.error({ source, partition, seq, type, fault, ...(traceparent && { traceparent }) }, 'an event was parked');
    await park(tx, source, event, fault);
  }
  const newLast = fresh.at(-1)?.seq ?? watermark.last;
  if (newLast !== watermark.reached) await moveWatermark(tx, batch, newLast);
  return { last: newLast, gap, count: fresh.length };
}

/**
 * Tries one event, and answers what went wrong, or nothing. It throws a fault that may pass by itself, which ends the
 * transaction.
 */
async function tryInSavepoint(tx: Tx, reactions: Reactions, event: Envelope): Promise<string | undefined> {
  const announced = countAnnounced(tx);
  for (let attempt = 1; ; attempt++) {
    await tx.execute(sql`savepoint one_event`);
    try {
      await react(tx, reactions, [event]);
      // Deferred constraints must fail here: at COMMIT they would stop the whole partition.
      await tx.execute(sql`set constraints all immediate`);
      await tx.execute(sql`set constraints all deferred`);
      await tx.execute(sql`release savepoint one_event`);
      return undefined;
    } catch (fault) {
      if (isTransient(fault)) throw fault;
      await tx.execute(sql`rollback to savepoint one_event`);
      forgetAnnounced(tx, announced);
      if (attempt === TRIES) return JSON.stringify(describeFault(fault));
    }
  }
}

const park = (tx: Tx, source: string, event: Envelope, fault: string) =>
  tx.execute(sql`
    insert into parked_event (source, partition, seq, subject, envelope, fault)
    values (${source}, ${event.partition}, ${event.seq}, ${event.subject}, ${JSON.stringify(event)}::jsonb, ${fault})`);

/**
 * Applies parked events in order. When an event fails again, later ones of its subject stay parked too. Answers how
 * many were applied.
 */
export async function redrive(database: Database, reactions: Reactions): Promise<number> {
  return await database.transaction(async (tx) => {
    // The lock keeps new events out: one behind a parked event would be parked after its turn.
    await tx.execute(sql`select from inbox order by source, partition for update`);
    const { rows } = await tx.execute<{ source: string; envelope: Envelope }>(sql`
      select source, envelope from parked_event order by source, partition, seq for update`);
    const stuck = new Set<string>();
    let applied = 0;
    for (const { source, envelope } of rows) {
      const subject = `${source} ${envelope.partition} ${envelope.subject}`;
      if (stuck.has(subject) || (await tryInSavepoint(tx, reactions, envelope)) !== undefined) {
        stuck.add(subject);
        continue;
      }
      applied++;
      await tx.execute(sql`
        delete from parked_event where source = ${source} and partition = ${envelope.partition} and seq = ${envelope.seq}`);
    }
    return applied;
  });
}

/**
 * An operator accepts a source's new epoch. `heads` are the heads of the source at its restore. Its outbox no longer
 * has what we applied beyond them. What it announced since is new, and we apply it.
 */
export const reconcile = (tx: Tx, source: string, epoch: number, heads: Readonly<Record<string, number>>) =>
  tx.execute(sql`
    update inbox set epoch = ${epoch}, last_seq = least(last_seq, coalesce((${JSON.stringify(heads)}::jsonb ->> partition)::bigint, 0))
     where source = ${source}`);

export type Watermarks = Readonly<Record<string, { readonly last: number; readonly epoch: number | null }>>;

export async function readWatermarks(reader: Reader, source: string): Promise<Watermarks> {
  const { rows } = await reader.execute<{ partition: string; last_seq: bigint; epoch: number | null }>(sql`
    select partition, last_seq, epoch from inbox where source = ${source}`);
  return Object.fromEntries(rows.map((row) => [row.partition, { last: Number(row.last_seq), epoch: row.epoch }]));
}

export async function countParked(reader: Reader): Promise<number> {
  const { rows } = await reader.execute<{ count: bigint }>(sql`select count(*) as count from parked_event`);
  return Number(rows[0]!.count);
}

export async function countParkedOf(reader: Reader, partition: string): Promise<number> {
  const { rows } = await reader.execute<{ count: bigint }>(sql`
    select count(*) as count from parked_event where partition = ${partition}`);
  return Number(rows[0]!.count);
}
