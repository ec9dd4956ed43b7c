/**
 * Plans half-hour visits: weekdays of one month from 6 to 21, no two of a client at the same time. The month is July of
 * the next year. It has no public holiday on a weekday, and the development clock only moves forward.
 */
import { moveDevelopmentClock } from '@seteli/local/development-clock';

const HELSINKI = 'Europe/Helsinki';
const FIRST_HALF_HOUR = 12;
const LAST_HALF_HOUR = 41;
const EVENING = 36;

export const MONTH = new Temporal.PlainYearMonth(Temporal.Now.plainDateISO(HELSINKI).year + 1, 7);

export type Shares = { readonly total: bigint; readonly organiser: bigint; readonly client: bigint };
export type Slot = {
  readonly bookingId: string;
  readonly start: string;
  readonly end: string;
  readonly minutes: number;
  readonly shares: Shares;
};

/** Half an hour of home cleaning by day (price 38.50, value 32.00) and in the evening (44.00, 36.80), in cents. */
const DAY: Shares = { total: 1925n, organiser: 1600n, client: 325n };
const IN_THE_EVENING: Shares = { total: 2200n, organiser: 1840n, client: 360n };

function timesOf(month: Temporal.PlainYearMonth) {
  const days = Array.from({ length: month.daysInMonth }, (_, index) => month.toPlainDate({ day: index + 1 }));
  return days
    .filter(({ dayOfWeek }) => dayOfWeek <= 5)
    .flatMap((day) =>
      Array.from({ length: LAST_HALF_HOUR - FIRST_HALF_HOUR + 1 }, (_, index) => {
        const half = FIRST_HALF_HOUR + index;
        const plainTime = new Temporal.PlainTime(Math.floor(half / 2), (half % 2) * 30);
        const start = day.toZonedDateTime({ timeZone: HELSINKI, plainTime });
        const times = { start: start.toInstant().toString(), end: start.add({ minutes: 30 }).toInstant().toString(), minutes: 30 };
        return { ...times, shares: half < EVENING ? DAY : IN_THE_EVENING };
      }),
    );
}

export type Diary = {
  /** Takes the next unused half hours: all clients' first, then all clients' second. */
  take(count: number): Slot[];
};

export function openDiary(bookingIds: readonly string[], month = MONTH): Diary {
  const times = timesOf(month);
  let taken = 0;
  return {
    take: (count) =>
      Array.from({ length: count }, () => {
        const time = times[Math.floor(taken / bookingIds.length)];
        if (!time) throw new Error(`${month} has no room for another visit of ${bookingIds.length} clients.`);
        return { bookingId: bookingIds[taken++ % bookingIds.length]!, ...time };
      }),
  };
}

const morningAfter = (month: Temporal.PlainYearMonth, day: number): Temporal.Instant =>
  month.add({ months: 1 }).toPlainDate({ day }).toZonedDateTime({ timeZone: HELSINKI, plainTime: '09:00' }).toInstant();

/** The month is over and its cut-off day is still ahead, so recording is on time. */
export const moveToRecording = (clockFile: string, month = MONTH) => moveDevelopmentClock(clockFile, morningAfter(month, 1));
/** The settlement day of the demonstration's organiser is the fifth. */
export const moveToSettlement = (clockFile: string, month = MONTH) => moveDevelopmentClock(clockFile, morningAfter(month, 5));
