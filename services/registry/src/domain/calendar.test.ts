import { describe, expect, test } from 'vitest';
import { daysReachBegunDays, setDays, type CalendarDay, type CalendarDayWish } from './calendar.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-06-15');
const FACTS = { today, isCorrection: false };
const TOWN_DAY: CalendarDay = { day: day('2026-10-05'), dayClass: 'HOLIDAY', holidayEve: null };
const wish = (text: string, said: Omit<CalendarDayWish, 'day'> = { dayClass: 'HOLIDAY' }): CalendarDayWish => ({ day: day(text), ...said });

describe('what an organiser says about days', () => {
  test.each<[string, readonly CalendarDayWish[], readonly CalendarDay[]]>([
    ['R5 a day of the organiser, a holiday', [wish('2026-10-06')], [{ ...TOWN_DAY, day: day('2026-10-06') }]],
    ['today', [wish('2026-06-15')], [{ ...TOWN_DAY, day: today }]],
    ['R6 an eve', [wish('2026-12-31', { holidayEve: true })], [{ day: day('2026-12-31'), dayClass: null, holidayEve: true }]],
    ['R6 an eve struck', [wish('2026-06-18', { holidayEve: false })], [{ day: day('2026-06-18'), dayClass: null, holidayEve: false }]],
    ['the same again, which is nothing new', [wish('2026-10-05')], []],
    ['a day of the organiser, left to the calendar again', [wish('2026-10-05', {})], [{ ...TOWN_DAY, dayClass: null }]],
    ['another day, left to the calendar', [wish('2026-10-07', {})], []],
  ])('%s', (_name, wishes, news) => expect(setDays({ known: [TOWN_DAY], ...FACTS }, wishes)).toEqual({ accepted: true, value: news }));

  test('rules 14: an organiser changes a past day only to correct an error', () => {
    const wishes = [wish('2026-06-14')];
    expect(setDays({ known: [], today, isCorrection: true }, wishes)).toMatchObject({ accepted: true, value: wishes });
    expect(setDays({ known: [], today, isCorrection: false }, wishes)).toMatchObject({ refusal: { code: 'INVALID_RANGE' } });
  });

  test.each<[string, readonly CalendarDayWish[], string, readonly string[]]>([
    ['yesterday', [wish('2026-06-16'), wish('2026-06-14')], 'INVALID_RANGE', ['days', '1', 'day']],
    ['R6 an eve is no class of a day', [wish('2026-12-31', { dayClass: 'HOLIDAY_EVE' })], 'INVALID_RANGE', ['days', '0', 'dayClass']],
    ['a day twice', [wish('2026-10-06'), wish('2026-10-06', {})], 'VERSION_EXISTS', ['days', '1', 'day']],
    ['no day', [], 'AMOUNT_NOT_POSITIVE', ['days']],
  ])('is refused: %s', (_name, wishes, code, path) =>
    expect(setDays({ known: [TOWN_DAY], ...FACTS }, wishes)).toEqual({ accepted: false, refusal: { code, path } }),
  );
});

describe('whether a word about a day may change what delivered visits cost', () => {
  test.each<[string, string, boolean, boolean]>([
    ['a day gone by', '2026-06-01', false, true],
    ['today', '2026-06-15', false, true],
    ['tomorrow', '2026-06-16', false, false],
    ['tomorrow, in a week that operating days share', '2026-06-16', true, true],
    ['the last day of this month', '2026-06-30', true, true],
    ['the first day of the next month', '2026-07-01', true, false],
  ])('%s', (_name, said, isSharedByOperatingDays, expected) =>
    expect(daysReachBegunDays([day(said)], today, isSharedByOperatingDays)).toBe(expected),
  );

  test('a word about a day reaches back to a week that began in the month before', () =>
    expect(daysReachBegunDays([day('2026-07-02')], day('2026-06-29'), true)).toBe(true));
});
