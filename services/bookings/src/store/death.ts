/**
 * What bookings has heard of clients' deaths, and which of their visits and bookings that concerns. It takes and gives
 * domain types, and decides nothing.
 */
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { asArray, isOneOf, lockAll, lockAllShared, saveNewest, type Reader, type Tx } from '@seteli/kit/db';
import { startOfDay, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { OrderedPage } from '@seteli/kit/pages';
import { countRuns, listRuns, type Runs } from '@seteli/kit/runs';
import type { Sight } from '@seteli/schema/sight';
import { task } from '@seteli/kit/task-table';
import type { Visit } from '../domain/visit.ts';
import { booking } from '../tables/booking.ts';
import { person } from '../tables/known.ts';
import { visit } from '../tables/visit.ts';
import { within } from './visit.ts';
import { toVisit } from './visit-row.ts';

const lockOf = (id: Id): string => `person ${id}`;

/**
 * Locks the persons alone, so that nobody else hears of their deaths meanwhile. It comes before the locks of their
 * visits.
 */
export const lockPersons = (tx: Tx, ids: readonly Id[]): Promise<void> => lockAll(tx, ids.map(lockOf));

/**
 * Keeps others from hearing of these persons' deaths until the transaction ends. It comes before the locks of their
 * visits.
 */
export const keepPersons = (tx: Tx, ids: readonly Id[]): Promise<void> => lockAllShared(tx, ids.map(lockOf));

export const savePersons = (tx: Tx, rows: readonly (typeof person.$inferInsert)[]) => saveNewest(tx, person, rows);

/** The days of death of those who have died. */
export async function findDeaths(reader: Reader, personIds: readonly Id[]): Promise<Map<Id, Day>> {
  const rows = await reader
    .select({ id: person.id, diedOn: person.diedOn })
    .from(person)
    .where(and(isOneOf(person.id, new Set(personIds)), isNotNull(person.diedOn)));
  return new Map(rows.map(({ id, diedOn }) => [id, diedOn!]));
}

export const findDeath = async (reader: Reader, personId: Id): Promise<Day | null> =>
  (await findDeaths(reader, [personId])).get(personId) ?? null;

/** The same by the persons' bookings. */
export async function findDeathsOf(reader: Reader, bookingIds: readonly Id[]): Promise<Map<Id, Day>> {
  const rows = await reader
    .select({ id: booking.id, diedOn: person.diedOn })
    .from(booking)
    .innerJoin(person, eq(person.id, booking.personId))
    .where(and(isOneOf(booking.id, bookingIds), isNotNull(person.diedOn)));
  return new Map(rows.map(({ id, diedOn }) => [id, diedOn!]));
}

export type Death = { readonly personId: Id; readonly diedOn: Day | null };

/** Visits that go on after the day of death, or did when they got the flag. The rule decides about each of them. */
export async function listVisitsAround(tx: Tx, deaths: readonly Death[]): Promise<Map<Id, Death>> {
  const ends = deaths.map(({ personId, diedOn }) => ({
    personId,
    from: diedOn && startOfDay(diedOn.add({ days: 1 })).toString(),
  }));
  const { rows } = await tx.execute<{ id: Id; person: Id }>(sql`
    select v.id, b.person_id as person
      from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as died("personId" uuid, "from" timestamptz)
      join booking b on b.person_id = died."personId"
      join visit v on v.booking_id = b.id
     where v.state <> 'DELETED' and v.allocation <> 'REFUSED'
       and (v.ends_at > died."from" or v.before is not null or 'AFTER_DEATH' = any(v.flags))`);
  const ofPerson = new Map(deaths.map((death) => [death.personId, death]));
  return new Map(rows.map(({ id, person: personId }) => [id, ofPerson.get(personId)!]));
}

/**
 * Tells those who have a booking that would have gone on. Its voucher may have ended already. Answers the bookings.
 */
export async function insertDeathNotices(
  tx: Tx,
  deaths: readonly Death[],
  now: Instant,
): Promise<{ readonly bookingId: Id; readonly hasDied: boolean }[]> {
  const { rows } = await tx.execute<{ bookingId: Id; hasDied: boolean }>(sql`
    insert into booking_notice (id, booking_id, kind, told_at, last_day)
    select uuidv7(), b.id, case when died."diedOn" is null then 'DEATH_WITHDRAWN' else 'CLIENT_DIED' end, ${now.toString()}::timestamptz, died."diedOn"
      from jsonb_to_recordset(${JSON.stringify(deaths)}::jsonb) as died("personId" uuid, "diedOn" date)
      join booking b on b.person_id = died."personId"
      join voucher v on v.id = b.voucher_id and v.state <> 'DECLINED'
     where case when died."diedOn" is null
             then exists (select from booking_notice t where t.booking_id = b.id and t.kind = 'CLIENT_DIED')
             else coalesce(b.last_day, 'infinity') > died."diedOn" and v.last_day >= died."diedOn" end
    returning booking_id as "bookingId", kind = 'CLIENT_DIED' as "hasDied"`);
  return rows;
}

/** A settled visit changes in nothing but the flag, even where a correction of it waits. */
export const addFlag = (tx: Tx, ids: readonly Id[]) =>
  ids.length > 0 &&
  tx.execute(sql`
  update visit
     set flags = case when before is null then array_append(flags, 'AFTER_DEATH') else flags end,
         before = case when before is null then before else jsonb_set(before, '{flags}', before -> 'flags' || '"AFTER_DEATH"') end
   where id = any(${asArray(ids)}::uuid[])`);

export const takeFlag = (tx: Tx, ids: readonly Id[]) =>
  ids.length > 0 &&
  tx.execute(sql`
  update visit
     set flags = array_remove(flags, 'AFTER_DEATH'),
         before = case when before is null then before else jsonb_set(before, '{flags}', (before -> 'flags') - 'AFTER_DEATH') end
   where id = any(${asArray(ids)}::uuid[])`);

/** Settled visits of an organiser about which no checker has decided. */
const undecided = (who: Sight): Runs => ({
  from: sql`(select ${task.subjectId} as id from ${task} where ${task.kind} = 'VISIT_AFTER_DEATH' and ${task.closedAt} is null) as run`,
  where: and(sql`${visit.id} = run.id`, within(who)),
});

export const listSettledAfterDeath = async (reader: Reader, who: Sight, page: OrderedPage<Visit>): Promise<Visit[]> =>
  (await listRuns(reader, visit, undecided(who), page)).map(toVisit);

export const countSettledAfterDeath = (reader: Reader, who: Sight): Promise<number> => countRuns(reader, visit, undecided(who));
