/** Tax contained in amounts (ALV). It comes with each line of a visit and is only added up: nothing is derived from sums (rules 60c). */
import { sumCents, type Cents } from '@seteli/kit/money';

export type LineVat = { readonly vatPermille: number; readonly totalVatCents: Cents; readonly organiserVatCents: Cents };

/** The client's tax is what the organiser's leaves of the whole (R24). Who pays nothing has none: the rest is then of what nobody pays. */
export const clientVat = ({ clientCents, totalVatCents, organiserVatCents }: LineVat & { readonly clientCents: Cents }): Cents =>
  clientCents === 0n ? 0n : totalVatCents - organiserVatCents;

export type VatSum = { readonly vatPermille: number; readonly grossCents: Cents; readonly vatCents: Cents };

/** What is taxed alike together, by rising rate. */
export function sumByRate(lines: readonly VatSum[]): readonly VatSum[] {
  const byRate = Map.groupBy(lines, ({ vatPermille }) => vatPermille);
  return [...byRate]
    .map(([vatPermille, same]) => ({
      vatPermille,
      grossCents: sumCents(same.map(({ grossCents }) => grossCents)),
      vatCents: sumCents(same.map(({ vatCents }) => vatCents)),
    }))
    .filter(({ grossCents, vatCents }) => grossCents !== 0n || vatCents !== 0n)
    .toSorted((a, b) => a.vatPermille - b.vatPermille);
}

/** 255 is "25.5", 140 is "14". */
export const percentOf = (permille: number): string => `${Math.floor(permille / 10)}${permille % 10 ? `.${permille % 10}` : ''}`;
