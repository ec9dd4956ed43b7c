/** The SQL of allocation: a handful of statements for a batch of any size. Decides nothing. */
import { sql } from 'drizzle-orm';
import { asRecordset, type Tx } from '@seteli/kit/db';
import { startOfDay, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { bucketName, drawsOf, type Allocation, type AllocationFacts, type KnownVoucher, type RecordedVisit } from '../domain/allocate.ts';
import type { Recurrence } from '../domain/bucket.ts';
import { allocation, bucket } from '../tables.ts';

const instantOf = (text: string) => Temporal.Instant.from(text);
const dayOf = (text: string): Day => Temporal.PlainDate.from(text);

/** Locks all that the visits concern, always in the same order, and loads what the rule needs to know. */
export async function lockAllocationFacts(tx: Tx, visits: readonly RecordedVisit[]): Promise<AllocationFacts> {
  const vouchers = await lockVouchers(tx, [...new Set(visits.map(({ voucherId }) => voucherId))]);
  const allocations = await findAllocations(tx, visits, vouchers);
  const drawn = visits.flatMap((visit) => {
    const voucher = vouchers.get(visit.voucherId);
    return voucher ? drawsOf(voucher, visit.pieces) : [];
  });
  const given = allocations.flatMap(({ draws }) => draws);
  return {
    vouchers,
    allocations,
    buckets: await lockBuckets(tx, [...drawn, ...given]),
    ...(await findContentFacts(tx, [...new Set(visits.flatMap(({ pieces }) => pieces.map(({ contentId }) => contentId)))])),
  };
}

async function lockVouchers(tx: Tx, ids: readonly Id[]): Promise<Map<Id, KnownVoucher>> {
  type Row = Omit<KnownVoucher, 'firstDay' | 'lastDay' | 'entitlements'> & {
    [key: string]: unknown;
    firstDay: string;
    lastDay: string;
    entitlements: { contentId: Id; id: Id; recurrence: Recurrence }[];
  };
  const { rows } = await tx.execute<Row>(sql`
    select v.id, v.person_id as "personId", v.service_id as "serviceId", v.first_day as "firstDay", v.last_day as "lastDay",
           array(select jsonb_build_object('contentId', c.content_id, 'id', e.id, 'recurrence', e.recurrence)
                   from entitlement_content c join entitlement e on e.id = c.entitlement_id where c.voucher_id = v.id) as entitlements
      from voucher v where v.id = any(${asArray(ids)}::uuid[]) order by v.id for update of v`);
  return new Map(
    rows.map(({ entitlements, firstDay, lastDay, ...voucher }) => [
      voucher.id,
      {
        ...voucher,
        firstDay: dayOf(firstDay),
        lastDay: dayOf(lastDay),
        entitlements: new Map(entitlements.map(({ contentId, ...entitlement }) => [contentId, entitlement])),
      },
    ]),
  );
}

/** PostgreSQL's array text: one parameter however many there are. */
const asArray = (ids: readonly Id[]): string => `{${ids.join(',')}}`;

/** What the visits hold themselves, and what else their clients have at those times. */
async function findAllocations(tx: Tx, visits: readonly RecordedVisit[], vouchers: ReadonlyMap<Id, KnownVoucher>): Promise<Allocation[]> {
  type Row = Omit<Allocation, 'startsAt' | 'endsAt'> & { [key: string]: unknown; startsAt: string; endsAt: string };
  const starts = visits.map(({ start }) => start).sort(Temporal.Instant.compare);
  const ends = visits.map(({ end }) => end).sort(Temporal.Instant.compare);
  const persons = [...new Set([...vouchers.values()].map(({ personId }) => personId))];
  const { rows } = await tx.execute<Row>(sql`
    select visit_id as "visitId", visit_version as "visitVersion", voucher_id as "voucherId", person_id as "personId",
           starts_at as "startsAt", ends_at as "endsAt", state, draws
      from allocation
     where visit_id = any(${asArray(visits.map(({ visitId }) => visitId))}::uuid[])
        or (person_id = any(${asArray(persons)}::uuid[]) and state = 'MADE'
            and ends_at > ${starts[0]!.toString()}::timestamptz and starts_at < ${ends.at(-1)!.toString()}::timestamptz)`);
  return rows.map((row) => ({ ...row, startsAt: instantOf(row.startsAt), endsAt: instantOf(row.endsAt) }));
}

type BucketKey = { readonly entitlementId: Id; readonly period: string };

/** A bucket that does not exist cannot be locked: it is made first. */
async function lockBuckets(tx: Tx, drawn: readonly BucketKey[]): Promise<Map<string, number>> {
  const wanted = new Map(drawn.map(({ entitlementId, period }) => [bucketName(entitlementId, period), { entitlementId, period }]));
  const keys = [...wanted.values()];
  if (keys.length === 0) return new Map();
  await tx.execute(sql`
    insert into bucket (entitlement_id, period, granted, remaining)
    select k.entitlement_id, k.period, e.steps, e.steps
      from ${asRecordset(bucket, keys)} k join entitlement e on e.id = k.entitlement_id
     order by k.entitlement_id, k.period
        on conflict do nothing`);
  const { rows } = await tx.execute<{ entitlement_id: string; period: string; remaining: number }>(sql`
    select b.entitlement_id, b.period, b.remaining
      from bucket b join ${asRecordset(bucket, keys)} k using (entitlement_id, period)
     order by b.entitlement_id, b.period for update of b`);
  return new Map(rows.map((row) => [bucketName(row.entitlement_id, row.period), row.remaining]));
}

async function findContentFacts(tx: Tx, contentIds: readonly Id[]): Promise<Pick<AllocationFacts, 'deductibleAllowed' | 'values'>> {
  type Row = { id: Id; deductible_allowed: boolean; values: { firstDay: string; valueCents: string }[] };
  const { rows } = await tx.execute<Row>(sql`
    select c.id, c.deductible_allowed,
           array(select jsonb_build_object('firstDay', v.first_day, 'valueCents', v.value_cents::text)
                   from unit_value v where v.service_id = c.service_id and v.content_id = c.id order by v.first_day desc) as values
      from service_content c where c.id = any(${asArray(contentIds)}::uuid[])`);
  return {
    deductibleAllowed: new Map(rows.map((row) => [row.id, row.deductible_allowed])),
    values: new Map(
      rows.map((row) => [row.id, row.values.map(({ firstDay, valueCents }) => ({ firstDay: dayOf(firstDay), valueCents: BigInt(valueCents) }))]),
    ),
  };
}

export async function saveAllocations(tx: Tx, allocations: readonly Allocation[]): Promise<void> {
  if (allocations.length === 0) return;
  await tx.execute(sql`
    insert into allocation select * from ${asRecordset(allocation, allocations as (typeof allocation.$inferInsert)[])}
    on conflict (visit_id) do update
       set visit_version = excluded.visit_version, starts_at = excluded.starts_at, ends_at = excluded.ends_at, state = excluded.state, draws = excluded.draws`);
}

/** Writes all balances in one statement. */
export async function saveBuckets(tx: Tx, remaining: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...remaining].map(([name, steps]) => {
    const [entitlementId, period] = name.split(' ');
    return { entitlementId: entitlementId!, period: period!, remaining: steps };
  });
  if (rows.length === 0) return;
  await tx.execute(sql`
    update bucket b set remaining = k.remaining from ${asRecordset(bucket, rows)} k
     where b.entitlement_id = k.entitlement_id and b.period = k.period and b.remaining <> k.remaining`);
}

/** Gives back what visits hold, in one statement, and marks them released; a visit that holds nothing is only marked. */
export async function releaseAllocations(tx: Tx, visits: readonly { visitId: Id; version: number }[]): Promise<void> {
  const rows = visits.map(({ visitId, version }) => ({ visitId, visitVersion: version }));
  const held = await tx.execute<{ draws: { entitlementId: Id; period: string; steps: number }[] }>(sql`
    select a.draws from allocation a join ${asRecordset(allocation, rows)} k using (visit_id) where a.state = 'MADE' order by a.visit_id for update of a`);
  const buckets = await lockBuckets(tx, held.rows.flatMap(({ draws }) => draws));
  for (const { draws } of held.rows)
    for (const { entitlementId, period, steps } of draws) {
      const name = bucketName(entitlementId, period);
      buckets.set(name, buckets.get(name)! + steps);
    }
  await saveBuckets(tx, buckets);
  await tx.execute(sql`
    update allocation a set state = 'RELEASED', draws = '[]', visit_version = k.visit_version
      from ${asRecordset(allocation, rows)} k where a.visit_id = k.visit_id`);
}
