/** Tests shares of weeks and months, whose units differ in length, against exact fractions (rules 40, 43). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharesOf, type ServedPiece } from './shares.ts';

const served = (count: number, size: number, price: bigint, value: bigint, months: number, deductibleAllowed: boolean): ServedPiece => ({
  contentId: 'a',
  quantity: { unit: 'MONTH', steps: count, stepsPerUnit: size },
  unitPriceCents: price,
  unitValueCents: value,
  vatPermille: 0,
  deductibleAllowed,
  day: Temporal.PlainDate.from('2026-06-30').add({ months }),
});
const someCents = fc.oneof(fc.constantFrom(4999n, 6390n, 440n), fc.bigInt({ min: 0n, max: 12_000n }));
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const runs = { numRuns: 500 };

/** The exact sum of unequal parts, over one common multiple of all sizes. */
const MULTIPLE = 30n * 31n * 28n * 29n * 23n * 22n * 21n * 20n * 19n * 7n * 60n * 1000n;
const wholes = (pieces: readonly ServedPiece[]) =>
  pieces.reduce((total, { quantity }) => total + BigInt(quantity.steps) * (MULTIPLE / BigInt(quantity.stepsPerUnit)), 0n);
const halfUp = (cents: bigint, parts: bigint) => (2n * cents * parts + MULTIPLE) / (2n * MULTIPLE);

describe('43: every unit, however its periods are divided', () => {
  const period = fc.record({
    size: fc.constantFrom(30, 31, 28, 29, 23, 22, 21, 20, 19, 7, 60, 1000),
    days: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
    monthsLater: fc.nat(1),
  });
  const periods = fc.array(period, { minLength: 1, maxLength: 5 });

  test('the lines add up to the price and the value of the exact whole, also up to any month', () =>
    fc.assert(
      fc.property(periods, someCents, someCents, fc.boolean(), (drawn, price, value, deductibleAllowed) => {
        let months = 0;
        const pieces = drawn.flatMap(({ size, days, monthsLater }) => {
          months += monthsLater;
          return days.map((count) => served(count, size, price, value, months, deductibleAllowed));
        });
        const lines = sharesOf(pieces);
        const unitPrice = deductibleAllowed || price < value ? price : value;
        for (const [last] of lines.entries()) {
          const upTo = lines.slice(0, last + 1);
          const parts = wholes(upTo.flatMap((line) => line.pieces.map((index) => pieces[index]!)));
          expect(sum(upTo.map((line) => line.totalCents))).toBe(halfUp(unitPrice, parts));
        }
        const total = halfUp(unitPrice, wholes(pieces));
        const atMost = halfUp(value, wholes(pieces));
        expect(sum(lines.map((line) => line.organiserCents))).toBe(atMost < total ? atMost : total);
        expect(lines.every(({ clientCents, organiserCents }) => clientCents >= 0n && organiserCents >= 0n)).toBe(true);
        expect(new Set(lines.map(({ month }) => month.toString())).size).toBe(lines.length);
      }),
      runs,
    ));
});

test('40, 43: weeks of different numbers of operating days in one month are one line', () => {
  const days = (count: number, size: number) =>
    Array.from({ length: count }, () => ({
      ...served(1, size, 999n, 999n, 0, true),
      quantity: { unit: 'WEEK' as const, steps: 1, stepsPerUnit: size },
    }));
  // A week and three fifths of a week: 15.984.
  expect(sharesOf([...days(4, 4), ...days(3, 5)]).map(({ quantity, totalCents, pieces }) => [quantity, totalCents, pieces.length])).toEqual(
    [[{ unit: 'WEEK', steps: 32, stepsPerUnit: 20 }, 1598n, 7]],
  );
});

test('40, 43: the organiser’s part of a month from 2.6. to 1.7. is rounded over the visit, too', () =>
  expect(
    sharesOf([served(29, 30, 6000n, 4999n, 0, true), served(1, 31, 6000n, 4999n, 1, true)]).map(
      ({ totalCents, organiserCents, clientCents }) => [totalCents, organiserCents, clientCents],
    ),
  ).toEqual([
    [5800n, 4832n, 968n],
    [194n, 162n, 32n],
  ]));
