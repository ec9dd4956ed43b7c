/** The SQL of recurring visits. It takes and gives domain types, and decides nothing. */
import { and, desc, eq, gt, gte, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Day, Instant } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import type { Sight } from '@seteli/schema/sight';
import { awaitedDay, type Advance, type Course, type Pause, type Recurrence } from '../domain/recurrence.ts';
import { booking } from '../tables/booking.ts';
import { person, voucher } from '../tables/known.ts';
import { recurringOccurrence, recurringPause, recurringVisits } from '../tables/recurring.ts';
import { visit, type StoredRefusal } from '../tables/visit.ts';
import { sightOf } from './booking.ts';

export type RecurringVisits = Omit<Recurrence, 'pauses'> & {
  readonly id: Id;
  readonly bookingId: Id;
  readonly amount: string | null;
  readonly groupReference: string | null;
  readonly setBy: Id;
  readonly setAt: Instant;
  readonly version: number;
};

type RecurringRow = typeof recurringVisits.$inferSelect;

const toDomain = ({ startTime, endTime, awaitedDay: _, retryAt: _retryAt, ...row }: RecurringRow): RecurringVisits => ({
  ...row,
  times: startTime !== null && endTime !== null ? { start: startTime, end: endTime } : null,
});

const fromDomain = ({ times, ...given }: RecurringVisits): RecurringRow => ({
  ...given,
  lastDay: given.lastDay ?? null,
  startTime: times?.start ?? null,
  endTime: times?.end ?? null,
  awaitedDay: awaitedDay({ ...given, times }),
  retryAt: null,
});

export const insertRecurring = (tx: Tx, given: RecurringVisits) => tx.insert(recurringVisits).values(fromDomain(given));

export async function saveEnd(tx: Tx, given: RecurringVisits): Promise<void> {
  const { lastDay, awaitedDay, version } = fromDomain(given);
  await tx.update(recurringVisits).set({ lastDay, awaitedDay, version }).where(eq(recurringVisits.id, given.id));
}

export type Advanced = { readonly id: Id; readonly bookingId: Id } & Omit<Advance, 'visits' | 'next'>;

/** Writes how far bookings has recorded them, what they await, and in which booking they go on. */
export async function saveAdvances(tx: Tx, given: readonly Advanced[]): Promise<void> {
  for (const { id, ...advanced } of given)
    await tx
      .update(recurringVisits)
      .set({ ...advanced, retryAt: null })
      .where(eq(recurringVisits.id, id));
}

/** The bookings and vouchers in which visits recur. */
export async function findCourses(tx: Tx, bookingIds: readonly Id[]): Promise<ReadonlyMap<Id, Course>> {
  const following = alias(booking, 'following');
  const followingVoucher = alias(voucher, 'following_voucher');
  const rows = await tx
    .select({ id: booking.id, bookingEnded: booking.lastDay, voucherLastDay: voucher.lastDay, next: following.id, diedOn: person.diedOn })
    .from(booking)
    .innerJoin(voucher, eq(voucher.id, booking.voucherId))
    .leftJoin(person, eq(person.id, booking.personId))
    .leftJoin(followingVoucher, and(eq(followingVoucher.predecessorId, voucher.id), ne(followingVoucher.state, 'DECLINED')))
    .leftJoin(following, and(eq(following.continues, booking.id), eq(following.voucherId, followingVoucher.id)))
    .where(isOneOf(booking.id, bookingIds))
    .orderBy(sql`${following.id} nulls first`);
  return new Map(rows.map(({ id, ...course }) => [id, course]));
}

/** When a client's death is taken back or moves later, their recurring visits await their next day again. */
export async function awaitAgain(tx: Tx, personIds: readonly Id[]): Promise<void> {
  const rows = await tx
    .select({ recurring: recurringVisits })
    .from(recurringVisits)
    .innerJoin(booking, eq(booking.id, recurringVisits.bookingId))
    .where(and(isOneOf(booking.personId, personIds), isNull(recurringVisits.awaitedDay)))
    .orderBy(recurringVisits.id)
    .for('update', { of: recurringVisits });
  for (const { recurring } of rows) await saveEnd(tx, toDomain(recurring));
}

/** Only those that have more to record. */
export const countRecurring = (tx: Tx, bookingId: Id): Promise<number> =>
  tx.$count(recurringVisits, and(eq(recurringVisits.bookingId, bookingId), isNotNull(recurringVisits.awaitedDay)));

/** Locks recurring visits of a booking that the actor may see. */
export async function lockRecurring(tx: Tx, who: Sight, id: Id): Promise<RecurringVisits | undefined> {
  const [found] = await tx
    .select({ recurring: recurringVisits })
    .from(recurringVisits)
    .innerJoin(booking, eq(booking.id, recurringVisits.bookingId))
    .where(and(eq(recurringVisits.id, id), sightOf(who)))
    .for('update', { of: recurringVisits });
  return found && toDomain(found.recurring);
}

const isDue = (ended: Day, now: Instant) =>
  and(
    sql`${recurringVisits.awaitedDay} is not null`,
    lte(recurringVisits.awaitedDay, ended),
    or(isNull(recurringVisits.retryAt), lte(recurringVisits.retryAt, now)),
  );

/** Some of those that awaited a day which has ended. */
export async function listDue(reader: Reader, ended: Day, now: Instant, limit: number): Promise<Id[]> {
  const rows = await reader
    .select({ id: recurringVisits.id })
    .from(recurringVisits)
    .where(isDue(ended, now))
    .orderBy(recurringVisits.awaitedDay, recurringVisits.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Those that are still due and that no other process has locked. */
export async function lockDue(tx: Tx, ids: readonly Id[], ended: Day, now: Instant): Promise<RecurringVisits[]> {
  const rows = await tx
    .select()
    .from(recurringVisits)
    .where(and(isOneOf(recurringVisits.id, ids), isDue(ended, now)))
    .orderBy(recurringVisits.id)
    .for('update', { skipLocked: true });
  return rows.map(toDomain);
}

/** A failure keeps nobody else back, and a later run tries again. */
export const putOff = (tx: Tx, id: Id, retryAt: Instant) => tx.update(recurringVisits).set({ retryAt }).where(eq(recurringVisits.id, id));

export async function findRecurring(reader: Reader, who: Sight, ids: readonly Id[]): Promise<RecurringVisits[]> {
  const rows = await reader
    .select({ recurring: recurringVisits })
    .from(recurringVisits)
    .innerJoin(booking, eq(booking.id, recurringVisits.bookingId))
    .where(and(isOneOf(recurringVisits.id, ids), sightOf(who)));
  return rows.map(({ recurring }) => toDomain(recurring));
}

/** Those that have more to record come first, and newer before older ones. */
export async function listRecurringOf(reader: Reader, bookingIds: readonly Id[]): Promise<RecurringVisits[]> {
  const rows = await reader
    .select()
    .from(recurringVisits)
    .where(isOneOf(recurringVisits.bookingId, bookingIds))
    .orderBy(isNull(recurringVisits.awaitedDay), desc(recurringVisits.id));
  return rows.map(toDomain);
}

export type StoredPause = Pause & { readonly id: Id; readonly recurringVisitsId: Id };

export async function insertPause(tx: Tx, { id, version }: Pick<RecurringVisits, 'id' | 'version'>, pause: Pause): Promise<void> {
  await tx.insert(recurringPause).values({ id: newId(), recurringVisitsId: id, ...pause });
  await tx.update(recurringVisits).set({ version }).where(eq(recurringVisits.id, id));
}

/** Only pauses that are not over. */
export const countPauses = (tx: Tx, recurringVisitsId: Id, today: Day): Promise<number> =>
  tx.$count(recurringPause, and(eq(recurringPause.recurringVisitsId, recurringVisitsId), gte(recurringPause.lastDay, today)));

/** In the order in which somebody set them: of two pauses on one day the later counts. */
export const listPauses = (reader: Reader, recurringIds: readonly Id[]): Promise<StoredPause[]> =>
  reader.select().from(recurringPause).where(isOneOf(recurringPause.recurringVisitsId, recurringIds)).orderBy(recurringPause.id);

/** Pauses that may still count, in the same order. */
export async function listPausesAhead(reader: Reader, recurringIds: readonly Id[]): Promise<StoredPause[]> {
  const rows = await reader
    .select({ pause: recurringPause })
    .from(recurringPause)
    .innerJoin(recurringVisits, eq(recurringVisits.id, recurringPause.recurringVisitsId))
    .where(
      and(
        isOneOf(recurringVisits.id, recurringIds),
        or(isNull(recurringVisits.recordedThrough), gt(recurringPause.lastDay, recurringVisits.recordedThrough)),
      ),
    )
    .orderBy(recurringPause.id);
  return rows.map(({ pause }) => pause);
}

export type Occurrence = typeof recurringOccurrence.$inferSelect;

export const insertOccurrences = (tx: Tx, occurrences: readonly Occurrence[]) => insertAll(tx, recurringOccurrence, occurrences);

const isPaidBesides = sql`exists (
  select from recurring_visits r
    join recurring_occurrence o on o.recurring_visits_id = r.id
    join visit v on v.id = o.visit_id and v.state <> 'DELETED' and v.allocation <> 'REFUSED'
   where r.id = ${recurringOccurrence.recurringVisitsId} and date_trunc(r.period, o.day) = date_trunc(r.period, ${recurringOccurrence.day}))`;

type Cut = { readonly first: number; readonly skip: number };
export type Failure = { readonly recurringVisitsId: Id; readonly day: Day; readonly refusal: StoredRefusal };

/**
 * Days that bookings could not record because the rule or the voucher refused. A week or month that another visit of
 * the same recurrence paid in full, before an absence or on the voucher before, did not fail (rules 40).
 */
export async function listFailures(reader: Reader, recurringIds: readonly Id[], { first, skip }: Cut): Promise<Failure[]> {
  const { recurringVisitsId, day } = recurringOccurrence;
  const refusal = sql<StoredRefusal>`coalesce(${recurringOccurrence.refusal}, ${visit.refusal})`;
  const ranked = reader
    .select({
      recurringVisitsId,
      day,
      refusal: refusal.as('why'),
      rank: sql<bigint>`row_number() over (partition by ${recurringVisitsId} order by ${day} desc)`.as('rank'),
    })
    .from(recurringOccurrence)
    .leftJoin(visit, eq(visit.id, recurringOccurrence.visitId))
    .where(
      and(
        isOneOf(recurringVisitsId, recurringIds),
        sql`(${recurringOccurrence.refusal} is not null or ${visit.allocation} = 'REFUSED')`,
        sql`not (coalesce(${recurringOccurrence.refusal} ->> 'code', '') = 'DAY_ALREADY_RECORDED' and ${isPaidBesides})`,
      ),
    )
    .as('ranked');
  return reader
    .select({ recurringVisitsId: ranked.recurringVisitsId, day: ranked.day, refusal: ranked.refusal })
    .from(ranked)
    .where(sql`${ranked.rank} > ${skip} and ${ranked.rank} <= ${skip + first}`)
    .orderBy(ranked.recurringVisitsId, desc(ranked.day));
}
