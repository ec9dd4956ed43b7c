import { describe, expect, test } from 'vitest';
import { accountingMonthOf, earliestOpen } from './month.ts';

const month = (text: string) => Temporal.PlainYearMonth.from(text);
const instant = (text: string) => Temporal.Instant.from(text);

describe('61, 62: the accounting month of a visit of June, with cut-off day 3', () => {
  test.each([
    ['recorded in June', '2026-06-28T09:00:00+03:00', null, '2026-06'],
    ['recorded in the last second of the cut-off day', '2026-07-03T23:59:59.999+03:00', null, '2026-06'],
    ['recorded in the first moment after it', '2026-07-04T00:00:00+03:00', null, '2026-07'],
    ['R27: recorded on 4.7.', '2026-07-04T12:00:00+03:00', null, '2026-07'],
    ['recorded on 4.7., approved after June and July were locked', '2026-07-04T12:00:00+03:00', '2026-07', '2026-08'],
    ['in time, with May locked', '2026-06-28T09:00:00+03:00', '2026-05', '2026-06'],
    ['in time, with June locked', '2026-06-28T09:00:00+03:00', '2026-06', '2026-07'],
    ['in time, with everything up to September locked', '2026-06-28T09:00:00+03:00', '2026-09', '2026-10'],
    ['late, with June locked', '2026-07-20T09:00:00+03:00', '2026-06', '2026-07'],
    ['very late, with June still open', '2026-11-20T09:00:00+02:00', null, '2026-07'],
  ])('%s', (_, recordedAt, locked, expected) => {
    const months = { cutOffDay: 3, lockedThrough: locked ? month(locked) : null };
    expect(accountingMonthOf(month('2026-06'), instant(recordedAt), months).toString()).toBe(expected);
  });

  test('the cut-off follows Finnish time in winter, too, and over the year', () => {
    const months = { cutOffDay: 3, lockedThrough: null };
    const of = (recordedAt: string) => accountingMonthOf(month('2026-12'), instant(recordedAt), months).toString();
    expect([of('2027-01-03T21:59:59Z'), of('2027-01-03T22:00:00Z')]).toEqual(['2026-12', '2027-01']);
  });

  test('the last possible cut-off day reaches beyond a short month', () => {
    const months = { cutOffDay: 28, lockedThrough: null };
    const of = (recordedAt: string) => accountingMonthOf(month('2026-01'), instant(recordedAt), months).toString();
    expect([of('2026-02-28T23:59:59+02:00'), of('2026-03-01T00:00:00+02:00')]).toEqual(['2026-01', '2026-02']);
  });
});

test.each([
  ['2026-06', null, '2026-06'],
  ['2026-06', '2026-05', '2026-06'],
  ['2026-06', '2026-06', '2026-07'],
  ['2026-12', '2026-12', '2027-01'],
])('the earliest open month from %s on, with all locked through %s, is %s', (from, locked, expected) =>
  expect(earliestOpen(month(from), { cutOffDay: 3, lockedThrough: locked ? month(locked) : null }).toString()).toBe(expected),
);
