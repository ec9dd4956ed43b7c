/** All SQL about users and systems. Every look-up names an organisation, a person or a client id. */
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Page } from '@seteli/kit/pages';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Organisation, Role, User } from '../domain/user.ts';
import { teamMember, userAccount } from '../tables.ts';

type Row = Omit<typeof userAccount.$inferSelect, 'secretMark' | 'clientId' | 'tokensFrom'>;

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

/** Only what differs makes earlier tokens void: to save a user again changes nothing for them. */
const tokensFrom = (now: Instant) => sql`case
  when (${userAccount.active}, ${userAccount.roles}, ${userAccount.secretMark}) is distinct from (excluded.active, excluded.roles, excluded.secret_mark)
  then ${sql.param(now, userAccount.tokensFrom)}::timestamptz else ${userAccount.tokensFrom} end`;

const toRow = ({ id, organisation, roles, active }: User) => ({
  id,
  organisationKind: organisation.kind,
  organisationId: organisation.id,
  roles: [...roles],
  active,
});

/** Ids are given by us, so a user that is there is changed and one that is not is made. His person stays. */
export async function saveUser(tx: Tx, user: User, now: Instant): Promise<void> {
  const { roles, active, ...row } = toRow(user);
  await tx
    .insert(userAccount)
    .values({ ...row, roles, active, personId: user.personId })
    .onConflictDoUpdate({ target: userAccount.id, set: { roles, active, tokensFrom: tokensFrom(now) } });
}

export async function saveSystem(tx: Tx, user: User, clientId: string, secretMark: string, now: Instant): Promise<void> {
  const { active, ...row } = toRow(user);
  await tx
    .insert(userAccount)
    .values({ ...row, active, clientId, secretMark })
    .onConflictDoUpdate({ target: userAccount.id, set: { active, clientId, secretMark, tokensFrom: tokensFrom(now) } });
}

/** The same secret under another mark; what the system may do stays as it is. */
export const replaceMark = (tx: Tx, id: Id, mark: string, by: string) =>
  tx
    .update(userAccount)
    .set({ secretMark: by })
    .where(and(eq(userAccount.id, id), eq(userAccount.secretMark, mark)));

export const listMemberships = (reader: Reader, userIds: readonly Id[]): Promise<{ userId: Id; teamId: Id }[]> =>
  reader
    .select({ userId: teamMember.userId, teamId: teamMember.teamId })
    .from(teamMember)
    .where(isOneOf(teamMember.userId, userIds))
    .orderBy(teamMember.teamId);
