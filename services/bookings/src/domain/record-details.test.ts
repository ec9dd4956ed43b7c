/** What the refusals of recording tell: which day, which validity, which times, which content, how long. */
import { describe, expect, test } from 'vitest';
import type { RefusalDetails } from '@seteli/schema/refusal-facts';
import { at, byTimes, contents, day, facts, priced } from './example-service.ts';
import { recordVisit } from './record.ts';
import { PLAIN, spanOfDays, type Recorded } from './recorded.ts';
import { ordinaryPolicy, type RecordingFacts } from './recording-facts.ts';

const visit = byTimes;
const morning = visit('2026-06-30T10:00', '2026-06-30T12:30');
const night = visit('2026-06-30T22:00', '2026-07-01T02:00');
const nextDay = '2026-07-01T12:00';

const refusalOf = (change: Partial<RecordingFacts>, command: Recorded, now: string) => {
  const decision = recordVisit(facts(change), command, at(now));
  return decision.accepted ? undefined : decision.refusal;
};

describe('a refusal says what is known', () => {
  const juneOnly = { firstDay: day('2026-06-01'), lastDay: day('2026-06-30') };
  const toJune29 = { ...juneOnly, lastDay: day('2026-06-29') };
  const june = { firstDay: '2026-06-01', lastDay: '2026-06-30' };
  const suspended = { firstDay: day('2026-01-01'), suspended: [{ firstDay: day('2026-07-01'), lastDay: day('2026-07-10') }] };
  const cases: [string, Partial<RecordingFacts>, Recorded, string, string, RefusalDetails | undefined][] = [
    ['the voucher ends', { voucher: juneOnly }, night, nextDay, 'OUTSIDE_VALIDITY', { day: '2026-07-01', validity: 'VOUCHER', ...june }],
    [
      'the successor that has not begun',
      { voucher: juneOnly, successor: { firstDay: day('2026-07-02') } },
      night,
      nextDay,
      'OUTSIDE_VALIDITY',
      { day: '2026-07-01', validity: 'VOUCHER', ...june },
    ],
    [
      'the successor is suspended',
      { voucher: juneOnly, successor: { ...suspended, firstDay: day('2026-07-01') } },
      night,
      nextDay,
      'OUTSIDE_VALIDITY',
      { day: '2026-07-01', validity: 'SUSPENSION', firstDay: '2026-07-01', lastDay: '2026-07-10' },
    ],
    [
      'a suspension begins',
      { voucher: suspended },
      night,
      nextDay,
      'OUTSIDE_VALIDITY',
      { day: '2026-07-01', validity: 'SUSPENSION', firstDay: '2026-07-01', lastDay: '2026-07-10' },
    ],
    [
      'a voucher without a last day that was declined',
      { voucher: { firstDay: day('2026-01-01'), isDeclined: true } },
      night,
      nextDay,
      'OUTSIDE_VALIDITY',
      { day: '2026-06-30', validity: 'VOUCHER', firstDay: '2026-01-01' },
    ],
    ['the booking ends', { booking: juneOnly }, night, nextDay, 'OUTSIDE_VALIDITY', { day: '2026-07-01', validity: 'BOOKING', ...june }],
    ['the approval ends', { approval: juneOnly }, night, nextDay, 'OUTSIDE_VALIDITY', { day: '2026-07-01', validity: 'APPROVAL', ...june }],
    [
      'the content, before the approval',
      { approval: juneOnly, contents: contents({ offered: [toJune29] }) },
      night,
      nextDay,
      'OUTSIDE_VALIDITY',
      { day: '2026-06-30', validity: 'CONTENT', firstDay: '2026-06-01', lastDay: '2026-06-29', contentId: 'g' },
    ],
    [
      'the approval of the content',
      { contents: contents({ approved: [toJune29] }) },
      night,
      nextDay,
      'OUTSIDE_VALIDITY',
      { day: '2026-06-30', validity: 'APPROVAL', firstDay: '2026-06-01', lastDay: '2026-06-29', contentId: 'g' },
    ],
    [
      '8: the uncovered times',
      {},
      visit('2026-06-27T19:00', '2026-06-27T21:00'),
      nextDay,
      'NO_BAND',
      { uncovered: [{ start: '2026-06-27T17:00:00Z', end: '2026-06-27T18:00:00Z' }] },
    ],
    ['the content not granted', { contents: contents({ granted: [] }) }, night, nextDay, 'CONTENT_NOT_GRANTED', { contentId: 'g' }],
    ['the content not approved', { contents: contents({ approved: [] }) }, night, nextDay, 'NOT_APPROVED', { contentId: 'g' }],
    [
      'the content without a price, and the day',
      { contents: contents().set('b', priced(0n, { prices: [] })) },
      visit('2026-06-30T17:00', '2026-06-30T19:00'),
      nextDay,
      'NO_PRICE',
      { contentId: 'b', day: '2026-06-30' },
    ],
    ['the last day of the tail', { voucher: juneOnly }, morning, '2026-07-31T00:00', 'TOO_LATE', { lastDay: '2026-07-30' }],
    [
      'how long a visit may be',
      { policy: { ...ordinaryPolicy, maxVisitMinutes: 60 } },
      morning,
      nextDay,
      'VISIT_TOO_LONG',
      { most: { unit: 'HOUR', steps: 60 } },
    ],
    [
      'how many days',
      {},
      { ...PLAIN, ...spanOfDays(day('2025-01-01'), day('2026-06-01')) },
      nextDay,
      'VISIT_TOO_LONG',
      { most: { unit: 'DAY', steps: 366_000 } },
    ],
    ['the own visit that stands', { isDuplicate: true, duplicateOf: 'x' }, morning, nextDay, 'DUPLICATE', { visitId: 'x' }],
    ['of another provider’s nothing', { isDuplicate: true }, morning, nextDay, 'DUPLICATE', undefined],
    ['the content for several workers', {}, { ...morning, workers: 2 }, nextDay, 'NOT_MULTI_WORKER', { contentId: 'a' }],
  ];
  test.each(cases)('%s', (_, facts, command, now, code, details) => {
    const refusal = refusalOf(facts, command, now);
    expect([refusal?.code, refusal?.details]).toEqual([code, details]);
  });
});

test('8: of many uncovered times the first 20 are kept', () => {
  const spring = visit('2026-03-22T00:00', '2026-06-05T00:00');
  const refusal = refusalOf({ policy: { ...ordinaryPolicy, maxVisitMinutes: 200 * 24 * 60 } }, spring, nextDay);
  expect(refusal?.code).toBe('NO_BAND');
  expect(refusal?.details?.uncovered).toHaveLength(20);
});
