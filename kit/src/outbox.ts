/** The producer's side of an event: announced in the transaction of its cause, kept for ever, and handed out by page. It sends nothing; the relay does. */
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from './day.ts';
import type { Reader, Tx } from './db.ts';
import type { DataOf, Envelope, EventContract } from './events.ts';
import { newId } from './ids.ts';

export type Announcement = {
  readonly contract: EventContract;
  /** The id of the thing that it is about; events of one subject are applied in order or not at all. */
  readonly subject: string;
  readonly data: unknown;
};

export const announce = <Contract extends EventContract>(contract: Contract, subject: string, data: DataOf<Contract>): Announcement => ({
  contract,
  subject,
  data,
});

/** What fits into one message of the broker and one page, envelope included. A bigger event would stop its partition for good. */
const EVENT_BYTES = 768 * 1024;

export type Cause = { readonly now: Instant; readonly actor?: string | undefined; readonly traceparent?: string | undefined };

/**
 * Announces events of one partition. Must be the last statement of a command: it takes the partition's counter, and
 * whoever holds that keeps all others of the partition waiting until the commit.
 */
export async function publish(
  tx: Tx,
  partition: string,
  events: readonly Announcement[],
  { now, actor, traceparent }: Cause,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ contract, subject, data }) => ({ id: newId(), type: contract.type, subject, data: encode(contract, data) }));
  await tx.execute(sql`
    with head as (
      insert into outbox_head (partition, seq) values (${partition}, ${rows.length})
      on conflict (partition) do update set seq = outbox_head.seq + excluded.seq returning seq
    )
    insert into outbox (partition, seq, id, type, subject, time, actor, traceparent, data)
    select ${partition}, head.seq - ${rows.length} + event.ordinal, event.id, event.type, event.subject,
           ${now.toString({ smallestUnit: 'millisecond' })}::timestamptz, ${actor ?? null}, ${traceparent ?? null}, event.data
      from head, rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as (id uuid, type text, subject text, data text))
           with ordinality as event (id, type, subject, data, ordinal)`);
}

function encode(contract: EventContract, data: unknown): string {
  const text = JSON.stringify(z.encode(contract.data, data));
  if (Buffer.byteLength(text) > EVENT_BYTES)
    throw new RangeError(`${contract.type}: an event of more than ${EVENT_BYTES} bytes cannot be announced`);
  return text;
}

/** Announces in several partitions, always in the same order, so that two commands cannot wait for each other. */
export async function publishAll(tx: Tx, byPartition: ReadonlyMap<string, readonly Announcement[]>, cause: Cause): Promise<void> {
  for (const partition of [...byPartition.keys()].toSorted()) await publish(tx, partition, byPartition.get(partition)!, cause);
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
};

const COLUMNS = sql.raw(
  `o.partition, o.seq, o.id, o.type, o.subject, to_char(o.time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time, o.actor, o.traceparent, o.data`,
);

/** The envelope as text. The data is already JSON and is set in as it stands, so that all who read it read the same bytes. */
function toWire(service: string, epoch: number, row: OutboxRow): string {
  const head: Omit<Envelope, 'data'> = {
    specversion: '1.0',
    id: row.id,
    source: `/seteli/${service}`,
    type: row.type,
    subject: row.subject,
    time: row.time,
    datacontenttype: 'application/json',
    partition: row.partition,
    seq: Number(row.seq),
    epoch,
    ...(row.actor && { actor: row.actor }),
    ...(row.traceparent && { traceparent: row.traceparent }),
  };
  return `${JSON.stringify(head).slice(0, -1)},"data":${row.data}}`;
}

export type Outgoing = {
  readonly partition: string;
  readonly seq: bigint;
  readonly id: string;
  readonly type: string;
  readonly wire: string;
};

const toOutgoing =
  (service: string, epoch: number) =>
  (row: OutboxRow): Outgoing => ({
    partition: row.partition,
    seq: row.seq,
    id: row.id,
    type: row.type,
    wire: toWire(service, epoch, row),
  });

export async function readEpoch(reader: Reader): Promise<number> {
  const { rows } = await reader.execute<{ number: number }>(sql`select number from epoch`);
  return rows[0]!.number;
}

/** What the broker has not confirmed yet, in order within each partition. All partitions that wait get an equal share of the batch. */
export async function readUnrelayed(reader: Reader, service: string, batch: number): Promise<Outgoing[]> {
  const epoch = await readEpoch(reader);
  const { rows } = await reader.execute<OutboxRow>(sql`
    with waiting as (
      select partition, coalesce(r.seq, 0) as sent, greatest(${batch} / count(*) over (), 1) as share
        from outbox_head h left join relay r using (partition)
       where h.seq > coalesce(r.seq, 0)
       limit ${batch}
    )
    select ${COLUMNS}
      from waiting w cross join lateral (
        select * from outbox where partition = w.partition and seq > w.sent order by seq limit w.share
      ) o
     order by o.partition, o.seq`);
  return rows.map(toOutgoing(service, epoch));
}

/** Moves the marks of what the broker confirmed; never back. */
export async function markRelayed(tx: Reader, confirmed: ReadonlyMap<string, bigint>): Promise<void> {
  const marks = [...confirmed].map(([partition, seq]) => ({ partition, seq: seq.toString() }));
  await tx.execute(sql`
    insert into relay select * from jsonb_populate_recordset(null::relay, ${JSON.stringify(marks)}::jsonb)
    on conflict (partition) do update set seq = greatest(relay.seq, excluded.seq)`);
}

export type Heads = { readonly epoch: number; readonly heads: Readonly<Record<string, number>> };

export async function readHeads(reader: Reader): Promise<Heads> {
  const { rows } = await reader.execute<{ partition: string; seq: bigint }>(sql`select partition, seq from outbox_head`);
  return { epoch: await readEpoch(reader), heads: Object.fromEntries(rows.map(({ partition, seq }) => [partition, Number(seq)])) };
}

/** After a restore to an earlier time, before anything else: the numbers after these heads run again, in another epoch. */
export async function raiseEpoch(tx: Tx): Promise<Heads> {
  await tx.execute(sql`update epoch set number = number + 1`);
  return await readHeads(tx);
}

const PAGE_EVENTS = 500;
const PAGE_BYTES = 512 * 1024;

/** The next events of a partition as one JSON array: at most 500 of them and 512 kB, but always at least one. */
export async function readPage(reader: Reader, service: string, partition: string, after: number): Promise<string> {
  const epoch = await readEpoch(reader);
  const { rows } = await reader.execute<OutboxRow>(sql`
    select ${COLUMNS} from outbox o where o.partition = ${partition} and o.seq > ${after} order by o.seq limit ${PAGE_EVENTS}`);
  const page: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const { wire } = toOutgoing(service, epoch)(row);
    bytes += Buffer.byteLength(wire) + 1;
    if (page.length > 0 && bytes > PAGE_BYTES) break;
    page.push(wire);
  }
  return `[${page.join(',')}]`;
}
