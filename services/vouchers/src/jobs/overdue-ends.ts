/** Ends the vouchers of persons whose death an earlier version only noted. */
import type { Chore } from '@seteli/kit/chores';
import { followDeaths } from '../commands/death.ts';
import type { Desk } from '../commands/desk.ts';
import { listOverdue, lockPersons } from '../store/voucher.ts';

const AT_ONCE = 200;
const EVERY_MS = 60_000;

/**
 * Follows deaths that an earlier version only noted, before this version came or while both run. It answers true when
 * more may wait.
 */
export async function endOverdue({ database, clock }: Desk): Promise<boolean> {
  const ids = await listOverdue(database.reader, AT_ONCE);
  if (ids.length === 0) return false;
  await database.transaction(async (tx) => {
    await lockPersons(tx, ids);
    await followDeaths(tx, clock.now(), ids);
  });
  return ids.length === AT_ONCE;
}

export const endingChore = (desk: Desk): Chore => ({ name: 'vouchers of the dead', everyMs: EVERY_MS, run: () => endOverdue(desk) });
