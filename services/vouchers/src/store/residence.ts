/**
 * Persons who moved out of an organiser's area, and the vouchers that the organiser may end for it. Takes and gives
 * domain types; decides nothing.
 */
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { asRecordset, type Reader, type Tx } from '@seteli/kit/db';
import type { Day, Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Sight } from '@seteli/schema/sight';
import { task } from '@seteli/kit/task-table';
import { voucher } from '../tables.ts';
import { residence } from '../tables/known.ts';
import { scopeOf } from './voucher.ts';

export type Residence = typeof residence.$inferSelect;

/** Keeps the newest news about each person and organiser, and answers which of these were newer. */
export async function saveResidences(tx: Tx, said: readonly Residence[]): Promise<Residence[]> {
  const keyOf = ({ organiserId, personId }: Residence) => `${organiserId} ${personId}`;
  const newest = new Map<string, Residence>();
  for (const each of said) if ((newest.get(keyOf(each))?.version ?? 0) < each.version) newest.set(keyOf(each), each);
  const rows = [...newest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const { rows: kept } = await tx.execute<{ organiserId: Id; personId: Id }>(sql`
    insert into residence select * from ${asRecordset(residence, rows)}
        on conflict (organiser_id, person_id) do update set lives_in_area = excluded.lives_in_area, version = excluded.version
     where residence.version < excluded.version
    returning organiser_id as "organiserId", person_id as "personId"`);
  return kept.map(({ organiserId, personId }) => newest.get(`${organiserId} ${personId}`)!);
}

export type ConcernedVoucher = { readonly id: Id; readonly organiserId: Id; readonly serviceId: Id };

/**
 * Locks the vouchers of these organisers and persons that are usable today or later. An officer who ends one at this
 * moment comes before, or finds its task.
 */
export async function lockVouchersAhead(tx: Tx, of: readonly Residence[], today: Day): Promise<ConcernedVoucher[]> {
  const { rows } = await tx.execute<ConcernedVoucher>(sql`
    select v.id, v.organiser_id as "organiserId", v.service_id as "serviceId"
      from ${asRecordset(residence, of)} n join voucher v on v.person_id = n.person_id and v.organiser_id = n.organiser_id
     where v.state <> 'DECLINED' and v.last_day >= ${today.toString()}::date
     order by v.id
       for update of v`);
  return rows;
}

export async function listVouchersOf(tx: Tx, of: readonly Residence[]): Promise<Id[]> {
  const { rows } = await tx.execute<{ id: Id }>(sql`
    select v.id from ${asRecordset(residence, of)} n join voucher v on v.person_id = n.person_id and v.organiser_id = n.organiser_id`);
  return rows.map(({ id }) => id);
}

export async function isMoveOpen(tx: Tx, voucherId: Id): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from task where kind = 'CLIENT_MOVED' and subject_id = ${voucherId} and closed_at is null`);
  return rows.length > 0;
}

export type Moved = { readonly id: Id; readonly openedAt: Instant };

/**
 * Vouchers of clients who have moved out of the organiser's area, and whom no officer has decided about yet; newest
 * first.
 */
export const listMoved = (
  reader: Reader,
  who: Sight,
  today: Day,
  { first, before }: { readonly first: number; readonly before: Id | null },
): Promise<Moved[]> =>
  reader
    .select({ id: voucher.id, openedAt: task.openedAt })
    .from(task)
    .innerJoin(voucher, eq(voucher.id, task.subjectId))
    .where(
      and(
        sql`${task.kind} = 'CLIENT_MOVED' and ${task.closedAt} is null and ${voucher.lastDay} >= ${today.toString()}::date`,
        scopeOf(who),
        before ? lt(voucher.id, before) : undefined,
      ),
    )
    .orderBy(desc(voucher.id))
    .limit(first);
