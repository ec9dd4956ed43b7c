/**
 * Which visits a rule of recurrence (RFC 5545) makes due, and for which days. A day is due when it has ended in
 * Helsinki. A week or month is due when it, or the service in it, has ended (rules 27). The rule of recording then
 * decides about each visit.
 */
import { instantsShowing, isBefore, isWithin, lastDayOf, monthOf, type Day, type DayRange, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { namedDays, namesDayAfter, type LaidRule } from './rule.ts';

export type Pause = DayRange & { readonly lastDay: Day; readonly contentId: Id | null };

/** Recurring visits, and how far bookings has recorded them. */
export type Recurrence = DayRange & {
  /** RFC 5545, by days, weeks or months. */
  readonly rule: string;
  readonly lastDay: Day | null;
  readonly times: { readonly start: string; readonly end: string } | null;
  readonly contentId: Id | null;
  /** Weeks and months are recorded by their served days. */
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
  readonly pauses: readonly Pause[];
  readonly recordedThrough: Day | null;
};

/**
 * One visit, at times or on days. INVALID_RANGE: one of its times does not exist on its day, in the night of spring.
 */
export type DueVisit = {
  readonly day: Day;
  readonly contentId: Id | null;
  readonly recorded: { readonly start: Instant; readonly end: Instant } | { readonly lastDay: Day } | 'INVALID_RANGE';
};

export type Due = { readonly visits: readonly DueVisit[]; readonly recordedThrough: Day | null };

/** So many days at a time after a long standstill. */
const DAYS_AT_ONCE = 62;

const dayBefore = (day: Day): Day => day.subtract({ days: 1 });
const earlier = (a: Day, b: Day | null): Day => (b && isBefore(b, a) ? b : a);
const later = (a: Day, b: Day): Day => (isBefore(a, b) ? b : a);

/** Due visits that bookings has not recorded yet. `ended`: the last day that has ended. */
export function dueVisits(recurrence: Recurrence, ended: Day): Due {
  const { firstDay, lastDay, recordedThrough } = recurrence;
  const from = recordedThrough ? recordedThrough.add({ days: 1 }) : firstDay;
  const through = earlier(earlier(ended, from.add({ days: DAYS_AT_ONCE })), lastDay);
  if (isBefore(through, from)) return { visits: [], recordedThrough };
  if (recurrence.period !== 'DAY') return duePeriods(recurrence, from, through);
  // A visit over midnight is over when the next day ends.
  const over = isOvernight(recurrence) ? earlier(through, dayBefore(ended)) : through;
  if (isBefore(over, from)) return { visits: [], recordedThrough };
  return { visits: namedDays(laid(recurrence), from, over).flatMap((day) => visitOn(recurrence, day)), recordedThrough: over };
}

/** The day that must end before there is more to record. Null when there never is. */
export function awaitedDay(recurrence: Omit<Recurrence, 'rule' | 'pauses'>): Day | null {
  const { firstDay, lastDay, recordedThrough, period } = recurrence;
  const next = recordedThrough ? recordedThrough.add({ days: 1 }) : firstDay;
  if (lastDay && isBefore(lastDay, next)) return null;
  if (period !== 'DAY') return earlier(endOfPeriod(period, next), lastDay);
  return isOvernight(recurrence) ? next.add({ days: 1 }) : next;
}

/** A booking that somebody may have ended, of a voucher that another may follow with a continuing booking. */
export type Course = {
  readonly bookingEnded: Day | null;
  readonly voucherLastDay: Day;
  readonly next: Id | null;
  /**
   * The client's day of death, after which nothing recurs. It moves no last day, since the register may take the death
   * back.
   */
  readonly diedOn: Day | null;
};

export type Advance = Due & { readonly lastDay: Day | null; readonly next: Id | null; readonly awaitedDay: Day | null };

/**
 * The rule is laid over the start of each visit, or of each period. It counts from the start of the first period. So a
 * month without a 31st is not left out of a service that began on a 31st.
 */
const laid = ({ rule, firstDay, times, period }: Recurrence): LaidRule => ({
  rule,
  firstDay: period === 'DAY' ? firstDay : startOfPeriod(period, firstDay),
  start: times?.start ?? null,
});

/** Whether the rule names a later day. A rule that counts or names its last day does not go on for ever. */
function namesMore(recurrence: Recurrence, recordedThrough: Day | null): boolean {
  const { period } = recurrence;
  return !recordedThrough || namesDayAfter(laid(recurrence), period === 'DAY' ? recordedThrough : endOfPeriod(period, recordedThrough));
}

/**
 * Due visits within the booking and its voucher. Recurring visits end with their booking or their rule, and go on in
 * the continuing booking (rules 21). When the voucher is over and nothing continues, bookings asks again each day: a
 * successor may yet come, or more days.
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

/** The first of a time that the clock shows twice (rules 58). Nothing for a time that it leaves out. */
const instantAt = (day: Day, time: string): Instant | undefined => instantsShowing(day.toPlainDateTime(time))[0];

/** Each ended week or month of which the rule names a day, by the stretches of its days that were served alike. */
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
