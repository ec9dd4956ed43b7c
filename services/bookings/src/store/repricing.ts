/** The SQL of deciding again about visits, for jobs, which act for nobody. It decides nothing. */
import { and, eq, gte, isNull, or, sql } from 'drizzle-orm';
import { asArray, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import { startOfDay, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Reach } from '../domain/repricing.ts';
import type { Visit } from '../domain/visit.ts';
import { booking } from '../tables/booking.ts';
import { repricedVisit, repricingRefusal } from '../tables/repricing.ts';
import { visit } from '../tables/visit.ts';
import type { Booking } from './booking.ts';
import { toVisit } from './visit-row.ts';

const FIRST_ID: Id = '00000000-0000-0000-0000-000000000000';
const LAST_ID: Id = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** How far somebody has come on their way through the visits of a reach. */
export type Cursor = { readonly cursorBookingId: Id; readonly cursorVisitId: Id };
export const beginning: Cursor = { cursorBookingId: FIRST_ID, cursorVisitId: FIRST_ID };

/** A visit that the way has passed, or all visits of a booking. */
export type Passed = { readonly bookingId: Id; readonly id?: Id };
export const behind = ({ bookingId, id = LAST_ID }: Passed): Cursor => ({ cursorBookingId: bookingId, cursorVisitId: id });

const isReached = ({ organiserId, serviceId, unitId }: Reach) =>
  and(
    unitId === null ? eq(booking.organiserId, organiserId) : eq(booking.unitId, unitId),
    or(isNull(sql`${serviceId}::uuid`), eq(booking.serviceId, sql`${serviceId}::uuid`)),
  );

/** The next bookings, beginning with the cursor's own. */
export const listNextBookings = (reader: Reader, { cursorBookingId, ...reach }: Reach & Cursor, limit: number): Promise<Booking[]> =>
  reader
    .select()
    .from(booking)
    .where(and(isReached(reach), gte(booking.id, cursorBookingId)))
    .orderBy(booking.id)
    .limit(limit);

/** When the days of a reach begin and end. A reach without a last day goes on until now. */
const timesOf = ({ firstDay, lastDay }: Reach, now: Instant) => ({
  from: startOfDay(firstDay).toString(),
  until: (lastDay ? startOfDay(lastDay.add({ days: 1 })) : now).toString(),
});

/** How many visits touch the days. */
export async function countVisits(reader: Reader, reach: Reach, now: Instant): Promise<number> {
  const { from, until } = timesOf(reach, now);
  const { rows } = await reader.execute<{ count: bigint }>(sql`
    select count(*) as count from ${booking} join ${visit} v on v.booking_id = ${booking.id}
     where ${isReached(reach)} and v.starts_at < ${until}::timestamptz and v.ends_at > ${from}::timestamptz`);
  return Number(rows[0]!.count);
}

/** The next visits of these bookings that touch the days. */
export async function listNextVisits(
  reader: Reader,
  { cursorBookingId, cursorVisitId, ...reach }: Reach & Cursor,
  bookingIds: readonly Id[],
  now: Instant,
  limit: number,
): Promise<{ readonly id: Id; readonly bookingId: Id }[]> {
  const { from, until } = timesOf(reach, now);
  const { rows } = await reader.execute<{ id: Id; bookingId: Id }>(sql`
    select v.id, v.booking_id as "bookingId" from ${visit} v
     where v.booking_id = any(${asArray(bookingIds)}::uuid[]) and (v.booking_id, v.id) > (${cursorBookingId}::uuid, ${cursorVisitId}::uuid)
       and v.starts_at < ${until}::timestamptz and v.ends_at > ${from}::timestamptz
     order by v.booking_id, v.id limit ${limit}`);
  return rows;
}

/** Locks nothing, so nobody waits. */
export async function readVisits(reader: Reader, ids: readonly Id[]): Promise<Map<Id, Visit>> {
  const rows = await reader.select().from(visit).where(isOneOf(visit.id, ids));
  return new Map(rows.map((row) => [row.id, toVisit(row)]));
}

/** Notes the visits that stay as they were, each with its refusal. */
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

type Version = Pick<Visit, 'id' | 'version'>;

/** Notes the visits that a job has changed or left. When it meets a visit twice, the later time counts. */
export const saveRepriced = (tx: Tx, jobId: Id, visits: readonly Version[]) =>
  insertAll(
    tx,
    repricedVisit,
    visits.map(({ id: visitId, version }) => ({ jobId, visitId, version })),
    sql`on conflict (job_id, visit_id) do update set version = excluded.version`,
  );

const repriced = (jobId: Id) => sql`${repricedVisit} r join ${visit} v on v.id = r.visit_id where r.job_id = ${jobId}`;
const isAwaited = sql`v.version = r.version and v.allocation = 'PENDING'`;
const isLeft = sql`exists (select from ${repricingRefusal} l where l.visit_id = r.visit_id and l.version = r.version)`;

/** Whether vouchers has answered about each visit that the job has changed. */
export async function isAnswered(reader: Reader, jobId: Id): Promise<boolean> {
  const { rows } = await reader.execute(sql`select from ${repriced(jobId)} and ${isAwaited} limit 1`);
  return rows.length === 0;
}

/** How many visits a job has changed, and how many it had to leave. */
export async function countRepriced(reader: Reader, jobId: Id): Promise<{ readonly changed: number; readonly left: number }> {
  const { rows } = await reader.execute<{ changed: bigint; left: bigint }>(sql`
    select count(*) filter (where not is_left and not is_awaited) as changed, count(*) filter (where is_left) as left
      from (select ${isLeft} as is_left, ${isAwaited} as is_awaited from ${repriced(jobId)}) of_each`);
  return { changed: Number(rows[0]!.changed), left: Number(rows[0]!.left) };
}

/** `first` of the visits that a job had to leave, after the first `skip`. */
export async function listLeft(reader: Reader, jobId: Id, { first, skip }: { first: number; skip: number }): Promise<Id[]> {
  const { rows } = await reader.execute<{ id: Id }>(sql`
    select r.visit_id as id from ${repriced(jobId)} and ${isLeft} order by r.visit_id limit ${first} offset ${skip}`);
  return rows.map(({ id }) => id);
}
