import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from './example-service.ts';
import { datePrices, priceOn, pricesBefore, totalsOf, withOrders, withoutCorrected, type DatedPrice } from './price.ts';

const piece = (steps: number, unitPriceCents: bigint, contentId = 'a', stepsPerUnit = 60) => ({
  contentId,
  steps,
  stepsPerUnit,
  unitPriceCents,
});
const totals = (pieces: readonly ReturnType<typeof piece>[]) =>
  totalsOf(
    pieces,
    pieces.map(({ unitPriceCents }) => unitPriceCents),
  );

describe('totals are cumulative over pieces of one content and price', () => {
  test.each([
    ['R1: 2.5 h', [piece(150, 3850n)], [9625n]],
    ['R2: two bands', [piece(90, 3850n), piece(60, 4400n, 'b')], [5775n, 4400n]],
    ['R21: 17 minutes', [piece(17, 3850n)], [1091n]],
    ['43: 45 + 45 minutes', [piece(45, 3850n), piece(45, 3850n)], [2888n, 2887n]],
    ['43: three pieces', [piece(45, 3850n), piece(45, 3850n), piece(45, 3850n)], [2888n, 2887n, 2888n]],
    ['R8: 0.75 h + 1.25 h', [piece(45, 3850n), piece(75, 3850n)], [2888n, 4812n]],
    ['44: 3 + 1 minutes', [piece(3, 3850n), piece(1, 3850n)], [193n, 64n]],
    ['nothing passes to another content', [piece(45, 3850n, 'a'), piece(45, 3850n, 'b')], [2888n, 2888n]],
    ['nothing passes to another price', [piece(45, 3850n), piece(45, 3851n)], [2888n, 2888n]],
    ['40: 2 and 5 of 7 days', [piece(2, 440n, 'a', 7), piece(5, 440n, 'a', 7)], [126n, 314n]],
    ['40: months of different lengths add up exactly', [piece(20, 6390n, 'a', 30), piece(31, 6390n, 'a', 31)], [4260n, 6390n]],
    ['a third and two thirds of months are a whole', [piece(10, 6391n, 'a', 30), piece(62, 6391n, 'a', 93)], [2130n, 4261n]],
    ['another piece between does not matter', [piece(45, 3850n), piece(60, 4400n, 'b'), piece(45, 3850n)], [2888n, 4400n, 2887n]],
  ])('%s', (_name, pieces, expected) => expect(totals(pieces)).toEqual(expected));

  test('they add up to the price of the whole, half up, and none is negative', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.constantFrom(3850n, 2917n, 1n, 10001n))), (drawn) => {
        const pieces = drawn.map(([minutes, price]) => piece(minutes, price));
        const cents = totals(pieces);
        expect(cents.every((total) => total >= 0n)).toBe(true);
        for (const price of new Set(drawn.map((each) => each[1]))) {
          let minutes = 0n;
          let sum = 0n;
          for (const [index, each] of pieces.entries()) {
            if (each.unitPriceCents !== price) continue;
            minutes += BigInt(each.steps);
            sum += cents[index]!;
          }
          expect(sum).toBe((price * minutes + 30n) / 60n);
        }
      }),
    ));
});

describe('the price of a day', () => {
  const prices: readonly DatedPrice[] = [
    { firstDay: day('2026-06-01'), lastDay: day('2026-08-31'), unitPriceCents: 4400n },
    { firstDay: day('2026-01-01'), unitPriceCents: 3850n },
  ];
  test.each([
    ['2025-12-31', undefined],
    ['2026-01-01', 3850n],
    ['2026-05-31', 3850n],
    ['2026-06-01', 4400n],
    ['2026-08-31', 4400n],
    ['2026-09-01', 3850n],
  ])('of %s, in whatever order prices are known', (date, expected) => {
    expect(priceOn(prices, day(date))?.unitPriceCents).toBe(expected);
    expect(priceOn(prices.toReversed(), day(date))?.unitPriceCents).toBe(expected);
  });
});

describe('a price list holds until the unit’s next one for the service', () => {
  const listed = (serviceId: string, contentId: string, firstDay: string, unitPriceCents: bigint) => ({
    serviceId,
    contentId,
    firstDay: day(firstDay),
    unitPriceCents,
  });
  const lists = [
    listed('s', 'a', '2026-06-01', 4000n),
    listed('s', 'a', '2026-01-01', 3850n),
    listed('s', 'b', '2026-01-01', 4400n),
    listed('t', 'c', '2026-03-01', 100n),
  ];
  const prices = datePrices(lists, 's');
  test.each([
    ['a', '2025-12-31', undefined],
    ['a', '2026-01-01', 3850n],
    ['a', '2026-05-31', 3850n],
    ['a', '2026-06-01', 4000n],
    ['b', '2026-05-31', 4400n],
    // The list of June leaves it out.
    ['b', '2026-06-01', undefined],
    ['c', '2026-06-01', undefined],
  ])('%s on %s', (contentId, date, expected) => expect(priceOn(prices.get(contentId) ?? [], day(date))?.unitPriceCents).toBe(expected));
});

test('14: prices as they were before the newest lists of a day, one list less each time', () => {
  const listed = (firstDay: string, unitPriceCents: bigint, serviceId = 's') => ({
    serviceId,
    contentId: 'a',
    firstDay: day(firstDay),
    unitPriceCents,
  });
  const lists = [listed('2026-01-01', 3850n), listed('2026-06-01', 3600n), listed('2026-07-01', 3500n), listed('2026-05-01', 1n, 'other')];
  const on = (asked: string) =>
    pricesBefore(lists, 's', day(asked)).map((prices) => priceOn(prices.get('a') ?? [], day(asked))?.unitPriceCents);
  expect(on('2026-05-31')).toEqual([3850n]);
  expect(on('2026-06-01')).toEqual([3600n, 3850n]);
  expect(on('2026-07-01')).toEqual([3500n, 3600n, 3850n]);
  expect(on('2025-12-31')).toEqual([]);
});

test('14: prices as they were before a list replaced another of its day, which it corrects as a whole', () => {
  const of = (contentId: string, unitPriceCents: bigint, correction = 0) => ({
    serviceId: 's',
    contentId,
    firstDay: day('2026-06-01'),
    unitPriceCents,
    correction,
  });
  const listed = [of('a', 3850n), of('b', 4400n), of('a', 4000n, 1)];
  expect(withoutCorrected(listed)).toEqual([of('a', 4000n, 1)]);
  const shown = pricesBefore(listed, 's', day('2026-06-10')).map((prices) =>
    [...prices].map(([id, [price]]) => `${id} ${price!.unitPriceCents}`),
  );
  expect(shown).toEqual([['a 4000'], ['a 3850', 'b 4400']]);
});

describe('30: an order with a price of its own', () => {
  const list = new Map([
    [
      'day',
      [
        { firstDay: day('2026-01-01'), lastDay: day('2026-06-15'), unitPriceCents: 17_500n },
        { firstDay: day('2026-06-16'), unitPriceCents: 18_000n },
      ],
    ],
  ]);
  const order = (firstDay: string, lastDay: string | null, cents: bigint) => ({
    firstDay: day(firstDay),
    lastDay: lastDay === null ? null : day(lastDay),
    contractPrices: new Map([['day', cents]]),
  });
  const on = (prices: ReadonlyMap<string, readonly DatedPrice[]>, date: string) =>
    priceOn(prices.get('day') ?? [], day(date))?.unitPriceCents;

  test('175.00 a day all June costs 5 250.00, though the list rises on the 16th; without it 5 325.00', () => {
    const june = Array.from({ length: 30 }, (_, index) => `2026-06-${String(index + 1).padStart(2, '0')}`);
    const total = (prices: Parameters<typeof on>[0]) => june.reduce((sum, date) => sum + on(prices, date)!, 0n);
    expect(total(withOrders(list, [order('2026-01-01', null, 17_500n)]))).toBe(525_000n);
    expect(total(list)).toBe(532_500n);
  });

  test.each<[string, bigint | undefined]>([
    ['2026-05-31', 17_500n],
    ['2026-06-01', 17_000n],
    ['2026-06-16', 17_000n],
    ['2026-06-30', 17_000n],
    ['2026-07-01', 18_000n],
    ['2025-12-31', undefined],
  ])('it holds on its days and the list on all others: %s', (date, expected) => {
    expect(on(withOrders(list, [order('2026-06-01', '2026-06-30', 17_000n)]), date)).toBe(expected);
  });

  test('the one that follows has its own, and a content that no list names is priced by the order', () => {
    const both = withOrders(list, [order('2026-01-01', '2026-05-31', 1n), order('2026-06-01', null, 2n)]);
    expect(['2026-05-31', '2026-06-01', '2036-01-01'].map((date) => on(both, date))).toEqual([1n, 2n, 2n]);
    expect(on(withOrders(new Map(), [order('2026-06-01', '2026-06-30', 3n)]), '2026-06-01')).toBe(3n);
  });
});
