/** All SQL about restrictions of persons' data. Takes and gives domain types; decides nothing. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Restriction } from '../domain/restriction.ts';
import { personRestriction } from '../tables/restriction.ts';

export async function findRestriction(reader: Reader, organiserId: Id, personId: Id): Promise<Restriction | undefined> {
  const [found] = await reader
    .select()
    .from(personRestriction)
    .where(and(eq(personRestriction.organiserId, organiserId), eq(personRestriction.personId, personId)));
  return found;
}

export const saveRestriction = (tx: Tx, made: Restriction) =>
  tx
    .insert(personRestriction)
    .values(made)
    .onConflictDoUpdate({ target: [personRestriction.organiserId, personRestriction.personId], set: made });

/** Of these persons, those whose data the organiser restricts. */
export async function listRestricted(reader: Reader, organiserId: Id, personIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader
    .select({ personId: personRestriction.personId })
    .from(personRestriction)
    .where(
      and(
        isOneOf(personRestriction.personId, personIds),
        eq(personRestriction.organiserId, organiserId),
        isNull(personRestriction.endedAt),
      ),
    );
  return new Set(rows.map(({ personId }) => personId));
}

/** The restrictions of these persons' data, ended ones included: of one organiser, or of all. */
export const listRestrictions = (reader: Reader, personIds: readonly Id[], organiserId: Id | null): Promise<Restriction[]> =>
  reader
    .select()
    .from(personRestriction)
    .where(
      and(
        isOneOf(personRestriction.personId, personIds),
        organiserId === null ? undefined : eq(personRestriction.organiserId, organiserId),
      ),
    )
    .orderBy(asc(personRestriction.startedAt), asc(personRestriction.organiserId));
