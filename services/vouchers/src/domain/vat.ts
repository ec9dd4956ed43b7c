/**
 * Value added tax by Finnish law: the rate of a treatment on a day of service, and the tax contained in the amounts of
 * a line (rules 60c).
 */
import { isBefore, type Day } from '@seteli/kit/day';
import { divideHalfUp, type Cents } from '@seteli/kit/money';

export type VatTreatment = 'EXEMPT' | 'STANDARD' | 'REDUCED' | 'LOW';

/**
 * AVL 84 §, 85 § and 85 a §; 255 permille are 25.5 %. The first day of each rate, newest first; the last rate holds on
 * all earlier days.
 */
const RATES: Readonly<Record<VatTreatment, readonly { readonly from?: Day; readonly permille: number }[]>> = {
  EXEMPT: [{ permille: 0 }],
  STANDARD: [{ from: Temporal.PlainDate.from('2024-09-01'), permille: 255 }, { permille: 240 }],
  REDUCED: [{ from: Temporal.PlainDate.from('2026-01-01'), permille: 135 }, { permille: 140 }],
  LOW: [{ permille: 100 }],
};

export const vatPermilleOn = (treatment: VatTreatment, day: Day): number =>
  RATES[treatment].find(({ from }) => !from || !isBefore(day, from))!.permille;

/** The tax contained in an amount, half a cent upwards. */
export const vatIn = (grossCents: Cents, permille: number): Cents => divideHalfUp(grossCents * BigInt(permille), 1000n + BigInt(permille));

type Amounts = { readonly vatPermille: number; readonly totalCents: Cents; readonly organiserCents: Cents; readonly unbilledCents: Cents };
export type Taxed = { readonly totalVatCents: Cents; readonly organiserVatCents: Cents };

/** The client's tax is the rest, never computed alone. An unbilled amount is not taxed. */
export const withVat = <Line extends Amounts>(line: Line): Line & Taxed => ({
  ...line,
  totalVatCents: vatIn(line.totalCents - line.unbilledCents, line.vatPermille),
  organiserVatCents: vatIn(line.organiserCents, line.vatPermille),
});
