/**
 * The rules of setting, pausing and ending recurring visits (automaattinen tapahtumakirjaus). `recurrence.ts` says what
 * is due when.
 */
import { isBefore, isWithin, type Day, type DayRange } from '@seteli/kit/day';
import { readAmount, type Unit } from '@seteli/schema/quantity';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { PAUSES_MAX, RECURRING_MAX } from './limits.ts';
import type { Pause, Recurrence } from './recurrence.ts';
import { outside } from './validity.ts';

/**
 * What bookings knows when somebody sets recurring visits. `unit` is the content's: undefined when the booking does not
 * cover the content, null when the bands name it.
 */
export type RecurrenceFacts = {
  readonly booking: DayRange;
  /** The client's day of death, as far as bookings has heard. */
  readonly diedOn: Day | null;
  readonly unit: Unit | null | undefined;
  /** Recurring visits of the booking that have more to record. */
  readonly others: number;
};

export type RecurrenceWish = DayRange & Pick<Recurrence, 'rule' | 'times' | 'contentId'> & { readonly amount: string | null };

type RecurrenceRefusal = 'INVALID_RANGE' | 'OUTSIDE_VALIDITY' | 'UNKNOWN_CONTENT' | 'WRONG_QUANTITY' | 'LIMIT_REACHED';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
export const isTimeOfDay = (text: string): boolean => TIME_OF_DAY.test(text);

/**
 * Whether visits may recur so, and by which periods bookings records them. The rule of recording decides about each due
 * visit.
 */
export function setRecurrence(
  { booking, diedOn, unit, others }: RecurrenceFacts,
  wish: RecurrenceWish,
  today: Day,
): Decision<Recurrence, RecurrenceRefusal> {
  const { rule, firstDay, lastDay = null, times, contentId, amount } = wish;
  if (isBefore(firstDay, today)) return refuse('INVALID_RANGE', { path: ['firstDay'] });
  if (lastDay && isBefore(lastDay, firstDay)) return refuse('INVALID_RANGE', { path: ['lastDay'] });
  if (!isWithin(booking, firstDay) || (diedOn && isBefore(diedOn, firstDay)))
    return refuse('OUTSIDE_VALIDITY', { path: ['firstDay'], details: outside(firstDay, 'BOOKING', booking) });
  if (unit === undefined) return refuse('UNKNOWN_CONTENT', { path: ['contentId'] });
  const badTime = times && (['start', 'end'] as const).find((name) => !isTimeOfDay(times[name]));
  if (badTime) return refuse('INVALID_RANGE', { path: [`${badTime}Time`] });
  const byTime = unit === null || unit === 'HOUR' || (unit === 'VISIT' && times !== null);
  if (byTime !== (times !== null)) return refuse('WRONG_QUANTITY', { path: ['startTime'] });
  const byDays = unit === 'DAY' || unit === 'WEEK' || unit === 'MONTH';
  if (amount !== null && (byTime || byDays || readAmount(unit, amount) === undefined))
    return refuse('WRONG_QUANTITY', { path: ['amount'] });
  if (others >= RECURRING_MAX) return refuse('LIMIT_REACHED', { path: ['bookingId'], details: { count: RECURRING_MAX } });
  const period = unit === 'WEEK' || unit === 'MONTH' ? unit : 'DAY';
  return accept({ rule, firstDay, lastDay, times, contentId, period, pauses: [], recordedThrough: null });
}

/** A pause concerns days to come. `pauses`: how many are not over. */
export function pause(
  { recordedThrough, pauses }: Pick<Recurrence, 'recordedThrough'> & { readonly pauses: number },
  wish: Pause,
  today: Day,
): Decision<Pause, 'INVALID_RANGE' | 'LIMIT_REACHED'> {
  if (isBefore(wish.firstDay, today) || (recordedThrough && !isBefore(recordedThrough, wish.firstDay)))
    return refuse('INVALID_RANGE', { path: ['firstDay'] });
  if (isBefore(wish.lastDay, wish.firstDay)) return refuse('INVALID_RANGE', { path: ['lastDay'] });
  return pauses < PAUSES_MAX ? accept(wish) : refuse('LIMIT_REACHED', { path: ['recurringVisitsId'], details: { count: PAUSES_MAX } });
}

/** Recorded visits stay, so the last day is not before them. An end never moves later. */
export function endOn<R extends Pick<Recurrence, 'firstDay' | 'lastDay' | 'recordedThrough'>>(
  recurrence: R,
  lastDay: Day,
): Decision<R, 'INVALID_RANGE'> {
  const { recordedThrough, firstDay } = recurrence;
  const earliest = recordedThrough ?? firstDay.subtract({ days: 1 });
  const isLater = recurrence.lastDay !== null && isBefore(recurrence.lastDay, lastDay);
  if (isBefore(lastDay, earliest) || isLater) return refuse('INVALID_RANGE', { path: ['lastDay'] });
  return accept({ ...recurrence, lastDay });
}
