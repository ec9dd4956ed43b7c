/**
 * The month in which a posting is settled (kirjanpitokuukausi). A run is named after the month that it closes
 * (rules 61, 62).
 */
import { isMonthBefore, startOfDay, type Instant, type Month } from '@seteli/kit/day';

/** An organiser's months. The organiser locks months in order, so the last locked month tells all. */
export type Months = { readonly cutOffDay: number; readonly lockedThrough: Month | null };

const next = (month: Month): Month => month.add({ months: 1 });

export const laterOf = (a: Month, b: Month): Month => (isMonthBefore(a, b) ? b : a);

/** The month itself while it is open, otherwise the earliest open month. */
export const earliestOpen = (month: Month, { lockedThrough }: Months): Month =>
  lockedThrough ? laterOf(month, next(lockedThrough)) : month;

/** The whole cut-off day still belongs to the month, on any weekday. */
export const isOnTime = (serviceMonth: Month, recordedAt: Instant, cutOffDay: number): boolean =>
  Temporal.Instant.compare(recordedAt, startOfDay(next(serviceMonth).toPlainDate({ day: cutOffDay }).add({ days: 1 }))) < 0;

export const accountingMonthOf = (serviceMonth: Month, recordedAt: Instant, months: Months): Month =>
  earliestOpen(isOnTime(serviceMonth, recordedAt, months.cutOffDay) ? serviceMonth : next(serviceMonth), months);
