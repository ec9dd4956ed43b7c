/**
 * All SQL about vouchers themselves. Takes and gives domain types; decides nothing. Other files hold entitlements,
 * values, facts from other services and allocation.
 */
import { and, desc, eq, getTableColumns, gte, isNotNull, lt, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { asRecordset, isOneOf, lockAll, type Reader, type Tx } from '@seteli/kit/db';
import type { Day, Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { within, type Sight } from '@seteli/schema/sight';
import type { ClientCard } from '../domain/client-card.ts';
import type { GrantFacts } from '../domain/grant.ts';
import type { Bounds, Voucher } from '../domain/voucher.ts';
import type { OwnValueVersion } from '../domain/worth.ts';
import * as tables from '../tables.ts';
import { person, team } from '../tables/known.ts';

const { voucher, ownValueChange } = tables;

export type StoredVoucher = Voucher & {
  readonly clientCard: ClientCard;
  readonly income: tables.StoredIncome | null;
  readonly grantedBy: Id;
  readonly grantedAt: Instant;
};

const OWNERS = { organiserId: voucher.organiserId, personId: voucher.personId, serviceId: voucher.serviceId };

/**
 * Limits look-ups to the vouchers that a user may see. It does not limit providers: the three-way rule decides about
 * each voucher.
 */
export const scopeOf = (sight: Sight): SQL | undefined =>
  sight.organisation.kind === 'PROVIDER' ? undefined : within(sight, OWNERS, team);

/** The vouchers among these that the caller may see. */
export const findVouchers = (reader: Reader, who: Sight, ids: readonly Id[]): Promise<StoredVoucher[]> =>
  reader
    .select()
    .from(voucher)
    .where(and(isOneOf(voucher.id, ids), scopeOf(who)));

/** Whose these vouchers are, for the access log alone: of any organiser. */
export const findClientsOf = async (reader: Reader, ids: readonly Id[]): Promise<Pick<StoredVoucher, 'id' | 'personId'>[]> =>
  ids.length === 0 ? [] : reader.select({ id: voucher.id, personId: voucher.personId }).from(voucher).where(isOneOf(voucher.id, ids));

/** Locks a voucher that the user may change: one of their teams' services, or their own. */
export async function lockVoucher(tx: Tx, who: Sight, id: Id): Promise<StoredVoucher | undefined> {
  const [found] = await tx
    .select()
    .from(voucher)
    .where(and(eq(voucher.id, id), scopeOf(who)))
    .for('update');
  return found;
}

export async function isNumberTaken(tx: Tx, voucherNumber: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from voucher where voucher_number = ${voucherNumber}`);
  return rows.length > 0;
}

export const insertVoucher = (tx: Tx, granted: StoredVoucher) => tx.insert(voucher).values(granted);

/** No other service needs the change, but a user who saw the voucher before must see it again. */
export const raiseVersion = (tx: Tx, id: Id) =>
  tx
    .update(voucher)
    .set({ version: sql`${voucher.version} + 1` })
    .where(eq(voucher.id, id));

/** What commands may change of a voucher. */
export const updateVoucher = (tx: Tx, { id, state, lastDay, beforeDeath, suspensions, version }: Voucher) =>
  tx.update(voucher).set({ state, lastDay, beforeDeath, suspensions, version }).where(eq(voucher.id, id));

/** Writes the ends of vouchers. The caller has locked them. */
export async function saveEnds(tx: Tx, vouchers: readonly Voucher[]): Promise<void> {
  if (vouchers.length === 0) return;
  const ends = vouchers.map(({ id, state, lastDay, beforeDeath, version }) => ({ id, state, lastDay, beforeDeath, version }));
  await tx.execute(sql`
    update voucher v
       set state = n.state, last_day = n.last_day, before_death = n.before_death, version = n.version
      from ${asRecordset(voucher, ends)} n
     where v.id = n.id`);
}

/** The vouchers that follow these, with the voucher that each follows. */
export const listSuccessors = (reader: Reader, ids: readonly Id[]): Promise<{ id: Id; predecessorId: Id | null; firstDay: Day }[]> =>
  reader
    .select({ id: voucher.id, predecessorId: voucher.predecessorId, firstDay: voucher.firstDay })
    .from(voucher)
    .where(isOneOf(voucher.predecessorId, ids));

/** The voucher that a new one follows. */
export async function findPredecessor(reader: Reader, actor: Actor, id: Id): Promise<GrantFacts['predecessor']> {
  const [found] = await findVouchers(reader, actor, [id]);
  return found && { ...found, hasSuccessor: (await listSuccessors(reader, [id])).length > 0 };
}

/** The same voucher, locked so that only one can follow it. */
export async function lockPredecessor(tx: Tx, actor: Actor, id: Id): Promise<GrantFacts['predecessor']> {
  const found = await lockVoucher(tx, actor, id);
  return found && { ...found, hasSuccessor: (await listSuccessors(tx, [id])).length > 0 };
}

/**
 * What visits hold of a voucher: its own visits, visits that drew from its buckets and batches, and visits on its days.
 * The latter belong to vouchers before and after it, and may have drawn from nothing.
 */
export async function findUse(reader: Reader, { id, personId }: Voucher): Promise<{ isUsed: boolean; lastUsedDay: Bounds['lastUsedDay'] }> {
  const { rows } = await reader.execute<{ last_day: string | null; used: boolean }>(sql`
    with recursive chain as (
      select id, predecessor_id, first_day, last_day from voucher where id = ${id}
      union
      select v.id, v.predecessor_id, v.first_day, v.last_day
        from voucher v join chain c on v.id = c.predecessor_id or v.predecessor_id = c.id)
    select greatest(max((piece.value ->> 1)::date), max((hold.value ->> 'lastDay')::date))::text as last_day,
           count(*) > 0 or exists (select from bucket b join entitlement e on e.id = b.entitlement_id
                                    where e.voucher_id = ${id} and b.remaining < b.granted) as used
      from allocation a
      left join lateral jsonb_array_elements(a.pieces) piece on true
      left join lateral jsonb_array_elements(a.days) hold on true
     where a.person_id = ${personId} and a.state = 'MADE'
       and (a.voucher_id = ${id}
            or exists (select from jsonb_array_elements(a.draws) draw join entitlement e on e.id = (draw.value ->> 'entitlementId')::uuid
                        where e.voucher_id = ${id})
            or a.voucher_id in (select id from chain) and exists (
                 select from chain own, jsonb_array_elements(a.pieces) stands
                  where own.id = ${id} and (stands.value ->> 1)::date between own.first_day and own.last_day))`);
  const { last_day: lastDay, used } = rows[0]!;
  return { isUsed: used, lastUsedDay: lastDay === null ? null : Temporal.PlainDate.from(lastDay) };
}

/**
 * Makes granting to a person and the news of their death wait for each other. Callers take it before they lock any
 * voucher.
 */
export const lockPersons = (tx: Tx, personIds: readonly Id[]): Promise<void> =>
  lockAll(
    tx,
    personIds.map((id) => `person ${id}`),
  );

export async function findDayOfDeath(reader: Reader, personId: Id): Promise<Day | null> {
  const [found] = await reader.select({ diedOn: person.diedOn }).from(person).where(eq(person.id, personId));
  return found?.diedOn ?? null;
}

/** Whether the organiser has ever granted the person a voucher. */
export async function hasVoucher(tx: Tx, organiserId: Id, personId: Id): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from voucher where person_id = ${personId} and organiser_id = ${organiserId} limit 1`);
  return rows.length > 0;
}

/**
 * The vouchers of these persons that a death may concern, with the day of death. It locks them in the order of their
 * ids, as every transaction does.
 */
export const lockVouchersAtDeath = (tx: Tx, personIds: readonly Id[]): Promise<{ voucher: StoredVoucher; diedOn: Day | null }[]> =>
  tx
    .select({ voucher: getTableColumns(voucher), diedOn: person.diedOn })
    .from(voucher)
    .innerJoin(person, eq(person.id, voucher.personId))
    .where(and(isOneOf(voucher.personId, personIds), or(isNotNull(person.diedOn), isNotNull(voucher.beforeDeath))))
    .orderBy(voucher.id)
    .for('update', { of: voucher });

/** Later decisions about the values of vouchers, newest first, by voucher. */
export async function listOwnValueChanges(reader: Reader, voucherIds: readonly Id[]): Promise<Map<Id, OwnValueVersion[]>> {
  const rows = await reader
    .select()
    .from(ownValueChange)
    .where(isOneOf(ownValueChange.voucherId, voucherIds))
    .orderBy(desc(ownValueChange.firstDay), desc(ownValueChange.version));
  return Map.groupBy(rows, ({ voucherId }) => voucherId);
}

/** The caller has locked the voucher, so its versions follow one another. */
export const insertOwnValueChange = (tx: Tx, change: Omit<typeof ownValueChange.$inferInsert, 'version'>) =>
  tx.insert(ownValueChange).values({
    ...change,
    version: sql`(select coalesce(max(version), 0) + 1 from own_value_change where voucher_id = ${change.voucherId})`,
  });

/**
 * Vouchers of a service that were granted before a table of values was published and last to its first day or beyond;
 * newest first.
 */
export const listVouchersBefore = (
  reader: Reader,
  who: Sight,
  { serviceId, firstDay, publishedAt }: { readonly serviceId: Id; readonly firstDay: Day; readonly publishedAt: Instant },
  { first, before }: { readonly first: number; readonly before: Id | null },
): Promise<StoredVoucher[]> =>
  reader
    .select()
    .from(voucher)
    .where(
      and(
        scopeOf(who),
        eq(voucher.serviceId, serviceId),
        gte(voucher.lastDay, firstDay),
        ne(voucher.state, 'DECLINED'),
        lte(voucher.grantedAt, publishedAt),
        before ? lt(voucher.id, before) : undefined,
      ),
    )
    .orderBy(desc(voucher.id))
    .limit(first);
