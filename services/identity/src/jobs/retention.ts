/**
 * Forgets clients who died long ago and never had a voucher. Vouchers says when it is over for all others
 * (`client-forgotten`).
 */
import type { Chore } from '@seteli/kit/chores';
import { dayOf } from '@seteli/kit/day';
import { forgetClient } from '../commands/erasing.ts';
import type { Desk } from '../commands/desk.ts';
import { diedBefore } from '../domain/erasure.ts';
import { listLongDead } from '../store/erasure.ts';

type Keeping = Pick<Desk, 'database' | 'clock'>;

/** Gives true when there may be more. */
export async function forgetLongDead({ database, clock }: Keeping, atOnce: number): Promise<boolean> {
  const now = clock.now();
  return await database.transaction(async (tx) => {
    const clients = await listLongDead(tx, diedBefore(dayOf(now)), atOnce);
    for (const client of clients) await forgetClient(tx, now, client);
    return clients.length === atOnce;
  });
}

const AT_ONCE = 50;
const EVERY_MS = 24 * 3_600_000;

export const retentionChore = (desk: Keeping): Chore => ({
  name: 'forgetting clients who died long ago',
  everyMs: EVERY_MS,
  run: () => forgetLongDead(desk, AT_ONCE),
});
