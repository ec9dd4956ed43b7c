/** All SQL about persons and about who may see them. Takes and gives domain types; decides nothing. */
import { and, eq, exists, isNull, notExists, or, sql, type SQL } from 'drizzle-orm';
import { keepAccess, type Access, type AccessBy } from '@seteli/kit/access';
import type { Actor } from '@seteli/kit/actor';
import { asArray, asRecordset, contains, insertAll, isOneOf, saveNewest, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { accessLog } from '@seteli/kit/tables';
import type { Mark } from '@seteli/kit/vault';
import type { AccessAction } from '@seteli/schema/generated/shared';
import type { Area, Person } from '../domain/person.ts';
import { organiserArea, person, servedPerson, servedWith } from '../tables/person.ts';
import { identityCode, identityCodeMark } from '../tables/sealed.ts';
import { serviceTeam, teamService, userAccount } from '../tables/user.ts';

const COLUMNS = {
  id: person.id,
  givenNames: person.givenNames,
  familyName: person.familyName,
  protectedAddress: person.protectedAddress,
  diedOn: person.diedOn,
  municipalityCode: person.municipalityCode,
  version: person.version,
};

/** Finds the person by the marks of a present or a replaced identity code of theirs. */
export async function findByCode(reader: Reader, marks: readonly Mark[]): Promise<Person | undefined> {
  const [found] = await reader
    .select(COLUMNS)
    .from(identityCodeMark)
    .innerJoin(identityCode, eq(identityCode.id, identityCodeMark.codeId))
    .innerJoin(person, eq(person.id, identityCode.personId))
    .where(sql`${identityCodeMark.mark} = any(${asArray(marks.map(({ mark }) => mark))}::text[])`)
    .limit(1);
  return found;
}

export async function findPerson(reader: Reader, id: Id): Promise<Person | undefined> {
  const [found] = await reader.select(COLUMNS).from(person).where(eq(person.id, id));
  return found;
}

export const findPersons = (reader: Reader, ids: readonly Id[]): Promise<Person[]> =>
  reader.select(COLUMNS).from(person).where(isOneOf(person.id, ids));

/** Whether the organisation serves the person with a service of these teams. */
const isServedBy = (reader: Reader, { organisation, teamIds }: Pick<Actor, 'organisation' | 'teamIds'>) => {
  const served = reader
    .select({ one: sql`1` })
    .from(servedWith)
    .innerJoin(teamService, eq(teamService.serviceId, servedWith.serviceId))
    .innerJoin(serviceTeam, eq(serviceTeam.id, teamService.teamId))
    .where(
      and(
        eq(servedWith.personId, person.id),
        eq(servedWith.organiserId, organisation.id),
        eq(serviceTeam.organisationId, organisation.id),
        isOneOf(serviceTeam.id, teamIds),
        or(isNull(serviceTeam.clientIds), sql`${person.id} = any(${serviceTeam.clientIds})`),
      ),
    );
  return exists(served);
};

/** Whether the organisation has made the person known, and gives them no service yet. */
const isNewTo = (reader: Reader, organiserId: Id) => {
  const known = reader
    .select({ one: sql`1` })
    .from(servedPerson)
    .where(and(eq(servedPerson.personId, person.id), eq(servedPerson.organiserId, organiserId)));
  const served = reader
    .select({ one: sql`1` })
    .from(servedWith)
    .where(and(eq(servedWith.personId, person.id), eq(servedWith.organiserId, organiserId)));
  return and(exists(known), notExists(served));
};

/** How far an actor sees other persons: those of their teams' services, and those who have no service yet. */
export type PersonSight = { readonly seesServed: boolean; readonly seesNew: boolean };

const isSeenBy = (reader: Reader, actor: Actor, { seesServed, seesNew }: PersonSight) =>
  or(seesServed ? isServedBy(reader, actor) : undefined, seesNew ? isNewTo(reader, actor.organisation.id) : undefined);

/** Of these persons, those whom the actor sees, and the actor themselves. */
export const findSeenPersons = (reader: Reader, actor: Actor, ids: readonly Id[], sight: PersonSight): Promise<Person[]> => {
  const { organisation, personId } = actor;
  // Everybody sees themselves, and a representative the person whom they represent.
  const own = [personId, organisation.kind === 'PERSON' ? organisation.id : undefined].filter((id) => id !== undefined);
  if (own.length === 0 && !sight.seesServed && !sight.seesNew) return Promise.resolve([]);
  return reader
    .select(COLUMNS)
    .from(person)
    .where(and(isOneOf(person.id, ids), or(isOneOf(person.id, own), isSeenBy(reader, actor, sight))));
};

const inFinnish = (column: typeof person.familyName | typeof person.givenNames) => sql`${column} collate "fi-x-icu"`;

/** Whom the actor sees of that name, in Finnish order. Either name may come first. */
export const findNamed = (reader: Reader, actor: Actor, text: string, sight: PersonSight, most: number): Promise<Person[]> =>
  reader
    .select(COLUMNS)
    .from(servedPerson)
    .innerJoin(person, eq(person.id, servedPerson.personId))
    .where(
      and(
        eq(servedPerson.organiserId, actor.organisation.id),
        contains(sql`concat_ws(' ', ${person.givenNames}, ${person.familyName}, ${person.givenNames})`, text),
        isSeenBy(reader, actor, sight),
      ),
    )
    .orderBy(inFinnish(person.familyName), inFinnish(person.givenNames), person.id)
    .limit(most);

/** The person of a code, if the organisation serves them, with whatever service. */
export async function findServedByCode(reader: Reader, organiserId: Id, marks: readonly Mark[]): Promise<Person | undefined> {
  const found = await findByCode(reader, marks);
  if (!found) return undefined;
  return (await servesPerson(reader, organiserId, found.id)) ? found : undefined;
}

/** Of these persons, those that have a user in the organisation. */
export const findColleagues = (reader: Reader, organisationId: Id, ids: readonly Id[]): Promise<Person[]> => {
  const user = reader
    .select({ one: sql`1` })
    .from(userAccount)
    .where(and(eq(userAccount.personId, person.id), eq(userAccount.organisationId, organisationId)));
  return reader
    .select(COLUMNS)
    .from(person)
    .where(and(isOneOf(person.id, ids), exists(user)));
};

export const servesPerson = async (reader: Reader, organiserId: Id, personId: Id): Promise<boolean> =>
  (await reader.$count(servedPerson, and(eq(servedPerson.organiserId, organiserId), eq(servedPerson.personId, personId)))) > 0;

export const insertPersons = (tx: Tx, made: readonly Person[]) => insertAll(tx, person, made);

export async function findKnown(reader: Reader, ids: readonly Id[]): Promise<Set<Id>> {
  if (ids.length === 0) return new Set();
  const rows = await reader.select({ id: person.id }).from(person).where(isOneOf(person.id, ids));
  return new Set(rows.map(({ id }) => id));
}

export const updatePerson = (tx: Tx, { id, ...changed }: Person) => tx.update(person).set(changed).where(eq(person.id, id));

/** One order for all: two transactions that add some of the same rows wait for each other. */
export const addServed = (tx: Tx, served: readonly (typeof servedPerson.$inferInsert)[]) => {
  const inOrder = new Map(served.map((each) => [`${each.organiserId} ${each.personId}`, each]));
  return insertAll(
    tx,
    servedPerson,
    [...inOrder].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each),
    sql`on conflict do nothing`,
  );
};

/** Saves whom organisers serve, and with what. A person may become known later. */
export async function saveServed(tx: Tx, served: readonly (typeof servedWith.$inferInsert)[]): Promise<void> {
  if (served.length === 0) return;
  await tx.execute(sql`
    insert into served_with select distinct on (person_id, organiser_id, service_id) * from ${asRecordset(servedWith, served)}
     order by person_id, organiser_id, service_id on conflict do nothing`);
  await addServed(
    tx,
    served.map(({ organiserId, personId }) => ({ organiserId, personId })),
  );
}

/** Whether the person of a row of the access log is one whom the organiser serves. */
export const isServed = (organiserId: Id): SQL =>
  sql`exists (select from ${servedPerson} s where s.organiser_id = ${organiserId} and s.person_id = ${accessLog.personId})`;

/** Saves organisers' areas as registry announced them. */
export const saveAreas = (tx: Tx, rows: readonly (typeof organiserArea.$inferInsert)[]) => saveNewest(tx, organiserArea, rows);

/** The areas of the organisers that serve the person. */
export const listAreasServing = (reader: Reader, personId: Id): Promise<Area[]> =>
  reader
    .select({ organiserId: organiserArea.id, municipalityCodes: organiserArea.municipalityCodes })
    .from(servedPerson)
    .innerJoin(organiserArea, eq(organiserArea.id, servedPerson.organiserId))
    .where(eq(servedPerson.personId, personId));

export const insertAccess: (tx: Tx, by: AccessBy, accesses: readonly Access<AccessAction>[]) => Promise<void> = keepAccess;
