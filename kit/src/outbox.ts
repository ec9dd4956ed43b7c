/**
 * The producer's side of an event. It announces the event in the transaction of its cause, keeps it for ever, and hands
 * it out by page. It sends nothing; the relay does.
 */
import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from './day.ts';
import { asRecordset, type Reader, type Tx } from './db.ts';
import { sourceUri, type DataOf, type Envelope, type EventContract } from './events.ts';
import { newId } from './ids.ts';
import { relay } from './tables.ts';
import { lastly } from './transaction.ts';

export type Announcement = {
  readonly contract: EventContract;
  /** The id of the thing that the event is about. Listeners apply events of one subject in order or not at all. */
  readonly subject: string;
  readonly data: unknown;
};

export const announce = <Contract extends EventContract>(contract: Contract, subject: string, data: DataOf<Contract>): Announcement => ({
  contract,
  subject,
  data,
});

/**
 * What fits into one message of the broker and one page, envelope included. A bigger event would stop its partition for
 * good.
 */
export const EVENT_BYTES = 768 * 1024;

/** The caller sent more than one event can hold. */
export class EventTooLarge extends RangeError {}

export type Cause = { readonly now: Instant; readonly actor?: string | undefined; readonly traceparent?: string | undefined };

type Pending = {
  readonly partition: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly actor: string | undefined;
  readonly traceparent: string | undefined;
  readonly data: string;
};

const pendingOf = new WeakMap<Tx, Pending[]>();

export const countAnnounced = (tx: Tx): number => pendingOf.get(tx)?.length ?? 0;

/** Drops the announcements after the first so many, when the work that caused them was rolled back to a savepoint. */
export const forgetAnnounced = (tx: Tx, after: number): void => void pendingOf.get(tx)?.splice(after);

/**
 * Announces events of one partition. The last statement of the transaction writes them: it takes the partition's
 * counter, and all others of the partition then wait until the commit.
 */
export function publish(tx: Tx, partition: string, events: readonly Announcement[], { now, actor, traceparent }: Cause): void {
  if (events.length === 0) return;
  const pending = pendingOf.get(tx) ?? [];
  if (pending.length === 0) {
    pendingOf.set(tx, pending);
    lastly(tx, () => writeAll(pending));
  }
  const time = now.toString({ smallestUnit: 'millisecond' });
  for (const { contract, subject, data } of events)
    pending.push({ partition, id: newId(), type: contract.type, subject, time, actor, traceparent, data: encode(contract, data) });
}

/** Takes counters in the order of the partitions' names, so that two commands cannot wait for each other. */
function writeAll(pending: readonly Pending[]): SQL {
  const byPartition = [...Map.groupBy(pending, ({ partition }) => partition)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const heads = byPartition.map(([partition, { length }]) => ({ partition, seq: length }));
  const rows = byPartition.flatMap(([, events]) =>
    events.map(({ data, ...event }, index) => withData({ ...event, seq: index - events.length + 1 }, data)),
  );
  return sql`
    with head as (
      insert into outbox_head select * from json_populate_recordset(null::outbox_head, ${JSON.stringify(heads)}::json)
      on conflict (partition) do update set seq = outbox_head.seq + excluded.seq returning partition, seq
    )
    insert into outbox (partition, seq, id, type, subject, time, actor, traceparent, data)
    select partition, head.seq + event.seq, event.id, event.type, event.subject, event.time, event.actor, event.traceparent, event.data
      from json_populate_recordset(null::outbox, ${`[${rows.join(',')}]`}::json) as event join head using (partition)`;
}

/** Inserts the data, which is already JSON, unchanged. */
const withData = (head: object, data: string): string => `${JSON.stringify(head).slice(0, -1)},"data":${data}}`;

function encode(contract: EventContract, data: unknown): string {
  const text = JSON.stringify(z.encode(contract.data, data));
  if (Buffer.byteLength(text) > EVENT_BYTES)
    throw new EventTooLarge(`${contract.type}: an event of more than ${EVENT_BYTES} bytes cannot be announced`);
  return text;
}

type OutboxRow = Record<string, unknown> & {
  partition: string;
  seq: bigint;
  id: string;
  type: string;
  subject: string;
  time: string;
  actor: string | null;
  traceparent: string | null;
  data: string;
  epoch: number;
};

const COLUMNS = sql.raw(
  `o.partition, o.seq, o.id, o.type, o.subject, to_char(o.time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time, o.actor, o.traceparent, o.data, (select number from epoch) as epoch`,
);

/** The envelope as text. All who read the data read the same bytes. */
function toWire(service: string, row: OutboxRow): string {
  const head: Omit<Envelope, 'data'> = {
    specversion: '1.0',
    id: row.id,
    source: sourceUri(service),
    type: row.type,
    subject: row.subject,
    time: row.time,
    datacontenttype: 'application/json',
    partition: row.partition,
    seq: Number(row.seq),
    epoch: row.epoch,
    ...(row.actor && { actor: row.actor }),
    ...(row.traceparent && { traceparent: row.traceparent }),
  };
  return withData(head, row.data);
}

export type Outgoing = {
  readonly partition: string;
  readonly seq: bigint;
  readonly id: string;
  readonly type: string;
  readonly wire: string;
};

const toOutgoing =
  (service: string) =>
  (row: OutboxRow): Outgoing => ({
    partition: row.partition,
    seq: row.seq,
    id: row.id,
    type: row.type,
    wire: toWire(service, row),
  });

export async function readEpoch(reader: Reader): Promise<number> {
  const { rows } = await reader.execute<{ number: number }>(sql`select number from epoch`);
  return rows[0]!.number;
}

/** `head`: the last number of its partition. */
export type Unrelayed = Outgoing & { readonly head: bigint };

/** How far the broker has confirmed each partition. */
export type Confirmed = ReadonlyMap<string, bigint>;

const asMarks = (confirmed: Confirmed): SQL =>
  asRecordset(
    relay,
    [...confirmed].map(([partition, seq]) => ({ partition, seq })),
  );

/**
 * The events that the broker has not confirmed yet, in order within each partition. `confirmed` is what the relay knows
 * beyond its marks. All waiting partitions get an equal share of the batch.
 */
export async function readUnrelayed(
  reader: Reader,
  service: string,
  batch: number,
  confirmed: Confirmed = new Map(),
): Promise<Unrelayed[]> {
  const { rows } = await reader.execute<OutboxRow & { head: bigint }>(sql`
    with sent as (
      select partition, h.seq as head, least(coalesce(c.seq, r.seq, 0), h.seq) as seq
        from outbox_head h left join relay r using (partition) left join ${asMarks(confirmed)} c using (partition)
    ), waiting as (
      select partition, seq as sent, head, greatest(${batch} / count(*) over (), 1) as share from sent where head > seq limit ${batch}
    )
    select ${COLUMNS}, w.head
      from waiting w cross join lateral (
        select * from outbox where partition = w.partition and seq > w.sent order by seq limit w.share
      ) o
     order by o.partition, o.seq`);
  return rows.map((row) => ({ ...toOutgoing(service)(row), head: row.head }));
}

/** Moves the marks of what the broker confirmed; never back, and never beyond what this database has announced. */
export const markRelayed = (tx: Tx, confirmed: Confirmed) =>
  tx.execute(sql`
    insert into relay select partition, least(c.seq, h.seq) from ${asMarks(confirmed)} c join outbox_head h using (partition)
    on conflict (partition) do update set seq = greatest(relay.seq, excluded.seq)`);

export type Heads = { readonly epoch: number; readonly heads: Readonly<Record<string, number>> };

export async function readHeads(reader: Reader): Promise<Heads> {
  const { rows } = await reader.execute<{ partition: string; seq: bigint }>(sql`select partition, seq from outbox_head`);
  return { epoch: await readEpoch(reader), heads: Object.fromEntries(rows.map(({ partition, seq }) => [partition, Number(seq)])) };
}

/** Starts a new epoch. Call it first after a restore to an earlier time: the numbers after these heads run again. */
export async function raiseEpoch(tx: Tx): Promise<Heads> {
  await tx.execute(sql`update epoch set number = number + 1`);
  return await readHeads(tx);
}

const PAGE_EVENTS = 500;
const PAGE_BYTES = 512 * 1024;

/** The next events of a partition as one JSON array: at most 500 of them and 512 kB, but always at least one. */
export async function readOutboxPage(reader: Reader, service: string, partition: string, after: number): Promise<string> {
  const { rows } = await reader.execute<OutboxRow>(sql`
    select ${COLUMNS} from outbox o where o.partition = ${partition} and o.seq > ${after} order by o.seq limit ${PAGE_EVENTS}`);
  const page: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const { wire } = toOutgoing(service)(row);
    bytes += Buffer.byteLength(wire) + 1;
    if (page.length > 0 && bytes > PAGE_BYTES) break;
    page.push(wire);
  }
  return `[${page.join(',')}]`;
}
