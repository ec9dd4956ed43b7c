/** The SQL of the price lists that registry has accepted. Decides nothing. */
import { eq, getTableColumns, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { PriceList } from '../domain/listed-price.ts';
import { earlierPrices, priceList, service } from '../tables/known.ts';

const { unitId, serviceId, firstDay, prices } = getTableColumns(priceList);

/** Of several lists of a unit and service that begin on a day the one that was accepted last holds, in whichever order they come. */
export async function savePriceLists(tx: Tx, rows: readonly (typeof priceList.$inferInsert)[]): Promise<void> {
  // One statement cannot write a row twice; of two of the same moment the later one is the correction.
  const last = new Map<string, typeof priceList.$inferInsert>();
  for (const row of rows) {
    const key = `${row.serviceId} ${row.unitId} ${row.firstDay.toString()}`;
    const before = last.get(key);
    if (!before || Temporal.Instant.compare(before.acceptedAt, row.acceptedAt) <= 0) last.set(key, row);
  }
  const inOrder = [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await insertAll(
    tx,
    priceList,
    inOrder,
    sql`on conflict (service_id, unit_id, first_day) do update set prices = excluded.prices, accepted_at = excluded.accepted_at
        where price_list.accepted_at <= excluded.accepted_at`,
  );
}

export const listPriceLists = (reader: Reader, serviceIds: ReadonlySet<Id>): Promise<PriceList[]> =>
  reader.select({ unitId, serviceId, firstDay, prices }).from(priceList).where(isOneOf(serviceId, serviceIds));

/** A service whose earlier lists registry has not been asked for to the last, and how far it has. */
export async function findUnasked(reader: Reader): Promise<{ serviceId: Id; askedThrough: Id | null } | undefined> {
  const [found] = await reader
    .select({ serviceId: service.id, askedThrough: earlierPrices.askedThrough })
    .from(service)
    .leftJoin(earlierPrices, eq(earlierPrices.serviceId, service.id))
    .where(or(isNull(earlierPrices.serviceId), isNotNull(earlierPrices.askedThrough)))
    .orderBy(service.id)
    .limit(1);
  return found;
}

/** `through` is null when there are no more. */
export const saveAsked = (tx: Tx, of: Id, through: Id | null) =>
  tx
    .insert(earlierPrices)
    .values({ serviceId: of, askedThrough: through })
    .onConflictDoUpdate({ target: earlierPrices.serviceId, set: { askedThrough: through } });
