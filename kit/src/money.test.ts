/** Money neither appears nor disappears: tables for the amounts that people see, properties for all the rest. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideHalfUp, formatEuro, minCents, parseEuro, sumCents } from './money.ts';

test.each([
  ['0.00', 0n],
  ['0.05', 5n],
  ['-0.05', -5n],
  ['38.50', 3850n],
  ['-1234.56', -123456n],
  ['9999999999999.99', 999999999999999n],
])('%s is %d cents, and back', (text, cents) => {
  expect(parseEuro(text)).toBe(cents);
  expect(formatEuro(cents)).toBe(text);
});

test.each(['', '1', '1.5', '1.555', '1,50', '01.50', '1 000.00', '1.50 ', '1.50€', '--1.00', '10000000000000.00'])(
  '%j is no amount',
  (text) => {
    expect(parseEuro(text)).toBeUndefined();
  },
);

test.each([
  [0n, 3n, 0n],
  [1n, 2n, 1n],
  [1n, 3n, 0n],
  [5n, 10n, 1n],
  [4n, 10n, 0n],
  [2n, 3n, 1n],
  [3850n * 45n, 60n, 2888n],
  [2995n * 30n, 60n, 1498n],
])('%d / %d, half up, is %d', (numerator, denominator, quotient) => {
  expect(divideHalfUp(numerator, denominator)).toBe(quotient);
});

test.each([
  [-1n, 2n],
  [1n, 0n],
  [1n, -2n],
])('%d / %d is refused: a reversal mirrors its line instead', (numerator, denominator) => {
  expect(() => divideHalfUp(numerator, denominator)).toThrow(RangeError);
});

const amount = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });
const positive = fc.bigInt({ min: 0n, max: 10n ** 15n });
const divisor = fc.bigInt({ min: 1n, max: 10n ** 6n });

test('a shown amount reads back as the same amount', () => {
  fc.assert(fc.property(amount, (cents) => void expect(parseEuro(formatEuro(cents))).toBe(cents)));
});

test('a quotient is at most half a cent off, and a half goes up', () => {
  fc.assert(
    fc.property(positive, divisor, (numerator, denominator) => {
      const offTwice = 2n * (divideHalfUp(numerator, denominator) * denominator - numerator);
      expect(offTwice > -denominator && offTwice <= denominator).toBe(true);
    }),
  );
});

test('a whole stays the same when it is cut into cumulatively rounded pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 12 }), positive, (minutes, price) => {
      const priceOf = (until: number) => divideHalfUp(price * BigInt(until), 60n);
      let at = 0;
      const pieces = minutes.map((each) => priceOf((at += each)) - priceOf(at - each));
      expect(sumCents(pieces)).toBe(priceOf(at));
      expect(pieces.every((piece) => piece >= 0n)).toBe(true);
    }),
  );
});

test('a sum does not depend on the order', () => {
  fc.assert(fc.property(fc.array(amount), (cents) => void expect(sumCents(cents)).toBe(sumCents(cents.toReversed()))));
});

test('the smaller of two amounts is one of them, whichever comes first', () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      expect(minCents(a, b)).toBe(minCents(b, a));
      expect(minCents(a, b) === a ? a <= b : b < a).toBe(true);
    }),
  );
});
