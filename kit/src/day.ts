/** Finnish calendar days and months. Service days, validities and accounting months are those of Europe/Helsinki, whatever the server's zone. */

export type Instant = Temporal.Instant;
export type Day = Temporal.PlainDate;
export type Month = Temporal.PlainYearMonth;

/** Both days are included; no last day means until further notice. */
export type DayRange = { readonly firstDay: Day; readonly lastDay?: Day | null | undefined };

export const HELSINKI = 'Europe/Helsinki';

export const inHelsinki = (instant: Instant): Temporal.ZonedDateTime => instant.toZonedDateTimeISO(HELSINKI);
export const dayOf = (instant: Instant): Day => inHelsinki(instant).toPlainDate();
export const monthOf = (day: Day): Month => day.toPlainYearMonth();
export const startOfDay = (day: Day): Instant => day.toZonedDateTime(HELSINKI).toInstant();
export const firstDayOf = (month: Month): Day => month.toPlainDate({ day: 1 });
export const lastDayOf = (month: Month): Day => month.toPlainDate({ day: month.daysInMonth });

/** By its parts, since `Temporal.PlainDate.compare` costs more than the rest of recording a visit. */
export const isBefore = (a: Day, b: Day): boolean => (a.year - b.year || a.month - b.month || a.day - b.day) < 0;
export const isMonthBefore = (a: Month, b: Month): boolean => Temporal.PlainYearMonth.compare(a, b) < 0;

export const isWithin = (range: DayRange, day: Day): boolean =>
  !isBefore(day, range.firstDay) && (range.lastDay == null || !isBefore(range.lastDay, day));

/** Ranges that share a day. */
export const rangesOverlap = (a: DayRange, b: DayRange): boolean =>
  (a.lastDay == null || !isBefore(a.lastDay, b.firstDay)) && (b.lastDay == null || !isBefore(b.lastDay, a.firstDay));
