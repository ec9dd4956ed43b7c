/**
 * Removes bookings and visits that are past the time for which a law keeps them, and what an organiser erases. Both
 * pass over what somebody still needs, so neither order nor repeats matter.
 */
import type { Chore } from '@seteli/kit/chores';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import type { DataOf } from '@seteli/kit/events';
import type { personErased } from '@seteli/schema/events/identity';
import { isKept, pastBefore } from '@seteli/schema/retention';
import type { Desk } from '../commands/desk.ts';
import * as store from '../store/client-case.ts';

/** What a law keeps stays as it is: bookings holds no contact data. */
export async function hearOfErased(tx: Tx, now: Instant, erased: readonly DataOf<typeof personErased>[]): Promise<void> {
  await store.lockCases(tx, erased);
  for (const client of erased) {
    const { countsFrom } = await store.findCase(tx, client);
    const { outcome } = isKept({ retentionClass: 'CLIENT_DOCUMENTS', countsFrom }, dayOf(now));
    if (outcome === 'GOES') await store.removeCases(tx, [client]);
    if (client.forgotten) await store.forgetPerson(tx, client.personId);
  }
}

/** Gives true when there may be more. */
export async function removePast({ database, clock }: Pick<Desk, 'database' | 'clock'>, atOnce: number): Promise<boolean> {
  const before = pastBefore('CLIENT_DOCUMENTS', dayOf(clock.now()));
  return await database.transaction(async (tx) => {
    const past = await store.listPastCases(tx, before, atOnce);
    if (past.length === 0) return false;
    await store.lockCases(tx, past);
    // The last day may have moved meanwhile.
    const still = new Set((await store.listPastCases(tx, before, atOnce)).map(({ organiserId, personId }) => `${organiserId} ${personId}`));
    await store.removeCases(
      tx,
      past.filter(({ organiserId, personId }) => still.has(`${organiserId} ${personId}`)),
    );
    return past.length === atOnce;
  });
}

const AT_ONCE = 20;
const EVERY_MS = 6 * 3_600_000;

/** It looks through all vouchers, so it does so rarely. */
export const retentionChore = (desk: Pick<Desk, 'database' | 'clock'>): Chore => ({
  name: 'removing bookings that no law keeps',
  everyMs: EVERY_MS,
  run: () => removePast(desk, AT_ONCE),
});
