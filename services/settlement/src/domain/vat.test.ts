import { describe, expect, test } from 'vitest';
import { clientVat, percentOf, sumByRate } from './vat.ts';

describe('R24 the tax in what the client pays', () => {
  test.each([
    ['what the organiser leaves of the whole', 1625n, 1956n, 1625n, 331n],
    ['free of tax', 1625n, 0n, 0n, 0n],
    ['all of it, when he pays all', 9625n, 1956n, 0n, 1956n],
    ['none, when he pays nothing', 0n, 1625n, 1625n, 0n],
    ['none, when the rest is nobody\u2019s (rules 29)', 0n, 782n, 650n, 0n],
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

describe('60c: documents add the lines', () => {
  const line = (vatPermille: number, grossCents: bigint, vatCents: bigint) => ({ vatPermille, grossCents, vatCents });

  test('a hundred lines of 80.00 contain 1 625.00, not the 1 625.50 of their sum', () => {
    expect(sumByRate(Array.from({ length: 100 }, () => line(255, 8000n, 1625n)))).toEqual([line(255, 800000n, 162500n)]);
  });

  test('rate by rate, what is free of tax too; a rate of which nothing is left is none', () => {
    const lines = [
      line(255, 8000n, 1625n),
      line(0, 6300n, 0n),
      line(140, 1000n, 123n),
      line(140, -1000n, -123n),
      line(255, -6400n, -1300n),
    ];
    expect(sumByRate(lines)).toEqual([line(0, 6300n, 0n), line(255, 1600n, 325n)]);
  });
});
