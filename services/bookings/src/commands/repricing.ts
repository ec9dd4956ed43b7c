/** Taking visits again where something was published or corrected for days that had begun: by the clock and for nobody who waits. One transaction for a part of them. */
import { dayOf, type DayRange, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Chore } from '@seteli/kit/chores';
import { publish, type Announcement } from '@seteli/kit/outbox';
import { factsOf } from '../domain/facts.ts';
import { pricedPiecesOf, recordAnew } from '../domain/record.ts';
import { costsOtherwise, isFreeByLaw, isPaidOtherwise, reprice, turnOf, type PaidOtherwise } from '../domain/repricing.ts';
import type { Visit } from '../domain/visit.ts';
import { visitRecorded } from '../events.ts';
import type { Booking } from '../store/booking.ts';
import { lockVouchers } from '../store/known.ts';
import * as store from '../store/repricing.ts';
import { lockVisits, updateVisits } from '../store/visit.ts';
import { lockBookings, spanOf, type BookingAtHand } from './at-hand.ts';
import type { Desk } from './booking.ts';
import { findServedBefore } from './standing.ts';

const BOOKINGS_AT_ONCE = 50;
const VISITS_AT_ONCE = 500;
const EVERY_MS = 1_000;

/** True when there may be more to do now. A crash leaves the part for the next time. */
export async function repricePart({ database, clock }: Desk, visitsAtOnce = VISITS_AT_ONCE): Promise<boolean> {
  const now = clock.now();
  return await database.transaction(async (tx) => {
    const open = await store.lockOpen(tx);
    if (!open) return false;
    const bookings = await store.listNextBookings(tx, open, BOOKINGS_AT_ONCE);
    // Whoever still records by the list before has his voucher's lock: he comes before this, and his visits are seen.
    await lockVouchers(
      tx,
      bookings.map(({ voucherId }) => voucherId),
    );
    const ids = idsOf(await store.listNextVisits(tx, open, idsOf(bookings), now, visitsAtOnce));
    const locked = await lockVisits(tx, ids);
    const visits = ids.map((id) => locked.get(id)!);
    const waiting = visits.findIndex((visit) => turnOf(visit) === 'LATER');
    const ready = waiting < 0 ? visits : visits.slice(0, waiting);
    await takeAgain(
      tx,
      ready.filter((visit) => turnOf(visit) === 'NOW'),
      bookings,
      { now, reach: open },
    );
    const last = ready.at(-1);
    const cursor = last && { cursorBookingId: last.bookingId, cursorVisitId: last.id };
    if (waiting >= 0 || ids.length === visitsAtOnce) {
      await store.saveProgress(tx, { ...open, ...cursor });
      return waiting < 0;
    }
    const isDone = bookings.length < BOOKINGS_AT_ONCE;
    const through = { cursorBookingId: bookings.at(-1)?.id ?? store.LAST_ID, cursorVisitId: store.LAST_ID };
    await store.saveProgress(tx, { ...open, ...through, isDone });
    return true;
  });
}

export const repricingChore = (desk: Desk): Chore => ({ name: 'repricing', everyMs: EVERY_MS, run: () => repricePart(desk) });

const idsOf = (things: readonly { readonly id: Id }[]): Id[] => things.map(({ id }) => id);

/** What costs otherwise is recorded at the next version; what may not be is left as it is, and said to be. */
async function takeAgain(tx: Tx, visits: readonly Visit[], bookings: readonly Booking[], { now, reach }: Again): Promise<void> {
  if (visits.length === 0) return;
  const at = await lockBookings(tx, bookings, spanOf(visits));
  const known = visits.map((visit) => ({ visit, at: at.get(visit.bookingId)! }));
  const served = await findServedBefore(tx, known);
  const changed: Visit[] = [];
  const left: Visit[] = [];
  const announcements: Announcement[] = [];
  for (const { visit, at: place } of known) {
    const decision = decideAgain(visit, place, served(visit), { now, reach });
    if (!decision) continue;
    if (!decision.accepted) {
      left.push({ ...visit, refusal: { code: decision.refusal.code, remaining: null } });
      continue;
    }
    const again = reprice(visit);
    changed.push(again);
    announcements.push(visitRecorded(again, place, decision.value));
  }
  await updateVisits(tx, [...changed, ...left]);
  await store.insertLeft(tx, left, now);
  if (announcements.length > 0) publish(tx, visits[0]!.organiserId, announcements, { now });
}

export type Again = { readonly now: Instant; readonly reach: PaidOtherwise };

/** Nothing when it costs the same, and is paid as it was. */
export function decideAgain(visit: Visit, at: BookingAtHand, served: readonly DayRange[], { now, reach }: Again) {
  const facts = factsOf(at, dayOf(visit.startsAt), { isDuplicate: false, isCorrection: true, served });
  const pieces = isPaidOtherwise(visit, reach) ? undefined : pricedPiecesOf(facts, visit);
  const isSame = pieces !== undefined && !costsOtherwise(visit.lines, pieces, isFreeByLaw(at, visit));
  const contentIds = visit.lines.map(({ contentId }) => contentId);
  return isSame ? undefined : recordAnew(facts, visit, contentIds, now);
}
