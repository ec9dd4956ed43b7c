/**
 * What identity itself keeps of a person, for the person's own copy of their data. It names nobody else: whom they
 * represent and who represents them are other people. An organiser's copy has what its people may see.
 */
import { and, asc, eq, gt, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Reader } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Vault } from '@seteli/kit/vault';
import { recordOf, type PersonDataQuestion, type PersonList } from '@seteli/schema/person-data';
import { readContacts } from '../commands/sealing.ts';
import { languageOf, visibleTo } from '../domain/contact.ts';
import { findPerson } from '../store/person.ts';
import { mandate } from '../tables/mandate.ts';
import { session } from '../tables/session.ts';
import { userAccount } from '../tables/user.ts';

type Of = Pick<PersonDataQuestion, 'personId' | 'organiserId'>;

const from = (column: PgColumn, after: string | null): SQL | undefined => (after === null ? undefined : gt(column, after));

export function listsOfPerson(reader: Reader, vault: Vault, { personId, organiserId }: Of): PersonList[] {
  const isOwn = organiserId === null;
  const lists: PersonList[] = [
    {
      kind: 'PERSON',
      async list() {
        const found = await findPerson(reader, personId);
        if (!found) return [];
        const { givenNames, familyName, protectedAddress, diedOn, municipalityCode } = found;
        const municipality = isOwn || !protectedAddress ? municipalityCode : null;
        const facts = { givenNames, familyName, protectedAddress, diedOn, municipalityCode: municipality };
        return [recordOf({ id: personId, organiserId, ...facts, identityCodeIsKept: true })];
      },
    },
    {
      kind: 'CONTACTS',
      async list() {
        const found = await findPerson(reader, personId);
        const contact = (await readContacts(reader, vault, [personId])).get(personId);
        if (!found || !contact) return [];
        const seen = visibleTo(contact, { isOwn, protectedAddress: found.protectedAddress });
        const { phone, email, address } = seen;
        return [recordOf({ id: personId, organiserId, language: languageOf(seen), phone, email, address })];
      },
    },
  ];
  return isOwn ? [...lists, ...ofSignIn(reader, personId)] : lists;
}

const ofSignIn = (reader: Reader, personId: Id): PersonList[] => [
  {
    kind: 'MANDATE',
    async list(after, most) {
      const { id, kind, roles, firstDay, lastDay, checkedAt, endedAt, endedBy, representedId } = mandate;
      const rows = await reader
        .select({ id, mandateKind: kind, roles, firstDay, lastDay, checkedAt, endedAt, endedBy, representedId })
        .from(mandate)
        .where(and(or(eq(mandate.representedId, personId), eq(mandate.representativeId, personId)), from(mandate.id, after)))
        .orderBy(asc(mandate.id))
        .limit(most);
      return rows.map(({ representedId: represented, ...row }) =>
        recordOf({ ...row, organiserId: null, side: represented === personId ? 'GIVEN' : 'HELD' }),
      );
    },
  },
  {
    kind: 'USER',
    async list(after, most) {
      const { id, organisationKind, organisationId, roles, active } = userAccount;
      const rows = await reader
        .select({ id, organisationKind, organisationId, roles, active })
        .from(userAccount)
        .where(and(eq(userAccount.personId, personId), from(userAccount.id, after)))
        .orderBy(asc(userAccount.id))
        .limit(most);
      // Whom they represent is another person.
      return rows.map((row) =>
        recordOf({ ...row, organisationId: row.organisationKind === 'PERSON' ? null : row.organisationId, organiserId: null }),
      );
    },
  },
  {
    kind: 'SESSION',
    async list(after, most) {
      const { id, program, assurance, identifiedAt, startedAt, usedAt, endedAt } = session;
      const rows = await reader
        .select({ id, program, assurance, identifiedAt, startedAt, usedAt, endedAt })
        .from(session)
        .where(and(eq(session.personId, personId), from(session.id, after)))
        .orderBy(asc(session.id))
        .limit(most);
      return rows.map((row) => recordOf({ ...row, organiserId: null }));
    },
  },
];
