/**
 * Follows the news that clients have died, or are alive after all, in their visits and bookings. One set of statements
 * serves all persons of a batch.
 */
import type { Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Cause } from '@seteli/kit/outbox';
import { holdVisits } from '../commands/hold.ts';
import { followAfterDeath, openAfterDeath } from '../commands/telling.ts';
import { tellOfDeaths } from '../commands/telling-parties.ts';
import { flagged, isAfterDeath } from '../domain/death.ts';
import { wasSettled } from '../domain/visit.ts';
import { closeTasks } from '../events.ts';
import { getBookingsOf } from '../store/booking.ts';
import * as store from '../store/death.ts';
import { awaitAgain } from '../store/recurring.ts';
import { lockVisits } from '../store/visit.ts';

/** Only the newest state of each person counts, so order and repeats do not matter. */
export async function hearOfPersons(tx: Tx, persons: Parameters<typeof store.savePersons>[1], cause: Cause): Promise<void> {
  const ids = [...new Set(persons.map(({ id }) => id))];
  // An allocation at this moment is seen here, or sees the death.
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
  await tellOfDeaths(tx, await store.insertDeathNotices(tx, news, cause.now), cause);
}

/**
 * Holds visits after the day of death once: a checker's later decision stands. A settled visit becomes a checker's
 * task, for a correction. A visit that is before the day again, because the register moved the day, loses its flag and
 * goes on waiting where it waits.
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
