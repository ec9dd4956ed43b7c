/** What a client pays himself of a unit, as he is told before a price of his provider rises. */
import { minCents, type Cents } from '@seteli/kit/money';
import type { ArrangementKind, Worth } from './worth.ts';

export type UnitShareFacts = {
  readonly arrangementKind: ArrangementKind;
  readonly deductibleAllowed: boolean;
  /** Paid from a balance, which pays what is asked where no value is said (rules 10). */
  readonly isBalance: boolean;
  readonly worth: Worth | undefined;
};

/** Null while nobody has said what the unit is worth. */
export function clientShareOfUnit(
  { arrangementKind, deductibleAllowed, isBalance, worth }: UnitShareFacts,
  priceCents: Cents,
): Cents | null {
  if (arrangementKind === 'PURCHASED' || !deductibleAllowed) return 0n;
  if (!worth) return isBalance ? 0n : null;
  return priceCents - minCents(priceCents, worth.valueCents);
}
