/** What a client pays of a unit, as the client is told before a price of their provider rises. */
import { divideHalfUp, minCents, type Cents } from '@seteli/kit/money';
import { stepsPerUnit, type Share } from '@seteli/schema/quantity';
import type { Entitlement } from './bucket.ts';
import type { ArrangementKind, Worth } from './worth.ts';

export type UnitShareFacts = {
  readonly arrangementKind: ArrangementKind;
  readonly deductibleAllowed: boolean;
  /** A balance pays the asked price where the content has no value (rules 10). */
  readonly isBalance: boolean;
  readonly worth: Worth | undefined;
};

/** The client's usual month, and what the voucher grants of it; null where it limits no month. */
export type MonthFacts = { readonly usual: Share; readonly granted: Share | null };

/** How much more the client pays a month, only for units that the voucher covers. */
export function monthlyChange(oldShare: Cents, newShare: Cents, { usual, granted }: MonthFacts): Cents {
  const isCovered = !granted || usual.steps * granted.stepsPerUnit <= granted.steps * usual.stepsPerUnit;
  const { steps, stepsPerUnit } = isCovered ? usual : granted;
  return divideHalfUp((newShare - oldShare) * steps, stepsPerUnit);
}

const MONTHS = 12n;
const WEEKS = 52n;

/** The average of a month over a year; null where the grant has no such average. */
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

/** Null while the unit has no value. */
export function clientShareOfUnit(
  { arrangementKind, deductibleAllowed, isBalance, worth }: UnitShareFacts,
  priceCents: Cents,
): Cents | null {
  if (arrangementKind === 'PURCHASED' || !deductibleAllowed) return 0n;
  if (!worth) return isBalance ? 0n : null;
  return priceCents - minCents(priceCents, worth.valueCents);
}
