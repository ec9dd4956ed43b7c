/** All SQL about what bookings holds of a client of an organiser, and its removal. Decides nothing. */
import { sql } from 'drizzle-orm';
import { asRecordset, type Reader, type Tx } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { RetentionFact } from '@seteli/schema/retention';
import { restriction } from '../tables/known.ts';

export type Restriction = typeof restriction.$inferSelect;
export type Client = Pick<Restriction, 'organiserId' | 'personId'>;

const keyOf = ({ organiserId, personId }: Client): string => `${organiserId} ${personId}`;

/** Keeps the newest news about each client of an organiser. */
export async function saveRestrictions(tx: Tx, said: readonly Restriction[]): Promise<void> {
  const newest = new Map<string, Restriction>();
  for (const each of said) if ((newest.get(keyOf(each))?.version ?? 0) < each.version) newest.set(keyOf(each), each);
  const rows = [...newest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await tx.execute(sql`
    insert into restriction select * from ${asRecordset(restriction, rows)}
        on conflict (organiser_id, person_id)
        do update set restricted = excluded.restricted, ground = excluded.ground, version = excluded.version
     where restriction.version < excluded.version`);
}

export type Case = { readonly records: number; readonly countsFrom: Day | null };

/** The case ends with the client's last voucher, of which vouchers tells. */
export async function findCase(reader: Reader, { organiserId, personId }: Client): Promise<Case> {
  const { rows } = await reader.execute<{ records: number; closed: string | null }>(sql`
    select (select count(*) from booking b where b.person_id = ${personId} and b.organiser_id = ${organiserId})::int
         + (select count(*) from visit i join booking b on b.id = i.booking_id
             where b.person_id = ${personId} and b.organiser_id = ${organiserId})::int as records,
           (select max(v.last_day) from voucher v where v.person_id = ${personId} and v.organiser_id = ${organiserId})::text as closed`);
  const { records, closed } = rows[0]!;
  return { records, countsFrom: closed === null ? null : Temporal.PlainDate.from(closed) };
}

export async function findRetention(reader: Reader, client: Client): Promise<RetentionFact[]> {
  const { records, countsFrom } = await findCase(reader, client);
  return records > 0 ? [{ retentionClass: 'CLIENT_DOCUMENTS', records, countsFrom }] : [];
}

/** The clients whose last voucher ended before the day, and whose data nobody keeps from being erased. */
export async function listPastCases(reader: Reader, before: Day, most: number): Promise<Client[]> {
  const { rows } = await reader.execute<Client>(sql`
    select v.organiser_id as "organiserId", v.person_id as "personId" from voucher v
     where not exists (select from restriction r where r.organiser_id = v.organiser_id and r.person_id = v.person_id
                          and r.restricted and r.ground <> 'KEPT_BY_LAW')
     group by v.organiser_id, v.person_id having max(v.last_day) < ${before.toString()}::date
     order by v.organiser_id, v.person_id limit ${most}`);
  return rows;
}

/** Locks the vouchers of these clients, so that nobody books them or tells of them meanwhile. */
export async function lockCases(tx: Tx, clients: readonly Client[]): Promise<void> {
  await tx.execute(sql`
    select from voucher v join ${asRecordset(restriction, clients)} n on v.organiser_id = n.organiser_id and v.person_id = n.person_id
     order by v.id for update of v`);
}

/** Removes the bookings and visits of these clients of organisers, with everything about them. */
export async function removeCases(tx: Tx, clients: readonly Client[]): Promise<void> {
  if (clients.length === 0) return;
  const of = asRecordset(restriction, clients);
  const booked = sql`(select b.id from booking b join ${of} n on b.organiser_id = n.organiser_id and b.person_id = n.person_id)`;
  const visited = sql`(select i.id from visit i where i.booking_id in ${booked})`;
  const recurring = sql`(select r.id from recurring_visits r where r.booking_id in ${booked})`;
  for (const statement of [
    sql`delete from task where subject_id in ${visited} or subject_id in ${booked}`,
    sql`delete from repriced_visit where visit_id in ${visited}`,
    sql`delete from repricing_refusal where visit_id in ${visited}`,
    sql`delete from recurring_occurrence where recurring_visits_id in ${recurring}`,
    sql`delete from recurring_pause where recurring_visits_id in ${recurring}`,
    sql`delete from recurring_visits where booking_id in ${booked}`,
    sql`delete from booking_notice where booking_id in ${booked}`,
    sql`delete from price_notice where booking_id in ${booked}`,
    sql`delete from correction_request where booking_id in ${booked}`,
    sql`delete from visit where booking_id in ${booked}`,
    sql`delete from consent where booking_id in ${booked}`,
    sql`delete from booked_content where booking_id in ${booked}`,
    sql`delete from booking where id in ${booked}`,
    sql`delete from voucher v using ${of} n where v.organiser_id = n.organiser_id and v.person_id = n.person_id`,
  ])
    await tx.execute(statement);
}

/** Forgets what others told of a person of whom nothing is left here. */
export const forgetPerson = (tx: Tx, personId: Id) =>
  tx.execute(sql`delete from person p where p.id = ${personId} and not exists (select from voucher v where v.person_id = p.id)`);
