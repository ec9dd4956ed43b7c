/** All SQL about users and systems. Every look-up names an organisation, a person or a client id. */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { ownUser, type Organisation, type Role, type User } from '../domain/user.ts';
import { teamMember, userAccount } from '../tables/user.ts';

type UserRow = Omit<typeof userAccount.$inferSelect, 'clientId' | 'tokensFrom' | 'version' | 'invitedAt'>;

export const COLUMNS = {
  id: userAccount.id,
  organisationKind: userAccount.organisationKind,
  organisationId: userAccount.organisationId,
  roles: userAccount.roles,
  active: userAccount.active,
  personId: userAccount.personId,
};

export const toUser = ({ id, organisationKind, organisationId, roles, active, personId }: UserRow): User => ({
  id,
  organisation: { kind: organisationKind, id: organisationId },
  // A constraint of the table limits the roles to those of the contract.
  roles: roles as Role[],
  active,
  personId,
});

export const isOf = ({ kind, id }: Organisation) => and(eq(userAccount.organisationKind, kind), eq(userAccount.organisationId, id));

export const findUsers = async (reader: Reader, organisation: Organisation, ids: readonly Id[]): Promise<User[]> =>
  (
    await reader
      .select(COLUMNS)
      .from(userAccount)
      .where(and(isOneOf(userAccount.id, ids), isOf(organisation)))
  ).map(toUser);

export const listUsersOf = async (reader: Reader, organisation: Organisation): Promise<User[]> =>
  (await reader.select(COLUMNS).from(userAccount).where(isOf(organisation)).orderBy(userAccount.id)).map(toUser);

const ofPerson = (reader: Reader, personId: Id) =>
  reader.select(COLUMNS).from(userAccount).where(eq(userAccount.personId, personId)).orderBy(userAccount.id);

export const listUsersOfPerson = async (reader: Reader, personId: Id): Promise<User[]> => (await ofPerson(reader, personId)).map(toUser);

/** Until the transaction ends nobody changes what these users may do. Commands that make tokens read users with it. */
export const holdUsersOfPerson = async (tx: Tx, personId: Id): Promise<User[]> => (await ofPerson(tx, personId).for('share')).map(toUser);

/** The user as whom a person acts for an organisation, or for another person. */
export async function findUserOf(reader: Reader, personId: Id, organisationId: Id): Promise<User | undefined> {
  const [found] = await reader
    .select(COLUMNS)
    .from(userAccount)
    .where(and(eq(userAccount.personId, personId), eq(userAccount.organisationId, organisationId)));
  return found && toUser(found);
}

export async function lockUser(tx: Tx, id: Id): Promise<User | undefined> {
  const [found] = await tx.select(COLUMNS).from(userAccount).where(eq(userAccount.id, id)).for('no key update');
  return found && toUser(found);
}

/**
 * The moment of a token for a held user, in whole milliseconds of the database's clock. It is never before the moment
 * from which the user's tokens hold.
 */
export async function momentOfToken(tx: Tx, id: Id): Promise<Instant> {
  const now = sql`greatest(date_trunc('milliseconds', clock_timestamp()), ${userAccount.tokensFrom})`;
  const [found] = await tx
    .select({ at: now.mapWith(userAccount.tokensFrom) as SQL<Instant> })
    .from(userAccount)
    .where(eq(userAccount.id, id));
  return found!.at;
}

/**
 * Later than every token that was given before. PostgreSQL calculates it when the row is locked: by then any
 * transaction that gives a token has ended, or waits.
 */
export const FROM_NOW = sql`greatest(date_trunc('milliseconds', clock_timestamp()), ${userAccount.tokensFrom}) + interval '1 millisecond'`;

/** Only a difference voids earlier tokens: saving a user again changes nothing for them. */
const TOKENS_FROM = sql`case
  when (${userAccount.active}, ${userAccount.roles}) is distinct from (excluded.active, excluded.roles)
  then ${FROM_NOW} else ${userAccount.tokensFrom} end`;
const VERSION = sql`${userAccount.version} + case
  when (${userAccount.active}, ${userAccount.roles}) is distinct from (excluded.active, excluded.roles) then 1 else 0 end`;

/** Voids earlier tokens. The order of ids keeps two transactions from waiting for each other. */
async function voidTokens(tx: Tx, ofWhom: SQL | undefined): Promise<void> {
  const held = await tx.select({ id: userAccount.id }).from(userAccount).where(ofWhom).orderBy(userAccount.id).for('no key update');
  const ids = held.map(({ id }) => id);
  if (ids.length > 0) await tx.update(userAccount).set({ tokensFrom: FROM_NOW }).where(isOneOf(userAccount.id, ids));
}

export const voidTokensOf = (tx: Tx, organisation: Organisation, ids: readonly Id[]): Promise<void> =>
  voidTokens(tx, and(isOneOf(userAccount.id, ids), isOf(organisation)));

export const voidTokensOfPerson = (tx: Tx, personId: Id): Promise<void> => voidTokens(tx, eq(userAccount.personId, personId));

export const voidTokensOfOrganisation = (tx: Tx, organisation: Organisation): Promise<void> => voidTokens(tx, isOf(organisation));

/** Makes the users as whom these new persons act for themselves. */
export const insertOwnUsers = (tx: Tx, personIds: readonly Id[]): Promise<void> =>
  insertAll(
    tx,
    userAccount,
    personIds.map((personId) => ({ ...toRow(ownUser(personId)), personId })),
  );

const toRow = ({ id, organisation, roles, active }: User) => ({
  id,
  organisationKind: organisation.kind,
  organisationId: organisation.id,
  roles: [...roles],
  active,
  // A change of a user who is there counts on from theirs.
  version: 1,
});

/** We choose the ids, so this changes a user who is there and makes one who is not. Their person stays. */
export async function saveUser(tx: Tx, user: User): Promise<void> {
  const { roles, active, ...row } = toRow(user);
  await tx
    .insert(userAccount)
    .values({ ...row, roles, active, personId: user.personId })
    .onConflictDoUpdate({ target: userAccount.id, set: { roles, active, tokensFrom: TOKENS_FROM, version: VERSION } });
}

/** The user as which a system acts. */
export async function saveSystemUser(tx: Tx, user: User, clientId: string): Promise<void> {
  const { roles, active, ...row } = toRow(user);
  await tx
    .insert(userAccount)
    .values({ ...row, roles, active, clientId })
    .onConflictDoUpdate({ target: userAccount.id, set: { roles, active, clientId, tokensFrom: TOKENS_FROM } });
}

export const listMemberships = (reader: Reader, userIds: readonly Id[]): Promise<{ userId: Id; teamId: Id }[]> =>
  reader
    .select({ userId: teamMember.userId, teamId: teamMember.teamId })
    .from(teamMember)
    .where(isOneOf(teamMember.userId, userIds))
    .orderBy(teamMember.teamId);
