/**
 * The months of the measurements and the visits that fill them: half hours of home cleaning on weekdays from 6 to 21.
 * No two visits of a client are at the same time. The service has no band on public holidays, so the months hold none
 * on a weekday.
 */
import { moveDevelopmentClock } from '@seteli/local/development-clock';

const HELSINKI = 'Europe/Helsinki';
/** The first and last start of a day, in half hours. */
const FIRST = 12;
const LAST = 41;
const EVENING = 36;

/** July to November of the next year: in the future, because the development clock only moves forward. */
export const MONTHS: readonly Temporal.PlainYearMonth[] = [7, 8, 9, 10, 11].map(
  (month) => new Temporal.PlainYearMonth(Temporal.Now.plainDateISO(HELSINKI).year + 1, month),
);

export type PlannedVisit = {
  /** The index of its booking in the list of bookings. */
  readonly booking: number;
  readonly start: string;
  readonly end: string;
  readonly organiserCents: number;
};

type Slot = Omit<PlannedVisit, 'booking'>;

/** Half an hour of the day content (value 32.00) and of the evening content (36.80). */
const ORGANISER_CENTS = { day: 1600, evening: 1840 };

function slotsOf(month: Temporal.PlainYearMonth): Slot[] {
  const days = Array.from({ length: month.daysInMonth }, (_, index) => month.toPlainDate({ day: index + 1 })).filter(
    ({ dayOfWeek }) => dayOfWeek <= 5,
  );
  return days.flatMap((day) =>
    Array.from({ length: LAST - FIRST + 1 }, (_, index) => {
      const half = FIRST + index;
      const start = day.toZonedDateTime({ timeZone: HELSINKI, plainTime: new Temporal.PlainTime(Math.floor(half / 2), (half % 2) * 30) });
      return {
        start: start.toInstant().toString(),
        end: start.add({ minutes: 30 }).toInstant().toString(),
        organiserCents: half < EVENING ? ORGANISER_CENTS.day : ORGANISER_CENTS.evening,
      };
    }),
  );
}

export const slotsIn = (month: Temporal.PlainYearMonth): number => slotsOf(month).length;

export type Diary = {
  /** Takes the next unused visits: all clients' first half hour, then all clients' second. */
  take(count: number): PlannedVisit[];
};

export function openDiary(month: Temporal.PlainYearMonth, bookings: number): Diary {
  const slots = slotsOf(month);
  let taken = 0;
  return {
    take(count) {
      if (taken + count > slots.length * bookings) throw new Error(`${month} has no room for ${count} more visits of ${bookings} clients.`);
      const first = taken;
      taken += count;
      return Array.from({ length: count }, (_, index) => {
        const place = first + index;
        return { booking: place % bookings, ...slots[Math.floor(place / bookings)]! };
      });
    },
  };
}

const momentAfter = (month: Temporal.PlainYearMonth, day: number): Temporal.Instant =>
  month.add({ months: 1 }).toPlainDate({ day }).toZonedDateTime({ timeZone: HELSINKI, plainTime: '09:00' }).toInstant();

/** The month is over and its cut-off day is still ahead, so recording is on time. */
export const moveToRecording = (clockFile: string, month: Temporal.PlainYearMonth) =>
  moveDevelopmentClock(clockFile, momentAfter(month, 1));

/** The settlement day of the demonstration's organiser is the fifth. */
export const moveToSettlement = (clockFile: string, month: Temporal.PlainYearMonth) =>
  moveDevelopmentClock(clockFile, momentAfter(month, 5));
