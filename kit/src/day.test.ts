/** Finnish days begin at midnight in Helsinki, in summer and in winter, and some have 23 or 25 hours. */
import { expect, test } from 'vitest';
import {
  dayBeforeNext,
  dayOf,
  firstDayOf,
  inHelsinki,
  isBefore,
  isMonthBefore,
  isWithin,
  lastDayOf,
  monthOf,
  rangesOverlap,
  startOfDay,
  type DayRange,
} from './day.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const range = (firstDay: string, lastDay?: string | null): DayRange => ({
  firstDay: day(firstDay),
  lastDay: lastDay == null ? lastDay : day(lastDay),
});

test.each([
  ['2026-06-30T20:59:59.999Z', '2026-06-30'],
  ['2026-06-30T21:00:00.000Z', '2026-07-01'],
  ['2026-12-31T21:59:59.999Z', '2026-12-31'],
  ['2026-12-31T22:00:00.000Z', '2027-01-01'],
])('%s is in Finland on %s', (instant, expected) => {
  expect(String(dayOf(Temporal.Instant.from(instant)))).toBe(expected);
});

test.each([
  ['2026-03-29', 23],
  ['2026-03-30', 24],
  ['2026-10-25', 25],
])('%s has %d hours', (text, hours) => {
  expect(
    startOfDay(day(text))
      .until(startOfDay(day(text).add({ days: 1 })))
      .total('hours'),
  ).toBe(hours);
  expect(inHelsinki(startOfDay(day(text))).hour).toBe(0);
});

test.each([
  ['2026-02', '2026-02-01', '2026-02-28'],
  ['2028-02', '2028-02-01', '2028-02-29'],
  ['2026-12', '2026-12-01', '2026-12-31'],
])('%s is from %s to %s', (text, first, last) => {
  const month = Temporal.PlainYearMonth.from(text);
  expect([String(firstDayOf(month)), String(lastDayOf(month))]).toEqual([first, last]);
  expect([monthOf(day(first)).equals(month), monthOf(day(last)).equals(month)]).toEqual([true, true]);
});

test.each([
  ['2026-05-31', false],
  ['2026-06-01', true],
  ['2026-06-15', true],
  ['2026-06-30', true],
  ['2026-07-01', false],
])('%s within June: %s', (text, within) => {
  expect(isWithin(range('2026-06-01', '2026-06-30'), day(text))).toBe(within);
});

test.each([undefined, null])('a range whose last day is %s holds until further notice', (lastDay) => {
  expect(isWithin(range('2026-06-01', lastDay), day('9999-12-31'))).toBe(true);
  expect(isWithin(range('2026-06-01', lastDay), day('2026-05-31'))).toBe(false);
});

test.each([
  ['one after the other', range('2026-06-01', '2026-06-30'), range('2026-07-01', '2026-07-31'), false],
  ['sharing one day', range('2026-06-01', '2026-06-30'), range('2026-06-30', '2026-07-31'), true],
  ['one within the other', range('2026-06-01', '2026-06-30'), range('2026-06-10', '2026-06-11'), true],
  ['one open, before the other', range('2026-06-01'), range('2026-07-01', '2026-07-31'), true],
  ['one open, after the other', range('2026-08-01'), range('2026-07-01', '2026-07-31'), false],
  ['both open', range('2026-08-01', null), range('2026-07-01'), true],
])('ranges %s overlap: %s', (_, a, b, overlap) => {
  expect([rangesOverlap(a, b), rangesOverlap(b, a)]).toEqual([overlap, overlap]);
});

test('no day and no month is before itself', () => {
  expect([isBefore(day('2026-06-30'), day('2026-07-01')), isBefore(day('2026-07-01'), day('2026-07-01'))]).toEqual([true, false]);
  const [june, july] = [Temporal.PlainYearMonth.from('2026-06'), Temporal.PlainYearMonth.from('2026-07')];
  expect([isMonthBefore(june, july), isMonthBefore(july, july)]).toEqual([true, false]);
});

test.each<[string, string[], string | null]>([
  ['2026-06-10', [], null],
  ['2026-06-10', ['2026-06-01', '2026-06-10'], null],
  ['2026-06-10', ['2026-08-01', '2026-06-01', '2026-07-01'], '2026-06-30'],
  ['2026-06-10', ['2026-06-11'], '2026-06-10'],
])('what begins on %s, where others begin on %j, ends on %s', (firstDay, others, lastDay) => {
  expect(dayBeforeNext(day(firstDay), others.map(day))?.toString() ?? null).toBe(lastDay);
});
