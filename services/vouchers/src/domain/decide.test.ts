/**
 * Tests whether one visit is taken, and who pays it: successors, suspensions, cancellations, arrangements, extra
 * service, balances, tax.
 */
import { describe, expect, test } from 'vitest';
import { bucketName, type Bucket } from './bucket.ts';
import { decide, type RecordedVisit } from './decide.ts';
import type { KnownVoucher } from './succession.ts';
import { answer, buckets, content, day, entitlement, facts, piece, visit, voucher, type DecisionFacts } from './testing/visits.ts';

const made = ['9625 8000 1625 0'];

describe('days on which a voucher may not be used', () => {
  const suspended = (firstDay: string, lastDay: string | null) => ({
    suspensions: [{ firstDay: day(firstDay), lastDay: lastDay === null ? null : day(lastDay) }],
  });
  const ranges = (firstDay: string, lastDay: string) => ({
    entitlements: new Map([
      ['a', entitlement('e', { recurrence: 'PERIOD', periods: [{ firstDay: day(firstDay), lastDay: day(lastDay) }] })],
    ]),
  });
  test.each<[string, Partial<KnownVoucher>, string | string[]]>([
    ['20: a suspension that begins the day after', suspended('2026-06-16', null), made],
    ['20: the first day of a suspension', suspended('2026-06-15', null), 'OUTSIDE_VALIDITY 2026-06-15'],
    ['20: the last day of a suspension', suspended('2026-06-10', '2026-06-15'), 'OUTSIDE_VALIDITY 2026-06-15'],
    ['20: the day after a suspension', suspended('2026-06-10', '2026-06-14'), made],
    ['R16: the last day', { lastDay: day('2026-06-15') }, made],
    ['R16: the day after it', { lastDay: day('2026-06-14') }, 'OUTSIDE_VALIDITY 2026-06-15'],
    ['R31: declined', { state: 'DECLINED' }, 'OUTSIDE_VALIDITY 2026-06-15'],
    ['a revoked voucher on a day that is still paid', { state: 'REVOKED' }, made],
    ['26: between the ranges of the grant', ranges('2026-06-16', '2026-06-30'), 'OUTSIDE_VALIDITY 2026-06-15'],
    ['26: on the first day of a range', ranges('2026-06-15', '2026-06-30'), made],
  ])('%s', (_, change, expected) =>
    expect(
      answer(facts({ vouchers: [voucher(change)], buckets: buckets({ 'e 2026-06': 600, 'e 2026-06-15/2026-06-30': 600 }) }), visit()),
    ).toEqual(expected),
  );
});

describe('21: a visit over midnight on which one voucher follows another', () => {
  const second = voucher({
    id: 'w',
    predecessorId: 'v',
    firstDay: day('2026-07-01'),
    lastDay: day('2026-12-31'),
    entitlements: new Map([['a', entitlement('f')]]),
  });
  const night = visit({ pieces: [piece('2026-06-30', 120), piece('2026-07-01', 120)] });
  const left = buckets({ 'e 2026-06': 120, 'f 2026-07': 120 });
  const onBoth = ['7700 6400 1300 0', '7700 6400 1300 0'];
  test.each<[string, KnownVoucher[], RecordedVisit, Record<string, Bucket>, string | string[]]>([
    ['each piece draws from the voucher of its day', [voucher(), second], night, {}, onBoth],
    ['each piece does so also when the second voucher is named', [voucher(), second], { ...night, voucherId: 'w' }, {}, onBoth],
    [
      'a visit wholly on the days of the second',
      [voucher(), second],
      visit({ pieces: [piece('2026-07-01', 60)] }),
      {},
      ['3850 3200 650 0'],
    ],
    ['a gap of a day', [voucher(), { ...second, firstDay: day('2026-07-02') }], night, {}, 'OUTSIDE_VALIDITY 2026-07-01'],
    ['no successor', [voucher()], night, {}, 'OUTSIDE_VALIDITY 2026-07-01'],
    ['a voucher that follows nothing', [voucher(), { ...second, predecessorId: null }], night, {}, 'OUTSIDE_VALIDITY 2026-07-01'],
    ['the second does not grant the content', [voucher(), { ...second, entitlements: new Map() }], night, {}, 'CONTENT_NOT_GRANTED'],
    [
      'the second has too little',
      [voucher(), second],
      night,
      { 'f 2026-07': { granted: 600, remaining: 119, stepsPerUnit: 60 } },
      'QUOTA_EXCEEDED 119',
    ],
    [
      'the first has too little',
      [voucher(), second],
      night,
      { 'e 2026-06': { granted: 600, remaining: 119, stepsPerUnit: 60 } },
      'QUOTA_EXCEEDED 119',
    ],
  ])('%s', (_, vouchers, asked, change, expected) =>
    expect(answer(facts({ vouchers, buckets: new Map([...left, ...Object.entries(change)]) }), asked)).toEqual(expected),
  );
});

describe('cancellations', () => {
  const hour = (cancellation: RecordedVisit['cancellation'], steps = 60) =>
    visit({ kind: 'CANCELLATION', cancellation, pieces: [piece('2026-06-15', steps)] });
  test.each<[string, RecordedVisit, number, string | string[], number]>([
    ['R14: the client pays, no quota', hour({ payer: 'CLIENT', consumesQuota: false }), 600, ['3850 0 3850 0'], 0],
    ['R14: both pay, and it takes its hour', hour({ payer: 'SPLIT', consumesQuota: true }), 600, ['3850 3200 650 0'], 60],
    ['29: the organiser pays its share', hour({ payer: 'ORGANISER', consumesQuota: true }), 600, ['3850 3200 0 650'], 60],
    ['55: it stands outside all quantities', hour({ payer: 'SPLIT', consumesQuota: false }), 0, ['3850 3200 650 0'], 0],
    ['29: a cancellation that takes quota fits exactly', hour({ payer: 'SPLIT', consumesQuota: true }), 60, ['3850 3200 650 0'], 60],
    ['29: a minute too much', hour({ payer: 'SPLIT', consumesQuota: true }, 61), 60, 'QUOTA_EXCEEDED 60', 0],
    [
      '29: it is never extra service',
      { ...hour({ payer: 'SPLIT', consumesQuota: true }, 61), extraServiceAccepted: true },
      60,
      'QUOTA_EXCEEDED 60',
      0,
    ],
  ])('%s', (_, asked, remaining, expected, drawn) => {
    const known = facts({ buckets: buckets({ 'e 2026-06': remaining }), content: { extraServiceAllowed: true } });
    expect(answer(known, asked)).toEqual(expected);
    const decision = decide(known, [], asked);
    expect(decision.accepted ? decision.value.draws.reduce((sum, { steps }) => sum + steps, 0) : 0).toBe(drawn);
  });
});

describe('how a service is arranged', () => {
  const days = [piece('2026-06-15', 1_000, { unit: 'DAY', unitPriceCents: 17_500n })];
  const purchased = voucher({ arrangementKind: 'PURCHASED', entitlements: new Map([['a', entitlement('e', { unit: 'DAY' })]]) });
  test.each<[string, KnownVoucher, Partial<Omit<DecisionFacts, 'vouchers'>>, string | string[]]>([
    ['R29: purchased, the organiser pays the contract price, without any value', purchased, { values: new Map() }, ['17500 17500 0 0']],
    ['30: no value limits a purchased service', purchased, {}, ['17500 17500 0 0']],
    ['31: a permission is paid as a voucher', { ...purchased, arrangementKind: 'PERMISSION' }, {}, ['17500 3200 14300 0']],
    ['31: without a value nothing is known', { ...purchased, arrangementKind: 'PERMISSION' }, { values: new Map() }, 'NOT_YET_KNOWN'],
  ])('%s', (_, granted, change, expected) =>
    expect(
      answer(facts({ vouchers: [granted], buckets: buckets({ 'e 2026-06': 5_000 }, 1_000), ...change }), visit({ pieces: days })),
    ).toEqual(expected),
  );
});

test('30: the organiser pays for a cancelled purchased service, whomever its terms name', () => {
  const purchased = facts({ vouchers: [voucher({ arrangementKind: 'PURCHASED' })] });
  expect(answer(purchased, visit({ kind: 'CANCELLATION', cancellation: { payer: 'CLIENT', consumesQuota: true } }))).toEqual([
    '9625 9625 0 0',
  ]);
});

describe('extra service', () => {
  const wide = { content: { extraServiceAllowed: true }, buckets: buckets({ 'e 2026-06': 45 }) };
  const twoHours = visit({ pieces: [piece('2026-06-15', 120)], extraServiceAccepted: true });
  test.each<[string, DecisionFacts, RecordedVisit, string | string[]]>([
    ['R8, 47: 0.75 h covered, the rest at list price, 77.00 in all', facts(wide), twoHours, ['2888 2400 488 0', '4812 0 4812 0']],
    ['1: the client has not accepted', facts(wide), { ...twoHours, extraServiceAccepted: false }, 'QUOTA_EXCEEDED 45'],
    ['4: the content does not allow it', facts({ ...wide, content: {} }), twoHours, 'QUOTA_EXCEEDED 45'],
    [
      '30: the client of a purchased service buys nothing beyond the order',
      facts({ ...wide, vouchers: [voucher({ arrangementKind: 'PURCHASED' })] }),
      twoHours,
      'QUOTA_EXCEEDED 45',
    ],
    ['1: nothing is covered', facts({ ...wide, buckets: buckets({ 'e 2026-06': 0 }) }), twoHours, 'QUOTA_EXCEEDED 0'],
    [
      '1, 39: for two workers the 22 minutes that both serve',
      facts(wide),
      { ...twoHours, workers: 2 },
      ['2823 2347 476 0', '4877 0 4877 0'],
    ],
  ])('%s', (_, known, asked, expected) => expect(answer(known, asked)).toEqual(expected));
});

describe('a balance', () => {
  const balance = (lastDay = '2026-06-30') =>
    voucher({
      entitlements: new Map([
        [
          'a',
          entitlement('m', {
            kind: 'BALANCE',
            unit: 'EURO',
            steps: 0,
            batches: [{ id: 'first', firstDay: day('2026-01-01'), lastDay: day(lastDay) }],
          }),
        ],
      ]),
    });
  const hours = (steps: number) => visit({ pieces: [piece('2026-06-15', steps, { unitPriceCents: 10_000n })] });
  const of = (cents: number, change: Parameters<typeof facts>[0] = {}) =>
    facts({ vouchers: [balance()], buckets: buckets({ [bucketName('m', 'first')]: cents }, 100), values: new Map(), ...change });
  test.each<[string, DecisionFacts, RecordedVisit, string | string[]]>([
    ['R15: the balance pays what is left, the client the rest', of(12_000), hours(120), ['20000 12000 8000 0']],
    ['10: a value limits what the balance pays', of(50_000, { values: facts().values }), hours(120), ['20000 6400 13600 0']],
    ['10: a balance of exactly zero', of(0), hours(120), ['20000 0 20000 0']],
    ['10: a balance of exactly what the visit takes', of(20_000), hours(120), ['20000 20000 0 0']],
    ['4: free by law and a cent short', of(19_999, { content: { deductibleAllowed: false } }), hours(120), 'BALANCE_EXCEEDED 19999'],
    ['4: free by law and enough', of(20_000, { content: { deductibleAllowed: false } }), hours(120), ['20000 20000 0 0']],
    [
      '29: a cancellation that the organiser pays costs the client nothing, however little is left',
      of(5_000),
      { ...hours(60), kind: 'CANCELLATION', cancellation: { payer: 'ORGANISER', consumesQuota: true } },
      ['10000 5000 0 5000'],
    ],
    [
      '55: a cancellation that spares the quota takes nothing from the balance',
      of(0),
      { ...hours(60), kind: 'CANCELLATION', cancellation: { payer: 'SPLIT', consumesQuota: false } },
      ['10000 10000 0 0'],
    ],
    ['10: a batch on its last day', of(20_000, { vouchers: [balance('2026-06-15')] }), hours(60), ['10000 10000 0 0']],
    ['10: a batch that has expired', of(20_000, { vouchers: [balance('2026-06-14')] }), hours(60), ['10000 0 10000 0']],
  ])('%s', (_, known, asked, expected) => expect(answer(known, asked)).toEqual(expected));
});

describe('which version of a service decides', () => {
  const versions = [
    content({ version: 3, deductibleAllowed: false }),
    content({ version: 2 }),
    content({ version: 1, firstDay: day('2019-01-01') }),
  ];
  const known = facts({ contents: new Map([['a', versions]]) });
  test.each<[string, number | null, string | string[]]>([
    ['the newest decides where bookings named none', null, ['8000 8000 0 0']],
    ['the newest decides a visit that bookings decided by it', 3, ['8000 8000 0 0']],
    ['no version later than that of bookings decides', 2, ['9625 8000 1625 0']],
    ['an older version still decides a visit that bookings decided by it', 1, ['9625 8000 1625 0']],
    ['without a version as old as that of bookings there is no answer yet', 0, 'NOT_YET_KNOWN'],
  ])('%s', (_, serviceVersion, expected) => {
    expect(answer(known, visit({ serviceVersion }))).toEqual(expected);
  });
});

test('R24: the content’s treatment on the day sets the tax', () => {
  const decision = decide(facts({ content: { vatTreatment: 'STANDARD' } }), [], visit());
  expect(decision).toMatchObject({ value: { lines: [{ vatPermille: 255, totalVatCents: 1956n, organiserVatCents: 1625n }] } });
});

test('the decision keeps each piece with the table of its value', () => {
  const decision = decide(facts(), [], visit());
  expect(decision).toMatchObject({ value: { pieces: [{ source: 'e 2026-06', unitValueCents: 3200n, valueSince: day('2020-01-01') }] } });
});

describe('a refusal says what stands in the way', () => {
  const half = { firstDay: day('2026-06-10'), lastDay: day('2026-06-20') };
  const told = { firstDay: '2026-06-10', lastDay: '2026-06-20' };
  const present = { startsAt: visit().start, endsAt: visit().end, occupiesTime: true, days: [], visitId: 'y' };
  const days = visit({ timed: false, pieces: [piece('2026-06-15', 1000, { unit: 'DAY' })] });
  const hold = { firstDay: day('2026-06-15'), lastDay: day('2026-06-15'), contentId: 'a', serviceId: 's', isAbsence: false };
  test.each<[string, Parameters<typeof facts>[0], Parameters<typeof decide>[2], Parameters<typeof decide>[1], string, unknown]>([
    [
      'the suspension',
      { vouchers: [voucher({ suspensions: [half] })] },
      visit(),
      [],
      'OUTSIDE_VALIDITY',
      { day: '2026-06-15', validity: 'SUSPENSION', ...told },
    ],
    [
      'the days of the voucher',
      { vouchers: [voucher({ firstDay: day('2026-05-01'), lastDay: day('2026-06-14') })] },
      visit(),
      [],
      'OUTSIDE_VALIDITY',
      { day: '2026-06-15', validity: 'VOUCHER', firstDay: '2026-05-01', lastDay: '2026-06-14' },
    ],
    [
      'the content that is not granted',
      {},
      visit({ pieces: [piece('2026-06-15', 60, { contentId: 'b' })] }),
      [],
      'CONTENT_NOT_GRANTED',
      { contentId: 'b' },
    ],
    ['the visit at that time', {}, visit(), [present], 'OVERLAP', { visitId: 'y' }],
    ['the visit of that day', {}, days, [{ ...present, occupiesTime: false, days: [hold] }], 'DAY_ALREADY_RECORDED', { visitId: 'y' }],
  ])('%s', (_, known, asked, others, code, details) => {
    const decision = decide(facts(known), others, asked);
    expect(decision).toEqual({ accepted: false, refusal: { code, details } });
  });
});
