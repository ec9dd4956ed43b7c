/** Finnish calendar days and months. Service days, validities and accounting months are those of Europe/Helsinki, whatever the server's zone. */

export type Instant = Temporal.Instant;
export type Day = Temporal.PlainDate;
export type Month = Temporal.PlainYearMonth;

/** Both days are included; no last day means until further notice. */
export type DayRange = { readonly firstDay: Day; readonly lastDay?: Day | null | undefined };

export const HELSINKI = 'Europe/Helsinki';

export const inHelsinki = (instant: Instant): Temporal.ZonedDateTime => instant.toZonedDateTimeISO(HELSINKI);
export const dayOf = (instant: Instant): Day => inHelsinki(instant).toPlainDate();
export const startOfDay = (day: Day): Instant => day.toZonedDateTime(HELSINKI).toInstant();
export const firstDayOf = (month: Month): Day => month.toPlainDate({ day: 1 });
export const lastDayOf = (month: Month): Day => month.toPlainDate({ day: month.daysInMonth });

/** The last day that anything here can name: what ends on it holds until further notice (toistaiseksi). Rules and ranges need no case of their own for that. */
export const UNTIL_FURTHER_NOTICE: Day = Temporal.PlainDate.from('2199-12-31');

/** A last day as people say it: none for what holds until further notice. */
export const saidLastDay = (lastDay: Day): Day | null => (lastDay.equals(UNTIL_FURTHER_NOTICE) ? null : lastDay);

const months = new Map<number, Month>();

/** Remembered, since making a month costs more than the rest of a line. There are only so many. */
export function monthOf(day: Day): Month {
  const number = day.year * 12 + day.month;
  let month = months.get(number);
  if (!month) months.set(number, (month = day.toPlainYearMonth()));
  return month;
}

/** By its parts, since `Temporal.PlainDate.compare` costs more than the rest of recording a visit. */
export const isBefore = (a: Day, b: Day): boolean => (a.year - b.year || a.month - b.month || a.day - b.day) < 0;
export const isMonthBefore = (a: Month, b: Month): boolean => Temporal.PlainYearMonth.compare(a, b) < 0;

export const isWithin = (range: DayRange, day: Day): boolean =>
  !isBefore(day, range.firstDay) && (range.lastDay == null || !isBefore(range.lastDay, day));

/** Ranges that share a day. */
export const rangesOverlap = (a: DayRange, b: DayRange): boolean =>
  (a.lastDay == null || !isBefore(a.lastDay, b.firstDay)) && (b.lastDay == null || !isBefore(b.lastDay, a.firstDay));

/** `undefined` for what Temporal refuses: a malformed value is the caller's mistake, not a fault of ours. */
const orUndefined =
  <T>(parse: (text: string) => T) =>
  (text: string): T | undefined => {
    try {
      return parse(text);
    } catch (fault) {
      if (fault instanceof RangeError) return undefined;
      throw fault;
    }
  };

// The years 1900 to 2199: others are mistakes, and to count days to them takes long.
const DAY = /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/;
const MONTH = /^(?:19|20|21)\d{2}-\d{2}$/;
const INSTANT = /^(?:19|20|21)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Days, months and instants (RFC 3339) as people and systems write them. */
export const parseDay = orUndefined((text) => (DAY.test(text) ? Temporal.PlainDate.from(text, { overflow: 'reject' }) : undefined));
export const parseMonth = orUndefined((text) =>
  MONTH.test(text) ? Temporal.PlainYearMonth.from(text, { overflow: 'reject' }) : undefined,
);
export const parseInstant = orUndefined((text) => (INSTANT.test(text) ? Temporal.Instant.from(text) : undefined));
