/** All SQL about users and systems. Every look-up names an organisation, a person or a client id. */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { ownUser, type Organisation, type Role, type User } from '../domain/user.ts';
import { teamMember, userAccount } from '../tables/user.ts';

type UserRow = Omit<typeof userAccount.$inferSelect, 'secretMark' | 'clientId' | 'tokensFrom'>;

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

const ofPerson = (reader: Reader, personId: Id) =>
  reader.select(COLUMNS).from(userAccount).where(eq(userAccount.personId, personId)).orderBy(userAccount.id);

export const listUsersOfPerson = async (reader: Reader, personId: Id): Promise<User[]> => (await ofPerson(reader, personId)).map(toUser);

/** Until the transaction ends nobody changes what these users may do. Commands that make tokens read users with it. */
export const holdUsersOfPerson = async (tx: Tx, personId: Id): Promise<User[]> => (await ofPerson(tx, personId).for('share')).map(toUser);

export type System = { readonly user: User; readonly secretMark: string };
const ofClient = (reader: Reader, clientId: string) =>
  reader
    .select({ ...COLUMNS, secretMark: userAccount.secretMark })
    .from(userAccount)
    .where(eq(userAccount.clientId, clientId));
const toSystem = (found: (UserRow & { secretMark: string | null }) | undefined): System | undefined =>
  found && { user: toUser(found), secretMark: found.secretMark ?? '' };

export const findSystem = async (reader: Reader, clientId: string): Promise<System | undefined> =>
  toSystem((await ofClient(reader, clientId))[0]);

/** The same, and until the transaction ends nobody changes the system. */
export const holdSystem = async (tx: Tx, clientId: string): Promise<System | undefined> =>
  toSystem((await ofClient(tx, clientId).for('share'))[0]);

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
const FROM_NOW = sql`greatest(date_trunc('milliseconds', clock_timestamp()), ${userAccount.tokensFrom}) + interval '1 millisecond'`;

/** Only a difference voids earlier tokens: saving a user again changes nothing for them. */
const TOKENS_FROM = sql`case
  when (${userAccount.active}, ${userAccount.roles}, ${userAccount.secretMark}) is distinct from (excluded.active, excluded.roles, excluded.secret_mark)
  then ${FROM_NOW} else ${userAccount.tokensFrom} end`;

/** Voids earlier tokens. The order of ids keeps two transactions from waiting for each other. */
async function voidTokens(tx: Tx, ofWhom: SQL | undefined): Promise<void> {
  const held = await tx.select({ id: userAccount.id }).from(userAccount).where(ofWhom).orderBy(userAccount.id).for('no key update');
  const ids = held.map(({ id }) => id);
  if (ids.length > 0) await tx.update(userAccount).set({ tokensFrom: FROM_NOW }).where(isOneOf(userAccount.id, ids));
}

export const voidTokensOf = (tx: Tx, organisation: Organisation, ids: readonly Id[]): Promise<void> =>
  voidTokens(tx, and(isOneOf(userAccount.id, ids), isOf(organisation)));

export const voidTokensOfPerson = (tx: Tx, personId: Id): Promise<void> => voidTokens(tx, eq(userAccount.personId, personId));

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
});

/** We choose the ids, so this changes a user who is there and makes one who is not. Their person stays. */
export async function saveUser(tx: Tx, user: User): Promise<void> {
  const { roles, active, ...row } = toRow(user);
  await tx
    .insert(userAccount)
    .values({ ...row, roles, active, personId: user.personId })
    .onConflictDoUpdate({ target: userAccount.id, set: { roles, active, tokensFrom: TOKENS_FROM } });
}

export async function saveSystem(tx: Tx, user: User, clientId: string, secretMark: string): Promise<void> {
  const { active, ...row } = toRow(user);
  await tx
    .insert(userAccount)
    .values({ ...row, active, clientId, secretMark })
    .onConflictDoUpdate({ target: userAccount.id, set: { active, clientId, secretMark, tokensFrom: TOKENS_FROM } });
}

export const listMemberships = (reader: Reader, userIds: readonly Id[]): Promise<{ userId: Id; teamId: Id }[]> =>
  reader
    .select({ userId: teamMember.userId, teamId: teamMember.teamId })
    .from(teamMember)
    .where(isOneOf(teamMember.userId, userIds))
    .orderBy(teamMember.teamId);
