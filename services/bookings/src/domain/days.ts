/**
 * Service that is paid by the day, week or month: which share of its period each day is (rules 40). It knows no price.
 */
import { firstDayOf, isBefore, lastDayOf, monthOf, rangesOverlap, type Day, type DayRange } from '@seteli/kit/day';
import type { PRORATION_POLICIES } from '@seteli/schema/events/registry';
import { dayClassOf, type ServiceCalendar } from './calendar.ts';

export type ProrationPolicy = (typeof PRORATION_POLICIES)[number];
export type DayUnit = 'DAY' | 'WEEK' | 'MONTH';
export type DayShare = { readonly day: Day; readonly steps: number; readonly stepsPerUnit: number };

const DAY_STEPS = 1000;
const WEEK_DAYS = 7;

export type Proration = {
  readonly policy: ProrationPolicy;
  readonly calendar: ServiceCalendar;
  /** Recorded days of the content. A period that is paid in full once a day of it is served, is paid only once. */
  readonly served: readonly DayRange[];
};

/** One share for each day, in order. A day without a share costs nothing. */
export function sharesOfDays(unit: DayUnit, { firstDay, lastDay }: DaySpan, proration: Proration): DayShare[] {
  const shares: DayShare[] = [];
  let period: Period | undefined;
  for (let day = firstDay; !isBefore(lastDay, day); day = day.add({ days: 1 })) {
    const isFirstOfPeriod = !period || isBefore(period.lastDay, day);
    if (isFirstOfPeriod) period = periodOf(unit, day, proration);
    const share = shareOf(day, period!, isFirstOfPeriod, proration);
    if (share) shares.push(share);
  }
  return shares;
}

type DaySpan = { readonly firstDay: Day; readonly lastDay: Day };
type Period = DaySpan & { readonly unit: DayUnit; readonly stepsPerUnit: number };

function periodOf(unit: DayUnit, day: Day, { policy, calendar }: Proration): Period {
  if (unit === 'DAY') return { unit, firstDay: day, lastDay: day, stepsPerUnit: DAY_STEPS };
  const [firstDay, lastDay] = spanOfPeriod(unit, day);
  const days = unit === 'WEEK' ? WEEK_DAYS : day.daysInMonth;
  return { unit, firstDay, lastDay, stepsPerUnit: policy === 'OPERATING_DAYS' ? countOperatingDays(firstDay, lastDay, calendar) : days };
}

/** The calendar month, or the week from Monday to Sunday, that a day lies in. */
export function spanOfPeriod(unit: 'WEEK' | 'MONTH', day: Day): readonly [Day, Day] {
  if (unit === 'MONTH') return [firstDayOf(monthOf(day)), lastDayOf(monthOf(day))];
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  return [monday, monday.add({ days: WEEK_DAYS - 1 })];
}

function shareOf(day: Day, period: Period, isFirst: boolean, { policy, calendar, served }: Proration): DayShare | undefined {
  const { unit, stepsPerUnit } = period;
  if (unit === 'DAY') return { day, steps: DAY_STEPS, stepsPerUnit };
  if (policy === 'FULL_WHEN_STARTED') {
    const isPaid = !isFirst || served.some((range) => rangesOverlap(range, period));
    return isPaid ? undefined : { day, steps: stepsPerUnit, stepsPerUnit };
  }
  if (policy === 'OPERATING_DAYS' && !isOperating(day, calendar)) return undefined;
  return { day, steps: 1, stepsPerUnit };
}

const isOperating = (day: Day, calendar: ServiceCalendar): boolean => dayClassOf(day, calendar) === 'WEEKDAY';

function countOperatingDays(first: Day, last: Day, calendar: ServiceCalendar): number {
  let count = 0;
  for (let day = first; !isBefore(last, day); day = day.add({ days: 1 })) if (isOperating(day, calendar)) count++;
  return count;
}
