/** For whom a person may act, with the names that they know. Decides nothing. */
import { sql } from 'drizzle-orm';
import { isOneOf, saveNewest, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { User } from '../domain/user.ts';
import { knownOrganisation } from '../tables/organisation.ts';
import { person } from '../tables/person.ts';

/** Saves the names of organisations as registry announced them. */
export const saveOrganisations = (tx: Tx, rows: readonly (typeof knownOrganisation.$inferInsert)[]) =>
  saveNewest(tx, knownOrganisation, rows);

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
