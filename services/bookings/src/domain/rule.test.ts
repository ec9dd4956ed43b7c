/** Which rules of recurrence are served, and that it is told at once. */
import { describe, expect, it } from 'vitest';
import { isRule } from './rule.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('a rule', () => {
  it.each([
    ['2026-01-01', true],
    ['2026-01-31', true],
    ['2026-02-01', false],
  ])('that names the 30th of every twelfth month, from %s on: %s', (firstDay, names) => {
    expect(isRule('FREQ=MONTHLY;BYMONTHDAY=30;INTERVAL=12', day(firstDay))).toBe(names);
  });

  it.each([
    ['FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30', '2026-02-01'],
    ['FREQ=MONTHLY;BYMONTHDAY=-31;INTERVAL=12', '2026-02-01'],
    ['FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=30', '2026-06-01'],
    ['FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=30;COUNT=999', '2026-06-01'],
    ['FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=30;INTERVAL=12;UNTIL=99991231', '2026-06-01'],
    ['FREQ=DAILY;INTERVAL=98;BYDAY=MO;UNTIL=99991231', '2026-06-02'],
    ['FREQ=DAILY;INTERVAL=98;BYDAY=MO;BYMONTHDAY=1,2,3', '2026-06-02'],
    ['FREQ=WEEKLY;INTERVAL=99;BYDAY=MO;BYMONTHDAY=31;UNTIL=20270101', '2026-06-02'],
  ])('that names no day is told at once: %s from %s', (rule, firstDay) => {
    const timesMs = Array.from({ length: 21 }, () => {
      const before = performance.now();
      expect(isRule(rule, day(firstDay))).toBe(false);
      return performance.now() - before;
    });
    expect(timesMs.toSorted((a, b) => a - b)[10]).toBeLessThan(10);
  });

  it.each([
    ['FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=29', '2027-02-01'],
    ['FREQ=MONTHLY;INTERVAL=99;BYMONTHDAY=1', '2026-06-02'],
    ['FREQ=DAILY;BYDAY=SU;BYMONTHDAY=31', '2026-06-02'],
    ['FREQ=WEEKLY;BYDAY=MO;BYMONTHDAY=31;INTERVAL=4', '2026-06-02'],
  ])('that names its first day late is one all the same: %s from %s', (rule, firstDay) => expect(isRule(rule, day(firstDay))).toBe(true));

  it.each([
    'FREQ=DAILY',
    'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3',
    'FREQ=DAILY;UNTIL=20261231',
    'FREQ=WEEKLY;INTERVAL=99;BYDAY=MO,-1SU;WKST=SU;COUNT=999',
    'FREQ=MONTHLY;BYMONTHDAY=1,-1;UNTIL=20261231T220000Z',
  ])('%s is one', (rule) => expect(isRule(rule, day('2026-01-01'))).toBe(true));
  it.each([
    '',
    'daily',
    'FREQ=HOURLY',
    'FREQ=YEARLY',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;COUNT=1000',
    'FREQ=DAILY;INTERVAL=100',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=MONTHLY;BYDAY=6MO',
    'FREQ=DAILY;UNTIL=2026',
    'FREQ=DAILY;BYHOUR=3',
    'FREQ=DAILY\nEXDATE:20260101',
  ])('%j is none that is served here', (rule) => expect(isRule(rule, day('2026-01-01'))).toBe(false));
});
