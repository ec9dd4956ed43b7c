/** What an organiser says of single days: which class they have for its services, and whether they are eves (rules 5, 6). Who asks which class a day has is elsewhere. */
import { isBefore, type Day } from '@seteli/kit/day';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { DayClass } from './band.ts';

export type BaseClass = Exclude<DayClass, 'HOLIDAY_EVE'>;

/** Null: as the calendar has it. */
export type CalendarDay = { readonly day: Day; readonly dayClass: BaseClass | null; readonly holidayEve: boolean | null };
export type CalendarDayWish = {
  readonly day: Day;
  readonly dayClass?: DayClass | null | undefined;
  readonly holidayEve?: boolean | null | undefined;
};

/** `isCorrection`: a second person will have to confirm it. */
export type CalendarFacts = { readonly known: readonly CalendarDay[]; readonly today: Day; readonly isCorrection: boolean };

/** What is new of it: a day of which the same is said again is not. Days gone by stay as they were, but for a correction: visits were priced by them. */
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

/** Whether visits may have been delivered that a word about these days lets cost otherwise: where a week or a month costs its operating days, any visit of theirs. */
export const reachesBegunDays = (days: readonly Day[], today: Day, isSharedByOperatingDays: boolean): boolean =>
  days.some((day) => !isBefore(today, day) || (isSharedByOperatingDays && !isBefore(today, firstDayOfPeriods(day))));

/** Of the week and the month that the day lies in, whichever begins first. */
function firstDayOfPeriods(day: Day): Day {
  const [monday, first] = [day.subtract({ days: day.dayOfWeek - 1 }), day.with({ day: 1 })];
  return isBefore(monday, first) ? monday : first;
}
