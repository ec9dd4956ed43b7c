/**
 * Removes what is past the time for which a law keeps it, and what an organiser erases. Both pass over what somebody
 * still needs, so neither order nor repeats matter.
 */
import { dayOf, type Day, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import type { DataOf } from '@seteli/kit/events';
import { publish } from '@seteli/kit/outbox';
import type { personErased } from '@seteli/schema/events/identity';
import { isKept, pastBefore } from '@seteli/schema/retention';
import { clientForgotten } from '../events.ts';
import { findRetention, forgetPerson, hideCards, listPastCases, removeCases } from '../store/client-case.ts';
import { keyOf, type Client } from '../store/restriction.ts';
import { lockPersons } from '../store/voucher.ts';
import type { Desk } from './desk.ts';

/** Whoever is granted a voucher at this moment comes before, or is unknown. */
export async function hearOfErased(tx: Tx, now: Instant, erased: readonly DataOf<typeof personErased>[]): Promise<void> {
  await lockPersons(
    tx,
    erased.map(({ personId }) => personId),
  );
  for (const client of erased) {
    const held = await findRetention(tx, client);
    const kept = held.map((fact) => isKept(fact, dayOf(now)).outcome);
    // A new voucher needs its card.
    if (kept.includes('KEPT_WHILE_OPEN')) continue;
    if (kept.includes('KEPT')) await hideCards(tx, client);
    else if (held.length > 0) await forget(tx, now, [client]);
    if (client.forgotten) await forgetPerson(tx, client.personId);
  }
}

async function forget(tx: Tx, now: Instant, clients: readonly Client[]): Promise<void> {
  await removeCases(tx, clients);
  for (const [organiserId, gone] of Map.groupBy(clients, (client) => client.organiserId))
    publish(tx, organiserId, gone.map(clientForgotten), { now });
}

const pastOn = (today: Day) => ({
  documents: pastBefore('CLIENT_DOCUMENTS', today),
  fees: pastBefore('FEE_DECISIONS', today),
});

/** Removes cases that are past their class. Gives true when there may be more. */
export async function removePast({ database, clock }: Pick<Desk, 'database' | 'clock'>, atOnce: number): Promise<boolean> {
  const now = clock.now();
  return await database.transaction(async (tx) => {
    const past = await listPastCases(tx, pastOn(dayOf(now)), atOnce);
    if (past.length === 0) return false;
    await lockPersons(
      tx,
      past.map(({ personId }) => personId),
    );
    // A voucher that was granted meanwhile opens the case again.
    const still = new Set((await listPastCases(tx, pastOn(dayOf(now)), atOnce)).map(keyOf));
    await forget(
      tx,
      now,
      past.filter((client) => still.has(keyOf(client))),
    );
    return past.length === atOnce;
  });
}
