/** Tests the rates of value added tax by Finnish law, and the tax contained in shares. */
import { describe, expect, test } from 'vitest';
import { vatIn, vatPermilleOn, withVat, type VatTreatment } from './vat.ts';

describe('the rate of the day of service', () => {
  test.each<[VatTreatment, string, number]>([
    ['STANDARD', '2024-08-31', 240],
    ['STANDARD', '2024-09-01', 255],
    ['STANDARD', '2026-06-15', 255],
    ['REDUCED', '2025-12-31', 140],
    ['REDUCED', '2026-01-01', 135],
    ['LOW', '2026-06-15', 100],
    ['EXEMPT', '2026-06-15', 0],
  ])('%s on %s is %d permille', (treatment, day, permille) =>
    expect(vatPermilleOn(treatment, Temporal.PlainDate.from(day))).toBe(permille),
  );
});

const line = (totalCents: bigint, organiserCents: bigint, vatPermille: number, unbilledCents = 0n) =>
  withVat({ totalCents, organiserCents, unbilledCents, vatPermille });

test('R24: 96.25 contains 19.56 of tax, the organiser’s 80.00 contain 16.25, and the client’s tax is the rest, 3.31', () => {
  const { totalVatCents, organiserVatCents } = line(9625n, 8000n, 255);
  expect([totalVatCents, organiserVatCents, totalVatCents - organiserVatCents]).toEqual([1956n, 1625n, 331n]);
  // Computed alone, the client's tax would be a cent less.
  expect(vatIn(1625n, 255)).toBe(330n);
});

test('60c: 184.00 as two lines of 92.00 contain 37.38', () => expect(2n * line(9200n, 0n, 255).totalVatCents).toBe(3738n));

test('29: an amount that nobody pays is not taxed, so the client’s tax is zero', () => {
  const { totalVatCents, organiserVatCents } = line(3850n, 3200n, 255, 650n);
  expect(totalVatCents).toBe(organiserVatCents);
});
