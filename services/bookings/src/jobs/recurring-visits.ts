/**
 * Records recurring visits by the clock when their day has ended. One transaction serves some of those that are due.
 */
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Chore } from '@seteli/kit/chores';
import type { Log } from '@seteli/kit/log';
import { refuseWhole, type Refusal } from '@seteli/kit/result';
import { PLAIN, spanOfDays, type Recorded } from '../domain/recorded.ts';
import { advance, type DueVisit } from '../domain/recurrence.ts';
import { getBookings } from '../store/booking.ts';
import * as store from '../store/recurring.ts';
import { lockBookings, spanOf } from '../loads/at-hand.ts';
import type { Desk } from '../commands/desk.ts';
import { recordBatches, type Batch } from '../commands/recording.ts';

const AT_ONCE = 50;
const EVERY_MS = 60_000;
const RETRY_DELAY = { hours: 1 };

type Due = { readonly recurring: store.RecurringVisits; readonly visits: readonly DueVisit[]; readonly after: store.Advanced };

/** Gives true when it recorded something: there may be more. After a crash the next run does it all. */
export async function recordDue(desk: Desk, log: Log): Promise<boolean> {
  const { database, clock } = desk;
  const now = clock.now();
  const ids = await store.listDue(database.reader, dayOf(now).subtract({ days: 1 }), now, AT_ONCE);
  try {
    return await recordSome(desk, ids, now);
  } catch (fault) {
    log.warn({ err: fault }, 'recurring visits could not be recorded together; they are one by one');
    return await recordOneByOne(desk, ids, now, log);
  }
}

/** Recurring visits that cannot be carried out leave the others alone. A later run tries them again. */
async function recordOneByOne(desk: Desk, ids: readonly Id[], now: Instant, log: Log): Promise<boolean> {
  let isSomeDone = false;
  for (const id of ids)
    try {
      isSomeDone = (await recordSome(desk, [id], now)) || isSomeDone;
    } catch (fault) {
      log.error({ err: fault, recurringVisitsId: id }, 'recurring visits could not be recorded; they are tried again later');
      await desk.database.transaction((tx) => store.putOff(tx, id, now.add(RETRY_DELAY)));
    }
  return isSomeDone;
}

async function recordSome({ database }: Desk, ids: readonly Id[], now: Instant): Promise<boolean> {
  if (ids.length === 0) return false;
  const ended = dayOf(now).subtract({ days: 1 });
  return await database.transaction(async (tx) => {
    const locked = await store.lockDue(tx, ids, ended, now);
    if (locked.length === 0) return false;
    const pauses = Map.groupBy(await store.listPausesAhead(tx, idsOf(locked)), ({ recurringVisitsId }) => recurringVisitsId);
    const courses = await store.findCourses(
      tx,
      locked.map(({ bookingId }) => bookingId),
    );
    const dues = locked.map((recurring): Due => {
      const recurrence = { ...recurring, pauses: pauses.get(recurring.id) ?? [] };
      const { visits, next, ...advanced } = advance(recurrence, courses.get(recurring.bookingId)!, ended);
      return { recurring, visits, after: { id: recurring.id, bookingId: next ?? recurring.bookingId, ...advanced } };
    });
    const decided = await recordBatches(tx, await batchesOf(tx, dues), now);
    const occurrences = dues.flatMap(({ recurring, visits }, index) => {
      const answers = decided[index]!.values();
      return visits.map(({ day, recorded }) => {
        const answer = typeof recorded === 'string' ? refuseWhole(recorded) : answers.next().value!;
        const refusal = answer.accepted ? null : storedRefusal(answer.refusal);
        return { recurringVisitsId: recurring.id, day, visitId: answer.accepted ? answer.value : null, refusal };
      });
    });
    await store.insertOccurrences(tx, occurrences);
    await store.saveAdvances(
      tx,
      dues.map(({ after }) => after),
    );
    return true;
  });
}

export const recurringChore = (desk: Desk, log: Log): Chore => ({
  name: 'recurring visits',
  everyMs: EVERY_MS,
  run: () => recordDue(desk, log),
});

const storedRefusal = ({ code, remaining, details }: Refusal) => ({ code, remaining: remaining ?? null, details: details ?? null });

const idsOf = (things: readonly { readonly id: Id }[]): Id[] => things.map(({ id }) => id);

async function batchesOf(tx: Tx, dues: readonly Due[]): Promise<Batch[]> {
  const bookings = await getBookings(tx, [...new Set(dues.map(({ recurring }) => recurring.bookingId))]);
  const said = new Map(dues.map((due) => [due, due.visits.flatMap((visit) => recordedOf(due.recurring, visit))]));
  const all = [...said.values()].flat();
  const ready = all.length > 0 ? await lockBookings(tx, bookings, spanOf(all)) : new Map<Id, never>();
  const providers = new Map(bookings.map(({ id, providerId }) => [id, providerId]));
  return dues.map((due) => ({
    providerId: providers.get(due.recurring.bookingId)!,
    recordedBy: due.recurring.setBy,
    rows: said.get(due)!.map((recorded) => ({
      bookingId: due.recurring.bookingId,
      externalId: null,
      retry: false,
      recorded,
      at: ready.get(due.recurring.bookingId) ?? 'NOT_YET_KNOWN',
    })),
  }));
}

/** An absence is recorded by days, without the usual amount. */
function recordedOf(
  { contentId: usual, amount, groupReference }: store.RecurringVisits,
  { day, contentId, recorded }: DueVisit,
): Recorded[] {
  if (typeof recorded === 'string') return [];
  const times = 'start' in recorded ? { startsAt: recorded.start, endsAt: recorded.end, timed: true } : spanOfDays(day, recorded.lastDay);
  return [{ ...PLAIN, ...times, groupReference, contentId, amount: contentId === usual ? amount : null }];
}
