/**
 * What an organiser says about single days: their class for its services, and whether they are eves (rules 5, 6).
 * Bookings looks up the class of a day.
 */
import { isBefore, type Day } from '@seteli/kit/day';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { DayClass } from './band.ts';

export type BaseClass = Exclude<DayClass, 'HOLIDAY_EVE'>;

/** Null leaves it to the calendar. */
export type CalendarDay = { readonly day: Day; readonly dayClass: BaseClass | null; readonly holidayEve: boolean | null };
export type CalendarDayWish = {
  readonly day: Day;
  readonly dayClass?: DayClass | null | undefined;
  readonly holidayEve?: boolean | null | undefined;
};

/** `isCorrection`: a second person must confirm the change. */
export type CalendarFacts = { readonly known: readonly CalendarDay[]; readonly today: Day; readonly isCorrection: boolean };

/**
 * Answers only the days about which the organiser says something new. A past day changes only by a correction, since
 * bookings priced visits by it.
 */
export function setDays(
  { known, today, isCorrection }: CalendarFacts,
  wishes: readonly CalendarDayWish[],
): Decision<readonly CalendarDay[], 'INVALID_RANGE' | 'VERSION_EXISTS' | 'AMOUNT_NOT_POSITIVE'> {
  if (wishes.length === 0) return refuse('AMOUNT_NOT_POSITIVE', { path: ['days'] });
  const held = new Map(known.map((word) => [word.day.toString(), word]));
  const said = new Set<string>();
  const news: CalendarDay[] = [];
  for (const [index, { day, dayClass = null, holidayEve = null }] of wishes.entries()) {
    const at = (field: string) => ({ path: ['days', String(index), field] });
    const name = day.toString();
    if (isBefore(day, today) && !isCorrection) return refuse('INVALID_RANGE', at('day'));
    if (dayClass === 'HOLIDAY_EVE') return refuse('INVALID_RANGE', at('dayClass'));
    if (said.has(name)) return refuse('VERSION_EXISTS', at('day'));
    said.add(name);
    const before = held.get(name);
    if ((before?.dayClass ?? null) !== dayClass || (before?.holidayEve ?? null) !== holidayEve) news.push({ day, dayClass, holidayEve });
  }
  return accept(news);
}

/**
 * Whether a word about these days may change what delivered visits cost. Where operating days share a week or a month,
 * one day reaches every visit in it.
 */
export const daysReachBegunDays = (days: readonly Day[], today: Day, isSharedByOperatingDays: boolean): boolean =>
  days.some((day) => !isBefore(today, day) || (isSharedByOperatingDays && !isBefore(today, firstDayOfPeriods(day))));

/** The first day of the day's week or of its month, whichever is earlier. */
function firstDayOfPeriods(day: Day): Day {
  const [monday, first] = [day.subtract({ days: day.dayOfWeek - 1 }), day.with({ day: 1 })];
  return isBefore(monday, first) ? monday : first;
}
