/** The SQL of taking visits at other prices, for what comes with time and acts for nobody. Decides nothing. */
import { and, eq, gte, isNull, or, sql } from 'drizzle-orm';
import { asArray, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import { startOfDay, type Instant } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import type { Reach } from '../domain/repricing.ts';
import type { Visit } from '../domain/visit.ts';
import { booking } from '../tables/booking.ts';
import { repricing, repricingRefusal } from '../tables/repricing.ts';
import { visit } from '../tables/visit.ts';
import type { Booking } from './booking.ts';
import { toVisit } from './visit-row.ts';

export type Repricing = typeof repricing.$inferSelect;

export const FIRST_ID: Id = '00000000-0000-0000-0000-000000000000';
export const LAST_ID: Id = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const BEGINNING = { cursorBookingId: FIRST_ID, cursorVisitId: FIRST_ID };

export const insertRepricings = (tx: Tx, reaches: readonly Reach[]) =>
  insertAll(
    tx,
    repricing,
    reaches.map((reach) => ({ ...reach, contentIds: [...reach.contentIds], ...BEGINNING, id: newId(), isDone: false })),
  );

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

export const saveProgress = (tx: Tx, { id, cursorBookingId, cursorVisitId, isDone }: Repricing) =>
  tx.update(repricing).set({ cursorBookingId, cursorVisitId, isDone }).where(eq(repricing.id, id));

/** Where one has come to on his way through the visits of a reach. */
export type Cursor = Pick<Repricing, 'cursorBookingId' | 'cursorVisitId'>;
export const beginning: Cursor = BEGINNING;

/** The next bookings, from that of the cursor on. */
export const listNextBookings = (
  reader: Reader,
  { organiserId, serviceId, unitId, cursorBookingId }: Reach & Cursor,
  limit: number,
): Promise<Booking[]> =>
  reader
    .select()
    .from(booking)
    .where(
      and(
        unitId === null ? eq(booking.organiserId, organiserId) : eq(booking.unitId, unitId),
        or(isNull(sql`${serviceId}::uuid`), eq(booking.serviceId, sql`${serviceId}::uuid`)),
        gte(booking.id, cursorBookingId),
      ),
    )
    .orderBy(booking.id)
    .limit(limit);

/** The next visits of these bookings that touch the days. */
export async function listNextVisits(
  reader: Reader,
  { firstDay, lastDay, cursorBookingId, cursorVisitId }: Reach & Cursor,
  bookingIds: readonly Id[],
  now: Instant,
  limit: number,
): Promise<{ readonly id: Id; readonly bookingId: Id }[]> {
  const from = startOfDay(firstDay).toString();
  const until = (lastDay ? startOfDay(lastDay.add({ days: 1 })) : now).toString();
  const { rows } = await reader.execute<{ id: Id; bookingId: Id }>(sql`
    select v.id, v.booking_id as "bookingId" from ${visit} v
     where v.booking_id = any(${asArray(bookingIds)}::uuid[]) and (v.booking_id, v.id) > (${cursorBookingId}::uuid, ${cursorVisitId}::uuid)
       and v.starts_at < ${until}::timestamptz and v.ends_at > ${from}::timestamptz
     order by v.booking_id, v.id limit ${limit}`);
  return rows;
}

/** For who only asks. */
export async function readVisits(reader: Reader, ids: readonly Id[]): Promise<Map<Id, Visit>> {
  const rows = await reader.select().from(visit).where(isOneOf(visit.id, ids));
  return new Map(rows.map((row) => [row.id, toVisit(row)]));
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
