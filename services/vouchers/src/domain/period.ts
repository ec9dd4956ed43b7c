/**
 * The periods of a quantity: the period of a day, and all periods that a voucher touches. No period is ever shortened
 * (rules 11, 26).
 */
import { isBefore, isWithin, rangesOverlap, type Day } from '@seteli/kit/day';

export const RECURRENCES = ['ONCE', 'DAY', 'WEEK', 'MONTH', 'YEAR', 'PERIOD'] as const;
export type Recurrence = (typeof RECURRENCES)[number];

/** Both days are included. */
export type Days = { readonly firstDay: Day; readonly lastDay: Day };

/** `periods` are the ranges that the grant names for PERIOD; otherwise there are none. */
export type PeriodRule = { readonly recurrence: Recurrence; readonly periods: readonly Days[] };
export type Period = Days & { readonly key: string };

/**
 * A readable key: 2026-06-30, 2026-W27, 2026-06, 2026, ONCE, 2026-06-01/2026-06-14. Undefined for a day between two
 * ranges of the grant.
 */
export function periodKeyOf({ recurrence, periods }: PeriodRule, day: Day): string | undefined {
  if (recurrence === 'ONCE') return 'ONCE';
  if (recurrence === 'DAY') return day.toString();
  if (recurrence === 'WEEK') return `${fourDigits(day.yearOfWeek ?? day.year)}-W${twoDigits(day.weekOfYear ?? 0)}`;
  if (recurrence === 'MONTH') return `${fourDigits(day.year)}-${twoDigits(day.month)}`;
  if (recurrence === 'YEAR') return fourDigits(day.year);
  const named = periods.find((range) => isWithin(range, day));
  return named && `${named.firstDay}/${named.lastDay}`;
}

const fourDigits = (year: number): string => String(year).padStart(4, '0');
const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** The days of the period around a day; the whole validity for ONCE. Weeks are ISO weeks, also over a year's end. */
function daysAround({ recurrence, periods }: PeriodRule, validity: Days, day: Day): Days | undefined {
  if (recurrence === 'ONCE') return validity;
  if (recurrence === 'PERIOD') return periods.find((range) => isWithin(range, day));
  if (recurrence === 'WEEK') {
    const firstDay = day.subtract({ days: day.dayOfWeek - 1 });
    return { firstDay, lastDay: firstDay.add({ days: 6 }) };
  }
  if (recurrence === 'MONTH') return { firstDay: day.with({ day: 1 }), lastDay: day.with({ day: day.daysInMonth }) };
  if (recurrence === 'YEAR') return { firstDay: day.with({ month: 1, day: 1 }), lastDay: day.with({ month: 12, day: 31 }) };
  return { firstDay: day, lastDay: day };
}

/** Every period that the validity touches, in order. `most` limits days, weeks, months and years. */
export function periodsOf(rule: PeriodRule, validity: Days, most = Infinity): readonly Period[] {
  if (rule.recurrence === 'PERIOD')
    return rule.periods
      .filter((range) => rangesOverlap(range, validity))
      .map((range) => ({ ...range, key: periodKeyOf(rule, range.firstDay)! }));
  const found: Period[] = [];
  for (let day = validity.firstDay; found.length < most && !isBefore(validity.lastDay, day);) {
    const days = daysAround(rule, validity, day)!;
    found.push({ ...days, key: periodKeyOf(rule, day)! });
    day = days.lastDay.add({ days: 1 });
  }
  return found;
}
