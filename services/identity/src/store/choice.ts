/** For whom a person may act, with the names that they know. Decides nothing. */
import { and, desc, eq, sql } from 'drizzle-orm';
import { isOneOf, saveNewest, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { User } from '../domain/user.ts';
import { knownOrganisation } from '../tables/organisation.ts';
import { person } from '../tables/person.ts';

/** Saves the names of organisations as registry announced them. */
export const saveOrganisations = (tx: Tx, rows: readonly (typeof knownOrganisation.$inferInsert)[]) =>
  saveNewest(tx, knownOrganisation, rows);

/** Saves the name of a company that registry has not announced. What registry says stays. */
export const saveUnannounced = (tx: Tx, row: Omit<typeof knownOrganisation.$inferInsert, 'version'>) =>
  tx
    .insert(knownOrganisation)
    .values({ ...row, version: 0 })
    .onConflictDoNothing();

/** The provider with this business id, as registry announced it. */
export async function findProviderByBusinessId(reader: Reader, businessId: string): Promise<Id | undefined> {
  const [found] = await reader
    .select({ id: knownOrganisation.id })
    .from(knownOrganisation)
    .where(and(eq(knownOrganisation.businessId, businessId), eq(knownOrganisation.kind, 'PROVIDER')))
    .orderBy(desc(knownOrganisation.version))
    .limit(1);
  return found?.id;
}

/** The names of organisations, and of the persons among them, by id. */
export async function findNamesOf(reader: Reader, organisations: readonly User['organisation'][]): Promise<Map<Id, string>> {
  const idsOf = (isPerson: boolean) => organisations.filter(({ kind }) => (kind === 'PERSON') === isPerson).map(({ id }) => id);
  const rows = await reader
    .select({ id: knownOrganisation.id, name: knownOrganisation.name })
    .from(knownOrganisation)
    .where(isOneOf(knownOrganisation.id, idsOf(false)))
    .unionAll(
      reader
        .select({ id: person.id, name: sql<string>`concat_ws(' ', ${person.givenNames}, ${person.familyName})` })
        .from(person)
        .where(isOneOf(person.id, idsOf(true))),
    );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether registry has announced such an organiser. */
export const isOrganiserKnown = async (reader: Reader, id: Id): Promise<boolean> =>
  (await reader.$count(knownOrganisation, and(eq(knownOrganisation.id, id), eq(knownOrganisation.kind, 'ORGANISER')))) > 0;
