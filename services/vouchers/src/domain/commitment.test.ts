/** Tests what an organiser commits for a year, and what becomes of it. */
import { expect, test } from 'vitest';
import { UNTIL_FURTHER_NOTICE } from '@seteli/kit/day';
import { bucketName, type Bucket, type Entitlement } from './bucket.ts';
import { commitmentsOf, type CommittedEntitlement } from './commitment.ts';
import { dearestPrices } from './listed-price.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const monthly: Entitlement = {
  id: 'e',
  kind: 'QUANTITY',
  unit: 'HOUR',
  steps: 600,
  recurrence: 'MONTH',
  periods: [],
  carryOver: false,
  batches: [],
};
const voucher: CommittedEntitlement['voucher'] = {
  serviceId: 's',
  state: 'ACTIVE',
  arrangementKind: 'VOUCHER',
  firstDay: day('2026-11-15'),
  lastDay: day('2027-01-31'),
  ownValue: null,
  ownValueChanges: [],
  contractPrices: new Map(),
};
const values = new Map([
  [
    'a',
    [
      { firstDay: day('2026-12-31'), valueCents: 3400n, coefficient: null },
      { firstDay: day('2026-01-01'), valueCents: 3200n, coefficient: null },
    ],
  ],
  ['b', [{ firstDay: day('2026-01-01'), valueCents: 3300n, coefficient: null }]],
]);
/** Two units ask a price for `a`. From December on, the dearer unit asks less, and no unit asks for `c`. */
const prices = dearestPrices([
  { unitId: 'u1', serviceId: 's', providerId: 'p', firstDay: day('2026-01-01'), prices: new Map([['a', 3500n]]) },
  {
    unitId: 'u2',
    serviceId: 's',
    providerId: 'p',
    firstDay: day('2026-01-01'),
    prices: new Map([
      ['a', 4000n],
      ['c', 9900n],
    ]),
  },
  { unitId: 'u2', serviceId: 's', providerId: 'p', firstDay: day('2026-12-01'), prices: new Map([['a', 3600n]]) },
]);
const purchased = { ...voucher, arrangementKind: 'PURCHASED' as const };
const ordered = { ...purchased, contractPrices: new Map([['a', 4100n]]) };
const left = (of: Record<string, number>) =>
  new Map(
    Object.entries(of).map(([period, remaining]): [string, Bucket] => [
      bucketName('e', period),
      { granted: 600, remaining, stepsPerUnit: 60 },
    ]),
  );
const used = [{ serviceId: 's', usedCents: 30_000n, outsideQuotaCents: 3_200n }];
const sums = (change: Partial<CommittedEntitlement>, buckets = left({}), year = 2026, today = '2026-12-01') => {
  const granted: CommittedEntitlement = { voucher, entitlement: monthly, contentIds: ['a'], tailDays: 30, ...change };
  const [sum] = commitmentsOf({ granted: [granted], used: [], values, prices, buckets }, year, day(today));
  return sum && [sum.grantedCents, sum.heldCents, sum.releasedCents];
};
const batches = [
  { id: 'x', firstDay: day('2026-12-01'), lastDay: day('2027-03-31') },
  { id: 'y', firstDay: day('2027-01-01'), lastDay: day('2027-03-31') },
];

test.each<[string, bigint[] | undefined, bigint[]]>([
  ['10 h in November at 32.00 and in December at the 34.00 of its last day', sums({}), [66_000n, 66_000n, 0n]],
  ['January belongs to the next year', sums({}, left({}), 2027), [34_000n, 34_000n, 0n]],
  [
    'a week belongs to the year of its first day within the voucher',
    sums({ entitlement: { ...monthly, recurrence: 'WEEK' } }, left({}), 2027),
    [136_000n, 136_000n, 0n],
  ],
  [
    'a grant of once belongs to the year of the first day',
    sums({ entitlement: { ...monthly, recurrence: 'ONCE' } }),
    [34_000n, 34_000n, 0n],
  ],
  ['a grant of once belongs to no other year', sums({ entitlement: { ...monthly, recurrence: 'ONCE' } }, left({}), 2027), [0n, 0n, 0n]],
  [
    'days of eight thousand years',
    sums({ voucher: { ...voucher, lastDay: day('9999-12-31') }, entitlement: { ...monthly, recurrence: 'DAY' } }, left({}), 2028),
    [12_444_000n, 12_444_000n, 0n],
  ],
  ['used hours are no longer held', sums({}, left({ '2026-11': 540 })), [66_000n, 62_800n, 0n]],
  ['the dearest of the contents that share a quantity counts', sums({ contentIds: ['a', 'b'] }), [67_000n, 67_000n, 0n]],
  ['the money is held on the last day of the tail', sums({}, left({}), 2026, '2027-03-02'), [66_000n, 66_000n, 0n]],
  ['R16: the money is released after the tail', sums({}, left({}), 2026, '2027-03-03'), [66_000n, 0n, 66_000n]],
  ['R31: the money of a declined voucher is released', sums({ voucher: { ...voucher, state: 'DECLINED' } }), [66_000n, 0n, 66_000n]],
  [
    'an own value counts instead',
    sums({ voucher: { ...voucher, ownValue: { basis: 'INDIVIDUAL', baseCents: null, contents: new Map([['a', 1_000n]]) } } }),
    [20_000n, 20_000n, 0n],
  ],
  ['an unlimited grant promises no sum', sums({ entitlement: { ...monthly, kind: 'UNLIMITED' } }), [0n, 0n, 0n]],
  [
    'batches as loaded, in the year of their first day',
    sums({ entitlement: { ...monthly, kind: 'BALANCE', batches } }, left({ x: 250, y: 600 })),
    [600n, 250n, 0n],
  ],
  ['a purchased service counts at the dearest list of each period', sums({ voucher: purchased }), [76_000n, 76_000n, 0n]],
  ['… and holds what is left at that price', sums({ voucher: purchased }, left({ '2026-11': 300 })), [76_000n, 56_000n, 0n]],
  ['… counts at the price of the order where it has one', sums({ voucher: ordered }), [82_000n, 82_000n, 0n]],
  ['… counts each content at its own price', sums({ voucher: ordered, contentIds: ['a', 'c'] }), [140_000n, 140_000n, 0n]],
  ['… counts for nothing where no unit asks for it any more', sums({ voucher: purchased, contentIds: ['c'] }), [99_000n, 99_000n, 0n]],
  ['price lists give a voucher no value', sums({ contentIds: ['c'] }), [0n, 0n, 0n]],
  [
    'a grant until further notice counts the periods of the asked year only',
    sums({ voucher: { ...voucher, lastDay: UNTIL_FURTHER_NOTICE } }, left({}), 2030),
    [408_000n, 408_000n, 0n],
  ],
  [
    '… counts a grant of once in its first year',
    sums({ voucher: { ...voucher, lastDay: UNTIL_FURTHER_NOTICE }, entitlement: { ...monthly, recurrence: 'ONCE' } }),
    [34_000n, 34_000n, 0n],
  ],
  [
    '… counts days as well',
    sums({ voucher: { ...voucher, lastDay: UNTIL_FURTHER_NOTICE }, entitlement: { ...monthly, recurrence: 'DAY' } }, left({}), 2028),
    [12_444_000n, 12_444_000n, 0n],
  ],
])('%s', (_, actual, expected) => expect(actual).toEqual(expected));

test('a service shows what visits used, also where nothing is promised', () =>
  expect(commitmentsOf({ granted: [], used, values, prices, buckets: left({}) }, 2026, day('2026-12-01'))).toEqual([
    { serviceId: 's', grantedCents: 0n, usedCents: 30_000n, outsideQuotaCents: 3_200n, heldCents: 0n, releasedCents: 0n },
  ]));
