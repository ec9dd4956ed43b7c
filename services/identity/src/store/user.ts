/** All SQL about users and systems. Every look-up names an organisation, a person or a client id. */
import { and, desc, eq, lt } from 'drizzle-orm';
import type { Page } from '@seteli/kit/pages';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Organisation, Role, User } from '../domain/user.ts';
import { teamMember, userAccount } from '../tables.ts';

type Row = Omit<typeof userAccount.$inferSelect, 'secretMark' | 'clientId'>;

const COLUMNS = {
  id: userAccount.id,
  organisationKind: userAccount.organisationKind,
  organisationId: userAccount.organisationId,
  roles: userAccount.roles,
  active: userAccount.active,
  personId: userAccount.personId,
};

const toUser = ({ id, organisationKind, organisationId, roles, active, personId }: Row): User => ({
  id,
  organisation: { kind: organisationKind, id: organisationId },
  // A constraint of the table holds the roles to those of the contract.
  roles: roles as Role[],
  active,
  personId,
});

const isOf = ({ kind, id }: Organisation) => and(eq(userAccount.organisationKind, kind), eq(userAccount.organisationId, id));

export const findUsers = async (reader: Reader, organisation: Organisation, ids: readonly Id[]): Promise<User[]> =>
  (
    await reader
      .select(COLUMNS)
      .from(userAccount)
      .where(and(isOneOf(userAccount.id, ids), isOf(organisation)))
  ).map(toUser);

export const listUsers = async (reader: Reader, organisation: Organisation, { first, before }: Page): Promise<User[]> =>
  (
    await reader
      .select(COLUMNS)
      .from(userAccount)
      .where(and(isOf(organisation), before ? lt(userAccount.id, before) : undefined))
      .orderBy(desc(userAccount.id))
      .limit(first)
  ).map(toUser);

export const listUsersOfPerson = async (reader: Reader, personId: Id): Promise<User[]> =>
  (await reader.select(COLUMNS).from(userAccount).where(eq(userAccount.personId, personId)).orderBy(userAccount.id)).map(toUser);

export async function findSystem(reader: Reader, clientId: string): Promise<{ user: User; secretMark: string } | undefined> {
  const [found] = await reader
    .select({ ...COLUMNS, secretMark: userAccount.secretMark })
    .from(userAccount)
    .where(eq(userAccount.clientId, clientId));
  return found && { user: toUser(found), secretMark: found.secretMark ?? '' };
}

/** Ids are given by us, so a user that is there is changed and one that is not is made. His person stays. */
export async function saveUser(tx: Tx, { id, organisation, roles, active, personId }: User): Promise<void> {
  const row = { id, organisationKind: organisation.kind, organisationId: organisation.id, roles: [...roles], active, personId };
  await tx
    .insert(userAccount)
    .values(row)
    .onConflictDoUpdate({ target: userAccount.id, set: { roles: row.roles, active } });
}

export async function saveSystem(tx: Tx, { id, organisation, roles, active }: User, clientId: string, secretMark: string): Promise<void> {
  const row = { id, organisationKind: organisation.kind, organisationId: organisation.id, roles: [...roles], active, clientId, secretMark };
  await tx.insert(userAccount).values(row).onConflictDoUpdate({ target: userAccount.id, set: { active, clientId, secretMark } });
}

export const listMemberships = (reader: Reader, userIds: readonly Id[]): Promise<{ userId: Id; teamId: Id }[]> =>
  reader
    .select({ userId: teamMember.userId, teamId: teamMember.teamId })
    .from(teamMember)
    .where(isOneOf(teamMember.userId, userIds))
    .orderBy(teamMember.teamId);
