/** Rules of recurrence (RFC 5545), as far as they are served here: by days, weeks or months. Which visits they make due, `recurrence.ts` says. */
import { HELSINKI, type Day } from '@seteli/kit/day';
import { RRuleTemporal } from 'rrule-temporal';

// The library makes every occurrence of a COUNT, so COUNT has a bound; and it silently drops what is no day.
const LIST = (part: string): string => `${part}(,${part})*`;
const DAY_OF_WEEK = '(MO|TU|WE|TH|FR|SA|SU)';
const PARTS = new RegExp(
  `^(RRULE:)?FREQ=(DAILY|WEEKLY|MONTHLY)(;(INTERVAL=[1-9]\\d?|COUNT=[1-9]\\d{0,2}|UNTIL=\\d{8}(T\\d{6}Z?)?|WKST=${DAY_OF_WEEK}|` +
    `BYDAY=${LIST(`([+-]?[1-5])?${DAY_OF_WEEK}`)}|BYMONTHDAY=${LIST('[+-]?([1-9]|[12]\\d|3[01])')}))*$`,
);

export const readRule = (rule: string, firstDay: Day, bounds: { readonly maxIterations?: number } = {}) =>
  new RRuleTemporal({ rruleString: rule, dtstart: firstDay.toZonedDateTime(HELSINKI), temporal: Temporal, ...bounds });

/** So many steps of a rule are looked at for its first day: days of two years, weeks of four, or the same month of fifty years. */
const STEPS = { DAILY: 800, WEEKLY: 200, MONTHLY: 50 } as const;

/** Whether it is a rule of recurrence by days, weeks or months that names a day within so many steps from the first one on. */
export function isRule(rule: string, firstDay: Day): boolean {
  const frequency = PARTS.exec(rule)?.[2] as keyof typeof STEPS | undefined;
  if (!frequency) return false;
  try {
    return readRule(rule, firstDay, { maxIterations: STEPS[frequency] }).all((_, place) => place < 1).length > 0;
  } catch {
    // The library's only way to say that a part of the rule has no meaning, or that it has found no day in so many steps.
    return false;
  }
}
