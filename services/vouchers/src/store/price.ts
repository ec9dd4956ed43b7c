/** The SQL of price lists that registry has accepted. Decides nothing. */
import { sql } from 'drizzle-orm';
import { insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { PriceList } from '../domain/listed-price.ts';
import { readPrices, writePrices } from './columns.ts';
import { priceList } from '../tables/known.ts';

export type AcceptedList = PriceList & { readonly acceptedAt: Instant };

/**
 * Among lists of a unit and service that begin on a day, the one that registry accepted last holds, in whatever order
 * they come.
 */
export async function savePriceLists(tx: Tx, lists: readonly AcceptedList[]): Promise<void> {
  // One statement cannot write a row twice. Of two lists of the same moment, the later one is the correction.
  const last = new Map<string, AcceptedList>();
  for (const list of lists) {
    const key = `${list.serviceId} ${list.unitId} ${list.firstDay.toString()}`;
    const before = last.get(key);
    if (!before || Temporal.Instant.compare(before.acceptedAt, list.acceptedAt) <= 0) last.set(key, list);
  }
  const inOrder = [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => list);
  await insertAll(
    tx,
    priceList,
    inOrder.map(({ prices, ...list }) => ({ ...list, prices: writePrices(prices) })),
    sql`on conflict (service_id, unit_id, first_day) do update set prices = excluded.prices, provider_id = excluded.provider_id,
          accepted_at = excluded.accepted_at
        where price_list.accepted_at <= excluded.accepted_at`,
  );
}

export async function listHeardPriceLists(reader: Reader, serviceIds: ReadonlySet<Id>): Promise<PriceList[]> {
  const rows = await reader.select().from(priceList).where(isOneOf(priceList.serviceId, serviceIds));
  return rows.map(({ prices, ...list }) => ({ ...list, prices: readPrices(prices) }));
}
