/** For tests only: the time bands of seed 000, personal assistance, with their gaps, and short ways to write times and pieces. */
import { inHelsinki, type Day, type Instant } from '@seteli/kit/day';
import type { Band } from './band.ts';
import { ordinaryCalendar, type DayClass } from './calendar.ts';
import type { Interval } from './cut.ts';

export const day = (text: string): Day => Temporal.PlainDate.from(text);
/** A Helsinki time; in the repeated hour with its offset: `2026-10-25T03:30+02:00`. */
export const at = (text: string): Instant =>
  /[+Z]/.test(text) ? Temporal.Instant.from(text) : Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Helsinki').toInstant();

export const band = (contentId: string, classes: readonly DayClass[], fromHour: number, toHour: number): Band => ({
  contentId,
  dayClasses: classes,
  from: fromHour * 60,
  to: toHour * 60,
});

export const seedBands: readonly Band[] = [
  band('a', ['WEEKDAY'], 6, 18),
  band('b', ['WEEKDAY'], 18, 21),
  band('c', ['SATURDAY'], 6, 18),
  band('d', ['SATURDAY'], 18, 20),
  band('e', ['SUNDAY', 'HOLIDAY'], 6, 18),
  band('f', ['SUNDAY', 'HOLIDAY'], 18, 21),
  band('g', ['WEEKDAY'], 21, 24),
  band('g', ['WEEKDAY'], 0, 6),
  band('h', ['SATURDAY'], 0, 6),
];

export const inForce = (bands: readonly Band[]) => ({
  bandVersions: [{ firstDay: day('2020-01-01'), bands }],
  calendar: ordinaryCalendar,
});

const clock = (instant: Instant): string => inHelsinki(instant).toPlainTime().toString({ smallestUnit: 'minute' });
/** `a 06-30 16:30-18:00 90`, by the wall clock. */
export const written = (piece: Interval & { contentId: string; day: Day; minutes: number }): string =>
  `${piece.contentId} ${piece.day.toString().slice(5)} ${clock(piece.from)}-${clock(piece.to)} ${piece.minutes}`;
export const interval = ({ from, to }: Interval): string => `${inHelsinki(from).toPlainDateTime()}-${clock(to)}`;
