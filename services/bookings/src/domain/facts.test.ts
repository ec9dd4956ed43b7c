import { describe, expect, test } from 'vitest';
import { at, band, day } from './example-service.ts';
import { approvalPolicyOn, factsOf, type KnownBooking, type ServiceVersion } from './facts.ts';
import { recordVisit } from './record.ts';

const version = (firstDay: string, lastDay: string | null, change: Partial<ServiceVersion> = {}): ServiceVersion => ({
  firstDay: day(firstDay),
  lastDay: lastDay === null ? null : day(lastDay),
  contentIds: ['a'],
  bands: [band('a', ['WEEKDAY'], 0, 24)],
  approvalPolicy: 'AUTOMATIC_UNLESS_FLAGGED',
  maxVisitMinutes: 720,
  incrementMinutes: 1,
  tailDays: 30,
  ...change,
});
const known: KnownBooking = {
  firstDay: day('2026-02-01'),
  contentIds: ['a', 'b'],
  voucher: {
    id: 'v',
    organiserId: 'o',
    serviceId: 's',
    personId: 'p',
    contentIds: ['a', 'b', 'c'],
    firstDay: day('2026-01-01'),
    lastDay: day('2026-06-30'),
  },
  service: {
    recordingCutOffDay: 3,
    versions: [
      version('2026-01-01', '2026-05-31'),
      version('2026-06-01', null, {
        contentIds: ['a', 'b', 'c', 'd'],
        approvalPolicy: 'ALWAYS_CHECKED',
        maxVisitMinutes: 60,
        incrementMinutes: 15,
        tailDays: 10,
      }),
    ],
  },
  approvals: [
    { firstDay: day('2026-01-01'), lastDay: day('2026-03-31'), contentIds: ['a', 'c'] },
    { firstDay: day('2026-05-01'), lastDay: null, contentIds: ['a', 'b'] },
  ],
  prices: new Map([['a', [{ firstDay: day('2026-01-01'), unitPriceCents: 3850n }]]]),
};
const june = day('2026-06-15');

describe('what is known of each content', () => {
  const { contents } = factsOf(known, june, false);
  const firstDays = (ranges: readonly { firstDay: Temporal.PlainDate }[]) => ranges.map(({ firstDay }) => firstDay.toString().slice(5));
  test.each<[string, string[], string[], string[], number]>([
    ['a', ['01-01', '06-01'], ['01-01'], ['01-01', '05-01'], 1],
    ['b', ['06-01'], ['01-01'], ['05-01'], 0],
    // Granted and once approved, but not booked.
    ['c', ['06-01'], ['01-01'], [], 0],
    ['d', ['06-01'], [], [], 0],
  ])('%s', (contentId, offered, granted, approved, prices) => {
    const content = contents.get(contentId)!;
    expect([firstDays(content.offered), firstDays(content.granted), firstDays(content.approved), content.prices.length]).toEqual([
      offered,
      granted,
      approved,
      prices,
    ]);
  });

  test('nothing of other services', () => expect([...contents.keys()]).toEqual(['a', 'b', 'c', 'd']));
});

describe('the version of the visit’s first day decides', () => {
  test.each([
    ['2026-05-31', 720, 1, 30, 'AUTOMATIC_UNLESS_FLAGGED'],
    ['2026-06-01', 60, 15, 10, 'ALWAYS_CHECKED'],
    ['2025-12-31', 720, 1, 30, 'AUTOMATIC_UNLESS_FLAGGED'],
  ])('%s', (date, maxVisitMinutes, incrementMinutes, tailDays, policy) => {
    const lengths = { maxVisitMinutes, incrementMinutes, tailDays };
    expect(factsOf(known, day(date), false).policy).toMatchObject({ ...lengths, cutOffDay: 3, hardLimitMonths: 3 });
    expect(approvalPolicyOn(known.service, day(date))).toBe(policy);
  });
});

describe('the provider’s approvals, from the first to the last day of any', () => {
  test.each<[string, KnownBooking['approvals'], string | undefined, string | null | undefined]>([
    ['one without an end', known.approvals, '2026-01-01', null],
    ['the later end', known.approvals.map((each) => ({ ...each, lastDay: each.lastDay ?? day('2026-12-31') })), '2026-01-01', '2026-12-31'],
    [
      'the earlier one ends later',
      known.approvals.toReversed().map((each) => ({ ...each, lastDay: each.lastDay ?? day('2026-05-31') })),
      '2026-01-01',
      '2026-05-31',
    ],
  ])('%s', (_, approvals, firstDay, lastDay) => {
    const { approval } = factsOf({ ...known, approvals }, june, false);
    expect([approval.firstDay.toString(), approval.lastDay?.toString() ?? null]).toEqual([firstDay, lastDay]);
  });

  test('without any, no day is within', () => {
    const visit = { start: at('2026-06-15T10:00'), end: at('2026-06-15T11:00') };
    const decision = recordVisit(factsOf({ ...known, approvals: [] }, june, false), visit, at('2026-06-15T12:00'));
    expect(decision).toMatchObject({ refusal: { code: 'OUTSIDE_VALIDITY', outside: 'APPROVAL' } });
  });
});

test('what was recorded before is a duplicate, and the booking begins on its first day without an end', () => {
  expect(factsOf(known, june, true)).toMatchObject({ isDuplicate: true, booking: { firstDay: known.firstDay } });
  expect(factsOf(known, june, true).booking.lastDay).toBeUndefined();
});
