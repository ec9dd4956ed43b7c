/** All SQL about systems and their keys. Every look-up names an organisation or a client id. Decides nothing. */
import { and, asc, desc, eq, gte, isNull, sql, type SQL } from 'drizzle-orm';
import { asArray, isOneOf, saveNewest, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { SystemScope } from '@seteli/schema/actors';
import type { SystemAccount, SystemKey } from '../domain/system.ts';
import type { TeamOrganisation } from '../domain/team.ts';
import { providerUnit, systemAccount, systemKey } from '../tables/system.ts';
import { userAccount } from '../tables/user.ts';
import type { Ended } from './session.ts';
import { isOf, saveSystemUser } from './user.ts';

const ACCOUNT = {
  id: systemAccount.id,
  organisationKind: userAccount.organisationKind,
  organisationId: userAccount.organisationId,
  clientId: userAccount.clientId,
  name: systemAccount.name,
  roles: userAccount.roles,
  unitIds: systemAccount.unitIds,
  active: userAccount.active,
  version: systemAccount.version,
};

type AccountRow = Pick<typeof userAccount.$inferSelect, 'organisationKind' | 'organisationId' | 'clientId' | 'roles' | 'active'> &
  typeof systemAccount.$inferSelect;

const toAccount = ({ organisationKind, organisationId, clientId, roles, ...rest }: AccountRow): SystemAccount => ({
  ...rest,
  // Constraints of the table give systems a client id and nothing but scopes; only these organisations have systems.
  organisation: { kind: organisationKind, id: organisationId } as TeamOrganisation,
  clientId: clientId!,
  scopes: roles as SystemScope[],
});

const listWhere = async (reader: Reader, condition: SQL | undefined): Promise<SystemAccount[]> =>
  (
    await reader
      .select(ACCOUNT)
      .from(systemAccount)
      .innerJoin(userAccount, eq(userAccount.id, systemAccount.id))
      .where(condition)
      .orderBy(sql`${systemAccount.name} collate "fi-x-icu"`, systemAccount.id)
  ).map(toAccount);

export const listSystems = (reader: Reader, organisation: TeamOrganisation): Promise<SystemAccount[]> =>
  listWhere(reader, isOf(organisation));

export const findSystems = (reader: Reader, organisation: TeamOrganisation, ids: readonly Id[]): Promise<SystemAccount[]> =>
  listWhere(reader, and(isOneOf(systemAccount.id, ids), isOf(organisation)));

export const countSystems = async (tx: Tx, organisation: TeamOrganisation): Promise<number> => (await listSystems(tx, organisation)).length;

/** A system as it proves itself: with its keys that nobody has ended, and their marks. */
export type KnownSystem = { readonly account: SystemAccount; readonly keys: readonly (SystemKey & { readonly mark: string })[] };

export async function findSystemByClient(reader: Reader, clientId: string): Promise<KnownSystem | undefined> {
  const rows = await reader
    .select({ account: ACCOUNT, key: systemKey })
    .from(userAccount)
    .innerJoin(systemAccount, eq(systemAccount.id, userAccount.id))
    .leftJoin(systemKey, and(eq(systemKey.accountId, systemAccount.id), isNull(systemKey.endedAt)))
    .where(eq(userAccount.clientId, clientId));
  const [first] = rows;
  return first && { account: toAccount(first.account), keys: rows.flatMap(({ key }) => (key ? [key] : [])) };
}

/**
 * The same, and until the transaction ends nobody changes the system. It reads after it has the lock: a change of the
 * keys may have ended just before.
 */
export async function holdSystemByClient(tx: Tx, clientId: string): Promise<KnownSystem | undefined> {
  await tx.select({ id: userAccount.id }).from(userAccount).where(eq(userAccount.clientId, clientId)).for('share');
  return await findSystemByClient(tx, clientId);
}

/** Keeps tokens from being given to the system until the transaction ends. */
export const lockSystem = (tx: Tx, id: Id) =>
  tx.select({ id: userAccount.id }).from(userAccount).where(eq(userAccount.id, id)).for('no key update');

/** Makes a system or changes it. Earlier tokens hold no longer when it may do something else. */
export async function saveSystem(tx: Tx, account: SystemAccount): Promise<void> {
  const { id, organisation, clientId, name, scopes, active, version } = account;
  const unitIds = account.unitIds && [...account.unitIds];
  await saveSystemUser(tx, { id, organisation, roles: scopes, active, personId: null }, clientId);
  await tx
    .insert(systemAccount)
    .values({ id, name, unitIds, version })
    .onConflictDoUpdate({ target: systemAccount.id, set: { name, unitIds, version } });
}

const { mark: _, ...KEY } = {
  id: systemKey.id,
  accountId: systemKey.accountId,
  name: systemKey.name,
  mark: systemKey.mark,
  place: systemKey.place,
  madeAt: systemKey.madeAt,
  madeBy: systemKey.madeBy,
  expiresOn: systemKey.expiresOn,
  endedAt: systemKey.endedAt,
  endedBy: systemKey.endedBy,
  lastUsedAt: systemKey.lastUsedAt,
};

/** The newest keys of each of the organisation's systems, `most` of each. */
export async function listKeys(
  reader: Reader,
  { id }: TeamOrganisation,
  accountIds: readonly Id[],
  most: number,
): Promise<Map<Id, SystemKey[]>> {
  const newest = sql`${systemKey.id} = any(array(
    select k.id from ${userAccount} u cross join lateral (
      select id from ${systemKey} each where each.account_id = u.id order by each.id desc limit ${most}) k
     where u.id = any(${asArray(accountIds)}::uuid[]) and u.organisation_id = ${id}))`;
  const rows = await reader.select(KEY).from(systemKey).where(newest).orderBy(desc(systemKey.id));
  return Map.groupBy(rows, ({ accountId }) => accountId);
}

/** The keys of a system that nobody has ended. */
export const listStanding = (tx: Tx, accountId: Id): Promise<(SystemKey & { mark: string })[]> =>
  tx
    .select()
    .from(systemKey)
    .where(and(eq(systemKey.accountId, accountId), isNull(systemKey.endedAt)))
    .orderBy(systemKey.place);

export async function findKey(tx: Tx, organisation: TeamOrganisation, id: Id): Promise<SystemKey | undefined> {
  const [found] = await tx
    .select(KEY)
    .from(systemKey)
    .innerJoin(userAccount, eq(userAccount.id, systemKey.accountId))
    .where(and(eq(systemKey.id, id), isOf(organisation)));
  return found;
}

export const insertKey = (tx: Tx, key: SystemKey & { readonly mark: string }) => tx.insert(systemKey).values(key);

/** An ended key stays so. */
export const endKey = (tx: Tx, { id, endedAt, endedBy }: Pick<SystemKey, 'id' | 'endedAt' | 'endedBy'>) =>
  tx
    .update(systemKey)
    .set({ endedAt, endedBy })
    .where(and(eq(systemKey.id, id), isNull(systemKey.endedAt)));

export const noteUse = (tx: Tx, id: Id, lastUsedAt: Instant) => tx.update(systemKey).set({ lastUsedAt }).where(eq(systemKey.id, id));

/** The keys that ended from then on, the first ones first. A token of a system names its key as its session. */
export const listEndedKeys = async (reader: Reader, since: Instant, most: number): Promise<Ended[]> => {
  const rows = await reader
    .select({ id: systemKey.id, at: systemKey.endedAt })
    .from(systemKey)
    .where(gte(systemKey.endedAt, since))
    .orderBy(asc(systemKey.endedAt))
    .limit(most);
  return rows.map(({ id, at }) => ({ id, at: at! }));
};

/** Saves the units of providers as registry announced them. */
export const saveUnits = (tx: Tx, rows: readonly (typeof providerUnit.$inferInsert)[]) => saveNewest(tx, providerUnit, rows);

/** Of these units, those of the organisation. An organiser has none. */
export async function findOwnUnitIds(tx: Tx, organisation: TeamOrganisation, ids: readonly Id[]): Promise<Set<Id>> {
  const rows = await tx
    .select({ id: providerUnit.id })
    .from(providerUnit)
    .where(and(isOneOf(providerUnit.id, ids), eq(providerUnit.providerId, organisation.id)));
  return new Set(rows.map(({ id }) => id));
}
