/** What the news that a client has died, or has not after all, does to visits and bookings, for all persons of a batch together; and what a checker leaves as it is. */
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import type { Cause } from '@seteli/kit/outbox';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import type { KeepVisitInput } from '@seteli/schema/generated/bookings';
import { flagged, isAfterDeath, isSettledAfterDeath } from '../domain/death.ts';
import { wasSettled } from '../domain/visit.ts';
import { closeTasks } from '../events.ts';
import { sight } from '../policy.ts';
import { getBookingsOf } from '../store/booking.ts';
import * as store from '../store/death.ts';
import { awaitAgain } from '../store/recurring.ts';
import { lockVisit, lockVisits } from '../store/visit.ts';
import type { Desk } from './booking.ts';
import { holdVisits } from './hold.ts';
import { followAfterDeath, openAfterDeath } from './telling.ts';

/** Only the newest state of each person counts, so order and repeats do not matter. */
export async function hearOfPersons(tx: Tx, persons: Parameters<typeof store.savePersons>[1], cause: Cause): Promise<void> {
  const ids = [...new Set(persons.map(({ id }) => id))];
  // A visit that is allocated at this moment is seen, or sees the death.
  await store.lockPersons(tx, ids);
  const before = await store.findDeaths(tx, ids);
  await store.savePersons(tx, persons);
  const after = await store.findDeaths(tx, ids);
  const news = ids
    .map((personId): store.Death => ({ personId, diedOn: after.get(personId) ?? null }))
    .filter(({ personId, diedOn }) => String(before.get(personId) ?? null) !== String(diedOn));
  if (news.length === 0) return;
  await lookAtVisits(tx, await store.listVisitsAround(tx, news), cause);
  await awaitAgain(
    tx,
    news.map(({ personId }) => personId),
  );
  await store.insertDeathNotices(tx, news, cause.now);
}

/**
 * Holds what goes on after the day of death, once: what a checker has decided of it since stands. What is settled is a checker's task, for a correction.
 * What the register moves back before the day loses its flag, and goes on waiting where it waits.
 */
async function lookAtVisits(tx: Tx, deaths: ReadonlyMap<Id, store.Death>, cause: Cause): Promise<void> {
  const visits = [...(await lockVisits(tx, [...deaths.keys()])).values()];
  const looked = visits.map((visit) => ({ visit, isLate: isAfterDeath(visit, deaths.get(visit.id)!.diedOn), isFlagged: flagged(visit) }));
  const late = looked.flatMap(({ visit, isLate, isFlagged }) => (isLate && !isFlagged ? [visit] : []));
  const cleared = looked.flatMap(({ visit, isLate, isFlagged }) => (isFlagged && !isLate ? [visit] : []));
  const settled = late.filter((visit) => wasSettled(visit.before ?? visit));
  const held = await holdVisits(
    tx,
    late.flatMap((visit) => (settled.includes(visit) ? [] : [visit.id])),
    { reason: null, flag: 'AFTER_DEATH' },
    cause,
  );
  await store.addFlag(tx, idsOf(settled));
  await store.takeFlag(tx, idsOf(cleared));
  const bookings = await getBookingsOf(tx, idsOf(late));
  await openAfterDeath(tx, settled, bookings, cause);
  const changes = held.map((after) => ({ before: visits.find(({ id }) => id === after.id)!, after }));
  await followAfterDeath(tx, changes, bookings, cause);
  for (const kind of ['VISIT_AFTER_DEATH', 'VISIT_HELD_AFTER_DEATH'] as const) await closeTasks(tx, kind, idsOf(cleared), cause);
}

const idsOf = (things: readonly { readonly id: Id }[]): Id[] => things.map(({ id }) => id);

/** A settled visit after the client's death stands all the same: nobody is asked about it any more. */
export async function keepVisit({ database, clock }: Desk, actor: Actor, input: KeepVisitInput): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'keepVisit', input, now },
    async (tx) => {
      const visit = await lockVisit(tx, sight(actor, 'keepVisit'), input.visitId);
      if (!visit) return refuse('NOT_FOUND', { path: ['visitId'] });
      const stale = checkSeen(visit, input.expectedVersion);
      if (stale) return stale;
      if (!isSettledAfterDeath(visit)) return refuse('WRONG_STATE', { path: ['visitId'] });
      await closeTasks(tx, 'VISIT_AFTER_DEATH', [visit.id], { now, actor: actor.userId });
      return accept(visit.id);
    },
  );
}
