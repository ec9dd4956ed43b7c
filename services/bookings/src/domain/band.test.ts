import { describe, expect, test } from 'vitest';
import { bandAt, bandsInForce, bandsOfDay, type Band } from './band.ts';
import { ordinaryCalendar } from './calendar.ts';
import { band, day, seedBands } from './example-service.ts';

const contentAt = (bands: readonly Band[], date: string, hour: number) => bandAt(bands, day(date), hour * 60, ordinaryCalendar)?.contentId;

describe('the band of a minute', () => {
  test.each([
    ['Tuesday 06:00', '2026-06-30', 6, 'a'],
    ['Tuesday 05:59', '2026-06-30', 6 - 1 / 60, 'g'],
    ['Tuesday 17:59', '2026-06-30', 18 - 1 / 60, 'a'],
    ['Tuesday 18:00', '2026-06-30', 18, 'b'],
    ['Tuesday 21:00', '2026-06-30', 21, 'g'],
    ['Tuesday 23:59', '2026-06-30', 24 - 1 / 60, 'g'],
    ['Saturday 00:00, whose night is its own', '2026-06-27', 0, 'h'],
    ['Saturday 19:59', '2026-06-27', 20 - 1 / 60, 'd'],
    ['Saturday 20:00', '2026-06-27', 20, undefined],
    ['Sunday 05:59', '2026-06-28', 6 - 1 / 60, undefined],
    ['Ascension Day 10:00', '2026-05-14', 10, 'e'],
    ['Midsummer Day, a Saturday, 10:00', '2026-06-20', 10, 'e'],
    ['Ascension Day 21:00: the weekday night does not stand in', '2026-05-14', 21, undefined],
  ])('%s', (_name, date, hour, expected) => expect(contentAt(seedBands, date, hour)).toBe(expected));

  test('a version without holiday bands uses Sunday bands on holidays', () => {
    const bands = [band('week', ['WEEKDAY', 'SATURDAY'], 0, 24), band('sunday', ['SUNDAY'], 0, 24)];
    expect(contentAt(bands, '2026-05-14', 10)).toBe('sunday');
    expect(contentAt([...bands, band('holiday', ['HOLIDAY'], 0, 12)], '2026-05-14', 10)).toBe('holiday');
    expect(contentAt([...bands, band('holiday', ['HOLIDAY'], 0, 12)], '2026-05-14', 12)).toBeUndefined();
  });

  test('an eve band wins over weekday and Saturday bands where it is, and nowhere else', () => {
    const bands = [...seedBands, band('eve', ['HOLIDAY_EVE'], 18, 22)];
    const wednesday = bandsOfDay(bands, day('2026-05-13'), ordinaryCalendar).map(({ contentId, from, to }) => [
      contentId,
      from / 60,
      to / 60,
    ]);
    expect(wednesday).toEqual([
      ['g', 0, 6],
      ['a', 6, 18],
      ['eve', 18, 22],
      ['g', 22, 24],
    ]);
    const saturday = bandsOfDay(bands, day('2026-12-05'), ordinaryCalendar).map(({ contentId, from, to }) => [
      contentId,
      from / 60,
      to / 60,
    ]);
    expect(saturday).toEqual([
      ['h', 0, 6],
      ['c', 6, 18],
      ['eve', 18, 22],
    ]);
    expect(contentAt(bands, '2026-05-12', 19)).toBe('b');
    expect(contentAt(seedBands, '2026-05-13', 19)).toBe('b');
  });

  test('an eve band in the middle of a band leaves both ends', () => {
    const bands = [band('day', ['WEEKDAY'], 0, 24), band('eve', ['HOLIDAY_EVE'], 17, 18), band('late', ['HOLIDAY_EVE'], 20, 21)];
    expect([16, 17, 18, 20, 21].map((hour) => contentAt(bands, '2026-05-13', hour))).toEqual(['day', 'eve', 'day', 'late', 'day']);
  });

  test('the version in force on the day decides', () => {
    const versions = [
      { firstDay: day('2026-01-01'), lastDay: day('2026-06-30'), bands: seedBands },
      { firstDay: day('2026-07-01'), bands: [] },
    ];
    expect(bandsInForce(versions, day('2026-06-30'))).toBe(seedBands);
    expect(bandsInForce(versions, day('2026-07-01'))).toEqual([]);
    expect(bandsInForce(versions, day('2025-12-31'))).toEqual([]);
  });
});
