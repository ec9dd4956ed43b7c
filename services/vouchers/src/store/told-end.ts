/** All SQL about vouchers whose end is near, and of which their clients have heard. Decides nothing. */
import { sql } from 'drizzle-orm';
import type { Day } from '@seteli/kit/day';
import { insertAll, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { toldEnd } from '../tables/told-end.ts';

export type EndingVoucher = {
  readonly id: Id;
  readonly organiserId: Id;
  readonly serviceId: Id;
  readonly personId: Id;
  readonly lastDay: Day;
};

/**
 * Locks active vouchers that end in this time and that no voucher follows, and whose clients have not heard of it. It
 * passes over those that began in as short a time before their end, and over those that somebody changes.
 */
export async function lockEnding(tx: Tx, { today, days }: { readonly today: Day; readonly days: number }, most: number) {
  const { rows } = await tx.execute<Omit<EndingVoucher, 'lastDay'> & { lastDay: string }>(sql`
    select v.id, v.organiser_id as "organiserId", v.service_id as "serviceId", v.person_id as "personId", v.last_day::text as "lastDay"
      from voucher v
     where v.state = 'ACTIVE' and v.last_day between ${today.toString()}::date and ${today.add({ days }).toString()}::date
       and v.first_day < v.last_day - ${days}::int
       and not exists (select from told_end t where t.voucher_id = v.id and t.last_day = v.last_day)
       and not exists (select from voucher s where s.predecessor_id = v.id)
     order by v.last_day, v.id
     limit ${most}
       for update of v skip locked`);
  return rows.map(({ lastDay, ...voucher }): EndingVoucher => ({ ...voucher, lastDay: Temporal.PlainDate.from(lastDay) }));
}

export const saveToldEnds = (tx: Tx, told: readonly EndingVoucher[]) =>
  insertAll(
    tx,
    toldEnd,
    told.map(({ id: voucherId, lastDay }) => ({ voucherId, lastDay })),
  );

/** Removes some of the notes about ends that have passed. Answers how many. */
export async function forgetToldEnds(tx: Tx, before: Day, most: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    delete from told_end where (voucher_id, last_day) in (
      select voucher_id, last_day from told_end where last_day < ${before.toString()}::date limit ${most})`);
  return rowCount ?? 0;
}
