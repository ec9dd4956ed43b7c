/** What clients are told before a price rises: one statement for a list and all its bookings. Decides nothing but what a rise is. */
import { and, eq, sql } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { asRecordset, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { booking } from '../tables/booking.ts';
import { price } from '../tables/known.ts';
import { priceNotice } from '../tables/recurring.ts';
import { sightOf } from './booking.ts';

export type PriceNotice = typeof priceNotice.$inferSelect;

/** For each booking that is still open on the first day of a list, and each of its contents that costs more from then on than it was last asked for. */
export const insertNotices = (tx: Tx, listed: readonly (typeof price.$inferInsert)[]) =>
  tx.execute(sql`
    insert into price_notice (id, booking_id, content_id, first_day, old_price_cents, new_price_cents)
    select uuidv7(), b.id, n.content_id, n.first_day, o.price_cents, n.price_cents
      from ${asRecordset(price, listed)} n
      join booking b on b.unit_id = n.unit_id and b.service_id = n.service_id and n.content_id = any(b.content_ids)
                    and (b.last_day is null or b.last_day >= n.first_day)
                    and not exists (select from voucher v where v.id = b.voucher_id and v.contract_prices ? n.content_id::text)
      join price o on o.unit_id = n.unit_id and o.service_id = n.service_id and o.content_id = n.content_id and o.price_cents < n.price_cents
                  and o.first_day = (select max(p.first_day) from price p
                                      where p.unit_id = n.unit_id and p.service_id = n.service_id and p.content_id = n.content_id
                                        and p.first_day < n.first_day)
    on conflict do nothing`);

export const listNotices = (reader: Reader, bookingIds: readonly Id[]): Promise<PriceNotice[]> =>
  reader.select().from(priceNotice).where(isOneOf(priceNotice.bookingId, bookingIds)).orderBy(priceNotice.firstDay, priceNotice.id);

export async function findNotices(reader: Reader, actor: Actor, ids: readonly Id[]): Promise<PriceNotice[]> {
  const rows = await reader
    .select({ notice: priceNotice })
    .from(priceNotice)
    .innerJoin(booking, eq(booking.id, priceNotice.bookingId))
    .where(and(isOneOf(priceNotice.id, ids), sightOf(actor)));
  return rows.map(({ notice }) => notice);
}
