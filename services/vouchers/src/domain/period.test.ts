/** Tests the period of a day, and the periods that a voucher touches. */
import { describe, expect, test } from 'vitest';
import { periodKeyOf, periodsOf, type Recurrence } from './period.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const days = (firstDay: string, lastDay: string) => ({ firstDay: day(firstDay), lastDay: day(lastDay) });
const RECURRENCES = ['ONCE', 'DAY', 'WEEK', 'MONTH', 'YEAR'] as const;
const rule = (recurrence: Recurrence) => ({ recurrence, periods: [] });

describe('26: the bucket of a day', () => {
  test.each([
    ['2026-06-30', ['ONCE', '2026-06-30', '2026-W27', '2026-06', '2026']],
    ['2026-06-28', ['ONCE', '2026-06-28', '2026-W26', '2026-06', '2026']], // a Sunday
    ['2026-06-29', ['ONCE', '2026-06-29', '2026-W27', '2026-06', '2026']], // the Monday after it
    ['2026-07-05', ['ONCE', '2026-07-05', '2026-W27', '2026-07', '2026']],
    ['2026-12-31', ['ONCE', '2026-12-31', '2026-W53', '2026-12', '2026']],
    ['2027-01-01', ['ONCE', '2027-01-01', '2026-W53', '2027-01', '2027']],
    ['2027-01-04', ['ONCE', '2027-01-04', '2027-W01', '2027-01', '2027']],
    ['2024-12-30', ['ONCE', '2024-12-30', '2025-W01', '2024-12', '2024']],
  ])('%s', (date, expected) => expect(RECURRENCES.map((recurrence) => periodKeyOf(rule(recurrence), day(date)))).toEqual(expected));

  const ranges = { recurrence: 'PERIOD' as const, periods: [days('2026-06-01', '2026-06-14'), days('2026-07-01', '2026-07-31')] };
  test.each([
    ['2026-05-31', undefined],
    ['2026-06-01', '2026-06-01/2026-06-14'],
    ['2026-06-14', '2026-06-01/2026-06-14'],
    ['2026-06-15', undefined],
    ['2026-07-01', '2026-07-01/2026-07-31'],
  ])('by the ranges of the grant, %s', (date, expected) => expect(periodKeyOf(ranges, day(date))).toBe(expected));

  test('ranges that the validity no longer reaches are left out', () =>
    expect(periodsOf(ranges, days('2026-06-10', '2026-06-30')).map(({ key }) => key)).toEqual(['2026-06-01/2026-06-14']));
});

test.each<[Recurrence, string[]]>([
  ['ONCE', ['ONCE 2026-06-28..2026-07-06']],
  ['WEEK', ['2026-W26 2026-06-22..2026-06-28', '2026-W27 2026-06-29..2026-07-05', '2026-W28 2026-07-06..2026-07-12']],
  ['MONTH', ['2026-06 2026-06-01..2026-06-30', '2026-07 2026-07-01..2026-07-31']],
  ['YEAR', ['2026 2026-01-01..2026-12-31']],
])('11: every %s that the validity touches is whole', (recurrence, expected) =>
  expect(
    periodsOf(rule(recurrence), days('2026-06-28', '2026-07-06')).map(({ key, firstDay, lastDay }) => `${key} ${firstDay}..${lastDay}`),
  ).toEqual(expected),
);

test('each day is its own period', () => expect(periodsOf(rule('DAY'), days('2026-06-28', '2026-07-01'))).toHaveLength(4));
