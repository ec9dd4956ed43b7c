/** What a list changes, compared with the unit's earlier prices and by the values of its first day. */
import { expect, test } from 'vitest';
import type { PriceFacts } from './price-list.ts';
import { previewPrices } from './price-preview.ts';

const today = Temporal.PlainDate.from('2026-06-16');
const facts: PriceFacts = {
  service: {
    arrangementKind: 'VOUCHER',
    priceNoticeDays: 30,
    contents: new Map([
      ['free', { deductibleAllowed: false }],
      ['shared', { deductibleAllowed: true }],
      ['cheap', { deductibleAllowed: true }],
      ['valueless', { deductibleAllowed: true }],
    ]),
  },
  approved: new Set(),
  values: new Map([
    ['free', 2100n],
    ['shared', 3200n],
    ['cheap', 3200n],
  ]),
  asked: new Map([
    ['shared', 3850n],
    ['cheap', 3000n],
    ['before', 900n],
  ]),
  inForce: ['shared', 'cheap'],
  isDayTaken: false,
};
const changes = (prices: Record<string, bigint>, change: Partial<PriceFacts> = {}) =>
  previewPrices(
    { ...facts, ...change },
    Object.entries(prices).map(([contentId, priceCents]) => ({ contentId, priceCents })),
    today,
  ).changes.map(({ contentId, oldPriceCents, newPriceCents, oldShareCents, newShareCents }) => [
    contentId,
    oldPriceCents,
    newPriceCents,
    oldShareCents,
    newShareCents,
  ]);
const purchased = { service: { ...facts.service!, arrangementKind: 'PURCHASED' as const } };

test.each<[string, unknown, unknown]>([
  [
    'a rise is the client’s',
    changes({ shared: 4000n, cheap: 3000n }),
    [
      ['shared', 3850n, 4000n, 650n, 800n],
      ['cheap', 3000n, 3000n, 0n, 0n],
    ],
  ],
  ['below the value it is the organiser’s', changes({ shared: 3850n, cheap: 3300n })[1 as never], ['cheap', 3000n, 3300n, 0n, 100n]],
  [
    'a price that the list leaves out has no new price',
    changes({ shared: 3850n }),
    [
      ['shared', 3850n, 3850n, 650n, 650n],
      ['cheap', 3000n, null, 0n, null],
    ],
  ],
  ['a first price', changes({ free: 2100n }, { inForce: [] }), [['free', null, 2100n, null, 0n]]],
  ['without a value nobody knows', changes({ valueless: 100n }, { inForce: [] }), [['valueless', null, 100n, null, null]]],
  [
    'a purchased service costs the client nothing',
    changes({ valueless: 100n }, { ...purchased, inForce: [] }),
    [['valueless', null, 100n, null, 0n]],
  ],
  [
    'a service that does not hold on the first day',
    changes({ shared: 100n }, { service: null, inForce: [] }),
    [['shared', 3850n, 100n, null, null]],
  ],
])('%s', (_, actual, expected) => expect(actual).toEqual(expected));

test('a rise may begin once the notice has passed', () => {
  expect(`${previewPrices(facts, [], today).earliestRise}`).toBe('2026-07-16');
  expect(previewPrices({ ...facts, service: null }, [], today).earliestRise).toBeNull();
});
