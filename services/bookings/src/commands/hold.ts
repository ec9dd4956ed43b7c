/** Holds visits: a checker holds one at a time, and other causes hold many within their own transaction. */
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { publish, type Cause } from '@seteli/kit/outbox';
import { accept, checkSeen, type Decision } from '@seteli/kit/result';
import type { HoldVisitInput } from '@seteli/schema/generated/bookings';
import { hold, holdStanding, type Held, type WhyHeld } from '../domain/hold.ts';
import type { Visit } from '../domain/visit.ts';
import { visitHeld } from '../events.ts';
import type { Booking } from '../store/booking.ts';
import { findBookingOf, getBookingsOf } from '../store/booking.ts';
import { countHolds } from '../store/notice.ts';
import * as store from '../store/visit.ts';
import type { Desk } from './desk.ts';
import { tellOfVisits } from './telling.ts';
import { sight } from '../policy.ts';

/** Locks the visits, holds those that can be held, and gives these. */
export async function holdVisits(tx: Tx, visitIds: readonly Id[], why: Omit<WhyHeld, 'at'>, cause: Cause): Promise<Visit[]> {
  const [visits, bookings] = [await store.lockVisits(tx, visitIds), await getBookingsOf(tx, visitIds)];
  const held = [...visits.values()].flatMap((visit) => holdStanding(visit, { ...why, at: cause.now }) ?? []);
  await saveHeld(tx, held, bookings, cause);
  return held.map(({ visit }) => visit);
}

async function saveHeld(tx: Tx, held: readonly Held[], bookings: ReadonlyMap<Id, Booking>, cause: Cause): Promise<void> {
  const bookingOf = ({ bookingId }: Visit) => bookings.get(bookingId)!;
  await store.updateVisits(
    tx,
    held.map(({ visit }) => visit),
  );
  const told = held.flatMap(({ visit, isToBeTold }) => (isToBeTold ? [visit] : []));
  for (const visit of told) publish(tx, visit.organiserId, [visitHeld(visit, bookingOf(visit), 'HELD')], cause);
  await tellOfVisits(tx, 'VISIT_HELD', told, bookings, cause);
}

export async function holdVisit({ database, clock }: Desk, actor: Actor, input: HoldVisitInput): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'holdVisit', input, now },
    async (tx) => {
      const who = sight(actor, 'holdVisit');
      const [visit, booking] = await Promise.all([store.lockVisit(tx, who, input.visitId), findBookingOf(tx, who, input.visitId)]);
      const holds = visit ? await countHolds(tx, visit) : 0;
      const decision = checkSeen(visit, input.expectedVersion) ?? hold(visit, { at: now, reason: input.reason }, holds);
      if (!decision.accepted) return decision;
      await saveHeld(tx, [decision.value], new Map([[booking!.id, booking!]]), { now, actor: actor.userId });
      return accept(decision.value.visit.id);
    },
  );
}
