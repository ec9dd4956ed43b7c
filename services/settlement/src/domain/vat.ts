/**
 * Tax contained in amounts (ALV). The ledger keeps the tax of each line of a visit (rules 60c). A paper states the tax
 * of its own sums by rate; the difference is a rounding amount (rules 60).
 */
import { divideHalfUp, sumCents, type Cents } from '@seteli/kit/money';

export type LineVat = { readonly vatPermille: number; readonly totalVatCents: Cents; readonly organiserVatCents: Cents };

/**
 * The client's tax is the rest of the whole after the organiser's (R24). A client who pays nothing has none, since
 * nobody pays that rest.
 */
export const clientVat = ({ clientCents, totalVatCents, organiserVatCents }: LineVat & { readonly clientCents: Cents }): Cents =>
  clientCents === 0n ? 0n : totalVatCents - organiserVatCents;

/** The tax contained in a paper's sum: gross − round½up(gross ÷ (1 + rate)). A sum below zero mirrors it. */
export function taxOf(grossCents: Cents, vatPermille: number): Cents {
  if (grossCents < 0n) return -taxOf(-grossCents, vatPermille);
  return grossCents - divideHalfUp(1000n * grossCents, 1000n + BigInt(vatPermille));
}

/** Amounts of one rate, and the tax that was posted with them. */
export type Taxed = { readonly vatPermille: number; readonly grossCents: Cents; readonly vatCents: Cents };

/** The tax that a paper states of a rate. `roundingCents` is that tax less the tax posted line by line. */
export type VatSum = Taxed & { readonly roundingCents: Cents };

/** Sums by rate, rates rising. */
export function stateTax(lines: readonly Taxed[]): readonly VatSum[] {
  const byRate = Map.groupBy(lines, ({ vatPermille }) => vatPermille);
  return [...byRate]
    .map(([vatPermille, same]) => {
      const grossCents = sumCents(same.map((line) => line.grossCents));
      const postedCents = sumCents(same.map((line) => line.vatCents));
      const vatCents = taxOf(grossCents, vatPermille);
      return { vatPermille, grossCents, vatCents, roundingCents: vatCents - postedCents };
    })
    .filter(({ grossCents, vatCents, roundingCents }) => grossCents !== 0n || vatCents !== 0n || roundingCents !== 0n)
    .toSorted((a, b) => a.vatPermille - b.vatPermille);
}

/** 255 is "25.5", 140 is "14". */
export const percentOf = (permille: number): string => `${Math.floor(permille / 10)}${permille % 10 ? `.${permille % 10}` : ''}`;
