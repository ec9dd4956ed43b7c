/** The SQL of allocation: a handful of statements for a batch of any size. Decides nothing. */
import { sql } from 'drizzle-orm';
import { asArray, asRecordset, type Tx } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import {
  bucketName,
  drawsOf,
  type Allocation,
  type AllocationFacts,
  type Draw,
  type KnownVoucher,
  type RecordedVisit,
} from '../domain/allocate.ts';
import type { Recurrence } from '../domain/bucket.ts';
import { allocation, bucket } from '../tables.ts';

const instantOf = (text: string) => Temporal.Instant.from(text);
const dayOf = (text: string): Day => Temporal.PlainDate.from(text);

/** Locks all that the visits concern, always in the same order (vouchers, then buckets), and loads what the rule needs to know. */
export async function lockAllocationFacts(tx: Tx, visits: readonly RecordedVisit[]): Promise<AllocationFacts> {
  // They travel together and are answered in this order: what overlaps is read when the vouchers are locked.
  const [vouchers, allocations, contents] = await Promise.all([
    lockVouchers(tx, visits),
    findAllocations(tx, visits),
    findContentFacts(tx, [...new Set(visits.flatMap(({ pieces }) => pieces.map(({ contentId }) => contentId)))]),
  ]);
  const drawn = visits.flatMap((visit) => {
    const voucher = vouchers.get(visit.voucherId);
    return voucher ? drawsOf(voucher, visit.pieces) : [];
  });
  return {
    vouchers,
    allocations,
    buckets: await lockBuckets(tx, [...drawn, ...ownDraws(allocations, visits)]),
    ...contents,
  };
}

type Concerned = Pick<RecordedVisit, 'visitId' | 'voucherId' | 'personId'>;

/** Locks what visits hold, in the same order. */
export async function lockHeld(tx: Tx, visits: readonly Concerned[]): Promise<Pick<AllocationFacts, 'allocations' | 'buckets'>> {
  await lockVouchers(tx, visits);
  const allocations = await findAllocations(tx, visits);
  return { allocations, buckets: await lockBuckets(tx, ownDraws(allocations, visits)) };
}

function ownDraws(allocations: readonly Allocation[], visits: readonly Concerned[]): readonly Draw[] {
  const ids = new Set(visits.map(({ visitId }) => visitId));
  return allocations.filter(({ visitId }) => ids.has(visitId)).flatMap(({ draws }) => draws);
}

/** All vouchers of the clients, of whichever organiser: what overlaps is seen only by who waits for the others. */
async function lockVouchers(tx: Tx, visits: readonly Concerned[]): Promise<Map<Id, KnownVoucher>> {
  type Row = {
    [key: string]: unknown;
    id: Id;
    firstDay: string;
    lastDay: string;
    entitlements: { contentId: Id; id: Id; recurrence: Recurrence }[];
  };
  const { rows } = await tx.execute<Row>(sql`
    select v.id, v.first_day as "firstDay", v.last_day as "lastDay",
           array(select jsonb_build_object('contentId', c.content_id, 'id', e.id, 'recurrence', e.recurrence)
                   from entitlement_content c join entitlement e on e.id = c.entitlement_id where c.voucher_id = v.id) as entitlements
      from voucher v
     where v.id = any(${asArray(visits.map(({ voucherId }) => voucherId))}::uuid[])
        or v.person_id = any(${asArray(visits.map(({ personId }) => personId))}::uuid[])
     order by v.id for update of v`);
  return new Map(
    rows.map(({ id, entitlements, firstDay, lastDay }) => [
      id,
      {
        id,
        firstDay: dayOf(firstDay),
        lastDay: dayOf(lastDay),
        entitlements: new Map(entitlements.map(({ contentId, ...entitlement }) => [contentId, entitlement])),
      },
    ]),
  );
}

/** What the visits hold themselves, and what else their clients have at those times. Visits without times have no others. */
async function findAllocations(tx: Tx, visits: readonly (Concerned & Partial<RecordedVisit>)[]): Promise<Allocation[]> {
  type Row = Omit<Allocation, 'startsAt' | 'endsAt'> & { [key: string]: unknown; startsAt: string; endsAt: string };
  const concerned = asRecordset(
    allocation,
    visits.map(({ visitId, personId, start, end }) => ({ visitId, personId, ...(start && end && { startsAt: start, endsAt: end }) })),
  );
  const { rows } = await tx.execute<Row>(sql`
    select visit_id as "visitId", visit_version as "visitVersion", voucher_id as "voucherId", person_id as "personId",
           starts_at as "startsAt", ends_at as "endsAt", state, draws
      from allocation
     where visit_id = any(array(
       select visit_id from ${concerned} k
       union
       select other.visit_id from ${concerned} k cross join lateral (
         select a.visit_id from allocation a
          where a.person_id = k.person_id and a.ends_at > k.starts_at and a.starts_at < k.ends_at and a.state = 'MADE' offset 0) other))`);
  return rows.map((row) => ({ ...row, startsAt: instantOf(row.startsAt), endsAt: instantOf(row.endsAt) }));
}

type BucketKey = { readonly entitlementId: Id; readonly period: string };

async function lockBuckets(tx: Tx, drawn: readonly BucketKey[]): Promise<Map<string, number>> {
  const wanted = new Map(drawn.map(({ entitlementId, period }) => [bucketName(entitlementId, period), { entitlementId, period }]));
  const keys = [...wanted.values()];
  if (keys.length === 0) return new Map();
  const found = await lockExisting(tx, keys);
  if (found.size === keys.length) return found;
  // A bucket that does not exist cannot be locked: it is made first.
  await tx.execute(sql`
    insert into bucket (entitlement_id, period, granted, remaining)
    select k.entitlement_id, k.period, e.steps, e.steps
      from ${asRecordset(bucket, keys)} k join entitlement e on e.id = k.entitlement_id
     order by k.entitlement_id, k.period
        on conflict do nothing`);
  return await lockExisting(tx, keys);
}

async function lockExisting(tx: Tx, keys: readonly BucketKey[]): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ entitlement_id: string; period: string; remaining: number }>(sql`
    select b.entitlement_id, b.period, b.remaining
      from bucket b join ${asRecordset(bucket, keys)} k using (entitlement_id, period)
     order by b.entitlement_id, b.period for update of b`);
  return new Map(rows.map((row) => [bucketName(row.entitlement_id, row.period), row.remaining]));
}

async function findContentFacts(tx: Tx, contentIds: readonly Id[]): Promise<Pick<AllocationFacts, 'deductibleAllowed' | 'values'>> {
  type Row = { id: Id; versions: { firstDay: string; allowed: boolean }[]; values: { firstDay: string; valueCents: string }[] };
  const { rows } = await tx.execute<Row>(sql`
    select c.id, array_agg(jsonb_build_object('firstDay', c.first_day, 'allowed', c.deductible_allowed) order by c.first_day desc) as versions,
           array(select jsonb_build_object('firstDay', v.first_day, 'valueCents', v.value_cents::text)
                   from unit_value v where v.service_id = c.service_id and v.content_id = c.id order by v.first_day desc) as values
      from service_content c where c.id = any(${asArray(contentIds)}::uuid[])
     group by c.id, c.service_id`);
  return {
    deductibleAllowed: new Map(
      rows.map((row) => [row.id, row.versions.map(({ firstDay, allowed }) => ({ firstDay: dayOf(firstDay), allowed }))]),
    ),
    values: new Map(
      rows.map((row) => [
        row.id,
        row.values.map(({ firstDay, valueCents }) => ({ firstDay: dayOf(firstDay), valueCents: BigInt(valueCents) })),
      ]),
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
