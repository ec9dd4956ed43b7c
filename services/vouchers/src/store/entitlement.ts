/**
 * All SQL about entitlements, their buckets and batches, outside of allocation. Takes and gives domain types; decides
 * nothing.
 */
import { eq, sql } from 'drizzle-orm';
import { asArray, asRecordset, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import { bucketName, type Batch, type Bucket } from '../domain/bucket.ts';
import type { VersionedEntitlement } from '../domain/entitlement.ts';
import type { BatchWish, GrantedEntitlement } from '../domain/grant.ts';
import * as tables from '../tables.ts';

const { entitlement, entitlementContent, balanceBatch, bucket } = tables;

export type StoredEntitlement = VersionedEntitlement & { readonly voucherId: Id; readonly contentIds: readonly Id[] };

type Loading = { readonly loadedBy: Id; readonly loadedAt: Instant };

export async function insertEntitlements(tx: Tx, voucherId: Id, granted: readonly GrantedEntitlement[], loading: Loading): Promise<void> {
  const rows = granted.map((given) => ({ id: newId(), ...given }));
  await insertAll(
    tx,
    entitlement,
    rows.map(({ id, kind, unit, steps, recurrence, periods, carryOver }) => ({
      id,
      voucherId,
      kind,
      unit,
      steps,
      recurrence,
      periods: periods.map(({ firstDay, lastDay }) => ({ firstDay: firstDay.toString(), lastDay: lastDay.toString() })),
      carryOver,
      version: 1,
    })),
  );
  await insertAll(
    tx,
    entitlementContent,
    rows.flatMap(({ id, contentIds }) => contentIds.map((contentId) => ({ voucherId, contentId, entitlementId: id }))),
  );
  await insertBatches(
    tx,
    rows.flatMap(({ id, batches }) => batches.map((batch) => ({ balanceId: id, batch }))),
    loading,
  );
}

/** A batch of euros is a bucket of cents with its own days. */
export async function insertBatches(
  tx: Tx,
  loaded: readonly { readonly balanceId: Id; readonly batch: BatchWish }[],
  loading: Loading,
): Promise<void> {
  const rows = loaded.map(({ balanceId, batch }) => ({ id: newId(), entitlementId: balanceId, ...batch }));
  await insertAll(
    tx,
    balanceBatch,
    rows.map(({ id, entitlementId, firstDay, lastDay }) => ({ id, entitlementId, firstDay, lastDay, ...loading })),
  );
  await insertAll(
    tx,
    bucket,
    rows.map(({ id, entitlementId, amountCents }) => ({
      entitlementId,
      period: id,
      granted: Number(amountCents),
      remaining: Number(amountCents),
      stepsPerUnit: 100,
      carries: false,
    })),
  );
}

export async function listEntitlements(reader: Reader, voucherIds: readonly Id[]): Promise<StoredEntitlement[]> {
  const rows = await reader
    .select({
      entitlement,
      contentIds: sql<
        Id[]
      >`array(select c.content_id from ${entitlementContent} c where c.entitlement_id = ${entitlement.id} order by c.content_id)`,
    })
    .from(entitlement)
    .where(isOneOf(entitlement.voucherId, voucherIds))
    .orderBy(entitlement.id);
  const balances = rows.filter((row) => row.entitlement.kind === 'BALANCE').map((row) => row.entitlement.id);
  const batches = balances.length > 0 ? Map.groupBy(await listBatches(reader, balances), ({ entitlementId }) => entitlementId) : undefined;
  return rows.map((row) => ({
    ...row.entitlement,
    periods: readDays(row.entitlement.periods),
    contentIds: row.contentIds,
    batches: batches?.get(row.entitlement.id) ?? [],
  }));
}

export const readDays = (stored: readonly tables.StoredDays[]) =>
  stored.map(({ firstDay, lastDay }) => ({ firstDay: Temporal.PlainDate.from(firstDay), lastDay: Temporal.PlainDate.from(lastDay) }));

export const listBatches = (reader: Reader, balanceIds: readonly Id[]): Promise<(Batch & { entitlementId: Id })[]> =>
  reader
    .select({
      id: balanceBatch.id,
      entitlementId: balanceBatch.entitlementId,
      firstDay: balanceBatch.firstDay,
      lastDay: balanceBatch.lastDay,
    })
    .from(balanceBatch)
    .where(isOneOf(balanceBatch.entitlementId, balanceIds))
    .orderBy(balanceBatch.id);

export async function findEntitlement(reader: Reader, id: Id): Promise<StoredEntitlement | undefined> {
  const [found] = await reader.select({ voucherId: entitlement.voucherId }).from(entitlement).where(eq(entitlement.id, id));
  return found && (await listEntitlements(reader, [found.voucherId])).find((each) => each.id === id);
}

export type BucketKey = { readonly entitlementId: Id; readonly period: string };
type BucketRow = BucketKey & Bucket & Record<string, unknown>;

const byName = (rows: readonly BucketRow[]): Map<string, Bucket> =>
  new Map(
    rows.map(({ entitlementId, period, granted, remaining, stepsPerUnit }) => [
      bucketName(entitlementId, period),
      { granted, remaining, stepsPerUnit },
    ]),
  );

const COLUMNS = sql`b.entitlement_id as "entitlementId", b.period, b.granted, b.remaining, b.steps_per_unit as "stepsPerUnit"`;

export const listBuckets = async (reader: Reader, keys: readonly BucketKey[]): Promise<Map<string, Bucket>> => {
  const { rows } = await reader.execute<BucketRow>(sql`
    select ${COLUMNS} from bucket b join ${asRecordset(bucket, keys)} k using (entitlement_id, period)`);
  return byName(rows);
};

/** All buckets of entitlements. */
export const listAllBuckets = async (reader: Reader, entitlementIds: readonly Id[]): Promise<Map<string, Bucket>> => {
  const { rows } = await reader.execute<BucketRow>(sql`
    select ${COLUMNS} from bucket b where b.entitlement_id = any(${asArray(entitlementIds)}::uuid[])`);
  return byName(rows);
};

/** The same buckets, locked in the order in which every transaction locks them. The caller has locked the voucher. */
export const lockAllBuckets = async (tx: Tx, entitlementIds: readonly Id[]): Promise<Map<string, Bucket>> => {
  const { rows } = await tx.execute<BucketRow>(sql`
    select ${COLUMNS} from bucket b where b.entitlement_id = any(${asArray(entitlementIds)}::uuid[])
     order by b.entitlement_id, b.period for update of b`);
  return byName(rows);
};

/** Saves the new quantity, also for periods from which visits have taken. */
export async function saveQuantity(
  tx: Tx,
  { id, steps, version }: VersionedEntitlement,
  buckets: ReadonlyMap<string, Bucket>,
): Promise<void> {
  await tx.update(entitlement).set({ steps, version }).where(eq(entitlement.id, id));
  const rows = [...buckets].map(([name, { granted, remaining }]) => ({
    entitlementId: id,
    period: name.slice(id.length + 1),
    granted,
    remaining,
  }));
  await tx.execute(sql`
    update bucket b set granted = k.granted, remaining = k.remaining from ${asRecordset(bucket, rows)} k
     where b.entitlement_id = k.entitlement_id and b.period = k.period`);
}
