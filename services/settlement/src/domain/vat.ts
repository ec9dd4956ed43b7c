/**
 * Tax contained in amounts (ALV). The ledger keeps what comes with each line of a visit (rules 60c); a paper states the tax of its own
 * sums, rate by rate, and what the two differ by is a rounding amount (rules 60).
 */
import { divideHalfUp, sumCents, type Cents } from '@seteli/kit/money';

export type LineVat = { readonly vatPermille: number; readonly totalVatCents: Cents; readonly organiserVatCents: Cents };

/** The client's tax is what the organiser's leaves of the whole (R24). Who pays nothing has none: the rest is then of what nobody pays. */
export const clientVat = ({ clientCents, totalVatCents, organiserVatCents }: LineVat & { readonly clientCents: Cents }): Cents =>
  clientCents === 0n ? 0n : totalVatCents - organiserVatCents;

/** The tax that the sum of a paper contains: gross − round½up(gross ÷ (1 + rate)); of a sum below zero the same with its sign. */
export function taxOf(grossCents: Cents, vatPermille: number): Cents {
  if (grossCents < 0n) return -taxOf(-grossCents, vatPermille);
  return grossCents - divideHalfUp(1000n * grossCents, 1000n + BigInt(vatPermille));
}

/** Amounts of one rate, and the tax that was posted with them. */
export type Taxed = { readonly vatPermille: number; readonly grossCents: Cents; readonly vatCents: Cents };

/** What a paper states of a rate. `roundingCents` is its tax less the tax that was posted line by line. */
export type VatSum = Taxed & { readonly roundingCents: Cents };

/** What is taxed alike together, by rising rate. A paper of before taxes were stated from sums (`taxOfSums` null) states what its lines add up to, as it was issued. */
export function stateTax(lines: readonly Taxed[], { taxOfSums }: { readonly taxOfSums: boolean | null }): readonly VatSum[] {
  const byRate = Map.groupBy(lines, ({ vatPermille }) => vatPermille);
  return [...byRate]
    .map(([vatPermille, same]) => {
      const grossCents = sumCents(same.map((line) => line.grossCents));
      const postedCents = sumCents(same.map((line) => line.vatCents));
      const vatCents = taxOfSums ? taxOf(grossCents, vatPermille) : postedCents;
      return { vatPermille, grossCents, vatCents, roundingCents: vatCents - postedCents };
    })
    .filter(({ grossCents, vatCents, roundingCents }) => grossCents !== 0n || vatCents !== 0n || roundingCents !== 0n)
    .toSorted((a, b) => a.vatPermille - b.vatPermille);
}

/** 255 is "25.5", 140 is "14". */
export const percentOf = (permille: number): string => `${Math.floor(permille / 10)}${permille % 10 ? `.${permille % 10}` : ''}`;
