/** The SQL of taking visits at other prices, for what comes with time and acts for nobody. Decides nothing. */
import { and, eq, gte, sql } from 'drizzle-orm';
import { asArray, asRecordset, insertAll, type Tx } from '@seteli/kit/db';
import { startOfDay, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Visit } from '../domain/visit.ts';
import { booking } from '../tables/booking.ts';
import { repricing, repricingRefusal } from '../tables/repricing.ts';
import { visit } from '../tables/visit.ts';
import type { Booking } from './booking.ts';

export type Repricing = typeof repricing.$inferSelect;

export const FIRST_ID: Id = '00000000-0000-0000-0000-000000000000';
export const LAST_ID: Id = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

type List = { readonly unitId: Id; readonly serviceId: Id; readonly firstDay: Day };

/** Lists that replace another on days that have begun, each until the unit's next one. */
export async function insertRepricings(tx: Tx, lists: readonly List[]): Promise<void> {
  if (lists.length === 0) return;
  const rows = lists.map((list) => ({ ...list, cursorBookingId: FIRST_ID, cursorVisitId: FIRST_ID, isDone: false }));
  await tx.execute(sql`
    insert into repricing (unit_id, service_id, first_day, last_day, cursor_booking_id, cursor_visit_id, is_done)
    select distinct n.unit_id, n.service_id, n.first_day,
           (select min(p.first_day) - 1 from price p where p.unit_id = n.unit_id and p.service_id = n.service_id and p.first_day > n.first_day),
           n.cursor_booking_id, n.cursor_visit_id, n.is_done
      from ${asRecordset(repricing, rows)} n
     where exists (select from price p where p.unit_id = n.unit_id and p.service_id = n.service_id and p.first_day < n.first_day)
    on conflict do nothing`);
}

/** One that is open, by lot: one that must wait, or that fails, does not keep the others back. Others who look at the same time get another, or none. */
export async function lockOpen(tx: Tx): Promise<Repricing | undefined> {
  const [row] = await tx
    .select()
    .from(repricing)
    .where(sql`not ${repricing.isDone}`)
    .orderBy(sql`random()`)
    .limit(1)
    .for('update', { skipLocked: true });
  return row;
}

export const saveProgress = (tx: Tx, { unitId, serviceId, firstDay, cursorBookingId, cursorVisitId, isDone }: Repricing) =>
  tx
    .update(repricing)
    .set({ cursorBookingId, cursorVisitId, isDone })
    .where(and(eq(repricing.unitId, unitId), eq(repricing.serviceId, serviceId), eq(repricing.firstDay, firstDay)));

/** The next bookings of the unit and service, from that of the cursor on. */
export const listNextBookings = (tx: Tx, { unitId, serviceId, cursorBookingId }: Repricing, limit: number): Promise<Booking[]> =>
  tx
    .select()
    .from(booking)
    .where(and(eq(booking.unitId, unitId), eq(booking.serviceId, serviceId), gte(booking.id, cursorBookingId)))
    .orderBy(booking.id)
    .limit(limit);

/** The next visits of these bookings that touch the days of the list. */
export async function listNextVisits(
  tx: Tx,
  { firstDay, lastDay, cursorBookingId, cursorVisitId }: Repricing,
  bookingIds: readonly Id[],
  now: Instant,
  limit: number,
): Promise<Id[]> {
  const from = startOfDay(firstDay).toString();
  const until = (lastDay ? startOfDay(lastDay.add({ days: 1 })) : now).toString();
  const { rows } = await tx.execute<{ id: Id }>(sql`
    select there.id from unnest(${asArray(bookingIds)}::uuid[]) as wanted(booking_id) cross join lateral (
      select v.booking_id, v.id from ${visit} v
       where v.booking_id = wanted.booking_id and (v.booking_id, v.id) > (${cursorBookingId}::uuid, ${cursorVisitId}::uuid)
         and v.starts_at < ${until}::timestamptz and v.ends_at > ${from}::timestamptz
       order by v.id limit ${limit} offset 0) there
     order by there.booking_id, there.id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** Visits that are left as they were, each with its refusal. */
export const insertLeft = (tx: Tx, left: readonly Visit[], now: Instant) =>
  insertAll(
    tx,
    repricingRefusal,
    left.map(({ id, version, refusal }) => ({
      visitId: id,
      version,
      code: refusal!.code,
      remaining: refusal!.remaining,
      refusedAt: now,
    })),
    sql`on conflict do nothing`,
  );
