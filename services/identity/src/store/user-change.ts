/** All SQL with which commands change users: new ones, their roles, the person behind. Decides nothing. */
import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Organisation, User } from '../domain/user.ts';
import { ADMINISTERS, type UserState } from '../domain/user-change.ts';
import { passkey } from '../tables/passkey.ts';
import { person } from '../tables/person.ts';
import { identityCode } from '../tables/sealed.ts';
import { session } from '../tables/session.ts';
import { teamMember, userAccount, userSignIn } from '../tables/user.ts';
import { COLUMNS, FROM_NOW, isOf, toUser } from './user.ts';

/** What administrators see of a user beside who they are. */
export type UserFacts = {
  readonly id: Id;
  readonly version: number;
  readonly invitedAt: Instant | null;
  readonly lastSignInAt: Instant | null;
};

export const findUserFacts = (reader: Reader, ids: readonly Id[]): Promise<UserFacts[]> =>
  reader
    .select({ id: userAccount.id, version: userAccount.version, invitedAt: userAccount.invitedAt, lastSignInAt: userSignIn.signedInAt })
    .from(userAccount)
    .leftJoin(userSignIn, eq(userSignIn.userId, userAccount.id))
    .where(isOneOf(userAccount.id, ids));

/** Notes that the user began to act in a session. The first token of the session writes, the others find it so. */
export const noteSignIn = (tx: Tx, userId: Id, signedInAt: Instant) =>
  tx
    .insert(userSignIn)
    .values({ userId, signedInAt })
    .onConflictDoUpdate({
      target: userSignIn.userId,
      set: { signedInAt },
      setWhere: sql`${userSignIn.signedInAt} < excluded.signed_in_at`,
    });

export type HeldUser = User & Pick<UserFacts, 'version'>;

/** A person's user, held against other changes and against new tokens. Systems are no such users. */
export async function lockUser(tx: Tx, organisation: Organisation, id: Id): Promise<HeldUser | undefined> {
  const [found] = await tx
    .select({ ...COLUMNS, version: userAccount.version })
    .from(userAccount)
    .where(and(eq(userAccount.id, id), isOf(organisation), isNotNull(userAccount.personId)))
    .for('no key update');
  return found && { ...toUser(found), version: found.version };
}

/** A user by their own way in. Until the transaction ends nobody changes what they may do. */
export async function holdUser(tx: Tx, id: Id): Promise<User | undefined> {
  const [found] = await tx.select(COLUMNS).from(userAccount).where(eq(userAccount.id, id)).for('share');
  return found && toUser(found);
}

export async function findUserOf(tx: Tx, organisation: Organisation, personId: Id): Promise<User | undefined> {
  const [found] = await tx
    .select(COLUMNS)
    .from(userAccount)
    .where(and(eq(userAccount.personId, personId), isOf(organisation)));
  return found && toUser(found);
}

export const isInTeam = async (tx: Tx, userId: Id): Promise<boolean> => (await tx.$count(teamMember, eq(teamMember.userId, userId))) > 0;

/** Users who administer the organisation and may act, but for this one. The dead may not. */
export async function countAdministrators(
  tx: Tx,
  organisation: Organisation & { kind: keyof typeof ADMINISTERS },
  except?: Id,
): Promise<number> {
  const rows = await tx
    .select({ id: userAccount.id })
    .from(userAccount)
    .innerJoin(person, eq(person.id, userAccount.personId))
    .where(
      and(
        isOf(organisation),
        eq(userAccount.active, true),
        isNull(person.diedOn),
        sql`${userAccount.roles} && ${`{${ADMINISTERS[organisation.kind].join(',')}}`}::text[]`,
        except === undefined ? undefined : ne(userAccount.id, except),
      ),
    )
    .limit(2);
  return rows.length;
}

/** `invitedAt` is null for the first operator, whom nobody invited. */
export async function insertUser(tx: Tx, { id, organisation, roles, active, personId }: User, invitedAt: Instant | null): Promise<void> {
  await tx.insert(userAccount).values({
    id,
    organisationKind: organisation.kind,
    organisationId: organisation.id,
    roles: [...roles],
    active,
    personId,
    invitedAt,
    version: 1,
  });
}

const NEXT = { version: sql`${userAccount.version} + 1`, tokensFrom: FROM_NOW };

/** The user was locked before. Earlier tokens say what no longer holds. */
export const saveUserState = (tx: Tx, id: Id, { roles, active }: UserState) =>
  tx
    .update(userAccount)
    .set({ roles: [...roles], active, ...NEXT })
    .where(eq(userAccount.id, id));

/** Another person is behind the user from now on. */
export const savePersonOf = (tx: Tx, id: Id, personId: Id) =>
  tx
    .update(userAccount)
    .set({ personId, ...NEXT })
    .where(eq(userAccount.id, id));

/** Whether a register knows the person, and not only an organisation that gave them an account. */
export async function isRegistered(tx: Tx, personId: Id): Promise<boolean> {
  return (await tx.$count(identityCode, eq(identityCode.personId, personId))) > 0;
}

/** The users of the organisation who have passkeys. */
export async function listOwnAccounts(tx: Tx, organisation: Organisation): Promise<Id[]> {
  const rows = await tx
    .selectDistinct({ id: userAccount.id })
    .from(userAccount)
    .innerJoin(passkey, eq(passkey.userId, userAccount.id))
    .where(isOf(organisation))
    .orderBy(userAccount.id);
  return rows.map(({ id }) => id);
}

/** Ends every session that somebody began by a passkey of the user. The gateway hears of it within a second or two. */
export const endOwnSessions = (tx: Tx, userId: Id, endedAt: Instant) =>
  tx
    .update(session)
    .set({ endedAt, sealedToken: null })
    .where(and(eq(session.userId, userId), isNull(session.endedAt)));
