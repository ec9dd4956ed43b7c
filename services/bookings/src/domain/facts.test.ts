import { describe, expect, test } from 'vitest';
import { dayOf } from '@seteli/kit/day';
import type { KnownVoucher } from './booking.ts';
import { ordinaryCalendar } from './calendar.ts';
import { at, band, byTimes, day } from './example-service.ts';
import { factsOf, inSuccession, ordersOf, versionOn, type KnownBooking, type ServiceVersion } from './facts.ts';
import { recordVisit } from './record.ts';
import type { Recorded } from './recorded.ts';
import type { ContentTerms } from './recording-facts.ts';

const hourly: ContentTerms = {
  unit: 'HOUR',
  kind: 'SERVICE',
  isBanded: true,
  isMultiWorker: false,
  isIncludedInPrice: false,
  maxStepsPerVisit: null,
  isFreeByLaw: false,
};
const version = (firstDay: string, lastDay: string | null, change: Partial<ServiceVersion> = {}): ServiceVersion => ({
  version: 1,
  firstDay: day(firstDay),
  lastDay: lastDay === null ? null : day(lastDay),
  contents: new Map([['a', hourly]]),
  bands: [band('a', ['WEEKDAY'], 0, 24)],
  approvalPolicy: 'AUTOMATIC_UNLESS_FLAGGED',
  maxVisitMinutes: 720,
  incrementMinutes: 1,
  tailDays: 30,
  hardLimitMonths: 3,
  samplePercent: 0,
  approvedEditable: true,
  prorationPolicy: 'CALENDAR_DAYS',
  cancellationTerms: null,
  ...change,
});
const known: KnownBooking = {
  firstDay: day('2026-02-01'),
  lastDay: null,
  successor: null,
  calendar: ordinaryCalendar,
  contentIds: ['a', 'b'],
  voucher: {
    id: 'v',
    organiserId: 'o',
    serviceId: 's',
    personId: 'p',
    contentIds: ['a', 'b', 'c'],
    firstDay: day('2026-01-01'),
    lastDay: day('2026-06-30'),
    state: 'ACTIVE',
    suspensions: [],
    predecessorId: null,
    contractPrices: new Map(),
    arrangementKind: 'VOUCHER',
  },
  service: {
    recordingCutOffDay: 3,
    versions: [
      version('2026-01-01', '2026-05-31'),
      version('2026-06-01', null, {
        contents: new Map(['a', 'b', 'c', 'd'].map((id) => [id, { ...hourly, isMultiWorker: true }])),
        approvalPolicy: 'ALWAYS_CHECKED',
        maxVisitMinutes: 60,
        incrementMinutes: 15,
        tailDays: 10,
        hardLimitMonths: 1,
        prorationPolicy: 'OPERATING_DAYS',
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
const fresh = { isDuplicate: false, isCorrection: false, served: [] };

describe('what is known of each content', () => {
  const { contents } = factsOf(known, june, fresh);
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
    ['2026-05-31', 720, 1, 30, 3, 'CALENDAR_DAYS', false, 'AUTOMATIC_UNLESS_FLAGGED'],
    ['2026-06-01', 60, 15, 10, 1, 'OPERATING_DAYS', true, 'ALWAYS_CHECKED'],
    ['2025-12-31', 720, 1, 30, 3, 'CALENDAR_DAYS', false, 'AUTOMATIC_UNLESS_FLAGGED'],
  ])('%s', (date, maxVisitMinutes, incrementMinutes, tailDays, hardLimitMonths, prorationPolicy, isMultiWorker, policy) => {
    const facts = factsOf(known, day(date), fresh);
    const lengths = { maxVisitMinutes, incrementMinutes, tailDays, hardLimitMonths, prorationPolicy };
    expect(facts.policy).toEqual({ ...lengths, cutOffDay: 3, cancellationTerms: null });
    expect(facts.contents.get('a')!.isMultiWorker).toBe(isMultiWorker);
    expect(versionOn(known.service, day(date)).approvalPolicy).toBe(policy);
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
    const { approval } = factsOf({ ...known, approvals }, june, fresh);
    expect([approval.firstDay.toString(), approval.lastDay?.toString() ?? null]).toEqual([firstDay, lastDay]);
  });

  test('without any, no day is within', () => {
    const visit = byTimes('2026-06-15T10:00', '2026-06-15T11:00');
    const decision = recordVisit(factsOf({ ...known, approvals: [] }, june, fresh), visit, at('2026-06-15T12:00'));
    expect(decision).toMatchObject({ refusal: { code: 'OUTSIDE_VALIDITY', details: { day: '2026-06-15', validity: 'APPROVAL' } } });
  });
});

test('a visit that stands already makes a duplicate, and the booking lasts from its first to its last day', () => {
  expect(factsOf(known, june, { ...fresh, isDuplicate: true })).toMatchObject({ isDuplicate: true, booking: { firstDay: known.firstDay } });
  expect(factsOf(known, june, fresh).booking.lastDay).toBeNull();
  expect(factsOf({ ...known, lastDay: june }, june, fresh).booking.lastDay).toBe(june);
});

describe('21: a visit that begins on the voucher’s last day reaches into the voucher that follows without a gap', () => {
  const next = (firstDay: string, change: Partial<KnownVoucher> = {}): KnownBooking => ({
    ...known,
    service: { recordingCutOffDay: 3, versions: [version('2026-01-01', null)] },
    approvals: [{ firstDay: day('2026-01-01'), lastDay: null, contentIds: ['a'] }],
    successor: { ...known.voucher, id: 'v2', firstDay: day(firstDay), lastDay: day('2027-06-30'), predecessorId: 'v', ...change },
  });
  const night = byTimes('2026-06-30T22:00', '2026-07-01T02:00');
  test.each<[string, KnownBooking, Recorded, string]>([
    ['without a gap', next('2026-07-01'), night, 'recorded'],
    ['with a gap', next('2026-07-02'), night, 'OUTSIDE_VALIDITY 2026-07-01'],
    ['without a successor', { ...next('2026-07-01'), successor: null }, night, 'OUTSIDE_VALIDITY 2026-07-01'],
    [
      'wholly on the second: there it has its own booking',
      next('2026-07-01'),
      byTimes('2026-07-01T00:00', '2026-07-01T02:00'),
      'OUTSIDE_VALIDITY 2026-07-01',
    ],
    [
      'suspended from its first day',
      next('2026-07-01', { suspensions: [{ firstDay: day('2026-07-01'), lastDay: null }] }),
      night,
      'OUTSIDE_VALIDITY 2026-07-01',
    ],
    ['declined', next('2026-07-01', { state: 'DECLINED' }), night, 'OUTSIDE_VALIDITY 2026-07-01'],
    ['that does not grant the content', next('2026-07-01', { contentIds: ['b'] }), night, 'OUTSIDE_VALIDITY 2026-07-01'],
  ])('%s', (_, booked, recorded, expected) => {
    const decision = recordVisit(factsOf(booked, dayOf(recorded.startsAt), fresh), recorded, at('2026-07-02T12:00'));
    expect(decision.accepted ? 'recorded' : `${decision.refusal.code} ${decision.refusal.details?.day}`).toBe(expected);
  });
});

describe('the voucher’s state', () => {
  const suspensions = [{ firstDay: day('2026-06-10'), lastDay: day('2026-06-20') }];
  const on = (date: string, change: Partial<KnownVoucher>) => {
    const facts = factsOf({ ...known, voucher: { ...known.voucher, ...change } }, day(date), fresh);
    const decision = recordVisit(facts, byTimes(`${date}T10:00`, `${date}T11:00`), at('2026-06-30T12:00'));
    return decision.accepted ? 'recorded' : decision.refusal.code;
  };
  test.each<[string, string, Partial<KnownVoucher>, string]>([
    ['the day before a suspension', '2026-06-09', { suspensions }, 'recorded'],
    ['its first day', '2026-06-10', { suspensions }, 'OUTSIDE_VALIDITY'],
    ['its last day', '2026-06-19', { suspensions }, 'OUTSIDE_VALIDITY'],
    ['the day after it', '2026-06-22', { suspensions }, 'recorded'],
    ['R31: declined', '2026-06-09', { state: 'DECLINED' }, 'OUTSIDE_VALIDITY'],
    ['ended later', '2026-06-09', { state: 'ENDED' }, 'recorded'],
  ])('%s', (_, date, change, expected) => expect(on(date, change)).toBe(expected));
});

describe('versions follow each other', () => {
  const spans = (...firstDays: [number, string][]) =>
    inSuccession(firstDays.map(([number, firstDay]) => version(firstDay, null, { version: number }))).map(
      ({ version: number, firstDay, lastDay }) => `${number}: ${firstDay}..${lastDay ?? ''}`,
    );
  test('each until the day before the next', () =>
    expect(spans([1, '2026-01-01'], [2, '2026-06-01'])).toEqual(['1: 2026-01-01..2026-05-31', '2: 2026-06-01..']));
  test('14: of several from one day on the last, which corrects the others', () =>
    expect(spans([1, '2026-01-01'], [3, '2026-01-01'], [2, '2026-06-01'])).toEqual(['3: 2026-01-01..2026-05-31', '2: 2026-06-01..']));
});

test('30: an order’s prices hold until the day before the one that follows, and without one for ever', () => {
  const contractPrices = new Map([['a', 17_500n]]);
  const voucher = { ...known.voucher, contractPrices };
  expect(ordersOf({ voucher, successor: null })).toMatchObject([{ firstDay: day('2026-01-01'), lastDay: null, contractPrices }]);
  const successor = { ...known.voucher, firstDay: day('2026-07-01'), contractPrices: new Map() };
  expect(ordersOf({ voucher, successor }).map(({ firstDay, lastDay }) => `${firstDay}/${lastDay}`)).toEqual([
    '2026-01-01/2026-06-30',
    '2026-07-01/null',
  ]);
});
