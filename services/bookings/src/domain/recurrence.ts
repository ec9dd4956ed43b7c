/**
 * Which visits a rule of recurrence (RFC 5545) makes due, and which days they are for. A day is due when it has ended in Helsinki, a week or month when it, or the
 * service in it, has (rules 27). Whether such a visit may be recorded is asked like that of any other.
 */
import { instantsShowing, isBefore, isWithin, lastDayOf, monthOf, type Day, type DayRange, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { namedDays, namesDayAfter, type LaidRule } from './rule.ts';

export type Pause = DayRange & { readonly lastDay: Day; readonly contentId: Id | null };

/** What recurs, and how far it has been recorded. */
export type Recurrence = DayRange & {
  /** RFC 5545, by days, weeks or months. */
  readonly rule: string;
  readonly lastDay: Day | null;
  readonly times: { readonly start: string; readonly end: string } | null;
  readonly contentId: Id | null;
  /** Weeks and months are recorded by the days of them that were served. */
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
  readonly pauses: readonly Pause[];
  readonly recordedThrough: Day | null;
};

/** One visit: at times, or on days. INVALID_RANGE: on its day, in the night of spring, one of its times does not exist. */
export type DueVisit = {
  readonly day: Day;
  readonly contentId: Id | null;
  readonly recorded: { readonly start: Instant; readonly end: Instant } | { readonly lastDay: Day } | 'INVALID_RANGE';
};

export type Due = { readonly visits: readonly DueVisit[]; readonly recordedThrough: Day | null };

/** So many days at a time, after a long standstill. */
const DAYS_AT_ONCE = 62;

const dayBefore = (day: Day): Day => day.subtract({ days: 1 });
const earlier = (a: Day, b: Day | null): Day => (b && isBefore(b, a) ? b : a);
const later = (a: Day, b: Day): Day => (isBefore(a, b) ? b : a);

/** What is due when `ended` was the last day that has ended, and has not been recorded yet. */
export function dueVisits(recurrence: Recurrence, ended: Day): Due {
  const { firstDay, lastDay, recordedThrough } = recurrence;
  const from = recordedThrough ? recordedThrough.add({ days: 1 }) : firstDay;
  const through = earlier(earlier(ended, from.add({ days: DAYS_AT_ONCE })), lastDay);
  if (isBefore(through, from)) return { visits: [], recordedThrough };
  if (recurrence.period !== 'DAY') return duePeriods(recurrence, from, through);
  // A visit over midnight is over when the next day is.
  const over = isOvernight(recurrence) ? earlier(through, dayBefore(ended)) : through;
  if (isBefore(over, from)) return { visits: [], recordedThrough };
  return { visits: namedDays(laid(recurrence), from, over).flatMap((day) => visitOn(recurrence, day)), recordedThrough: over };
}

/** The day that must have ended before there is more to record; null when there never is. */
export function awaitedDay(recurrence: Omit<Recurrence, 'rule' | 'pauses'>): Day | null {
  const { firstDay, lastDay, recordedThrough, period } = recurrence;
  const next = recordedThrough ? recordedThrough.add({ days: 1 }) : firstDay;
  if (lastDay && isBefore(lastDay, next)) return null;
  if (period !== 'DAY') return earlier(endOfPeriod(period, next), lastDay);
  return isOvernight(recurrence) ? next.add({ days: 1 }) : next;
}

/** Where visits recur: in a booking that may have been ended, of a voucher that may be followed by another with a booking that goes on. */
export type Course = {
  readonly bookingEnded: Day | null;
  readonly voucherLastDay: Day;
  readonly next: Id | null;
  /** The client's day of death, after which nothing recurs. It moves no last day: the register may take it back. */
  readonly diedOn: Day | null;
};

export type Advance = Due & { readonly lastDay: Day | null; readonly next: Id | null; readonly awaitedDay: Day | null };

/**
 * What the rule is laid over: the start of each visit, or of each period. It counts from the start of the first period, so that one without a 31st is not
 * left out of a service that began on a 31st.
 */
const laid = ({ rule, firstDay, times, period }: Recurrence): LaidRule => ({
  rule,
  firstDay: period === 'DAY' ? firstDay : startOfPeriod(period, firstDay),
  start: times?.start ?? null,
});

/** Whether the rule names a day after all that has been recorded; one that counts or names its last day does not go on for ever. */
function namesMore(recurrence: Recurrence, recordedThrough: Day | null): boolean {
  const { period } = recurrence;
  return !recordedThrough || namesDayAfter(laid(recurrence), period === 'DAY' ? recordedThrough : endOfPeriod(period, recordedThrough));
}

/**
 * What is due within the booking and its voucher. What recurs ends with its booking or with its rule, and goes on in the booking that continues it
 * (rules 21). When the voucher is over and nothing continues, it is asked again each day: a successor may yet come, or more days.
 */
export function advance(recurrence: Recurrence, { bookingEnded, voucherLastDay, next, diedOn }: Course, ended: Day): Advance {
  const until = bookingEnded ? earlier(bookingEnded, recurrence.lastDay) : recurrence.lastDay;
  const here = { ...recurrence, lastDay: earlier(earlier(voucherLastDay, until), diedOn) };
  const due = dueVisits(here, ended);
  const lastDay = namesMore(recurrence, due.recordedThrough) ? until : due.recordedThrough;
  const after = { ...recurrence, lastDay, recordedThrough: due.recordedThrough };
  const isDone = awaitedDay(after) === null;
  const awaitedHere = isDone ? null : awaitedDay({ ...here, recordedThrough: due.recordedThrough });
  const isOver = isDone || (diedOn !== null && !isBefore(voucherLastDay, diedOn));
  if (isOver || awaitedHere) return { ...due, lastDay, next: null, awaitedDay: awaitedHere };
  return { ...due, lastDay, next, awaitedDay: next ? awaitedDay(after) : ended.add({ days: 1 }) };
}

const isOvernight = ({ times }: Pick<Recurrence, 'times'>): boolean => times !== null && times.end <= times.start;

function visitOn({ times, contentId, pauses }: Recurrence, day: Day): DueVisit[] {
  const pause = pauses.findLast((range) => isWithin(range, day));
  if (pause) return pause.contentId ? [{ day, contentId: pause.contentId, recorded: { lastDay: day } }] : [];
  if (!times) return [{ day, contentId, recorded: { lastDay: day } }];
  const start = instantAt(day, times.start);
  const end = instantAt(times.end <= times.start ? day.add({ days: 1 }) : day, times.end);
  return [{ day, contentId, recorded: start && end ? { start, end } : 'INVALID_RANGE' }];
}

/** Of a time that the clock shows twice, the first (rules 58); nothing for one that it leaves out. */
const instantAt = (day: Day, time: string): Instant | undefined => instantsShowing(day.toPlainDateTime(time))[0];

/** Each week or month that has ended and of which the rule names a day, by the stretches of its days that were served alike. */
function duePeriods(recurrence: Recurrence, from: Day, through: Day): Due {
  const { period } = recurrence;
  const visits: DueVisit[] = [];
  const named = namedDays(laid(recurrence), startOfPeriod(period, from), endOfPeriod(period, through));
  let recordedThrough = recurrence.recordedThrough;
  for (let first = from; !isBefore(through, first);) {
    const whole = { firstDay: startOfPeriod(period, first), lastDay: endOfPeriod(period, first) };
    const last = earlier(whole.lastDay, recurrence.lastDay);
    if (isBefore(through, last)) break;
    if (named.some((day) => isWithin(whole, day))) visits.push(...stretchesOf(recurrence, first, last));
    recordedThrough = last;
    first = last.add({ days: 1 });
  }
  return { visits, recordedThrough };
}

const startOfPeriod = (period: Recurrence['period'], day: Day): Day =>
  period === 'WEEK' ? day.subtract({ days: day.dayOfWeek - 1 }) : day.with({ day: 1 });

const endOfPeriod = (period: Recurrence['period'], day: Day): Day =>
  period === 'WEEK' ? day.add({ days: 7 - day.dayOfWeek }) : lastDayOf(monthOf(day));

function stretchesOf({ contentId, pauses }: Recurrence, first: Day, last: Day): DueVisit[] {
  const visits: DueVisit[] = [];
  for (let day = first; !isBefore(last, day);) {
    const pause = pauses.findLast((range) => isWithin(range, day));
    const end = pause ? earlier(last, pause.lastDay) : earlier(last, dayBefore(nextPauseAfter(pauses, day) ?? last.add({ days: 1 })));
    const content = pause ? pause.contentId : contentId;
    if (content) visits.push({ day, contentId: content, recorded: { lastDay: end } });
    day = later(end, day).add({ days: 1 });
  }
  return visits;
}

const nextPauseAfter = (pauses: readonly Pause[], day: Day): Day | undefined =>
  pauses
    .map(({ firstDay }) => firstDay)
    .filter((firstDay) => isBefore(day, firstDay))
    .toSorted(Temporal.PlainDate.compare)[0];
