/** What a client pays himself of a unit, as he is told before a price of his provider rises. */
import { divideHalfUp, minCents, type Cents } from '@seteli/kit/money';
import { stepsPerUnit, type Share } from '@seteli/kit/quantity';
import type { Entitlement } from './bucket.ts';
import type { ArrangementKind, Worth } from './worth.ts';

export type UnitShareFacts = {
  readonly arrangementKind: ArrangementKind;
  readonly deductibleAllowed: boolean;
  /** Paid from a balance, which pays what is asked where no value is said (rules 10). */
  readonly isBalance: boolean;
  readonly worth: Worth | undefined;
};

/** What a unit usually comes to in a month, and how much of it the voucher grants; null where it grants more than is known by the month. */
export type MonthFacts = { readonly usual: Share; readonly granted: Share | null };

/** How much more the client pays a month: nothing beyond what the voucher covers is reckoned. */
export function monthlyChange(oldShare: Cents, newShare: Cents, { usual, granted }: MonthFacts): Cents {
  const isCovered = !granted || usual.steps * granted.stepsPerUnit <= granted.steps * usual.stepsPerUnit;
  const { steps, stepsPerUnit } = isCovered ? usual : granted;
  return divideHalfUp((newShare - oldShare) * steps, stepsPerUnit);
}

const MONTHS = 12n;
const WEEKS = 52n;

/** What a quantity comes to in a month of a year. */
export function grantedMonthly({
  kind,
  unit,
  steps,
  recurrence,
}: Pick<Entitlement, 'kind' | 'unit' | 'steps' | 'recurrence'>): Share | null {
  if (kind !== 'QUANTITY' || steps === null) return null;
  const size = BigInt(stepsPerUnit(unit));
  if (recurrence === 'MONTH') return { steps: BigInt(steps), stepsPerUnit: size };
  return recurrence === 'WEEK' ? { steps: BigInt(steps) * WEEKS, stepsPerUnit: size * MONTHS } : null;
}

/** Null while nobody has said what the unit is worth. */
export function clientShareOfUnit(
  { arrangementKind, deductibleAllowed, isBalance, worth }: UnitShareFacts,
  priceCents: Cents,
): Cents | null {
  if (arrangementKind === 'PURCHASED' || !deductibleAllowed) return 0n;
  if (!worth) return isBalance ? 0n : null;
  return priceCents - minCents(priceCents, worth.valueCents);
}
