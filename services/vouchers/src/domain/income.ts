/**
 * Values by the client's income (tulosidonnainen arvo; rules 51): which formulas may be published, and the value of an
 * income.
 */
import { divideHalfUp, minCents, type Cents } from '@seteli/kit/money';
import type { Day } from '@seteli/kit/day';
import { accept, refuse, type Decision } from '@seteli/kit/result';

export type Household = { readonly limitCents: Cents; readonly percent: number };

/**
 * The value of an hour is max − max(0, income − limit) × percent / 60, at least the floor. `households` are those of 1,
 * 2, 3 … persons.
 */
export type IncomeFormula = {
  readonly firstDay: Day;
  readonly maxCents: Cents;
  readonly floorCents: Cents;
  readonly households: readonly Household[];
  readonly furtherLimitCents: Cents;
  readonly furtherPercent: number;
  /** 5 or 10; null rounds half up to the cent. */
  readonly roundUpToCents: number | null;
};

/** The facts behind the value. The decision keeps them; no provider sees them. */
export type Income = { readonly monthlyIncomeCents: Cents; readonly persons: number };

/** The formula divides by 60, a percentage by 100. */
const DIVISOR = 6_000n;

const maxCents = (a: Cents, b: Cents): Cents => (a > b ? a : b);

/** The exact value, rounded up to the step or half up to the cent, then at least the floor and at most the maximum. */
export function valueByIncome(formula: IncomeFormula, { monthlyIncomeCents, persons }: Income): Cents {
  const { limitCents, percent } = householdOf(formula, persons);
  const above = maxCents(0n, monthlyIncomeCents - limitCents);
  const exact = formula.maxCents * DIVISOR - above * BigInt(percent);
  const rounded = exact <= 0n ? 0n : roundedUp(exact, formula.roundUpToCents);
  return minCents(maxCents(rounded, formula.floorCents), formula.maxCents);
}

/** Rounds the exact value, not the cent: with a step of 10 cents, 26.9523 becomes 27.00. */
function roundedUp(exact: bigint, step: number | null): Cents {
  if (step === null) return divideHalfUp(exact, DIVISOR);
  const whole = DIVISOR * BigInt(step);
  return ((exact + whole - 1n) / whole) * BigInt(step);
}

function householdOf({ households, furtherLimitCents, furtherPercent }: IncomeFormula, persons: number): Household {
  const listed = households[persons - 1];
  if (listed) return listed;
  const { limitCents, percent } = households.at(-1)!;
  const further = persons - households.length;
  return { limitCents: limitCents + furtherLimitCents * BigInt(further), percent: Math.max(0, percent - furtherPercent * further) };
}

/** Whether a formula may be published. The store checks that its day is free. */
export function checkFormula(
  isServiceKnown: boolean,
  formula: IncomeFormula,
): Decision<IncomeFormula, 'NOT_YET_KNOWN' | 'INVALID_RANGE' | 'AMOUNT_NOT_POSITIVE'> {
  if (!isServiceKnown) return refuse('NOT_YET_KNOWN', { path: ['serviceId'] });
  if (formula.households.length === 0) return refuse('INVALID_RANGE', { path: ['households'] });
  if (formula.floorCents > formula.maxCents) return refuse('INVALID_RANGE', { path: ['floor'] });
  const wrong = formula.households.findIndex(({ percent }) => percent < 0 || percent > 100);
  if (wrong !== -1) return refuse('INVALID_RANGE', { path: ['households', String(wrong), 'percent'] });
  if (formula.furtherPercent < 0) return refuse('INVALID_RANGE', { path: ['furtherPercent'] });
  const wrongAmount = amountBelowNothing(formula);
  return wrongAmount ? refuse('AMOUNT_NOT_POSITIVE', { path: wrongAmount }) : accept(formula);
}

function amountBelowNothing({ floorCents, furtherLimitCents, maxCents, households }: IncomeFormula): readonly string[] | undefined {
  if (floorCents < 0n) return ['floor'];
  if (furtherLimitCents < 0n) return ['furtherLimit'];
  if (maxCents <= 0n) return ['max'];
  const index = households.findIndex(({ limitCents }) => limitCents < 0n);
  return index < 0 ? undefined : ['households', String(index), 'limit'];
}
