/**
 * Whether two versions of a visit have the same money: payers, amounts, contents, months and rates of tax (rules 13,
 * 35).
 */
import { type Cents } from '@seteli/kit/money';
import { addShares, type Share, type Unit } from './quantity.ts';

export type MoneyLine = {
  readonly contentId: string;
  readonly month: { toString(): string };
  readonly unit: Unit;
  readonly steps: number;
  readonly stepsPerUnit: number;
  readonly organiserCents: Cents;
  readonly clientCents: Cents;
  /** What nobody pays, where the service keeps it. */
  readonly unbilledCents: Cents;
  readonly vatPermille: number;
  readonly isExtraService: boolean;
};

type Sum = Pick<MoneyLine, 'organiserCents' | 'clientCents' | 'unbilledCents'> & { readonly share: Share };

/** Unit prices and unit values do not matter, nor how many lines share the amounts. */
export function isSameMoney(before: readonly MoneyLine[], after: readonly MoneyLine[]): boolean {
  const [was, is] = [sumsOf(before), sumsOf(after)];
  return was.size === is.size && [...was].every(([key, sum]) => isSameSum(sum, is.get(key)));
}

function sumsOf(lines: readonly MoneyLine[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { contentId, month, unit, vatPermille, isExtraService, steps, stepsPerUnit, ...amounts } of lines) {
    const key = `${contentId} ${month} ${unit} ${vatPermille} ${isExtraService}`;
    const share = { steps: BigInt(steps), stepsPerUnit: BigInt(stepsPerUnit) };
    const { organiserCents, clientCents, unbilledCents } = amounts;
    const sum = sums.get(key);
    sums.set(
      key,
      sum
        ? {
            organiserCents: sum.organiserCents + organiserCents,
            clientCents: sum.clientCents + clientCents,
            unbilledCents: sum.unbilledCents + unbilledCents,
            share: addShares(sum.share, share),
          }
        : { organiserCents, clientCents, unbilledCents, share },
    );
  }
  return sums;
}

const isSameSum = (one: Sum, other: Sum | undefined): boolean =>
  other !== undefined &&
  one.organiserCents === other.organiserCents &&
  one.clientCents === other.clientCents &&
  one.unbilledCents === other.unbilledCents &&
  one.share.steps * other.share.stepsPerUnit === other.share.steps * one.share.stepsPerUnit;
