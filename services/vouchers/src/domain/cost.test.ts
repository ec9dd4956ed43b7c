/** Tests what a voucher costs its organiser and its client at most. */
import { expect, test } from 'vitest';
import { UNTIL_FURTHER_NOTICE } from '@seteli/kit/day';
import { costOf, type CostedEntitlement, type CostedVoucher, type CostFacts } from './cost.ts';
import { pricesOn } from './listed-price.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const days = (first: string, last: string) => ({ firstDay: day(first), lastDay: day(last) });
/** Ten hours a month. */
const monthly: CostedEntitlement = {
  kind: 'QUANTITY',
  unit: 'HOUR',
  steps: 600,
  recurrence: 'MONTH',
  periods: [],
  carryOver: false,
  batches: [],
  contentIds: ['a'],
};
const balance: CostedEntitlement = { ...monthly, kind: 'BALANCE', unit: 'EURO', steps: 0, recurrence: 'ONCE', contentIds: ['e'] };
const batch = (euros: bigint, first: string, last: string) => ({ amountCents: euros * 100n, ...days(first, last) });
const voucher: CostedVoucher = {
  serviceId: 's',
  state: 'ACTIVE',
  arrangementKind: 'VOUCHER',
  ...days('2026-11-15', '2027-01-31'),
  suspensions: [],
  ownValue: null,
  ownValueChanges: [],
  contractPrices: new Map(),
};
const value = (first: string, valueCents: bigint) => ({ firstDay: day(first), valueCents, coefficient: null });
const content = (id: string, deductibleAllowed = true) => ({
  id,
  unit: 'HOUR' as const,
  versions: [{ firstDay: day('2026-01-01'), deductibleAllowed }],
});
const facts: CostFacts = {
  contents: [content('a'), content('b', false), content('e')],
  known: {
    values: new Map([
      ['a', [value('2026-12-31', 3400n), value('2026-01-01', 3200n)]],
      ['b', [value('2026-01-01', 3300n)]],
    ]),
    prices: new Map([['a', [value('2026-01-01', 4000n)]]]),
  },
  listed: new Map([
    ['a', [3850n, 3000n, 4001n]],
    ['b', [9900n]],
    ['e', [5000n]],
  ]),
  from: day('2026-11-15'),
  day: day('2026-11-15'),
};
const cost = (entitlements: readonly CostedEntitlement[], change: Partial<CostedVoucher> = {}, known = facts) =>
  costOf({ ...voucher, ...change }, entitlements, known);
/** November, December, January, the dearest of them, and the term. */
const sums = (each: Partial<CostedEntitlement>, change: Partial<CostedVoucher> = {}) => {
  const { months, mostCents, termCents } = cost([{ ...monthly, ...each }], change);
  return [...months.map((month) => month.mostCents), mostCents, termCents];
};

test.each<[string, (bigint | null)[], (bigint | null)[]]>([
  ['a part of a month has the whole quantity, at the dearest value of its days', sums({}), [32_000n, 34_000n, 34_000n, 34_000n, 100_000n]],
  [
    'the dearest of the contents that share a quantity counts',
    sums({ contentIds: ['a', 'b'] }),
    [33_000n, 34_000n, 34_000n, 34_000n, 101_000n],
  ],
  ['a grant of once may be used in any month', sums({ recurrence: 'ONCE' }), [32_000n, 34_000n, 34_000n, 34_000n, 34_000n]],
  ['a month may also use what the month before left', sums({ carryOver: true }), [32_000n, 68_000n, 68_000n, 68_000n, 100_000n]],
  // The week of 30 November touches two months. So does the week at the turn of the year, which begins at the old
  // value.
  [
    'each month that a week touches may use the whole week',
    sums({ recurrence: 'WEEK' }),
    [128_000n, 162_000n, 170_000n, 170_000n, 394_000n],
  ],
  [
    'suspended days cost nothing, and the rest of a month costs the whole month',
    sums({}, { suspensions: [{ id: 'x', ...days('2026-11-20', '2026-12-31') }] }),
    [32_000n, 0n, 34_000n, 34_000n, 66_000n],
  ],
  ['a voucher until further notice has no sum of its term', sums({}, { lastDay: UNTIL_FURTHER_NOTICE }).slice(-2), [34_000n, null]],
  [
    'a purchased service costs the dearest list',
    sums({}, { arrangementKind: 'PURCHASED' }),
    [40_000n, 40_000n, 40_000n, 40_000n, 120_000n],
  ],
  [
    'a purchased service costs the price of its own order, where it has one',
    sums({}, { arrangementKind: 'PURCHASED', contractPrices: new Map([['a', 4100n]]) }),
    [41_000n, 41_000n, 41_000n, 41_000n, 123_000n],
  ],
  [
    'a balance may be used while its batches are valid',
    sums({ ...balance, batches: [batch(100n, '2026-11-15', '2026-12-31'), batch(50n, '2026-12-01', '2027-02-28')] }),
    [10_000n, 15_000n, 5_000n, 15_000n, 15_000n],
  ],
  ['a voucher that ends before it begins costs nothing', sums({}, { lastDay: day('2026-11-14') }), [0n, 0n]],
])('%s', (_, actual, expected) => expect(actual).toEqual(expected));

test('an unlimited entitlement is part of no sum, and the answer says so', () => {
  const { mostCents, hasUnlimited, entitlements } = cost([monthly, { ...monthly, kind: 'UNLIMITED', contentIds: ['b'] }]);
  expect([mostCents, hasUnlimited]).toEqual([34_000n, true]);
  expect(entitlements.map(({ mostCents: month, termCents }) => [month, termCents])).toEqual([
    [34_000n, 100_000n],
    [null, null],
  ]);
});

test('the months of a change begin with this month, and are 24 at most', () => {
  const from = { ...facts, from: day('2027-03-01') };
  const { months } = cost([monthly], { lastDay: UNTIL_FURTHER_NOTICE }, from);
  expect([months.length, `${months[0]!.month}`]).toEqual([24, '2027-03']);
});

test('the client’s share at the cheapest, average and dearest price', () => {
  const [share, ...others] = cost([monthly]).shares;
  expect(others).toEqual([]);
  expect(share).toEqual({
    contentId: 'a',
    units: 3,
    cheapest: { priceCents: 3000n, unitShareCents: 0n, monthShareCents: 0n },
    average: { priceCents: 3617n, unitShareCents: 417n, monthShareCents: 4170n },
    dearest: { priceCents: 4001n, unitShareCents: 801n, monthShareCents: 8010n },
  });
});

const at = (entitlement: Partial<CostedEntitlement>, change: Partial<CostedVoucher> = {}) =>
  cost([{ ...monthly, ...entitlement }], change).shares.map(({ dearest }) => [dearest.unitShareCents, dearest.monthShareCents]);
test.each<[string, unknown, unknown]>([
  ['free by law', at({ contentIds: ['b'] }), [[0n, 0n]]],
  ['paid from a balance, as long as it lasts', at({ ...balance }), [[0n, null]]],
  ['without a limit', at({ kind: 'UNLIMITED' }), [[801n, null]]],
  ['of a purchased service', at({}, { arrangementKind: 'PURCHASED' }), []],
  ['without a price', at({ contentIds: ['c'] }), []],
])('the client’s share of a content that is %s', (_, actual, expected) => expect(actual).toEqual(expected));

test('only prices of approved providers count, each unit’s newest that has begun', () => {
  const list = (unitId: string, providerId: string, first: string, cents: bigint) => ({
    unitId,
    providerId,
    serviceId: 's',
    firstDay: day(first),
    prices: new Map([['a', cents]]),
  });
  const lists = [
    list('u1', 'p', '2026-01-01', 3000n),
    list('u1', 'p', '2026-06-01', 3100n),
    list('u1', 'p', '2027-01-01', 9999n),
    list('u2', 'withdrawn', '2026-01-01', 9999n),
    list('u3', 'other', '2026-01-01', 3300n),
  ];
  const approval = (firstDay: string, lastDay: string | null) => ({
    contentIds: ['a'],
    firstDay: day(firstDay),
    lastDay: lastDay && day(lastDay),
  });
  const approvals = new Map([
    ['p', [approval('2026-01-01', null)]],
    ['other', [approval('2026-01-01', null)]],
    ['withdrawn', [approval('2026-01-01', '2026-06-30')]],
  ]) as Parameters<typeof pricesOn>[1];
  expect(pricesOn(lists, approvals, day('2026-11-15'))).toEqual(new Map([['a', [3100n, 3300n]]]));
});
