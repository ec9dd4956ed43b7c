import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientVat, percentOf, stateTax, taxOf } from './vat.ts';

describe('R24 the tax in what the client pays', () => {
  test.each([
    ['the part of the whole that the organiser leaves', 1625n, 1956n, 1625n, 331n],
    ['free of tax', 1625n, 0n, 0n, 0n],
    ['all of it, when the client pays all', 9625n, 1956n, 0n, 1956n],
    ['none, when the client pays nothing', 0n, 1625n, 1625n, 0n],
    ['none, when nobody pays the rest (rules 29)', 0n, 782n, 650n, 0n],
  ])('%s', (_, clientCents, totalVatCents, organiserVatCents, expected) =>
    expect(clientVat({ clientCents, vatPermille: 255, totalVatCents, organiserVatCents })).toBe(expected),
  );
});

test.each([
  [0, '0'],
  [255, '25.5'],
  [140, '14'],
  [135, '13.5'],
  [5, '0.5'],
])('%i permille are %s percent', (permille, percent) => expect(percentOf(permille)).toBe(percent));

const line = (vatPermille: number, grossCents: bigint, vatCents: bigint) => ({ vatPermille, grossCents, vatCents });

describe('60: the tax of a paper is the tax of its sum', () => {
  test.each<[string, number, bigint, bigint]>([
    ['21 visits of 20 minutes at 25.5 %', 255, 22407n, 4553n],
    ['100 lines of 80.00', 255, 800000n, 162550n],
    ['184.00 of 2 × 92.00', 255, 18400n, 3739n],
    ['the other rates', 140, 11400n, 1400n],
    ['half a cent of the net goes up, and the tax down', 1000, 1n, 0n],
    ['one cent', 255, 1n, 0n],
    ['nothing', 255, 0n, 0n],
    ['free of tax', 0, 6300n, 0n],
    ['a credit mirrors', 255, -22407n, -4553n],
    ['a credit mirrors half a cent, too', 1000, -1n, 0n],
  ])('%s', (_, vatPermille, grossCents, expected) => expect(taxOf(grossCents, vatPermille)).toBe(expected));

  test('the tax is contained in the sum and has its sign, and a credit takes back exactly the stated tax', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 1000 }), (gross, rate) => {
        const tax = taxOf(gross, rate);
        const net = gross - tax;
        const whole = 1000n + BigInt(rate);
        expect(tax + taxOf(-gross, rate)).toBe(0n);
        expect(gross < 0n ? tax <= 0n && tax >= gross : tax >= 0n && tax <= gross).toBe(true);
        // No other net is nearer to gross ÷ (1 + rate).
        const off = net * whole - gross * 1000n;
        expect((off < 0n ? -off : off) * 2n <= whole).toBe(true);
      }),
    ));

  test('the difference between the posted tax of lines and the tax of the sum is a rounding amount', () => {
    const lines = Array.from({ length: 21 }, () => line(255, 1067n, 217n));
    expect(stateTax(lines)).toEqual([{ ...line(255, 22407n, 4553n), roundingCents: -4n }]);
  });

  test('tax is stated by rate, amounts free of tax included', () => {
    const lines = [
      line(255, 8000n, 1625n),
      line(0, 6300n, 0n),
      line(140, 1000n, 123n),
      line(140, -1000n, -123n),
      line(255, -6400n, -1300n),
    ];
    expect(stateTax(lines)).toEqual([
      { ...line(0, 6300n, 0n), roundingCents: 0n },
      { ...line(255, 1600n, 325n), roundingCents: 0n },
    ]);
  });

  test('0.00 has tax 0.00, whatever corrections it contains', () => {
    const lines = [line(255, 1067n, 217n), line(255, 1067n, 217n), line(255, -2134n, -433n)];
    expect(stateTax(lines)).toEqual([{ ...line(255, 0n, 0n), roundingCents: -1n }]);
    expect(stateTax([line(255, 1067n, 217n), line(255, -1067n, -217n)])).toEqual([]);
  });
});
