/** All SQL about what vouchers holds of a client of an organiser, and its removal. Decides nothing. */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { asRecordset, type Reader, type Tx } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { RetentionFact } from '@seteli/schema/retention';
import { nameOnly } from '../domain/client-card.ts';
import { person, restriction } from '../tables/known.ts';
import { voucher } from '../tables.ts';
import type { Client } from './restriction.ts';

/** A decision about a value of the voucher's own is a fee decision. Nobody can read it without the voucher. */
const HAS_FEE = sql`(v.own_value is not null or v.income is not null
  or exists (select from own_value_change c where c.voucher_id = v.id))`;

type Held = { readonly fees: number; readonly documents: number; readonly closed: string | null };

export async function findRetention(reader: Reader, { organiserId, personId }: Client): Promise<RetentionFact[]> {
  const { rows } = await reader.execute<Held>(sql`
    select count(*) filter (where ${HAS_FEE})::int as fees, count(*) filter (where not ${HAS_FEE})::int as documents,
           max(v.last_day)::text as closed
      from voucher v where v.person_id = ${personId} and v.organiser_id = ${organiserId}`);
  const { fees, documents, closed } = rows[0]!;
  if (closed === null) return [];
  const countsFrom = Temporal.PlainDate.from(closed);
  const facts: RetentionFact[] = [
    { retentionClass: 'CONTACT_DATA', records: fees + documents, countsFrom: null },
    { retentionClass: 'CLIENT_DOCUMENTS', records: documents, countsFrom },
    { retentionClass: 'FEE_DECISIONS', records: fees, countsFrom },
  ];
  return facts.filter(({ records }) => records > 0);
}

/** Takes from the cards of the client everything but the name. */
export const hideCards = (tx: Tx, { organiserId, personId }: Client) => {
  const { name: _, ...hidden } = nameOnly({
    name: '',
    streetAddress: null,
    postalCode: null,
    municipality: null,
    phone: null,
    email: null,
  });
  return tx
    .update(voucher)
    .set({ clientCard: sql`${voucher.clientCard} || ${JSON.stringify(hidden)}::jsonb` })
    .where(and(eq(voucher.personId, personId), eq(voucher.organiserId, organiserId)));
};

type Past = { readonly documents: Day; readonly fees: Day };

/** The clients whose last voucher ended before these days, and whose data nobody keeps from being erased. */
export async function listPastCases(reader: Reader, { documents, fees }: Past, most: number): Promise<Client[]> {
  const isPast = (each: SQL) => sql`case when ${each} then ${fees.toString()}::date else ${documents.toString()}::date end`;
  const { rows } = await reader.execute<Client>(sql`
    select v.organiser_id as "organiserId", v.person_id as "personId" from voucher v
     where v.last_day < ${documents.toString()}::date
       and not exists (select from ${restriction} r where r.organiser_id = v.organiser_id and r.person_id = v.person_id
                          and r.restricted and r.ground <> 'KEPT_BY_LAW')
     group by v.organiser_id, v.person_id
    having not exists (select from voucher o where o.person_id = v.person_id and o.organiser_id = v.organiser_id
                          and o.last_day >= ${isPast(sql`bool_or(${HAS_FEE})`)})
     order by v.organiser_id, v.person_id limit ${most}`);
  return rows;
}

/** Removes the vouchers of these clients, with everything about them. The caller has locked the persons. */
export async function removeCases(tx: Tx, clients: readonly Client[]): Promise<void> {
  if (clients.length === 0) return;
  const of = asRecordset(restriction, clients);
  const gone = sql`(select v.id from voucher v join ${of} n on v.organiser_id = n.organiser_id and v.person_id = n.person_id)`;
  const granted = sql`(select e.id from entitlement e where e.voucher_id in ${gone})`;
  for (const statement of [
    sql`delete from proposal where subject_id in ${gone}`,
    sql`delete from task where subject_id in ${gone}`,
    sql`delete from decline where voucher_id in ${gone}`,
    sql`delete from other_arrangement where voucher_id in ${gone}`,
    sql`delete from own_value_change where voucher_id in ${gone}`,
    sql`delete from allocation where voucher_id in ${gone}`,
    sql`delete from entitlement_content where voucher_id in ${gone}`,
    sql`delete from balance_batch where entitlement_id in ${granted}`,
    sql`delete from bucket where entitlement_id in ${granted}`,
    sql`delete from entitlement where voucher_id in ${gone}`,
    sql`delete from residence r using ${of} n where r.organiser_id = n.organiser_id and r.person_id = n.person_id`,
    sql`delete from voucher where id in ${gone}`,
  ])
    await tx.execute(statement);
}

/** Forgets a person of whom no voucher is left, so that nobody grants them one. */
export const forgetPerson = (tx: Tx, personId: Id) =>
  tx.execute(sql`delete from ${person} p where p.id = ${personId} and not exists (select from voucher v where v.person_id = p.id)`);
