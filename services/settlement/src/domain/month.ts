/** Which month a posting is settled in (kirjanpitokuukausi). A run is named by the month that it closes (rules 61, 62). */
import { isMonthBefore, startOfDay, type Instant, type Month } from '@seteli/kit/day';

/** What is decided about an organiser's months. Months are locked in order, so the last locked one says all. */
export type Months = { readonly cutOffDay: number; readonly lockedThrough: Month | null };

const next = (month: Month): Month => month.add({ months: 1 });

export const laterOf = (a: Month, b: Month): Month => (isMonthBefore(a, b) ? b : a);

/** The month itself while it is not locked, otherwise the earliest one that is not. */
export const earliestOpen = (month: Month, { lockedThrough }: Months): Month =>
  lockedThrough ? laterOf(month, next(lockedThrough)) : month;

/** The cut-off day belongs to the month still, whole, whatever weekday it is. */
export const isOnTime = (serviceMonth: Month, recordedAt: Instant, cutOffDay: number): boolean =>
  Temporal.Instant.compare(recordedAt, startOfDay(next(serviceMonth).toPlainDate({ day: cutOffDay }).add({ days: 1 }))) < 0;

export const accountingMonthOf = (serviceMonth: Month, recordedAt: Instant, months: Months): Month =>
  earliestOpen(isOnTime(serviceMonth, recordedAt, months.cutOffDay) ? serviceMonth : next(serviceMonth), months);
