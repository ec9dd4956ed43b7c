/** All SQL that erases persons, and that says who still needs them. Decides nothing. */
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Day } from '@seteli/kit/day';
import { lockAll, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { RetentionFact } from '@seteli/schema/retention';
import { mandate } from '../tables/mandate.ts';
import { person, servedPerson, servedWith } from '../tables/person.ts';
import { personExport } from '../tables/person-export.ts';
import { personRestriction } from '../tables/restriction.ts';
import { identityCode, identityCodeMark, personContact } from '../tables/sealed.ts';
import { session } from '../tables/session.ts';
import { userAccount } from '../tables/user.ts';

export type Client = { readonly organiserId: Id; readonly personId: Id };

/** Nobody else erases the person until the end, and nobody makes them known again by their identity code. */
export async function lockErasure(tx: Tx, personId: Id): Promise<void> {
  await lockAll(tx, [`erasure ${personId}`]);
  const marks = await tx
    .select({ mark: identityCodeMark.mark })
    .from(identityCodeMark)
    .innerJoin(identityCode, eq(identityCode.id, identityCodeMark.codeId))
    .where(eq(identityCode.personId, personId));
  await lockAll(
    tx,
    marks.map(({ mark }) => `person ${mark}`),
  );
}

/** What identity itself holds of a client: the basics, and whatever leads to them. */
export async function findOwnRetention(reader: Reader, { organiserId, personId }: Client): Promise<RetentionFact[]> {
  const contacts = await reader.$count(personContact, eq(personContact.personId, personId));
  const copies = await reader.$count(personExport, and(eq(personExport.personId, personId), eq(personExport.organiserId, organiserId)));
  const facts: RetentionFact[] = [
    { retentionClass: 'CLIENT_BASICS', records: 1, countsFrom: null },
    { retentionClass: 'CONTACT_DATA', records: contacts + copies, countsFrom: null },
  ];
  return facts.filter(({ records }) => records > 0);
}

export async function removeServed(tx: Tx, { organiserId, personId }: Client): Promise<void> {
  await tx.delete(servedWith).where(and(eq(servedWith.organiserId, organiserId), eq(servedWith.personId, personId)));
  await tx.delete(servedPerson).where(and(eq(servedPerson.organiserId, organiserId), eq(servedPerson.personId, personId)));
}

export type Need = {
  /** Organisers that serve the person, and how many of these only keep what a law keeps. */
  readonly serving: number;
  readonly keeping: number;
  /** Whether the person works or has worked for somebody, so that logs name them, or acts for another person. */
  readonly isUser: boolean;
};

export async function findNeed(tx: Tx, personId: Id): Promise<Need> {
  const keeps = sql`exists (select from ${personRestriction} r where r.organiser_id = ${servedPerson.organiserId}
                               and r.person_id = ${personId} and r.ended_at is null and r.ground = 'KEPT_BY_LAW')`;
  const [served] = await tx
    .select({ serving: sql<number>`count(*)::int`, keeping: sql<number>`(count(*) filter (where ${keeps}))::int` })
    .from(servedPerson)
    .where(eq(servedPerson.personId, personId));
  const users = await tx.$count(userAccount, and(eq(userAccount.personId, personId), ne(userAccount.organisationKind, 'PERSON')));
  const mandates = await tx.$count(mandate, and(eq(mandate.representativeId, personId), isNull(mandate.endedAt)));
  return { ...served!, isUser: users + mandates > 0 };
}

/** Clients who died before the day, without a voucher, whose data nobody keeps from being erased. */
export async function listLongDead(reader: Reader, before: Day, most: number): Promise<Client[]> {
  const { rows } = await reader.execute<Client>(sql`
    select s.organiser_id as "organiserId", s.person_id as "personId"
      from ${servedPerson} s join ${person} p on p.id = s.person_id
     where p.died_on < ${before.toString()}::date
       and not exists (select from ${servedWith} w where w.organiser_id = s.organiser_id and w.person_id = s.person_id)
       and not exists (select from ${personRestriction} r where r.organiser_id = s.organiser_id and r.person_id = s.person_id
                          and r.ended_at is null and r.ground <> 'KEPT_BY_LAW')
     order by 1, 2 limit ${most}`);
  return rows;
}

export const removeContacts = (tx: Tx, personId: Id) => tx.delete(personContact).where(eq(personContact.personId, personId));

export const removeExportsOf = (tx: Tx, { organiserId, personId }: Client) =>
  tx.delete(personExport).where(and(eq(personExport.personId, personId), eq(personExport.organiserId, organiserId)));

/** The id stays, with the facts of others that name it. */
export async function forgetNames(tx: Tx, personId: Id): Promise<void> {
  await tx
    .update(person)
    .set({ givenNames: '', familyName: '', municipalityCode: null, version: sql`${person.version} + 1` })
    .where(eq(person.id, personId));
  await tx.delete(session).where(eq(session.personId, personId));
}
