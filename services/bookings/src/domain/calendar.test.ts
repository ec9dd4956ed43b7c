import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayClassOf,
  easterSunday,
  holidayEvesOf,
  isHolidayEve,
  ordinaryCalendar,
  publicHolidaysOf,
  type ServiceCalendar,
} from './calendar.ts';
import { day } from './example-service.ts';

const written = (days: readonly Temporal.PlainDate[]) => days.map((each) => each.toString().slice(5)).join(' ');

describe('public holidays', () => {
  test.each([
    [2026, '01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-20 10-31 12-06 12-25 12-26'],
    [2027, '01-01 01-06 03-26 03-28 03-29 05-01 05-06 05-16 06-26 11-06 12-06 12-25 12-26'],
    [2008, '01-01 01-06 03-21 03-23 03-24 05-01 05-01 05-11 06-21 11-01 12-06 12-25 12-26'],
  ])('of %i are known', (year, days) => expect(written(publicHolidaysOf(year))).toBe(days));

  test.each(['2024-03-31', '2025-04-20', '2026-04-05', '2038-04-25', '2285-03-22', '1954-04-18', '1981-04-19', '2049-04-18', '2076-04-19'])(
    'Easter of %s is computed',
    (easter) => expect(easterSunday(day(easter).year).toString()).toBe(easter),
  );

  test('Easter is a Sunday from 22 March to 25 April in every year', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1583, max: 4000 }), (year) => {
        const easter = easterSunday(year);
        const inMarch = easter.month === 3 && easter.day >= 22;
        expect(easter.dayOfWeek === 7 && (inMarch || (easter.month === 4 && easter.day <= 25))).toBe(true);
      }),
    ));

  test.each([
    ['2020-06-20', true],
    ['2021-06-26', true],
    ['2026-06-19', false],
    ['2026-06-20', true],
    ['2026-06-21', false],
    ['2026-10-30', false],
    ['2026-10-31', true],
    ['2027-10-30', false],
    ['2027-11-06', true],
    ['2026-11-01', false],
  ])('%s is a holiday: %s', (date, expected) => expect(dayClassOf(day(date), ordinaryCalendar) === 'HOLIDAY').toBe(expected));
});

describe('eves', () => {
  test.each([
    [2026, '01-05 04-02 04-04 04-30 05-13 05-23 06-19 10-30 12-05 12-24 12-31'],
    [2027, '01-05 03-25 03-27 04-30 05-05 05-15 06-25 11-05 12-24 12-31'], // 5.12. is a Sunday
    [2028, '01-05 04-13 04-15 05-24 06-03 06-23 11-03 12-05'], // 30.4., 24.12. and 31.12. are Sundays
  ])('of %i are the days before holidays that are neither holiday nor Sunday', (year, days) => {
    expect(written(holidayEvesOf(year))).toBe(days);
  });

  const calendar: ServiceCalendar = {
    ownDays: new Map(),
    addedEves: new Set(['2026-02-17']),
    struckEves: new Set(['2026-05-13']),
  };
  test.each([
    ['2026-05-13', false],
    ['2026-02-17', true],
    ['2026-06-19', true],
    ['2026-06-18', false],
  ])('the organiser strikes or adds days: %s is an eve: %s', (date, expected) => expect(isHolidayEve(day(date), calendar)).toBe(expected));
});

describe('the one base class of a date', () => {
  const calendar: ServiceCalendar = {
    ...ordinaryCalendar,
    ownDays: new Map([
      ['2026-06-19', 'HOLIDAY'],
      ['2026-12-06', 'SUNDAY'],
    ]),
  };
  test.each([
    ['2026-06-18', 'WEEKDAY'],
    ['2026-06-19', 'HOLIDAY'], // the organiser's own day
    ['2026-06-20', 'HOLIDAY'], // a Saturday
    ['2026-06-21', 'SUNDAY'],
    ['2026-06-27', 'SATURDAY'],
    ['2026-12-06', 'SUNDAY'], // the organiser's own day wins over the holiday
    ['2027-12-06', 'HOLIDAY'],
    ['2026-05-13', 'WEEKDAY'], // an eve keeps its base class
  ])('%s is %s', (date, expected) => expect(dayClassOf(day(date), calendar)).toBe(expected));
});
