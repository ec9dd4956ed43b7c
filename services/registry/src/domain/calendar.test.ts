import { describe, expect, test } from 'vitest';
import { reachesBegunDays, setDays, type CalendarDay, type CalendarDayWish } from './calendar.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-06-15');
const FACTS = { today, isCorrection: false };
const TOWN_DAY: CalendarDay = { day: day('2026-10-05'), dayClass: 'HOLIDAY', holidayEve: null };
const wish = (text: string, said: Omit<CalendarDayWish, 'day'> = { dayClass: 'HOLIDAY' }): CalendarDayWish => ({ day: day(text), ...said });

describe('what is said of days', () => {
  test.each<[string, readonly CalendarDayWish[], readonly CalendarDay[]]>([
    ['R5 a day of the organiser, a holiday', [wish('2026-10-06')], [{ ...TOWN_DAY, day: day('2026-10-06') }]],
    ['today', [wish('2026-06-15')], [{ ...TOWN_DAY, day: today }]],
    ['R6 an eve', [wish('2026-12-31', { holidayEve: true })], [{ day: day('2026-12-31'), dayClass: null, holidayEve: true }]],
    ['R6 an eve struck', [wish('2026-06-18', { holidayEve: false })], [{ day: day('2026-06-18'), dayClass: null, holidayEve: false }]],
    ['the same again is nothing new', [wish('2026-10-05')], []],
    ['as the calendar has it, of what was said', [wish('2026-10-05', {})], [{ ...TOWN_DAY, dayClass: null }]],
    ['as the calendar has it, of what was never said', [wish('2026-10-07', {})], []],
  ])('%s', (_name, wishes, news) => expect(setDays({ known: [TOWN_DAY], ...FACTS }, wishes)).toEqual({ accepted: true, value: news }));

  test('rules 14: of a day gone by only what corrects an error', () => {
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

describe('whether a word about days may touch delivered visits', () => {
  test.each<[string, string, boolean, boolean]>([
    ['a day gone by', '2026-06-01', false, true],
    ['today', '2026-06-15', false, true],
    ['tomorrow', '2026-06-16', false, false],
    ['tomorrow, of a week that is shared by its operating days', '2026-06-16', true, true],
    ['the last day of a month that is', '2026-06-30', true, true],
    ['the first day of the next', '2026-07-01', true, false],
  ])('%s', (_name, said, isSharedByOperatingDays, expected) =>
    expect(reachesBegunDays([day(said)], today, isSharedByOperatingDays)).toBe(expected),
  );

  test('a week that began in the month before', () => expect(reachesBegunDays([day('2026-07-02')], day('2026-06-29'), true)).toBe(true));
});
