/**
 * Notices to those who have a booking. One statement serves a price list or a withdrawn approval with all its bookings.
 * It decides only what a rise is, and whom a withdrawal meets.
 */
import type { Sight } from '@seteli/schema/sight';
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { asArray, asRecordset, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import { firstDayOf, startOfDay, type Day, type Instant, type Month } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { stepsPerUnit, type Unit } from '@seteli/schema/quantity';
import type { Used } from '../domain/usual-use.ts';
import type { Visit } from '../domain/visit.ts';
import { booking } from '../tables/booking.ts';
import { approval, price } from '../tables/known.ts';
import { bookingNotice, priceNotice, type VisitNotice } from '../tables/notice.ts';
import { sightOf } from './booking.ts';

export type PriceNotice = typeof priceNotice.$inferSelect;

/** A notice about a booking, as its service tells others of it. */
export type ToldBooking = { readonly id: Id; readonly bookingId: Id; readonly day: Day | null };

const toTold = ({ id, bookingId, day }: { id: Id; bookingId: Id; day: string | null }): ToldBooking => ({
  id,
  bookingId,
  day: day === null ? null : Temporal.PlainDate.from(day),
});

/**
 * Tells each booking that is open on the first day of a list, for each of its contents that then costs more than the
 * unit asked before. Notices of a list that this one corrects go. Answers the new notices, with their first day.
 */
export async function insertNotices(tx: Tx, listed: readonly Omit<typeof price.$inferSelect, 'correction'>[]): Promise<ToldBooking[]> {
  await tx.execute(sql`
    delete from price_notice t using booking b, (select distinct unit_id, service_id, first_day from ${asRecordset(price, listed)}) n
     where b.id = t.booking_id and b.unit_id = n.unit_id and b.service_id = n.service_id and t.first_day = n.first_day`);
  const { rows } = await tx.execute<{ id: Id; bookingId: Id; day: string }>(sql`
    insert into price_notice (id, booking_id, content_id, first_day, old_price_cents, new_price_cents)
    select uuidv7(), b.id, n.content_id, n.first_day, o.price_cents, n.price_cents
      from ${asRecordset(price, listed)} n
      join booking b on b.unit_id = n.unit_id and b.service_id = n.service_id and n.content_id = any(b.content_ids)
                    and (b.last_day is null or b.last_day >= n.first_day)
                    and not exists (select from voucher v where v.id = b.voucher_id and v.contract_prices ? n.content_id::text)
      join price o on o.unit_id = n.unit_id and o.service_id = n.service_id and o.content_id = n.content_id and o.price_cents < n.price_cents
                  and (o.first_day, o.correction) = (
                        select p.first_day, p.correction from price p
                         where p.unit_id = n.unit_id and p.service_id = n.service_id and p.content_id = n.content_id and p.first_day < n.first_day
                         order by p.first_day desc, p.correction desc limit 1)
    returning id, booking_id as "bookingId", first_day::text as day`);
  return rows.map(toTold);
}

export const listPriceNotices = (reader: Reader, bookingIds: readonly Id[]): Promise<PriceNotice[]> =>
  reader.select().from(priceNotice).where(isOneOf(priceNotice.bookingId, bookingIds)).orderBy(priceNotice.firstDay, priceNotice.id);

export async function findPriceNotices(reader: Reader, who: Sight, ids: readonly Id[]): Promise<PriceNotice[]> {
  const rows = await reader
    .select({ notice: priceNotice })
    .from(priceNotice)
    .innerJoin(booking, eq(booking.id, priceNotice.bookingId))
    .where(and(isOneOf(priceNotice.id, ids), sightOf(who)));
  return rows.map(({ notice }) => notice);
}

export type UsedContent = Used & { readonly bookingId: Id; readonly contentId: Id };

/**
 * Approved quantities of bookings, and of those that they continue, by month and content. The client's extra service
 * does not count.
 */
export async function listUsed(
  reader: Reader,
  bookingIds: readonly Id[],
  { from, until }: { readonly from: Month; readonly until: Month },
): Promise<UsedContent[]> {
  type UsedRow = { bookingId: Id; contentId: Id; month: string; unit: Unit; stepsPerUnit: number | null; steps: string };
  const instantOf = (month: Month) => startOfDay(firstDayOf(month)).toString();
  const { rows } = await reader.execute<UsedRow>(sql`
    with recursive chain (booking_id, id) as (
      select b.id, b.id from booking b where b.id = any(${asArray(bookingIds)}::uuid[])
      union all
      select c.booking_id, b.continues from chain c join booking b on b.id = c.id where b.continues is not null)
    select c.booking_id as "bookingId", l ->> 'contentId' as "contentId", l ->> 'serviceMonth' as month, l ->> 'unit' as unit,
           (l ->> 'stepsPerUnit')::int as "stepsPerUnit", sum((l ->> 'steps')::bigint)::text as steps
      from chain c
      join visit v on v.booking_id = c.id and v.state in ('APPROVED', 'SETTLED')
                  and v.starts_at < ${instantOf(until)}::timestamptz and v.ends_at > ${instantOf(from)}::timestamptz
     cross join lateral jsonb_array_elements(v.lines) l
     where not coalesce((l ->> 'isExtraService')::boolean, false)
     group by 1, 2, 3, 4, 5`);
  return rows.map(({ month, steps, stepsPerUnit: size, ...row }) => ({
    ...row,
    month: Temporal.PlainYearMonth.from(month),
    steps: Number(steps),
    stepsPerUnit: size ?? stepsPerUnit(row.unit),
  }));
}

export type BookingNotice = typeof bookingNotice.$inferSelect;

const notice = (kind: BookingNotice['kind'], bookingId: Id, toldAt: Instant, of: Partial<BookingNotice>): BookingNotice => ({
  id: newId(),
  bookingId,
  kind,
  toldAt,
  lastDay: null,
  visitId: null,
  oldShareCents: null,
  newShareCents: null,
  ...of,
});

/**
 * Tells each booking that goes on after the last day of a withdrawn approval, unless other approvals of the provider
 * cover all of its contents on the next day (R32).
 * Answers the new notices, with that last day.
 */
export async function insertWithdrawals(
  tx: Tx,
  withdrawn: readonly (typeof approval.$inferInsert)[],
  now: Instant,
): Promise<ToldBooking[]> {
  const { rows } = await tx.execute<{ id: Id; bookingId: Id; day: string }>(sql`
    insert into booking_notice (id, booking_id, kind, told_at, last_day)
    select uuidv7(), b.id, 'APPROVAL_WITHDRAWN', ${now.toString()}::timestamptz, n.last_day
      from ${asRecordset(approval, withdrawn)} n
      join booking b on b.provider_id = n.provider_id and b.service_id = n.service_id and (b.last_day is null or b.last_day > n.last_day)
      join voucher v on v.id = b.voucher_id and v.state <> 'DECLINED' and v.last_day > n.last_day
     where exists (
       select from unnest(b.content_ids) c(id)
        where c.id = any(n.content_ids) and not exists (
          select from approval a
           where a.provider_id = n.provider_id and a.service_id = n.service_id and c.id = any(a.content_ids)
             and a.first_day <= n.last_day + 1 and (a.last_day is null or a.last_day > n.last_day)))
    returning id, booking_id as "bookingId", last_day::text as day`);
  return rows.map(toTold);
}

export type ShareChange = { readonly visit: Pick<Visit, 'id' | 'bookingId'>; readonly before: Cents; readonly after: Cents };

/** The changed client's shares of recalculated visits (rules 9, 14). */
export const insertShareChanges = (tx: Tx, changes: readonly ShareChange[], now: Instant) =>
  insertAll(
    tx,
    bookingNotice,
    changes.map(({ visit: { id, bookingId }, before, after }) =>
      notice('SHARE_RECALCULATED', bookingId, now, { visitId: id, oldShareCents: before, newShareCents: after }),
    ),
  );

export const insertVisitNotices = (tx: Tx, kind: VisitNotice, visits: readonly Visit[], now: Instant) =>
  insertAll(
    tx,
    bookingNotice,
    visits.map(({ id, bookingId }) => notice(kind, bookingId, now, { visitId: id })),
  );

/** How often bookings told people that a checker holds this visit. */
export const countHolds = (tx: Tx, { id, bookingId }: Pick<Visit, 'id' | 'bookingId'>): Promise<number> =>
  tx.$count(
    bookingNotice,
    and(eq(bookingNotice.bookingId, bookingId), eq(bookingNotice.visitId, id), eq(bookingNotice.kind, 'VISIT_HELD')),
  );

export type NoticePage = { readonly first: number; readonly skip: number };

/** So many notices of each booking, newest first. */
export async function listBookingNotices(reader: Reader, bookingIds: readonly Id[], { first, skip }: NoticePage): Promise<BookingNotice[]> {
  return await reader
    .select(getTableColumns(bookingNotice))
    .from(sql`unnest(${asArray(bookingIds)}::uuid[]) as wanted(booking_id)`)
    .innerJoinLateral(
      reader
        .select()
        .from(bookingNotice)
        .where(sql`${bookingNotice.bookingId} = wanted.booking_id`)
        .orderBy(desc(bookingNotice.id))
        .limit(first)
        .offset(skip)
        .as('booking_notice'),
      sql`true`,
    )
    .orderBy(desc(bookingNotice.id));
}
