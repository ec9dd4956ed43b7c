/**
 * All SQL about a person's mandates, users and sessions for the person's own copy of their data. Whom they represent
 * and who represents them are other people, so nothing here tells who that is.
 */
import { and, asc, eq, gt, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Reader } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { recordOf, type PersonList } from '@seteli/schema/person-data';
import { mandate } from '../tables/mandate.ts';
import { session } from '../tables/session.ts';
import { userAccount } from '../tables/user.ts';

const from = (column: PgColumn, after: string | null): SQL | undefined => (after === null ? undefined : gt(column, after));

export const listsOfSignIn = (reader: Reader, personId: Id): PersonList[] => [
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
