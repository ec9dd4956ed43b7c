/**
 * The SQL of commitments, in a handful of statements: what an organiser's vouchers of a year grant, and what its visits
 * of the year took.
 */
import { and, eq, gte, lte, or, sql } from 'drizzle-orm';
import { isOneOf, planForMuch, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { CommitmentFacts, Used } from '../domain/commitment.ts';
import { dearestPrices } from '../domain/listed-price.ts';
import { heldOn } from '../domain/worth.ts';
import { balanceBatch, entitlement, voucher } from '../tables.ts';
import { unitValue } from '../tables/value.ts';
import { serviceVersion } from '../tables/known.ts';
import { listAllBuckets, listEntitlements } from './entitlement.ts';
import { listHeardPriceLists } from './price.ts';
import { TERMS_BY_DEFAULT } from './value.ts';
import { listOwnValueChanges } from './voucher.ts';

export async function findCommitments(tx: Tx, organiserId: Id, year: number): Promise<CommitmentFacts> {
  await planForMuch(tx);
  const [from, until] = [Temporal.PlainDate.from({ year, month: 1, day: 1 }), Temporal.PlainDate.from({ year, month: 12, day: 31 })];
  // A batch may have days outside the voucher's.
  const loaded = tx
    .select({ id: entitlement.voucherId })
    .from(balanceBatch)
    .innerJoin(entitlement, eq(entitlement.id, balanceBatch.entitlementId))
    .where(and(gte(balanceBatch.firstDay, from), lte(balanceBatch.firstDay, until)));
  const vouchers = await tx
    .select()
    .from(voucher)
    .where(
      and(
        eq(voucher.organiserId, organiserId),
        or(and(lte(voucher.firstDay, until), gte(voucher.lastDay, from)), sql`${voucher.id} in ${loaded}`),
      ),
    );
  const serviceIds = [...new Set(vouchers.map(({ serviceId }) => serviceId))];
  const voucherIds = vouchers.map(({ id }) => id);
  const purchased = new Set(vouchers.filter(({ arrangementKind }) => arrangementKind === 'PURCHASED').map(({ serviceId }) => serviceId));
  const [entitlements, changes, values, versions, used, lists] = [
    await listEntitlements(tx, voucherIds),
    await listOwnValueChanges(tx, voucherIds),
    await tx
      .select()
      .from(unitValue)
      .where(isOneOf(unitValue.serviceId, serviceIds))
      .orderBy(sql`${unitValue.firstDay} desc, ${unitValue.version} desc`),
    await tx
      .select()
      .from(serviceVersion)
      .where(isOneOf(serviceVersion.serviceId, serviceIds))
      .orderBy(sql`first_day desc, version desc`),
    await findUsed(tx, organiserId, year),
    await listHeardPriceLists(tx, purchased),
  ];
  const byId = new Map(vouchers.map((each) => [each.id, { ...each, ownValueChanges: changes.get(each.id) ?? [] }]));
  const terms = Map.groupBy(versions, ({ serviceId }) => serviceId);
  return {
    granted: entitlements.map(({ voucherId, contentIds, ...given }) => {
      const of = byId.get(voucherId)!;
      const tailDays = (heldOn(terms.get(of.serviceId), of.lastDay) ?? TERMS_BY_DEFAULT).tailDays;
      return { voucher: of, entitlement: given, contentIds, tailDays };
    }),
    used,
    values: Map.groupBy(values, ({ contentId }) => contentId),
    prices: dearestPrices(lists),
    buckets: await listAllBuckets(
      tx,
      entitlements.map(({ id }) => id),
    ),
  };
}

/** Sums lines by their service month. Visits that spare the client's quota are summed apart. */
async function findUsed(tx: Tx, organiserId: Id, year: number): Promise<Used[]> {
  type Row = { service_id: Id; used: bigint; outside: bigint };
  const { rows } = await tx.execute<Row>(sql`
    select v.service_id, sum((line.value ->> 6)::bigint)::bigint as used,
           coalesce(sum((line.value ->> 6)::bigint) filter (where a.spares_quota), 0)::bigint as outside
      from voucher v join allocation a on a.voucher_id = v.id cross join lateral jsonb_array_elements(a.lines) line
     where v.organiser_id = ${organiserId} and a.state = 'MADE' and line.value ->> 1 between ${`${year}-01`} and ${`${year}-12`}
     group by v.service_id`);
  return rows.map(({ service_id, used, outside }) => ({ serviceId: service_id, usedCents: used, outsideQuotaCents: outside }));
}
