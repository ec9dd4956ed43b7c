/** Recording what recurs, when its day has ended: by the clock and for nobody who waits. One transaction for some of what is due. */
import { dayOf } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Job } from '@seteli/kit/jobs';
import { PLAIN, spanOfDays, type Recorded } from '../domain/recorded.ts';
import { advance, type DueVisit } from '../domain/recurrence.ts';
import { getBookings } from '../store/booking.ts';
import * as store from '../store/recurring.ts';
import { lockBookings, spanOf } from './at-hand.ts';
import type { Desk } from './booking.ts';
import { recordBatches, type Batch } from './recording.ts';

const AT_ONCE = 50;
const EVERY_MS = 60_000;

type Due = { readonly recurring: store.RecurringVisits; readonly visits: readonly DueVisit[]; readonly after: store.Advanced };

/** True when something was recorded: there may be more. A crash leaves it all for the next time. */
export async function postDue({ database, clock }: Desk): Promise<boolean> {
  const now = clock.now();
  const ended = dayOf(now).subtract({ days: 1 });
  return await database.transaction(async (tx) => {
    const locked = await store.lockDue(tx, ended, AT_ONCE);
    if (locked.length === 0) return false;
    const pauses = Map.groupBy(await store.listPauses(tx, idsOf(locked)), ({ recurringVisitsId }) => recurringVisitsId);
    const courses = await store.findCourses(
      tx,
      locked.map(({ bookingId }) => bookingId),
    );
    const dues = locked.map((recurring): Due => {
      const recurrence = { ...recurring, pauses: pauses.get(recurring.id) ?? [] };
      const { visits, next, ...advanced } = advance(recurrence, courses.get(recurring.bookingId)!, ended);
      return { recurring, visits, after: { id: recurring.id, bookingId: next ?? recurring.bookingId, ...advanced } };
    });
    const batches = await batchesOf(tx, dues);
    const decided = await recordBatches(tx, batches, now);
    const occurrences = dues.flatMap(({ recurring, visits }, place) =>
      visits.map(({ day }, row) => {
        const answer = decided[place]![row]!;
        const refusal = answer.accepted ? null : { code: answer.refusal.code, remaining: answer.refusal.remaining ?? null };
        return { recurringVisitsId: recurring.id, day, visitId: answer.accepted ? answer.value : null, refusal };
      }),
    );
    await store.insertOccurrences(tx, occurrences);
    await store.saveAdvances(
      tx,
      dues.map(({ after }) => after),
    );
    return true;
  });
}

export const postingJob = (desk: Desk): Job => ({ name: 'recurring visits', everyMs: EVERY_MS, run: () => postDue(desk) });

const idsOf = (things: readonly { readonly id: Id }[]): Id[] => things.map(({ id }) => id);

async function batchesOf(tx: Tx, dues: readonly Due[]): Promise<Batch[]> {
  const bookings = await getBookings(tx, [...new Set(dues.map(({ recurring }) => recurring.bookingId))]);
  const all = dues.flatMap(({ recurring, visits }) => visits.map((visit) => recordedOf(recurring, visit)));
  const ready = all.length > 0 ? await lockBookings(tx, bookings, spanOf(all)) : new Map<Id, never>();
  const providers = new Map(bookings.map(({ id, providerId }) => [id, providerId]));
  return dues.map(({ recurring, visits }) => ({
    providerId: providers.get(recurring.bookingId)!,
    recordedBy: recurring.setBy,
    rows: visits.map((visit) => ({
      bookingId: recurring.bookingId,
      externalId: null,
      retry: false,
      recorded: recordedOf(recurring, visit),
      place: ready.get(recurring.bookingId) ?? 'NOT_YET_KNOWN',
    })),
  }));
}

/** An absence is recorded by days, however much there is of what it stands for. */
const recordedOf = ({ contentId: usual, amount }: store.RecurringVisits, { day, contentId, recorded }: DueVisit): Recorded => ({
  ...PLAIN,
  ...('start' in recorded ? { startsAt: recorded.start, endsAt: recorded.end, timed: true } : spanOfDays(day, recorded.lastDay)),
  contentId,
  amount: contentId === usual ? amount : null,
});
