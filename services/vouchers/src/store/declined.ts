/**
 * All SQL about vouchers that clients declined, and how the organiser arranged their services otherwise. Takes and
 * gives domain types; decides nothing.
 */
import { and, desc, eq, getTableColumns, isNotNull, isNull, lt } from 'drizzle-orm';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Sight } from '@seteli/schema/sight';
import { decline, otherArrangement, voucher } from '../tables.ts';
import { scopeOf } from './voucher.ts';

/**
 * `decline` is null for vouchers declined before the table existed. `arrangement` is null while the organiser has
 * arranged nothing.
 */
export type Declined = {
  readonly id: Id;
  readonly serviceId: Id;
  readonly personId: Id;
  readonly decline: typeof decline.$inferSelect | null;
  readonly arrangement: typeof otherArrangement.$inferSelect | null;
};

const declined = (reader: Reader) =>
  reader
    .select({
      id: voucher.id,
      serviceId: voucher.serviceId,
      personId: voucher.personId,
      decline: getTableColumns(decline),
      arrangement: getTableColumns(otherArrangement),
    })
    .from(voucher)
    .leftJoin(decline, eq(decline.voucherId, voucher.id))
    .leftJoin(otherArrangement, eq(otherArrangement.voucherId, voucher.id))
    .$dynamic();

const seenBy = (who: Sight) => and(scopeOf(who), eq(voucher.state, 'DECLINED'));

export async function findDeclined(reader: Reader, who: Sight, id: Id): Promise<Declined | undefined> {
  const [found] = await declined(reader).where(and(seenBy(who), eq(voucher.id, id)));
  return found;
}

export const listDeclined = (
  reader: Reader,
  who: Sight,
  isArranged: boolean,
  { first, before }: { readonly first: number; readonly before: Id | null },
): Promise<Declined[]> => {
  const arranged = isArranged ? isNotNull(otherArrangement.voucherId) : isNull(otherArrangement.voucherId);
  return declined(reader)
    .where(and(seenBy(who), arranged, before ? lt(voucher.id, before) : undefined))
    .orderBy(desc(voucher.id))
    .limit(first);
};

export const insertDecline = (tx: Tx, row: typeof decline.$inferInsert) => tx.insert(decline).values(row);

export const insertArrangement = (tx: Tx, row: typeof otherArrangement.$inferInsert) => tx.insert(otherArrangement).values(row);
